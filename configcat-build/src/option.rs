//! [`SpecOption`]: the options of a spec. This is the only list of them.

use std::fmt;

/// Declares the enum, and all that is known about each option.
macro_rules! options {
    ($($option:ident: $name:literal [$($argument:ident)*], $summary:literal;)*) => {
        /// An option of a spec: a method of [`Spec`](crate::Spec), a line of `flags!`, and mostly an argument of
        /// `cargo configcat expand`.
        #[doc(hidden)]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum SpecOption {
            $(#[doc = $summary] $option,)*
        }

        impl SpecOption {
            /// All options.
            pub const ALL: &[Self] = &[$(Self::$option,)*];

            /// The name of the method.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$option => $name,)*
                }
            }

            /// What the method is given.
            #[must_use]
            pub const fn arguments(self) -> &'static [OptionArgument] {
                match self {
                    $(Self::$option => &[$(OptionArgument::$argument,)*],)*
                }
            }

            /// What it is, in one line.
            #[must_use]
            pub const fn summary(self) -> &'static str {
                match self {
                    $(Self::$option => $summary,)*
                }
            }
        }
    };
}

options! {
    Default: "default" [Key Value],
        "The fallback of a flag: a bool, a number, or text, in quotes if it looks like one of the others";
    Rename: "rename" [Key Identifier], "The name of a flag's accessor";
    Skip: "skip" [Key], "A flag to leave out";
    TextEnum: "text_enum" [Key], "A text flag whose accessor returns an enum";
    TextEnums: "text_enums" [MaxValues], "The same for all text flags with 2 to this many values";
    RenameValue: "rename_value" [Key Text Identifier], "The name of the enum variant of one value of a flag";
    Json: "json" [Key TypePath], "A text flag whose JSON becomes a type";
    Removed: "removed" [Key Value],
        "A flag that the document no longer has, with the value of its deprecated accessor";
    Attribute: "attribute" [Attribute Form],
        "An attribute of users whose setter takes an enum of the texts that rules compare it with: `one_of`";
    Required: "required" [Attribute], "An attribute that the constructor of generated users takes";
    RenameAttribute: "rename_attribute" [Attribute Identifier], "The name of an attribute's setter";
    Descriptions: "descriptions" [File], "A file with a description of each flag";
    Deny: "deny" [Lint], "A lint whose findings are errors";
    DenyAll: "deny_all" [], "The same for all lints";
    Allow: "allow" [Lint], "A lint whose findings do not matter";
}

/// An argument of an option.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OptionArgument {
    /// The key of a flag.
    Key,
    /// The name of an attribute of users.
    Attribute,
    /// What the setter of an attribute takes.
    Form,
    /// A value of a flag.
    Value,
    /// A value of a text flag.
    Text,
    /// An identifier of Rust.
    Identifier,
    /// The path of a type.
    TypePath,
    /// A number of values.
    MaxValues,
    /// The path of a file.
    File,
    /// The name of a lint.
    Lint,
}

impl SpecOption {
    /// The option with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|option| option.name() == name)
    }

    /// How the option is written in `flags!`.
    #[must_use]
    pub fn form(self) -> String {
        let arguments: Vec<_> = self.arguments().iter().map(|argument| argument.form()).collect();
        format!("{self}({})", arguments.join(", "))
    }
}

impl fmt::Display for SpecOption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl OptionArgument {
    /// The argument in `flags!`.
    const fn form(self) -> &'static str {
        match self {
            Self::Key => "\"key\"",
            Self::Attribute => "\"attribute\"",
            Self::Form => "one_of",
            Self::Value => "value",
            Self::Text => "\"value\"",
            Self::Identifier => "\"identifier\"",
            Self::TypePath => "\"path::of::Type\"",
            Self::MaxValues => "max_values",
            Self::File => "\"path\"",
            Self::Lint => "\"lint\"",
        }
    }

    /// The argument on the command line.
    #[must_use]
    pub const fn placeholder(self) -> &'static str {
        match self {
            Self::Key => "KEY",
            Self::Attribute => "ATTRIBUTE",
            Self::Form => "FORM",
            Self::Value | Self::Text => "VALUE",
            Self::Identifier => "IDENTIFIER",
            Self::TypePath => "PATH::OF::TYPE",
            Self::MaxValues => "MAX_VALUES",
            Self::File => "PATH",
            Self::Lint => "LINT",
        }
    }
}
