//! docs/performance.md, and the folder of its pictures and figures.

use std::fs;

use crate::{
    pictures::Picture,
    report::{Format, Report},
};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/performance.md");
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/performance");

/// The report from which the page and the pictures were made.
const FIGURES: &str = "figures.json";

/// Writes the tables and the pictures of a report, and the report itself, so that [`read`] gets it back.
///
/// # Errors
///
/// A message, if a table that a picture needs is missing, or a file cannot be read or written.
pub(crate) fn write(report: &Report) -> Result<(), String> {
    let pictures = Picture::all(&report.tables)?;
    let page = page(&load(PAGE)?, report, &pictures)?;
    fs::create_dir_all(FOLDER).map_err(|error| format!("{FOLDER}: {error}"))?;
    for (name, content) in files(report, &pictures) {
        save(&format!("{FOLDER}/{name}"), &content)?;
    }
    save(PAGE, &page)
}

/// The report that was written last.
///
/// # Errors
///
/// A message, if its file cannot be read.
pub(crate) fn read() -> Result<Report, String> {
    let path = format!("{FOLDER}/{FIGURES}");
    serde_json::from_str(&load(&path)?).map_err(|error| format!("{path}: {error}"))
}

/// The page with other tables and pictures.
fn page(page: &str, report: &Report, pictures: &[Picture]) -> Result<String, String> {
    let pictures: Vec<_> = pictures.iter().map(markdown).collect();
    let page = between(page, "pictures", &format!("\n{}", pictures.join("\n")))?;
    between(&page, "tables", &report.render(Format::Markdown))
}

/// The files of the folder: their names and contents.
fn files(report: &Report, pictures: &[Picture]) -> Vec<(String, String)> {
    let themes = pictures.iter().flat_map(|picture| picture.themes.iter().map(move |it| (picture, it)));
    let pictures = themes.map(|(picture, (theme, svg))| (file(picture, theme.name), svg.clone()));
    pictures.chain([(FIGURES.to_owned(), report.render(Format::Json))]).collect()
}

/// A picture whose colours the reader's browser chooses.
fn markdown(picture: &Picture) -> String {
    let [light, dark] = ["light", "dark"].map(|theme| file(picture, theme));
    let alt = picture.alt.replace('`', "");
    format!(
        "<picture>\n  \
         <source media=\"(prefers-color-scheme: dark)\" srcset=\"performance/{dark}\">\n  \
         <img alt=\"{alt}\" src=\"performance/{light}\">\n\
         </picture>\n"
    )
}

fn file(picture: &Picture, theme: &str) -> String {
    format!("{}-{theme}.svg", picture.name)
}

/// The page with another text between the marks of this name.
fn between(page: &str, name: &str, text: &str) -> Result<String, String> {
    let (begin, end) = (format!("<!-- {name}: begin -->"), format!("<!-- {name}: end -->"));
    let parts = page.split_once(&begin).and_then(|(before, rest)| Some((before, rest.split_once(&end)?.1)));
    let (before, after) =
        parts.ok_or_else(|| format!("{PAGE}: there is no `{begin}`, or no `{end}` after it"))?;
    Ok(format!("{before}{begin}\n{text}{end}{after}"))
}

fn load(path: &str) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))
}

fn save(path: &str, content: &str) -> Result<(), String> {
    fs::write(path, content).map_err(|error| format!("{path}: {error}"))?;
    println!("wrote {path}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{FOLDER, PAGE, files, load, page, read};
    use crate::pictures::Picture;

    /// Tables, pictures and figures were written together.
    #[test]
    fn the_page_and_the_pictures_show_the_figures() {
        let report = read().expect("the figures can be read");
        let pictures = Picture::all(&report.tables).expect("all tables are there");
        let hint = "run the benches with `--draw`";
        let committed = load(PAGE).expect("the page can be read");
        assert!(page(&committed, &report, &pictures).expect("there are marks") == committed, "{hint}");
        for (name, content) in files(&report, &pictures) {
            let committed = load(&format!("{FOLDER}/{name}")).expect("the file can be read");
            assert!(committed == content, "{name}: {hint}");
        }
    }
}
