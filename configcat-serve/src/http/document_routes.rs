//! The routes of documents: flags, overrides, drafts, evaluations.

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{Path, Query, State as Extracted},
    http::{HeaderValue, header::CONTENT_TYPE},
    response::{IntoResponse as _, Response},
    routing::{get, post, put},
};
use configcat_core::{Text, Value, config::DocumentFormat};
use serde::Deserialize;
use serde_json::{json, value::RawValue};

use crate::{
    documents::{Published, ServedDocument},
    draft::difference,
    http::json_body::{JsonBody, OptionalJsonBody},
    refusal::{Refusal, RefusalKind},
    state::State,
    traffic::Event,
    view::{DocumentView, DraftView, FlagViews, Matrix, Question, attributes, evaluate, format_name},
};

type Shared = Extracted<Arc<State>>;

/// The routes below `/api/documents`.
pub(super) fn document_routes() -> Router<Arc<State>> {
    Router::new()
        .route("/api/documents", get(documents))
        .route("/api/documents/{id}", get(document))
        .route("/api/documents/{id}/flags", get(flags))
        .route("/api/documents/{id}/flags/{key}", get(flag))
        .route("/api/documents/{id}/attributes", get(attributes_of))
        .route("/api/documents/{id}/evaluate", post(evaluated))
        .route("/api/documents/{id}/overrides", get(overrides).delete(reset_overrides))
        .route("/api/documents/{id}/overrides/{key}", put(set_override).delete(reset_override))
        .route("/api/documents/{id}/draft", get(draft))
        .route("/api/documents/{id}/draft/flags/{key}", put(edit))
        .route("/api/documents/{id}/draft/diff", get(diff))
        .route("/api/documents/{id}/draft/undo", post(undo))
        .route("/api/documents/{id}/draft/redo", post(redo))
        .route("/api/documents/{id}/draft/discard", post(discard))
        .route("/api/documents/{id}/draft/write", post(write))
}

async fn documents(Extracted(state): Shared) -> Response {
    let published: Vec<_> = state.documents.iter().map(|document| document.published()).collect();
    let documents = state.documents.iter().zip(&published);
    let views: Vec<_> =
        documents.map(|(document, published)| DocumentView::of(document, published, &state)).collect();
    Json(views).into_response()
}

async fn document(Extracted(state): Shared, Path(id): Path<String>) -> Result<Response, Refusal> {
    let document = state.document(&id)?;
    Ok(Json(DocumentView::of(document, &document.published(), &state)).into_response())
}

async fn flags(Extracted(state): Shared, Path(id): Path<String>) -> Result<Response, Refusal> {
    let published = state.document(&id)?.published();
    Ok(Json(FlagViews::of(&published).all()).into_response())
}

async fn flag(
    Extracted(state): Shared,
    Path((id, key)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    shown_flag(state.document(&id)?, &key)
}

async fn attributes_of(Extracted(state): Shared, Path(id): Path<String>) -> Result<Response, Refusal> {
    let published = state.document(&id)?.published();
    Ok(Json(attributes(&published.draft.config)).into_response())
}

async fn evaluated(
    Extracted(state): Shared,
    Path(id): Path<String>,
    JsonBody(question): JsonBody<Question>,
) -> Result<Json<Matrix>, Refusal> {
    evaluate(&state.document(&id)?.published(), question).map(Json)
}

async fn overrides(Extracted(state): Shared, Path(id): Path<String>) -> Result<Response, Refusal> {
    let document = state.document(&id)?;
    let file = document.override_file().map(|path| path.display().to_string());
    Ok(Json(json!({"file": file, "overrides": document.published().overrides})).into_response())
}

async fn reset_overrides(Extracted(state): Shared, Path(id): Path<String>) -> Result<Response, Refusal> {
    let document = state.document(&id)?;
    let removed = document.reset_overrides()?;
    state.streams.tell(Event::Overrides(document.id.as_str().into()));
    Ok(Json(json!({"removed": removed})).into_response())
}

/// The body of an override.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewOverride {
    value: Value,
}

async fn set_override(
    Extracted(state): Shared,
    Path((id, key)): Path<(String, String)>,
    JsonBody(NewOverride { value }): JsonBody<NewOverride>,
) -> Result<Response, Refusal> {
    let document = state.document(&id)?;
    document.set_override(&key, value)?;
    state.streams.tell(Event::Overrides(document.id.as_str().into()));
    shown_flag(document, &key)
}

async fn reset_override(
    Extracted(state): Shared,
    Path((id, key)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    let document = state.document(&id)?;
    document.reset_override(&key)?;
    state.streams.tell(Event::Overrides(document.id.as_str().into()));
    shown_flag(document, &key)
}

/// The query of a draft.
#[derive(Deserialize)]
struct Format {
    format: Option<String>,
}

async fn draft(
    Extracted(state): Shared,
    Path(id): Path<String>,
    Query(Format { format }): Query<Format>,
) -> Result<Response, Refusal> {
    let json = state.document(&id)?.draft_json(format_of(format.as_deref())?)?;
    Ok(([(CONTENT_TYPE, HeaderValue::from_static("application/json"))], json).into_response())
}

/// The query of an edit.
#[derive(Deserialize)]
struct EditQuery {
    #[serde(default)]
    change_type: bool,
}

async fn edit(
    Extracted(state): Shared,
    Path((id, key)): Path<(String, String)>,
    Query(EditQuery { change_type }): Query<EditQuery>,
    JsonBody(setting): JsonBody<Box<RawValue>>,
) -> Result<Response, Refusal> {
    let document = state.document(&id)?;
    document.edit(&key, setting, change_type)?;
    tell_of_draft(&state, document);
    shown_flag(document, &key)
}

async fn diff(Extracted(state): Shared, Path(id): Path<String>) -> Result<Response, Refusal> {
    let document = state.document(&id)?;
    let Published { source, draft, .. } = &*document.published();
    let (before, after) = (format_name(source.document.format), format_name(draft.document.format));
    let format = if before == after { vec![] } else { vec![before, after] };
    let flags = difference(source, draft);
    Ok(Json(json!({"file": document.shown, "format": format, "flags": flags})).into_response())
}

async fn undo(Extracted(state): Shared, Path(id): Path<String>) -> Result<Response, Refusal> {
    changed_draft(&state, &id, ServedDocument::undo)
}

async fn redo(Extracted(state): Shared, Path(id): Path<String>) -> Result<Response, Refusal> {
    changed_draft(&state, &id, ServedDocument::redo)
}

async fn discard(Extracted(state): Shared, Path(id): Path<String>) -> Result<Response, Refusal> {
    changed_draft(&state, &id, ServedDocument::discard)
}

/// The body of a write.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct HowToWrite {
    #[serde(default)]
    format: Option<String>,
    #[serde(default)]
    overwrite: bool,
}

async fn write(
    Extracted(state): Shared,
    Path(id): Path<String>,
    OptionalJsonBody(HowToWrite { format, overwrite }): OptionalJsonBody<HowToWrite>,
) -> Result<Response, Refusal> {
    let format = format_of(format.as_deref())?;
    let response = changed_draft(&state, &id, |document| document.write(format, overwrite))?;
    state.streams.tell(Event::Document(id.as_str().into()));
    Ok(response)
}

fn changed_draft(
    state: &State,
    id: &str,
    change: impl FnOnce(&ServedDocument) -> Result<(), Refusal>,
) -> Result<Response, Refusal> {
    let document = state.document(id)?;
    change(document)?;
    tell_of_draft(state, document);
    Ok(Json(DraftView::of(&document.published())).into_response())
}

fn tell_of_draft(state: &State, document: &ServedDocument) {
    state.streams.tell(Event::Draft(document.id.as_str().into()));
}

fn shown_flag(document: &ServedDocument, key: &str) -> Result<Response, Refusal> {
    let published = document.published();
    let config = &published.draft.config;
    if !config.keys().any(|known| known == key) {
        return Err(Refusal::unknown("flag", key, config.keys().map(Text::as_str)));
    }
    Ok(Json(FlagViews::of(&published).flag(key)).into_response())
}

fn format_of(name: Option<&str>) -> Result<Option<DocumentFormat>, Refusal> {
    Ok(match name {
        None => None,
        Some("v5") => Some(DocumentFormat::V5),
        Some("v6") => Some(DocumentFormat::V6),
        Some("simple") => Some(DocumentFormat::Simple),
        Some(other) => {
            return Err(Refusal::new(RefusalKind::Invalid, format!("there is no format `{other}`"))
                .remedy("use `v5`, `v6` or `simple`"));
        }
    })
}
