//! Flags that are prerequisites of themselves, directly or through others. They cannot be evaluated.

use std::collections::{HashMap, HashSet, VecDeque};

use crate::{
    config::{config::Config, setting::Setting, slot::SettingSlot},
    values::{HashedKey, Text},
};

impl Config {
    /// This config with the settings of another added to it, which take precedence.
    pub(crate) fn overlaid_with(&self, other: &Self) -> Self {
        let mut merged = self.clone();
        for slot in &other.slots {
            merged.insert(slot.clone());
        }
        merged.segments.extend(other.segments.iter().cloned());
        merged.has_salt |= other.has_salt;
        merged.find_cycles();
        merged
    }

    /// Whether a flag is a prerequisite of itself.
    pub(crate) fn is_cyclic(&self, setting: &Setting) -> bool {
        !self.cyclic.is_empty() && self.cyclic.contains(setting.key())
    }

    /// The shortest way from a flag back to itself through its prerequisites: `a`, `b`, `a`. `None` if it is no
    /// prerequisite of itself. Such a flag cannot be evaluated.
    ///
    /// Of a way through hundreds of flags, only the beginning is given.
    #[must_use]
    pub fn prerequisite_cycle(&self, key: &str) -> Option<Vec<Text>> {
        let setting = self.setting(key)?;
        self.is_cyclic(setting).then(|| self.cycle_through(setting.key()))
    }

    /// A way from a flag back to itself. Just the flag if there is none.
    pub(crate) fn cycle_through(&self, key: &Text) -> Vec<Text> {
        /// Every flag of a cycle has a way of its own, so that long ones would cost the square of their length.
        const MOST_LOOKED_AT: usize = 200;

        let mut reached_from: HashMap<&Text, &Text> = HashMap::new();
        let mut queue = VecDeque::from([key]);
        while let Some(from) = queue.pop_front() {
            if reached_from.len() >= MOST_LOOKED_AT {
                return way_to(from, &reached_from);
            }
            for to in self.setting(from).into_iter().flat_map(Setting::prerequisites) {
                if to == key {
                    let mut way = way_to(from, &reached_from);
                    way.push(key.clone());
                    return way;
                }
                if self.cyclic.contains(to) && !reached_from.contains_key(to) {
                    reached_from.insert(to, from);
                    queue.push_back(to);
                }
            }
        }
        vec![key.clone()]
    }

    /// Finds the flags that are prerequisites of themselves: those in a strongly connected component with an edge.
    ///
    /// Kosaraju's algorithm, without recursion, since documents decide how long the chains are.
    pub(super) fn find_cycles(&mut self) {
        let graph: HashMap<usize, Vec<usize>> = self
            .slots
            .iter()
            .enumerate()
            .filter_map(|(index, slot)| Some((index, self.edges(slot)?)))
            .collect();
        let mut reversed: HashMap<usize, Vec<usize>> = HashMap::new();
        for (from, to) in graph.iter().flat_map(|(from, edges)| edges.iter().map(move |to| (*from, *to))) {
            reversed.entry(to).or_default().push(from);
        }
        let mut seen = HashSet::new();
        let mut finished = Vec::new();
        for start in graph.keys() {
            visit(*start, &graph, &mut seen, &mut finished);
        }
        seen.clear();
        let mut cyclic = HashSet::new();
        while let Some(start) = finished.pop() {
            let mut component = Vec::new();
            visit(start, &reversed, &mut seen, &mut component);
            let has_own_edge = graph.get(&start).is_some_and(|edges| edges.contains(&start));
            if component.len() > 1 || component.len() == 1 && has_own_edge {
                let keys = component.iter().filter_map(|index| self.slots.get(*index));
                cyclic.extend(keys.map(SettingSlot::key).cloned());
            }
        }
        self.cyclic = cyclic;
    }

    /// The prerequisites of a setting, `None` if it has none.
    fn edges(&self, slot: &SettingSlot) -> Option<Vec<usize>> {
        let SettingSlot::Valid(setting) = slot else { return None };
        let edges: Vec<usize> =
            setting.prerequisites().filter_map(|key| self.position(HashedKey::new(key))).collect();
        (!edges.is_empty()).then_some(edges)
    }
}

/// The flags on the way to one, that one included.
fn way_to<'a>(end: &'a Text, reached_from: &HashMap<&'a Text, &'a Text>) -> Vec<Text> {
    let back = std::iter::successors(Some(end), |step| reached_from.get(step).copied());
    let mut way: Vec<Text> = back.cloned().collect();
    way.reverse();
    way
}

/// Walks through a graph in depth, and lists the nodes in the order in which they are done with.
fn visit(
    start: usize,
    graph: &HashMap<usize, Vec<usize>>,
    seen: &mut HashSet<usize>,
    finished: &mut Vec<usize>,
) {
    if !seen.insert(start) {
        return;
    }
    let edges = |node: usize| graph.get(&node).into_iter().flatten();
    let mut stack = vec![(start, edges(start))];
    while let Some((node, rest)) = stack.last_mut() {
        match rest.next() {
            Some(next) if seen.insert(*next) => stack.push((*next, edges(*next))),
            Some(_) => {}
            None => {
                finished.push(*node);
                stack.pop();
            }
        }
    }
}
