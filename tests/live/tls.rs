//! TLS: whom a client trusts, and how it proves who it is, with real handshakes on the loopback interface.

use std::{
    io::{self, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::Arc,
    thread,
};

use configcat_core::{
    BuildError, Client, ClientBuilder, DownloadError, PollingMode,
    transport::{Tls, TlsError},
};
use configcat_test_fakes::{Behaviour, Server, flag_document, response};
use rustls::{
    ConfigBuilder, RootCertStore, ServerConfig, ServerConnection, StreamOwned, WantsVerifier,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
    server::{WantsServerCert, WebPkiClientVerifier},
};

use crate::{
    child::is_child,
    world::{KEY, flag_of},
};

const AUTHORITY: &str = include_str!("certificates/authority.pem");
const OTHER: &str = include_str!("certificates/other.pem");
const SERVER: [&str; 2] = [include_str!("certificates/server.pem"), include_str!("certificates/server.key")];
const CLIENT: [&str; 2] = [include_str!("certificates/client.pem"), include_str!("certificates/client.key")];
const CLIENT_KEY_SEC1: &str = include_str!("certificates/client-sec1.key");

type Unconfigured = ConfigBuilder<ServerConfig, WantsVerifier>;
type Configured = ConfigBuilder<ServerConfig, WantsServerCert>;

/// A server with a certificate of the authority, which gives everybody the same flag. It lives until the process ends.
struct TlsServer {
    port: u16,
}

impl TlsServer {
    /// A server that accepts every client.
    fn start() -> Self {
        Self::with(Unconfigured::with_no_client_auth)
    }

    /// A server that accepts clients with a certificate of the authority.
    fn for_known_clients() -> Self {
        Self::with(|config| {
            let mut roots = RootCertStore::empty();
            roots.add(certificate(AUTHORITY)).expect("a root certificate");
            let provider = Arc::new(ring::default_provider());
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build();
            config.with_client_cert_verifier(verifier.expect("a verifier"))
        })
    }

    fn with(clients: impl FnOnce(Unconfigured) -> Configured) -> Self {
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
        let config = clients(config.with_safe_default_protocol_versions().expect("protocol versions"));
        let key = PrivateKeyDer::from_pem_slice(SERVER[1].as_bytes()).expect("a key");
        let config = config.with_single_cert(vec![certificate(SERVER[0])], key).expect("a certificate");
        let (config, listener) = (Arc::new(config), TcpListener::bind("127.0.0.1:0").expect("a free port"));
        let port = listener.local_addr().expect("a bound socket").port();
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let config = Arc::clone(&config);
                // A client that does not trust the server goes away.
                thread::spawn(move || answer(stream, config));
            }
        });
        Self { port }
    }

    /// A client that asks by the name of the server, for one download.
    fn builder(&self, tls: Tls) -> ClientBuilder {
        Client::builder(KEY).base_url(format!("https://localhost:{}", self.port)).tls(tls)
    }

    /// The value of the flag, or the error with its causes.
    fn ask(&self, tls: Tls) -> Result<String, String> {
        downloaded(self.builder(tls))
    }
}

fn certificate(pem: &str) -> CertificateDer<'static> {
    CertificateDer::from_pem_slice(pem.as_bytes()).expect("a certificate")
}

/// Answers requests until the client closes the connection.
fn answer(stream: TcpStream, config: Arc<ServerConfig>) -> io::Result<()> {
    let connection = ServerConnection::new(config).map_err(io::Error::other)?;
    let mut stream = StreamOwned::new(connection, stream);
    let document = secure();
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{document}", document.len());
    let mut buffer = [0; 4096];
    loop {
        let mut length = 0;
        while !buffer[..length].ends_with(b"\r\n\r\n") {
            match stream.read(&mut buffer[length..])? {
                0 => return Ok(()),
                more => length += more,
            }
        }
        stream.write_all(answer.as_bytes())?;
        stream.flush()?;
    }
}

fn downloaded(builder: ClientBuilder) -> Result<String, String> {
    match builder.download() {
        Ok(download) => Ok(download.document().to_owned()),
        Err(error @ DownloadError::Failed(_)) => Err(format!("{error:?}")),
        Err(error) => panic!("{error:?}"),
    }
}

/// What the server answers to everybody whom it accepts.
fn secure() -> String {
    flag_document("secure")
}

fn trusting(root: &str) -> Tls {
    Tls::new().root_certificate_pem(root).expect("a root certificate")
}

#[test]
fn an_own_root_certificate_is_trusted() {
    let server = TlsServer::start();
    for tls in [
        trusting(AUTHORITY),
        trusting(AUTHORITY).only_these_roots(),
        trusting(OTHER).root_certificate_pem(AUTHORITY).expect("another root certificate"),
        trusting(&format!("# comment\n{OTHER}{AUTHORITY}")).only_these_roots(),
        // Environment variables often have lost their line breaks.
        trusting(&AUTHORITY.replace('\n', " ")),
        trusting(&AUTHORITY.replace('\n', "\r\n")),
    ] {
        assert_eq!(server.ask(tls), Ok(secure()));
    }
    for tls in [trusting(OTHER), trusting(OTHER).only_these_roots()] {
        let error = server.ask(tls).expect_err("nobody vouches for the server");
        assert!(error.contains("invalid peer certificate"), "{error}");
    }
}

#[test]
fn connections_are_shared_only_by_clients_that_trust_the_same() {
    let server = TlsServer::start();
    let client =
        |tls: Tls| server.builder(tls).polling_mode(PollingMode::manual()).build().expect("a client");
    let trusting_client = client(trusting(AUTHORITY));
    assert!(trusting_client.force_refresh().is_ok());
    let other = client(trusting(OTHER));
    assert!(other.force_refresh().is_err(), "the connection of the first client is open");
    assert!(client(trusting(AUTHORITY)).force_refresh().is_ok());
    assert_eq!(flag_of(&trusting_client), "secure");
}

#[test]
fn a_client_proves_who_it_is() {
    let server = TlsServer::for_known_clients();
    let own = || trusting(AUTHORITY).only_these_roots();
    let error = server.ask(own()).expect_err("the client is unknown");
    assert!(error.contains("connection failed"), "{error}");
    let identities = [
        own().client_identity_pem(CLIENT[0], CLIENT[1]),
        own().client_identity_pem(CLIENT.concat(), CLIENT.concat()),
        own().client_identity_pem(format!("{}{AUTHORITY}", CLIENT[0]), CLIENT_KEY_SEC1),
        own().client_identity_pem(CLIENT[0].replace('\n', " "), CLIENT[1].replace('\n', " ")),
    ];
    for tls in identities {
        assert_eq!(server.ask(tls.expect("an identity")), Ok(secure()));
    }
}

#[test]
fn certificates_are_checked_when_they_are_given() {
    let root = |pem: &str| Tls::new().root_certificate_pem(pem).expect_err("not a certificate");
    assert_eq!(root(""), TlsError::NotPem);
    assert_eq!(root("nonsense"), TlsError::NotPem);
    assert_eq!(Tls::new().root_certificate_pem([0x30, 0x82, 0xff]).expect_err("it is DER"), TlsError::NotPem);
    let cut: String = AUTHORITY.lines().take(3).collect();
    let broken = |pem: &str| pem.replacen("MII", "MIJ", 1);
    for (error, message) in [
        (root(""), "`openssl x509 -inform der`"),
        (root(&cut), "no `-----END CERTIFICATE-----`"),
        (root(CLIENT[1]), "no certificate, but `PRIVATE KEY`"),
        (root(&broken(AUTHORITY)), "certificate 1 "),
        (root(&format!("{OTHER}{}", broken(AUTHORITY))), "certificate 2 "),
        (root("-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----"), "certificate 1 "),
    ] {
        assert!(error.to_string().contains(message), "{error}");
    }
}

#[test]
fn identities_are_checked_when_they_are_given() {
    let identity = |certificate: &str, key: &str| {
        Tls::new().client_identity_pem(certificate, key).expect_err("not an identity")
    };
    let encrypted = CLIENT[1].replace("PRIVATE", "ENCRYPTED PRIVATE");
    let legacy = CLIENT_KEY_SEC1.replacen("KEY-----\n", "KEY-----\nProc-Type: 4,ENCRYPTED\n\n", 1);
    let secret = CLIENT[1].lines().nth(1).and_then(|line| line.get(8..24)).expect("a line of the key");
    for (error, message) in [
        (identity(CLIENT[0], ""), "not PEM"),
        (identity(CLIENT[1], CLIENT[0]), "no certificate, but `PRIVATE KEY`"),
        (identity(CLIENT[0], CLIENT[0]), "no private key, but `CERTIFICATE`"),
        (identity(CLIENT[0], &encrypted), "has a password"),
        (identity(CLIENT[0], &legacy), "has a password"),
        (identity(CLIENT[0], SERVER[1]), "does not belong to the certificate"),
        (identity(CLIENT[0], &CLIENT[1].replacen("MI", "MJ", 1)), "cannot be used with its private key"),
        (identity(CLIENT[0], &CLIENT[1].replacen("MI", "!!", 1)), "the key cannot be read"),
    ] {
        let shown = format!("{error} {error:?}");
        assert!(shown.contains(message), "{shown}");
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn certificates_and_keys_are_not_shown() {
    let tls = trusting(AUTHORITY).client_identity_pem(CLIENT[0], CLIENT[1]).expect("an identity");
    let shown = format!("{tls:?}");
    assert_eq!(shown, "Tls { root_certificates: 1, only_these_roots: false, client_identity: true }");
    assert!(format!("{:?}", Client::builder(KEY).tls(tls)).contains(&shown));
}

#[test]
fn somebody_has_to_be_trusted() {
    let build = |tls: Tls| Client::builder(KEY).offline(true).tls(tls).build();
    let error = build(Tls::new().only_these_roots()).expect_err("nobody is trusted");
    assert_eq!(error, BuildError::NoRootCertificates);
    assert!(build(trusting(AUTHORITY).only_these_roots()).is_ok());
}

/// An environment in which the system has no root certificates, as small containers often are.
const NO_ROOTS: [(&str, &str); 2] = [("SSL_CERT_FILE", "/nonexistent"), ("SSL_CERT_DIR", "/nonexistent")];

#[test]
#[cfg(target_os = "linux")]
fn without_root_certificates_the_error_says_so() {
    if !is_child("tls::without_root_certificates_the_error_says_so", &NO_ROOTS) {
        return;
    }
    let server = TlsServer::start();
    let proxy = configcat_core::transport::Proxy::new(format!("https://localhost:{}", server.port));
    let proxy = proxy.expect("a proxy");
    let builder = || Client::builder(KEY).allow_insecure_http(true);
    for builder in [
        server.builder(Tls::new()),
        builder().base_url(format!("https://127.0.0.1:{}", server.port)),
        builder().base_url("https://a.invalid"),
        builder().base_url("http://a.invalid").proxy(proxy),
    ] {
        let error = downloaded(builder).expect_err("the system has no root certificates");
        assert!(error.contains("there are no root certificates"), "{error}");
        assert!(
            error.contains("`ca-certificates`") && error.contains("Tls::root_certificate_pem"),
            "{error}"
        );
    }
    // Root certificates of one's own suffice, and plain HTTP needs none.
    assert_eq!(server.ask(trusting(AUTHORITY)), Ok(secure()));
    assert_eq!(server.ask(trusting(AUTHORITY).only_these_roots()), Ok(secure()));
    let plain = Server::start(|_| Behaviour::Answer(response(200, "", flag_document("plain"))));
    assert_eq!(downloaded(Client::builder(KEY).base_url(plain.url())), Ok(flag_document("plain")));
}

#[test]
#[cfg(target_os = "linux")]
fn without_root_certificates_a_proxy_of_the_environment_is_not_trusted() {
    let server = TlsServer::start();
    let proxy = format!("https://localhost:{}", server.port);
    let test = "tls::without_root_certificates_a_proxy_of_the_environment_is_not_trusted";
    if is_child(test, &[NO_ROOTS[0], NO_ROOTS[1], ("http_proxy", &proxy)]) {
        let builder = Client::builder(KEY).allow_insecure_http(true).base_url("http://a.invalid");
        let error = downloaded(builder).expect_err("the system has no root certificates");
        assert!(error.contains("there are no root certificates"), "{error}");
    }
}
