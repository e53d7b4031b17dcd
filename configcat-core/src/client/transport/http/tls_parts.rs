//! [`TlsParts`]: certificates and keys, as PEM.

/// What [`Tls`](super::tls::Tls) has collected.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct TlsParts {
    /// Root certificates, each a PEM block.
    pub(super) roots: Vec<String>,
    /// Whether the root certificates of the system are not trusted.
    pub(super) only_these_roots: bool,
    pub(super) identity: Option<ClientIdentity>,
}

/// A certificate of the client.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct ClientIdentity {
    /// The certificate and the ones that lead to a root, each a PEM block.
    pub(super) chain: Vec<String>,
    /// The private key, a PEM block.
    pub(super) key: String,
}
