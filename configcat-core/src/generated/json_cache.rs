//! [`JsonCache`]: the texts of one flag that were parsed.

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

/// The texts of one flag that were parsed. Generated code has one for each flag, for all configs that it is read from.
///
/// Looking a text up takes no lock. What is parsed stays until there are too many other texts, so that a config of a
/// moment ago costs nothing, and one that comes back is there.
#[derive(Debug)]
pub struct JsonCache<T> {
    slots: ArcSwapOption<Vec<ParsedText<T>>>,
    default: OnceLock<Json<T>>,
    type_: TypeOf<T>,
}

/// What has to be known of a type: taken down once, so that a type that does not do is one error of the compiler.
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
    /// How many texts are kept.
    const SLOTS: usize = 256;

    fn find(&self, text: &str) -> Option<Result<Json<T>, ParseProblem>> {
        self.slots.load().as_deref()?.iter().find(|slot| slot.is_of(text)).map(|slot| slot.parsed.clone())
    }

    /// Keeps a slot, unless there is one for its text. Returns whether it was kept.
    fn keep(&self, slot: &ParsedText<T>) -> bool {
        let mut kept = false;
        self.slots.rcu(|slots| {
            let slots = slots.as_deref().map_or_else(Vec::new, Vec::clone);
            kept = !slots.iter().any(|other| other.is_of(&slot.text));
            let surplus = (slots.len() + usize::from(kept)).saturating_sub(Self::SLOTS);
            let new = kept.then(|| slot.clone());
            Some(Arc::new(slots.into_iter().skip(surplus).chain(new).collect()))
        });
        kept
    }

    /// What a flag is that serves a text. What cannot be parsed is reported when it is seen for the first time, and
    /// is the fallback.
    pub(crate) fn value(
        &self,
        flag: &Flag<Text>,
        served: &Text,
        report: impl Fn(&EvaluationError),
    ) -> Json<T> {
        self.parse(flag, served, &report).unwrap_or_else(|_| self.fallback(flag, &report))
    }

    /// The same with why.
    pub(crate) fn details(
        &self,
        flag: &Flag<Text>,
        served: Details<Text>,
        report: impl Fn(&EvaluationError),
    ) -> Details<Json<T>> {
        match self.parse(flag, &served.value, &report) {
            Ok(json) => served.map(|_| json),
            // The fallback, if the flag could not be evaluated: that is the error then.
            Err(_) if served.error.is_some() => served.map(|_| self.fallback(flag, &report)),
            Err(mismatch) => {
                let error = mismatch.to_error::<T>(flag.key());
                served.map(|_| self.fallback(flag, &report)).failing_with(error)
            }
        }
    }

    /// Tells why a text cannot be parsed, if it cannot be.
    pub(crate) fn problem(&self) -> fn(&str) -> Option<String> {
        self.type_.problem
    }

    fn fallback(&self, flag: &Flag<Text>, report: &impl Fn(&EvaluationError)) -> Json<T> {
        self.parse(flag, flag.fallback(), report).unwrap_or_else(|_| {
            self.default.get_or_init(|| Json::new(flag.fallback(), (self.type_.default)())).clone()
        })
    }

    fn parse(
        &self,
        flag: &Flag<Text>,
        text: &Text,
        report: &impl Fn(&EvaluationError),
    ) -> Result<Json<T>, ParseProblem> {
        if let Some(parsed) = self.find(text) {
            return parsed;
        }
        let parsed = (self.type_.parse)(text)
            .map(|value| Json::new(text, value))
            .map_err(|error| ParseProblem(shortened(&error).into()));
        let slot = ParsedText { text: text.clone(), parsed };
        let kept = self.keep(&slot);
        if let (true, Err(mismatch)) = (kept, &slot.parsed) {
            report(&mismatch.to_error::<T>(flag.key()));
        }
        slot.parsed
    }
}

impl<T> ParsedText<T> {
    /// Texts of one config are at the same place, which takes no look at what they say.
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
    fn threads_agree_and_report_once() {
        let (cache, start, reports) = (JsonCache::<u32>::new(), Barrier::new(8), AtomicUsize::new(0));
        let count = |_: &EvaluationError| {
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
        assert_eq!(reports.load(Ordering::Relaxed), 1);
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
        assert_eq!(reports.load(Ordering::Relaxed), 2);
        assert_eq!(serde_json::to_string(&read("[]")).unwrap(), "\"no number\"");
        assert_eq!(cache.problem()("[]").unwrap(), "invalid type: sequence, expected u32 at line 1 column 0");
    }
}
