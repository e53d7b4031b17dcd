//! The overrides that environment variables give.

use super::{super::names::reserved::OVERRIDES_FROM_ENV, code::Code, context::Context};

/// Writes the function of the declared type.
pub(super) fn write_function(code: &mut Code, context: &Context<'_>) {
    let runtime = &context.types.runtime;
    code.text(
        "
/// Local flags from the environment variables with a prefix. They replace the flags of ConfigCat. After the prefix, a
/// variable has the name of the flag's constant, or the flag's key. Its value has the type of the flag: `true`, `1`, `on`,
/// `yes` and their opposites, a number, a text, or JSON.
///
/// # Errors
///
/// If the prefix is empty, or if a variable names no flag or has a value that the flag cannot have. The error lists all
/// such variables.
",
    );
    code.tokens(context.visibility());
    write!(
        code,
        "fn {OVERRIDES_FROM_ENV}(prefix: &str)
            -> ::core::result::Result<{runtime}::Overrides, {runtime}::EnvOverrideError>
        {{
            {runtime}::generated::overrides_from_env::<Self>(prefix)
        }}"
    );
}
