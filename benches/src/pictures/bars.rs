//! [`Bars`]: the contenders side by side.

use plotters::coord::{ranged1d::Ranged as _, types::RangedCoordf64};

use super::{
    canvas::{Canvas, Drawn, Letters, Side, WIDTH},
    theme::Theme,
};
use crate::{
    figure::{Figure, digits},
    table::Row,
};

/// Where bars begin and end. The names are on the left, and the figure of the longest bar is on the right.
const LEFT: i32 = 180;
const RIGHT: i32 = WIDTH - 134;

const TITLES: i32 = 70;
const HEADING: i32 = 24;
const BAR: i32 = 14;
const BAR_AND_GAP: i32 = 18;
const AFTER_GROUP: i32 = 14;
const AXIS: i32 = 46;

/// The contenders side by side: a group of bars for each row. Our bar has the length 1, since rows differ by orders of
/// magnitude, and the contenders of a row do not.
#[derive(Debug)]
pub(super) struct Bars<'a> {
    pub(super) title: &'a str,
    pub(super) names: &'a [String],
    pub(super) rows: Vec<&'a Row>,
}

/// A bar and its name.
struct Bar<'a> {
    name: &'a str,
    figure: Figure,
}

impl Bars<'_> {
    pub(super) fn height(&self) -> i32 {
        let groups = self.rows.iter().map(|row| self.group_height(row));
        TITLES + groups.sum::<i32>() + AXIS
    }

    /// The result in a sentence.
    pub(super) fn says(&self) -> String {
        let peers = self.rows.iter().flat_map(|row| self.bars(row).skip(1));
        let mut ratios: Vec<f64> = peers.filter_map(|peer| peer.figure.ratio()).collect();
        ratios.sort_by(f64::total_cmp);
        match (ratios.first(), ratios.last()) {
            (Some(least), Some(most)) => {
                let (least, most) = (digits(*least), digits(*most));
                format!("{}: the others take {least} to {most} times as long as we do.", self.title)
            }
            _ => format!("{}: only ours was measured.", self.title),
        }
    }

    pub(super) fn draw(&self, canvas: &Canvas<'_>, theme: &Theme) -> Drawn {
        canvas.text(self.title, (12, 22), Side::RightOf, Letters::new(17.0, theme.text).bold())?;
        let faint = Letters::new(13.0, theme.faint_text);
        canvas.text(
            "The length of a bar is the time, as a multiple of our time. Shorter is better.",
            (12, 46),
            Side::RightOf,
            faint,
        )?;
        let longest = self.rows.iter().flat_map(|row| self.bars(row)).filter_map(|bar| bar.figure.ratio());
        let longest = longest.fold(1.0, f64::max);
        let axis = Axis { values: (0.0..longest).into() };
        let bottom = self.height() - AXIS;
        self.draw_axis(canvas, theme, &axis, (longest, bottom))?;
        let mut y = TITLES;
        for row in &self.rows {
            canvas.text(&row.what, (12, y + 10), Side::RightOf, Letters::new(14.0, theme.text).bold())?;
            for x in ticks(longest).map(|tick| axis.pixel(tick)) {
                let ends = [HEADING - 4, self.group_height(row) - AFTER_GROUP];
                canvas.line(ends.map(|end| (x, y + end)).into(), theme.grid, 1)?;
            }
            self.draw_group(canvas, theme, &axis, (row, y + HEADING))?;
            y += self.group_height(row);
        }
        Ok(())
    }

    /// Our bar and the bars of the peers, without the floor.
    fn bars<'b>(&'b self, row: &'b Row) -> impl Iterator<Item = Bar<'b>> {
        let figures = self.names.iter().zip(&row.figures);
        figures
            .filter(|(name, _)| !is_floor(name))
            .filter_map(|(name, figure)| Some(Bar { name, figure: (*figure)? }))
    }

    fn floor(&self, row: &Row) -> Option<Figure> {
        let floor = self.names.iter().position(|name| is_floor(name))?;
        *row.figures.get(floor)?
    }

    fn group_height(&self, row: &Row) -> i32 {
        HEADING + self.bars(row).map(|_| BAR_AND_GAP).sum::<i32>() + AFTER_GROUP
    }

    fn draw_axis(
        &self,
        canvas: &Canvas<'_>,
        theme: &Theme,
        axis: &Axis,
        (longest, bottom): (f64, i32),
    ) -> Drawn {
        let faint = Letters::new(12.0, theme.faint_text);
        for tick in ticks(longest) {
            canvas.text(&format!("{tick} ×"), (axis.pixel(tick), bottom + 10), Side::At, faint)?;
        }
        if self.rows.iter().any(|row| self.floor(row).is_some()) {
            let y = bottom + 34;
            canvas.line(vec![(14, y - 7), (14, y + 7)], theme.floor, 2)?;
            canvas.text(
                "the floor of the machine: code written by hand for these flags alone",
                (24, y),
                Side::RightOf,
                faint,
            )?;
        }
        Ok(())
    }

    fn draw_group(
        &self,
        canvas: &Canvas<'_>,
        theme: &Theme,
        axis: &Axis,
        (row, mut y): (&Row, i32),
    ) -> Drawn {
        for (index, Bar { name, figure }) in self.bars(row).enumerate() {
            let (color, letters) = match index.checked_sub(1) {
                None => (theme.ours, Letters::new(13.0, theme.text).bold()),
                Some(peer) => (theme.peer(self.peer(name).unwrap_or(peer)), Letters::new(13.0, theme.text)),
            };
            let middle = y + BAR / 2;
            canvas.text(name, (24, middle), Side::RightOf, letters)?;
            let mut end = axis.pixel(figure.ratio().unwrap_or(1.0));
            canvas.rectangle([(LEFT, y), (end, y + BAR)], color)?;
            let mut text = figure.to_text();
            if let Some(floor) = self.floor(row).filter(|_| index == 0) {
                let x = axis.pixel(floor.ratio().unwrap_or_default());
                canvas.line(vec![(x, y - 3), (x, y + BAR + 3)], theme.floor, 2)?;
                end = end.max(x);
                text = format!("{text}, floor {}", floor.to_text());
            }
            canvas.text(&text, (end + 7, middle), Side::RightOf, letters)?;
            y += BAR_AND_GAP;
        }
        Ok(())
    }

    /// Which peer it is, even if the row has no figure for another one.
    fn peer(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|own| own == name)?.checked_sub(1)
    }
}

/// From multiples of our time to pixels.
struct Axis {
    values: RangedCoordf64,
}

impl Axis {
    fn pixel(&self, multiple: f64) -> i32 {
        self.values.map(&multiple, (LEFT, RIGHT))
    }
}

/// Whether it is the name of the floor, which gets a mark instead of a bar.
pub(super) fn is_floor(name: &str) -> bool {
    name.starts_with("floor")
}

/// The lines of the grid, at round multiples of our time. There are ten at most, and zero.
fn ticks(longest: f64) -> impl Iterator<Item = f64> {
    let decades = (0..).map(|exponent| 10_f64.powi(exponent));
    let mut steps = decades.flat_map(|decade| [decade, 2.0 * decade, 5.0 * decade]);
    let step = steps.find(|step| longest / step <= 10.0).unwrap_or(longest);
    (0..).map(move |tick| f64::from(tick) * step).take_while(move |tick| *tick <= longest)
}
