//! The JSON of each document format, mirrored for serde and nothing else.
//!
//! If the one-pass reader declines a document, its outline is read first, then each setting separately: a setting of an
//! unexpected shape cannot make the others unreadable. A broken setting is read once more, by [`tolerant`], which finds
//! all its defects.

mod document;
mod entries;
mod member;
mod object;
mod preferences;
pub(in crate::config) mod tolerant;
pub(in crate::config) mod v5;
pub(in crate::config) mod v6;

pub(in crate::config) use document::{Document, Lists, is_v6};
pub(in crate::config) use entries::{DocumentKey, text};
pub(in crate::config) use member::{At, Item, List, Member, Str};
pub(in crate::config) use preferences::Preferences;
