//! What a document says was only used to build or test the product, as opposed to what is in it.

use std::collections::BTreeMap;

/// Relations between elements of any kind, by the names under which the bill knows them.
#[derive(Default)]
pub(super) struct Reach {
    elements: BTreeMap<String, usize>,
    /// What each element is made of, needs when it runs, or was made from.
    holds: Vec<Vec<usize>>,
    /// What each element was built or tested with.
    uses: Vec<Vec<usize>>,
}

impl Reach {
    pub(super) fn holds(&mut self, whole: &str, part: &str) {
        let [whole, part] = [whole, part].map(|id| self.element(id));
        self.holds.get_mut(whole).into_iter().for_each(|parts| parts.push(part));
    }

    pub(super) fn uses(&mut self, built: &str, tool: &str) {
        let [built, tool] = [built, tool].map(|id| self.element(id));
        self.uses.get_mut(built).into_iter().for_each(|tools| tools.push(tool));
    }

    fn element(&mut self, id: &str) -> usize {
        if let Some(index) = self.elements.get(id) {
            return *index;
        }
        let index = self.holds.len();
        self.elements.insert(id.to_owned(), index);
        self.holds.push(Vec::new());
        self.uses.push(Vec::new());
        index
    }

    /// The elements that were used for the product, itself or in turn, and that nothing in the product holds.
    ///
    /// In the product are its subjects and every element that is used for nothing, with what they hold. What no path
    /// leads to from there (a ring of tools, say) is left open.
    pub(super) fn build_only<'a>(&self, subjects: impl Iterator<Item = &'a str>) -> BuildOnly<'_> {
        let tools = self.closure(self.uses.iter().flatten().copied().collect(), true);
        let untold = tools.iter().enumerate().filter(|(_, is_tool)| !**is_tool).map(|(index, _)| index);
        let subjects = subjects.filter_map(|subject| self.elements.get(subject).copied());
        let start: Vec<usize> = subjects.chain(untold).collect();
        let in_product = self.closure(start.clone(), false);
        let reached = self.closure(start, true);
        let only = reached.iter().zip(&in_product).map(|(reached, in_product)| *reached && !in_product).collect();
        BuildOnly { elements: &self.elements, only }
    }

    /// Which elements can be reached over what is held and, where asked for, over what is used.
    fn closure(&self, start: Vec<usize>, with_tools: bool) -> Vec<bool> {
        let mut seen = vec![false; self.holds.len()];
        let mut open = start;
        while let Some(index) = open.pop() {
            if seen.get_mut(index).is_some_and(|seen| !std::mem::replace(seen, true)) {
                open.extend(self.holds.get(index).into_iter().flatten());
                open.extend(self.uses.get(index).into_iter().flatten().filter(|_| with_tools));
            }
        }
        seen
    }
}

/// Elements that were only used.
pub(super) struct BuildOnly<'r> {
    elements: &'r BTreeMap<String, usize>,
    only: Vec<bool>,
}

impl BuildOnly<'_> {
    pub(super) fn contains(&self, id: &str) -> bool {
        self.elements.get(id).and_then(|index| self.only.get(*index)).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Reach;

    fn only<'a>(reach: &Reach, subjects: &[&str], among: &[&'a str]) -> Vec<&'a str> {
        let found = reach.build_only(subjects.iter().copied());
        among.iter().copied().filter(|id| found.contains(id)).collect()
    }

    #[test]
    fn what_is_used_is_no_part_unless_something_in_the_product_holds_it_too() {
        let mut reach = Reach::default();
        reach.holds("image", "busybox");
        reach.uses("busybox", "compiler");
        reach.holds("compiler", "parser");
        reach.uses("busybox", "zlib");
        reach.holds("image", "zlib");
        reach.holds("elsewhere", "other");
        let all = ["image", "busybox", "compiler", "parser", "zlib", "elsewhere", "other", "unknown"];
        assert_eq!(only(&reach, &["image"], &all), ["compiler", "parser"]);
        assert_eq!(only(&reach, &[], &all), ["compiler", "parser"]);
    }

    #[test]
    fn tools_that_only_use_each_other_are_left_open() {
        let mut reach = Reach::default();
        reach.uses("a", "b");
        reach.uses("b", "a");
        assert_eq!(only(&reach, &[], &["a", "b"]), Vec::<&str>::new());
        assert_eq!(only(&reach, &["a"], &["a", "b"]), ["b"]);
    }
}
