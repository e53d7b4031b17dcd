//! [`Model`]: what a client is to have after answers, in few lines and without any of its code.

use crate::{
    body::Body,
    reply::{Answer, Head},
};

/// A request, and what came back.
#[derive(Debug, Clone)]
pub(crate) struct Exchange {
    pub(crate) base_url: String,
    pub(crate) etag: Option<String>,
    /// `None` if the client has given it up.
    pub(crate) answer: Option<Answer>,
}

/// What a client is to have.
#[derive(Debug, Clone)]
pub(crate) struct Model {
    home: String,
    has_own_url: bool,
    base_url: String,
    /// The ETag of the held config.
    etag: Option<String>,
    pub(crate) held: Held,
    hops: u8,
    /// Whether the next request is without the ETag, since the server did not like it.
    unconditional: bool,
}

/// The held config.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Held {
    Nothing,
    /// A config, none of whose settings can be read.
    Unusable,
    Version(u32),
}

/// How an update has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Updated,
    Unchanged,
    Failed(u16),
}

impl Held {
    /// The value of a flag whose default is `none`.
    pub(crate) fn value(self) -> String {
        match self {
            Self::Version(version) => version.to_string(),
            Self::Nothing | Self::Unusable => "none".to_owned(),
        }
    }
}

impl Model {
    pub(crate) fn new(own_url: Option<&str>) -> Self {
        let home = own_url.unwrap_or("https://cdn-global.configcat.com").to_owned();
        Self {
            base_url: home.clone(),
            home,
            has_own_url: own_url.is_some(),
            etag: None,
            held: Held::Nothing,
            hops: 0,
            unconditional: false,
        }
    }

    /// Follows the client by an exchange, and says how its update has ended, unless it goes on.
    pub(crate) fn follow(&mut self, exchange: &Exchange) -> Option<End> {
        let etag = self.etag.clone().filter(|_| !self.unconditional);
        assert_eq!((&exchange.base_url, &exchange.etag), (&self.base_url, &etag), "another request was due");
        let end = match &exchange.answer {
            None | Some(Answer::Timeout) => End::Failed(1102),
            Some(Answer::Network | Answer::InsecureRedirect | Answer::Panic) => End::Failed(1103),
            Some(Answer::TooLarge) => End::Failed(1105),
            Some(Answer::Head(head, body)) => self.receive(head, body, etag.is_some())?,
        };
        (self.hops, self.unconditional) = (0, false);
        if let End::Failed(event_id) = end
            && event_id != ALL_BROKEN
        {
            self.base_url.clone_from(&self.home);
        }
        Some(if end == End::Failed(ALL_BROKEN) { End::Failed(1105) } else { end })
    }

    fn receive(&mut self, head: &Head, body: &Body, was_conditional: bool) -> Option<End> {
        Some(match head.status {
            200 => return self.take(head, body),
            304 if was_conditional => End::Unchanged,
            304 => End::Failed(1106),
            403 | 404 => End::Failed(1100),
            429 => End::Failed(1101),
            400..=499 if was_conditional => {
                self.unconditional = true;
                return None;
            }
            _ => End::Failed(1101),
        })
    }

    fn take(&mut self, head: &Head, body: &Body) -> Option<End> {
        if matches!(body, Body::Garbage(_)) {
            return Some(End::Failed(1105));
        }
        if self.redirects(body) {
            self.hops += 1;
            return (self.hops == 3).then_some(End::Failed(1104));
        }
        self.held = match (body, self.held) {
            (Body::Redirect(None, ..) | Body::Garbage(_), _) => return Some(End::Failed(1105)),
            (Body::AllBroken, Held::Version(_)) => return Some(End::Failed(ALL_BROKEN)),
            (Body::AllBroken | Body::NoSettings, _) => Held::Unusable,
            (Body::Config(version) | Body::PartlyBroken(version) | Body::Redirect(Some(version), ..), _) => {
                Held::Version(*version)
            }
        };
        let keeps = |text: &String| {
            text.len() <= 1_024 && !text.trim().is_empty() && !text.chars().any(char::is_control)
        };
        self.etag = head.etag.clone().filter(keeps);
        Some(End::Updated)
    }

    /// Goes to the base URL that a config prefers. Returns whether the config is to be downloaded from there at once.
    fn redirects(&mut self, body: &Body) -> bool {
        let Some((url, redirect)) = body.target() else { return false };
        let stays = url == self.base_url || !url.starts_with("https://") || self.has_own_url && redirect < 2;
        if !stays {
            url.clone_into(&mut self.base_url);
        }
        !stays && redirect > 0
    }
}

/// Stands for 1105 where the base URL is kept: the answer is a config.
const ALL_BROKEN: u16 = u16::MAX;
