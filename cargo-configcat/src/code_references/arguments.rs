//! [`CodeReferenceArguments`]: whether uses are written or uploaded for ConfigCat's dashboard, and how.

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::{ArgGroup, Args};
use configcat_build::Problem;

use super::{
    git::Checkout,
    management_api::ManagementApi,
    report::{CodeReferences, Origin, Templates},
    setting_ids::SettingIds,
};
use crate::{failure::Failure, output::Output, refs::FlagUse, severity::Severity};

/// The arguments of `refs` about ConfigCat's code references.
#[derive(Debug, Args)]
#[command(next_help_heading = "Code references of ConfigCat")]
#[command(group = ArgGroup::new("destination").args(["upload", "code_references"]).multiple(true))]
pub(crate) struct CodeReferenceArguments {
    /// Upload the uses: the dashboard shows them. Needs `CONFIGCAT_API_USER` and `CONFIGCAT_API_PASS`
    #[arg(long, requires_all = ["config_id", "repo"])]
    upload: bool,

    /// Write what would be uploaded
    #[arg(long, value_name = "PATH", requires_all = ["config_id", "repo"])]
    code_references: Option<PathBuf>,

    /// The id of the config in the dashboard
    #[arg(long, value_name = "ID", requires = "destination")]
    config_id: Option<String>,

    /// The name of the repository
    #[arg(long, value_name = "NAME", requires = "destination")]
    repo: Option<String>,

    /// The branch; by default, Git tells it
    #[arg(long, value_name = "NAME", requires = "destination")]
    branch: Option<String>,

    /// The commit; by default, Git tells it
    #[arg(long, value_name = "HASH", requires = "destination")]
    commit_hash: Option<String>,

    /// The URL of a line, with {branch}, {commitHash}, {filePath} and {lineNumber}
    #[arg(long, value_name = "TEMPLATE", requires = "destination")]
    file_url_template: Option<String>,

    /// The URL of a commit, with {commitHash}
    #[arg(long, value_name = "TEMPLATE", requires = "destination")]
    commit_url_template: Option<String>,

    /// How many lines before and after each use are shown
    #[arg(long, value_name = "COUNT", default_value_t = 4, value_parser = clap::value_parser!(u8).range(1..=10))]
    #[arg(requires = "destination")]
    line_count: u8,

    /// A JSON file with the id of each flag, `{"key": 123}`; by default, ConfigCat's API is asked
    #[arg(long, value_name = "PATH", requires = "destination")]
    setting_ids: Option<PathBuf>,

    /// The address of ConfigCat's management API
    #[arg(long, value_name = "URL", default_value = "https://api.configcat.com", requires = "destination")]
    api_url: String,
}

impl CodeReferenceArguments {
    /// Writes and uploads the uses, as the arguments say.
    pub(crate) fn run(&self, flags: &[(&str, &[FlagUse])], output: &Output) -> Result<(), Failure> {
        let (Some(config_id), Some(repository)) = (&self.config_id, &self.repo) else { return Ok(()) };
        if !self.upload && self.code_references.is_none() {
            return Ok(());
        }
        let api = (self.upload || self.setting_ids.is_none())
            .then(|| ManagementApi::new(&self.api_url))
            .transpose()?;
        let ids = match (&self.setting_ids, &api) {
            (Some(path), _) => SettingIds::of_file(path)?,
            (None, Some(api)) => api.setting_ids(config_id)?,
            (None, None) => return Ok(()),
        };
        let origin = self.origin(config_id, repository)?;
        let templates = Templates {
            file: self.file_url_template.as_deref(),
            commit: self.commit_url_template.as_deref(),
            context: self.line_count.into(),
        };
        let (references, warnings) = CodeReferences::of(flags, &ids, origin, &templates)?;
        if !warnings.is_empty() {
            output.report(Severity::Warning, &warnings)?;
        }
        if let Some(path) = &self.code_references {
            write(path, &references)?;
        }
        if let (true, Some(api)) = (self.upload, &api) {
            api.upload(&references)?;
        }
        Ok(())
    }

    fn origin(&self, config_id: &str, repository: &str) -> Result<Origin, Problem> {
        let checkout = Checkout::here();
        let branch =
            self.branch.clone().or(checkout.branch).ok_or_else(|| {
                Problem::new("Git does not tell the branch").remedy("name it: `--branch NAME`")
            })?;
        Ok(Origin {
            config_id: config_id.to_owned(),
            repository: repository.to_owned(),
            branch,
            commit_hash: self.commit_hash.clone().or(checkout.commit),
            active_branches: checkout.active_branches,
        })
    }
}

fn write(path: &Path, references: &CodeReferences) -> Result<(), Failure> {
    let json = serde_json::to_string_pretty(references)
        .map_err(|error| Problem::new(format!("cannot write the code references: {error}")))?;
    fs::write(path, json + "\n").map_err(|error| {
        Problem::new(format!("cannot write the file: {error}")).in_file(&path.display().to_string())
    })?;
    Ok(())
}
