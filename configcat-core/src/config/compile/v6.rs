//! Compiles the settings and segments of config v6.

use serde_json::value::RawValue;

use crate::{
    config::{
        comparator::{PrerequisiteFlagComparator, SegmentComparator},
        compile::{
            Compiler, compile_each, setting_slot,
            v6::{context::Context, scope::HashScope},
        },
        condition::Condition,
        defect::kind::{DefectKind, Required, piece},
        locate::Locator,
        percentage_option::{PercentageOption, PercentageOptions},
        prerequisite_condition::PrerequisiteCondition,
        segment::SegmentCondition,
        served_value::ServedValue,
        setting::Setting,
        slot::SettingSlot,
        targeting_rule::{Conditions, TargetingRule, Then},
        wire::{At, DocumentKey, Item, List, Member, Str, v6 as wire},
    },
    users::AttributeName,
    values::{SettingType, Text, Value},
};

pub(in crate::config) mod context;
mod scope;
mod user_condition;

/// Compiles a setting.
pub(in crate::config) fn setting(
    context: &Context,
    key: &DocumentKey<'_>,
    json: &RawValue,
    locator: &Locator<'_>,
) -> SettingSlot {
    setting_slot(key, json, locator, |compiler, wire| compiler.v6_setting(&key.text, wire, context))
}

/// Compiles a setting; `None` on any defect.
pub(in crate::config) fn valid_setting(
    context: &Context,
    key: &str,
    wire: &wire::Setting<'_>,
) -> Option<Setting> {
    super::without_defects(|compiler| compiler.v6_setting(key, wire, context))
}

impl Compiler {
    fn v6_setting(&mut self, key: &str, wire: &wire::Setting<'_>, context: &Context) -> Option<Setting> {
        let setting_type = self
            .required(&wire.t, At::default(), Required::Type)
            .and_then(|number| self.setting_type(number));
        let served = self.v6_served(At::default(), setting_type, &wire.v, &wire.i);
        let scope = HashScope::new(context.salt.as_ref(), key);
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
        scope: &HashScope<'_>,
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

    /// The served value or the percentage options of a rule.
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

    /// The member of a value for the setting type. If the type is unknown, the first member that the document has.
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
        scope: &HashScope<'_>,
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
        let comparator = self.pair_comparator(&value.c, at, SegmentComparator::from_number);
        Some(SegmentCondition { segment: segment?, comparator: comparator? })
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
        let comparator = self.pair_comparator(&value.c, at, PrerequisiteFlagComparator::from_number);
        Some(PrerequisiteCondition { key: key?, value: compared?, comparator: comparator? })
    }

    /// The comparison value of a prerequisite flag condition. The name of its member gives its type.
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

    /// The comparator of a segment condition or a prerequisite flag condition.
    fn pair_comparator<C>(
        &mut self,
        number: &Member<i64>,
        whole: At,
        comparator: impl Fn(i64) -> Option<C>,
    ) -> Option<C> {
        let Item { at, value } = self.required(number, whole, Required::Comparator)?;
        let comparator = comparator(*value);
        if comparator.is_none() {
            self.defect(at, DefectKind::UnknownComparator(*value));
        }
        comparator
    }
}
