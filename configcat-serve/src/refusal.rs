//! [`Refusal`]: why a request of the API is refused.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use configcat_build::{most_similar, suggestion};
use serde::Serialize;

use crate::problem::Problem;

/// Why something that was asked for is refused. Nothing has changed then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}{}{}", if remedy.is_some() { "; " } else { "" }, remedy.as_deref().unwrap_or_default())]
pub struct Refusal {
    kind: RefusalKind,
    message: String,
    remedy: Option<String>,
    problems: Vec<Problem>,
}

/// The kinds of refusals, each with an HTTP status of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RefusalKind {
    /// 400: the request is not valid.
    Invalid,
    /// 401: the token is missing or wrong.
    Unauthorized,
    /// 403: the request comes from elsewhere.
    Forbidden,
    /// 404: there is no such thing.
    NotFound,
    /// 405: the path has another method.
    MethodNotAllowed,
    /// 409: the state does not allow it.
    Conflict,
    /// 413: the body is too large.
    TooLarge,
    /// 415: the body is no JSON.
    NotJson,
    /// 422: the value or setting is not acceptable.
    Unacceptable,
    /// 500: a file cannot be written.
    Storage,
    /// 503: too much at once.
    Busy,
}

impl Refusal {
    pub(crate) fn new(kind: RefusalKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), remedy: None, problems: Vec::new() }
    }

    /// Something that is not there. The message asks whether a similar name was meant.
    pub(crate) fn unknown<'a>(what: &str, name: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let known: Vec<&str> = known.into_iter().collect();
        let refusal = Self::new(RefusalKind::NotFound, format!("there is no {what} `{name}`"));
        match most_similar(name, known.iter().copied()).or(known.first().copied()) {
            Some(similar) => refusal.remedy(suggestion(name, similar)),
            None => refusal.remedy(format!("there is none at all; add a {what} first")),
        }
    }

    pub(crate) fn remedy(self, remedy: impl Into<String>) -> Self {
        Self { remedy: Some(remedy.into()), ..self }
    }

    pub(crate) fn because(self, problems: Vec<Problem>) -> Self {
        Self { problems, ..self }
    }

    /// The kind, which decides the status.
    #[must_use]
    pub fn kind(&self) -> RefusalKind {
        self.kind
    }

    /// All reasons, if there are several.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Problems that make something unacceptable. A single one is the message.
    pub(crate) fn of_problems(what: &str, problems: Vec<Problem>) -> Self {
        let (message, remedy) = match problems.as_slice() {
            [Problem { message, remedy, .. }] => (message.clone(), remedy.clone()),
            _ => (what.to_owned(), problems.iter().find_map(|problem| problem.remedy.clone())),
        };
        Self { kind: RefusalKind::Unacceptable, message, remedy, problems }
    }

    fn status(&self) -> StatusCode {
        match self.kind {
            RefusalKind::Invalid => StatusCode::BAD_REQUEST,
            RefusalKind::Unauthorized => StatusCode::UNAUTHORIZED,
            RefusalKind::Forbidden => StatusCode::FORBIDDEN,
            RefusalKind::NotFound => StatusCode::NOT_FOUND,
            RefusalKind::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            RefusalKind::Conflict => StatusCode::CONFLICT,
            RefusalKind::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            RefusalKind::NotJson => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            RefusalKind::Unacceptable => StatusCode::UNPROCESSABLE_ENTITY,
            RefusalKind::Storage => StatusCode::INTERNAL_SERVER_ERROR,
            RefusalKind::Busy => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

/// The body of a refusal.
#[derive(Serialize)]
struct Answer<'a> {
    error: Reason<'a>,
}

#[derive(Serialize)]
struct Reason<'a> {
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    remedy: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    problems: &'a [Problem],
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let Self { message, remedy, problems, .. } = &self;
        let error = Reason { message, remedy: remedy.as_deref(), problems };
        (self.status(), Json(Answer { error })).into_response()
    }
}

/// A document that cannot be used.
impl From<Box<Problem>> for Refusal {
    fn from(problem: Box<Problem>) -> Self {
        Self::of_problems("the document cannot be used", vec![*problem])
    }
}
