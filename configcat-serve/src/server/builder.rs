//! [`ServerBuilder`]: what to serve, and where.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener},
    path::PathBuf,
    sync::Arc,
};

use crate::{
    documents::{Place, ServedDocument, beside},
    refusal::Refusal,
    server::{
        document_keys::{default_sdk_key, id_of, is_sdk_key},
        serve_error::ServeError,
        server::Server,
    },
    state::State,
    token::Token,
    traffic::{Fault, Faults, RequestLog, Streams},
    users::SavedUsers,
};

/// What a server serves, and where. Made by [`Server::builder`](crate::Server::builder).
#[derive(Debug, Clone)]
#[must_use]
pub struct ServerBuilder {
    documents: Vec<NewDocument>,
    sdk_keys: Vec<String>,
    address: IpAddr,
    port: u16,
    token: Option<Token>,
    ephemeral: bool,
    live: Option<String>,
    faults: Vec<Fault>,
}

#[derive(Debug, Clone)]
struct NewDocument {
    name: String,
    place: Place,
}

impl Server {
    /// What to serve.
    pub fn builder() -> ServerBuilder {
        ServerBuilder::new()
    }
}

impl ServerBuilder {
    fn new() -> Self {
        Self {
            documents: Vec::new(),
            sdk_keys: Vec::new(),
            address: Ipv4Addr::LOCALHOST.into(),
            port: 0,
            token: None,
            ephemeral: false,
            live: None,
            faults: Vec::new(),
        }
    }

    /// Adds a file with a config document of any format. It is watched: when it is saved, it is served at once. Overrides
    /// lie beside it.
    pub fn file(mut self, path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.documents.push(NewDocument { name, place: Place::File(path) });
        self
    }

    /// Adds a config document of any format that has no file. [`Handle::replace_document`](crate::Handle::replace_document)
    /// replaces it.
    pub fn document(mut self, name: impl Into<String>, document: impl Into<String>) -> Self {
        self.documents.push(NewDocument { name: name.into(), place: Place::Memory(document.into()) });
        self
    }

    /// The SDK key of the next document that has none, in the order of the documents. By default, it is
    /// `configcat-proxy/` with the id of the document. A single document is served for every SDK key.
    pub fn sdk_key(mut self, sdk_key: impl Into<String>) -> Self {
        self.sdk_keys.push(sdk_key.into());
        self
    }

    /// The port. The default, 0, is any that is free.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// The address to listen on; by default, 127.0.0.1. An address that other machines reach needs a
    /// [`token`](Self::token).
    pub fn listen(mut self, address: IpAddr) -> Self {
        self.address = address;
        self
    }

    /// What the API and the page need to be told: 16 to 200 letters, digits, `-`, `_` and `.`. SDKs need no token.
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(Token::new(token.into()));
        self
    }

    /// Keeps overrides and users in memory, instead of files.
    pub fn ephemeral(mut self, ephemeral: bool) -> Self {
        self.ephemeral = ephemeral;
        self
    }

    /// The environment variable with the SDK key of a config that the caller mirrors: the page and the API name it.
    pub fn mirror_of(mut self, variable: impl Into<String>) -> Self {
        self.live = Some(variable.into());
        self
    }

    /// A fault that is on from the start.
    pub fn fault(mut self, fault: Fault) -> Self {
        self.faults.push(fault);
        self
    }

    /// Reads the documents, and takes the port.
    ///
    /// # Errors
    ///
    /// If there is no document, one cannot be read, two have the same SDK key, the port is in use, or an option is not
    /// valid.
    pub fn bind(self) -> Result<Server, ServeError> {
        if self.documents.is_empty() {
            return Err(ServeError::NoDocument);
        }
        if self.token.as_ref().is_some_and(|token| !token.is_usable()) {
            return Err(ServeError::InvalidToken);
        }
        let address = SocketAddr::new(self.address, self.port);
        if self.token.is_none() && !self.address.is_loopback() {
            return Err(ServeError::NeedsToken(address));
        }
        let documents = self.open_documents()?;
        let faults = self.faults_of(&documents).map_err(ServeError::Fault)?;
        let listener = listen(address)?;
        let file = documents.first().and_then(|document| document.file()).filter(|_| !self.ephemeral);
        let state = State {
            documents,
            users: SavedUsers::at(file.map(|file| beside(&file, "users"))),
            faults,
            requests: RequestLog::default(),
            streams: Streams::new(),
            base_url: base_url(listener.local_addr()?),
            token: self.token,
            ephemeral: self.ephemeral,
            live: self.live,
        };
        Ok(Server::new(Arc::new(state), listener))
    }

    fn open_documents(&self) -> Result<Vec<Arc<ServedDocument>>, ServeError> {
        let (keys, documents) = (self.sdk_keys.len(), self.documents.len());
        if keys > documents {
            return Err(ServeError::TooManySdkKeys { keys, documents });
        }
        let mut ids: Vec<String> = Vec::new();
        let mut opened: Vec<Arc<ServedDocument>> = Vec::new();
        for (index, NewDocument { name, place }) in self.documents.iter().enumerate() {
            let id = id_of(name, &ids);
            let sdk_key = self.sdk_keys.get(index).cloned().unwrap_or_else(|| default_sdk_key(&id));
            if !is_sdk_key(&sdk_key) {
                return Err(ServeError::InvalidSdkKey(sdk_key));
            }
            let document = ServedDocument::open(id.clone(), place.clone(), sdk_key, self.ephemeral)
                .map_err(|problem| ServeError::Document { file: place.shown(name), problem })?;
            opened.iter().try_for_each(|other| check_different(other, &document))?;
            ids.push(id);
            opened.push(document.into());
        }
        Ok(opened)
    }

    fn faults_of(&self, documents: &[Arc<ServedDocument>]) -> Result<Faults, Refusal> {
        let faults = Faults::default();
        for fault in &self.faults {
            let ids = || documents.iter().map(|document| document.id.as_str());
            if let Some(id) = fault.document.as_ref().filter(|id| !ids().any(|known| known == **id)) {
                return Err(Refusal::unknown("document", id, ids()));
            }
            faults.set(fault.clone())?;
        }
        Ok(faults)
    }
}

/// Refuses two documents that are the same file or have the same SDK key.
fn check_different(one: &ServedDocument, other: &ServedDocument) -> Result<(), ServeError> {
    let real = |document: &ServedDocument| document.file()?.canonicalize().ok();
    if real(one).is_some_and(|path| Some(path) == real(other)) {
        return Err(ServeError::SameFile(other.shown.clone()));
    }
    if one.sdk_key == other.sdk_key {
        let [one_name, other_name, key] = [&one.shown, &other.shown, &one.sdk_key].map(ToOwned::to_owned);
        return Err(ServeError::SameSdkKey(one_name, other_name, key));
    }
    Ok(())
}

fn listen(address: SocketAddr) -> Result<TcpListener, ServeError> {
    let failed = |source: io::Error| match source.kind() {
        io::ErrorKind::AddrInUse => ServeError::PortInUse(address),
        _ => ServeError::Listen { address, source },
    };
    let listener = TcpListener::bind(address).map_err(failed)?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// The base URL for SDKs of this machine.
fn base_url(address: SocketAddr) -> String {
    let reachable = match address.ip() {
        ip if ip.is_unspecified() => SocketAddr::new(Ipv4Addr::LOCALHOST.into(), address.port()),
        _ => address,
    };
    format!("http://{reachable}")
}
