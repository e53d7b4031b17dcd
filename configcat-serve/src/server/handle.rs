//! [`Handle`]: changes what a server serves, from the program that runs it.

use std::sync::Arc;

use configcat_core::{ConfigVersion, Value};

use crate::{
    documents::ServedDocument,
    problem::Problem,
    refusal::Refusal,
    state::State,
    traffic::{Event, Fault},
    view::{BaseUrl, base_urls},
};

/// Changes what a server serves, as its API does.
///
/// ```
/// use configcat_serve::Server;
///
/// let server = Server::builder().document("shop", r#"{"flags": {"darkMode": false}}"#).bind()?;
/// let handle = server.handle();
/// handle.set_override("shop", "darkMode", true)?;
/// let error = handle.set_override("shop", "darkMod", true).unwrap_err();
/// assert!(error.to_string().contains("did you mean `darkMode`?"));
/// handle.reset_overrides("shop")?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Handle(pub(super) Arc<State>);

/// A document that is served.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct DocumentSummary {
    /// The id in the API.
    pub id: String,
    /// The path of FILE, or the name of a document in memory.
    pub file: String,
    /// The SDK key to use. With a single document, every SDK key works.
    pub sdk_key: String,
    /// The number of flags.
    pub flags: usize,
    /// The number of overrides.
    pub overrides: usize,
    /// What is wrong with the document as a whole, and why a config version cannot be served.
    pub problems: Vec<Problem>,
    /// The config versions that are served, such as `v6`, with the ETag of each.
    pub served: Vec<(&'static str, String)>,
    /// Lines to paste into programs.
    pub base_urls: Vec<BaseUrl>,
}

impl Handle {
    /// The documents, in their order.
    #[must_use]
    pub fn documents(&self) -> Vec<DocumentSummary> {
        self.0.documents.iter().map(|document| self.summary(document)).collect()
    }

    fn summary(&self, document: &ServedDocument) -> DocumentSummary {
        let published = document.published();
        let versions = [("v5", &published.content.v5), ("v6", &published.content.v6)];
        let served = versions.into_iter().filter_map(|(name, version)| {
            version.as_ref().ok().map(|body| (name, body.etag_text().to_owned()))
        });
        DocumentSummary {
            served: served.collect(),
            id: document.id.clone(),
            file: document.shown.clone(),
            sdk_key: document.sdk_key.clone(),
            flags: published.draft.config.len(),
            overrides: published.overrides.len(),
            problems: published.problems.iter().chain(published.content.not_served()).cloned().collect(),
            base_urls: base_urls(&self.0.base_url, &document.sdk_key, &published.content),
        }
    }

    /// The config that SDKs are served, as JSON.
    ///
    /// # Errors
    ///
    /// If there is no such document, or if it has no form in the config version.
    pub fn served_json(&self, document: &str, version: ConfigVersion) -> Result<String, Refusal> {
        let published = self.0.document(document)?.published();
        let config = match version {
            ConfigVersion::V5 => &published.content.v5,
            _ => &published.content.v6,
        };
        match config {
            Ok(config) => Ok(String::from_utf8_lossy(&config.text).into_owned()),
            Err(problems) => {
                Err(Refusal::of_problems("the document has no form in this version", problems.clone()))
            }
        }
    }

    /// Serves a value to everyone.
    ///
    /// # Errors
    ///
    /// If there is no such document or flag, if the value is of another type than the flag, or if the file of overrides
    /// cannot be written.
    pub fn set_override(&self, document: &str, key: &str, value: impl Into<Value>) -> Result<(), Refusal> {
        self.0.document(document)?.set_override(key, value.into())?;
        self.tell(Event::Overrides(document.into()));
        Ok(())
    }

    /// Takes all overrides of a document back.
    ///
    /// # Errors
    ///
    /// If there is no such document, or if the file of overrides cannot be written.
    pub fn reset_overrides(&self, document: &str) -> Result<(), Refusal> {
        self.0.document(document)?.reset_overrides()?;
        self.tell(Event::Overrides(document.into()));
        Ok(())
    }

    /// Serves another document in the place of one. Edits of flags that both have stay.
    ///
    /// # Errors
    ///
    /// If there is no such document, or if the text is not a config document. The other one is still served then.
    pub fn replace_document(&self, document: &str, text: &str) -> Result<(), Refusal> {
        self.0.document(document)?.replace(text)?;
        self.tell(Event::Document(document.into()));
        Ok(())
    }

    /// Switches a fault on. It replaces the one of the same document, or of all.
    ///
    /// # Errors
    ///
    /// If there is no such document, or if the fault does nothing.
    pub fn set_fault(&self, fault: Fault) -> Result<(), Refusal> {
        if let Some(id) = &fault.document {
            self.0.document(id)?;
        }
        self.0.faults.set(fault)?;
        self.tell(Event::Faults);
        Ok(())
    }

    /// Switches all faults off.
    pub fn clear_faults(&self) {
        if self.0.faults.clear(None) {
            self.tell(Event::Faults);
        }
    }

    /// The number of requests of SDKs in the log, which has the last 1,000.
    #[must_use]
    pub fn requests(&self) -> usize {
        self.0.requests.after(0, None).len()
    }

    fn tell(&self, event: Event) {
        self.0.streams.tell(event);
    }
}
