//! [`Arguments`]: the arguments of an option.

use configcat_build::{AttributeForm, OptionArgument, SpecOption};
use configcat_core::Value;
use proc_macro2::{Ident, Span};
use quote::{ToTokens, quote};
use syn::{
    Error, Expr, ExprLit, ExprUnary, Lit, Result, Token, Type, UnOp, parse::ParseStream,
    spanned::Spanned as _,
};

/// The arguments of an option, which are literals.
pub(crate) struct Arguments {
    pub(crate) values: Vec<Value>,
    /// The place of the last one.
    pub(crate) last: Option<Span>,
}

impl Arguments {
    pub(crate) fn parse(option: SpecOption, input: ParseStream<'_>) -> Result<Self> {
        let mut arguments = Self { values: Vec::new(), last: None };
        let mut expected = option.arguments().iter();
        while !input.is_empty() {
            let expected = expected.next().copied();
            if expected == Some(OptionArgument::Form) {
                let form: Ident = input.parse().map_err(|error| misused(&error, option))?;
                arguments.last = Some(form.span());
                form.to_string()
                    .parse::<AttributeForm>()
                    .map_err(|unknown| Error::new(form.span(), unknown))?;
                arguments.values.push(form.to_string().into());
            } else {
                let text = expected.and_then(text_of);
                if let Some(what) = text {
                    refuse_type(what, option, input)?;
                }
                let argument: Expr = input.parse()?;
                arguments.last = Some(argument.span());
                arguments.values.push(literal(&argument, text)?);
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(arguments)
    }
}

fn misused(error: &Error, option: SpecOption) -> Error {
    Error::new(error.span(), format!("write this option as `{}`", option.form()))
}

/// What an argument is, if it is to be written as a text.
fn text_of(argument: OptionArgument) -> Option<&'static str> {
    match argument {
        OptionArgument::Key => Some("key"),
        OptionArgument::Attribute => Some("attribute"),
        OptionArgument::Text => Some("value"),
        OptionArgument::Identifier => Some("name"),
        OptionArgument::TypePath => Some("type"),
        OptionArgument::File => Some("path"),
        OptionArgument::Lint => Some("lint"),
        OptionArgument::Form | OptionArgument::Value | OptionArgument::MaxValues => None,
    }
}

/// An error if the next argument is a path or a type instead of a text.
fn refuse_type(what: &str, option: SpecOption, input: ParseStream<'_>) -> Result<()> {
    let ahead = input.fork();
    let Ok(path @ (Type::Path(_) | Type::Reference(_) | Type::Array(_))) = ahead.parse::<Type>() else {
        return Ok(());
    };
    if !ahead.is_empty() && !ahead.peek(Token![,]) {
        let form = option.form();
        return Err(Error::new(input.span(), format!("write the {what} as a text: `{form}`")));
    }
    let text = without_spaces(&path);
    // Build scripts write `Lint::PercentageSum`. Here, the name of that lint is `"percentage-sum"`.
    let form = if text.starts_with("Lint::") { option.form() } else { format!("{text:?}") };
    Err(Error::new_spanned(&path, format!("write the {what} as a text: `{form}`")))
}

/// Code as a person writes it: spaces are only between words.
fn without_spaces(code: &impl ToTokens) -> String {
    let text = quote!(#code).to_string();
    let words: Vec<&str> = text.split(' ').collect();
    let is_word = |char: char| char.is_alphanumeric() || char == '_';
    let mut joined = String::new();
    for word in words {
        let is_between_words = joined.ends_with(is_word) && word.starts_with(is_word);
        joined.push_str(if is_between_words || joined.ends_with(',') { " " } else { "" });
        joined.push_str(word);
    }
    joined
}

/// An expression without the invisible group that a `macro_rules!` macro puts around it.
fn ungrouped(expression: &Expr) -> &Expr {
    match expression {
        Expr::Group(group) => ungrouped(&group.expr),
        other => other,
    }
}

/// The value of an argument. `text` is what it is, if it is to be a text.
fn literal(argument: &Expr, text: Option<&str>) -> Result<Value> {
    let expected = || {
        Error::new_spanned(
            argument,
            match text {
                Some(what) => format!("write the {what} as a text, in quotes"),
                None => "expected a bool, a string, or a number literal".to_owned(),
            },
        )
    };
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
