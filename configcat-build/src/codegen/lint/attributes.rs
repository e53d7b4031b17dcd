//! Lints of the attributes that flags ask for.

use std::collections::{BTreeMap, HashMap, HashSet};

use configcat_core::{Config, config::AttributeType};

use super::{
    super::{
        attribute_kind::AttributeKind,
        attributes::{Attributes, IDENTIFIER, PREDEFINED},
        literal::shortened,
        names::setters::{self, NoSetter},
        options::Options,
    },
    comparisons,
    finding::Finding,
    place::Place,
    positions::SettingPart,
    similar_names::{self, Pair},
};
use crate::{error::Problems, lint::Lint};

const CHOOSE_TYPE: &str =
    "compare it by comparators of one type, or use another attribute in one of the conditions";
const CHOOSE_NAME: &str =
    "choose one name in the ConfigCat dashboard: users have attributes by their exact names";

/// The findings of all attributes, by the key of the flag that they are reported for.
pub(super) fn findings<'a>(config: &'a Config, options: &'a Options) -> HashMap<&'a str, Vec<Finding>> {
    let attributes = Attributes::of(config, options);
    let places = Place::all(config, options);
    let pairs = similar_names::pairs(&attributes);
    let mut all = comparisons::findings(&places, &attributes, options);
    all.extend(mixed(&places));
    all.extend(pairs.iter().filter_map(|pair| similar(pair, &attributes, &places)));
    all.extend(unnamed(&attributes, &places, options, &pairs));
    let mut by_flag: HashMap<_, Vec<Finding>> = HashMap::new();
    for (key, finding) in all {
        by_flag.entry(key).or_default().push(finding);
    }
    by_flag
}

/// The first condition that compares an attribute as another type than the conditions before it.
fn mixed<'a>(places: &[Place<'a>]) -> Vec<(&'a str, Finding)> {
    // Without optimisation, comparing names is faster than hashing them.
    let mut first: BTreeMap<&str, &Place<'a>> = BTreeMap::new();
    let mut reported = HashSet::new();
    let mut all = Vec::new();
    let type_of = |place: &Place<'_>| AttributeType::of(place.condition.comparator());
    for place in places.iter().filter(|place| !place.condition.attribute().is_empty()) {
        let name = place.condition.attribute();
        let earlier = *first.entry(name).or_insert(place);
        let [one, other] = [earlier, place].map(type_of);
        if one != other && reported.insert(name) {
            let message = format!(
                "{place} compares `{name}` as {}, but flag `{}` compares it as {}",
                AttributeKind::of_type(other).noun(),
                earlier.key,
                AttributeKind::of_type(one).noun()
            );
            let finding = Finding::new(Lint::MixedAttribute, place.part(), message);
            all.push((place.key, finding.remedy(CHOOSE_TYPE)));
        }
    }
    all
}

fn similar<'a>(
    pair: &Pair<'a>,
    attributes: &Attributes<'a>,
    places: &[Place<'a>],
) -> Option<(&'a str, Finding)> {
    let Pair { rare, common } = *pair;
    let (key, part) = first_use(rare, attributes, places)?;
    let who = match attributes.get(common).map_or(0, |attribute| attribute.flags.len()) {
        0 => "which every user can have".to_owned(),
        1 => "which 1 flag asks for".to_owned(),
        count => format!("which {count} flags ask for"),
    };
    let message = format!("the attribute `{}` is almost `{}`, {who}", shortened(&rare), shortened(&common));
    Some((key, Finding::new(Lint::SimilarAttributes, part, message).remedy(CHOOSE_NAME)))
}

/// The attributes without a setter. Names that are similar are reported as such, empty ones as missing.
fn unnamed<'a>(
    attributes: &Attributes<'a>,
    places: &[Place<'a>],
    options: &Options,
    pairs: &[Pair<'a>],
) -> Vec<(&'a str, Finding)> {
    let is_heard = options.lints.is_heard(Lint::SimilarAttributes);
    let similar: HashSet<&str> =
        pairs.iter().flat_map(|pair| [pair.rare, pair.common]).filter(|_| is_heard).collect();
    let used = attributes.all.iter().map(|attribute| attribute.name);
    let unused = PREDEFINED.into_iter().filter(|name| attributes.get(name).is_none());
    let names: Vec<&str> = used.clone().chain(unused).collect();
    // The problems of the options are reported where the setters are named for the code.
    let assigned = setters::assign(&names, options, &mut Problems::in_file(""));
    let without = used.filter(|name| !similar.contains(name) && *name != IDENTIFIER);
    let without = without.filter_map(|name| match assigned.get(name)? {
        Err(why) if *why != NoSetter::Empty => {
            let message =
                format!("the attribute `{}` has no setter in the generated user: {why}", shortened(&name));
            let (key, part) = first_use(name, attributes, places)?;
            let remedy = setters::rename_line(name, "my_attribute");
            Some((key, Finding::new(Lint::UnnamedAttribute, part, message).remedy(remedy)))
        }
        _ => None,
    });
    without.collect()
}

/// The flag that asks for an attribute first, and the part of it that does.
fn first_use<'a>(
    name: &str,
    attributes: &Attributes<'a>,
    places: &[Place<'a>],
) -> Option<(&'a str, SettingPart)> {
    let key = *attributes.get(name)?.flags.first()?;
    let mut conditions =
        places.iter().filter(|place| place.key == key && place.condition.attribute() == name);
    Some((key, conditions.next().map_or(SettingPart::Setting, Place::part)))
}
