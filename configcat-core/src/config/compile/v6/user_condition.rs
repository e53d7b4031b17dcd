//! Compiles the user conditions of config v6.

use crate::{
    config::{
        comparator::UserComparator,
        compile::{Compiler, attribute_name, shape::Shape, v6::scope::HashScope},
        defect::kind::{DefectKind, Required},
        hash::Hashing,
        operand::{
            InvalidVersion, Operand,
            lists::{Affixes, DigestList, TextSet},
            number::{Number, NumberReading, Relation},
        },
        user_condition::UserCondition,
        wire::{At, Item, Str, v6 as wire},
    },
    values::{Text, parse_version, shortened},
};

impl Compiler {
    pub(in crate::config) fn user_condition(
        &mut self,
        Item { at, value }: Item<&wire::UserCondition<'_>>,
        scope: &HashScope<'_>,
    ) -> Option<UserCondition> {
        let number = self.required(&value.c, at, Required::Comparator)?;
        let Some(comparator) = UserComparator::from_number(*number.value) else {
            self.defect(number.at, DefectKind::UnknownComparator(*number.value));
            return None;
        };
        let hashing = comparator.is_hashed().then(|| scope.hashing()).transpose();
        let hashing = hashing.map_err(|kind| self.defect(number.at, kind));
        let operand = match Shape::of(comparator) {
            Shape::Equals => {
                let text = self.required(&value.s, at, Required::Compared("a text `s`"))?;
                Operand::Equals(texts([&**text.value], hashing.ok()?))
            }
            Shape::Version(relation) => {
                let text = self.required(&value.s, at, Required::Compared("a text `s`"))?.value;
                let version = parse_version(text).ok_or_else(|| invalid_version(text));
                Operand::Version { relation, text: Text::from(&**text), version }
            }
            Shape::Number(relation) => self.number(value, at, relation, NumberReading::Number)?,
            Shape::Date(relation) => self.number(value, at, relation, NumberReading::Timestamp)?,
            shape => {
                let list = self.required(&value.l, at, Required::Compared("a list `l`"))?;
                self.list(shape, &list.value.0, hashing.ok()?)?
            }
        };
        Some(UserCondition { attribute: attribute_name(&value.a), comparator, operand })
    }

    fn number(
        &mut self,
        value: &wire::UserCondition<'_>,
        at: At,
        relation: Relation,
        reading: NumberReading,
    ) -> Option<Operand> {
        let number = self.required(&value.d, at, Required::Compared("a number `d`"))?.value;
        Some(Operand::Number { relation, number: Number::Plain(*number), reading })
    }

    /// The operand of a comparator that compares with a list.
    fn list(&mut self, shape: Shape, list: &[Item<Str<'_>>], hashing: Option<Hashing>) -> Option<Operand> {
        let items = list.iter().map(|item| &*item.value);
        let plain = || items.clone().map(Text::from).collect();
        Some(match (shape, hashing) {
            (Shape::OneOf, hashing) => Operand::OneOf(texts(items, hashing)),
            (Shape::ArrayContains, hashing) => Operand::ArrayContainsAnyOf(texts(items, hashing)),
            (Shape::Contains, _) => Operand::ContainsAnyOf(plain()),
            (Shape::VersionOneOf, _) => version_one_of(plain()),
            (Shape::Affix(end), None) => Operand::Affix { end, texts: Affixes::Plain(plain()) },
            (Shape::Affix(end), Some(hashing)) => {
                Operand::Affix { end, texts: self.hashed_affixes(list, hashing)? }
            }
            // These take one value, not a list.
            (Shape::Equals | Shape::Version(_) | Shape::Number(_) | Shape::Date(_), _) => return None,
        })
    }

    /// Parses items of the form `{length in bytes}_{hash}`. An item with an invalid hash never matches.
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

fn texts<'a>(items: impl IntoIterator<Item = &'a str>, hashing: Option<Hashing>) -> TextSet {
    match hashing {
        Some(hashing) => TextSet::Hashed(DigestList::new(items, hashing)),
        None => TextSet::Plain(items.into_iter().map(Text::from).collect()),
    }
}

fn version_one_of(items: Box<[Text]>) -> Operand {
    let versions = items
        .iter()
        .filter(|item| !item.trim().is_empty())
        .map(|item| parse_version(item).ok_or_else(|| invalid_version(item)))
        .collect();
    Operand::VersionOneOf { items, versions, takes_any: false }
}

fn invalid_version(text: &str) -> InvalidVersion {
    InvalidVersion { text: text.into(), skips_rule: false }
}
