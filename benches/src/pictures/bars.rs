//! [`Bars`]: the contenders side by side.

use plotters::coord::{ranged1d::Ranged as _, types::RangedCoordf64};

use super::{
    canvas::{Canvas, Drawn, Letters, Side, WIDTH},
    look::Look,
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
const LEGEND: i32 = 46;

/// The contenders side by side: a group of bars for each row. Our bar has the length 1, since rows differ by orders of
/// magnitude, and the contenders of a row do not.
#[derive(Debug)]
pub(super) struct Bars<'a> {
    pub(super) title: &'a str,
    pub(super) names: &'a [String],
    pub(super) rows: Vec<&'a Row>,
}

/// A figure and its contender.
struct Bar<'a> {
    name: &'a str,
    look: Look,
    figure: Figure,
}

/// From multiples of our time to pixels.
struct Axis {
    longest: f64,
}

impl Bars<'_> {
    pub(super) fn height(&self) -> i32 {
        let groups = self.rows.iter().map(|row| self.group_height(row));
        TITLES + groups.sum::<i32>() + LEGEND
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

    pub(super) fn draw(&self, canvas: &Canvas<'_>) -> Drawn {
        canvas.titles(
            self.title,
            "The length of a bar is the time, as a multiple of our time. Shorter is better.",
        )?;
        let axis = Axis::new(&self.rows);
        let mut y = TITLES;
        for row in &self.rows {
            let letters = Letters::new(14.0, canvas.theme.text).bold();
            canvas.text(&row.what, (12, y + 10), Side::RightOf, letters)?;
            let ends = [HEADING - 4, self.group_height(row) - AFTER_GROUP].map(|end| y + end);
            axis.ticks().try_for_each(|tick| {
                let x = axis.pixel(tick);
                canvas.line(ends.map(|end| (x, end)).into(), canvas.theme.grid, 1)
            })?;
            self.draw_group(canvas, &axis, row, y + HEADING)?;
            y += self.group_height(row);
        }
        draw_legend(canvas, &axis, y)
    }

    /// Our bar and the bars of the peers, without the floor.
    fn bars<'b>(&'b self, row: &'b Row) -> impl Iterator<Item = Bar<'b>> {
        self.figures(row).filter(|bar| bar.look != Look::Floor)
    }

    fn figures<'b>(&'b self, row: &'b Row) -> impl Iterator<Item = Bar<'b>> {
        let figures = self.names.iter().zip(&row.figures).enumerate();
        figures.filter_map(|(index, (name, figure))| {
            Some(Bar { name, look: Look::of_column(index, name), figure: (*figure)? })
        })
    }

    fn group_height(&self, row: &Row) -> i32 {
        HEADING + self.bars(row).map(|_| BAR_AND_GAP).sum::<i32>() + AFTER_GROUP
    }

    fn draw_group(&self, canvas: &Canvas<'_>, axis: &Axis, row: &Row, top: i32) -> Drawn {
        let floor = self.figures(row).find(|bar| bar.look == Look::Floor);
        let mut y = top;
        for bar in self.bars(row) {
            let middle = y + BAR / 2;
            let letters = Letters::new(13.0, canvas.theme.text);
            let letters = if bar.look == Look::Ours { letters.bold() } else { letters };
            canvas.text(bar.name, (24, middle), Side::RightOf, letters)?;
            let mut end = axis.pixel(bar.length());
            canvas.rectangle([(LEFT, y), (end, y + BAR)], bar.look.color(canvas.theme))?;
            let mut text = bar.figure.to_text();
            if let Some(floor) = floor.as_ref().filter(|_| bar.look == Look::Ours) {
                let x = axis.pixel(floor.length());
                canvas.line(vec![(x, y - 3), (x, y + BAR + 3)], canvas.theme.floor, 2)?;
                end = end.max(x);
                text = format!("{text}, floor {}", floor.figure.to_text());
            }
            canvas.text(&text, (end + 7, middle), Side::RightOf, letters)?;
            y += BAR_AND_GAP;
        }
        Ok(())
    }
}

impl Bar<'_> {
    /// As a multiple of our length.
    fn length(&self) -> f64 {
        self.figure.ratio().unwrap_or(1.0)
    }
}

impl Axis {
    fn new(rows: &[&Row]) -> Self {
        let figures = rows.iter().flat_map(|row| row.figures.iter().flatten());
        // Without peers, there is still room for our figures.
        Self { longest: figures.filter_map(|figure| figure.ratio()).fold(4.0, f64::max) }
    }

    fn pixel(&self, multiple: f64) -> i32 {
        RangedCoordf64::from(0.0..self.longest).map(&multiple, (LEFT, RIGHT))
    }

    /// The lines of the grid, at round multiples. There are ten at most, and zero.
    fn ticks(&self) -> impl Iterator<Item = f64> {
        let longest = self.longest;
        let decades = (0..).map(|exponent| 10_f64.powi(exponent));
        let mut steps = decades.flat_map(|decade| [decade, 2.0 * decade, 5.0 * decade]);
        let step = steps.find(|step| longest / step <= 10.0).unwrap_or(longest);
        (0..).map(move |tick| f64::from(tick) * step).take_while(move |tick| *tick <= longest)
    }
}

/// The numbers at the axis, and the meaning of the mark.
fn draw_legend(canvas: &Canvas<'_>, axis: &Axis, top: i32) -> Drawn {
    let faint = Letters::new(12.0, canvas.theme.faint_text);
    for tick in axis.ticks() {
        canvas.text(&format!("{tick} ×"), (axis.pixel(tick), top + 10), Side::At, faint)?;
    }
    let y = top + 34;
    canvas.line(vec![(14, y - 7), (14, y + 7)], canvas.theme.floor, 2)?;
    let meaning = "the floor of the machine: code written by hand for these flags alone";
    canvas.text(meaning, (24, y), Side::RightOf, faint)
}
