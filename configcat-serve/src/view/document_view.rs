//! [`DocumentView`]: a document as the API shows it.

use configcat_core::{
    Text,
    config::{Condition, DocumentFormat, Setting, TargetingRule},
};
use serde::Serialize;

use crate::{
    documents::{Published, ServedDocument},
    problem::Problem,
    served::{Body, ServedVersion},
    state::State,
    view::{
        base_urls::{BaseUrl, base_urls},
        draft_view::format_name,
        lints::problems_of_flags,
        parts::SegmentView,
    },
};

/// A document.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a member of the JSON")]
pub(crate) struct DocumentView<'a> {
    id: &'a str,
    file: &'a str,
    name: &'a str,
    sdk_key: &'a str,
    any_sdk_key: bool,
    format: &'static str,
    draft_format: &'static str,
    flags: usize,
    broken: usize,
    overrides: usize,
    edited: bool,
    can_undo: bool,
    can_redo: bool,
    served: Versions<'a>,
    problems: Vec<Problem>,
    segments: Vec<SegmentView<'a>>,
    base_urls: Vec<BaseUrl>,
}

#[derive(Debug, Serialize)]
struct Versions<'a> {
    v5: Version<'a>,
    v6: Version<'a>,
}

#[derive(Debug, Serialize)]
struct Version<'a> {
    available: bool,
    etag: Option<&'a str>,
    bytes: Option<usize>,
    url: String,
    reasons: &'a [Problem],
}

impl<'a> DocumentView<'a> {
    pub(crate) fn of(document: &'a ServedDocument, published: &'a Published, state: &State) -> Self {
        let config = &published.draft.config;
        let of_document = problems_of_flags(published).remove(&None).unwrap_or_default();
        let users = state.users.problem();
        let problems =
            published.problems.iter().chain(&users).chain(&of_document).chain(published.content.not_served());
        let url =
            |version| format!("{}/configuration-files/{}/{version}.json", state.base_url, document.sdk_key);
        Self {
            id: &document.id,
            file: &document.shown,
            name: &document.name,
            sdk_key: &document.sdk_key,
            any_sdk_key: state.takes_any_sdk_key(),
            format: format_name(published.source.document.format),
            draft_format: format_name(published.draft.document.format),
            flags: config.len(),
            broken: config.broken_settings().count(),
            overrides: published.overrides.len(),
            edited: !published.edits.is_empty(),
            can_undo: published.can_undo,
            can_redo: published.can_redo,
            served: Versions {
                v5: Version::of(&published.content.v5, url("config_v5")),
                v6: Version::of(&published.content.v6, url("config_v6")),
            },
            problems: problems.cloned().collect(),
            segments: segments(published),
            base_urls: base_urls(&state.base_url, &document.sdk_key, &published.content),
        }
    }
}

impl<'a> Version<'a> {
    fn of(version: &'a ServedVersion, url: String) -> Self {
        let body = version.as_ref().ok();
        Self {
            available: body.is_some(),
            etag: body.map(Body::etag_text),
            bytes: body.map(|body| body.text.len()),
            url,
            reasons: version.as_ref().err().map(Vec::as_slice).unwrap_or_default(),
        }
    }
}

/// The segments with the flags that use them. Config v5 has none.
fn segments(published: &Published) -> Vec<SegmentView<'_>> {
    let config = &published.draft.config;
    if published.draft.document.format != DocumentFormat::V6 {
        return Vec::new();
    }
    let view = |segment| {
        let uses = |condition: &Condition| matches!(condition, Condition::Segment(condition) if condition.segment() == segment);
        let flags: Vec<&Text> = config
            .settings()
            .filter(|setting| setting.targeting_rules().iter().flat_map(TargetingRule::conditions).any(uses))
            .map(Setting::key)
            .collect();
        SegmentView::of(segment, flags)
    };
    config.segments().map(view).collect()
}
