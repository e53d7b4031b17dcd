//! Compiles the wire form of a document into the model, and leaves nothing to parse, split, trim or check for the
//! evaluation. Never fails as a whole: each mistake becomes a defect of one setting.

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

/// Compiles a setting of a simple document: a plain value.
pub(super) fn simple_setting(key: &DocumentKey<'_>, json: &RawValue, locator: &Locator<'_>) -> SettingSlot {
    setting_slot(key, json, locator, |compiler, value| {
        let value = compiler.parsed(Item { at: At::default(), value: &*value }, None)?;
        Some(Setting::plain(key.text.as_ref().into(), value))
    })
}

/// Compiles a setting with the given function. If the setting or its key has defects, the slot is a broken setting.
pub(super) fn setting_slot<'a, W: Deserialize<'a>>(
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

/// Parses and compiles a part of a document; on failure, repeats both tolerantly to collect every defect.
pub(super) fn compile<'a, W: Deserialize<'a>, T>(
    json: &'a RawValue,
    build: impl Fn(&mut Compiler, &mut W) -> Option<T>,
) -> Result<T, DefectLog> {
    let json = json.get();
    if let Ok(mut wire) = serde_json::from_str(json)
        && let Some(built) = without_defects(|compiler| build(compiler, &mut wire))
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

/// Compiles something; `None` on any defect, without details.
pub(super) fn without_defects<T>(build: impl FnOnce(&mut Compiler) -> Option<T>) -> Option<T> {
    let mut compiler = Compiler { defects: DefectLog::default() };
    build(&mut compiler).filter(|_| compiler.defects.is_empty())
}

/// Compiles the items of a list. Allocates once: most of a config is such lists.
pub(super) fn compile_each<T, C>(items: &[Item<T>], compile: impl FnMut(Item<&T>) -> Option<C>) -> Box<[C]> {
    let mut compiled = Vec::with_capacity(items.len());
    compiled.extend(items.iter().map(Item::as_ref).filter_map(compile));
    compiled.into()
}

/// The name of an attribute; empty if the document has none.
pub(super) fn attribute_name(name: &Member<Str<'_>>) -> AttributeName {
    name.value().map_or("", |name| name).into()
}

/// Compiles a part of a document and collects its defects. A method that returns `None` has recorded a defect, unless
/// the tolerant reader did so before.
pub(super) struct Compiler {
    defects: DefectLog,
}

impl Compiler {
    pub(super) fn defect(&mut self, at: At, kind: DefectKind) {
        self.defects.push(at, kind);
    }

    /// Returns a required member. If it is missing, records a defect at `whole`, the object that should have it.
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

    /// The setting type with this number in the document.
    pub(super) fn setting_type(&mut self, Item { at, value }: Item<&i64>) -> Option<SettingType> {
        let setting_type = SettingType::from_number(*value);
        if setting_type.is_none() {
            self.defect(at, DefectKind::UnknownType(*value));
        }
        setting_type
    }

    /// Parses a served value. The value must have the setting type, if that is known.
    pub(super) fn served(
        &mut self,
        setting_type: Option<SettingType>,
        value: Item<&&RawValue>,
        variation_id: &Member<Str<'_>>,
    ) -> Option<ServedValue> {
        let value = self.parsed(value, setting_type)?;
        Some(ServedValue { value, variation_id: variation_id.value().map(|id| Text::from(&**id)) })
    }

    /// Parses a plain value. It must have the setting type, if that is known.
    pub(super) fn parsed(
        &mut self,
        json: Item<&&RawValue>,
        setting_type: Option<SettingType>,
    ) -> Option<Value> {
        let Item { at, value } = json;
        parse_value(value.get(), setting_type).map_err(|kind| self.defect(at, kind)).ok()
    }
}
