//! Settings and segments of config v6.

use std::{borrow::Cow, sync::Arc};

use serde_json::value::RawValue;

use super::{Compiler, parse_value};
use crate::{
    SettingType, Text, Value,
    config::{
        Entry,
        defect::{DefectKind, Locator, Place},
        model::{
            Condition, PercentageOption, PercentageOptions, PrerequisiteCondition, Segment, SegmentCondition,
            ServedValue, Setting, TargetingRule, Then, UserCondition,
        },
        operand::{Affixes, DigestList, End, NoVersion, Operand, Reading, Relation, Texts},
        wire::{Object, v6 as wire},
    },
    error::json_message,
    hash::Hashing,
    literal::parse_version,
    user::AttributeName,
};

/// What the settings of a document share.
pub(in crate::config) struct Context {
    salt: Option<Text>,
    segments: Vec<Result<Arc<Segment>, DefectKind>>,
}

impl Context {
    /// Compiles the segments of a document. What is wrong with one becomes a defect of the settings that refer to it.
    pub(in crate::config) fn new(salt: Option<Text>, segments: Option<&RawValue>) -> Self {
        let segments: Vec<&RawValue> =
            segments.and_then(|list| serde_json::from_str(list.get()).ok()).unwrap_or_default();
        let segments = segments.iter().map(|json| segment(json, salt.as_ref())).collect();
        Self { salt, segments }
    }

    /// Compiles a setting.
    pub(in crate::config) fn setting(&self, key: &str, json: &RawValue, locator: &Locator<'_>) -> Entry {
        let mut compiler = Compiler::new(key, json.get(), locator);
        let setting = compiler.read().and_then(|wire| compiler.v6_setting(wire, self));
        compiler.finish(setting)
    }
}

impl Compiler<'_> {
    fn v6_setting(&mut self, wire: wire::Setting<'_>, context: &Context) -> Option<Setting> {
        let setting_type = if let Some(number) = wire.t {
            self.setting_type(number)
        } else {
            self.defect(Place::Setting, self.json, DefectKind::MissingType);
            None
        };
        let served = self.v6_served(Place::Setting, setting_type, wire.v, wire.i);
        let rules = (1..)
            .zip(wire.r.unwrap_or_default())
            .filter_map(|(number, Object(rule))| self.v6_rule(number, setting_type, rule, context))
            .collect();
        let options = self.v6_options(Place::Option, setting_type, wire.p.unwrap_or_default());
        Some(Setting {
            key: self.key.into(),
            type_: setting_type?,
            served: served?,
            rules,
            options,
            percentage_attribute: wire.a.map(|name| AttributeName::from(Text::from(name))),
        })
    }

    fn v6_rule(
        &mut self,
        number: usize,
        setting_type: Option<SettingType>,
        rule: wire::Rule<'_>,
        context: &Context,
    ) -> Option<TargetingRule> {
        let place = Place::Rule(number);
        let conditions = rule
            .c
            .unwrap_or_default()
            .into_iter()
            .filter_map(|Object(condition)| {
                self.v6_condition(condition, context).map_err(|kind| self.defect(place, self.json, kind)).ok()
            })
            .collect();
        let then = match (rule.s, rule.p) {
            (Some(Object(served)), _) => {
                Then::Value(self.v6_served(place, setting_type, served.v, served.i)?)
            }
            (None, Some(options)) if !options.is_empty() => {
                Then::Options(self.v6_options(|_| place, setting_type, options))
            }
            (None, _) => {
                self.defect(place, self.json, DefectKind::MissingValue);
                return None;
            }
        };
        Some(TargetingRule { conditions, then })
    }

    fn v6_options(
        &mut self,
        place: impl Fn(usize) -> Place,
        setting_type: Option<SettingType>,
        options: Vec<Object<wire::PercentageOption<'_>>>,
    ) -> PercentageOptions {
        let options = (1..).zip(options).filter_map(|(number, Object(option))| {
            let served = self.v6_served(place(number), setting_type, option.v, option.i)?;
            Some(PercentageOption { percentage: option.p.unwrap_or_default(), served })
        });
        PercentageOptions { options: options.collect(), must_cover: true }
    }

    fn v6_served(
        &mut self,
        place: Place,
        setting_type: Option<SettingType>,
        value: Option<Object<wire::Value<'_>>>,
        variation_id: Option<Cow<'_, str>>,
    ) -> Option<ServedValue> {
        let value = value.and_then(|Object(value)| member(&value, setting_type));
        self.served(place, setting_type, value, variation_id)
    }

    fn v6_condition(
        &self,
        condition: wire::Condition<'_>,
        context: &Context,
    ) -> Result<Condition, DefectKind> {
        match condition {
            wire::Condition { u: Some(Object(user)), s: None, p: None } => {
                user_condition(user, context.salt.as_ref(), self.key).map(Condition::User)
            }
            wire::Condition { u: None, s: Some(Object(segment)), p: None } => {
                let index = segment.s.unwrap_or(-1);
                let found = usize::try_from(index).ok().and_then(|index| context.segments.get(index));
                let segment_found = found.ok_or(DefectKind::UnknownSegment(index))?.clone()?;
                let negate = negation(segment.c)?;
                Ok(Condition::Segment(SegmentCondition { segment: segment_found, negate }))
            }
            wire::Condition { u: None, s: None, p: Some(Object(flag)) } => {
                let key = flag.f.filter(|key| !key.is_empty()).ok_or(DefectKind::MissingPrerequisite)?;
                let Some(Object(value)) = &flag.v else {
                    return Err(DefectKind::MissingComparison("a value"));
                };
                let value = comparison_value(value)?;
                Ok(Condition::Prerequisite(PrerequisiteCondition {
                    key: key.into(),
                    value,
                    negate: negation(flag.c)?,
                }))
            }
            _ => Err(DefectKind::InvalidCondition),
        }
    }
}

/// The member of a value that belongs to a type; where the type is not known, whichever there is.
fn member<'a>(value: &wire::Value<'a>, setting_type: Option<SettingType>) -> Option<&'a RawValue> {
    match setting_type {
        Some(SettingType::Bool) => value.b,
        Some(SettingType::Text) => value.s,
        Some(SettingType::Int) => value.i,
        Some(SettingType::Float) => value.d,
        None => value.b.or(value.s).or(value.i).or(value.d),
    }
}

/// The value that a prerequisite flag is compared with, which tells its type by itself.
fn comparison_value(value: &wire::Value<'_>) -> Result<Value, DefectKind> {
    let typed = [
        (value.b, SettingType::Bool),
        (value.s, SettingType::Text),
        (value.i, SettingType::Int),
        (value.d, SettingType::Float),
    ];
    let found = typed.into_iter().find_map(|(json, setting_type)| Some((json?, setting_type)));
    let (json, setting_type) = found.ok_or(DefectKind::MissingComparison("a value"))?;
    parse_value(json.get(), Some(setting_type))
}

/// Whether the comparator of a segment or of a prerequisite flag is the negative one.
fn negation(comparator: Option<i64>) -> Result<bool, DefectKind> {
    match comparator {
        Some(0) => Ok(false),
        Some(1) => Ok(true),
        other => Err(DefectKind::UnknownComparator(other.unwrap_or(-1))),
    }
}

fn segment(json: &RawValue, salt: Option<&Text>) -> Result<Arc<Segment>, DefectKind> {
    let Object(wire) = serde_json::from_str::<Object<wire::Segment<'_>>>(json.get())
        .map_err(|error| DefectKind::BrokenSegment { name: None, why: json_message(&error) })?;
    let name = Text::from(wire.n.unwrap_or_default());
    let conditions = wire
        .r
        .unwrap_or_default()
        .into_iter()
        .map(|Object(condition)| user_condition(condition, salt, &name))
        .collect::<Result<_, _>>()
        .map_err(|why| DefectKind::BrokenSegment { name: Some(name.clone()), why: why.to_string() })?;
    Ok(Arc::new(Segment { name, conditions }))
}

/// Compiles a comparison. Hashes in it were made with the salt and with a context: the key of the setting, or the name
/// of the segment.
fn user_condition(
    wire: wire::UserCondition<'_>,
    salt: Option<&Text>,
    context: &str,
) -> Result<UserCondition, DefectKind> {
    let comparator = wire.c.unwrap_or(-1);
    let Some(shape) = shape(comparator) else { return Err(DefectKind::UnknownComparator(comparator)) };
    let hashing = || {
        let salt = salt.ok_or(DefectKind::MissingSalt)?;
        Ok(Hashing::Sha256 { suffix: Text::from(format!("{salt}{context}")) })
    };
    let text = || wire.s.as_deref().ok_or(DefectKind::MissingComparison("a text `s`"));
    let list = || wire.l.as_deref().ok_or(DefectKind::MissingComparison("a list `l`"));
    let number = || wire.d.ok_or(DefectKind::MissingComparison("a number `d`"));
    let texts = |items: &[&str], hashed| -> Result<Texts, DefectKind> {
        Ok(if hashed {
            Texts::Hashed(DigestList::new(items.iter().copied(), hashing()?))
        } else {
            Texts::Plain(items.iter().copied().map(Text::from).collect())
        })
    };
    let listed = || Ok::<Vec<&str>, DefectKind>(list()?.iter().map(|item| &**item).collect());
    let operand = match shape.kind {
        Kind::OneOf => Operand::OneOf(texts(&listed()?, shape.hashed)?),
        Kind::Equals => Operand::Equals(texts(&[text()?], shape.hashed)?),
        Kind::ArrayContains => Operand::ArrayContainsAnyOf(texts(&listed()?, shape.hashed)?),
        Kind::Contains => Operand::ContainsAnyOf(listed()?.into_iter().map(Text::from).collect()),
        Kind::Affix(end) if shape.hashed => {
            Operand::Affix { end, texts: hashed_affixes(&listed()?, hashing()?)? }
        }
        Kind::Affix(end) => {
            Operand::Affix { end, texts: Affixes::Plain(listed()?.into_iter().map(Text::from).collect()) }
        }
        Kind::VersionOneOf => version_one_of(&listed()?),
        Kind::Version(relation) => {
            let text = text()?;
            let version = parse_version(text).ok_or_else(|| no_version(text));
            Operand::Version { relation, text: text.into(), version }
        }
        Kind::Number(relation, reading) => {
            let number = number()?;
            let text = ryu_js::Buffer::new().format(number).into();
            Operand::Number { relation, text, number: Some(number), reading }
        }
    };
    let attribute = AttributeName::from(Text::from(wire.a.unwrap_or_default()));
    Ok(UserCondition { attribute, operand, negate: shape.negate })
}

/// What a comparator number stands for.
struct Shape {
    kind: Kind,
    negate: bool,
    hashed: bool,
}

enum Kind {
    OneOf,
    Equals,
    Contains,
    Affix(End),
    ArrayContains,
    VersionOneOf,
    Version(Relation),
    Number(Relation, Reading),
}

/// The comparators of config v6. Nearly all come in pairs, of which the second is the negative one.
fn shape(comparator: i64) -> Option<Shape> {
    let second = comparator % 2 == 1;
    let (kind, negate, hashed) = match comparator {
        0 | 1 => (Kind::OneOf, second, false),
        2 | 3 => (Kind::Contains, second, false),
        4 | 5 => (Kind::VersionOneOf, second, false),
        6 => (Kind::Version(Relation::Less), false, false),
        7 => (Kind::Version(Relation::LessOrEqual), false, false),
        8 => (Kind::Version(Relation::Greater), false, false),
        9 => (Kind::Version(Relation::GreaterOrEqual), false, false),
        10 | 11 => (Kind::Number(Relation::Equal, Reading::Number), second, false),
        12 => (Kind::Number(Relation::Less, Reading::Number), false, false),
        13 => (Kind::Number(Relation::LessOrEqual, Reading::Number), false, false),
        14 => (Kind::Number(Relation::Greater, Reading::Number), false, false),
        15 => (Kind::Number(Relation::GreaterOrEqual, Reading::Number), false, false),
        16 | 17 => (Kind::OneOf, second, true),
        18 => (Kind::Number(Relation::Less, Reading::Timestamp), false, false),
        19 => (Kind::Number(Relation::Greater, Reading::Timestamp), false, false),
        20 | 21 => (Kind::Equals, second, true),
        22 | 23 => (Kind::Affix(End::Start), second, true),
        24 | 25 => (Kind::Affix(End::End), second, true),
        26 | 27 => (Kind::ArrayContains, second, true),
        28 | 29 => (Kind::Equals, second, false),
        30 | 31 => (Kind::Affix(End::Start), second, false),
        32 | 33 => (Kind::Affix(End::End), second, false),
        34 | 35 => (Kind::ArrayContains, second, false),
        _ => return None,
    };
    Some(Shape { kind, negate, hashed })
}

fn version_one_of(items: &[&str]) -> Operand {
    let versions = items
        .iter()
        .filter(|item| !item.trim().is_empty())
        .map(|item| parse_version(item).ok_or_else(|| no_version(item)))
        .collect();
    Operand::VersionOneOf { items: items.iter().copied().map(Text::from).collect(), versions }
}

fn no_version(text: &str) -> NoVersion {
    NoVersion { text: text.into(), skips_rule: false }
}

/// Reads items of the form `{length in bytes}_{hash}`. A hash that is none just never matches.
fn hashed_affixes(items: &[&str], hashing: Hashing) -> Result<Affixes, DefectKind> {
    let parse = |item: &&str| {
        let (length, hash) = item.split_once('_')?;
        Some((length.trim().parse().ok()?, hashing.read(hash)))
    };
    let parsed = items
        .iter()
        .map(|item| parse(item).ok_or_else(|| DefectKind::InvalidHash((*item).to_owned())))
        .collect::<Result<_, _>>()?;
    Ok(Affixes::Hashed { items: parsed, hashing })
}
