//! [`BoxFuture`]: the return type of asynchronous traits.

use std::{future::Future, pin::Pin};

/// A boxed future. The asynchronous traits of this crate return it: implement them with `Box::pin(async move { … })`.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
