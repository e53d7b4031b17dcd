//! [`IgnoreRules`]: the lines of a `.gitignore` or a `.ccignore`.

use std::{fs, path::Path};

/// The rules of one folder.
#[derive(Debug, Clone, Default)]
pub(super) struct IgnoreRules(Vec<Rule>);

#[derive(Debug, Clone)]
struct Rule {
    segments: Vec<String>,
    is_negated: bool,
    /// It names folders only.
    is_folder: bool,
}

impl IgnoreRules {
    /// The rules of a folder. Without files, there are none.
    pub(super) fn read(folder: &Path) -> Self {
        let texts = [".gitignore", ".ccignore"].map(|name| fs::read_to_string(folder.join(name)));
        Self(texts.iter().flatten().flat_map(|text| text.lines().filter_map(Rule::parse)).collect())
    }

    /// What the last rule for a path says. The path is relative to the folder.
    pub(super) fn ignores(&self, path: &[&str], is_folder: bool) -> Option<bool> {
        let rule = self.0.iter().rev().find(|rule| rule.matches(path, is_folder))?;
        Some(!rule.is_negated)
    }
}

impl Rule {
    fn parse(line: &str) -> Option<Self> {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            return None;
        }
        let (is_negated, line) = line.strip_prefix('!').map_or((false, line), |line| (true, line));
        let (is_folder, line) = line.strip_suffix('/').map_or((false, line), |line| (true, line));
        let is_anchored = line.contains('/');
        let mut segments: Vec<_> = line.trim_start_matches('/').split('/').map(str::to_owned).collect();
        if !is_anchored {
            segments.insert(0, "**".to_owned());
        }
        Some(Self { segments, is_negated, is_folder })
    }

    fn matches(&self, path: &[&str], is_folder: bool) -> bool {
        (is_folder || !self.is_folder) && matches_path(&self.segments, path)
    }
}

fn matches_path(rule: &[String], path: &[&str]) -> bool {
    match (rule.split_first(), path.split_first()) {
        (None, None) => true,
        (Some((first, rest)), _) if first == "**" => {
            (0..=path.len()).any(|skipped| matches_path(rest, path.get(skipped..).unwrap_or_default()))
        }
        (Some((first, rest)), Some((name, others))) => {
            matches_name(first.as_bytes(), name.as_bytes()) && matches_path(rest, others)
        }
        _ => false,
    }
}

/// A name with `*` and `?`.
fn matches_name(rule: &[u8], name: &[u8]) -> bool {
    let (mut rule, mut name) = (rule, name);
    let mut retry = None;
    loop {
        match (rule.split_first(), name.split_first()) {
            (None, None) => return true,
            (Some((b'*', rest)), _) => {
                retry = Some((rest, name));
                rule = rest;
            }
            (Some((wanted, rest)), Some((byte, others))) if wanted == byte || *wanted == b'?' => {
                (rule, name) = (rest, others);
            }
            _ => match retry {
                Some((after, [_, others @ ..])) => {
                    retry = Some((after, others));
                    (rule, name) = (after, others);
                }
                _ => return false,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_match_as_in_git() {
        for (rule, path, is_folder, expected) in [
            ("target", "a/target", true, true),
            ("/target", "a/target", true, false),
            ("/target", "target", true, true),
            ("*.rs", "a/b.rs", false, true),
            ("a/*.rs", "a/b/c.rs", false, false),
            ("a/**/c.rs", "a/b/b/c.rs", false, true),
            ("gen/", "gen", false, false),
            ("g?n*s", "generations", true, true),
            ("#x", "#x", false, false),
        ] {
            let path: Vec<_> = path.split('/').collect();
            let found = Rule::parse(rule).is_some_and(|rule| rule.matches(&path, is_folder));
            assert_eq!(found, expected, "{rule} {path:?}");
        }
    }
}
