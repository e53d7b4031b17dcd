//! [`Invocation`]: the grammar of `flags!`. It passes what it parsed to the code generator.

use std::{collections::HashMap, env, mem, path::PathBuf};

use configcat_build::{
    Emitted, Lint, Loaded, Problem, Spec, SpecError, SpecOption, UnknownLint,
    codegen::{self, Accessors},
};
use configcat_core::Value;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote};
use syn::{
    Attribute, Error, LitStr, Path, Result, Token, Visibility, parenthesized,
    parse::{Parse, ParseStream},
    token::{Brace, Paren},
};

use crate::{arguments::Arguments, line::Line, runtime};

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
    user: codegen::UserDeclaration,
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
        let Parameters { runtime, source, user } = self.parameters;
        let source = source.unwrap_or_else(|| DocumentSource::Emitted {
            name: Spec::DEFAULT_NAME.to_owned(),
            span: self.name.span(),
        });
        let runtime = match runtime {
            Some(path) => path.into_token_stream(),
            None => runtime::path().map_err(|problem| Error::new(source.span(), problem))?,
        };
        let TrackedAccessors { accessors, document, tracked } =
            source.resolve(&self.name, user.name.as_ref())?;
        let declaration = codegen::Declaration {
            attributes: self.attributes.iter().map(Attribute::to_token_stream).collect(),
            conditions: conditions.clone(),
            lint_levels: attributes_named(&["allow", "warn", "deny", "forbid"], &self.attributes),
            visibility: self.visibility.to_token_stream(),
            name: self.name,
            runtime,
            document: document.display().to_string(),
            tracked: tracked.iter().map(|path| path.display().to_string()).collect(),
            user,
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

    fn resolve(self, declared: &Ident, user: Option<&Ident>) -> Result<TrackedAccessors> {
        let (span, options, resolved) = match self {
            Self::Emitted { name, span } => (span, OptionSpans::new(), load_emitted(&name)),
            Self::File { spec, span, options } => {
                let resolved = resolve_file(*spec, &options);
                (span, options, resolved)
            }
        };
        resolved
            .and_then(|resolved| {
                resolved.accessors.check_type(declared, user)?;
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
        parse_end_of_struct(&name, input)?;
        while !input.is_empty() {
            parameters.parse(input)?;
            if input.peek(Token![,]) {
                return Err(input.error("the lines of `flags!` end with `;`, not with `,`"));
            }
            if !input.is_empty() {
                input.parse::<Token![;]>()?;
            }
        }
        Ok(Self { attributes, visibility, name, parameters })
    }
}

impl Parameters {
    /// `crate = path`, `name = "…"`, `spec = "…"`, `user = …`, or an option.
    fn parse(&mut self, input: ParseStream<'_>) -> Result<()> {
        if input.peek(Token![crate]) {
            input.parse::<Token![crate]>()?;
            input.parse::<Token![=]>()?;
            if let Ok(Some(text)) = input.parse::<Option<LitStr>>() {
                let message = format!("write the path without quotes: `crate = {}`", text.value());
                return Err(Error::new(text.span(), message));
            }
            self.runtime = Some(input.call(Path::parse_mod_style)?);
            return Ok(());
        }
        let word: Ident = input.parse()?;
        let line = Line::parse(&word, input)?;
        if let Line::Option(option) = line {
            return self.parse_option(option, word.span(), input);
        }
        let misused = |error: Error| Error::new(error.span(), format!("write `{}`", line.form()));
        input.parse::<Token![=]>().map_err(misused)?;
        if let Line::User = line {
            return self.parse_user(word.span(), input);
        }
        let value: LitStr = input.parse().map_err(misused)?;
        let (text, span) = (value.value(), value.span());
        let source = match line {
            Line::Name => DocumentSource::Emitted { name: text, span },
            _ => DocumentSource::File { spec: Box::new(Spec::file(text)), span, options: OptionSpans::new() },
        };
        match self.source.replace(source) {
            Some(_) => Err(Error::new(word.span(), "give either `spec` or `name`, and only once")),
            None => Ok(()),
        }
    }

    /// `strict`, or the name of the generated user.
    fn parse_user(&mut self, word: Span, input: ParseStream<'_>) -> Result<()> {
        if let Ok(Some(text)) = input.parse::<Option<LitStr>>() {
            return Err(Error::new(
                text.span(),
                format!("write the name without quotes: `user = {}`", text.value()),
            ));
        }
        let value: Ident = input
            .parse()
            .map_err(|error: Error| Error::new(error.span(), "write `user = Name` or `user = strict`"))?;
        let is_repeated = if value == "strict" {
            mem::replace(&mut self.user.is_strict, true)
        } else {
            self.user.name.replace(value).is_some()
        };
        if is_repeated { Err(Error::new(word, "give each form of `user` only once")) } else { Ok(()) }
    }

    /// The arguments of an option.
    fn parse_option(&mut self, option: SpecOption, name: Span, input: ParseStream<'_>) -> Result<()> {
        let misused = |span| Error::new(span, format!("write this option as `{}`", option.form()));
        if !input.peek(Paren) {
            return Err(misused(name));
        }
        let arguments;
        parenthesized!(arguments in input);
        let Arguments { values, last } = Arguments::parse(option, &arguments)?;
        let Some(DocumentSource::File { spec, options, .. }) = &mut self.source else {
            let message = "options follow `spec = \"path\"`; with a build script, give them to its `Spec`";
            return Err(Error::new(name, message));
        };
        if let (SpecOption::Deny | SpecOption::Allow, [Value::Text(lint)]) = (option, values.as_slice()) {
            lint.parse::<Lint>().map_err(|unknown: UnknownLint| Error::new(name, unknown))?;
        }
        **spec = Spec::clone(spec).option(option, &values).ok_or_else(|| misused(name))?;
        if let Some(Value::Text(key)) = values.first() {
            let last_argument = last.unwrap_or(name);
            options.insert((option, key.to_string()), OptionSpan { name, last_argument });
        }
        Ok(())
    }
}

/// The `;` after the struct.
fn parse_end_of_struct(name: &Ident, input: ParseStream<'_>) -> Result<()> {
    if input.peek(Token![;]) {
        return input.parse::<Token![;]>().map(drop);
    }
    let problem = if input.peek(Token![<]) {
        "the type has no parameters"
    } else if input.peek(Brace) || input.peek(Paren) {
        "the type has no fields to be declared"
    } else {
        "the declaration ends with `;`"
    };
    let span = if input.is_empty() { name.span() } else { input.span() };
    Err(Error::new(span, format!("{problem}; write `struct {name};`")))
}

fn compile_errors(error: &SpecError, source: Span, options: &OptionSpans) -> Error {
    let span_of = |problem: &Problem| {
        let option = match problem.lint() {
            Some(lint) => (SpecOption::Deny, lint.to_string()),
            None => (problem.option()?, problem.key().or(problem.attribute())?.to_owned()),
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
