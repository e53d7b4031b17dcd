//! SOCKS proxies, with the crate's feature `socks`.

use std::{
    io::{self, Read as _, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

use configcat_core::{Client, DownloadError, RefreshError, transport::Proxy};
use configcat_test_fakes::{Behaviour, Server, flag_document, response};

use crate::world::KEY;

/// A SOCKS5 proxy that knows one user, and connects everybody to the same server.
struct SocksProxy {
    address: SocketAddr,
    /// The addresses that it was asked for: a name or an IP address.
    asked: Arc<Mutex<Vec<String>>>,
}

impl SocksProxy {
    fn start(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let (address, asked) = (listener.local_addr().expect("a bound socket"), Arc::default());
        let requests = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let _ = connect(stream, server, &requests);
            }
        });
        Self { address, asked }
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("no panic").clone()
    }
}

/// One connection, from the greeting to the end.
fn connect(mut stream: TcpStream, server: SocketAddr, asked: &Mutex<Vec<String>>) -> io::Result<()> {
    let mut read = |length: usize| -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        stream.read_exact(&mut bytes)?;
        Ok(bytes)
    };
    let methods = read(2)?[1];
    let with_password = read(methods.into())?.contains(&2);
    if with_password {
        stream.write_all(&[5, 2])?;
        let mut texts = Vec::new();
        stream.read_exact(&mut [0])?;
        for _ in 0..2 {
            let mut length = [0];
            stream.read_exact(&mut length)?;
            let mut text = vec![0; length[0].into()];
            stream.read_exact(&mut text)?;
            texts.push(text);
        }
        let known = texts == [b"jane".to_vec(), b"50%:/?#".to_vec()];
        stream.write_all(&[1, u8::from(!known)])?;
        if !known {
            return Ok(());
        }
    } else {
        stream.write_all(&[5, 0])?;
    }
    let mut head = [0; 4];
    stream.read_exact(&mut head)?;
    let length = if head[3] == 3 {
        let mut length = [0];
        stream.read_exact(&mut length)?;
        length[0].into()
    } else {
        4
    };
    let mut host = vec![0; length];
    stream.read_exact(&mut host)?;
    stream.read_exact(&mut [0; 2])?;
    let name = if head[3] == 3 { String::from_utf8_lossy(&host).into_owned() } else { format!("{host:?}") };
    asked.lock().expect("no panic").push(name);
    stream.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0])?;
    let mut target = TcpStream::connect(server)?;
    let (mut from, mut to) = (stream.try_clone()?, target.try_clone()?);
    thread::spawn(move || io::copy(&mut from, &mut to));
    io::copy(&mut target, &mut stream).map(drop)
}

#[test]
fn configs_are_downloaded_through_socks_proxies() {
    let server = Server::start(|_| Behaviour::Answer(response(200, "", flag_document("1"))));
    let address = server.url().trim_start_matches("http://").parse().expect("an address");
    let proxy = SocksProxy::start(address);
    let via = |proxy: Proxy, base: &str| {
        let builder = Client::builder(KEY).allow_insecure_http(true).base_url(base).proxy(proxy);
        builder.download().map(|download| download.document().to_owned())
    };
    let socks = |scheme: &str| Proxy::new(format!("{scheme}://{}", proxy.address)).expect("a proxy");
    let good = Ok(flag_document("1"));
    assert_eq!(via(socks("socks5h"), "http://flags.invalid"), good);
    assert_eq!(via(socks("socks5"), "http://192.0.2.1"), good);
    assert_eq!(via(socks("socks5h").credentials("jane", "50%:/?#"), "http://more.invalid"), good);
    assert_eq!(proxy.asked(), ["flags.invalid", "[192, 0, 2, 1]", "more.invalid"]);
    let error = via(socks("socks5h").credentials("jane", "wrong"), "http://flags.invalid");
    let error = error.expect_err("the password is wrong");
    assert!(matches!(error, DownloadError::Failed(RefreshError::Network(_))), "{error:?}");
    assert!(!format!("{error:?}").contains("wrong"), "{error:?}");
}
