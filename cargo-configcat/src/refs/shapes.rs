//! What code looks like: [`is_user`], [`is_spec`], [`takes_key`], [`read_key`], [`parameters`].

use std::collections::HashSet;

use syn::{Expr, Lit, LitStr};

use super::receiver::bare;

/// Functions of the SDK that take a key first.
const TAKES_KEY: [&str; 8] = [
    "explain",
    "get_any_value",
    "get_any_value_details",
    "get_value",
    "get_value_details",
    "get_variation_id",
    "watch_value",
    "watch",
];

/// Those that read the flag and that other libraries hardly have, and how many arguments they take.
const READS: [(&str, usize); 5] = [
    ("get_any_value_details", 2),
    ("get_value", 3),
    ("get_value_details", 3),
    ("get_variation_id", 2),
    ("watch_value", 3),
];

/// Whether an argument looks like a user.
pub(super) fn is_user(argument: &Expr) -> bool {
    let name = match argument {
        Expr::Reference(reference) => return is_user(&reference.expr),
        Expr::Path(path) => path.path.segments.last().map(|segment| bare(&segment.ident)),
        Expr::Field(field) => match &field.member {
            syn::Member::Named(name) => Some(bare(name)),
            syn::Member::Unnamed(_) => None,
        },
        Expr::MethodCall(call) => Some(bare(&call.method)),
        _ => None,
    };
    name.is_some_and(|name| name == "None" || name.to_lowercase().ends_with("user"))
}

/// Whether an expression is the spec of a build script: keys in it are options, not uses.
pub(super) fn is_spec(expression: &Expr) -> bool {
    let mut expression = expression;
    while let Expr::MethodCall(call) = expression {
        expression = &call.receiver;
    }
    let Expr::Call(call) = expression else { return false };
    let Expr::Path(path) = &*call.func else { return false };
    path.path.segments.iter().rev().nth(1).is_some_and(|segment| segment.ident == "Spec")
}

/// Whether a method takes a key first.
pub(super) fn takes_key(method: &str) -> bool {
    TAKES_KEY.contains(&method)
}

/// The key that a call reads, if it is a literal.
pub(super) fn read_key<'a>(method: &str, call: &'a syn::ExprMethodCall) -> Option<&'a LitStr> {
    match call.args.first()? {
        Expr::Lit(syn::ExprLit { lit: Lit::Str(key), .. }) if READS.contains(&(method, call.args.len())) => {
            Some(key)
        }
        _ => None,
    }
}

/// The names of type parameters.
pub(super) fn parameters(generics: &syn::Generics) -> HashSet<String> {
    generics.type_params().map(|parameter| bare(&parameter.ident)).collect()
}
