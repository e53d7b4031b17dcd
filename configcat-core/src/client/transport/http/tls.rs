//! [`Tls`]: whom a client trusts, and how it proves who it is.

use std::fmt;

use crate::client::transport::http::{
    back_end::{HAS_TLS, check_certificate, check_identity},
    pem::PemBlock,
    tls_error::TlsError,
    tls_parts::{ClientIdentity, TlsParts},
};

/// Certificates for `https` connections: to trust a server or proxy whose certificate is from an authority of your
/// own, and to prove who the client is, where a server asks for that (mutual TLS).
///
/// For [`ClientBuilder::tls`](crate::ClientBuilder::tls). Works in the same way with the features `rustls` and
/// `native-tls`. With both features, rustls is used.
///
/// ```no_run
/// use std::fs;
///
/// use configcat_core::{Client, transport::Tls};
///
/// let tls = Tls::new()
///     .root_certificate_pem(fs::read("/etc/ssl/our-authority.pem")?)?
///     .client_identity_pem(fs::read("client.pem")?, fs::read("client.key")?)?;
/// let client = Client::builder("configcat-proxy/my-proxy").base_url("https://flags.internal").tls(tls).build()?;
/// # drop(client);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Tls(TlsParts);

impl Tls {
    /// The default: trusts the root certificates of the system, and has no certificate of its own.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Trusts these root certificates as well: one or more, as PEM. On Android, this needs
    /// [`only_these_roots`](Self::only_these_roots).
    ///
    /// # Errors
    ///
    /// If the text has no certificate, or one that is not valid.
    pub fn root_certificate_pem(mut self, certificates: impl AsRef<[u8]>) -> Result<Self, TlsError> {
        self.0.roots.extend(certificates_in(certificates.as_ref())?);
        Ok(self)
    }

    /// Does not trust the root certificates of the system, only the ones of
    /// [`root_certificate_pem`](Self::root_certificate_pem).
    #[must_use]
    pub fn only_these_roots(mut self) -> Self {
        self.0.only_these_roots = true;
        self
    }

    /// The certificate of the client, followed by the ones that lead to a root, and its private key without a
    /// password, both as PEM. With the feature `native-tls`, the key has to be PKCS #8: `-----BEGIN PRIVATE KEY-----`.
    ///
    /// # Errors
    ///
    /// If the certificate or the key is not valid, or if they do not belong together.
    pub fn client_identity_pem(
        mut self,
        certificates: impl AsRef<[u8]>,
        key: impl AsRef<[u8]>,
    ) -> Result<Self, TlsError> {
        let identity =
            ClientIdentity { chain: certificates_in(certificates.as_ref())?, key: key_in(key.as_ref())? };
        check_identity(&identity).map_err(|reason| TlsError::InvalidIdentity { reason })?;
        self.0.identity = Some(identity);
        Ok(self)
    }

    /// Whether no server at all can be trusted.
    pub(crate) fn trusts_nobody(&self) -> bool {
        self.0.only_these_roots && self.0.roots.is_empty()
    }

    pub(super) fn parts(&self) -> &TlsParts {
        &self.0
    }
}

/// Shows neither certificates nor keys.
impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tls")
            .field("root_certificates", &self.0.roots.len())
            .field("only_these_roots", &self.0.only_these_roots)
            .field("client_identity", &self.0.identity.is_some())
            .finish()
    }
}

/// The certificates of a PEM text, each a block. Other blocks are left out.
fn certificates_in(pem: &[u8]) -> Result<Vec<String>, TlsError> {
    let blocks = blocks_in(pem)?;
    let found = first_label(&blocks);
    let certificates: Vec<_> =
        blocks.into_iter().filter(|block| block.label == "CERTIFICATE").map(|block| block.text).collect();
    if certificates.is_empty() {
        return Err(TlsError::NoCertificate { found });
    }
    for (number, certificate) in (1..).zip(&certificates) {
        check_certificate(certificate).map_err(|reason| TlsError::InvalidCertificate { number, reason })?;
    }
    Ok(certificates)
}

/// The private key of a PEM text. Other blocks are left out.
fn key_in(pem: &[u8]) -> Result<String, TlsError> {
    let blocks = blocks_in(pem)?;
    let found = first_label(&blocks);
    match blocks.into_iter().find(|block| block.label.ends_with("PRIVATE KEY")) {
        Some(key) if key.is_encrypted() => Err(TlsError::EncryptedKey),
        Some(key) => Ok(key.text),
        None => Err(TlsError::NoKey { found }),
    }
}

fn blocks_in(pem: &[u8]) -> Result<Vec<PemBlock>, TlsError> {
    if HAS_TLS { PemBlock::all(pem) } else { Err(TlsError::Disabled) }
}

fn first_label(blocks: &[PemBlock]) -> String {
    blocks.first().map(|block| block.label.clone()).unwrap_or_default()
}
