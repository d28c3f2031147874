//! 6.1.1 to 6.1.5: what is named is defined once.

use std::collections::{BTreeMap, BTreeSet};

use super::place::{STATUSES, products, vulnerabilities};
use super::{At, Found};

/// What names products by lists of its own, within a vulnerability.
const NAMING: [&str; 3] = ["flags", "remediations", "threats"];

pub(super) fn check(root: &At<'_>, found: &mut Found) {
    let ids: Vec<(&str, At<'_>)> = products(root).iter().filter_map(|product| field(product, "product_id")).collect();
    let groups: Vec<At<'_>> = in_tree(root, "product_groups");
    let group_ids: Vec<(&str, At<'_>)> = groups.iter().filter_map(|group| field(group, "group_id")).collect();
    undefined("6.1.1", &ids, &named_products(root), found);
    twice("6.1.2", &ids, found);
    circles(root, found);
    undefined("6.1.4", &group_ids, &named_groups(root), found);
    twice("6.1.5", &group_ids, found);
}

fn in_tree<'d>(root: &At<'d>, name: &str) -> Vec<At<'d>> {
    root.get("product_tree").map(|tree| tree.each(name)).unwrap_or_default()
}

fn field<'d>(at: &At<'d>, name: &str) -> Option<(&'d str, At<'d>)> {
    let field = at.get(name)?;
    Some((field.as_text()?, field))
}

/// Every place where a product is named.
pub(super) fn named_products<'d>(root: &At<'d>) -> Vec<(&'d str, At<'d>)> {
    let mut all = Vec::new();
    for group in in_tree(root, "product_groups") {
        all.extend(group.texts("product_ids"));
    }
    for pair in in_tree(root, "relationships") {
        let ends = ["product_reference", "relates_to_product_reference"];
        all.extend(ends.into_iter().filter_map(|end| field(&pair, end)));
    }
    for flaw in vulnerabilities(root) {
        all.extend(flaw.get("product_status").map(|status| status.all(&STATUSES)).unwrap_or_default());
        all.extend(NAMING.iter().flat_map(|name| flaw.each(name)).flat_map(|entry| entry.texts("product_ids")));
        all.extend(flaw.each("scores").iter().flat_map(|score| score.texts("products")));
    }
    all
}

fn named_groups<'d>(root: &At<'d>) -> Vec<(&'d str, At<'d>)> {
    let flaws = vulnerabilities(root);
    let entries = flaws.iter().flat_map(|flaw| NAMING.iter().flat_map(|name| flaw.each(name)));
    entries.flat_map(|entry| entry.texts("group_ids")).collect()
}

fn undefined(test: &'static str, known: &[(&str, At<'_>)], named: &[(&str, At<'_>)], found: &mut Found) {
    let known: BTreeSet<&str> = known.iter().map(|(id, _)| *id).collect();
    for (id, at) in named.iter().filter(|(id, _)| !known.contains(id)) {
        found.add(test, at, format!("{id:?} is defined nowhere"));
    }
}

fn twice(test: &'static str, defined: &[(&str, At<'_>)], found: &mut Found) {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    defined.iter().for_each(|(id, _)| *count.entry(id).or_default() += 1);
    for (id, at) in defined.iter().filter(|(id, _)| count.get(id).is_some_and(|many| *many > 1)) {
        found.add(test, at, format!("{id:?} is defined more than once"));
    }
}

/// 6.1.3: no product is made of itself.
fn circles(root: &At<'_>, found: &mut Found) {
    let mut made: BTreeMap<&str, (usize, [&str; 2])> = BTreeMap::new();
    let pairs = in_tree(root, "relationships");
    for (index, pair) in pairs.iter().enumerate() {
        let id = pair.get("full_product_name").and_then(|product| product.text("product_id"));
        let ends = ["product_reference", "relates_to_product_reference"];
        let parts = ends.map(|end| pair.text(end).unwrap_or_default());
        if let Some(id) = id {
            made.entry(id).or_insert((index, parts));
        }
    }
    for (id, (index, parts)) in &made {
        if let (true, Some(pair)) = (leads_back(id, *parts, &made), pairs.get(*index)) {
            found.add("6.1.3", pair, format!("{id:?} is made of itself"));
        }
    }
}

/// Whether a product is reached from its own parts. Each is looked at once, so that no circle is walked for ever.
fn leads_back<'d>(id: &str, parts: [&'d str; 2], made: &BTreeMap<&'d str, (usize, [&'d str; 2])>) -> bool {
    let (mut open, mut seen) = (parts.to_vec(), BTreeSet::new());
    while let Some(part) = open.pop() {
        if part == id {
            return true;
        }
        if seen.insert(part) {
            open.extend(made.get(part).map(|(_, parts)| *parts).into_iter().flatten());
        }
    }
    false
}
