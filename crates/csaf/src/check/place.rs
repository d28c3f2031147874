//! A value of a document together with its place.

use std::collections::BTreeMap;

use serde_json::Value;

/// A value and the JSON pointer that leads to it.
#[derive(Debug, Clone)]
pub(super) struct At<'d> {
    pub(super) value: &'d Value,
    pub(super) pointer: String,
}

/// Which products are affected.
pub(super) const AFFECTED: [&str; 3] = ["first_affected", "known_affected", "last_affected"];
/// Which products have the fix.
pub(super) const FIXED: [&str; 2] = ["first_fixed", "fixed"];
/// Every list of a product status.
pub(super) const STATUSES: [&str; 8] = [
    "first_affected",
    "first_fixed",
    "fixed",
    "known_affected",
    "known_not_affected",
    "last_affected",
    "recommended",
    "under_investigation",
];

impl<'d> At<'d> {
    /// The whole document.
    pub(super) fn root(value: &'d Value) -> Self {
        Self { value, pointer: String::new() }
    }

    /// The field of this name.
    pub(super) fn get(&self, name: &str) -> Option<Self> {
        let value = self.value.get(name)?;
        Some(Self { value, pointer: format!("{}/{}", self.pointer, name.replace('~', "~0").replace('/', "~1")) })
    }

    /// What lies behind these fields.
    pub(super) fn path(&self, names: &[&str]) -> Option<Self> {
        names.iter().try_fold(self.clone(), |at, name| at.get(name))
    }

    /// The entries of this list; none if it is none.
    pub(super) fn items(&self) -> Vec<Self> {
        let list = self.value.as_array().map(Vec::as_slice).unwrap_or_default();
        let place = |index: usize| format!("{}/{index}", self.pointer);
        list.iter().enumerate().map(|(index, value)| Self { value, pointer: place(index) }).collect()
    }

    /// The entries of the list in this field.
    pub(super) fn each(&self, name: &str) -> Vec<Self> {
        self.get(name).map(|list| list.items()).unwrap_or_default()
    }

    /// This value, if it is a text.
    pub(super) fn as_text(&self) -> Option<&'d str> {
        self.value.as_str()
    }

    /// The text in this field.
    pub(super) fn text(&self, name: &str) -> Option<&'d str> {
        self.value.get(name)?.as_str()
    }

    /// The texts of the list in this field, with their places.
    pub(super) fn texts(&self, name: &str) -> Vec<(&'d str, Self)> {
        self.each(name).into_iter().filter_map(|at| Some((at.as_text()?, at))).collect()
    }

    /// The texts of the lists in these fields.
    pub(super) fn all(&self, names: &[&str]) -> Vec<(&'d str, Self)> {
        names.iter().flat_map(|name| self.texts(name)).collect()
    }
}

/// The vulnerabilities of a document.
pub(super) fn vulnerabilities<'d>(root: &At<'d>) -> Vec<At<'d>> {
    root.each("vulnerabilities")
}

/// The profile that a document says it keeps.
pub(super) fn category<'d>(root: &At<'d>) -> &'d str {
    root.get("document").and_then(|document| document.text("category")).unwrap_or_default()
}

/// Every branch of the product tree, from above.
pub(super) fn branches<'d>(root: &At<'d>) -> Vec<At<'d>> {
    let mut open: Vec<At<'d>> = root.get("product_tree").map(|tree| tree.each("branches")).unwrap_or_default();
    open.reverse();
    let mut all = Vec::new();
    while let Some(branch) = open.pop() {
        open.extend(branch.each("branches").into_iter().rev());
        all.push(branch);
    }
    all
}

/// Every product that is defined: apart, in branches, and made of two others.
pub(super) fn products<'d>(root: &At<'d>) -> Vec<At<'d>> {
    let Some(tree) = root.get("product_tree") else { return Vec::new() };
    let apart = tree.each("full_product_names");
    let made = tree.each("relationships").into_iter().filter_map(|pair| pair.get("full_product_name"));
    let ends = branches(root).into_iter().filter_map(|branch| branch.get("product"));
    apart.into_iter().chain(made).chain(ends).collect()
}

/// The products of each group.
pub(super) fn groups<'d>(root: &At<'d>) -> BTreeMap<&'d str, Vec<&'d str>> {
    let all = root.get("product_tree").map(|tree| tree.each("product_groups")).unwrap_or_default();
    let members = |group: &At<'d>| group.texts("product_ids").into_iter().map(|(id, _)| id).collect();
    all.iter().filter_map(|group| Some((group.text("group_id")?, members(group)))).collect()
}

/// The products that something names, by themselves or by their groups.
pub(super) fn named<'d>(at: &At<'d>, groups: &BTreeMap<&'d str, Vec<&'d str>>) -> Vec<&'d str> {
    let own = at.texts("product_ids").into_iter().map(|(id, _)| id);
    let by_group = at.texts("group_ids").into_iter().filter_map(|(id, _)| groups.get(id)).flatten().copied();
    own.chain(by_group).collect()
}
