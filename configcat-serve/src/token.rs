//! [`Token`]: what the page and the API have to be told.

use std::fmt;

/// What the page and the API have to be told. It is secret: [`Debug`] does not show it.
#[derive(Clone)]
pub(crate) struct Token(String);

impl Token {
    pub(crate) fn new(token: String) -> Self {
        Self(token)
    }

    /// Whether it is long enough to be secret, and fits into headers, cookies and addresses as it is.
    pub(crate) fn is_usable(&self) -> bool {
        (16..=200).contains(&self.0.len())
            && self.0.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
    }

    /// Compares in the same time wherever the texts differ.
    pub(crate) fn is_same(&self, given: &str) -> bool {
        let differences = given.bytes().zip(self.0.bytes()).fold(0, |sum, (one, other)| sum | (one ^ other));
        given.len() == self.0.len() && differences == 0
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Server;

    #[test]
    fn a_token_is_shown_nowhere() {
        let builder = Server::builder().document("shop", r#"{"flags": {}}"#).token("secret-secret-secret");
        assert!(!format!("{builder:?}").contains("secret"));
        assert!(Token::new("secret-secret-secret".to_owned()).is_same("secret-secret-secret"));
        assert!(!Token::new("secret-secret-secret".to_owned()).is_same("secret-secret-secreT"));
    }
}
