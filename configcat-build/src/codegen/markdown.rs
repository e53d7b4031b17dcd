//! Makes descriptions in Markdown safe for the documentation of accessors.

/// The lines of a description. They stay as they are, except for code blocks, which `rustdoc` would run as tests:
/// fenced blocks become `text` and start in the first column, and no other line is indented as far as code.
pub(super) fn lines(description: &str) -> Vec<String> {
    let mut writer = Writer::default();
    // In Markdown, a single carriage return ends a line, too.
    for line in description.replace("\r\n", "\n").replace('\r', "\n").lines() {
        writer.write(line);
    }
    writer.close();
    writer.lines
}

#[derive(Default)]
struct Writer {
    lines: Vec<String>,
    /// The open code block.
    fence: Option<Fence>,
    /// The number of block quotes around the last line.
    quotes: usize,
    /// The open list items, by the columns in which their texts begin.
    items: Vec<usize>,
}

/// The beginning of a code block.
struct Fence {
    /// Three or more backticks or tildes.
    marker: String,
    quotes: usize,
    column: usize,
}

impl Writer {
    fn write(&mut self, line: &str) {
        let (quotes, content) = split_quotes(line);
        // A block ends with the quote around it.
        if self.fence.as_ref().is_some_and(|fence| quotes < fence.quotes) {
            self.close();
        }
        match &self.fence {
            Some(fence) if fence.is_closed_by(content) => self.close(),
            Some(fence) => self.lines.push(unindented(content, fence.column).to_owned()),
            None => self.write_text(quotes, &content.replace('\t', "    ")),
        }
    }

    fn close(&mut self) {
        self.lines.extend(self.fence.take().map(|fence| fence.marker));
    }

    fn write_text(&mut self, quotes: usize, content: &str) {
        const INDENTATION_OF_CODE: usize = 4;

        let mut text = content.trim();
        if quotes != self.quotes {
            self.items.clear();
            self.quotes = quotes;
        }
        let quote = "> ".repeat(quotes);
        if text.is_empty() {
            self.lines.push(quote.trim_end().to_owned());
            return;
        }
        let written = content.len() - content.trim_start().len();
        let outer = self.items.iter().take_while(|item| **item <= written).count();
        let is_sibling = outer < self.items.len();
        self.items.truncate(outer);
        let furthest = self.items.last().unwrap_or(&0) + INDENTATION_OF_CODE - 1;
        let indentation = written.min(furthest);
        let mut line = " ".repeat(indentation);
        while let Some((marker, rest)) = split_item(text) {
            line.push_str(marker);
            line.push(' ');
            if is_sibling || self.begins_list(marker) {
                self.items.push(line.len());
            }
            text = rest;
        }
        if let Some(marker) = fence_marker(text) {
            self.open(Fence {
                marker: marker.to_owned(),
                quotes,
                column: written - indentation + line.len(),
            });
        } else {
            // A quote within a list item would have its own indentation.
            let escape = if text.starts_with('>') { "\\" } else { "" };
            self.lines.push(format!("{quote}{line}{escape}{text}"));
        }
    }

    /// Whether a list can begin with this item. Within a paragraph, only an item with the number 1 can.
    fn begins_list(&self, marker: &str) -> bool {
        !marker.starts_with(|char: char| char.is_ascii_digit())
            || matches!(marker, "1." | "1)")
            || self.lines.last().is_none_or(String::is_empty)
    }

    fn open(&mut self, fence: Fence) {
        self.items.clear();
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
        self.lines.push(format!("{}text", fence.marker));
        self.fence = Some(fence);
    }
}

impl Fence {
    fn is_closed_by(&self, content: &str) -> bool {
        let text = content.trim();
        text.starts_with(&self.marker)
            && text.trim_start_matches(self.marker.as_str()).chars().all(|char| self.marker.starts_with(char))
    }
}

/// The number of block quotes around a line, and the content.
fn split_quotes(line: &str) -> (usize, &str) {
    let (mut quotes, mut content) = (0, line);
    while let Some(quoted) = content.trim_start().strip_prefix('>') {
        quotes += 1;
        content = quoted.strip_prefix(' ').unwrap_or(quoted);
    }
    (quotes, content)
}

/// The marker of a list item, and the content.
fn split_item(text: &str) -> Option<(&str, &str)> {
    let (marker, rest) = text.split_once(' ')?;
    let is_item = match marker.strip_suffix(['.', ')']) {
        Some(number) => (1..10).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit()),
        None => matches!(marker, "-" | "*" | "+"),
    };
    let is_line = rest.chars().all(|char| char == ' ' || marker.starts_with(char));
    (is_item && !is_line).then(|| (marker, rest.trim_start()))
}

/// The backticks or tildes of a line that opens a code block.
fn fence_marker(text: &str) -> Option<&str> {
    const SHORTEST: usize = 3;

    let char = text.chars().next().filter(|char| matches!(char, '`' | '~'))?;
    let info = text.trim_start_matches(char);
    let marker = text.strip_suffix(info)?;
    (marker.len() >= SHORTEST && !(char == '`' && info.contains(char))).then_some(marker)
}

/// A line of code without the indentation of its code block.
fn unindented(line: &str, column: usize) -> &str {
    let indentation = line.len() - line.trim_start_matches(' ').len();
    line.get(indentation.min(column)..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

    use super::*;

    #[track_caller]
    fn check(description: &str, expected: &str) {
        assert_eq!(lines(description).join("\n"), expected);
    }

    #[test]
    fn ordinary_text_stays_as_it_is() {
        let text =
            "One, `two`.\n\n- a\n  - b\n    1. c\n\n       of c\n- d\n\n> quoted\n> > twice\n\n***\n| a |";
        check(text, text);
    }

    #[test]
    fn fences_become_text() {
        check("~~~\na\n~~~\nb", "~~~text\na\n~~~\nb");
        check("a\n```rust,no_run\nb\n  ```\nc", "a\n\n```text\nb\n```\nc");
        check("````\n```\n````", "````text\n```\n````");
        check("``` a`b", "``` a`b");
        check("1. a\n   ```\n   b\n     c\n   ```\n2. d", "1. a\n\n```text\nb\n  c\n```\n2. d");
        check("> ```\n> a\nb\n```\nc", "```text\na\n```\nb\n\n```text\nc\n```");
        check("- ```\n  a", "```text\na\n```");
    }

    #[test]
    fn nothing_is_indented_as_far_as_code() {
        check("a\n\n    b\n\n\tc", "a\n\n   b\n\n   c");
        check("-      a\n\n      b\n\n>     c", "- a\n\n     b\n\n>    c");
        check("- >     a", "- \\>     a");
    }

    /// All short documents of lines that are special to Markdown, read as `rustdoc` reads them.
    #[test]
    fn nothing_is_run_as_a_test() {
        const LINES: [&str; 21] = [
            "",
            "a",
            "    a",
            "        a",
            "- a",
            "-",
            "-      a",
            "  - a",
            "    - a",
            "2. a",
            "1)  a",
            "* * *",
            ">",
            "> a",
            ">     a",
            "> - a",
            "- > a",
            "```",
            "  ~~~ rust",
            "> ```",
            "- ```",
        ];
        let count = LINES.len();
        for number in 0..count.pow(4) {
            let document = [3, 2, 1, 0].map(|place| LINES[number / count.pow(place) % count]).join("\n");
            let written = lines(&document).join("\n") + "\n\nend";
            let mut events = Parser::new(&written);
            let is_run = |event| match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => &*info != "text",
                event => event == Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)),
            };
            assert!(!events.any(is_run), "{document}\n=>\n{written}");
            assert!(
                Parser::new(&written)
                    .last()
                    .is_some_and(|event| matches!(event, Event::End(pulldown_cmark::TagEnd::Paragraph))),
                "{document}\n=>\n{written}"
            );
        }
    }
}
