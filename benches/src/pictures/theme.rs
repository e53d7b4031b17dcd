//! [`Theme`]: the colours of a picture.

use plotters::style::RGBColor;

/// The colours of a picture, for readers with a light or a dark screen.
#[derive(Debug)]
pub(crate) struct Theme {
    /// The end of the file name.
    pub(crate) name: &'static str,
    pub(super) background: RGBColor,
    pub(super) text: RGBColor,
    /// Units and numbers at the axes.
    pub(super) faint_text: RGBColor,
    pub(super) grid: RGBColor,
    pub(super) ours: RGBColor,
    /// The peers, in the order of their columns.
    pub(super) peers: [RGBColor; 3],
    pub(super) floor: RGBColor,
}

impl Theme {
    pub(crate) const LIGHT: Self = Self {
        name: "light",
        background: RGBColor(0xff, 0xff, 0xff),
        text: RGBColor(0x1f, 0x23, 0x28),
        faint_text: RGBColor(0x59, 0x63, 0x6e),
        grid: RGBColor(0xe1, 0xe5, 0xea),
        ours: RGBColor(0x09, 0x69, 0xda),
        peers: [RGBColor(0x9f, 0xac, 0xbc), RGBColor(0xbd, 0xb0, 0x97), RGBColor(0xa3, 0xb8, 0xa3)],
        floor: RGBColor(0xd1, 0x54, 0x0a),
    };

    pub(crate) const DARK: Self = Self {
        name: "dark",
        background: RGBColor(0x0d, 0x11, 0x17),
        text: RGBColor(0xe6, 0xed, 0xf3),
        faint_text: RGBColor(0x9a, 0xa5, 0xb1),
        grid: RGBColor(0x2a, 0x31, 0x3a),
        ours: RGBColor(0x4c, 0x9d, 0xff),
        peers: [RGBColor(0x5f, 0x6c, 0x7c), RGBColor(0x7b, 0x70, 0x59), RGBColor(0x5f, 0x76, 0x60)],
        floor: RGBColor(0xff, 0xa6, 0x57),
    };
}
