//! [`Resolver`]: decides whether a candidate is a use.

use std::collections::HashSet;

use super::{
    candidate::{Candidate, Shape},
    facts::{Facts, Typed},
    flag_names::FlagNames,
    flag_use::{Certainty, UseKind},
    receiver::{Receiver, TypeTree},
};

/// The declarations of all files.
pub(super) struct Resolver<'a> {
    pub(super) names: &'a FlagNames,
    pub(super) facts: &'a Facts,
    /// The types that were declared for the document.
    pub(super) flag_types: &'a HashSet<String>,
}

/// What a receiver is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Flags,
    Fake,
    Watch,
    Values,
    /// Something else.
    Other,
    /// Not known. It can have the name of flags.
    Unknown {
        is_named_so: bool,
    },
}

/// A role, and whether it is sure.
type Resolved = (Role, Certainty);

const UNKNOWN: Resolved = (Role::Unknown { is_named_so: false }, Certainty::Likely);
const OTHER: Resolved = (Role::Other, Certainty::Certain);

/// Types that are used like what is in them.
const TRANSPARENT: [&str; 18] = [
    "Arc",
    "Rc",
    "Box",
    "Cow",
    "Pin",
    "Lazy",
    "LazyLock",
    "LazyCell",
    "State",
    "Data",
    "Extension",
    "Ref",
    "RefMut",
    "MutexGuard",
    "RwLockReadGuard",
    "RwLockWriteGuard",
    "Guard",
    "ManuallyDrop",
];

/// How far names are followed.
const DEPTH: usize = 2_000;
/// How far aliases are followed.
const ALIASES: usize = 8;

impl Resolver<'_> {
    /// How a candidate uses its flag, if it does.
    pub(super) fn decide(&self, candidate: &Candidate) -> Option<(UseKind, Certainty)> {
        match &candidate.shape {
            Shape::Key { is_certain } => {
                Some((UseKind::Key, if *is_certain { Certainty::Certain } else { Certainty::Likely }))
            }
            Shape::Constant(receiver) => match self.role(receiver, DEPTH) {
                (Role::Flags, certainty) => Some((UseKind::Constant, certainty)),
                _ => None,
            },
            // A type of the program can have the same name.
            Shape::Enum(name) if self.facts.types.contains(name) => Some((UseKind::Enum, Certainty::Likely)),
            Shape::Enum(_) => Some((UseKind::Enum, Certainty::Certain)),
            Shape::Method { receiver, is_details, is_telling } => {
                self.of_method(receiver, *is_details, *is_telling)
            }
            Shape::Field(receiver) => match self.role(receiver, DEPTH) {
                (Role::Values, certainty) => Some((UseKind::Value, certainty)),
                _ => None,
            },
        }
    }

    /// `is_telling`: name or argument speak for a flag, whatever the receiver is.
    fn of_method(
        &self,
        receiver: &Receiver,
        is_details: bool,
        is_telling: bool,
    ) -> Option<(UseKind, Certainty)> {
        let kind = if is_details { UseKind::Details } else { UseKind::Accessor };
        match self.role(receiver, DEPTH) {
            (Role::Flags, certainty) => Some((kind, certainty)),
            (Role::Fake, certainty) if !is_details => Some((UseKind::Fake, certainty)),
            (Role::Watch, certainty) if !is_details => Some((UseKind::Watch, certainty)),
            (Role::Unknown { is_named_so }, _) if is_named_so || is_telling => {
                Some((kind, Certainty::Likely))
            }
            _ => None,
        }
    }

    fn role(&self, receiver: &Receiver, depth: usize) -> Resolved {
        let Some(depth) = depth.checked_sub(1) else { return UNKNOWN };
        match receiver {
            Receiver::Type(tree) => self.role_of_type(tree, false, ALIASES),
            Receiver::Inside(inner) => match &**inner {
                Receiver::Type(tree) => self.role_of_type(tree, true, ALIASES),
                inner => self.certain_inside(self.role(inner, depth), inner),
            },
            Receiver::Field(base, name) => self.role_of_field(base.as_deref(), name, depth),
            Receiver::Call(base, name) => self.role_of_call(base.as_deref(), name, depth),
            Receiver::Unknown(name) => self.unknown(name.as_deref()),
        }
    }

    /// The role of the content of a wrapper. It is certain if every declaration of the name has this role inside of its
    /// wrapper: the expression has opened the wrapper.
    fn certain_inside(&self, (role, certainty): Resolved, inner: &Receiver) -> Resolved {
        let declared = match inner {
            Receiver::Field(_, name) => self.facts.fields.get(name),
            Receiver::Call(_, name) => self.facts.functions.get(name),
            _ => None,
        };
        let all = declared.map(Vec::as_slice).unwrap_or_default();
        let is_open = |typed: &Typed| {
            typed.type_.as_ref().is_some_and(|tree| self.role_of_type(tree, true, ALIASES).0 == role)
        };
        if !all.is_empty() && all.iter().all(is_open) {
            (role, Certainty::Certain)
        } else {
            (role, certainty)
        }
    }

    fn role_of_type(&self, tree: &TypeTree, is_inside: bool, depth: usize) -> Resolved {
        let Some(depth) = depth.checked_sub(1) else { return OTHER };
        let TypeTree { name, arguments } = tree;
        if let Some(role) = self.role_of_name(name) {
            return (role, Certainty::Certain);
        }
        for target in self.facts.aliases.get(name).into_iter().flatten() {
            let found = self.role_of_type(target, is_inside, depth);
            if !matches!(found.0, Role::Other | Role::Unknown { .. }) {
                return found;
            }
        }
        for argument in arguments {
            let (role, certainty) = self.role_of_type(argument, is_inside, depth);
            if !matches!(role, Role::Other | Role::Unknown { .. }) {
                let is_open = is_inside || TRANSPARENT.contains(&name.as_str());
                return (role, if is_open { certainty } else { Certainty::Likely });
            }
        }
        // Another package may have given the type this name.
        if self.facts.types.contains(name) || !self.is_named_so(name) {
            OTHER
        } else {
            self.unknown(Some(name))
        }
    }

    fn role_of_name(&self, name: &str) -> Option<Role> {
        if self.flag_types.contains(name) {
            return Some(Role::Flags);
        }
        [("Fake", Role::Fake), ("Watch", Role::Watch), ("Values", Role::Values)].into_iter().find_map(
            |(suffix, role)| {
                let declared = name.strip_suffix(suffix)?;
                self.flag_types.contains(declared).then_some(role)
            },
        )
    }

    fn role_of_field(&self, base: Option<&Receiver>, name: &str, depth: usize) -> Resolved {
        let all = self.facts.fields.get(name).map(Vec::as_slice).unwrap_or_default();
        let Some(base) = base else {
            // A variable that is not known hides no field, but it can be a static.
            let mut statics = all.iter().filter(|typed| typed.owner.is_none());
            return match (statics.next(), statics.next()) {
                (Some(only), None) => self.of_declared(std::slice::from_ref(only), None, name),
                _ => self.unknown(Some(name)),
            };
        };
        let owner = self.type_name(base, depth);
        self.of_declared(all, owner.as_deref(), name)
    }

    fn role_of_call(&self, base: Option<&Receiver>, name: &str, depth: usize) -> Resolved {
        let all = self.facts.functions.get(name).map(Vec::as_slice).unwrap_or_default();
        let Some(base) = base else { return self.of_declared(all, None, name) };
        let (role, certainty) = self.role(base, depth);
        let derived = match (role, name) {
            (Role::Flags, "new" | "embedded") | (Role::Fake, "build") => Some(Role::Flags),
            (Role::Flags, "fake") => Some(Role::Fake),
            (Role::Flags | Role::Unknown { is_named_so: true }, "watch") => Some(Role::Watch),
            (Role::Flags | Role::Unknown { is_named_so: true }, "all") => Some(Role::Values),
            (Role::Fake, _) if self.names.method(name).is_some() => Some(Role::Fake),
            // Values, and watches of one flag.
            (Role::Flags | Role::Watch | Role::Values, _) if all.is_empty() => Some(Role::Other),
            _ => None,
        };
        if let Some(role) = derived {
            return (role, certainty);
        }
        let owner = self.type_name(base, depth);
        if let (Receiver::Type(tree), "new" | "default" | "from") = (base, name) {
            return self.role_of_type(tree, false, ALIASES);
        }
        self.of_declared(all, owner.as_deref(), name)
    }

    /// The role that the declarations of a name give. If the owner has such declarations, only these count.
    fn of_declared(&self, all: &[Typed], owner: Option<&str>, name: &str) -> Resolved {
        let is_of_owner = |typed: &&Typed| owner.is_some() && typed.owner.as_deref() == owner;
        let of_owner: Vec<_> = all.iter().filter(is_of_owner).collect();
        let is_owned = !of_owner.is_empty();
        let considered = if is_owned { of_owner } else { all.iter().collect() };
        let roles: Vec<_> = considered
            .iter()
            .map(|typed| match &typed.type_ {
                Some(tree) => self.role_of_type(tree, false, ALIASES),
                None => OTHER,
            })
            .collect();
        let of_flags = roles.iter().filter(|(role, _)| !matches!(role, Role::Other | Role::Unknown { .. }));
        match of_flags.clone().next() {
            Some(first) if of_flags.count() == roles.len() => *first,
            Some((role, _)) => (*role, Certainty::Likely),
            None if is_owned => OTHER,
            None => self.unknown(Some(name)),
        }
    }

    /// The type of a receiver that is no type of flags.
    fn type_name(&self, receiver: &Receiver, depth: usize) -> Option<String> {
        let depth = depth.checked_sub(1)?;
        let declared = |all: Option<&Vec<Typed>>, owner: Option<String>| {
            let all = all?;
            let of_owner = all.iter().find(|typed| owner.is_some() && typed.owner == owner);
            let only = if let [only] = all.as_slice() { Some(only) } else { None };
            of_owner.or(only)?.type_.as_ref().map(innermost)
        };
        match receiver {
            Receiver::Type(tree) => Some(innermost(tree)),
            Receiver::Inside(inner) => self.type_name(inner, depth),
            Receiver::Field(base, name) => {
                let owner = base.as_deref().and_then(|base| self.type_name(base, depth));
                declared(self.facts.fields.get(name), owner)
            }
            Receiver::Call(base, name) => {
                let owner = base.as_deref().and_then(|base| self.type_name(base, depth));
                declared(self.facts.functions.get(name), owner)
            }
            Receiver::Unknown(_) => None,
        }
    }

    fn unknown(&self, name: Option<&str>) -> Resolved {
        let is_named_so = name.is_some_and(|name| self.is_named_so(name));
        (Role::Unknown { is_named_so }, Certainty::Likely)
    }

    /// Whether a name says that it is flags.
    fn is_named_so(&self, name: &str) -> bool {
        let plain = |name: &str| name.replace('_', "").to_lowercase();
        let name = plain(name);
        name.ends_with("flags") || self.flag_types.iter().any(|type_| plain(type_) == name)
    }
}

/// The type inside of wrappers that are used like it.
fn innermost(tree: &TypeTree) -> String {
    match tree.arguments.as_slice() {
        [inner]
            if TRANSPARENT.contains(&tree.name.as_str()) || matches!(&*tree.name, "Option" | "Result") =>
        {
            innermost(inner)
        }
        _ => tree.name.clone(),
    }
}
