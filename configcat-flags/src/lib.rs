//! Typed feature flags of [ConfigCat](https://configcat.com).
#[doc(inline)]
pub use configcat_core::*;
#[doc(hidden)]
pub use configcat_macros::flags as expand_flags;

/// Declares a type with one method for each flag of a config document.
#[macro_export]
macro_rules! flags {
    ($($declaration:tt)*) => {
        $crate::expand_flags! { crate = $crate; $($declaration)* }
    };
}
