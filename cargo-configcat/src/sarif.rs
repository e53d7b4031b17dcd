//! [`SarifLog`]: findings in the format SARIF 2.1.0, with what GitHub's code scanning requires.

use configcat_build::{Lint, Problem};
use configcat_core::config::Position;
use serde::Serialize;

use crate::severity::Severity;

/// A log of one run.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SarifLog {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    column_kind: &'static str,
    invocations: [Invocation; 1],
    results: Vec<SarifResult>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<RuleDescriptor>,
}

/// What kinds of results there are.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RuleDescriptor {
    id: &'static str,
    short_description: Message,
    full_description: Message,
    help: Message,
    default_configuration: Configuration,
    properties: Properties,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Properties {
    tags: [&'static str; 2],
    precision: &'static str,
    #[serde(rename = "problem.severity")]
    severity: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
}

/// A rule that is no lint.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OtherRule {
    pub(crate) id: &'static str,
    pub(crate) description: &'static str,
    pub(crate) help: &'static str,
    pub(crate) severity: Severity,
}

/// The rules of uses.
pub(crate) const USE_RULES: [OtherRule; 2] = [
    OtherRule {
        id: "flag-use",
        description: "a use of a flag",
        help: "Look at it before you change or delete the flag.",
        severity: Severity::Notice,
    },
    OtherRule {
        id: "unused-flag",
        description: "a flag that no code uses",
        help: "Delete it in the ConfigCat dashboard, if nobody else uses it, then run `cargo configcat pull`.",
        severity: Severity::Warning,
    },
];

/// The rule of files that were skipped.
const UNREADABLE_SOURCE: OtherRule = OtherRule {
    id: "unreadable-source",
    description: "a file that was not searched",
    help: "Correct the file, or name it in `.ccignore`.",
    severity: Severity::Error,
};

/// The rules after the lints.
const OTHER_RULES: [OtherRule; 3] = [
    OtherRule {
        id: "unusable-flag",
        description: "a flag that cannot be evaluated, or that gets no accessor",
        help: "Correct the flag in the ConfigCat dashboard, or give it another name: `rename(\"key\", \"identifier\")`.",
        severity: Severity::Error,
    },
    OtherRule {
        id: "unusable-option",
        description: "an option of the spec that does not fit the document",
        help: "Correct the option of the command, and in the build script or in `flags!`.",
        severity: Severity::Error,
    },
    OtherRule {
        id: "unreadable-document",
        description: "a file that is not a config document",
        help: "Download the document again: `cargo configcat pull`.",
        severity: Severity::Error,
    },
];

impl SarifLog {
    /// The log of findings, and of files that cannot be read.
    pub(crate) fn of<'a>(
        findings: impl Iterator<Item = (Severity, &'a Problem, Option<Position>)>,
        unreadable: &'a [Problem],
    ) -> Self {
        let ids: Vec<_> =
            Lint::ALL.iter().map(|lint| lint.name()).chain(OTHER_RULES.map(|rule| rule.id)).collect();
        let found = findings
            .map(|(severity, problem, position)| result(&ids, rule_of(problem), severity, problem, position));
        let failed = unreadable
            .iter()
            .map(|problem| result(&ids, "unreadable-document", Severity::Error, problem, problem.position()));
        Self::new(lint_rules().collect(), found.chain(failed).collect(), unreadable.is_empty())
    }

    /// The log of a search in the code: what was found, each with its rule, and the files that were skipped.
    pub(crate) fn of_search<'a>(
        rules: &[OtherRule],
        found: impl Iterator<Item = (&'static str, Severity, &'a Problem, Option<Position>)>,
        skipped: &'a [Problem],
    ) -> Self {
        let rules = || rules.iter().chain([&UNREADABLE_SOURCE]);
        let ids: Vec<_> = rules().map(|rule| rule.id).collect();
        let found =
            found.map(|(id, severity, problem, position)| result(&ids, id, severity, problem, position));
        let failed = skipped
            .iter()
            .map(|problem| result(&ids, UNREADABLE_SOURCE.id, Severity::Error, problem, problem.position()));
        let results = found.chain(failed).collect();
        Self::new(rules().map(OtherRule::descriptor).collect(), results, skipped.is_empty())
    }

    fn new(rules: Vec<RuleDescriptor>, results: Vec<SarifResult>, execution_successful: bool) -> Self {
        let driver = Driver { name: "cargo-configcat", semantic_version: env!("CARGO_PKG_VERSION"), rules };
        let run = Run {
            tool: Tool { driver },
            column_kind: "unicodeCodePoints",
            invocations: [Invocation { execution_successful }],
            results,
        };
        Self { schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] }
    }
}

impl OtherRule {
    fn descriptor(&self) -> RuleDescriptor {
        rule(self.id, self.description, self.help, self.severity)
    }
}

fn lint_rules() -> impl Iterator<Item = RuleDescriptor> {
    let lints = Lint::ALL.iter().map(|lint| {
        let help = "Correct it in the ConfigCat dashboard, then run `cargo configcat pull`.";
        let severity = if lint.is_always_an_error() { Severity::Error } else { Severity::Warning };
        rule(lint.name(), lint.description(), help, severity)
    });
    lints.chain(OTHER_RULES.iter().map(OtherRule::descriptor))
}

fn rule(id: &'static str, description: &str, help: &str, severity: Severity) -> RuleDescriptor {
    let message = |text: &str| Message { text: text.to_owned() };
    RuleDescriptor {
        id,
        short_description: message(description),
        full_description: message(description),
        help: message(help),
        default_configuration: Configuration { level: severity.sarif_level() },
        properties: Properties {
            tags: ["feature-flags", "configcat"],
            precision: "very-high",
            severity: severity.name(),
        },
    }
}

fn rule_of(problem: &Problem) -> &'static str {
    match (problem.lint(), problem.option()) {
        (Some(lint), _) => lint.name(),
        (None, Some(_)) => "unusable-option",
        (None, None) => "unusable-flag",
    }
}

fn result(
    ids: &[&str],
    rule_id: &'static str,
    severity: Severity,
    problem: &Problem,
    position: Option<Position>,
) -> SarifResult {
    let flag = problem.key().map(|key| format!("flag `{key}`: ")).unwrap_or_default();
    let help = problem.help().map(|help| format!(" (help: {help})")).unwrap_or_default();
    let text = format!("{flag}{}{help}", problem.message());
    // GitHub requires a place in a file.
    let Position { line, column, .. } = position.unwrap_or(Position { line: 1, column: 1 });
    SarifResult {
        rule_id,
        rule_index: ids.iter().position(|id| *id == rule_id).unwrap_or_default(),
        level: severity.sarif_level(),
        message: Message { text },
        locations: [Location {
            physical_location: PhysicalLocation {
                artifact_location: ArtifactLocation { uri: uri(problem.file().unwrap_or_default()) },
                region: Region { start_line: line, start_column: column },
            },
        }],
    }
}

/// A path as a reference to a URI: relative, if the path is.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut uri = match path.as_bytes() {
        [b'/', ..] => "file://".to_owned(),
        [_, b':', b'/', ..] => "file:///".to_owned(),
        _ => String::new(),
    };
    let path = path.strip_prefix("./").unwrap_or(&path);
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            b':' if uri.starts_with("file:") => uri.push(':'),
            _ => uri.extend(['%', hexadecimal(byte >> 4), hexadecimal(byte & 15)]),
        }
    }
    uri
}

fn hexadecimal(digit: u8) -> char {
    char::from_digit(digit.into(), 16).unwrap_or_default().to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        for (path, expected) in [
            ("flags/config.json", "flags/config.json"),
            ("./a b%ä.json", "a%20b%25%C3%A4.json"),
            (r"flags\config.json", "flags/config.json"),
            ("/a/b.json", "file:///a/b.json"),
            (r"C:\a\b.json", "file:///C:/a/b.json"),
            ("<stdin>", "%3Cstdin%3E"),
            ("a:b", "a%3Ab"),
        ] {
            assert_eq!(uri(path), expected);
        }
    }
}
