//! [`Page`]: a page of the repository, with its links, headings and code blocks.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// The folder of the repository.
pub(crate) fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A code block.
pub(crate) struct CodeBlock {
    /// The language, and what follows it.
    pub(crate) language: String,
    pub(crate) text: String,
}

/// A page.
pub(crate) struct Page {
    /// The path in the repository.
    pub(crate) path: String,
    /// The targets of links and pictures.
    pub(crate) links: Vec<String>,
    /// What links can name behind `#`.
    pub(crate) anchors: Vec<String>,
    pub(crate) code_blocks: Vec<CodeBlock>,
}

impl Page {
    pub(crate) fn read(path: &str) -> Self {
        let text =
            fs::read_to_string(repository().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut page =
            Self { path: path.to_owned(), links: Vec::new(), anchors: Vec::new(), code_blocks: Vec::new() };
        let mut heading = None;
        let mut seen = HashMap::new();
        let mut is_in_block = false;
        for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    page.links.push(dest_url.into_string());
                }
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::End(TagEnd::Heading(_)) => {
                    page.anchors.push(anchor_of(&heading.take().unwrap_or_default(), &mut seen));
                }
                Event::Start(Tag::CodeBlock(kind)) => {
                    let language = match kind {
                        CodeBlockKind::Fenced(language) => language.into_string(),
                        CodeBlockKind::Indented => String::new(),
                    };
                    page.code_blocks.push(CodeBlock { language, text: String::new() });
                    is_in_block = true;
                }
                Event::End(TagEnd::CodeBlock) => is_in_block = false,
                Event::Text(text) | Event::Code(text) => {
                    if let Some(heading) = &mut heading {
                        heading.push_str(&text);
                    } else if let (true, Some(block)) = (is_in_block, page.code_blocks.last_mut()) {
                        block.text.push_str(&text);
                    }
                }
                _ => {}
            }
        }
        page
    }

    /// The texts of all code blocks in a language.
    pub(crate) fn blocks_in<'p>(&'p self, language: &'p str) -> impl Iterator<Item = &'p str> {
        self.code_blocks
            .iter()
            .filter(move |block| block.language == language)
            .map(|block| block.text.as_str())
    }
}

/// The anchor of a heading, as mdBook and GitHub make it.
fn anchor_of(heading: &str, seen: &mut HashMap<String, usize>) -> String {
    let kept = heading.trim().chars().filter_map(|char| match char {
        ' ' => Some('-'),
        char if char.is_alphanumeric() || matches!(char, '-' | '_') => Some(char.to_ascii_lowercase()),
        _ => None,
    });
    let anchor: String = kept.collect();
    let count = seen.entry(anchor.clone()).or_default();
    *count += 1;
    if *count == 1 { anchor } else { format!("{anchor}-{}", *count - 1) }
}
