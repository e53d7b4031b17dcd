//! [`router`]: all routes.

use std::sync::Arc;

use axum::{Router, middleware::from_fn_with_state, routing::get};

use crate::{
    http::{
        cdn::{self, ELSEWHERE},
        document_routes::document_routes,
        guard::guard,
        page,
        traffic_routes::traffic_routes,
        user_routes::user_routes,
    },
    refusal::{Refusal, RefusalKind},
    state::State,
};

/// The routes of the server. Those for SDKs are open to every origin, all others are guarded.
pub(crate) fn router(state: Arc<State>) -> Router {
    let guarded = document_routes()
        .merge(user_routes())
        .merge(traffic_routes())
        .route("/", get(page::start))
        .route("/page/{file}", get(page::file))
        .fallback(nothing_here)
        .method_not_allowed_fallback(other_method)
        .layer(from_fn_with_state(Arc::clone(&state), guard));
    let config = || get(cdn::config).options(cdn::preflight);
    Router::new()
        .route("/configuration-files/{*path}", config())
        .route(&format!("{ELSEWHERE}/configuration-files/{{*path}}"), config())
        .merge(guarded)
        .with_state(state)
}

async fn nothing_here() -> Refusal {
    Refusal::new(RefusalKind::NotFound, "there is nothing at this path")
        .remedy("`/api/openapi.json` lists all paths; SDKs need the base URL without a path")
}

async fn other_method() -> Refusal {
    Refusal::new(RefusalKind::MethodNotAllowed, "the path has no such method")
        .remedy("`/api/openapi.json` lists all methods")
}
