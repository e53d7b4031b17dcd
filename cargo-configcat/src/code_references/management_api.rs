//! [`ManagementApi`]: ConfigCat's management API.

use std::{env, time::Duration};

use configcat_build::Problem;
use reqwest::{Client, Method, RequestBuilder, StatusCode, header::CONTENT_TYPE};
use serde::Deserialize;
use tokio::runtime::{Builder, Runtime};

use super::{report::CodeReferences, setting_ids::SettingIds};

const USER: &str = "CONFIGCAT_API_USER";
const PASSWORD: &str = "CONFIGCAT_API_PASS";
const CREDENTIALS: &str =
    "public API credentials are made in the dashboard; set `CONFIGCAT_API_USER` and `CONFIGCAT_API_PASS`";

/// A connection to the API. Its messages contain neither credentials nor the URL, which may have some.
pub(super) struct ManagementApi {
    client: Client,
    runtime: Runtime,
    url: String,
    user: String,
    password: String,
}

/// What the API tells of a flag.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Setting {
    setting_id: u64,
    key: String,
}

impl ManagementApi {
    pub(super) fn new(url: &str) -> Result<Self, Problem> {
        const TIMEOUT: Duration = Duration::from_secs(60);

        let credential = |variable: &str| {
            let missing = || {
                Problem::new(format!("the environment variable `{variable}` is not set")).remedy(CREDENTIALS)
            };
            env::var(variable).ok().filter(|value| !value.trim().is_empty()).ok_or_else(missing)
        };
        let (user, password) = (credential(USER)?, credential(PASSWORD)?);
        // If another part of the program has chosen one, it stays.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let failed =
            |error: &dyn std::fmt::Display| Problem::new(format!("cannot start the upload: {error}"));
        let client = Client::builder().timeout(TIMEOUT).build().map_err(|error| failed(&error))?;
        let runtime = Builder::new_current_thread().enable_all().build().map_err(|error| failed(&error))?;
        Ok(Self { client, runtime, url: url.trim_end_matches('/').to_owned(), user, password })
    }

    /// The ids of the flags of a config.
    pub(super) fn setting_ids(&self, config_id: &str) -> Result<SettingIds, Problem> {
        let request = self.request(Method::GET, &["configs", config_id, "settings"])?;
        let body = self.send(request, "the ids of the flags cannot be downloaded")?;
        let settings: Vec<Setting> = serde_json::from_str(&body).map_err(|error| {
            Problem::new(format!("the answer of ConfigCat's API has no setting ids: {error}"))
        })?;
        Ok(settings.into_iter().map(|setting| (setting.key, setting.setting_id)).collect())
    }

    pub(super) fn upload(&self, references: &CodeReferences) -> Result<(), Problem> {
        const WHAT: &str = "the uses cannot be uploaded";

        let body =
            serde_json::to_vec(references).map_err(|error| Problem::new(format!("{WHAT}: {error}")))?;
        let request = self.request(Method::POST, &["code-references"])?;
        self.send(request.header(CONTENT_TYPE, "application/json").body(body), WHAT)?;
        Ok(())
    }

    fn request(&self, method: Method, path: &[&str]) -> Result<RequestBuilder, Problem> {
        let invalid = || {
            Problem::new("the address of ConfigCat's API is not a URL")
                .remedy("`--api-url https://api.configcat.com`")
        };
        let mut url = reqwest::Url::parse(&self.url).map_err(|_| invalid())?;
        // Segments of the user's cannot lead to another path.
        url.path_segments_mut().map_err(|()| invalid())?.pop_if_empty().push("v1").extend(path);
        Ok(self.client.request(method, url).basic_auth(&self.user, Some(&self.password)))
    }

    /// Sends a request and returns the body of the answer.
    fn send(&self, request: RequestBuilder, what: &str) -> Result<String, Problem> {
        let failed =
            |error: reqwest::Error| Problem::new(format!("{what}: {}", causes(&error.without_url())));
        self.runtime.block_on(async {
            let answer = request.send().await.map_err(failed)?;
            let status = answer.status();
            if !status.is_success() {
                return Err(refused(status, what));
            }
            answer.text().await.map_err(failed)
        })
    }
}

fn refused(status: StatusCode, what: &str) -> Problem {
    let problem = Problem::new(format!("{what}: ConfigCat's API answered with status {}", status.as_u16()));
    match status {
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => problem.remedy(CREDENTIALS),
        StatusCode::NOT_FOUND => problem.remedy("is `--config-id` the id of this config?"),
        StatusCode::TOO_MANY_REQUESTS => problem.remedy("try again in a while"),
        _ => problem,
    }
}

/// An error and its causes, in a line.
fn causes(error: &dyn std::error::Error) -> String {
    let all = std::iter::successors(Some(error), |error| error.source());
    all.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
