//! The enums of text flags.

use configcat_core::Text;
use proc_macro2::TokenStream;
use quote::quote;

use super::{
    super::{docs, kind::Kind, model::Accessor},
    Context, Declaration,
    tokens::doc,
};

/// The enum of a flag, if it has one, with its impls.
pub(super) fn items(accessor: &Accessor, context: &Context<'_>) -> Vec<TokenStream> {
    let Kind::Enum(values) = &accessor.kind else { return Vec::new() };
    let texts: Vec<&str> = values.iter().map(Text::as_str).collect();
    let mut items = vec![declaration(accessor, &texts, context), inherent(accessor, &texts, context)];
    items.extend(conversions(accessor, &texts, context));
    items.extend(traits(accessor, context));
    items
}

fn declaration(accessor: &Accessor, texts: &[&str], context: &Context<'_>) -> TokenStream {
    let Declaration { visibility, runtime, name, .. } = context.declaration;
    let (type_name, variants) = (&accessor.names.type_name, &accessor.names.variants);
    let about = doc(&format!("The values of [`{0}`]({name}::{0}).", accessor.names.accessor));
    let docs = texts.iter().map(|text| doc(&format!("{}.", docs::text(text))));
    quote! {
        #about
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[allow(dead_code, reason = "an application need not use every item")]
        #visibility enum #type_name {
            #(#docs #variants,)*
            /// A text that the config did not have when this code was generated.
            Other(#runtime::Text),
        }
    }
}

fn inherent(accessor: &Accessor, texts: &[&str], context: &Context<'_>) -> TokenStream {
    let Declaration { visibility, .. } = context.declaration;
    let (type_name, variants) = (&accessor.names.type_name, &accessor.names.variants);
    quote! {
        #[allow(dead_code, reason = "an application need not use every item")]
        impl #type_name {
            /// All values but `Other`.
            #visibility const ALL: &'static [Self] = &[#(Self::#variants),*];

            /// The text, exactly as in the config.
            #[must_use]
            #visibility fn as_str(&self) -> &::core::primitive::str {
                match self {
                    #(Self::#variants => #texts,)*
                    Self::Other(text) => text.as_str(),
                }
            }
        }
    }
}

fn conversions(accessor: &Accessor, texts: &[&str], context: &Context<'_>) -> [TokenStream; 3] {
    let Declaration { runtime, .. } = context.declaration;
    let (type_name, variants) = (&accessor.names.type_name, &accessor.names.variants);
    [
        quote! {
            impl ::core::convert::From<#runtime::Text> for #type_name {
                fn from(text: #runtime::Text) -> Self {
                    match text.as_str() {
                        #(#texts => Self::#variants,)*
                        _ => Self::Other(text),
                    }
                }
            }
        },
        quote! {
            impl ::core::convert::From<&::core::primitive::str> for #type_name {
                fn from(text: &::core::primitive::str) -> Self {
                    #runtime::Text::from(text).into()
                }
            }
        },
        // `Self::Err` can be a variant.
        quote! {
            impl ::core::str::FromStr for #type_name {
                type Err = ::core::convert::Infallible;

                fn from_str(
                    text: &::core::primitive::str,
                ) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                    ::core::result::Result::Ok(text.into())
                }
            }
        },
    ]
}

fn traits(accessor: &Accessor, context: &Context<'_>) -> [TokenStream; 4] {
    let Declaration { runtime, .. } = context.declaration;
    let type_name = &accessor.names.type_name;
    [
        quote! {
            impl ::core::fmt::Display for #type_name {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    f.pad(self.as_str())
                }
            }
        },
        quote! {
            impl ::core::cmp::PartialEq<::core::primitive::str> for #type_name {
                fn eq(&self, other: &::core::primitive::str) -> ::core::primitive::bool {
                    self.as_str() == other
                }
            }
        },
        quote! {
            impl ::core::cmp::PartialEq<&::core::primitive::str> for #type_name {
                fn eq(&self, other: &&::core::primitive::str) -> ::core::primitive::bool {
                    self.as_str() == *other
                }
            }
        },
        quote! {
            impl #runtime::generated::Serialize for #type_name {
                fn serialize<S: #runtime::generated::Serializer>(
                    &self,
                    serializer: S,
                ) -> ::core::result::Result<S::Ok, S::Error> {
                    serializer.serialize_str(self.as_str())
                }
            }
        },
    ]
}
