//! The overrides that environment variables give.

use super::{super::names::reserved::OVERRIDES_FROM_ENV, code::Code, context::Context};

/// Writes the function of the declared type.
pub(super) fn write_function(code: &mut Code, context: &Context<'_>) {
    let runtime = &context.types.runtime;
    code.text(
        "
/// Local flags, over those of ConfigCat, from the environment variables with a prefix. A variable has the name of the
/// flag's constant after the prefix, or its key. The flag gives the type: `true`, `1`, `on`, `yes` and their opposites,
/// numbers, texts, JSON.
///
/// # Errors
///
/// All variables that name no flag or have a value that the flag cannot have. If the prefix is empty.
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
