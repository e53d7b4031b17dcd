//! The drawing of a crate: its rooms, from top to bottom.

use crate::graph::Graph;

/// One line for each room, with the rooms that it uses. Nobody uses a room that is above, but within a circle.
#[must_use]
pub fn drawing_of(rooms: &Graph) -> String {
    let lines = rooms.from_top_to_bottom().into_iter().map(|room| {
        let used: Vec<&str> = rooms.used_by(room).collect();
        if used.is_empty() { format!("  {room}\n") } else { format!("  {room} → {}\n", used.join(", ")) }
    });
    lines.collect()
}
