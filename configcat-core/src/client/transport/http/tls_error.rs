//! [`TlsError`]: why a certificate or a key cannot be used.

use crate::log::debug_as_message;

/// Why a certificate or a key cannot be used. Messages never contain a private key.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TlsError {
    /// The text has no PEM block.
    #[error(
        "the text is not PEM, which has `-----BEGIN …-----`; `openssl x509 -inform der` converts a certificate in DER"
    )]
    NotPem,
    /// A PEM block has no end.
    #[error("the PEM block `{label}` has no `-----END {label}-----`; part of the text is missing")]
    #[non_exhaustive]
    NoEnd {
        /// What the block is.
        label: String,
    },
    /// The PEM text has no certificate.
    #[error("the PEM text has no certificate, but `{found}`")]
    #[non_exhaustive]
    NoCertificate {
        /// What the first block is.
        found: String,
    },
    /// A certificate cannot be read.
    #[error("certificate {number} of the PEM text is not valid: {reason}")]
    #[non_exhaustive]
    InvalidCertificate {
        /// Which certificate: 1 is the first.
        number: usize,
        /// Why it is not valid.
        reason: String,
    },
    /// The PEM text has no private key.
    #[error("the PEM text has no private key, but `{found}`")]
    #[non_exhaustive]
    NoKey {
        /// What the first block is.
        found: String,
    },
    /// The private key has a password.
    #[error("the private key has a password; `openssl pkey` writes it without one")]
    EncryptedKey,
    /// The private key cannot be used with the certificate.
    #[error("the client certificate cannot be used with its private key: {reason}")]
    #[non_exhaustive]
    InvalidIdentity {
        /// Why they cannot be used.
        reason: String,
    },
    /// The crate was built without TLS.
    #[error("certificates need TLS; turn on the crate's feature `rustls` or `native-tls`")]
    Disabled,
}

debug_as_message!(TlsError);
