//! [`LogLevel`]: how much a client logs.

/// How much a client logs. Each level includes the levels before it. The default is [`Warning`](Self::Warning).
///
/// Reads log an error or a warning once a minute for each flag and reason, and at most 512 of them a minute. All others
/// have the level [`Debug`](Self::Debug). A condition of a new config counts as another reason. A snapshot that is made
/// from a config, for tests and tools, logs all of them.
///
/// The levels are complete, so a match can name them all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum LogLevel {
    /// Nothing.
    Off,
    /// Errors: a read or an action of the client failed.
    Error,
    /// Warnings: something that the developer of the application or the author of a config should fix.
    #[default]
    Warning,
    /// The evaluation log of each read, and changes of the mode of the client.
    Info,
    /// What the client does: downloads, reads and writes of the cache, new flags, redirects, waiting times. And the
    /// errors and warnings of reads that were logged in the last minute already.
    Debug,
}

impl LogLevel {
    /// A higher byte for a level that includes more.
    #[inline]
    pub(super) const fn to_byte(self) -> u8 {
        self as u8
    }

    pub(super) const fn from_byte(byte: u8) -> Self {
        match byte {
            0 => Self::Off,
            1 => Self::Error,
            2 => Self::Warning,
            3 => Self::Info,
            _ => Self::Debug,
        }
    }
}
