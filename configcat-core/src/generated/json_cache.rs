//! [`JsonCache`]: the parsed texts of one JSON flag.

use std::{
    any::type_name,
    fmt, ptr,
    sync::{Arc, OnceLock},
};

use arc_swap::ArcSwapOption;

use crate::{
    evaluation::{Details, EvaluationError},
    generated::json::{Json, JsonType},
    values::{Flag, Text},
};

/// The parsed texts of one JSON flag. Generated code has a static cache for each JSON flag, for all configs.
///
/// A lookup takes no lock. A text stays until there are too many newer texts. So a change back to an earlier config
/// parses nothing again.
#[derive(Debug)]
pub struct JsonCache<T> {
    slots: ArcSwapOption<Vec<ParsedText<T>>>,
    default: OnceLock<Json<T>>,
    type_: TypeOf<T>,
}

/// The functions of a type. Only `new` requires the traits, so that an unsuitable type is a single compiler error.
#[derive(Debug)]
struct TypeOf<T> {
    parse: fn(&str) -> serde_json::Result<T>,
    /// Why a text cannot be parsed, if it cannot be.
    problem: fn(&str) -> Option<String>,
    default: fn() -> T,
}

struct ParsedText<T> {
    text: Text,
    parsed: Result<Json<T>, ParseProblem>,
}

/// Why a text could not be parsed.
#[derive(Debug, Clone)]
struct ParseProblem(Text);

impl<T: JsonType> JsonCache<T> {
    /// An empty cache.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "generated code has it in a static")]
    pub const fn new() -> Self {
        let type_ = TypeOf {
            parse: |text| serde_json::from_str(text),
            problem: |text| serde_json::from_str::<T>(text).err().map(|error| shortened(&error)),
            default: T::default,
        };
        Self { slots: ArcSwapOption::const_empty(), default: OnceLock::new(), type_ }
    }
}

impl<T> JsonCache<T> {
    /// The most texts in a cache.
    const SLOTS: usize = 256;

    fn find(&self, text: &str) -> Option<Result<Json<T>, ParseProblem>> {
        self.slots.load().as_deref()?.iter().find(|slot| slot.is_of(text)).map(|slot| slot.parsed.clone())
    }

    /// Adds a slot, unless there is one for its text.
    fn keep(&self, slot: &ParsedText<T>) {
        self.slots.rcu(|slots| {
            let slots = slots.as_deref().map_or_else(Vec::new, Vec::clone);
            let kept = !slots.iter().any(|other| other.is_of(&slot.text));
            let surplus = (slots.len() + usize::from(kept)).saturating_sub(Self::SLOTS);
            let new = kept.then(|| slot.clone());
            Some(Arc::new(slots.into_iter().skip(surplus).chain(new).collect()))
        });
    }

    /// The parsed value of a served text, or the fallback if it cannot be parsed. Each read reports that; the log
    /// keeps it from being repeated.
    pub(crate) fn value(
        &self,
        flag: &Flag<Text>,
        served: &Text,
        report: impl Fn(&dyn Fn() -> EvaluationError),
    ) -> Json<T> {
        self.parse(flag, served, &report).unwrap_or_else(|_| self.fallback(flag, &report))
    }

    /// The same as [`value`](Self::value), with the reasons.
    pub(crate) fn details(
        &self,
        flag: &Flag<Text>,
        served: Details<Text>,
        report: impl Fn(&dyn Fn() -> EvaluationError),
    ) -> Details<Json<T>> {
        match self.parse(flag, &served.value, &report) {
            Ok(json) => served.map(|_| json),
            // The flag could not be evaluated, so the served text is the fallback. Keep that error.
            Err(_) if served.error.is_some() => served.map(|_| self.fallback(flag, &report)),
            Err(problem) => {
                let error = problem.to_error::<T>(flag.key());
                served.map(|_| self.fallback(flag, &report)).failing_with(error)
            }
        }
    }

    /// A function that tells why a text cannot be parsed.
    pub(crate) fn problem(&self) -> fn(&str) -> Option<String> {
        self.type_.problem
    }

    fn fallback(&self, flag: &Flag<Text>, report: &impl Fn(&dyn Fn() -> EvaluationError)) -> Json<T> {
        self.parse(flag, flag.fallback(), report).unwrap_or_else(|_| {
            let default = || {
                // Made before the cache is locked: the code of the application may read flags.
                let default = Json::new(flag.fallback(), (self.type_.default)());
                self.default.get_or_init(|| default)
            };
            self.default.get().unwrap_or_else(default).clone()
        })
    }

    fn parse(
        &self,
        flag: &Flag<Text>,
        text: &Text,
        report: &impl Fn(&dyn Fn() -> EvaluationError),
    ) -> Result<Json<T>, ParseProblem> {
        let parsed = self.find(text).unwrap_or_else(|| {
            let parsed = (self.type_.parse)(text)
                .map(|value| Json::new(text, value))
                .map_err(|error| ParseProblem(shortened(&error).into()));
            self.keep(&ParsedText { text: text.clone(), parsed: parsed.clone() });
            parsed
        });
        if let Err(problem) = &parsed {
            report(&|| problem.to_error::<T>(flag.key()));
        }
        parsed
    }
}

impl<T> ParsedText<T> {
    /// Compares the addresses first: a text of the same config has the same address.
    fn is_of(&self, text: &str) -> bool {
        let own = self.text.as_str();
        own.len() == text.len() && (ptr::eq(own, text) || own == text)
    }
}

impl<T> Clone for ParsedText<T> {
    fn clone(&self) -> Self {
        Self { text: self.text.clone(), parsed: self.parsed.clone() }
    }
}

impl<T> fmt::Debug for ParsedText<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ParsedText").field("text", &self.text).field("fits", &self.parsed.is_ok()).finish()
    }
}

impl ParseProblem {
    fn to_error<T>(&self, key: &str) -> EvaluationError {
        EvaluationError::JsonMismatch {
            key: key.into(),
            type_name: type_name::<T>(),
            message: self.0.clone(),
        }
    }
}

fn shortened(error: &serde_json::Error) -> String {
    crate::values::shortened(&error.to_string(), 200)
}

#[cfg(test)]
mod tests {
    use std::{
        sync::{
            Barrier,
            atomic::{AtomicUsize, Ordering},
        },
        thread,
    };

    use serde::{Deserialize, Deserializer};

    use super::*;

    const LIMITS: Flag<Text> = Flag::new("limits", Text::from_static("7"));

    fn read<T>(cache: &JsonCache<T>, text: &str) -> Json<T> {
        cache.value(&LIMITS, &text.into(), |_| {})
    }

    #[test]
    fn a_text_is_parsed_once_wherever_it_is() {
        static PARSED: AtomicUsize = AtomicUsize::new(0);
        #[derive(Default)]
        struct Counted;
        impl<'de> Deserialize<'de> for Counted {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                PARSED.fetch_add(1, Ordering::Relaxed);
                u32::deserialize(deserializer).map(|_| Self)
            }
        }

        let cache = JsonCache::<Counted>::new();
        let first = read(&cache, "1");
        assert!(Arc::ptr_eq(&first.0, &read(&cache, "1").0));
        read(&cache, "2");
        read(&cache, "1");
        assert_eq!(PARSED.load(Ordering::Relaxed), 2);
        // What does not fit, and its fallback.
        for _ in 0..3 {
            read(&cache, "{}");
        }
        assert_eq!(PARSED.load(Ordering::Relaxed), 4);
    }

    #[test]
    fn threads_agree() {
        let (cache, start, reports) = (JsonCache::<u32>::new(), Barrier::new(8), AtomicUsize::new(0));
        let count = |_: &dyn Fn() -> EvaluationError| {
            reports.fetch_add(1, Ordering::Relaxed);
        };
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    start.wait();
                    for number in 0..50 {
                        assert_eq!(*cache.value(&LIMITS, &number.to_string().into(), count), number);
                        assert_eq!(*cache.value(&LIMITS, &"none".into(), count), 7);
                    }
                });
            }
        });
        assert_eq!(reports.load(Ordering::Relaxed), 8 * 50);
        assert_eq!(cache.slots.load().as_deref().map(Vec::len), Some(51));
    }

    #[test]
    fn old_texts_make_room() {
        let cache = JsonCache::<usize>::new();
        let texts = JsonCache::<usize>::SLOTS + 10;
        for number in 0..texts {
            assert_eq!(*read(&cache, &number.to_string()), number);
        }
        let slots = cache.slots.load_full().unwrap();
        assert_eq!((slots.len(), slots[0].text.as_str()), (texts - 10, "10"));
        assert_eq!(*read(&cache, "0"), 0);
    }

    #[test]
    fn a_fallback_that_does_not_fit_is_the_default() {
        const FLAG: Flag<Text> = Flag::new("limits", Text::from_static("\"no number\""));

        let cache = JsonCache::<u32>::new();
        let reports = AtomicUsize::new(0);
        let read = |text: &str| {
            cache.value(&FLAG, &text.into(), |_| {
                reports.fetch_add(1, Ordering::Relaxed);
            })
        };
        assert_eq!([*read("5"), *read("[]"), *read("[]"), *read("\"no number\"")], [5, 0, 0, 0]);
        assert_eq!(reports.load(Ordering::Relaxed), 6, "for the text and the fallback, at each read");
        assert_eq!(serde_json::to_string(&read("[]")).unwrap(), "\"no number\"");
        assert_eq!(cache.problem()("[]").unwrap(), "invalid type: sequence, expected u32 at line 1 column 0");
    }
}
