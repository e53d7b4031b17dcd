//! [`HttpTransport`]: the built-in transport, over reqwest.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use reqwest::{
    Response, Url,
    header::{HeaderValue, IF_NONE_MATCH, USER_AGENT},
};
use tokio::time::Instant;

use crate::client::{
    future::BoxFuture,
    transport::{
        error::TransportError,
        http::{
            answer::{receive, redirect_target},
            cause::network,
            clients::{Clients, ConnectionOptions},
            deadline::Deadline,
            safety::{is_safe, may_redirect},
        },
        message::{TransportRequest, TransportResponse},
        transport::Transport,
    },
};

pub(crate) mod answer;
pub(crate) mod back_end;
pub(crate) mod cause;
pub(crate) mod clients;
pub(crate) mod deadline;
mod pem;
pub(crate) mod proxy;
pub(crate) mod safety;
pub(crate) mod tls;
pub(crate) mod tls_error;
mod tls_parts;

/// How many HTTP redirects one request may follow.
const MAX_REDIRECTS: usize = 10;

/// The options of an [`HttpTransport`].
#[derive(Debug, Clone)]
pub(crate) struct HttpOptions {
    pub(crate) connection: ConnectionOptions,
    /// The longest time from the start of a request to the head of the answer, and from one part of the body to the
    /// next.
    ///
    /// A whole answer may take four times as long, and one second more for every 64 KiB received. So every request
    /// ends, even if the server sends byte by byte, and a large config still arrives over a slow connection.
    pub(crate) read_timeout: Duration,
    /// Whether plain `http` is allowed for other hosts than loopback. A redirect from `https` to `http` never is.
    pub(crate) allow_insecure_http: bool,
}

/// The built-in [`Transport`], over reqwest.
///
/// Transports with equal options share connections. The first request connects, loads certificates and reads the
/// environment; `new` does nothing of this.
pub(crate) struct HttpTransport {
    options: HttpOptions,
    clients: Arc<Clients>,
    /// The URL of the last request. Most polls use it again.
    last_url: Mutex<Option<Url>>,
}

impl HttpTransport {
    pub(crate) fn new(options: HttpOptions) -> Self {
        let clients = Clients::shared(&options.connection);
        Self { options, clients, last_url: Mutex::new(None) }
    }

    /// Sends the request, and follows redirects.
    async fn exchange(&self, request: &TransportRequest) -> Result<TransportResponse, TransportError> {
        let deadline = Deadline { start: Instant::now(), read_timeout: self.options.read_timeout };
        let mut url = self.parse(&request.url)?;
        if !is_safe(&url, self.options.allow_insecure_http) {
            // The builder has checked the base URL, so this one comes from a config.
            return Err(TransportError::InsecureRedirect);
        }
        for _ in 0..=MAX_REDIRECTS {
            let response = self.send(&url, request, &deadline).await?;
            let Some(target) = redirect_target(&url, &response) else {
                return receive(response, request, &deadline).await;
            };
            if !may_redirect(&url, &target, self.options.allow_insecure_http) {
                return Err(TransportError::InsecureRedirect);
            }
            url = target;
        }
        Err(network(format!("the server redirects more than {MAX_REDIRECTS} times")))
    }

    /// Parses a URL. Keeps the last one parsed, because parsing is a large part of the work of a poll.
    fn parse(&self, url: &str) -> Result<Url, TransportError> {
        let mut last = self.last_url.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(last) = last.as_ref().filter(|last| last.as_str() == url) {
            return Ok(last.clone());
        }
        let url = Url::parse(url).map_err(|error| network(format!("invalid URL: {error}")))?;
        Ok(last.insert(url).clone())
    }

    /// Sends the request to one URL. Returns when the head of the answer is there.
    async fn send(
        &self,
        url: &Url,
        request: &TransportRequest,
        deadline: &Deadline,
    ) -> Result<Response, TransportError> {
        let client = self.clients.client(url).await?;
        let mut message = client.get(url.clone());
        // Invalid header values are left out: an ETag from a damaged cache, for example.
        if let Ok(agent) = HeaderValue::from_str(&request.user_agent) {
            message = message.header(USER_AGENT, agent.clone()).header("X-ConfigCat-UserAgent", agent);
        }
        if let Some(etag) =
            request.etag.as_ref().and_then(|etag| HeaderValue::from_bytes(etag.as_bytes()).ok())
        {
            message = message.header(IF_NONE_MATCH, etag);
        }
        deadline.bound(0, message.send()).await
    }
}

impl Transport for HttpTransport {
    fn get<'a>(
        &'a self,
        request: &'a TransportRequest,
    ) -> BoxFuture<'a, Result<TransportResponse, TransportError>> {
        Box::pin(self.exchange(request))
    }
}

#[cfg(test)]
mod tests {
    use std::{io::prelude::*, net::TcpListener, thread};

    use flate2::{Compression, write::GzEncoder};

    use super::*;
    use crate::client::transport::{
        http::{proxy::Proxy, tls::Tls},
        message::RayId,
    };

    const OK: &str = "HTTP/1.1 200 OK\r\n";
    const MOVED: &str = "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nConnection: close\r\nLocation: ";

    /// Answers one connection after the other, the last one with a drip without end if wanted. Returns the base URL,
    /// and all requests in one text.
    fn serve(answers: &[impl AsRef<[u8]>], drip: bool) -> (String, thread::JoinHandle<String>) {
        let answers: Vec<_> = answers.iter().map(|answer| answer.as_ref().to_vec()).collect();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let requests = thread::spawn(move || {
            let mut requests = String::new();
            for answer in answers {
                let (mut stream, mut request) = (listener.accept().unwrap().0, [0; 4096]);
                // A GET request without body fits one packet.
                let length = stream.read(&mut request).unwrap();
                requests.push_str(str::from_utf8(&request[..length]).unwrap());
                let _ = stream.write_all(&answer);
                while drip && stream.write_all(b"x").is_ok() {
                    thread::sleep(Duration::from_millis(5));
                }
            }
            requests.to_lowercase()
        });
        (base, requests)
    }

    fn transport(read_timeout: u64, proxy: Option<Proxy>) -> HttpTransport {
        let [connect_timeout, read_timeout] = [5000, read_timeout].map(Duration::from_millis);
        let connection = ConnectionOptions { connect_timeout, proxy, tls: Tls::default() };
        HttpTransport::new(HttpOptions { connection, read_timeout, allow_insecure_http: false })
    }

    fn get(base: &str, read_timeout: u64, proxy: Option<Proxy>) -> Result<TransportResponse, TransportError> {
        let (url, etag) = (format!("{base}/secret/config_v6.json"), Some("W/\"1\"".to_owned()));
        let request = TransportRequest {
            url,
            user_agent: "test/1".to_owned(),
            etag,
            max_body_size: 1 << 20,
            ray_id: RayId::default(),
        };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(transport(read_timeout, proxy).get(&request))
    }

    fn gzip(size: usize) -> Vec<u8> {
        let head = format!("{OK}Content-Encoding: gzip\r\n\r\n").into_bytes();
        let mut encoder = GzEncoder::new(head, Compression::best());
        encoder.write_all(&vec![b' '; size]).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn urls_are_parsed_whichever_was_the_last() {
        let transport = transport(5000, None);
        let (one, other) = ("http://localhost/one", "http://localhost/other");
        for url in [one, one, other, "nonsense", other, one, "HTTP://localhost:80/one", one] {
            assert_eq!(transport.parse(url).ok(), Url::parse(url).ok(), "{url}");
        }
    }

    #[test]
    fn bodies_are_bounded_after_decompression() {
        assert_eq!(get(&serve(&[gzip(1 << 20)], false).0, 5000, None).unwrap().body.len(), 1 << 20);
        let announced = format!("{OK}Content-Length: 1048577\r\n\r\n").into();
        for body in [announced, gzip((1 << 20) + 1), gzip(100 << 20)] {
            let error = get(&serve(&[body], false).0, 5000, None).unwrap_err();
            assert!(matches!(error, TransportError::BodyTooLarge { limit: 1_048_576 }), "{error}");
        }
    }

    #[test]
    fn the_ray_id_is_noted_before_the_body_is_received() {
        let (base, _) = serve(&[format!("{OK}CF-RAY: 1-VIE\r\nContent-Length: 1048577\r\n\r\n")], false);
        let request = TransportRequest { max_body_size: 1 << 20, ..TransportRequest::new(base) };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(transport(5000, None).get(&request)).unwrap_err();
        assert_eq!(request.ray_id.take().as_deref(), Some("1-VIE"));
    }

    #[test]
    fn slow_answers_end() {
        for head in [format!("{OK}X: "), format!("{OK}\r\n")] {
            let error = get(&serve(&[head], true).0, 50, None).unwrap_err();
            assert!(matches!(error, TransportError::Timeout(_)), "{error}");
        }
    }

    #[test]
    fn errors_say_why_but_not_where() {
        let moved = |target: &str| vec![format!("{MOVED}{target}/secret\r\n\r\n"); 11];
        let cases = [
            (vec![String::new()], "connection closed before message completed"),
            (vec![format!("{OK}Content-Length: 7\r\n\r\n{{")], "end of file before message length reached"),
            (vec![format!("{OK}Content-Encoding: gzip\r\n\r\ngarbage")], "gzip header"),
            (moved("ftp://example.com"), "not allowed"),
            (moved("http://example.com"), "not allowed"),
            (moved(""), "more than 10 times"),
        ];
        for (answers, message) in cases {
            let error = get(&serve(&answers, false).0, 5000, None).unwrap_err();
            assert!(format!("{error:?}").contains(message), "{error:?}");
            assert!(!format!("{error} {error:?}").contains("secret"), "{error:?}");
        }
    }

    #[test]
    fn the_sdk_key_is_not_sent_in_the_clear() {
        let error = get("http://a.example", 5000, None).unwrap_err();
        assert!(matches!(error, TransportError::InsecureRedirect), "{error}");
    }

    #[test]
    fn headers_pass_redirects_and_proxies() {
        let busy = "HTTP/1.1 429 Slow\r\nRetry-After: 7\r\nCF-RAY: 1-VIE\r\nETag: \"2\"\r\n\r\n";
        let (base, requests) = serve(&[format!("{MOVED}/new\r\n\r\n").as_str(), busy], false);
        let proxy = Proxy::new(&base).unwrap().credentials("jane", "50%25:/?#");
        let answer = get("http://localhost:1", 5000, Some(proxy)).unwrap();
        assert_eq!((answer.status, answer.retry_after), (429, Some(Duration::from_secs(7))));
        assert_eq!((answer.etag.as_deref(), answer.ray_id.as_deref()), (Some("\"2\""), Some("1-VIE")));
        let requests = requests.join().unwrap();
        assert!(requests.contains("get http://localhost:1/new "), "{requests}");
        let [agents, etag, gzip] = ["agent: test/1", "-none-match: w/\"1\"", "-encoding: gzip"];
        let user = "basic amfuzto1mcuyntovpym=";
        let counts = [agents, etag, gzip, user].map(|header| requests.matches(header).count());
        assert_eq!(counts, [4, 2, 2, 2], "{requests}");
    }
}
