//! [`Document`]: a config document with its settings as JSON.

use std::{
    collections::{BTreeMap, HashMap},
    fmt::Write as _,
    sync::Arc,
};

use configcat_core::config::DocumentFormat;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::document::members::Members;

/// The base URL in the preferences of a document that has none, as ConfigCat serves it. Clients with a base URL of their
/// own do not use it.
const CDN: &str = "https://cdn-global.configcat.com";

/// A config document. Its settings are kept as they are written, so that what nobody edits never changes.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    pub(crate) format: DocumentFormat,
    /// `p` of the document.
    pub(super) preferences: Option<Arc<RawValue>>,
    /// `s` of the document: its segments.
    pub(super) segments: Option<Arc<RawValue>>,
    pub(crate) flags: Vec<DocumentFlag>,
}

/// A flag of a document.
#[derive(Debug, Clone)]
pub(crate) struct DocumentFlag {
    pub(crate) key: String,
    pub(crate) json: Arc<RawValue>,
}

/// The white space of a document.
struct Layout {
    member: &'static str,
    flag: &'static str,
    colon: &'static str,
    end: &'static str,
}

impl Layout {
    const COMPACT: Self = Self { member: "", flag: "", colon: "", end: "" };
    const LINES: Self = Self { member: "\n  ", flag: "\n    ", colon: " ", end: "\n" };
}

/// The members of a document.
#[derive(Deserialize)]
struct Outline {
    flags: Option<Members>,
    f: Option<Members>,
    p: Option<Box<RawValue>>,
    s: Option<Box<RawValue>>,
}

impl Document {
    const EMPTY_V6: Self =
        Self { format: DocumentFormat::V6, preferences: None, segments: None, flags: Vec::new() };

    /// Reads a document whose format is known.
    pub(crate) fn parse(text: &str, format: DocumentFormat) -> serde_json::Result<Self> {
        let Outline { flags, f, p, s } = serde_json::from_str(text.trim_start_matches('\u{feff}'))?;
        let Members(settings) = flags.or(f).unwrap_or_default();
        let flag = |(key, json): (String, Box<RawValue>)| DocumentFlag { key, json: json.into() };
        Ok(Self {
            format,
            preferences: p.map(Arc::from),
            segments: s.map(Arc::from),
            flags: settings.into_iter().map(flag).collect(),
        })
    }

    pub(crate) fn flag(&self, key: &str) -> Option<&DocumentFlag> {
        self.flags.iter().find(|flag| flag.key == key)
    }

    /// The document with other settings of the same format for some of its flags.
    pub(crate) fn with(&self, replace: impl Fn(&str) -> Option<Arc<RawValue>>) -> Self {
        let flag = |flag: &DocumentFlag| match replace(&flag.key) {
            Some(json) => DocumentFlag { key: flag.key.clone(), json },
            None => flag.clone(),
        };
        Self { flags: self.flags.iter().map(flag).collect(), ..self.clone() }
    }

    /// The document without some of its flags.
    pub(crate) fn without(&self, is_left_out: impl Fn(&str) -> bool) -> Self {
        let flags = self.flags.iter().filter(|flag| !is_left_out(&flag.key)).cloned().collect();
        Self { flags, ..self.clone() }
    }

    /// A document of config v6 with these settings alone, and with the salt and segments of this one.
    pub(crate) fn only_v6(&self, settings: &BTreeMap<String, Arc<RawValue>>) -> Self {
        let flag = |(key, json): (&String, &Arc<RawValue>)| DocumentFlag {
            key: key.clone(),
            json: Arc::clone(json),
        };
        let own = if self.format == DocumentFormat::V6 { self.clone() } else { Self::EMPTY_V6 };
        // Without segments, an empty document counts as config v5.
        let segments = own.segments.or_else(|| RawValue::from_string("[]".to_owned()).ok().map(Arc::from));
        Self { flags: settings.iter().map(flag).collect(), segments, ..own }
    }

    /// Flags in the order of this document, with these settings for those that are not among them.
    pub(crate) fn in_order(
        &self,
        flags: Vec<DocumentFlag>,
        settings: &BTreeMap<String, Arc<RawValue>>,
    ) -> Vec<DocumentFlag> {
        let mut flags: HashMap<String, DocumentFlag> =
            flags.into_iter().map(|flag| (flag.key.clone(), flag)).collect();
        let flag = |key: &String| match settings.get(key) {
            Some(json) => Some(DocumentFlag { key: key.clone(), json: Arc::clone(json) }),
            None => flags.remove(key),
        };
        self.flags.iter().map(|flag| &flag.key).filter_map(flag).collect()
    }

    /// The document as JSON without white space around its members.
    pub(crate) fn to_json(&self) -> String {
        let preferences = self.preferences.as_ref().map(|json| json.get().to_owned());
        self.write(preferences.as_deref(), &Layout::COMPACT)
    }

    /// The document with a line for each flag.
    pub(crate) fn to_text(&self) -> String {
        let preferences = self.preferences.as_ref().map(|json| json.get().to_owned());
        self.write(preferences.as_deref(), &Layout::LINES)
    }

    /// The document as SDKs are served it: its preferences send them nowhere else.
    pub(crate) fn to_served_json(&self) -> String {
        let preferences = (self.format != DocumentFormat::Simple).then(|| self.served_preferences());
        self.write(preferences.as_deref(), &Layout::COMPACT)
    }

    fn write(&self, preferences: Option<&str>, layout: &Layout) -> String {
        let Layout { member, flag, colon, end } = layout;
        let length: usize = self.flags.iter().map(|flag| flag.key.len() + flag.json.get().len() + 12).sum();
        let mut json = String::with_capacity(length + 256);
        json.push('{');
        if let Some(preferences) = preferences {
            let _ = write!(json, "{member}\"p\":{colon}{preferences},");
        }
        if let Some(segments) = &self.segments {
            let _ = write!(json, "{member}\"s\":{colon}{segments},");
        }
        let settings = if self.format == DocumentFormat::Simple { "flags" } else { "f" };
        let _ = write!(json, "{member}\"{settings}\":{colon}{{");
        for (index, DocumentFlag { key, json: setting }) in self.flags.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            // A text is always valid JSON.
            let key = serde_json::to_string(key).unwrap_or_default();
            let _ = write!(json, "{comma}{flag}{key}:{colon}{setting}");
        }
        let _ = write!(json, "{member}}}{end}}}{end}");
        json
    }

    /// The preferences as they are, unless they send SDKs elsewhere or have no base URL.
    fn served_preferences(&self) -> String {
        let json = self.preferences.as_ref().map_or("{}", |json| json.get());
        let mut preferences: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(json).unwrap_or_default();
        let stays = preferences.get("r").is_none_or(|redirect| redirect == 0);
        if stays && preferences.contains_key("u") {
            return json.to_owned();
        }
        preferences.entry("u").or_insert_with(|| CDN.into());
        preferences.insert("r".into(), 0.into());
        serde_json::Value::Object(preferences).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_stay_as_they_are_written() {
        let text = r#"{"x": 1, "p": {"u": "https://a.example", "r": 2}, "f": {"b": {"t": 3, "v": 1.50}, "a": {"v" : true}}}"#;
        let document = Document::parse(text, DocumentFormat::V5).unwrap();
        let json =
            r#"{"p":{"u": "https://a.example", "r": 2},"f":{"b":{"t": 3, "v": 1.50},"a":{"v" : true}}}"#;
        assert_eq!(document.to_json(), json);
        let served =
            r#"{"p":{"r":0,"u":"https://a.example"},"f":{"b":{"t": 3, "v": 1.50},"a":{"v" : true}}}"#;
        assert_eq!(document.to_served_json(), served);
    }

    #[test]
    fn of_a_repeated_key_the_last_setting_counts() {
        let document =
            Document::parse(r#"{"flags": {"a": 1, "b": 2, "a": 3}}"#, DocumentFormat::Simple).unwrap();
        assert_eq!(document.to_json(), r#"{"flags":{"a":3,"b":2}}"#);
        assert_eq!(document.to_text(), "{\n  \"flags\": {\n    \"a\": 3,\n    \"b\": 2\n  }\n}\n");
    }
}
