//! [`infer`]: finds the type of an expression, as far as one file shows it.

use std::sync::Arc;

use syn::{Expr, Member, Stmt};

use super::{
    receiver::{Receiver, TypeTree, bare},
    scopes::Scopes,
};

/// Methods that return what they are called on, or what is in it.
const INSIDE: [&str; 28] = [
    "as_deref",
    "as_deref_mut",
    "as_mut",
    "as_ref",
    "borrow",
    "borrow_mut",
    "by_ref",
    "clone",
    "cloned",
    "copied",
    "deref",
    "expect",
    "get",
    "get_or_init",
    "get_ref",
    "into_inner",
    "load",
    "load_full",
    "lock",
    "ok",
    "read",
    "to_owned",
    "unwrap",
    "unwrap_or_default",
    "unwrap_or_else",
    "upgrade",
    "first",
    "inner",
];

/// Functions that wrap their argument.
const WRAPPERS: [&str; 8] = ["new", "Some", "Ok", "from", "clone", "leak", "pin", "downgrade"];

/// Types whose function `new` wraps its argument.
const WRAPPING: [&str; 9] = ["Arc", "Rc", "Box", "Cell", "RefCell", "Mutex", "RwLock", "Data", "Extension"];

/// How deep expressions are looked into.
const DEPTH: usize = 2_000;

pub(super) fn infer(expression: &Expr, scopes: &Scopes) -> Receiver {
    infer_within(expression, scopes, DEPTH)
}

fn infer_within(expression: &Expr, scopes: &Scopes, depth: usize) -> Receiver {
    let Some(depth) = depth.checked_sub(1) else { return Receiver::Unknown(None) };
    let inner = |inner: &Expr| infer_within(inner, scopes, depth);
    match expression {
        Expr::Path(path) => of_path(path, scopes),
        Expr::Field(field) => {
            let name = match &field.member {
                Member::Named(name) => bare(name),
                Member::Unnamed(index) => index.index.to_string(),
            };
            Receiver::Field(Some(Arc::new(inner(&field.base))), name)
        }
        Expr::MethodCall(call) => {
            let (receiver, name) = (Arc::new(inner(&call.receiver)), bare(&call.method));
            if INSIDE.contains(&name.as_str()) {
                Receiver::Inside(receiver)
            } else {
                Receiver::Call(Some(receiver), name)
            }
        }
        Expr::Call(call) => of_call(call, scopes, depth),
        Expr::Reference(reference) => inner(&reference.expr),
        Expr::Paren(paren) => inner(&paren.expr),
        Expr::Group(group) => inner(&group.expr),
        Expr::Unary(unary) => inner(&unary.expr),
        Expr::Await(awaited) => inner(&awaited.base),
        Expr::Try(tried) => Receiver::Inside(Arc::new(inner(&tried.expr))),
        Expr::Index(index) => Receiver::Inside(Arc::new(inner(&index.expr))),
        Expr::Cast(cast) => scopes.value_of(TypeTree::of(&cast.ty, scopes.self_type()), None),
        Expr::Struct(literal) => scopes.value_of(TypeTree::of_path(&literal.path, scopes.self_type()), None),
        Expr::Block(block) => of_block(&block.block, scopes, depth),
        Expr::If(branches) => of_block(&branches.then_branch, scopes, depth),
        Expr::Match(choice) => {
            let known = choice.arms.iter().map(|arm| inner(&arm.body));
            known
                .into_iter()
                .find(|known| !matches!(known, Receiver::Unknown(_)))
                .unwrap_or(Receiver::Unknown(None))
        }
        Expr::Lit(_) => Receiver::Type(TypeTree::named("literal")),
        _ => Receiver::Unknown(None),
    }
}

fn of_block(block: &syn::Block, scopes: &Scopes, depth: usize) -> Receiver {
    match block.stmts.as_slice() {
        // With further statements, its variables could hide others.
        [Stmt::Expr(last, None)] => infer_within(last, scopes, depth),
        _ => Receiver::Unknown(None),
    }
}

fn of_path(path: &syn::ExprPath, scopes: &Scopes) -> Receiver {
    let mut names = path.path.segments.iter().rev().map(|segment| bare(&segment.ident));
    let Some(name) = names.next() else { return Receiver::Unknown(None) };
    if names.next().is_some() {
        return Receiver::Field(None, name);
    }
    match scopes.find(&name) {
        Some(known) => known.clone(),
        None => Receiver::Field(None, name),
    }
}

fn of_call(call: &syn::ExprCall, scopes: &Scopes, depth: usize) -> Receiver {
    let Expr::Path(function) = &*call.func else { return Receiver::Unknown(None) };
    let segments = &function.path.segments;
    let Some(name) = segments.last().map(|segment| bare(&segment.ident)) else {
        return Receiver::Unknown(None);
    };
    let owner = owner_of(function, scopes);
    let wraps = match &owner {
        Some(owner) => WRAPPING.contains(&owner.name.as_str()) && WRAPPERS.contains(&name.as_str()),
        None => matches!(name.as_str(), "Some" | "Ok"),
    };
    match (call.args.first(), owner) {
        (Some(argument), _) if wraps => infer_within(argument, scopes, depth),
        (_, Some(owner)) => Receiver::Call(Some(Arc::new(Receiver::Type(owner))), name),
        (_, None) if name.starts_with(char::is_uppercase) => {
            scopes.value_of(TypeTree::of_path(&function.path, scopes.self_type()), None)
        }
        (_, None) => Receiver::Call(None, name),
    }
}

/// The type in a path such as `Flags::new` or `<Flags>::new`.
pub(super) fn owner_of(path: &syn::ExprPath, scopes: &Scopes) -> Option<TypeTree> {
    let segments = &path.path.segments;
    if let (Some(qualified), 1) = (&path.qself, segments.len()) {
        return TypeTree::of(&qualified.ty, scopes.self_type());
    }
    let segment = segments.iter().rev().nth(1)?;
    let name = bare(&segment.ident);
    let name = if name == "Self" { scopes.self_type()?.to_owned() } else { name };
    name.starts_with(char::is_uppercase).then(|| TypeTree::named(name))
}
