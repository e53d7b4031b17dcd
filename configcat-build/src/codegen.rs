//! From a config document to Rust code, in four stages: flag specs → names → model → expansion.

mod attribute_facts;
mod attribute_kind;
mod attribute_options;
mod attributes;
mod defects;
mod docs;
mod document;
mod expand;
mod flag_kind;
mod flag_spec;
mod form;
mod lint;
mod literal;
mod markdown;
mod model;
mod names;
mod options;
mod resolve;
mod setter_docs;
mod setter_form;
mod user_model;

pub use attribute_facts::{AttributeFacts, attributes_of};
pub use document::Document;
pub use expand::{Declaration, UserDeclaration, generate, generate_with};
pub use lint::flag_positions;
pub use model::{AccessorNames, Accessors};
pub use options::{Descriptions, Options};
pub use resolve::{Findings, Resolved, all_findings, findings, resolve};
