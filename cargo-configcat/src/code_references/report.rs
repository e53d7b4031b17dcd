//! [`CodeReferences`]: the body of an upload.

use std::{collections::HashMap, fs};

use configcat_build::Problem;
use serde::Serialize;

use super::setting_ids::SettingIds;
use crate::refs::FlagUse;

/// The longest texts that the API takes.
const LONGEST_NAME: usize = 255;
const LONGEST_TEXT: usize = 1000;

/// The uses of the flags of a config in a repository.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CodeReferences {
    #[serde(flatten)]
    origin: Origin,
    #[serde(skip_serializing_if = "Option::is_none")]
    commit_url: Option<String>,
    uploader: String,
    flag_references: Vec<FlagReferences>,
}

/// Where the code is from.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Origin {
    pub(super) config_id: String,
    pub(super) repository: String,
    pub(super) branch: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) commit_hash: Option<String>,
    /// ConfigCat deletes the reports of other branches. Without any, it deletes none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) active_branches: Vec<String>,
}

/// How URLs are made, and how much of the code is shown.
pub(super) struct Templates<'a> {
    pub(super) file: Option<&'a str>,
    pub(super) commit: Option<&'a str>,
    /// The number of lines before and after each use.
    pub(super) context: usize,
}

/// The uses of a flag.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FlagReferences {
    setting_id: u64,
    references: Vec<CodePlace>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CodePlace {
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    file_url: Option<String>,
    pre_lines: Vec<Line>,
    reference_line: Line,
    post_lines: Vec<Line>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Line {
    line_text: String,
    line_number: usize,
}

impl CodeReferences {
    /// The report, and warnings about uses that it leaves out.
    pub(super) fn of(
        flags: &[(&str, &[FlagUse])],
        ids: &SettingIds,
        origin: Origin,
        templates: &Templates<'_>,
    ) -> Result<(Self, Vec<Problem>), Problem> {
        let (mut files, mut warnings, mut flag_references) = (HashMap::new(), Vec::new(), Vec::new());
        for (key, uses) in flags.iter().filter(|(_, uses)| !uses.is_empty()) {
            let Some(setting_id) = ids.of(key) else {
                let problem = Problem::new("ConfigCat knows no flag with this key, so its uses are left out");
                warnings.push(problem.of_flag(key).remedy("does the config id belong to this document?"));
                continue;
            };
            let mut references = Vec::new();
            for (index, found) in uses.iter().enumerate() {
                // Several uses in a line are one reference.
                let is_again = |other: &FlagUse| other.file == found.file && other.line == found.line;
                if uses.iter().take(index).any(is_again) {
                    continue;
                }
                let lines = lines_of(&mut files, &found.file)?;
                match place(found, lines, &origin, templates) {
                    Some(place) => references.push(place),
                    None => warnings.push(too_long(&found.file)),
                }
            }
            flag_references.push(FlagReferences { setting_id, references });
        }
        let commit_url = templates.commit.zip(origin.commit_hash.as_ref());
        let commit_url = commit_url.map(|(template, hash)| template.replace("{commitHash}", hash));
        let uploader = format!("cargo-configcat {}", env!("CARGO_PKG_VERSION"));
        Ok((Self { origin, commit_url, uploader, flag_references }, warnings))
    }
}

fn too_long(file: &str) -> Problem {
    let message = format!("the path is longer than {LONGEST_NAME} characters, so its uses are left out");
    Problem::new(message).in_file(file)
}

/// The lines of a file, which is read once.
fn lines_of<'a>(files: &'a mut HashMap<String, Vec<String>>, file: &str) -> Result<&'a [String], Problem> {
    if !files.contains_key(file) {
        let text = fs::read_to_string(file)
            .map_err(|error| Problem::new(format!("cannot read the file: {error}")).in_file(file))?;
        files.insert(file.to_owned(), text.lines().map(str::to_owned).collect());
    }
    Ok(files.get(file).map(Vec::as_slice).unwrap_or_default())
}

/// `None` if the path of the file is too long.
fn place(found: &FlagUse, lines: &[String], origin: &Origin, templates: &Templates<'_>) -> Option<CodePlace> {
    let file = found.file.replace('\\', "/");
    if file.chars().count() > LONGEST_NAME {
        return None;
    }
    let first = found.line.saturating_sub(templates.context).max(1);
    let last = found.line.saturating_add(templates.context);
    let within = |from: usize, to: usize| {
        let numbered = (1..).zip(lines).skip(from - 1).take_while(|(number, _)| *number <= to);
        numbered
            .map(|(line_number, text)| Line { line_text: shortened(text), line_number })
            .collect::<Vec<_>>()
    };
    let file_url = templates.file.map(|template| {
        template
            .replace("{branch}", &origin.branch)
            .replace("{commitHash}", origin.commit_hash.as_deref().unwrap_or_default())
            .replace("{filePath}", &file)
            .replace("{lineNumber}", &found.line.to_string())
    });
    Some(CodePlace {
        file,
        file_url,
        pre_lines: within(first, found.line - 1),
        reference_line: within(found.line, found.line).pop()?,
        post_lines: within(found.line + 1, last),
    })
}

fn shortened(text: &str) -> String {
    text.chars().take(LONGEST_TEXT).collect()
}
