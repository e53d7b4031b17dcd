//! [`BoxFuture`]: what asynchronous traits return.

use std::{future::Future, pin::Pin};

/// A future without a known type, as returned by the asynchronous traits of this crate.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
