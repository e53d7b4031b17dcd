//! Turns what was read from a document into the model: everything that evaluation would have to parse, split, trim
//! or check is dealt with here. Total: whatever is wrong in a setting becomes a defect of that setting.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{
    Entry,
    defect::{DefectKind, Flaws, Locator, Required, piece},
    model::{ServedValue, Setting},
    wire::{
        self, Key,
        member::{At, Item, Member, Str},
        tolerant,
    },
};
use crate::{SettingType, Text, Value, user::AttributeName};

pub(super) mod v5;
pub(super) mod v6;

/// Compiles an entry of a simple override document: a plain value.
pub(super) fn simple_setting(key: &Key<'_>, json: &RawValue, locator: &Locator<'_>) -> Entry {
    entry(key, json, locator, |compiler, value| {
        let value = compiler.parsed(Item { at: At::default(), value: &*value }, None)?;
        Some(Setting::plain(key.text.as_ref().into(), value))
    })
}

/// Compiles a setting.
fn entry<'a, W: Deserialize<'a>>(
    key: &Key<'_>,
    json: &'a RawValue,
    locator: &Locator<'_>,
    build: impl Fn(&mut Compiler, &mut W) -> Option<Setting>,
) -> Entry {
    let mut compiled = compile(json, build);
    let key_defect = match key {
        Key { is_valid: false, .. } => Some(DefectKind::InvalidKey),
        Key { text, .. } => text.is_empty().then_some(DefectKind::EmptyKey),
    };
    if let Some(kind) = key_defect {
        let mut flaws = compiled.err().unwrap_or_default();
        flaws.push(At::default(), kind);
        compiled = Err(flaws);
    }
    match compiled {
        Ok(setting) => Entry::Valid(Arc::new(setting)),
        Err(flaws) => {
            let key = key.text.as_ref().into();
            Entry::Broken(Arc::new(flaws.of_setting(key, json.get(), locator)))
        }
    }
}

/// Reads a part of a document and builds something from it, all of which is fine as a rule. Only if it is not, that
/// is done once more, slowly and tolerantly, to find out everything that is wrong and where.
fn compile<'a, W: Deserialize<'a>, T>(
    json: &'a RawValue,
    build: impl Fn(&mut Compiler, &mut W) -> Option<T>,
) -> Result<T, Flaws> {
    let json = json.get();
    if let Ok(mut wire) = serde_json::from_str(json)
        && let Some(built) = flawless(|compiler| build(compiler, &mut wire))
    {
        return Ok(built);
    }
    let (wire, flaws) = tolerant::read(json);
    let mut compiler = Compiler { flaws };
    match wire.and_then(|mut wire| build(&mut compiler, &mut wire)) {
        Some(done) if compiler.flaws.is_empty() => Ok(done),
        _ => Err(compiler.flaws),
    }
}

/// Builds something, unless anything is wrong with it; then nobody asks what.
fn flawless<T>(build: impl FnOnce(&mut Compiler) -> Option<T>) -> Option<T> {
    let mut compiler = Compiler { flaws: Flaws::default() };
    build(&mut compiler).filter(|_| compiler.flaws.is_empty())
}

/// Compiles the items of a list. The allocator is asked once, for most of what a config is made of are such lists.
fn compile_each<T, C>(items: &[Item<T>], compile: impl FnMut(Item<&T>) -> Option<C>) -> Box<[C]> {
    let mut compiled = Vec::with_capacity(items.len());
    compiled.extend(items.iter().map(Item::as_ref).filter_map(compile));
    compiled.into()
}

/// The name of an attribute; that of none, where there is no name.
fn attribute_name(name: &Member<Str<'_>>) -> AttributeName {
    name.value().map_or("", |name| name).into()
}

/// Compiles a part of a document and collects what is wrong with it. Methods that return `None` have recorded why, or
/// that was done when the document was read.
struct Compiler {
    flaws: Flaws,
}

impl Compiler {
    /// Records a defect.
    fn defect(&mut self, at: At, kind: DefectKind) {
        self.flaws.push(at, kind);
    }

    /// A member that must be there; `whole` is the object that it belongs to.
    #[inline]
    fn required<'m, T>(&mut self, member: &'m Member<T>, whole: At, what: Required) -> Option<Item<&'m T>> {
        if member.is_missing() {
            self.defect(whole, DefectKind::Missing(what));
        }
        member.item()
    }

    /// The type that a number stands for.
    fn setting_type(&mut self, Item { at, value }: Item<&i64>) -> Option<SettingType> {
        let setting_type = SettingType::from_number(*value);
        if setting_type.is_none() {
            self.defect(at, DefectKind::UnknownType(*value));
        }
        setting_type
    }

    /// A served value, of the setting's type if that is known.
    fn served(
        &mut self,
        setting_type: Option<SettingType>,
        value: Item<&&RawValue>,
        variation_id: &Member<Str<'_>>,
    ) -> Option<ServedValue> {
        let value = self.parsed(value, setting_type)?;
        Some(ServedValue { value, variation_id: variation_id.value().map(|id| Text::from(&**id)) })
    }

    /// A plain value, of a type if that is known.
    fn parsed(&mut self, json: Item<&&RawValue>, setting_type: Option<SettingType>) -> Option<Value> {
        let Item { at, value } = json;
        parse_value(value.get(), setting_type).map_err(|kind| self.defect(at, kind)).ok()
    }
}

/// Reads a plain JSON value as a value of the given type, or of the type that it looks like.
fn parse_value(json: &str, setting_type: Option<SettingType>) -> Result<Value, DefectKind> {
    let value = match json.as_bytes().first() {
        Some(b't') => Value::Bool(true),
        Some(b'f') => Value::Bool(false),
        Some(b'"') => Value::Text(wire::text(json).ok_or_else(|| no_text(json))?.into()),
        Some(b'-' | b'0'..=b'9') => parse_number(json, setting_type)?,
        _ => return Err(unsupported(json)),
    };
    match setting_type {
        Some(expected) if value.setting_type() != expected => {
            Err(DefectKind::WrongType { found: piece(json), expected })
        }
        _ => Ok(value),
    }
}

/// Reads a JSON number. One with a fraction or an exponent is a decimal number, unless its setting has whole
/// numbers and nothing would be lost; one without is a whole number, unless its setting has decimal ones.
fn parse_number(json: &str, setting_type: Option<SettingType>) -> Result<Value, DefectKind> {
    let out_of_range = || DefectKind::OutOfRange { found: piece(json) };
    let looks_decimal = json.bytes().any(|byte| matches!(byte, b'.' | b'e' | b'E'));
    if !looks_decimal && setting_type != Some(SettingType::Float) {
        return json.parse().map(Value::Int).map_err(|_| out_of_range());
    }
    let number: f64 = json.parse().map_err(|_| out_of_range())?;
    if !number.is_finite() {
        return Err(out_of_range());
    }
    match setting_type {
        Some(SettingType::Int) => Ok(exact_integer(number).map_or(Value::Float(number), Value::Int)),
        _ => Ok(Value::Float(number)),
    }
}

fn exact_integer(number: f64) -> Option<i64> {
    /// Up to here, every whole number has an `f64` of its own.
    const LARGEST_EXACT: f64 = 9_007_199_254_740_992.0;

    #[expect(clippy::cast_possible_truncation, reason = "the number is whole and in range")]
    (number.fract() == 0.0 && number.abs() <= LARGEST_EXACT).then_some(number as i64)
}

fn unsupported(json: &str) -> DefectKind {
    DefectKind::UnsupportedValue { found: piece(json) }
}

/// Of valid JSON, texts can only have halves of surrogate pairs in them that are not Unicode.
fn no_text(json: &str) -> DefectKind {
    DefectKind::Mismatch { member: None, found: piece(json), expected: "a text of valid Unicode".to_owned() }
}
