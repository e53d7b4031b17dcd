//! [`HashScope`]: what hashes are made with.

use std::cell::OnceCell;

use crate::{
    config::{defect::kind::DefectKind, hash::Hashing},
    values::Text,
};

/// What hashes are made with: the salt, and the key of the setting or the name of the segment.
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
