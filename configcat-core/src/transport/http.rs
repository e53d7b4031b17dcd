//! [`HttpTransport`]: configs over HTTP, by reqwest.

use std::{
    error::Error,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, SystemTime},
};

use reqwest::{
    Response, StatusCode, Url,
    header::{DATE, ETAG, HeaderName, HeaderValue, IF_NONE_MATCH, LOCATION, RETRY_AFTER, USER_AGENT},
};
use tokio::{
    task,
    time::{self, Instant},
};

use self::clients::Clients;
use super::{BoxFuture, Transport, TransportError, TransportRequest, TransportResponse};
use crate::BuildError;

mod clients;
mod proxy;

pub use proxy::{Proxy, ProxyError};

/// How many HTTP redirects one request may follow.
const MAX_REDIRECTS: usize = 10;
/// What a server can ask for at most in `Retry-After`: beyond it, it is a mistake.
const MAX_RETRY_AFTER: Duration = Duration::from_hours(24);
/// After how many bytes of a body the other tasks of the thread get their turn.
const TURN: usize = 1 << 20;

/// What an [`HttpTransport`] can be told.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct HttpOptions {
    /// The most time for a connection: name lookup, TCP and TLS.
    pub(crate) connect_timeout: Duration,
    /// The most time until the head of an answer is there, connecting included, and between two parts of its body.
    ///
    /// An answer as a whole may take four times as long, and a second more for every 64 KiB received: so every
    /// request ends, however slowly a server drips, and a large config on a slow line still arrives.
    pub(crate) read_timeout: Duration,
    /// The proxy; without one, that of the environment, which loopback addresses always bypass.
    pub(crate) proxy: Option<Proxy>,
    /// Whether redirects may lead to plain `http` on other hosts than loopback, if they start from plain `http`.
    pub(crate) allow_insecure_http: bool,
}

/// A [`Transport`] over HTTP.
///
/// Transports with equal options share connections. It is made without connecting, loading certificates or looking at
/// the environment: the first request does so.
pub(crate) struct HttpTransport {
    options: HttpOptions,
    clients: Arc<Clients>,
    /// That of the last request, since most polls ask for the same again.
    last_url: Mutex<Option<Url>>,
}

impl HttpTransport {
    pub(crate) fn new(options: HttpOptions) -> Self {
        let clients = Clients::shared(options.connect_timeout, options.proxy.as_ref());
        Self { options, clients, last_url: Mutex::new(None) }
    }

    /// Sends the request, and again to where redirects lead.
    async fn exchange(&self, request: &TransportRequest) -> Result<TransportResponse, TransportError> {
        let deadline = Deadline { start: Instant::now(), read_timeout: self.options.read_timeout };
        let mut url = self.parse(&request.url)?;
        if !is_safe(&url, self.options.allow_insecure_http) {
            // The base URL of the client was checked before, so this one stems from a config.
            return Err(TransportError::InsecureRedirect);
        }
        for _ in 0..=MAX_REDIRECTS {
            let response = self.send(&url, request, &deadline).await?;
            let Some(target) = redirect_target(&url, &response) else {
                return receive(response, request.max_body_size, &deadline).await;
            };
            if !may_redirect(&url, &target, self.options.allow_insecure_http) {
                return Err(TransportError::InsecureRedirect);
            }
            url = target;
        }
        Err(network(format!("the server redirects more than {MAX_REDIRECTS} times")))
    }

    /// Parses a URL, unless it is that of the last request: parsing is a good part of the work of a poll.
    fn parse(&self, url: &str) -> Result<Url, TransportError> {
        let mut last = self.last_url.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(last) = last.as_ref().filter(|last| last.as_str() == url) {
            return Ok(last.clone());
        }
        let url = Url::parse(url).map_err(|error| network(format!("invalid URL: {error}")))?;
        Ok(last.insert(url).clone())
    }

    /// Sends the request to one URL, and receives the head of the answer.
    async fn send(
        &self,
        url: &Url,
        request: &TransportRequest,
        deadline: &Deadline,
    ) -> Result<Response, TransportError> {
        let client = self.clients.client(url).await?;
        let mut message = client.get(url.clone());
        // What is no valid header, such as an ETag from a damaged cache, is left out.
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

/// Until when an answer is waited for: see [`HttpOptions::read_timeout`].
struct Deadline {
    start: Instant,
    read_timeout: Duration,
}

impl Deadline {
    /// Waits for the next part of an answer of which some bytes are there already.
    async fn bound<T>(
        &self,
        received: usize,
        part: impl Future<Output = reqwest::Result<T>>,
    ) -> Result<T, TransportError> {
        let bonus = Duration::from_secs(u64::try_from(received / (64 << 10)).unwrap_or(u64::MAX));
        let total = self.read_timeout.saturating_mul(4).saturating_add(bonus);
        let left = total.saturating_sub(self.start.elapsed());
        match time::timeout(left.min(self.read_timeout), part).await {
            Ok(result) => result.map_err(|error| transport_error(&error)),
            Err(elapsed) => Err(TransportError::Timeout(Box::new(elapsed))),
        }
    }
}

/// One level of an error as text only. Errors of reqwest can hold the URL anywhere, and with it the SDK key.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
struct Cause {
    message: String,
    source: Option<Box<Cause>>,
}

impl Cause {
    /// What lies behind an error of reqwest, without its own generic messages, if there is more.
    fn of(error: &reqwest::Error) -> Self {
        let without_url = |error: &(dyn Error + 'static)| {
            let message = error.to_string();
            message.split(" for url (").next().unwrap_or_default().to_owned()
        };
        let chain: Vec<_> = std::iter::successors(error.source(), |&error| error.source())
            .filter(|error| !error.is::<reqwest::Error>())
            .map(without_url)
            .collect();
        let cause = chain
            .into_iter()
            .rev()
            .fold(None, |source: Option<Self>, message| Some(Self { message, source: source.map(Box::new) }));
        cause.unwrap_or_else(|| Self { message: without_url(error), source: None })
    }
}

/// A base URL to be shown.
pub(crate) fn without_password(base_url: &str) -> String {
    match base_url.split_once("://").map(|(scheme, rest)| (scheme, rest.rsplit_once('@'))) {
        Some((scheme, Some((_, host)))) => format!("{scheme}://***@{host}"),
        _ => base_url.to_owned(),
    }
}

/// What is wrong with a base URL that was given to a client. Passwords in it are not shown.
pub(crate) fn base_url_problem(base_url: &str, allow_insecure_http: bool) -> Option<BuildError> {
    let shown = without_password(base_url);
    let reason = match Url::parse(base_url) {
        Ok(url) if !matches!(url.scheme(), "http" | "https") => {
            "it starts neither with `https:` nor `http:`".to_owned()
        }
        Ok(url) if url.query().is_some() || url.fragment().is_some() => {
            "it has a query or a fragment".to_owned()
        }
        Ok(url) if is_safe(&url, allow_insecure_http) => return None,
        Ok(_) => return Some(BuildError::InsecureBaseUrl { url: shown }),
        Err(error) => error.to_string(),
    };
    Some(BuildError::InvalidBaseUrl { url: shown, reason })
}

/// Whether a client that may use `from` may be sent to `to`, be it by a redirect of HTTP or of a config: never from
/// `https` to `http`, and from `http` to the `http` of another machine only if allowed.
pub(crate) fn may_redirect(from: &Url, to: &Url, allow_insecure_http: bool) -> bool {
    is_safe(to, allow_insecure_http) && (to.scheme() == "https" || from.scheme() == "http")
}

/// Whether a request to a URL does not send the SDK key over the network in the clear, or may do so.
fn is_safe(url: &Url, allow_insecure_http: bool) -> bool {
    match url.scheme() {
        "https" => true,
        "http" => allow_insecure_http || is_loopback(url),
        _ => false,
    }
}

/// Whether a URL points to this machine.
fn is_loopback(url: &Url) -> bool {
    let Some(host) = url.host_str() else { return false };
    let ip = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host == "localhost" || host.ends_with(".localhost") || ip.is_ok_and(|ip| ip.to_canonical().is_loopback())
}

/// Where a redirect leads; an answer without a usable target is none.
fn redirect_target(url: &Url, response: &Response) -> Option<Url> {
    let redirects = matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308);
    if redirects { url.join(&header(response, &LOCATION)?).ok() } else { None }
}

/// Reads what the client wants to know from an answer. Bodies of other answers than 200 are not received.
async fn receive(
    mut response: Response,
    max_body_size: usize,
    deadline: &Deadline,
) -> Result<TransportResponse, TransportError> {
    let retry_after = header(&response, &RETRY_AFTER);
    let date = header(&response, &DATE);
    let mut answer = TransportResponse {
        status: response.status().as_u16(),
        etag: header(&response, &ETAG),
        retry_after: retry_after.and_then(|text| parse_retry_after(&text, date.as_deref())),
        ray_id: header(&response, &HeaderName::from_static("cf-ray")),
        body: Vec::new(),
    };
    if response.status() != StatusCode::OK {
        return Ok(answer);
    }
    let too_large = TransportError::BodyTooLarge { limit: max_body_size };
    // Unknown if the body is compressed; the loop sees only what is decompressed.
    let announced = usize::try_from(response.content_length().unwrap_or(0)).unwrap_or(usize::MAX);
    if announced > max_body_size {
        return Err(too_large);
    }
    answer.body.reserve(announced.min(TURN));
    while let Some(chunk) = deadline.bound(answer.body.len(), response.chunk()).await? {
        let before = answer.body.len();
        if chunk.len() > max_body_size - before {
            return Err(too_large);
        }
        answer.body.extend_from_slice(&chunk);
        if before / TURN != answer.body.len() / TURN {
            // A few received bytes can hold much to decompress, which never waits.
            task::yield_now().await;
        }
    }
    Ok(answer)
}

/// The value of a header as text.
fn header(response: &Response, name: &HeaderName) -> Option<String> {
    let value = response.headers().get(name)?;
    str::from_utf8(value.as_bytes()).ok().map(str::to_owned)
}

/// Reads seconds, or a date: against the date of the answer if it has one, since the clocks may differ.
fn parse_retry_after(text: &str, date: Option<&str>) -> Option<Duration> {
    let delay = if let Ok(seconds) = text.trim().parse() {
        Duration::from_secs(seconds)
    } else {
        let until = httpdate::parse_http_date(text).ok()?;
        let now = date.and_then(|date| httpdate::parse_http_date(date).ok()).unwrap_or_else(SystemTime::now);
        until.duration_since(now).unwrap_or_default()
    };
    Some(delay.min(MAX_RETRY_AFTER))
}

fn network(error: impl Into<Box<dyn Error + Send + Sync>>) -> TransportError {
    TransportError::Network(error.into())
}

fn transport_error(error: &reqwest::Error) -> TransportError {
    let cause = Box::new(Cause::of(error));
    if error.is_timeout() { TransportError::Timeout(cause) } else { TransportError::Network(cause) }
}

#[cfg(test)]
mod tests {
    use std::{io::prelude::*, net::TcpListener, thread};

    use flate2::{Compression, write::GzEncoder};

    use super::*;

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
        HttpTransport::new(HttpOptions { connect_timeout, read_timeout, proxy, allow_insecure_http: false })
    }

    fn get(base: &str, read_timeout: u64, proxy: Option<Proxy>) -> Result<TransportResponse, TransportError> {
        let (url, etag) = (format!("{base}/secret/config_v6.json"), Some("W/\"1\"".to_owned()));
        let request = TransportRequest { url, user_agent: "test/1".to_owned(), etag, max_body_size: 1 << 20 };
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
            assert!(error.to_string().contains(message), "{error}");
            assert!(!format!("{error} {error:?}").contains("secret"), "{error:?}");
        }
    }

    #[test]
    fn redirects_stay_secure() {
        let may = |from: &str, to: &str, any| may_redirect(&from.parse().unwrap(), &to.parse().unwrap(), any);
        let (tls, plain, local) = ("https://a.example", "http://a.example", "http://[::1]:80");
        assert!([tls, plain, local].iter().all(|from| may(from, tls, false)));
        assert!([plain, local, "ftp://a.example"].iter().all(|to| !may(tls, to, true)));
        assert!(may(local, "http://localhost", false) && may(plain, "http://127.0.0.2", false));
        assert!(!may(local, plain, false) && !may(local, "http://127.0.0.1.example", false));
        assert!(may(local, plain, true));
        assert!(matches!(get(plain, 5000, None), Err(TransportError::InsecureRedirect)));

        let problem =
            |url, any| base_url_problem(url, any).map(|error| error.to_string()).unwrap_or_default();
        assert_eq!([problem(tls, false), problem(local, false), problem(plain, true)], ["", "", ""]);
        assert!(
            problem(plain, false).contains("not secure") && problem("a.example", false).contains("not valid")
        );
        assert!(
            problem("ftp://a.example", true).contains("neither")
                && problem("https://a?b", true).contains("query")
        );
        assert!(problem("http://jane:secret@a.example", false).contains("`http://***@a.example`"));
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let [date, later] = ["Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:50:37 GMT"];
        let seconds = |text, date| parse_retry_after(text, date).map(|delay| delay.as_secs());
        assert_eq!([seconds("120", None), seconds(later, Some(date))], [Some(120), Some(60)]);
        assert_eq!([seconds(date, Some(later)), seconds(date, None)], [Some(0), Some(0)]);
        assert_eq!([seconds("-1", None), seconds("soon", None)], [None, None]);
        assert_eq!(seconds("18446744073709551615", None), Some(86_400));
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
