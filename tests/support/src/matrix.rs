//! [`Matrix`]: a table of users and of what each flag serves to them, as the official SDKs publish it.

use configcat_core::User;

/// How a matrix says that there is nothing.
const NULL: &str = "##null##";

/// The columns in front of those of the flags: identifier, email, country and a custom attribute.
const USER_COLUMNS: usize = 4;

/// A table of expected values: one row for each user, one column for each flag.
#[derive(Debug)]
pub struct Matrix<'a> {
    keys: Vec<&'a str>,
    rows: Vec<Row<'a>>,
}

/// The expectations for one user.
#[derive(Debug)]
pub struct Row<'a> {
    /// The number of the line in the file, from 1.
    pub line: usize,
    /// The user; `None` if the flags are evaluated without one.
    pub user: Option<User>,
    expected: Vec<&'a str>,
}

impl<'a> Matrix<'a> {
    /// Reads a matrix.
    #[must_use]
    pub fn parse(csv: &'a str) -> Self {
        let mut lines = csv.lines().zip(1..).map(|(line, number)| (line.trim_end(), number));
        let header: Vec<&str> = lines.next().map_or(Vec::new(), |(line, _)| line.split(';').collect());
        let (user_columns, keys) = header.split_at(USER_COLUMNS);
        let custom_attribute = user_columns[USER_COLUMNS - 1];
        let rows = lines.map(|(text, line)| Row::parse(line, text, custom_attribute)).collect();
        Self { keys: keys.to_vec(), rows }
    }

    /// The rows.
    #[must_use]
    pub fn rows(&self) -> &[Row<'a>] {
        &self.rows
    }

    /// The key and the expected cell of every flag in a row.
    ///
    /// # Panics
    ///
    /// If the row has fewer cells than the header.
    pub fn cells(&self, row: &Row<'a>) -> impl Iterator<Item = (&'a str, &'a str)> {
        assert!(row.expected.len() >= self.keys.len(), "line {} is too short", row.line);
        self.keys.iter().copied().zip(row.expected.clone())
    }
}

impl<'a> Row<'a> {
    fn parse(line: usize, text: &'a str, custom_attribute: &str) -> Self {
        let mut cells = text.split(';');
        let identifier = cells.next().filter(|cell| *cell != NULL);
        let mut attribute = || cells.next().filter(|cell| !cell.is_empty() && *cell != NULL);
        let attributes = [("Email", attribute()), ("Country", attribute()), (custom_attribute, attribute())];
        let user = identifier.map(|identifier| {
            attributes.into_iter().fold(User::new(identifier), |user, (name, value)| match value {
                Some(value) => user.custom(name, value),
                None => user,
            })
        });
        Self { line, user, expected: cells.collect() }
    }
}
