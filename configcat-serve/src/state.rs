//! [`State`]: all that the server knows.

use std::sync::Arc;

use configcat_core::SdkKey;

use crate::{
    documents::ServedDocument,
    refusal::Refusal,
    token::Token,
    traffic::{Event, Faults, RequestLog, Streams},
    users::SavedUsers,
};

/// All that the server knows.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) documents: Vec<Arc<ServedDocument>>,
    pub(crate) users: SavedUsers,
    pub(crate) faults: Faults,
    pub(crate) requests: RequestLog,
    pub(crate) streams: Streams,
    /// The base URL for SDKs.
    pub(crate) base_url: String,
    pub(crate) token: Option<Token>,
    pub(crate) ephemeral: bool,
    /// The environment variable of the SDK key that is mirrored.
    pub(crate) live: Option<String>,
}

impl State {
    /// The document with an id.
    pub(crate) fn document(&self, id: &str) -> Result<&Arc<ServedDocument>, Refusal> {
        let known = || self.documents.iter().map(|document| document.id.as_str());
        let found = self.documents.iter().find(|document| document.id == id);
        found.ok_or_else(|| Refusal::unknown("document", id, known()))
    }

    /// The document of an SDK key. With a single document, every SDK key is one of it.
    pub(crate) fn of_sdk_key(&self, sdk_key: &str) -> Option<&Arc<ServedDocument>> {
        match self.documents.as_slice() {
            [only] => Some(only),
            all => all.iter().find(|document| document.sdk_key == sdk_key),
        }
    }

    /// Whether every SDK key serves the only document.
    pub(crate) fn takes_any_sdk_key(&self) -> bool {
        self.documents.len() == 1
    }

    /// Reads all files again, and tells what has changed.
    pub(crate) fn reload(&self) {
        for document in &self.documents {
            let reloaded = document.reload();
            let id = || Arc::from(document.id.as_str());
            if reloaded.document {
                self.streams.tell(Event::Document(id()));
            }
            if reloaded.overrides {
                self.streams.tell(Event::Overrides(id()));
            }
        }
        if self.users.reload() {
            self.streams.tell(Event::Users);
        }
    }
}

/// An SDK key as it is shown.
pub(crate) fn masked(sdk_key: &str) -> String {
    SdkKey::from(sdk_key).to_string()
}
