//! The JSON of each document format, mirrored for serde and nothing else.
//!
//! If the one-pass reader declines a document, [`Document`] reads its outline first; then each setting is read
//! separately, as a type of [`v5`] or [`v6`]. So a setting of an unexpected shape cannot make the others unreadable. A
//! broken setting is read again by [`tolerant`], which finds all its defects. All readers share these types: `object!`
//! declares them, and [`Member`], [`List`] and [`Str`] are their parts.

mod document;
mod entries;
mod member;
mod object;
mod preferences;
pub(in crate::config) mod tolerant;
pub(in crate::config) mod v5;
pub(in crate::config) mod v6;

pub(in crate::config) use document::{Document, is_v6};
pub(in crate::config) use entries::{DocumentKey, text};
pub(in crate::config) use member::{At, Item, List, Member, Str};
pub(in crate::config) use preferences::Preferences;
