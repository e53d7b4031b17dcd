//! [`PemBlock`]: a part of a PEM text.

use crate::client::transport::http::tls_error::TlsError;

/// A block of a PEM text.
#[derive(Debug)]
pub(super) struct PemBlock {
    /// What is in it: `CERTIFICATE`, for example.
    pub(super) label: String,
    /// The whole block, without the text around it, and without white space around its lines.
    pub(super) text: String,
}

impl PemBlock {
    /// The blocks of a text. Text between them is a comment. White space instead of line breaks is accepted, as many
    /// environments turn one into the other.
    pub(super) fn all(pem: &[u8]) -> Result<Vec<Self>, TlsError> {
        let mut rest = str::from_utf8(pem).map_err(|_| TlsError::NotPem)?;
        let mut blocks = Vec::new();
        while let Some((_, block)) = rest.split_once("-----BEGIN ") {
            let (label, block) = block.split_once("-----").ok_or(TlsError::NotPem)?;
            let end = format!("-----END {label}-----");
            let (body, after) =
                block.split_once(&end).ok_or_else(|| TlsError::NoEnd { label: label.to_owned() })?;
            let body: Vec<_> = body.split_ascii_whitespace().collect();
            let text = format!("-----BEGIN {label}-----\n{}\n{end}\n", body.join("\n"));
            blocks.push(Self { label: label.to_owned(), text });
            rest = after;
        }
        if blocks.is_empty() { Err(TlsError::NotPem) } else { Ok(blocks) }
    }

    /// Whether the block is a private key with a password.
    pub(super) fn is_encrypted(&self) -> bool {
        self.label.contains("ENCRYPTED") || self.text.contains("Proc-Type:")
    }
}
