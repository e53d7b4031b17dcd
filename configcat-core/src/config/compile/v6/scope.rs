//! [`HashScope`]: the texts that config v6 adds to a text before hashing it.

use std::cell::OnceCell;

use crate::{
    config::{defect::kind::DefectKind, hash::Hashing},
    values::Text,
};

/// The texts that are added to a text before it is hashed: the salt, and the key of the setting or the name of the
/// segment. They are joined on first use: most settings have no hashed comparison values.
pub(in crate::config) struct HashScope<'s> {
    salt: Option<&'s Text>,
    name: &'s str,
    hashing: OnceCell<Hashing>,
}

impl<'s> HashScope<'s> {
    pub(in crate::config) fn new(salt: Option<&'s Text>, name: &'s str) -> Self {
        Self { salt, name, hashing: OnceCell::new() }
    }

    pub(in crate::config) fn hashing(&self) -> Result<Hashing, DefectKind> {
        let salt = self.salt.ok_or(DefectKind::MissingSalt)?;
        let hashing = || Hashing::Sha256 { suffix: Text::from(format!("{salt}{}", self.name)) };
        Ok(self.hashing.get_or_init(hashing).clone())
    }
}
