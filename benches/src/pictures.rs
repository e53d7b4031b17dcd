//! Pictures of the tables, as SVG for docs/performance.md.

mod bars;
mod canvas;
mod growth;
mod look;
mod panel;
mod picture;
mod theme;

pub(crate) use picture::Picture;
