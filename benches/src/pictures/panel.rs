//! [`Panel`]: lines that show how a cost grows.

use plotters::coord::{
    CoordTranslate as _,
    cartesian::Cartesian2d,
    combinators::{IntoLogRange as _, LogCoord},
};

use super::{
    canvas::{Canvas, Drawn, Letters, Pixel, Side},
    look::Look,
};
use crate::figure::{Figure, Unit, thousands};

/// The times at the lower and the upper edge of each panel, in nanoseconds, so that slopes can be compared.
const LOWEST: f64 = 10.0;
const HIGHEST: f64 = 1e5;

/// The height of a line of text beside a panel.
const LINE: i32 = 15;

/// How many characters fit beside a panel.
const LETTERS: usize = 27;

/// Lines that show how a cost grows. Both axes are logarithmic.
#[derive(Debug)]
pub(super) struct Panel {
    pub(super) title: String,
    /// What is counted along the horizontal axis.
    pub(super) unit: String,
    pub(super) lines: Vec<Line>,
}

/// How one cost grows.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) name: String,
    pub(super) look: Look,
    /// The size and the time of each point.
    pub(super) points: Vec<(usize, Figure)>,
}

/// The part of a picture that a panel takes: without titles, numbers and names, which are around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) left: i32,
    pub(super) right: i32,
    pub(super) top: i32,
    pub(super) bottom: i32,
}

type Plane = Cartesian2d<LogCoord<f64>, LogCoord<f64>>;

impl Panel {
    pub(super) fn draw(&self, canvas: &Canvas<'_>, place: Place) -> Drawn {
        let title = (place.left - 48, place.top - 20);
        canvas.text(&self.title, title, Side::RightOf, Letters::new(14.0, canvas.theme.text).bold())?;
        let plane = self.plane(place);
        self.draw_grid(canvas, &plane, place)?;
        for line in &self.lines {
            let color = line.look.color(canvas.theme);
            let points: Vec<Pixel> = line.pixels(&plane).collect();
            if line.look != Look::Floor {
                points.iter().try_for_each(|point| canvas.dot(*point, color))?;
            }
            canvas.line(points, color, if line.look == Look::Ours { 2 } else { 1 })?;
        }
        match self.lines.as_slice() {
            [line] => line.draw_figures(canvas, &plane),
            _ => self.draw_names(canvas, &plane, place),
        }
    }

    /// What becomes of the first line, from the least size to the largest.
    pub(super) fn says(&self) -> Option<String> {
        let points = &self.lines.first()?.points;
        let ((least, before), (most, after)) = (points.first()?, points.last()?);
        let (least, most, unit) = (thousands(*least), thousands(*most), &self.unit);
        let (before, after) = (before.to_text(), after.to_text());
        Some(format!("from {least} to {most} {unit}, {before} become {after}"))
    }

    fn plane(&self, place: Place) -> Plane {
        let sizes = || self.sizes().map(|size| size as f64);
        let (least, most) = (sizes().fold(f64::MAX, f64::min), sizes().fold(1.0, f64::max));
        let pixels = (place.left + 14..place.right - 14, place.bottom..place.top);
        Cartesian2d::new((least..most).log_scale(), (LOWEST..HIGHEST).log_scale(), pixels)
    }

    /// The sizes that were measured.
    fn sizes(&self) -> impl Iterator<Item = usize> {
        self.lines.iter().take(1).flat_map(|line| line.points.iter().map(|(size, _)| *size))
    }

    fn draw_grid(&self, canvas: &Canvas<'_>, plane: &Plane, place: Place) -> Drawn {
        let faint = Letters::new(12.0, canvas.theme.faint_text);
        let times = (1..=5).map(|exponent| 10_f64.powi(exponent));
        for time in times {
            let (_, y) = plane.translate(&(1.0, time));
            canvas.line(vec![(place.left, y), (place.right, y)], canvas.theme.grid, 1)?;
            let text = Figure::new(time, Unit::Nanoseconds).to_text();
            canvas.text(&text, (place.left - 6, y), Side::LeftOf, faint)?;
        }
        for size in self.sizes() {
            let (x, _) = plane.translate(&(size as f64, LOWEST));
            canvas.line(vec![(x, place.bottom), (x, place.bottom + 4)], canvas.theme.faint_text, 1)?;
            canvas.text(&short(size), (x, place.bottom + 14), Side::At, faint)?;
        }
        let middle = i32::midpoint(place.left, place.right);
        canvas.text(&self.unit, (middle, place.bottom + 31), Side::At, faint)
    }

    /// The name and the last figure of each line, on the right, at the height of its end.
    fn draw_names(&self, canvas: &Canvas<'_>, plane: &Plane, place: Place) -> Drawn {
        let ends = self.lines.iter().filter_map(|line| {
            let (_, figure) = line.points.last()?;
            let (_, y) = line.pixels(plane).last()?;
            Some((y, line, wrapped(&line.name, &figure.to_text())))
        });
        let mut ends: Vec<_> = ends.collect();
        ends.sort_by_key(|(y, ..)| *y);
        let has_others = self.lines.iter().any(|line| line.look != Look::Ours);
        let mut free = i32::MIN;
        for (y, line, texts) in ends {
            let before = (texts.len() as i32 - 1) * LINE / 2;
            let mut text_y = (y - before).max(free);
            let letters = Letters::new(12.5, canvas.theme.text);
            let letters = if line.look == Look::Ours && has_others { letters.bold() } else { letters };
            let color = line.look.color(canvas.theme);
            let middle = text_y + before;
            canvas.line(vec![(place.right - 10, y), (place.right + 4, middle)], color, 1)?;
            for text in texts {
                canvas.text(&text, (place.right + 9, text_y), Side::RightOf, letters)?;
                text_y += LINE;
            }
            free = text_y + 1;
        }
        Ok(())
    }
}

impl Line {
    fn pixels(&self, plane: &Plane) -> impl Iterator<Item = Pixel> {
        self.points.iter().map(|(size, figure)| plane.translate(&(*size as f64, figure.value())))
    }

    /// The figure of each point, by turns above and below it, so that they fit.
    fn draw_figures(&self, canvas: &Canvas<'_>, plane: &Plane) -> Drawn {
        let letters = Letters::new(12.0, canvas.theme.text);
        let last = self.points.len().saturating_sub(1);
        self.pixels(plane).zip(&self.points).enumerate().try_for_each(|(index, ((x, y), (_, figure)))| {
            let above = index % 2 == 0;
            let y = if above { y - 16 } else { y + 16 };
            // The line is free if it rises, and no text leaves the panel.
            let (x, side) = match index {
                0 => (x - 10, Side::RightOf),
                _ if above || index == last => (x + 10, Side::LeftOf),
                _ => (x - 10, Side::RightOf),
            };
            canvas.text(&figure.to_text(), (x, y), side, letters)
        })
    }
}

/// The number, with `k` for thousands.
fn short(number: usize) -> String {
    if number >= 1000 && number.is_multiple_of(1000) {
        format!("{}k", thousands(number / 1000))
    } else {
        thousands(number)
    }
}

/// A name and its figure, in lines of [`LETTERS`] characters at most. The figure stays in one line.
fn wrapped(name: &str, figure: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in name.split(' ').chain([figure]) {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < LETTERS => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
