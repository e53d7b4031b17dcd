//! Turns what was read from a document into the model: everything that evaluation would have to parse, split, trim
//! or check is dealt with here. Total: whatever is wrong in a setting becomes a defect of that setting.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::{
    config::{
        compile::value::parse_value,
        defect::{
            kind::{DefectKind, Required},
            log::DefectLog,
        },
        locate::Locator,
        served_value::ServedValue,
        setting::Setting,
        slot::SettingSlot,
        wire::{At, DocumentKey, Item, Member, Str, tolerant},
    },
    users::AttributeName,
    values::{SettingType, Text, Value},
};

mod shape;
pub(in crate::config) mod v5;
pub(in crate::config) mod v6;
mod value;

/// Compiles an entry of a simple override document: a plain value.
pub(super) fn simple_setting(key: &DocumentKey<'_>, json: &RawValue, locator: &Locator<'_>) -> SettingSlot {
    entry(key, json, locator, |compiler, value| {
        let value = compiler.parsed(Item { at: At::default(), value: &*value }, None)?;
        Some(Setting::plain(key.text.as_ref().into(), value))
    })
}

/// Compiles a setting.
pub(super) fn entry<'a, W: Deserialize<'a>>(
    key: &DocumentKey<'_>,
    json: &'a RawValue,
    locator: &Locator<'_>,
    build: impl Fn(&mut Compiler, &mut W) -> Option<Setting>,
) -> SettingSlot {
    let mut compiled = compile(json, build);
    let key_defect = match key {
        DocumentKey { is_valid: false, .. } => Some(DefectKind::InvalidKey),
        DocumentKey { text, .. } => text.is_empty().then_some(DefectKind::EmptyKey),
    };
    if let Some(kind) = key_defect {
        let mut defects = compiled.err().unwrap_or_default();
        defects.push(At::default(), kind);
        compiled = Err(defects);
    }
    match compiled {
        Ok(setting) => SettingSlot::Valid(Arc::new(setting)),
        Err(defects) => {
            let key = key.text.as_ref().into();
            SettingSlot::Broken(Arc::new(locator.broken_setting(key, json.get(), defects)))
        }
    }
}

/// Reads a part of a document and builds something from it, all of which is fine as a rule. Only if it is not, that
/// is done once more, slowly and tolerantly, to find out everything that is wrong and where.
pub(super) fn compile<'a, W: Deserialize<'a>, T>(
    json: &'a RawValue,
    build: impl Fn(&mut Compiler, &mut W) -> Option<T>,
) -> Result<T, DefectLog> {
    let json = json.get();
    if let Ok(mut wire) = serde_json::from_str(json)
        && let Some(built) = flawless(|compiler| build(compiler, &mut wire))
    {
        return Ok(built);
    }
    let (wire, defects) = tolerant::read(json);
    let mut compiler = Compiler { defects };
    match wire.and_then(|mut wire| build(&mut compiler, &mut wire)) {
        Some(done) if compiler.defects.is_empty() => Ok(done),
        _ => Err(compiler.defects),
    }
}

/// Builds something, unless anything is wrong with it; then nobody asks what.
pub(super) fn flawless<T>(build: impl FnOnce(&mut Compiler) -> Option<T>) -> Option<T> {
    let mut compiler = Compiler { defects: DefectLog::default() };
    build(&mut compiler).filter(|_| compiler.defects.is_empty())
}

/// Compiles the items of a list. The allocator is asked once, for most of what a config is made of are such lists.
pub(super) fn compile_each<T, C>(items: &[Item<T>], compile: impl FnMut(Item<&T>) -> Option<C>) -> Box<[C]> {
    let mut compiled = Vec::with_capacity(items.len());
    compiled.extend(items.iter().map(Item::as_ref).filter_map(compile));
    compiled.into()
}

/// The name of an attribute; that of none, where there is no name.
pub(super) fn attribute_name(name: &Member<Str<'_>>) -> AttributeName {
    name.value().map_or("", |name| name).into()
}

/// Compiles a part of a document and collects what is wrong with it. Methods that return `None` have recorded why, or
/// that was done when the document was read.
pub(super) struct Compiler {
    defects: DefectLog,
}

impl Compiler {
    /// Records a defect.
    pub(super) fn defect(&mut self, at: At, kind: DefectKind) {
        self.defects.push(at, kind);
    }

    /// A member that must be there; `whole` is the object that it belongs to.
    #[inline]
    pub(super) fn required<'m, T>(
        &mut self,
        member: &'m Member<T>,
        whole: At,
        what: Required,
    ) -> Option<Item<&'m T>> {
        if member.is_missing() {
            self.defect(whole, DefectKind::Missing(what));
        }
        member.item()
    }

    /// The type that a number stands for.
    pub(super) fn setting_type(&mut self, Item { at, value }: Item<&i64>) -> Option<SettingType> {
        let setting_type = SettingType::from_number(*value);
        if setting_type.is_none() {
            self.defect(at, DefectKind::UnknownType(*value));
        }
        setting_type
    }

    /// A served value, of the setting's type if that is known.
    pub(super) fn served(
        &mut self,
        setting_type: Option<SettingType>,
        value: Item<&&RawValue>,
        variation_id: &Member<Str<'_>>,
    ) -> Option<ServedValue> {
        let value = self.parsed(value, setting_type)?;
        Some(ServedValue { value, variation_id: variation_id.value().map(|id| Text::from(&**id)) })
    }

    /// A plain value, of a type if that is known.
    pub(super) fn parsed(
        &mut self,
        json: Item<&&RawValue>,
        setting_type: Option<SettingType>,
    ) -> Option<Value> {
        let Item { at, value } = json;
        parse_value(value.get(), setting_type).map_err(|kind| self.defect(at, kind)).ok()
    }
}
