//! [`Canvas`]: what pictures are drawn on.

use plotters::{
    backend::SVGBackend,
    coord::Shift,
    drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea as _},
    element::{Circle, PathElement, Rectangle, Text},
    style::{
        Color as _, FontFamily, FontStyle, RGBColor, TextStyle,
        text_anchor::{HPos, Pos, VPos},
    },
};

use super::theme::Theme;

/// The width of each picture. A page of docs shows it without making it smaller.
pub(super) const WIDTH: i32 = 700;

/// The fonts of the reader's system.
const FONTS: &str = "-apple-system, BlinkMacSystemFont, Segoe UI, Noto Sans, Helvetica, Arial, sans-serif";

/// `plotters` divides the size of a text by this.
const FONT_SCALE: f64 = 1.24;

pub(super) type Drawn = Result<(), DrawingAreaErrorKind<std::io::Error>>;

/// The place of a point, in pixels from the upper left corner.
pub(super) type Pixel = (i32, i32);

/// Where a text is, relative to its point. It is always centred vertically. The width of a text depends on the fonts of the
/// reader, so nothing is placed after a text.
#[derive(Debug, Clone, Copy)]
pub(super) enum Side {
    RightOf,
    LeftOf,
    At,
}

/// How a text looks.
#[derive(Clone, Copy)]
pub(super) struct Letters {
    /// In pixels.
    size: f64,
    style: FontStyle,
    color: RGBColor,
}

/// A picture in the making.
pub(super) struct Canvas<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
    pub(super) theme: &'static Theme,
}

impl Letters {
    pub(super) fn new(size: f64, color: RGBColor) -> Self {
        Self { size, style: FontStyle::Normal, color }
    }

    pub(super) fn bold(self) -> Self {
        Self { style: FontStyle::Bold, ..self }
    }
}

impl<'a> Canvas<'a> {
    /// A picture without content. Its SVG is in the text after the canvas is dropped.
    pub(super) fn new(svg: &'a mut String, height: i32, theme: &'static Theme) -> Result<Self, String> {
        let area = SVGBackend::with_string(svg, (WIDTH.unsigned_abs(), height.unsigned_abs()));
        let area = area.into_drawing_area();
        area.fill(&theme.background).map_err(|error| error.to_string())?;
        Ok(Self { area, theme })
    }

    /// What is shown, and how to read it.
    pub(super) fn titles(&self, title: &str, hint: &str) -> Drawn {
        self.text(title, (12, 22), Side::RightOf, Letters::new(17.0, self.theme.text).bold())?;
        self.text(hint, (12, 46), Side::RightOf, Letters::new(13.0, self.theme.faint_text))
    }

    pub(super) fn text(&self, text: &str, at: Pixel, side: Side, letters: Letters) -> Drawn {
        let side = match side {
            Side::RightOf => HPos::Left,
            Side::LeftOf => HPos::Right,
            Side::At => HPos::Center,
        };
        let font = (FontFamily::Name(FONTS), letters.size * FONT_SCALE, letters.style);
        let style = TextStyle::from(font).color(&letters.color).pos(Pos { h_pos: side, v_pos: VPos::Center });
        self.area.draw(&Text::new(plain(text), at, style))
    }

    pub(super) fn rectangle(&self, corners: [Pixel; 2], color: RGBColor) -> Drawn {
        self.area.draw(&Rectangle::new(corners, color.filled()))
    }

    pub(super) fn line(&self, points: Vec<Pixel>, color: RGBColor, width: u32) -> Drawn {
        self.area.draw(&PathElement::new(points, color.stroke_width(width)))
    }

    pub(super) fn dot(&self, at: Pixel, color: RGBColor) -> Drawn {
        self.area.draw(&Circle::new(at, 3, color.filled()))
    }
}

/// The text without the marks of Markdown.
fn plain(text: &str) -> String {
    text.replace('`', "")
}
