//! Phase 4: the code. No decisions and no logic here; paths are absolute.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{
    model::{Accessor, Accessors},
    names::TypeNames,
};

mod check;
mod enums;
mod fake;
mod methods;
mod tokens;
mod values;

use tokens::{PlainTypes, doc};

/// The type that a user declared, and what its code depends on.
#[derive(Debug)]
pub struct Declaration {
    /// Attributes, documentation included.
    pub attributes: TokenStream,
    /// Those of the attributes on which it depends whether there is any code: `#[cfg(…)]`.
    pub conditions: TokenStream,
    /// Visibility.
    pub visibility: TokenStream,
    /// Name.
    pub name: Ident,
    /// Path of the crate `configcat-core`.
    pub runtime: TokenStream,
    /// Absolute path of the document.
    pub document: String,
    /// Absolute paths of other files whose change must lead to new code.
    pub tracked: Vec<String>,
}

/// A declaration, the names of the types that are generated beside the declared one, and code that is needed for each
/// flag: to put it together again each time would take longer than all else.
struct Context<'a> {
    declaration: &'a Declaration,
    types: TypeNames,
    /// The type of the parameter `user`.
    user: TokenStream,
    plain_types: PlainTypes,
}

pub(super) fn expand(all: &Accessors, declaration: &Declaration) -> TokenStream {
    let context = Context {
        declaration,
        types: TypeNames::of(&declaration.name),
        user: tokens::user(&declaration.runtime),
        plain_types: PlainTypes::new(&declaration.runtime),
    };
    let Accessors { origin, flags: accessors, removed } = all;
    let Declaration { attributes, conditions, visibility, name, runtime, tracked, .. } = declaration;
    let about = doc(&match accessors.len() {
        1 => format!("The flag of `{origin}`."),
        count => format!("The {count} flags of `{origin}`."),
    });
    let enums = accessors.iter().flat_map(|accessor| enums::items(accessor, &context));
    let methods = accessors.iter().map(|accessor| methods::of_flag(accessor, &context));
    let removed = removed.iter().map(|removed| methods::of_removed(removed, &context));
    let items = [inherent(accessors, &context), check::expectations(accessors, &context)]
        .into_iter()
        .chain(methods)
        .chain(removed)
        .chain(enums)
        .chain(values::items(accessors, &context))
        .chain(fake::items(accessors, &context));
    quote! {
        #attributes
        #[doc = ""]
        #about
        #[derive(Clone, Debug)]
        #visibility struct #name {
            source: #runtime::FlagSource,
        }

        #(
            #conditions
            const _: &[::core::primitive::u8] = ::core::include_bytes!(#tracked);
        )*

        #(#conditions #items)*
    }
}

/// The document. Rustdoc shows the values of constants that are literals, and those that include a file, but not those of
/// blocks.
fn document(context: &Context<'_>) -> TokenStream {
    let Declaration { visibility, document, .. } = context.declaration;
    quote! {
        /// The config document that this code was generated from.
        #visibility const DOCUMENT: &'static ::core::primitive::str = {
            const TEXT: &::core::primitive::str = ::core::include_str!(#document);
            TEXT
        };
    }
}

/// What the type has beside the items of its flags.
fn inherent(accessors: &[Accessor], context: &Context<'_>) -> TokenStream {
    let Context { declaration: Declaration { visibility, name, runtime, .. }, .. } = context;
    let keys = accessors.iter().map(|accessor| &accessor.key);
    let constants = accessors.iter().map(|accessor| methods::constant(accessor, context));
    let details = accessors.iter().map(|accessor| methods::details(accessor, context));
    let caches = accessors.iter().filter_map(|accessor| methods::json_cache(accessor, context));
    let (all, fake, check) = (values::method(context), fake::method(context), check::method(context));
    let text = document(context);
    quote! {
        #[allow(
            dead_code,
            clippy::approx_constant,
            clippy::wrong_self_convention,
            reason = "an application need not use every item, and its numbers and names are its own"
        )]
        impl #name {
            /// The keys of all flags, in document order.
            #visibility const KEYS: &'static [&'static ::core::primitive::str] = &[#(#keys),*];

            #text
            #(#constants)*

            /// Reads the flags from a client, or from a snapshot.
            #[must_use]
            #visibility fn new(source: impl ::core::convert::Into<#runtime::FlagSource>) -> Self {
                Self { source: source.into() }
            }

            /// Reads the flags from the document that this code was generated from: they never change, and need no
            /// network.
            #[must_use]
            #visibility fn embedded() -> Self {
                static SNAPSHOT: ::std::sync::LazyLock<#runtime::Snapshot> =
                    ::std::sync::LazyLock::new(|| #runtime::Snapshot::embedded(#name::DOCUMENT));
                Self::new(&*SNAPSHOT)
            }

            /// Where the flags are read from.
            #[must_use]
            #visibility fn source(&self) -> &#runtime::FlagSource {
                &self.source
            }

            #all
            #fake
            #check
            #(#details)*
            #(#caches)*
        }
    }
}
