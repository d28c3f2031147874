//! Aliases merged: records that are about the same flaw, found by the ids they share.

use std::collections::HashMap;

/// Sets of ids that name the same flaw, as a forest of parents.
#[derive(Debug, Default)]
pub(super) struct Flaws<'a> {
    numbers: HashMap<&'a str, usize>,
    parents: Vec<usize>,
}

impl<'a> Flaws<'a> {
    /// States that all `ids` name one flaw.
    pub(super) fn join(&mut self, ids: impl Iterator<Item = &'a str>) {
        let mut first = None;
        for id in ids {
            let number = self.number(id);
            let root = *first.get_or_insert(number);
            self.unite(root, number);
        }
    }

    fn number(&mut self, id: &'a str) -> usize {
        if let Some(number) = self.numbers.get(id) {
            return *number;
        }
        let number = self.parents.len();
        self.numbers.insert(id, number);
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
    pub(super) fn finish(mut self) -> (Vec<Vec<&'a str>>, HashMap<&'a str, u32>) {
        let mut numbers: Vec<(&'a str, usize)> = std::mem::take(&mut self.numbers).into_iter().collect();
        numbers.sort_unstable();
        let mut flaws: Vec<Vec<&'a str>> = Vec::new();
        let (mut of_root, mut of_id) = (HashMap::new(), HashMap::with_capacity(numbers.len()));
        for (id, number) in numbers {
            let next = flaws.len();
            let flaw = *of_root.entry(self.root(number)).or_insert(next);
            if flaw == next {
                flaws.push(Vec::new());
            }
            flaws[flaw].push(id);
            of_id.insert(id, u32::try_from(flaw).unwrap_or(u32::MAX));
        }
        (flaws, of_id)
    }
}
