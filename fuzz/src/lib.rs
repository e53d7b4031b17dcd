//! The fuzz targets of configcat-core: `parse` and `evaluate`. They are tests. The README explains how to run them.

#![cfg(test)]

mod documents;
mod evaluate;
mod parse;
mod reads;
mod users;
