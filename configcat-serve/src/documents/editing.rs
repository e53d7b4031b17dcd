//! The draft of a [`ServedDocument`].

use std::sync::Arc;

use configcat_build::lay_out;
use configcat_core::{Text, config::DocumentFormat};
use serde_json::value::RawValue;

use crate::{
    document::{Document, convert},
    documents::served_document::{Parts, ServedDocument},
    draft::{Draft, Edits, Source, refuse_nonsense},
    problem::Problem,
    refusal::{Refusal, RefusalKind},
};

impl ServedDocument {
    /// Replaces the setting of a flag in the draft by a setting of config v6.
    pub(crate) fn edit(&self, key: &str, v6: Box<RawValue>, may_change_type: bool) -> Result<(), Refusal> {
        self.change(|parts| {
            if parts.source.document.flag(key).is_none() {
                let known = parts.source.config.keys().map(Text::as_str);
                return Err(Refusal::unknown("flag", key, known));
            }
            let before = Draft::new(&parts.source, parts.history.current()).map_err(refused)?;
            let mut edits = parts.history.current().clone();
            edits.insert(key.to_owned(), Arc::from(v6));
            let draft = Draft::new(&parts.source, &edits).map_err(refused)?;
            let Some(edited) = draft.config.setting(key) else { return Err(refused(Vec::new())) };
            let known = before.config.setting(key).or_else(|| parts.source.config.setting(key));
            let problems = refuse_nonsense(known, edited, &draft.config, may_change_type);
            if !problems.is_empty() {
                return Err(refused(problems));
            }
            // Taking an edit back by hand leaves no edit.
            if draft.config.setting(key) == parts.source.config.setting(key) {
                edits.remove(key);
            }
            parts.step(edits);
            Ok(())
        })
    }

    /// Takes the last edit back.
    pub(crate) fn undo(&self) -> Result<(), Refusal> {
        self.change(|parts| {
            let edits = parts.history.before().ok_or_else(|| nothing("undo"))?;
            Draft::new(&parts.source, edits).map_err(refused)?;
            parts.history.undo();
            Ok(())
        })
    }

    /// Does the edit again that was taken back.
    pub(crate) fn redo(&self) -> Result<(), Refusal> {
        self.change(|parts| {
            let edits = parts.history.after().ok_or_else(|| nothing("redo"))?;
            Draft::new(&parts.source, edits).map_err(refused)?;
            parts.history.redo();
            Ok(())
        })
    }

    /// Goes back to FILE. It can be undone.
    pub(crate) fn discard(&self) -> Result<(), Refusal> {
        self.change(|parts| {
            if !parts.history.current().is_empty() {
                parts.step(Edits::new());
            }
            Ok(())
        })
    }

    /// The draft as a document of a format.
    pub(crate) fn draft_json(&self, format: Option<DocumentFormat>) -> Result<String, Refusal> {
        draft_document(&self.published().draft, format).map(|document| document.to_json())
    }

    /// Writes the draft to FILE.
    pub(crate) fn write(&self, format: Option<DocumentFormat>, overwrite: bool) -> Result<(), Refusal> {
        self.change(|parts| {
            let draft = Draft::new(&parts.source, parts.history.current()).map_err(refused)?;
            let document = draft_document(&draft, format)?;
            let was_laid_out =
                lay_out(&parts.source.text).is_ok_and(|laid_out| laid_out == parts.source.text);
            let Some(file) = &mut parts.file else {
                return Err(Refusal::new(RefusalKind::Conflict, "the document has no file")
                    .remedy("start the server with the path of a FILE"));
            };
            if !overwrite && (file.is_stale() || parts.unusable.is_some()) {
                return Err(Refusal::new(RefusalKind::Conflict, "FILE was changed since it was read")
                    .remedy("look at the new FILE, then write again; `\"overwrite\": true` replaces it"));
            }
            let text = if was_laid_out { lay_out(&document.to_json()) } else { Ok(document.to_text()) };
            let text = text.map_err(|error| Refusal::new(RefusalKind::Storage, error.to_string()))?;
            let source = Source::read(&self.shown, &text).map_err(|problem| refused(vec![*problem]))?;
            file.write(text)?;
            parts.history.clear();
            parts.take_source(source);
            Ok(())
        })
    }
}

impl Parts {
    fn step(&mut self, edits: Edits) {
        self.dropped = None;
        self.history.step(edits);
    }
}

fn draft_document(draft: &Draft, format: Option<DocumentFormat>) -> Result<Document, Refusal> {
    let format = format.unwrap_or(draft.document.format);
    convert(&draft.document, &draft.config, format).map_err(|problems| {
        Refusal::new(RefusalKind::Unacceptable, "the document has no form in this format")
            .remedy("choose config v6, or change the flags that `problems` names")
            .because(problems)
    })
}

fn refused(problems: Vec<Problem>) -> Refusal {
    Refusal::of_problems("the setting cannot be used, and nothing has changed", problems)
}

fn nothing(what: &str) -> Refusal {
    Refusal::new(RefusalKind::Conflict, format!("there is nothing to {what}")).remedy("edit a flag first")
}
