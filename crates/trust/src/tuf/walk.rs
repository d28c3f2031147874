//! The order in which roles are asked for a path: depth first, in the order of their delegators, each once (specification,
//! section 5.6.7).

use std::collections::BTreeSet;

use super::Targets;

/// Roles that are asked one after the other, each with the role that hands the path on to it. It begins with `targets`, by
/// the word of the root.
pub(super) struct Walk {
    waiting: Vec<(String, String)>,
    asked: BTreeSet<String>,
}

impl Default for Walk {
    fn default() -> Self {
        Self { waiting: vec![("targets".to_owned(), "root".to_owned())], asked: BTreeSet::new() }
    }
}

impl Walk {
    /// The next role, with its delegator.
    pub(super) fn next(&mut self) -> Option<(String, String)> {
        while let Some((role, delegator)) = self.waiting.pop() {
            if self.asked.insert(role.clone()) {
                return Some((role, delegator));
            }
        }
        None
    }

    /// How many roles were asked.
    pub(super) fn asked(&self) -> usize {
        self.asked.len()
    }

    /// A role does not name the path itself: those that it hands the path on to come next.
    pub(super) fn hand_on(&mut self, role: &str, content: &Targets, path: &str) {
        let (next, last) = content.handed_on(path);
        if last {
            self.waiting.clear();
        }
        self.waiting.extend(next.into_iter().rev().map(|name| (name.to_owned(), role.to_owned())));
    }
}
