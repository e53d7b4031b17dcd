//! This workspace, as an application uses it: generated accessors that read from a live client.

use std::{hint::black_box, time::Duration};

use configcat_core::{Client, ClientBuilder, Config, LogLevel, PollingMode, ReadyState, User, Value};

use super::repeat::repeat;
use crate::{
    contender::Contender,
    document::{self, config_v6},
    loader::Loader,
    question::Question,
    server::Server,
};

configcat_macros::flags! {
    /// The flags of W1 to W5.
    pub struct Flags;
}

configcat_macros::flags! {
    /// The flags of W6.
    pub struct HundredFlags;
    name = "hundred_flags"
}

/// The name of the column.
pub const NAME: &str = "ours";

/// An SDK key that does not exist.
pub const SDK_KEY: &str = "configcat-sdk-1/0123456789012345678901/0123456789012345678901";

/// How long to wait for a large config on a busy machine.
const TIMEOUT: Duration = Duration::from_mins(1);

/// A client that polls a loopback server, the accessors that read from it, and the user.
#[derive(Debug)]
pub struct Ours {
    flags: Flags,
    client: Client,
    user: User,
}

impl Ours {
    /// A client with these flags.
    #[must_use]
    pub fn live(flags: &[document::Flag]) -> Self {
        Self::from(live_client(&config_v6::document(flags), LogLevel::Warning))
    }

    /// A client with these flags, which counts its reads.
    #[must_use]
    pub fn counting(flags: &[document::Flag]) -> Self {
        let document = config_v6::document(flags);
        Self::from(ready(builder(&document).usage(true)))
    }

    /// A client with these flags, which logs how it evaluates them.
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
        NAME
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

pub(super) fn loader(flags: &[document::Flag]) -> Loader {
    Loader { name: NAME, document: config_v6::document(flags), load: |document| Box::new(load(document)) }
}

fn load(document: &str) -> Config {
    let config = Config::parse(document).expect("a config document");
    assert_eq!(config.broken_settings().count(), 0);
    config
}

/// The user for whom flags are evaluated.
#[must_use]
pub fn user() -> User {
    User::new(document::user::ID)
        .email(document::user::EMAIL)
        .country(document::user::COUNTRY)
        .custom("version", document::user::VERSION)
        .custom("seats", document::user::SEATS)
}

/// A client that has its config from a loopback server, and does not poll again during the measurements.
#[must_use]
pub fn live_client(document: &str, log_level: LogLevel) -> Client {
    ready(builder(document).log_level(log_level))
}

fn builder(document: &str) -> ClientBuilder {
    Client::builder(SDK_KEY)
        .base_url(Server::start(document).url())
        .polling_mode(PollingMode::auto().interval(Duration::from_hours(1)).max_init_wait(TIMEOUT))
        .max_config_size(usize::MAX)
}

fn ready(builder: ClientBuilder) -> Client {
    let client = builder.build().expect("a client");
    assert_eq!(client.wait_for_ready(TIMEOUT), Ok(ReadyState::HasUpToDateFlagData));
    client
}
