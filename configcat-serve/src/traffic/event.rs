//! [`Event`]: what the page and tests are told.

use std::sync::Arc;

use serde::Serialize;

use crate::traffic::request_log::Recorded;

/// A change of the state.
#[derive(Debug, Clone)]
pub(crate) enum Event {
    /// FILE or the problems of a document.
    Document(Arc<str>),
    /// The overrides of a document.
    Overrides(Arc<str>),
    /// The draft of a document.
    Draft(Arc<str>),
    Faults,
    Users,
    /// A request of an SDK.
    Request(Arc<Recorded>),
    /// The log of requests was cleared.
    Requests,
}

#[derive(Serialize)]
struct OfDocument<'a> {
    document: &'a str,
}

impl Event {
    /// The name of the event.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Document(_) => "document",
            Self::Overrides(_) => "overrides",
            Self::Draft(_) => "draft",
            Self::Faults => "faults",
            Self::Users => "users",
            Self::Request(_) => "request",
            Self::Requests => "requests",
        }
    }

    /// The data as JSON, in one line.
    pub(crate) fn data(&self) -> String {
        let json = match self {
            Self::Document(document) | Self::Overrides(document) | Self::Draft(document) => {
                serde_json::to_string(&OfDocument { document })
            }
            Self::Request(request) => serde_json::to_string(&**request),
            Self::Faults | Self::Users | Self::Requests => Ok("{}".to_owned()),
        };
        json.unwrap_or_default()
    }
}
