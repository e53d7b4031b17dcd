//! [`AttributeUse`]: an attribute of users, as the flags of a document ask for it. Stage 1 of code generation.

use std::{
    collections::{BTreeMap, HashSet},
    ptr,
};

use configcat_core::{
    Config, Text,
    config::{
        AttributeType, ComparisonValue, Condition, PercentageOption, Segment, Setting, TargetingRule,
        UserComparator, UserCondition,
    },
};

use super::options::Options;

/// The attribute that every user has.
pub(super) const IDENTIFIER: &str = "Identifier";
/// The attributes that every user can have, whatever the document asks for.
pub(super) const PREDEFINED: [&str; 2] = ["Email", "Country"];

/// How many comparison values are kept of an attribute that needs no more.
const EXAMPLES: usize = 12;

/// An attribute, and everything that the targeting rules and percentage options of a document say about it.
#[derive(Debug)]
pub(super) struct AttributeUse<'a> {
    pub(super) name: &'a str,
    /// What comparators compare it as, each once, sorted. Empty if only percentage options use it.
    pub(super) types: Vec<AttributeType>,
    pub(super) comparators: Vec<UserComparator>,
    /// The keys of the flags that ask for it.
    pub(super) flags: Vec<&'a str>,
    /// How many of the flags deal users out by it.
    pub(super) dealt_by: usize,
    /// The comparison values that the document has as texts, each once.
    pub(super) values: ComparedValues<'a>,
}

/// The comparison values of an attribute. Of most attributes, the first ones are enough.
#[derive(Debug)]
pub(super) struct ComparedValues<'a> {
    /// The texts of equality comparators, which an attribute can have as its value.
    pub(super) equal: Distinct<'a>,
    /// The texts of other comparators, versions included.
    pub(super) others: Distinct<'a>,
    pub(super) numbers: Vec<ComparisonValue<'a>>,
    /// How many values the document has only hashes of.
    pub(super) hashed: usize,
}

/// Texts, each once, in their order.
#[derive(Debug)]
pub(super) struct Distinct<'a> {
    pub(super) texts: Vec<&'a str>,
    seen: HashSet<&'a str>,
    /// Further texts are ignored.
    most: usize,
}

/// All attributes of a document, in document order; `Identifier`, `Email` and `Country` are there if a flag asks for them.
#[derive(Debug, Default)]
pub(super) struct Attributes<'a> {
    pub(super) all: Vec<AttributeUse<'a>>,
    /// Without optimisation, comparing names is faster than hashing them.
    by_name: BTreeMap<&'a str, usize>,
    /// The attributes of which all comparison values are needed.
    listed: HashSet<&'a str>,
    /// The segments whose comparison values are known, by address.
    segments: HashSet<*const Segment>,
}

impl<'a> Attributes<'a> {
    /// The attributes that the flags ask for which are not left out.
    pub(super) fn of(config: &'a Config, options: &'a Options) -> Self {
        let listed = options.attribute_enums.iter().map(String::as_str).collect();
        let mut attributes = Self { listed, ..Self::default() };
        for setting in config.settings().filter(|setting| !options.skips(setting.key())) {
            attributes.read(setting);
        }
        attributes
    }

    /// The attribute with this name, if a flag asks for it.
    pub(super) fn get(&self, name: &str) -> Option<&AttributeUse<'a>> {
        self.all.get(*self.by_name.get(name)?)
    }

    fn read(&mut self, setting: &'a Setting) {
        let key = setting.key().as_str();
        for condition in setting.targeting_rules().iter().flat_map(TargetingRule::conditions) {
            match condition {
                Condition::User(condition) => self.read_condition(key, condition, true),
                Condition::Segment(condition) => {
                    let is_new = self.segments.insert(ptr::from_ref(condition.segment()));
                    for condition in condition.segment().conditions() {
                        self.read_condition(key, condition, is_new);
                    }
                }
                _ => {}
            }
        }
        if deals_out(setting) {
            self.of_flag(setting.percentage_attribute(), key, |attribute| attribute.dealt_by += 1);
        }
    }

    /// Reads a condition. The comparison values of a segment are read once.
    fn read_condition(&mut self, key: &'a str, condition: &'a UserCondition, with_values: bool) {
        self.of_flag(condition.attribute(), key, |attribute| {
            attribute.add_comparator(condition.comparator());
            if with_values {
                attribute.values.read(condition);
            }
        });
    }

    /// Changes the attribute with a name, for which a flag asks.
    fn of_flag(&mut self, name: &'a str, key: &'a str, change: impl FnOnce(&mut AttributeUse<'a>)) {
        let next = self.all.len();
        let place = *self.by_name.entry(name).or_insert(next);
        if place == next {
            let most = if self.listed.contains(name) { usize::MAX } else { EXAMPLES };
            self.all.push(AttributeUse::new(name, most));
        }
        if let Some(attribute) = self.all.get_mut(place) {
            if attribute.flags.last() != Some(&key) {
                attribute.flags.push(key);
            }
            change(attribute);
        }
    }
}

impl<'a> AttributeUse<'a> {
    /// An attribute that no flag asks for.
    pub(super) fn unused(name: &'a str) -> Self {
        Self::new(name, 0)
    }

    fn new(name: &'a str, most_values: usize) -> Self {
        let distinct = || Distinct { texts: Vec::new(), seen: HashSet::new(), most: most_values };
        let values = ComparedValues { equal: distinct(), others: distinct(), numbers: Vec::new(), hashed: 0 };
        Self { name, types: Vec::new(), comparators: Vec::new(), flags: Vec::new(), dealt_by: 0, values }
    }

    fn add_comparator(&mut self, comparator: UserComparator) {
        if self.comparators.contains(&comparator) {
            return;
        }
        self.comparators.push(comparator);
        let compared_as = AttributeType::of(comparator);
        if let Err(place) = self.types.binary_search(&compared_as) {
            self.types.insert(place, compared_as);
        }
    }
}

impl<'a> ComparedValues<'a> {
    fn read(&mut self, condition: &'a UserCondition) {
        let texts = if is_equality(condition.comparator()) { &mut self.equal } else { &mut self.others };
        match condition.comparison_value() {
            ComparisonValue::Text(text) => texts.insert(text),
            ComparisonValue::Texts(list) => list.iter().map(Text::as_str).for_each(|text| texts.insert(text)),
            ComparisonValue::HashedText => self.hashed += 1,
            ComparisonValue::HashedTexts(count) => self.hashed += count,
            number if self.numbers.len() < EXAMPLES && !self.numbers.contains(&number) => {
                self.numbers.push(number);
            }
            _ => {}
        }
    }
}

impl<'a> Distinct<'a> {
    fn insert(&mut self, text: &'a str) {
        if self.texts.len() < self.most && self.seen.insert(text) {
            self.texts.push(text);
        }
    }
}

/// Whether a comparator holds for texts that are equal to the comparison value, or for all others.
pub(super) fn is_equality(comparator: UserComparator) -> bool {
    matches!(
        comparator,
        UserComparator::TextIsOneOf
            | UserComparator::TextIsNotOneOf
            | UserComparator::TextEquals
            | UserComparator::TextNotEquals
    )
}

/// Whether a setting has percentage options.
fn deals_out(setting: &Setting) -> bool {
    let of_rules = setting.targeting_rules().iter().map(TargetingRule::percentage_options);
    [setting.percentage_options()]
        .into_iter()
        .chain(of_rules)
        .any(|options: &[PercentageOption]| !options.is_empty())
}
