//! How a flag was evaluated, step by step, as data and as text.
//!
//! [`Snapshot::explain`](crate::Snapshot::explain) evaluates a flag and returns an [`Explanation`]: a tree of the
//! steps, in the order of the evaluation. A [`FlagExplanation`] has a [`RuleExplanation`] for each targeting rule that
//! was evaluated, and [`OptionsExplanation`]s for percentage options. A [`RuleExplanation`] has a
//! [`ConditionExplanation`] for each condition that was evaluated. A condition on a segment or a prerequisite flag has
//! [`Nested`] steps. As text, an explanation is ConfigCat's evaluation log, plain or [with
//! colours](Explanation::styled). As JSON, it is the tree.
//!
//! ```
//! use configcat_core::{Config, Snapshot, User, explanation::RuleOutcome};
//!
//! let snapshot = Snapshot::from(Config::parse(
//!     r#"{"f": {"newCheckout": {
//!         "t": 0,
//!         "v": {"b": false},
//!         "r": [{
//!             "c": [{"u": {"a": "Country", "c": 0, "l": ["AT", "HU"]}}],
//!             "s": {"v": {"b": true}}
//!         }]
//!     }}}"#,
//! )?);
//! let explanation = snapshot.explain("newCheckout", &User::new("1").country("HU"));
//! let rule = &explanation.flag.targeting_rules[0];
//! assert_eq!(rule.outcome, Some(RuleOutcome::Match));
//! assert_eq!(rule.conditions[0].condition, "User.Country IS ONE OF ['AT', 'HU']");
//! assert!(explanation.to_string().ends_with("=> MATCH, applying rule\n  Returning 'true'."));
//! # Ok::<(), configcat_core::ParseError>(())
//! ```
// `Explainer`, a `Trace`, builds the `tree` while a flag is evaluated; `text` writes the tree as text. For the log,
// `Explained` evaluates a flag again when the text is read.

mod explainer;
mod text;
mod tree;

pub(crate) use explainer::{Explained, Explainer};
pub use text::StyledExplanation;
pub use tree::{
    ConditionExplanation, ConditionOutcome, Explanation, FlagExplanation, Nested, OptionsExplanation,
    RuleExplanation, RuleOutcome, SelectedOption,
};
