//! [`Graph`]: who uses whom, and who uses each other.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    fmt,
    path::{Path, PathBuf},
};

/// Who uses whom: files, or rooms.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    nodes: BTreeSet<String>,
    arrows: BTreeMap<String, BTreeMap<String, BTreeSet<Taken>>>,
}

/// A name that a file takes from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Taken {
    /// The file that takes it.
    pub file: PathBuf,
    /// The line.
    pub line: usize,
    /// The path of the name, as it is written there.
    pub name: String,
}

/// Nodes that all use each other, on the way over the others or at once.
#[derive(Debug, Clone)]
pub struct Circle {
    /// All of them.
    pub members: Vec<String>,
    /// Short ways around, until each member was on one.
    pub rounds: Vec<Vec<Arrow>>,
}

/// An arrow of a circle.
#[derive(Debug, Clone)]
pub struct Arrow {
    /// Who takes names.
    pub from: String,
    /// From whom.
    pub to: String,
    /// The names.
    pub taken: Vec<Taken>,
}

impl Graph {
    /// Adds a node.
    pub fn add_node(&mut self, node: &str) {
        self.nodes.insert(node.to_owned());
    }

    /// Adds an arrow, unless it leads back at once.
    pub fn add_arrow(&mut self, from: &str, to: &str, taken: Taken) {
        self.add_node(from);
        self.add_node(to);
        if from != to {
            let arrows = self.arrows.entry(from.to_owned()).or_default();
            arrows.entry(to.to_owned()).or_default().insert(taken);
        }
    }

    /// All nodes that a node uses.
    pub fn used_by(&self, node: &str) -> impl Iterator<Item = &str> {
        self.arrows.get(node).into_iter().flat_map(BTreeMap::keys).map(String::as_str)
    }

    /// The nodes from top to bottom: nobody uses one that is above, but within a circle.
    #[must_use]
    pub fn from_top_to_bottom(&self) -> Vec<&str> {
        let reached: BTreeMap<&str, BTreeSet<&str>> =
            self.nodes.iter().map(|node| (node.as_str(), self.reached_from(node))).collect();
        let leads = |from: &str, to: &str| reached.get(from).is_some_and(|reached| reached.contains(to));
        let mut rest: BTreeSet<&str> = self.nodes.iter().map(String::as_str).collect();
        let mut sorted = Vec::new();
        while let Some(next) = rest
            .iter()
            .find(|node| rest.iter().all(|above| !leads(above, node) || leads(node, above)))
            .copied()
        {
            rest.remove(next);
            sorted.push(next);
        }
        sorted
    }

    /// All circles.
    #[must_use]
    pub fn circles(&self) -> Vec<Circle> {
        let mut seen = BTreeSet::new();
        let mut circles = Vec::new();
        for node in &self.nodes {
            let reached = self.reached_from(node);
            if seen.contains(node.as_str()) || !reached.contains(node.as_str()) {
                continue;
            }
            let members: Vec<&str> = reached
                .into_iter()
                .filter(|other| self.reached_from(other).contains(node.as_str()))
                .collect();
            seen.extend(members.iter().copied());
            circles.push(self.circle(&members));
        }
        circles
    }

    fn circle(&self, members: &[&str]) -> Circle {
        let mut rounds: Vec<Vec<Arrow>> = Vec::new();
        for member in members {
            if !rounds.iter().flatten().any(|arrow| arrow.from == **member) {
                rounds.push(self.shortest_round(member));
            }
        }
        Circle { members: members.iter().map(ToString::to_string).collect(), rounds }
    }

    fn reached_from(&self, start: &str) -> BTreeSet<&str> {
        let mut reached = BTreeSet::new();
        let mut open: Vec<&str> = self.used_by(start).collect();
        while let Some(node) = open.pop() {
            if reached.insert(node) {
                open.extend(self.used_by(node));
            }
        }
        reached
    }

    /// The shortest way from a node back to itself.
    fn shortest_round(&self, start: &str) -> Vec<Arrow> {
        let mut came_from: BTreeMap<&str, &str> = BTreeMap::new();
        let mut open = VecDeque::from([start]);
        while let Some(node) = open.pop_front() {
            for next in self.used_by(node) {
                if next == start {
                    return self.way_back(start, node, &came_from);
                }
                if !came_from.contains_key(next) {
                    came_from.insert(next, node);
                    open.push_back(next);
                }
            }
        }
        Vec::new()
    }

    fn way_back<'a>(
        &self,
        start: &'a str,
        last: &'a str,
        came_from: &BTreeMap<&'a str, &'a str>,
    ) -> Vec<Arrow> {
        let mut way = vec![start, last];
        let mut node = last;
        while node != start {
            let Some(previous) = came_from.get(node) else { break };
            node = previous;
            way.push(node);
        }
        way.reverse();
        way.windows(2)
            .filter_map(|pair| match pair {
                [from, to] => Some(self.arrow(from, to)),
                _ => None,
            })
            .collect()
    }

    fn arrow(&self, from: &str, to: &str) -> Arrow {
        let taken = self.arrows.get(from).and_then(|arrows| arrows.get(to));
        let taken = taken.into_iter().flatten().cloned().collect();
        Arrow { from: from.to_owned(), to: to.to_owned(), taken }
    }
}

impl Arrow {
    /// The names by file and line, but none that was imported or used further up in the file.
    fn first_uses(&self) -> BTreeMap<(&Path, usize), Vec<&str>> {
        let mut uses: BTreeMap<_, Vec<&str>> = BTreeMap::new();
        let (mut known, mut seen) = (BTreeSet::new(), BTreeSet::new());
        for Taken { file, line, name } in &self.taken {
            let first = name.split("::").next().unwrap_or_default();
            if !known.contains(&(file, first)) && seen.insert((file, name)) {
                uses.entry((file.as_path(), *line)).or_default().push(name);
            }
            known.insert((file, name.rsplit("::").next().unwrap_or_default()));
        }
        uses
    }
}

impl fmt::Display for Circle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} use each other: {}", self.members.len(), self.members.join(", "))?;
        let mut shown = BTreeSet::new();
        for round in &self.rounds {
            let mut mark = '*';
            for arrow in round {
                writeln!(f, "  {mark} {} → {}", arrow.from, arrow.to)?;
                mark = ' ';
                if !shown.insert((&arrow.from, &arrow.to)) {
                    continue;
                }
                for ((file, line), names) in arrow.first_uses() {
                    writeln!(f, "        {}:{line}  {}", file.display(), names.join(", "))?;
                }
            }
        }
        Ok(())
    }
}
