//! Finds cycles: flags that are prerequisites of themselves, directly or through others. An evaluation fails only if it
//! goes around a cycle.

use std::collections::{HashMap, HashSet, VecDeque};

use crate::{
    config::{config::Config, setting::Setting, slot::SettingSlot},
    values::{HashedKey, Text},
};

impl Config {
    /// Whether any flag is a prerequisite of itself.
    pub(crate) fn has_cycles(&self) -> bool {
        !self.cyclic.is_empty()
    }

    /// The shortest path from a flag through its prerequisite flags back to itself: `a`, `b`, `a`. `None` if the flag
    /// is not on a cycle.
    ///
    /// A flag on a cycle is served as long as no evaluation goes around the cycle: an earlier targeting rule can match,
    /// or an earlier condition can be false.
    ///
    /// If the search visits 200 flags without closing the cycle, the result is the path to the last one.
    #[must_use]
    pub fn prerequisite_cycle(&self, key: &str) -> Option<Vec<Text>> {
        self.cyclic.get(key).map(|key| self.cycle_through(key))
    }

    /// The path from a flag back to itself. Only the flag if there is none.
    fn cycle_through(&self, key: &Text) -> Vec<Text> {
        /// Each flag of a cycle has its own path, so unlimited searches would cost the square of its length.
        const MAX_VISITED: usize = 200;

        let mut reached_from: HashMap<&Text, &Text> = HashMap::new();
        let mut queue = VecDeque::from([key]);
        while let Some(from) = queue.pop_front() {
            if reached_from.len() >= MAX_VISITED {
                return path_to(from, &reached_from);
            }
            for to in self.setting(from).into_iter().flat_map(Setting::prerequisites) {
                if to == key {
                    let mut path = path_to(from, &reached_from);
                    path.push(key.clone());
                    return path;
                }
                if self.cyclic.contains(to) && !reached_from.contains_key(to) {
                    reached_from.insert(to, from);
                    queue.push_back(to);
                }
            }
        }
        vec![key.clone()]
    }

    /// Finds the flags on cycles: each strongly connected component of the prerequisite graph that has an edge.
    ///
    /// Kosaraju's algorithm, without recursion: a document could make the recursion arbitrarily deep.
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

    /// The positions of the prerequisite flags of a setting; `None` if it has none.
    fn edges(&self, slot: &SettingSlot) -> Option<Vec<usize>> {
        let SettingSlot::Valid(setting) = slot else { return None };
        let edges: Vec<usize> =
            setting.prerequisites().filter_map(|key| self.position(&HashedKey::new(key))).collect();
        (!edges.is_empty()).then_some(edges)
    }
}

/// The keys on the path that reached `end`, including `end`.
fn path_to<'a>(end: &'a Text, reached_from: &HashMap<&'a Text, &'a Text>) -> Vec<Text> {
    let back = std::iter::successors(Some(end), |step| reached_from.get(step).copied());
    let mut path: Vec<Text> = back.cloned().collect();
    path.reverse();
    path
}

/// Depth-first search from a node; appends the visited nodes in post-order.
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
