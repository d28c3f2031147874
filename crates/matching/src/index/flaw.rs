//! Aliases merged: records that are about the same flaw, found by the ids they share.

use std::collections::BTreeMap;

/// Sets of ids that name the same flaw, as a forest of parents.
#[derive(Debug, Default)]
pub(super) struct Flaws {
    numbers: BTreeMap<String, usize>,
    parents: Vec<usize>,
}

impl Flaws {
    /// States that all `ids` name one flaw.
    pub(super) fn join<'a>(&mut self, ids: impl Iterator<Item = &'a str>) {
        let mut first = None;
        for id in ids {
            let number = self.number(id);
            let root = *first.get_or_insert(number);
            self.unite(root, number);
        }
    }

    fn number(&mut self, id: &str) -> usize {
        if let Some(number) = self.numbers.get(id) {
            return *number;
        }
        let number = self.parents.len();
        self.numbers.insert(id.to_owned(), number);
        self.parents.push(number);
        number
    }

    fn unite(&mut self, left: usize, right: usize) {
        let (left, right) = (self.root(left), self.root(right));
        self.parents[left.max(right)] = left.min(right);
    }

    fn root(&mut self, mut number: usize) -> usize {
        while self.parents[number] != number {
            self.parents[number] = self.parents[self.parents[number]];
            number = self.parents[number];
        }
        number
    }

    /// The ids of every flaw, flaws numbered in the order of their first id; and each id's flaw.
    pub(super) fn finish(mut self) -> (Vec<Vec<String>>, BTreeMap<String, u32>) {
        let numbers = std::mem::take(&mut self.numbers);
        let mut flaws: Vec<Vec<String>> = Vec::new();
        let mut of_root = BTreeMap::new();
        let mut of_id = BTreeMap::new();
        for (id, number) in numbers {
            let next = flaws.len();
            let flaw = *of_root.entry(self.root(number)).or_insert(next);
            if flaw == next {
                flaws.push(Vec::new());
            }
            flaws[flaw].push(id.clone());
            of_id.insert(id, u32::try_from(flaw).unwrap_or(u32::MAX));
        }
        (flaws, of_id)
    }
}
