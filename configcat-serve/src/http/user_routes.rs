//! The routes of saved users.

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{Path, State as Extracted},
    response::{IntoResponse as _, Response},
    routing::get,
};
use configcat_core::User;
use serde::Serialize;
use serde_json::json;

use crate::{http::json_body::JsonBody, refusal::Refusal, state::State, traffic::Event};

type Shared = Extracted<Arc<State>>;

/// The routes below `/api/users`.
pub(super) fn user_routes() -> Router<Arc<State>> {
    Router::new()
        .route("/api/users", get(users).delete(delete_users))
        .route("/api/users/{name}", get(user).put(save).delete(delete))
}

#[derive(Serialize)]
struct SavedUser {
    name: String,
    user: Option<User>,
}

async fn users(Extracted(state): Shared) -> Response {
    let users = state.users.all().into_iter().map(|(name, user)| SavedUser { name, user });
    let users: Vec<_> = users.collect();
    let file = state.users.path().map(|path| path.display().to_string());
    Json(json!({"file": file, "users": users})).into_response()
}

async fn delete_users(Extracted(state): Shared) -> Result<Response, Refusal> {
    let removed = state.users.clear()?;
    state.streams.tell(Event::Users);
    Ok(Json(json!({"removed": removed})).into_response())
}

async fn user(Extracted(state): Shared, Path(name): Path<String>) -> Result<Json<SavedUser>, Refusal> {
    let mut users = state.users.all();
    match users.remove(&name) {
        Some(user) => Ok(Json(SavedUser { name, user })),
        None => Err(Refusal::unknown("user", &name, users.keys().map(String::as_str))),
    }
}

async fn save(
    Extracted(state): Shared,
    Path(name): Path<String>,
    JsonBody(user): JsonBody<Option<User>>,
) -> Result<Json<SavedUser>, Refusal> {
    state.users.save(&name, user.clone())?;
    state.streams.tell(Event::Users);
    Ok(Json(SavedUser { name, user }))
}

async fn delete(Extracted(state): Shared, Path(name): Path<String>) -> Result<Response, Refusal> {
    state.users.delete(&name)?;
    state.streams.tell(Event::Users);
    Ok(Json(json!({"removed": 1})).into_response())
}
