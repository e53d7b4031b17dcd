//! [`History`]: the edits of a draft, to be taken back and done again.

use crate::draft::draft::Edits;

/// How many steps can be taken back. Edits of a step that are also in the next one are shared.
const MOST_STEPS: usize = 200;

/// The edits, and those before and after them.
#[derive(Debug, Default)]
pub(crate) struct History {
    current: Edits,
    earlier: Vec<Edits>,
    later: Vec<Edits>,
}

impl History {
    pub(crate) fn current(&self) -> &Edits {
        &self.current
    }

    pub(crate) fn can_undo(&self) -> bool {
        !self.earlier.is_empty()
    }

    pub(crate) fn can_redo(&self) -> bool {
        !self.later.is_empty()
    }

    /// The edits before the last step.
    pub(crate) fn before(&self) -> Option<&Edits> {
        self.earlier.last()
    }

    /// The edits after the step that was taken back last.
    pub(crate) fn after(&self) -> Option<&Edits> {
        self.later.last()
    }

    /// Makes a step. What was taken back cannot be done again then.
    pub(crate) fn step(&mut self, edits: Edits) {
        self.later.clear();
        if self.earlier.len() >= MOST_STEPS {
            self.earlier.remove(0);
        }
        self.earlier.push(std::mem::replace(&mut self.current, edits));
    }

    pub(crate) fn undo(&mut self) {
        if let Some(edits) = self.earlier.pop() {
            self.later.push(std::mem::replace(&mut self.current, edits));
        }
    }

    pub(crate) fn redo(&mut self) {
        if let Some(edits) = self.later.pop() {
            self.earlier.push(std::mem::replace(&mut self.current, edits));
        }
    }

    /// Changes all steps, because the document has changed.
    pub(crate) fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        for edits in self.earlier.iter_mut().chain(&mut self.later).chain([&mut self.current]) {
            edits.retain(|key, _| keep(key));
        }
    }

    /// Forgets everything, because the edits were written.
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use serde_json::value::RawValue;

    use super::*;

    fn edits(json: &str) -> Edits {
        Edits::from([("a".to_owned(), RawValue::from_string(json.to_owned()).unwrap().into())])
    }

    fn shown(history: &History) -> Option<&str> {
        history.current().get("a").map(|json| json.get())
    }

    #[test]
    fn steps_are_taken_back_and_done_again() {
        let mut history = History::default();
        history.step(edits("1"));
        history.step(edits("2"));
        history.undo();
        assert_eq!((shown(&history), history.can_redo()), (Some("1"), true));
        history.redo();
        assert_eq!((shown(&history), history.can_redo()), (Some("2"), false));
        history.undo();
        history.undo();
        history.undo();
        assert_eq!((shown(&history), history.can_undo()), (None, false));
        history.step(edits("3"));
        assert!(!history.can_redo());
    }

    #[test]
    fn the_history_is_bounded() {
        let mut history = History::default();
        for number in 0..MOST_STEPS + 10 {
            history.step(edits(&number.to_string()));
        }
        assert_eq!(history.earlier.len(), MOST_STEPS);
    }
}
