//! [`Document`]: a config document, and the config that it contains.

use std::cell::OnceCell;

use configcat_core::{
    Config, ParseError,
    config::{LocalDocument, Position},
};

use crate::error::Problem;

/// A config document. It is parsed once, when the config is asked for.
#[derive(Debug)]
pub struct Document {
    origin: String,
    text: String,
    /// Where its first comment was, which the text has no more.
    comment: Option<Position>,
    config: OnceCell<Config>,
}

impl Document {
    /// The document of a file that people write, and the path to show in messages. It can have comments.
    pub fn new(origin: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let LocalDocument { json, comment } = LocalDocument::of(&text);
        let text = if comment.is_some() { json.into_owned() } else { text };
        Self { comment, ..Self::served(origin, text) }
    }

    /// A document as ConfigCat serves it, such as a lock: it has no comments.
    pub fn served(origin: impl Into<String>, text: impl Into<String>) -> Self {
        Self { origin: origin.into(), text: text.into(), comment: None, config: OnceCell::new() }
    }

    /// A document of ConfigCat that has been parsed already: into this config.
    pub fn parsed(origin: impl Into<String>, text: impl Into<String>, config: Config) -> Self {
        Self { config: config.into(), ..Self::served(origin, text) }
    }

    /// The path to show in messages.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The JSON, with spaces in the place of comments.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The first comment of the file, which the text does not have.
    pub(super) fn comment(&self) -> Option<Position> {
        self.comment
    }

    /// The config.
    ///
    /// # Errors
    ///
    /// If the text is not JSON, or not a config document.
    pub fn config(&self) -> Result<&Config, Problem> {
        if let Some(config) = self.config.get() {
            return Ok(config);
        }
        let config = self.parse()?;
        Ok(self.config.get_or_init(|| config))
    }

    /// The config, without the document.
    ///
    /// # Errors
    ///
    /// If the text is not JSON, or not a config document.
    pub fn into_config(mut self) -> Result<Config, Problem> {
        self.config.take().map_or_else(|| self.parse(), Ok)
    }

    /// A problem if there is no flag to generate code for.
    pub(super) fn check_not_empty(&self, config: &Config) -> Result<(), Problem> {
        if !config.is_empty() {
            return Ok(());
        }
        Err(Problem::new("the document has no flags")
            .in_file(&self.origin)
            .remedy("download it again, or add a flag to the config in the ConfigCat dashboard"))
    }

    fn parse(&self) -> Result<Config, Problem> {
        Config::parse(&self.text).map_err(|error| match error {
            ParseError::Json { message, remedy, line, column, .. } => {
                Problem::new(message).in_file(&self.origin).at(Position { line, column }).remedy(remedy.unwrap_or(
                    "the file must be a config JSON as ConfigCat serves it, or `{\"flags\": {\"key\": value}}`",
                ))
            }
            error => Problem::new(error.to_string()).in_file(&self.origin),
        })
    }
}
