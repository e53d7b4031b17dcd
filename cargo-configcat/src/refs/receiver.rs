//! [`Receiver`]: what one file tells about an expression.

use std::sync::Arc;

use syn::{GenericArgument, PathArguments, ReturnType, Type, TypeParamBound};

/// The expression before a method or a field, as far as one file shows it.
#[derive(Debug, Clone)]
pub(super) enum Receiver {
    /// A value of this type.
    Type(TypeTree),
    /// A field, or a static. Statics have no owner.
    Field(Option<Arc<Receiver>>, String),
    /// What a function returns, or a method of the receiver.
    Call(Option<Arc<Receiver>>, String),
    /// What is inside of a wrapper, such as an `Option`.
    Inside(Arc<Receiver>),
    /// Not known. It may have a name.
    Unknown(Option<String>),
}

/// A type: its last name, and its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TypeTree {
    pub(super) name: String,
    pub(super) arguments: Vec<TypeTree>,
}

impl TypeTree {
    pub(super) fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), arguments: Vec::new() }
    }

    /// Reads a type. `Self` becomes the type of the block.
    pub(super) fn of(type_: &Type, self_type: Option<&str>) -> Option<Self> {
        match type_ {
            Type::Reference(inner) => Self::of(&inner.elem, self_type),
            Type::Paren(inner) => Self::of(&inner.elem, self_type),
            Type::Group(inner) => Self::of(&inner.elem, self_type),
            Type::Path(path) => Self::of_path(&path.path, self_type),
            Type::Slice(inner) => Self::wrapped("[]", &inner.elem, self_type),
            Type::Array(inner) => Self::wrapped("[]", &inner.elem, self_type),
            Type::Tuple(tuple) => {
                let arguments = tuple.elems.iter().filter_map(|type_| Self::of(type_, self_type)).collect();
                Some(Self { name: "()".to_owned(), arguments })
            }
            Type::ImplTrait(bounds) => Self::of_bounds(bounds.bounds.iter(), self_type),
            Type::TraitObject(bounds) => Self::of_bounds(bounds.bounds.iter(), self_type),
            _ => None,
        }
    }

    pub(super) fn of_path(path: &syn::Path, self_type: Option<&str>) -> Option<Self> {
        let segment = path.segments.last()?;
        let name = bare(&segment.ident);
        let name = match self_type {
            Some(self_type) if name == "Self" => self_type.to_owned(),
            _ => name,
        };
        let mut arguments = Vec::new();
        match &segment.arguments {
            PathArguments::AngleBracketed(brackets) => {
                for argument in &brackets.args {
                    match argument {
                        GenericArgument::Type(type_) => arguments.extend(Self::of(type_, self_type)),
                        GenericArgument::AssocType(type_) => arguments.extend(Self::of(&type_.ty, self_type)),
                        _ => {}
                    }
                }
            }
            PathArguments::Parenthesized(function) => {
                if let ReturnType::Type(_, type_) = &function.output {
                    arguments.extend(Self::of(type_, self_type));
                }
            }
            PathArguments::None => {}
        }
        Some(Self { name, arguments })
    }

    fn wrapped(name: &str, inner: &Type, self_type: Option<&str>) -> Option<Self> {
        Some(Self { name: name.to_owned(), arguments: vec![Self::of(inner, self_type)?] })
    }

    /// A type that the code names by its traits only, such as `impl Into<Flags>`. It may contain flags.
    fn of_bounds<'a>(
        bounds: impl Iterator<Item = &'a TypeParamBound>,
        self_type: Option<&str>,
    ) -> Option<Self> {
        let paths = bounds.filter_map(|bound| match bound {
            TypeParamBound::Trait(bound) => Self::of_path(&bound.path, self_type),
            _ => None,
        });
        let arguments: Vec<_> = paths.flat_map(|tree| tree.arguments).collect();
        (!arguments.is_empty()).then(|| Self { name: "impl".to_owned(), arguments })
    }
}

/// The text of an identifier without the raw prefix.
pub(super) fn bare(ident: &proc_macro2::Ident) -> String {
    let name = ident.to_string();
    name.strip_prefix("r#").map(str::to_owned).unwrap_or(name)
}
