//! What code looks like: [`is_user`], [`is_spec`], [`parameters`].

use std::collections::HashSet;

use syn::Expr;

use super::receiver::bare;

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

/// The names of type parameters.
pub(super) fn parameters(generics: &syn::Generics) -> HashSet<String> {
    generics.type_params().map(|parameter| bare(&parameter.ident)).collect()
}
