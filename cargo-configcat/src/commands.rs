//! The commands: each module has the arguments of a command, and runs it.

pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod eval;
pub(crate) mod expand;
pub(crate) mod explain;
pub(crate) mod init;
pub(crate) mod lint;
pub(crate) mod list;
pub(crate) mod man;
pub(crate) mod pull;
pub(crate) mod refs;
pub(crate) mod serve;
pub(crate) mod stale;
