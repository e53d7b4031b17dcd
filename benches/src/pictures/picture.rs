//! [`Picture`]: a picture in the colours of both themes, and what it says.

use super::{
    bars::Bars,
    canvas::{Canvas, Drawn},
    growth::Growth,
    theme::Theme,
};
use crate::table::{Row, Table, title};

/// A picture for docs/performance.md.
#[derive(Debug)]
pub(crate) struct Picture {
    /// The start of the file names.
    pub(crate) name: &'static str,
    /// What the picture says, for readers who do not see it.
    pub(crate) alt: String,
    /// The SVG in the colours of each theme.
    pub(crate) themes: [(&'static Theme, String); 2],
}

impl Picture {
    /// All pictures, in their order.
    ///
    /// # Errors
    ///
    /// A message, if a table is missing.
    pub(crate) fn all(tables: &[Table]) -> Result<Vec<Self>, String> {
        let table = |title: &str| {
            let found = tables.iter().find(|table| table.title == title);
            found.ok_or_else(|| format!("the pictures need the table “{title}”: measure all sections"))
        };
        let (one, all, load) = (table(title::READ)?, table(title::READ_ALL)?, table(title::LOAD)?);
        let rows_of_w = |table| rows_of_w(table).collect::<Vec<_>>();
        let reads = Bars {
            title: "Time to read flags",
            names: &one.columns,
            rows: [rows_of_w(one), rows_of_w(all)].concat(),
        };
        let loads = Bars { title: "Time to load a document", names: &load.columns, rows: rows_of_w(load) };
        let growth = Growth {
            flags: table(title::FLAGS)?,
            rules: table(title::RULES)?,
            lists: table(title::LISTS)?,
            threads: table(title::THREADS)?,
        };
        Ok(vec![
            Self::new("reads", reads.says(), reads.height(), |canvas| reads.draw(canvas))?,
            Self::new("load", loads.says(), loads.height(), |canvas| loads.draw(canvas))?,
            Self::new("growth", growth.says(), Growth::HEIGHT, |canvas| growth.draw(canvas))?,
        ])
    }

    fn new(
        name: &'static str,
        alt: String,
        height: i32,
        draw: impl Fn(&Canvas<'_>) -> Drawn,
    ) -> Result<Self, String> {
        let drawn = |theme: &'static Theme| {
            let mut svg = String::new();
            let canvas = Canvas::new(&mut svg, height, theme)?;
            draw(&canvas).map_err(|error| format!("the picture `{name}`: {error}"))?;
            drop(canvas);
            Ok::<_, String>((theme, svg))
        };
        let themes = [drawn(&Theme::LIGHT)?, drawn(&Theme::DARK)?];
        Ok(Self { name, alt, themes })
    }
}

/// The rows W1, W2 and so on. W4 with its evaluation log is another thing.
fn rows_of_w(table: &Table) -> impl Iterator<Item = &Row> {
    table.rows.iter().filter(|row| row.what.starts_with('W') && !row.what.contains("evaluation log"))
}

#[cfg(test)]
mod tests {
    use super::Picture;
    use crate::{
        figure::{Figure, Unit},
        table::{Row, Table, title},
    };

    #[test]
    fn pictures_have_each_name_and_figure() {
        let pictures = Picture::all(&tables()).expect("all tables are there");
        let names: Vec<_> = pictures.iter().map(|picture| picture.name).collect();
        assert_eq!(names, ["reads", "load", "growth"]);
        let labels = [
            &["W1 plain", "W6 all", "ours", "peer &lt;1&gt;", "10 ns", "70 ns (7 ×)", "floor 5 ns", "7 ×"][..],
            &["W7 load", "ours", "peer &lt;1&gt;", "10 ns", "70 ns (7 ×)"],
            &[
                "Flags in the config",
                "Rules of a flag",
                "Texts in the list",
                "Threads that read",
                "1k",
                "70 ns",
            ],
        ];
        for (picture, labels) in pictures.iter().zip(labels) {
            for (theme, svg) in &picture.themes {
                let missing: Vec<_> = labels.iter().filter(|label| !svg.contains(**label)).collect();
                assert!(missing.is_empty(), "{} {}: {missing:?}\n{svg}", picture.name, theme.name);
                assert!(svg.ends_with("</svg>\n"));
            }
        }
        assert_eq!(pictures[0].alt, "Time to read flags: the others take 7 to 7 times as long as we do.");
    }

    #[test]
    fn a_missing_table_is_named() {
        let mut tables = tables();
        tables.retain(|table| table.title != title::LOAD);
        let error = Picture::all(&tables).expect_err("a table is missing");
        assert_eq!(error, "the pictures need the table “Loading a document”: measure all sections");
    }

    /// Each table has two rows, and each row has ours, a peer, and the floor.
    fn tables() -> Vec<Table> {
        let compared = ["ours", "`peer <1>`", "floor of the machine"];
        let sizes = ["1 things", "10 things", "1,000 things"];
        let table = |title: &str, whats: [&str; 2], columns: [&str; 3]| {
            let figures = [(10.0, 1.0), (70.0, 7.0), (5.0, 0.5)];
            let figures =
                figures.map(|(value, ratio)| Some(Figure::new(value, Unit::Nanoseconds).times(ratio)));
            let row = |what: &str| Row::new(what, figures.into());
            Table {
                title: title.to_owned(),
                note: String::new(),
                columns: columns.map(str::to_owned).into(),
                rows: whats.map(row).into(),
            }
        };
        vec![
            table(title::READ, ["W1 plain", "another"], compared),
            table(title::READ_ALL, ["W6 all", "another"], compared),
            table(title::LOAD, ["W7 load", "another"], compared),
            table(title::THREADS, ["W3, 1 thread", "W3, 2 threads"], compared),
            table(title::FLAGS, ["read", "load"], sizes),
            table(title::RULES, ["read", "load"], sizes),
            table(title::LISTS, ["read", "load"], sizes),
        ]
    }
}
