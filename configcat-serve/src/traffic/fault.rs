//! [`Fault`]: what SDKs get instead of the config.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A fault that SDKs get instead of the config.
///
/// ```
/// use configcat_serve::{Fault, FaultKind};
///
/// let fault = Fault::new(FaultKind::TooMany).retry_after(5).requests(3);
/// # let _ = fault;
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// The id of the document; `None` for all documents.
    #[serde(default)]
    pub(crate) document: Option<String>,
    pub(crate) kind: FaultKind,
    #[serde(default)]
    pub(crate) milliseconds: Option<u64>,
    #[serde(default)]
    pub(crate) retry_after: Option<u64>,
    #[serde(default)]
    pub(crate) location: Option<String>,
    /// For how many more requests; `None` until it is taken back.
    #[serde(default)]
    pub(crate) requests: Option<u64>,
}

macro_rules! fault_kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal;)*) => {
        /// The kinds of faults.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum FaultKind {
            $($(#[$doc])* #[serde(rename = $name)] $kind,)*
        }

        impl FaultKind {
            /// All kinds.
            pub const ALL: &[Self] = &[$(Self::$kind,)*];

            /// The name in the API and on the command line.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)*
                }
            }
        }
    };
}

fault_kinds! {
    /// 403
    Forbidden = "forbidden";
    /// 404
    NotFound = "not_found";
    /// 429 with `Retry-After`: 30 seconds, unless [`Fault::retry_after`] says otherwise.
    TooMany = "too_many";
    /// 500
    ServerError = "server_error";
    /// The right answer, 5 seconds later, unless [`Fault::milliseconds`] says otherwise.
    Slow = "slow";
    /// Headers, and a body that does not come.
    Stalled = "stalled";
    /// Half of the body, then the connection breaks.
    Truncated = "truncated";
    /// 200 with a body that is no JSON.
    Garbage = "garbage";
    /// 304, even for clients that hold nothing.
    NotModified = "not_modified";
    /// A config that sends clients to another base URL, to this server again unless [`Fault::location`] says otherwise.
    Redirect = "redirect";
}

impl FromStr for FaultKind {
    type Err = UnknownFault;

    fn from_str(name: &str) -> Result<Self, UnknownFault> {
        let name = name.replace('-', "_");
        Self::ALL.iter().copied().find(|kind| kind.name() == name).ok_or(UnknownFault { name })
    }
}

/// A name that no [`FaultKind`] has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no fault `{name}`; the faults are {}", FaultKind::ALL.iter().map(|kind| format!("`{}`", kind.name())).collect::<Vec<_>>().join(", "))]
pub struct UnknownFault {
    name: String,
}

impl Fault {
    /// A fault for all documents, until it is taken back.
    #[must_use]
    pub fn new(kind: FaultKind) -> Self {
        Self { document: None, kind, milliseconds: None, retry_after: None, location: None, requests: None }
    }

    /// For one document only.
    #[must_use]
    pub fn document(mut self, id: impl Into<String>) -> Self {
        self.document = Some(id.into());
        self
    }

    /// The delay of [`FaultKind::Slow`].
    #[must_use]
    pub fn milliseconds(mut self, milliseconds: u64) -> Self {
        self.milliseconds = Some(milliseconds);
        self
    }

    /// The seconds in `Retry-After` of [`FaultKind::TooMany`].
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// The base URL of [`FaultKind::Redirect`].
    #[must_use]
    pub fn location(mut self, base_url: impl Into<String>) -> Self {
        self.location = Some(base_url.into());
        self
    }

    /// For this number of requests only.
    #[must_use]
    pub fn requests(mut self, count: u64) -> Self {
        self.requests = Some(count);
        self
    }
}
