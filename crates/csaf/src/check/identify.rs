//! 6.1.11, 6.1.13, 6.1.25, 6.1.31: weaknesses, package URLs, digests and versions are what they seem to be.

use std::collections::BTreeSet;

use steadfast_formats::purl::Purl;

use super::place::{branches, products, vulnerabilities};
use super::{At, Found};
use crate::tables;

/// Signs of a range in the name of a version, and words of one.
const SIGNS: [&str; 2] = ["<", ">"];
const WORDS: [&str; 7] = ["after", "all", "before", "earlier", "later", "prior", "versions"];

pub(super) fn check(root: &At<'_>, found: &mut Found) {
    vulnerabilities(root).iter().for_each(|flaw| weakness(flaw, found));
    for helper in products(root).iter().filter_map(|product| product.get("product_identification_helper")) {
        package(&helper, found);
        helper.each("hashes").iter().for_each(|file| algorithms(file, found));
    }
    branches(root).iter().for_each(|branch| range(branch, found));
}

fn weakness(flaw: &At<'_>, found: &mut Found) {
    let Some(cwe) = flaw.get("cwe") else { return };
    let (Some(id), Some(name)) = (cwe.text("id"), cwe.text("name")) else { return };
    match tables::weakness(id) {
        None => found.below("6.1.11", &cwe, "id", format!("{id} is no weakness that the list knows")),
        Some(known) if known != name => found.below("6.1.11", &cwe, "name", format!("{id} is called {known:?}")),
        Some(_) => {}
    }
}

fn package(helper: &At<'_>, found: &mut Found) {
    let Some(purl) = helper.text("purl") else { return };
    if let Err(error) = Purl::strict(purl) {
        found.below("6.1.13", helper, "purl", error.reason);
    }
}

fn algorithms(file: &At<'_>, found: &mut Found) {
    let mut seen = BTreeSet::new();
    for digest in file.each("file_hashes") {
        let Some(algorithm) = digest.text("algorithm") else { continue };
        if !seen.insert(algorithm) {
            found.add("6.1.25", &digest, format!("there is a digest by {algorithm} already"));
        }
    }
}

fn range(branch: &At<'_>, found: &mut Found) {
    let (Some("product_version"), Some(name)) = (branch.text("category"), branch.text("name")) else { return };
    let small = name.to_lowercase();
    let is_word = |word: &str| WORDS.contains(&word);
    if SIGNS.iter().any(|sign| small.contains(sign)) || small.split_whitespace().any(is_word) {
        found.below("6.1.31", branch, "name", format!("{name:?} is a range, not a version"));
    }
}
