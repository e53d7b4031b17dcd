//! ConfigCat's official SDK.

use std::{collections::HashMap, hint::black_box, time::Duration};

use configcat::{Client, PollingMode, User, Value};
use pollster::block_on;
use tokio::runtime::{Builder, Runtime};

use super::ours::SDK_KEY;
use crate::{
    contender::Contender,
    document::{Flag, config_v6, user},
    loader::Loader,
    question::Question,
    server::Server,
};

/// The name of the column.
pub const NAME: &str = "`configcat` 0.1.7";

/// A client that polls a loopback server.
///
/// Its methods are asynchronous and take the user by value. A whole batch of reads is one future, which the measuring
/// thread polls. Each read clones the user, as an application that reads more than one flag has to.
pub(super) struct Official {
    client: Client,
    user: User,
    /// The client polls here.
    _runtime: Runtime,
}

impl Official {
    pub(super) fn live(flags: &[Flag]) -> Self {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
        let client = {
            let _guard = runtime.enter();
            Client::builder(SDK_KEY)
                .base_url(&Server::start(&config_v6::document(flags)).url())
                .polling_mode(PollingMode::AutoPoll(Duration::from_hours(1)))
                .build()
                .expect("a client")
        };
        // The client is ready shortly before it has its config, so wait for the config.
        runtime.block_on(client.refresh()).expect("the server answers");
        let user = User::new(user::ID)
            .email(user::EMAIL)
            .country(user::COUNTRY)
            .custom("version", user::VERSION)
            .custom("seats", user::SEATS);
        Self { client, user, _runtime: runtime }
    }
}

impl Contender for Official {
    fn name(&self) -> &'static str {
        NAME
    }

    fn read(&self, Question { key, for_user }: Question, times: u64) -> Option<bool> {
        let user = for_user.then_some(&self.user);
        block_on(async {
            let mut last = None;
            for _ in 0..times {
                let value = self.client.get_value(black_box(key), false, black_box(user).cloned()).await;
                last = Some(black_box(value));
            }
            last
        })
    }

    fn logs_evaluations(&self) -> bool {
        true
    }

    fn read_all(&self, times: u64) -> usize {
        let values = block_on(async {
            let mut values = HashMap::new();
            for _ in 0..times {
                values = black_box(self.client.get_all_values(Some(black_box(&self.user).clone())).await);
            }
            values
        });
        values.values().filter(|value| matches!(value, Value::Bool(true))).count()
    }
}

/// What the client does with the body of a response, without its bookkeeping.
pub(super) fn loader(flags: &[Flag]) -> Loader {
    Loader {
        name: NAME,
        document: config_v6::document(flags),
        load: |document| {
            let config: configcat::Config = serde_json::from_str(document).expect("a config document");
            Box::new(config)
        },
    }
}
