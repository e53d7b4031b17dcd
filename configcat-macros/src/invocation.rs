//! [`Invocation`]: the grammar of `flags!`. It passes what it parsed to the code generator.

use std::{collections::HashMap, env, path::PathBuf};

use configcat_build::{
    Emitted, Lint, Loaded, Problem, Spec, SpecError, SpecOption, UnknownLint,
    codegen::{self, Accessors},
};
use configcat_core::Value;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote};
use syn::{
    Attribute, Error, Expr, ExprLit, ExprUnary, Lit, LitStr, Path, Result, Token, UnOp, Visibility,
    parenthesized,
    parse::{Parse, ParseStream},
    punctuated::Punctuated,
    spanned::Spanned,
    token::Paren,
};

use crate::runtime;

/// `crate = …; pub struct Flags; crate = …; spec = "…"; option(…); …`. The first line is written by macros that pass on
/// what a user wrote, so that the user's own line wins.
pub(crate) struct Invocation {
    attributes: Vec<Attribute>,
    visibility: Visibility,
    name: Ident,
    parameters: Parameters,
}

/// The lines after the struct.
#[derive(Default)]
struct Parameters {
    runtime: Option<Path>,
    source: Option<DocumentSource>,
}

/// The source of the document.
enum DocumentSource {
    /// The build script, which emitted it under a name.
    Emitted { name: String, span: Span },
    /// A file of the package.
    File { spec: Box<Spec>, span: Span, options: OptionSpans },
}

/// The places of the options, by option and key.
type OptionSpans = HashMap<(SpecOption, String), OptionSpan>;

/// The accessors, and the paths of the files that they were generated from.
struct TrackedAccessors {
    accessors: Accessors,
    document: PathBuf,
    /// The other files.
    tracked: Vec<PathBuf>,
}

/// The place of an option.
#[derive(Clone, Copy)]
struct OptionSpan {
    name: Span,
    last_argument: Span,
}

impl Invocation {
    /// The code for the declared type, or all problems of document and options. In case of problems there is no stub
    /// of the type: the compiler stops at the errors, while a stub would make it report every use of a flag.
    pub(crate) fn expand(self) -> TokenStream {
        let conditions = attributes_named(&["cfg"], &self.attributes);
        self.generate(&conditions).unwrap_or_else(|error| {
            let errors = error.into_compile_error();
            // After an error inside an item, the compiler continues. So errors stand outside of items if possible.
            if conditions.is_empty() { errors } else { quote!(#conditions const _: () = { #errors };) }
        })
    }

    fn generate(self, conditions: &TokenStream) -> Result<TokenStream> {
        let Parameters { runtime, source } = self.parameters;
        let source = source.unwrap_or_else(|| DocumentSource::Emitted {
            name: Spec::DEFAULT_NAME.to_owned(),
            span: self.name.span(),
        });
        let runtime = match runtime {
            Some(path) => path.into_token_stream(),
            None => runtime::path().map_err(|problem| Error::new(source.span(), problem))?,
        };
        let TrackedAccessors { accessors, document, tracked } = source.resolve(&self.name)?;
        let declaration = codegen::Declaration {
            attributes: self.attributes.iter().map(Attribute::to_token_stream).collect(),
            conditions: conditions.clone(),
            lint_levels: attributes_named(&["allow", "warn", "deny", "forbid"], &self.attributes),
            visibility: self.visibility.to_token_stream(),
            name: self.name,
            runtime,
            document: document.display().to_string(),
            tracked: tracked.iter().map(|path| path.display().to_string()).collect(),
        };
        let lex = |text: &str| text.parse::<proc_macro::TokenStream>().map(TokenStream::from);
        Ok(codegen::generate_with(&accessors, &declaration, lex))
    }
}

impl DocumentSource {
    fn span(&self) -> Span {
        match self {
            Self::Emitted { span, .. } | Self::File { span, .. } => *span,
        }
    }

    fn resolve(self, declared: &Ident) -> Result<TrackedAccessors> {
        let (span, options, resolved) = match self {
            Self::Emitted { name, span } => (span, OptionSpans::new(), load_emitted(&name)),
            Self::File { spec, span, options } => {
                let resolved = resolve_file(*spec, &options);
                (span, options, resolved)
            }
        };
        resolved
            .and_then(|resolved| {
                resolved.accessors.check_type(declared)?;
                Ok(resolved)
            })
            .map_err(|error| compile_errors(&error, span, &options))
    }
}

/// The attributes with one of these names.
fn attributes_named(names: &[&str], attributes: &[Attribute]) -> TokenStream {
    let is_named = |attribute: &&Attribute| names.iter().any(|name| attribute.path().is_ident(name));
    attributes.iter().filter(is_named).map(Attribute::to_token_stream).collect()
}

/// Cargo compiles a package after each run of its build script, so only the document, which the code includes, is
/// tracked.
fn load_emitted(name: &str) -> std::result::Result<TrackedAccessors, SpecError> {
    let Emitted { accessors, document } = configcat_build::load_emitted(name)?;
    Ok(TrackedAccessors { accessors, document, tracked: Vec::new() })
}

fn resolve_file(spec: Spec, spans: &OptionSpans) -> std::result::Result<TrackedAccessors, SpecError> {
    let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
    let Loaded { document, mut options, path, tracked } = spec.load(&package)?;
    // A macro cannot warn.
    options.lints.silence_warnings();
    let mut accessors = codegen::resolve(&document, &options)?.accessors;
    accessors.locate_types(|key| {
        spans.get(&(SpecOption::Json, key.to_owned())).map(|option| option.last_argument)
    });
    Ok(TrackedAccessors { accessors, document: path, tracked })
}

impl Parse for Invocation {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let mut parameters = Parameters::default();
        if input.peek(Token![crate]) && input.peek2(Token![=]) {
            parameters.parse(input)?;
            input.parse::<Token![;]>()?;
        }
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        input.parse::<Token![struct]>()?;
        let name = input.parse()?;
        input.parse::<Token![;]>()?;
        while !input.is_empty() {
            parameters.parse(input)?;
            if !input.is_empty() {
                input.parse::<Token![;]>()?;
            }
        }
        Ok(Self { attributes, visibility, name, parameters })
    }
}

impl Parameters {
    /// `crate = path`, `name = "…"`, `spec = "…"`, or an option.
    fn parse(&mut self, input: ParseStream<'_>) -> Result<()> {
        if input.peek(Token![crate]) {
            input.parse::<Token![crate]>()?;
            input.parse::<Token![=]>()?;
            self.runtime = Some(input.call(Path::parse_mod_style)?);
            return Ok(());
        }
        let parameter: Ident = input.parse()?;
        if input.peek(Paren) {
            return self.parse_option(&parameter, input);
        }
        input.parse::<Token![=]>()?;
        let value: LitStr = input.parse()?;
        let (text, span) = (value.value(), value.span());
        let source = match parameter.to_string().as_str() {
            "name" => DocumentSource::Emitted { name: text, span },
            "spec" => {
                DocumentSource::File { spec: Box::new(Spec::file(text)), span, options: OptionSpans::new() }
            }
            other => {
                let message = format!(
                    "unknown parameter `{other}`; use `spec = \"path\"`, `name = \"…\"` or `crate = path`"
                );
                return Err(Error::new(parameter.span(), message));
            }
        };
        match self.source.replace(source) {
            Some(_) => Err(Error::new(parameter.span(), "give either `spec` or `name`, and only once")),
            None => Ok(()),
        }
    }

    /// `default("key", value)` and the other [options](SpecOption).
    fn parse_option(&mut self, name: &Ident, input: ParseStream<'_>) -> Result<()> {
        let arguments;
        parenthesized!(arguments in input);
        let arguments = Punctuated::<Expr, Token![,]>::parse_terminated(&arguments)?;
        let last_argument = arguments.last().map_or_else(|| name.span(), Spanned::span);
        let arguments = arguments.iter().map(literal).collect::<Result<Vec<_>>>()?;
        let Some(DocumentSource::File { spec, options, .. }) = &mut self.source else {
            let message = "options follow `spec = \"path\"`; with a build script, give them to its `Spec`";
            return Err(Error::new(name.span(), message));
        };
        let option =
            SpecOption::named(&name.to_string()).ok_or_else(|| Error::new(name.span(), no_such_option()))?;
        if let (SpecOption::Deny | SpecOption::Allow, [Value::Text(lint)]) = (option, arguments.as_slice()) {
            lint.parse::<Lint>().map_err(|unknown: UnknownLint| Error::new(name.span(), unknown))?;
        }
        **spec = Spec::clone(spec)
            .option(option, &arguments)
            .ok_or_else(|| Error::new(name.span(), format!("write this option as `{}`", option.form())))?;
        if let Some(Value::Text(key)) = arguments.first() {
            options.insert((option, key.to_string()), OptionSpan { name: name.span(), last_argument });
        }
        Ok(())
    }
}

fn no_such_option() -> String {
    let forms: Vec<_> = SpecOption::ALL.iter().map(|option| option.form()).collect();
    format!("no such option; the options are `{}`", forms.join("`, `"))
}

/// An expression without the invisible group that a `macro_rules!` macro puts around it.
fn ungrouped(expression: &Expr) -> &Expr {
    match expression {
        Expr::Group(group) => ungrouped(&group.expr),
        other => other,
    }
}

/// An argument of an option.
fn literal(argument: &Expr) -> Result<Value> {
    let expected = || Error::new_spanned(argument, "expected a bool, a string, or a number literal");
    let (negative, literal) = match ungrouped(argument) {
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => (true, ungrouped(expr)),
        other => (false, other),
    };
    let Expr::Lit(ExprLit { lit, .. }) = literal else { return Err(expected()) };
    Ok(match lit {
        Lit::Bool(value) if !negative => value.value.into(),
        Lit::Str(text) if !negative => text.value().into(),
        Lit::Int(number) => {
            let digits = number.base10_digits();
            let signed = if negative { format!("-{digits}") } else { digits.to_owned() };
            signed.parse::<i64>().map_err(|error| Error::new_spanned(argument, error))?.into()
        }
        Lit::Float(number) => {
            let number: f64 = number.base10_parse()?;
            Value::from(if negative { -number } else { number })
        }
        _ => return Err(expected()),
    })
}

fn compile_errors(error: &SpecError, source: Span, options: &OptionSpans) -> Error {
    let span_of = |problem: &Problem| {
        let option = match problem.lint() {
            Some(lint) => (SpecOption::Deny, lint.to_string()),
            None => (problem.option()?, problem.key()?.to_owned()),
        };
        options.get(&option).map(|option| option.name)
    };
    let mut errors =
        error.problems().iter().map(|problem| Error::new(span_of(problem).unwrap_or(source), problem));
    let first = errors.next().unwrap_or_else(|| Error::new(source, error));
    errors.fold(first, |mut all, error| {
        all.combine(error);
        all
    })
}
