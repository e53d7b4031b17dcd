//! [`FlagNames`]: which flag a name belongs to.

use std::collections::HashMap;

use configcat_build::codegen::Accessors;

/// The keys and the generated names of all flags.
pub(crate) struct FlagNames {
    /// Key and accessor of each flag.
    pub(crate) flags: Vec<(String, String)>,
    keys: HashMap<String, usize>,
    methods: HashMap<String, Method>,
    constants: HashMap<String, usize>,
    enums: HashMap<String, usize>,
}

/// A generated method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Method {
    /// The index of the flag.
    pub(super) flag: usize,
    pub(super) is_details: bool,
}

impl FlagNames {
    pub(crate) fn of(accessors: &Accessors) -> Self {
        let mut names = Self {
            flags: Vec::new(),
            keys: HashMap::new(),
            methods: HashMap::new(),
            constants: HashMap::new(),
            enums: HashMap::new(),
        };
        for (flag, item) in accessors.names().enumerate() {
            names.flags.push((item.key.to_owned(), item.accessor.to_owned()));
            names.keys.insert(item.key.to_owned(), flag);
            names.methods.insert(item.accessor.to_owned(), Method { flag, is_details: false });
            if let Some([details, constant]) = item.others {
                names.methods.insert(details.to_owned(), Method { flag, is_details: true });
                names.constants.insert(constant.to_owned(), flag);
            }
            if let Some(enum_type) = item.enum_type {
                names.enums.insert(enum_type.to_owned(), flag);
            }
        }
        names
    }

    pub(super) fn method(&self, name: &str) -> Option<Method> {
        self.methods.get(name).copied()
    }

    pub(super) fn constant(&self, name: &str) -> Option<usize> {
        self.constants.get(name).copied()
    }

    pub(super) fn has_enums(&self) -> bool {
        !self.enums.is_empty()
    }

    pub(super) fn enum_type(&self, name: &str) -> Option<usize> {
        self.enums.get(name).copied()
    }

    pub(super) fn key(&self, text: &str) -> Option<usize> {
        self.keys.get(text).copied()
    }
}
