//! How a flag was evaluated, step by step, as data and as text.
//!
//! [`Snapshot::explain`](crate::Snapshot::explain) makes an [`Explanation`].

mod explainer;
mod text;
mod tree;

pub(crate) use explainer::{Explained, Explainer};
pub use text::StyledExplanation;
pub use tree::{
    ConditionExplanation, ConditionOutcome, Explanation, FlagExplanation, Nested, OptionsExplanation,
    RuleExplanation, RuleOutcome, SelectedOption,
};
