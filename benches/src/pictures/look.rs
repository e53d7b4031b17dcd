//! [`Look`]: who a bar or a line belongs to.

use plotters::style::RGBColor;

use super::theme::Theme;

/// Who a bar or a line belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Ours,
    /// The first peer is 0.
    Peer(usize),
    Floor,
}

impl Look {
    /// The look of a column of a table that compares contenders.
    pub(super) fn of_column(index: usize, name: &str) -> Self {
        match index.checked_sub(1) {
            None => Self::Ours,
            Some(_) if name.starts_with("floor") => Self::Floor,
            Some(peer) => Self::Peer(peer),
        }
    }

    pub(super) fn color(self, theme: &Theme) -> RGBColor {
        match self {
            Self::Ours => theme.ours,
            Self::Peer(index) => theme.peers[index % theme.peers.len()],
            Self::Floor => theme.floor,
        }
    }
}
