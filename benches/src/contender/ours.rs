//! This workspace, as applications use it: generated accessors on a live client.

use std::{hint::black_box, time::Duration};

use configcat_core::{Client, LogLevel, PollingMode, ReadyState, User, Value};

use super::{Contender, Question, repeat};
use crate::{
    document::{self, config_v6},
    server::Server,
};

configcat_macros::flags! {
    /// The flags that the build script has written.
    pub struct Flags;
}

configcat_macros::flags! {
    /// The flags of W6.
    pub struct HundredFlags;
    name = "hundred_flags"
}

/// An SDK key that nobody has.
pub const SDK_KEY: &str = "configcat-sdk-1/0123456789012345678901/0123456789012345678901";

/// How long a large config may take on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// A client that polls a loopback server, its accessors and the user.
#[derive(Debug)]
pub struct Ours {
    flags: Flags,
    client: Client,
    user: User,
}

impl Ours {
    /// A client with the flags.
    #[must_use]
    pub fn live(flags: &[document::Flag]) -> Self {
        Self::from(live_client(&config_v6::document(flags), LogLevel::Warning))
    }

    /// A client that logs how flags are evaluated.
    #[must_use]
    pub fn with_evaluation_log(flags: &[document::Flag]) -> Self {
        Self::from(live_client(&config_v6::document(flags), LogLevel::Info))
    }
}

impl From<Client> for Ours {
    fn from(client: Client) -> Self {
        Self { flags: Flags::new(&client), client, user: user() }
    }
}

impl Contender for Ours {
    fn name(&self) -> &'static str {
        "ours"
    }

    fn read(&self, question: Question, times: u64) -> Option<bool> {
        let (flags, user) = (&self.flags, &self.user);
        match question {
            Question::PLAIN => repeat(times, || black_box(flags).plain_feature_flag00000012(None)),
            Question::TEXT => repeat(times, || black_box(flags).email_feature_flag00000012(black_box(user))),
            Question::HALF => repeat(times, || black_box(flags).split_feature_flag00000012(black_box(user))),
            Question::RULES => repeat(times, || black_box(flags).rules_feature_flag00000012(black_box(user))),
            Question::HASHED => {
                repeat(times, || black_box(flags).crypt_feature_flag00000000(black_box(user)))
            }
            Question { key, for_user } => {
                let user = for_user.then_some(user);
                repeat(times, || self.client.get_value(black_box(key), false, black_box(user)))
            }
        }
    }

    fn read_all_typed(&self, times: u64) -> Option<usize> {
        let flags = HundredFlags::new(&self.client);
        let mut values = None;
        for _ in 0..times {
            values = black_box(Some(black_box(&flags).all(black_box(&self.user))));
        }
        let Ok(serde_json::Value::Object(values)) = serde_json::to_value(values) else { return None };
        Some(values.values().filter(|value| **value == serde_json::Value::Bool(true)).count())
    }

    fn logs_evaluations(&self) -> bool {
        true
    }

    fn read_all(&self, times: u64) -> usize {
        let mut values = Vec::new();
        for _ in 0..times {
            values = black_box(self.client.get_all_values(black_box(&self.user)));
        }
        values.iter().filter(|(_, value)| *value == Value::Bool(true)).count()
    }
}

/// The user of the measurements.
#[must_use]
pub fn user() -> User {
    User::new(document::user::ID)
        .email(document::user::EMAIL)
        .country(document::user::COUNTRY)
        .custom("version", document::user::VERSION)
        .custom("seats", document::user::SEATS)
}

/// A client that has got its config from a loopback server, and will not poll again while somebody measures.
#[must_use]
pub fn live_client(document: &str, log_level: LogLevel) -> Client {
    let client = Client::builder(SDK_KEY)
        .base_url(Server::start(document).url())
        .polling_mode(PollingMode::auto().interval(Duration::from_hours(1)).max_init_wait(PATIENCE))
        .max_config_size(usize::MAX)
        .log_level(log_level)
        .build()
        .expect("a client");
    assert_eq!(client.wait_for_ready(PATIENCE), Ok(ReadyState::HasUpToDateFlagData));
    client
}
