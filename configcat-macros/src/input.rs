//! The grammar of `flags!`, and its way to the generator.

use std::{env, path::PathBuf};

use configcat_build::{Spec, SpecError, codegen};
use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens as _;
use syn::{
    Attribute, Error, Expr, ExprLit, ExprUnary, Lit, LitStr, Result, Token, UnOp, Visibility, parenthesized,
    parse::{Parse, ParseStream},
    punctuated::Punctuated,
};

/// `pub struct Flags; spec = "…"; option(…); …`
pub(crate) struct Input {
    attributes: Vec<Attribute>,
    visibility: Visibility,
    name: Ident,
    source: Source,
}

/// Where the document comes from.
enum Source {
    /// What the build script emitted under a name.
    Emitted { name: String, span: Span },
    /// A file of the package.
    File { spec: Box<Spec>, span: Span },
}

impl Input {
    /// The code for the declared type.
    ///
    /// # Errors
    ///
    /// All problems of document and options. There is no stub of the type then: the compiler stops at these errors,
    /// while a stub would make it complain about every use of a flag.
    pub(crate) fn expand(self) -> Result<TokenStream> {
        let (resolved, files) = self.source.resolve()?;
        let mut files = files.into_iter().map(|path| path.display().to_string());
        let declaration = codegen::Declaration {
            attributes: self.attributes.iter().map(Attribute::to_token_stream).collect(),
            visibility: self.visibility.to_token_stream(),
            name: self.name,
            document: files.next().unwrap_or_default(),
            tracked: files.collect(),
        };
        Ok(codegen::generate(&resolved, &declaration))
    }
}

impl Source {
    /// The accessors, and the files that they were made from.
    fn resolve(self) -> Result<(codegen::Resolved, Vec<PathBuf>)> {
        let (span, loaded) = match self {
            Self::Emitted { name, span } => (span, configcat_build::load_emitted(&name)),
            Self::File { spec, span } => {
                let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
                (span, spec.load(&package))
            }
        };
        loaded
            .and_then(|loaded| Ok((codegen::resolve(&loaded.document, &loaded.options)?, loaded.files)))
            .map_err(|error| compile_errors(&error, span))
    }
}

impl Parse for Input {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        input.parse::<Token![struct]>()?;
        let name: Ident = input.parse()?;
        input.parse::<Token![;]>()?;
        let source = if input.is_empty() {
            Source::Emitted { name: Spec::DEFAULT_NAME.to_owned(), span: name.span() }
        } else {
            parse_source(input)?
        };
        Ok(Self { attributes, visibility, name, source })
    }
}

/// `name = "…"`, or `spec = "…"` with options.
fn parse_source(input: ParseStream<'_>) -> Result<Source> {
    let setting: Ident = input.parse()?;
    input.parse::<Token![=]>()?;
    let value: LitStr = input.parse()?;
    let span = value.span();
    let source = match setting.to_string().as_str() {
        "name" => Source::Emitted { name: value.value(), span },
        "spec" => {
            let mut spec = Spec::file(value.value());
            while input.peek(Token![;]) && input.peek2(syn::Ident) {
                input.parse::<Token![;]>()?;
                spec = parse_option(input, spec)?;
            }
            Source::File { spec: Box::new(spec), span }
        }
        other => {
            let message = format!("unknown setting `{other}`; use `spec = \"path\"` or `name = \"…\"`");
            return Err(Error::new(setting.span(), message));
        }
    };
    input.parse::<Option<Token![;]>>()?;
    if input.is_empty() {
        return Ok(source);
    }
    Err(match source {
        Source::Emitted { .. } => {
            input.error("nothing can follow `name`; options are given in the build script, to `Spec`")
        }
        Source::File { .. } => {
            input.error("expected `;` and an option such as `rename(\"key\", \"identifier\")`")
        }
    })
}

/// `default("key", value)` and the other methods of [`Spec`].
fn parse_option(input: ParseStream<'_>, spec: Spec) -> Result<Spec> {
    let option: Ident = input.parse()?;
    let arguments;
    parenthesized!(arguments in input);
    let arguments: Vec<Expr> =
        Punctuated::<Expr, Token![,]>::parse_terminated(&arguments)?.into_iter().collect();
    match (option.to_string().as_str(), arguments.as_slice()) {
        ("default", [key, value]) => spec_default(spec, text(key)?, value),
        ("rename", [key, identifier]) => Ok(spec.rename(text(key)?, text(identifier)?)),
        ("skip", [key]) => Ok(spec.skip(text(key)?)),
        ("descriptions", [path]) => Ok(spec.descriptions(text(path)?)),
        _ => Err(Error::new(
            option.span(),
            "there are the options `default(\"key\", value)`, `rename(\"key\", \"identifier\")`, `skip(\"key\")` and \
             `descriptions(\"path\")`",
        )),
    }
}

fn text(expression: &Expr) -> Result<String> {
    match expression {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Ok(text.value()),
        other => Err(Error::new_spanned(other, "expected a string literal")),
    }
}

fn spec_default(spec: Spec, key: String, value: &Expr) -> Result<Spec> {
    let expected = || Error::new_spanned(value, "expected a bool, a string, or a number literal");
    let (negative, literal) = match value {
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => (true, &**expr),
        other => (false, other),
    };
    let Expr::Lit(ExprLit { lit, .. }) = literal else { return Err(expected()) };
    Ok(match lit {
        Lit::Bool(value) if !negative => spec.default(key, value.value),
        Lit::Str(text) if !negative => spec.default(key, text.value()),
        Lit::Int(number) => {
            let digits = number.base10_digits();
            let signed = if negative { format!("-{digits}") } else { digits.to_owned() };
            spec.default(key, signed.parse::<i64>().map_err(|error| Error::new_spanned(value, error))?)
        }
        Lit::Float(number) => {
            let number: f64 = number.base10_parse()?;
            spec.default(key, if negative { -number } else { number })
        }
        _ => return Err(expected()),
    })
}

fn compile_errors(error: &SpecError, span: Span) -> Error {
    let mut errors = error.problems().iter().map(|problem| Error::new(span, problem));
    let first = errors.next().unwrap_or_else(|| Error::new(span, error));
    errors.fold(first, |mut all, error| {
        all.combine(error);
        all
    })
}
