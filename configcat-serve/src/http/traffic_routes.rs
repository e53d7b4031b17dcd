//! The routes of faults, of the log of requests, and of the server itself.

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{Query, State as Extracted},
    http::{HeaderValue, header::CONTENT_TYPE},
    response::{IntoResponse as _, Response},
    routing::get,
};
use serde::Deserialize;
use serde_json::json;

use crate::{
    http::{events::events, json_body::JsonBody},
    refusal::Refusal,
    state::State,
    traffic::{Event, Fault},
};

type Shared = Extracted<Arc<State>>;

/// The other routes below `/api`.
pub(super) fn traffic_routes() -> Router<Arc<State>> {
    Router::new()
        .route("/api", get(server))
        .route("/api/openapi.json", get(openapi))
        .route("/api/requests", get(requests).delete(clear_requests))
        .route("/api/faults", get(faults).put(set_fault).delete(clear_faults))
        .route("/api/events", get(events))
}

async fn server(Extracted(state): Shared) -> Response {
    let server = json!({
        "version": env!("CARGO_PKG_VERSION"),
        "url": state.base_url,
        "ephemeral": state.ephemeral,
        "live": state.live,
        "event_streams": state.streams.count(),
        "writes": state.documents.iter().any(|document| document.file().is_some()),
    });
    Json(server).into_response()
}

async fn openapi() -> Response {
    let content_type = HeaderValue::from_static("application/json");
    ([(CONTENT_TYPE, content_type)], include_str!("../../openapi.json")).into_response()
}

#[derive(Deserialize)]
struct WhichRequests {
    #[serde(default)]
    after: u64,
    document: Option<String>,
}

async fn requests(
    Extracted(state): Shared,
    Query(WhichRequests { after, document }): Query<WhichRequests>,
) -> Response {
    let requests = state.requests.after(after, document.as_deref());
    let requests: Vec<_> = requests.iter().map(|request| &**request).collect();
    Json(requests).into_response()
}

async fn clear_requests(Extracted(state): Shared) -> Response {
    let removed = state.requests.clear();
    state.streams.tell(Event::Requests);
    Json(json!({"removed": removed})).into_response()
}

async fn faults(Extracted(state): Shared) -> Json<Vec<Fault>> {
    Json(state.faults.all())
}

async fn set_fault(
    Extracted(state): Shared,
    JsonBody(fault): JsonBody<Fault>,
) -> Result<Json<Vec<Fault>>, Refusal> {
    if let Some(id) = &fault.document {
        state.document(id)?;
    }
    state.faults.set(fault)?;
    state.streams.tell(Event::Faults);
    Ok(Json(state.faults.all()))
}

#[derive(Deserialize)]
struct WhichFault {
    document: Option<String>,
}

async fn clear_faults(
    Extracted(state): Shared,
    Query(WhichFault { document }): Query<WhichFault>,
) -> Result<Json<Vec<Fault>>, Refusal> {
    if let Some(id) = &document {
        state.document(id)?;
    }
    if state.faults.clear(document.as_deref()) {
        state.streams.tell(Event::Faults);
    }
    Ok(Json(state.faults.all()))
}
