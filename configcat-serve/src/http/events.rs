//! `GET /api/events`: changes as server-sent events.

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{
    body::{Body, Bytes},
    extract::State as Extracted,
    http::{HeaderValue, header::CONTENT_TYPE},
    response::{IntoResponse as _, Response},
};
use futures_util::stream;
use tokio::time::timeout;

use crate::{
    refusal::{Refusal, RefusalKind},
    state::State,
    traffic::{Gap, Stream},
};

/// How often a silent stream shows that it is alive.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);

/// What comes first, and after a gap: everything has to be read again.
const HELLO: &str = "retry: 1000\nevent: hello\ndata: {}\n\n";

/// Opens a stream.
pub(super) async fn events(Extracted(state): Extracted<Arc<State>>) -> Result<Response, Refusal> {
    let Some(open) = state.streams.open() else {
        return Err(Refusal::new(RefusalKind::Busy, "too many event streams are open")
            .remedy("close one: a page that is open in a tab has one"));
    };
    let events = stream::unfold((open, true), |(mut open, is_first)| async move {
        let text = if is_first { HELLO.to_owned() } else { next(&mut open).await? };
        Some((Ok::<_, Infallible>(Bytes::from(text)), (open, false)))
    });
    let content_type = HeaderValue::from_static("text/event-stream");
    Ok(([(CONTENT_TYPE, content_type)], Body::from_stream(events)).into_response())
}

/// The next event as text.
async fn next(open: &mut Stream) -> Option<String> {
    Some(match timeout(SIGN_OF_LIFE, open.next()).await {
        Err(_) => ": alive\n\n".to_owned(),
        Ok(event) => match event? {
            Ok(event) => format!("event: {}\ndata: {}\n\n", event.name(), event.data()),
            Err(Gap) => HELLO.to_owned(),
        },
    })
}
