//! Stage 4 of code generation: the code. Nothing is decided here. Except for primitive types, all paths are absolute,
//! or begin with the name of the runtime.

mod check;
mod code;
mod context;
mod declaration;
mod declared;
mod enums;
mod fake;
mod generate;
mod methods;
mod overrides;
mod plain_types;
mod types;
mod user;
mod user_enums;
mod values;
mod watch;

pub use declaration::{Declaration, UserDeclaration};
pub use generate::{generate, generate_with};
