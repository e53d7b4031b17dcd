//! [`visit()`]: finds the candidates and the declarations of one file.

use std::{path::Path, sync::Arc};

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::{
    Attribute, Block, Expr, Lit, Meta, Token,
    parse::Parser as _,
    punctuated::Punctuated,
    visit::{self, Visit},
};

use super::{
    candidate::{Candidate, Shape},
    facts::Facts,
    flag_names::{FlagNames, Method},
    inference::{infer, owner_of},
    receiver::{Receiver, TypeTree, bare},
    scopes::Scopes,
    shapes::{is_spec, is_user, parameters, read_key, takes_key},
    tokens::{chains, declared, without_dollars},
    unknown_key::UnknownKey,
};

/// What one file tells.
#[derive(Debug, Default)]
pub(super) struct Visited {
    pub(super) candidates: Vec<Candidate>,
    pub(super) unknown_keys: Vec<UnknownKey>,
    pub(super) facts: Facts,
}

/// Looks for candidates and declarations.
pub(super) fn visit(file: &syn::File, path: &Path, names: &FlagNames) -> Visited {
    let mut visitor = Visitor { names, path, scopes: Scopes::new(), visited: Visited::default() };
    visitor.visit_file(file);
    visitor.visited
}

struct Visitor<'a> {
    names: &'a FlagNames,
    path: &'a Path,
    scopes: Scopes,
    visited: Visited,
}

impl Visitor<'_> {
    fn add(&mut self, flag: usize, place: Span, shape: Shape) {
        let start = place.start();
        let (line, column) = (start.line, start.column + 1);
        self.visited.candidates.push(Candidate { flag, line, column, shape });
    }

    fn literal(&mut self, literal: &Lit, is_certain: bool) {
        if let Lit::Str(text) = literal
            && let Some(flag) = self.names.key(&text.value())
        {
            self.add(flag, text.span(), Shape::Key { is_certain });
        }
    }

    fn tree_of(&self, type_: &syn::Type) -> Option<TypeTree> {
        TypeTree::of(type_, self.scopes.self_type())
    }

    /// The arguments of a call: the first one can be a key.
    fn arguments(&mut self, arguments: &Punctuated<Expr, Token![,]>, takes_key: bool) {
        for (index, argument) in arguments.iter().enumerate() {
            match argument {
                Expr::Lit(literal) if index == 0 && takes_key => self.literal(&literal.lit, true),
                argument => self.visit_expr(argument),
            }
        }
    }

    fn function(&mut self, signature: &syn::Signature, body: impl FnOnce(&mut Self)) {
        let returned = match &signature.output {
            syn::ReturnType::Type(_, type_) => self.tree_of(type_),
            syn::ReturnType::Default => None,
        };
        let owner = self.scopes.self_type().map(str::to_owned);
        self.visited.facts.add_function(bare(&signature.ident), owner, returned);
        self.scopes.parameters.push(parameters(&signature.generics));
        self.scopes.open();
        for input in &signature.inputs {
            match input {
                syn::FnArg::Typed(typed) => {
                    self.scopes.bind_typed(typed, &Receiver::Unknown(None));
                    self.visit_pat(&typed.pat);
                    self.visit_type(&typed.ty);
                }
                syn::FnArg::Receiver(_) => {
                    let value = self.scopes.value_of(self.scopes.self_type().map(TypeTree::named), None);
                    self.scopes.bind("self".to_owned(), value);
                }
            }
        }
        self.visit_return_type(&signature.output);
        body(self);
        self.scopes.close();
        self.scopes.parameters.pop();
    }

    /// The tokens of a macro: expressions, statements, or anything that has such in it.
    fn tokens(&mut self, tokens: TokenStream) {
        if let Ok(expressions) = Punctuated::<Expr, Token![,]>::parse_terminated.parse2(tokens.clone()) {
            for expression in &expressions {
                self.visit_expr(expression);
            }
        } else if let Ok(statements) = Block::parse_within.parse2(tokens.clone()) {
            self.scopes.open();
            for statement in &statements {
                self.visit_stmt(statement);
            }
            self.scopes.close();
        } else {
            self.pieces(tokens);
        }
    }

    /// Tokens that are neither expressions nor statements: each chain such as `flags.new_checkout(user)` is one.
    fn pieces(&mut self, tokens: TokenStream) {
        for chain in chains(tokens) {
            self.chain(chain);
        }
    }

    fn chain(&mut self, chain: Vec<TokenTree>) {
        if let [TokenTree::Group(group)] = chain.as_slice() {
            self.tokens(group.stream());
            return;
        }
        if let [TokenTree::Literal(literal)] = chain.as_slice() {
            self.literal(&Lit::new(literal.clone()), false);
            return;
        }
        if let Ok(expression) = syn::parse2::<Expr>(chain.iter().cloned().collect()) {
            self.visit_expr(&expression);
            return;
        }
        for token in chain {
            if let TokenTree::Group(group) = token {
                self.tokens(group.stream());
            }
        }
    }

    fn constant(&mut self, name: &proc_macro2::Ident, type_: &syn::Type) {
        let tree = self.tree_of(type_);
        self.visited.facts.add_field(bare(name), None, tree);
    }
}

impl<'ast> Visit<'ast> for Visitor<'_> {
    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        match &attribute.meta {
            _ if attribute.path().is_ident("doc") => {}
            Meta::List(list) => self.pieces(list.tokens.clone()),
            _ => visit::visit_attribute(self, attribute),
        }
    }

    fn visit_macro(&mut self, invocation: &'ast syn::Macro) {
        let name = invocation.path.segments.last().map(|segment| bare(&segment.ident));
        match name.as_deref() {
            Some("flags") => {
                let types = declared(invocation.tokens.clone(), self.path);
                self.visited.facts.flag_types.extend(types);
            }
            Some("macro_rules") => self.pieces(without_dollars(invocation.tokens.clone())),
            _ => self.tokens(invocation.tokens.clone()),
        }
    }

    fn visit_lit(&mut self, literal: &'ast Lit) {
        self.literal(literal, false);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        let name = bare(&call.method);
        if let (Some(Method { flag, is_details }), [argument]) =
            (self.names.method(&name), call.args.iter().collect::<Vec<_>>().as_slice())
        {
            let receiver = infer(&call.receiver, &self.scopes);
            let is_telling = name.contains('_') || is_user(argument);
            self.add(flag, call.method.span(), Shape::Method { receiver, is_details, is_telling });
        }
        self.visit_expr(&call.receiver);
        if !is_spec(&call.receiver) {
            let unknown = read_key(&name, call).filter(|key| self.names.key(&key.value()).is_none());
            self.visited.unknown_keys.extend(unknown.map(|key| UnknownKey::new(key, &name)));
            self.arguments(&call.args, takes_key(&name));
        }
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        let takes_key = match &*call.func {
            Expr::Path(path) => owner_of(path, &self.scopes).is_some_and(|owner| owner.name == "Flag"),
            _ => false,
        };
        self.visit_expr(&call.func);
        self.arguments(&call.args, takes_key);
    }

    fn visit_expr_path(&mut self, path: &'ast syn::ExprPath) {
        if let (Some(owner), Some(last)) = (owner_of(path, &self.scopes), path.path.segments.last()) {
            let (name, place) = (bare(&last.ident), last.ident.span());
            let receiver = Receiver::Type(owner);
            if let Some(flag) = self.names.constant(&name) {
                self.add(flag, place, Shape::Constant(receiver));
            } else if let Some(Method { flag, is_details }) = self.names.method(&name) {
                self.add(flag, place, Shape::Method { receiver, is_details, is_telling: false });
            }
        }
        visit::visit_expr_path(self, path);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        for segment in path.segments.iter().filter(|_| self.names.has_enums()) {
            let name = bare(&segment.ident);
            if let Some(flag) = self.names.enum_type(&name) {
                self.add(flag, segment.ident.span(), Shape::Enum(name));
            }
        }
        visit::visit_path(self, path);
    }

    fn visit_expr_field(&mut self, field: &'ast syn::ExprField) {
        if let syn::Member::Named(name) = &field.member
            && let Some(Method { flag, is_details: false }) = self.names.method(&bare(name))
        {
            let receiver = infer(&field.base, &self.scopes);
            self.add(flag, name.span(), Shape::Field(receiver));
        }
        visit::visit_expr_field(self, field);
    }

    fn visit_pat_struct(&mut self, pattern: &'ast syn::PatStruct) {
        for field in &pattern.fields {
            if let syn::Member::Named(name) = &field.member
                && let Some(Method { flag, is_details: false }) = self.names.method(&bare(name))
            {
                let tree = TypeTree::of_path(&pattern.path, self.scopes.self_type());
                let receiver = self.scopes.value_of(tree, None);
                self.add(flag, name.span(), Shape::Field(receiver));
            }
        }
        visit::visit_pat_struct(self, pattern);
    }

    fn visit_local(&mut self, local: &'ast syn::Local) {
        visit::visit_local(self, local);
        let init = local.init.as_ref();
        let value = init.map_or(Receiver::Unknown(None), |init| infer(&init.expr, &self.scopes));
        self.scopes.bind_pattern(&local.pat, &value);
    }

    fn visit_block(&mut self, block: &'ast Block) {
        self.scopes.open();
        visit::visit_block(self, block);
        self.scopes.close();
    }

    fn visit_expr_closure(&mut self, closure: &'ast syn::ExprClosure) {
        self.scopes.open();
        closure.inputs.iter().for_each(|input| self.scopes.bind_pattern(input, &Receiver::Unknown(None)));
        visit::visit_expr_closure(self, closure);
        self.scopes.close();
    }

    fn visit_expr_match(&mut self, choice: &'ast syn::ExprMatch) {
        self.visit_expr(&choice.expr);
        let value = infer(&choice.expr, &self.scopes);
        for arm in &choice.arms {
            self.scopes.open();
            self.scopes.bind_pattern(&arm.pat, &value);
            self.visit_arm(arm);
            self.scopes.close();
        }
    }

    fn visit_expr_if(&mut self, branches: &'ast syn::ExprIf) {
        self.scopes.open();
        self.visit_expr(&branches.cond);
        self.visit_block(&branches.then_branch);
        self.scopes.close();
        if let Some((_, other)) = &branches.else_branch {
            self.visit_expr(other);
        }
    }

    fn visit_expr_while(&mut self, repeated: &'ast syn::ExprWhile) {
        self.scopes.open();
        visit::visit_expr_while(self, repeated);
        self.scopes.close();
    }

    /// It declares variables for the `if` or `while` around it.
    fn visit_expr_let(&mut self, tested: &'ast syn::ExprLet) {
        visit::visit_expr_let(self, tested);
        let value = infer(&tested.expr, &self.scopes);
        self.scopes.bind_pattern(&tested.pat, &value);
    }

    fn visit_expr_for_loop(&mut self, repeated: &'ast syn::ExprForLoop) {
        self.visit_expr(&repeated.expr);
        let value = infer(&repeated.expr, &self.scopes);
        self.scopes.open();
        self.scopes.bind_pattern(&repeated.pat, &Receiver::Inside(Arc::new(value)));
        self.visit_pat(&repeated.pat);
        self.visit_block(&repeated.body);
        self.scopes.close();
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        item.attrs.iter().for_each(|attribute| self.visit_attribute(attribute));
        // A function in a method is none of the type.
        self.scopes.self_types.push(None);
        self.function(&item.sig, |visitor| visitor.visit_block(&item.block));
        self.scopes.self_types.pop();
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        item.attrs.iter().for_each(|attribute| self.visit_attribute(attribute));
        self.function(&item.sig, |visitor| visitor.visit_block(&item.block));
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        item.attrs.iter().for_each(|attribute| self.visit_attribute(attribute));
        self.function(&item.sig, |visitor| {
            if let Some(block) = &item.default {
                visitor.visit_block(block);
            }
        });
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        let self_type = TypeTree::of(&item.self_ty, None).map(|tree| tree.name);
        self.scopes.self_types.push(self_type);
        self.scopes.parameters.push(parameters(&item.generics));
        visit::visit_item_impl(self, item);
        self.scopes.parameters.pop();
        self.scopes.self_types.pop();
    }

    /// `type Target = Flags` of `Deref`.
    fn visit_impl_item_type(&mut self, item: &'ast syn::ImplItemType) {
        if let (true, Some(name), Some(target)) =
            (item.ident == "Target", self.scopes.self_type().map(str::to_owned), self.tree_of(&item.ty))
        {
            self.visited.facts.add_alias(name, target);
        }
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.visited.facts.types.insert(bare(&item.ident));
        self.scopes.self_types.push(None);
        self.scopes.parameters.push(parameters(&item.generics));
        visit::visit_item_trait(self, item);
        self.scopes.parameters.pop();
        self.scopes.self_types.pop();
    }

    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.visited.facts.types.insert(bare(&item.ident));
        self.visited.facts.add_fields(&item.ident, &item.fields);
        visit::visit_item_struct(self, item);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.visited.facts.types.insert(bare(&item.ident));
        item.variants
            .iter()
            .for_each(|variant| self.visited.facts.add_fields(&variant.ident, &variant.fields));
        visit::visit_item_enum(self, item);
    }

    fn visit_item_type(&mut self, item: &'ast syn::ItemType) {
        if let Some(target) = self.tree_of(&item.ty) {
            self.visited.facts.add_alias(bare(&item.ident), target);
        }
    }

    fn visit_use_rename(&mut self, renamed: &'ast syn::UseRename) {
        self.visited.facts.add_alias(bare(&renamed.rename), TypeTree::named(bare(&renamed.ident)));
    }

    fn visit_item_static(&mut self, item: &'ast syn::ItemStatic) {
        self.constant(&item.ident, &item.ty);
        visit::visit_item_static(self, item);
    }

    fn visit_item_const(&mut self, item: &'ast syn::ItemConst) {
        self.constant(&item.ident, &item.ty);
        visit::visit_item_const(self, item);
    }
}
