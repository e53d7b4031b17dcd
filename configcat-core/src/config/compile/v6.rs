//! Settings and segments of config v6.

use std::{cell::OnceCell, sync::Arc};

use serde_json::value::RawValue;

use super::{Compiler, attribute_name, compile, compile_each, entry};
use crate::{
    SettingType, Text, Value,
    config::{
        Entry,
        defect::{BrokenSegment, DefectKind, Locator, Required, piece},
        model::{
            Condition, Conditions, PercentageOption, PercentageOptions, PrerequisiteCondition, Segment,
            SegmentCondition, ServedValue, Setting, TargetingRule, Then, UserCondition,
        },
        operand::{Affixes, DigestList, NoVersion, Number, Operand, Texts},
        wire::{
            Key,
            member::{At, Item, List, Member, Str},
            tolerant, v6 as wire,
        },
    },
    error::shortened,
    hash::Hashing,
    literal::parse_version,
    user::AttributeName,
};

mod comparator;

use comparator::{Kind, Listed, shape};

/// What the settings of a document share.
pub(in crate::config) struct Context {
    salt: Option<Text>,
    /// The segments, or what there is instead of a list of them.
    segments: Result<Vec<CompiledSegment>, String>,
}

type CompiledSegment = Result<Arc<Segment>, Arc<BrokenSegment>>;

impl Context {
    /// Compiles the segments of a document. What is wrong with one becomes a defect of the settings that refer to it.
    pub(in crate::config) fn new(salt: Option<Text>, segments: Option<&RawValue>) -> Self {
        let list = segments.map_or(Ok(Vec::new()), |list| {
            serde_json::from_str::<Vec<&RawValue>>(list.get()).map_err(|_| piece(list.get()))
        });
        let segments = list.map(|list| {
            list.into_iter().enumerate().map(|(index, json)| segment(index, json, salt.as_ref())).collect()
        });
        Self { salt, segments }
    }

    /// Compiles a setting.
    pub(in crate::config) fn setting(&self, key: &Key<'_>, json: &RawValue, locator: &Locator<'_>) -> Entry {
        entry(key, json, locator, |compiler, wire| compiler.v6_setting(&key.text, wire, self))
    }

    /// Compiles a setting that nothing is wrong with.
    pub(in crate::config) fn flawless(&self, key: &str, wire: &wire::Setting<'_>) -> Option<Setting> {
        super::flawless(|compiler| compiler.v6_setting(key, wire, self))
    }

    fn segment(&self, index: i64) -> Result<Arc<Segment>, DefectKind> {
        let segments = self
            .segments
            .as_ref()
            .map_err(|found| DefectKind::UnreadableSegments { found: found.clone() })?;
        let segment = usize::try_from(index).ok().and_then(|index| segments.get(index));
        segment.ok_or(DefectKind::UnknownSegment(index))?.clone().map_err(DefectKind::BrokenSegment)
    }
}

/// Compiles a segment.
fn segment(index: usize, json: &RawValue, salt: Option<&Text>) -> CompiledSegment {
    let compiled = compile(json, |compiler, wire: &mut wire::Segment<'_>| {
        let name = wire.n.value().map_or_else(Text::default, |name| Text::from(&**name));
        let scope = Scope::new(salt, &name);
        let conditions = compile_each(wire.r.items(), |condition| compiler.user_condition(condition, &scope));
        Some(Segment { name, conditions })
    });
    compiled.map(Arc::new).map_err(|flaws| {
        let (wire, _) = tolerant::read::<wire::Segment<'_>>(json.get());
        let name = wire.as_ref().and_then(|segment| segment.n.value()).map(|name| Text::from(&**name));
        Arc::new(BrokenSegment { index, name, defects: flaws.into_kinds() })
    })
}

/// What hashes are made with: the salt, and the key of the setting or the name of the segment.
struct Scope<'s> {
    salt: Option<&'s Text>,
    name: &'s str,
    hashing: OnceCell<Hashing>,
}

impl<'s> Scope<'s> {
    fn new(salt: Option<&'s Text>, name: &'s str) -> Self {
        Self { salt, name, hashing: OnceCell::new() }
    }

    fn hashing(&self) -> Result<Hashing, DefectKind> {
        let salt = self.salt.ok_or(DefectKind::MissingSalt)?;
        let hashing = || Hashing::Sha256 { suffix: Text::from(format!("{salt}{}", self.name)) };
        Ok(self.hashing.get_or_init(hashing).clone())
    }
}

impl Compiler {
    fn v6_setting(&mut self, key: &str, wire: &wire::Setting<'_>, context: &Context) -> Option<Setting> {
        let setting_type = self
            .required(&wire.t, At::default(), Required::Type)
            .and_then(|number| self.setting_type(number));
        let served = self.v6_served(At::default(), setting_type, &wire.v, &wire.i);
        let scope = Scope::new(context.salt.as_ref(), key);
        let rules = compile_each(wire.r.items(), |rule| self.v6_rule(setting_type, rule, &scope, context));
        let options = self.v6_options(setting_type, wire.p.items());
        Some(Setting {
            key: key.into(),
            type_: setting_type?,
            served: served?,
            rules,
            options,
            percentage_attribute: wire.a.value().map(|name| AttributeName::from(&**name)),
        })
    }

    fn v6_rule(
        &mut self,
        setting_type: Option<SettingType>,
        Item { at, value: rule }: Item<&wire::Rule<'_>>,
        scope: &Scope<'_>,
        context: &Context,
    ) -> Option<TargetingRule> {
        let conditions = match rule.c.items() {
            [only] => {
                self.v6_condition(only.as_ref(), scope, context).map(|condition| Conditions::One([condition]))
            }
            several => Some(Conditions::Many(compile_each(several, |condition| {
                self.v6_condition(condition, scope, context)
            }))),
        };
        let then = self.v6_then(setting_type, at, rule);
        Some(TargetingRule { conditions: conditions?, then: then? })
    }

    /// What a rule leads to.
    fn v6_then(&mut self, setting_type: Option<SettingType>, at: At, rule: &wire::Rule<'_>) -> Option<Then> {
        match (&rule.s, &rule.p) {
            (Member::Read { at, value: served }, _) => {
                self.v6_served(*at, setting_type, &served.v, &served.i).map(Then::Value)
            }
            (Member::Missing, Member::Read { value: List(options), .. }) if !options.is_empty() => {
                Some(Then::Options(self.v6_options(setting_type, options)))
            }
            (Member::Unreadable, _) | (_, Member::Unreadable) => None,
            (Member::Missing, _) => {
                self.defect(at, DefectKind::Missing(Required::Value));
                None
            }
        }
    }

    fn v6_options(
        &mut self,
        setting_type: Option<SettingType>,
        options: &[Item<wire::PercentageOption<'_>>],
    ) -> PercentageOptions {
        let options = compile_each(options, |Item { at, value: option }| {
            let served = self.v6_served(at, setting_type, &option.v, &option.i)?;
            Some(PercentageOption { percentage: option.p.value().copied().unwrap_or_default(), served })
        });
        PercentageOptions { options, must_cover: true }
    }

    fn v6_served(
        &mut self,
        whole: At,
        setting_type: Option<SettingType>,
        value: &Member<wire::Value<'_>>,
        variation_id: &Member<Str<'_>>,
    ) -> Option<ServedValue> {
        let value = self.required(value, whole, Required::Value)?;
        let value = self.v6_value(setting_type, value)?;
        self.served(setting_type, value, variation_id)
    }

    /// The member of a value that belongs to a type; where the type is not known, whichever there is.
    fn v6_value<'m, 'de>(
        &mut self,
        setting_type: Option<SettingType>,
        Item { at, value: wire::Value { b, s, i, d } }: Item<&'m wire::Value<'de>>,
    ) -> Option<Item<&'m &'de RawValue>> {
        let own = match setting_type {
            Some(SettingType::Bool) => b,
            Some(SettingType::Text) => s,
            Some(SettingType::Int) => i,
            Some(SettingType::Float) => d,
            None => [b, s, i].into_iter().find(|member| !member.is_missing()).unwrap_or(d),
        };
        if let (true, Some(expected)) = (own.is_missing(), setting_type)
            && let Some(Item { at, value }) = [b, s, i, d].into_iter().find_map(Member::item)
        {
            self.defect(at, DefectKind::WrongType { found: piece(value.get()), expected });
            return None;
        }
        self.required(own, at, Required::Value)
    }

    fn v6_condition(
        &mut self,
        Item { at, value }: Item<&wire::Condition<'_>>,
        scope: &Scope<'_>,
        context: &Context,
    ) -> Option<Condition> {
        let wire::Condition { u: user, s: segment, p: flag } = value;
        match (user.is_missing(), segment.is_missing(), flag.is_missing()) {
            (false, true, true) => self.user_condition(user.item()?, scope).map(Condition::User),
            (true, false, true) => self.segment_condition(segment.item()?, context).map(Condition::Segment),
            (true, true, false) => {
                let Item { at, value } = flag.item()?;
                self.prerequisite_condition(Item { at, value }).map(Condition::Prerequisite)
            }
            _ => {
                self.defect(at, DefectKind::InvalidCondition);
                None
            }
        }
    }

    fn segment_condition(
        &mut self,
        Item { at, value }: Item<&wire::SegmentCondition>,
        context: &Context,
    ) -> Option<SegmentCondition> {
        let segment = self
            .required(&value.s, at, Required::Segment)
            .and_then(|index| context.segment(*index.value).map_err(|kind| self.defect(index.at, kind)).ok());
        let negate = self.negation(&value.c, at);
        Some(SegmentCondition { segment: segment?, negate: negate? })
    }

    fn prerequisite_condition(
        &mut self,
        Item { at, value }: Item<&wire::PrerequisiteCondition<'_>>,
    ) -> Option<PrerequisiteCondition> {
        let key = self.required(&value.f, at, Required::Prerequisite);
        let key = key.and_then(|key| {
            if key.value.is_empty() {
                self.defect(key.at, DefectKind::Missing(Required::Prerequisite));
                return None;
            }
            Some(Text::from(&**key.value))
        });
        let compared = self.required(&value.v, at, Required::Compared("a value"));
        let compared = compared.and_then(|value| self.comparison_value(value));
        let negate = self.negation(&value.c, at);
        Some(PrerequisiteCondition { key: key?, value: compared?, negate: negate? })
    }

    /// The value that a prerequisite flag is compared with, which tells its type by itself.
    fn comparison_value(&mut self, Item { at, value }: Item<&wire::Value<'_>>) -> Option<Value> {
        let types = [SettingType::Bool, SettingType::Text, SettingType::Int, SettingType::Float];
        let wire::Value { b, s, i, d } = value;
        let mut members = [b, s, i, d].into_iter().zip(types);
        let Some((value, setting_type)) = members.find(|(value, _)| !value.is_missing()) else {
            self.defect(at, DefectKind::Missing(Required::Compared("a value")));
            return None;
        };
        self.parsed(value.item()?, Some(setting_type))
    }

    /// Whether the comparator of a segment or of a prerequisite flag is the negative one.
    fn negation(&mut self, comparator: &Member<i64>, whole: At) -> Option<bool> {
        let Item { at, value } = self.required(comparator, whole, Required::Comparator)?;
        match *value {
            0 => Some(false),
            1 => Some(true),
            other => {
                self.defect(at, DefectKind::UnknownComparator(other));
                None
            }
        }
    }

    fn user_condition(
        &mut self,
        Item { at, value }: Item<&wire::UserCondition<'_>>,
        scope: &Scope<'_>,
    ) -> Option<UserCondition> {
        let comparator = self.required(&value.c, at, Required::Comparator)?;
        let Some(shape) = shape(*comparator.value) else {
            self.defect(comparator.at, DefectKind::UnknownComparator(*comparator.value));
            return None;
        };
        let hashing = shape.hashed.then(|| scope.hashing()).transpose();
        let hashing = hashing.map_err(|kind| self.defect(comparator.at, kind));
        let operand = match shape.kind {
            Kind::Equals => {
                let text = self.required(&value.s, at, Required::Compared("a text `s`"))?;
                Operand::Equals(texts([&**text.value], hashing.ok()?))
            }
            Kind::Version(relation) => {
                let text = self.required(&value.s, at, Required::Compared("a text `s`"))?.value;
                let version = parse_version(text).ok_or_else(|| no_version(text));
                Operand::Version { relation, text: Text::from(&**text), version }
            }
            Kind::Number(relation, reading) => {
                let number = self.required(&value.d, at, Required::Compared("a number `d`"))?.value;
                Operand::Number { relation, number: Number::Plain(*number), reading }
            }
            Kind::Listed(kind) => {
                let list = self.required(&value.l, at, Required::Compared("a list `l`"))?;
                self.listed(kind, &list.value.0, hashing.ok()?)?
            }
        };
        Some(UserCondition { attribute: attribute_name(&value.a), operand, negate: shape.negate })
    }

    /// The operand of a comparator that compares with a list.
    fn listed(&mut self, kind: Listed, list: &[Item<Str<'_>>], hashing: Option<Hashing>) -> Option<Operand> {
        let items = list.iter().map(|item| &*item.value);
        let plain = || items.clone().map(Text::from).collect();
        Some(match (kind, hashing) {
            (Listed::OneOf, hashing) => Operand::OneOf(texts(items, hashing)),
            (Listed::ArrayContains, hashing) => Operand::ArrayContainsAnyOf(texts(items, hashing)),
            (Listed::Contains, _) => Operand::ContainsAnyOf(plain()),
            (Listed::VersionOneOf, _) => version_one_of(plain()),
            (Listed::Affix(end), None) => Operand::Affix { end, texts: Affixes::Plain(plain()) },
            (Listed::Affix(end), Some(hashing)) => {
                Operand::Affix { end, texts: self.hashed_affixes(list, hashing)? }
            }
        })
    }

    /// Reads items of the form `{length in bytes}_{hash}`. A hash that is none just never matches.
    fn hashed_affixes(&mut self, list: &[Item<Str<'_>>], hashing: Hashing) -> Option<Affixes> {
        let parse = |item: &str| {
            let (length, hash) = item.split_once('_')?;
            Some((length.trim().parse().ok()?, hashing.read(hash)))
        };
        let items: Vec<_> = list
            .iter()
            .filter_map(|item| {
                let parsed = parse(&item.value);
                if parsed.is_none() {
                    self.defect(item.at, DefectKind::InvalidHash(shortened(&item.value, 40)));
                }
                parsed
            })
            .collect();
        (items.len() == list.len()).then(|| Affixes::Hashed { items: items.into(), hashing })
    }
}

fn texts<'a>(items: impl IntoIterator<Item = &'a str>, hashing: Option<Hashing>) -> Texts {
    match hashing {
        Some(hashing) => Texts::Hashed(DigestList::new(items, hashing)),
        None => Texts::Plain(items.into_iter().map(Text::from).collect()),
    }
}

fn version_one_of(items: Box<[Text]>) -> Operand {
    let versions = items
        .iter()
        .filter(|item| !item.trim().is_empty())
        .map(|item| parse_version(item).ok_or_else(|| no_version(item)))
        .collect();
    Operand::VersionOneOf { items, versions }
}

fn no_version(text: &str) -> NoVersion {
    NoVersion { text: text.into(), skips_rule: false }
}
