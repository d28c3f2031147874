//! 6.3: what a reader may care about. Tests that ask the network or a dictionary (6.3.6, 6.3.7, 6.3.8) are left out.

use std::collections::BTreeSet;

use super::place::{branches, vulnerabilities};
use super::{At, Found};

pub(super) fn check(root: &At<'_>, found: &mut Found) {
    for flaw in vulnerabilities(root) {
        scores(&flaw, found);
        if flaw.get("cve").is_none() {
            found.add("6.3.3", &flaw, "a CVE number is missing");
        }
        if flaw.get("cwe").is_none() {
            found.add("6.3.4", &flaw, "the kind of weakness is missing");
        }
    }
    for product in super::place::products(root) {
        let helper = product.get("product_identification_helper");
        let files = helper.map(|helper| helper.each("hashes")).unwrap_or_default();
        for digest in files.iter().flat_map(|file| file.each("file_hashes")) {
            if digest.text("value").is_some_and(|value| value.len() < 64) {
                found.below("6.3.5", &digest, "value", "a digest of fewer than 64 digits");
            }
        }
    }
    names(root, found);
}

/// 6.3.1 and 6.3.2: old scores.
fn scores(flaw: &At<'_>, found: &mut Found) {
    let scores = flaw.each("scores");
    let newer = scores.iter().filter(|score| score.get("cvss_v3").is_some()).flat_map(|score| score.texts("products"));
    let newer: BTreeSet<&str> = newer.map(|(id, _)| id).collect();
    for score in &scores {
        let only_old = score.texts("products").iter().any(|(id, _)| !newer.contains(id));
        if score.get("cvss_v2").is_some() && only_old {
            found.add("6.3.1", score, "CVSS 2 is the only score");
        }
        if let Some(at) = score.path(&["cvss_v3", "version"]).filter(|at| at.as_text() == Some("3.0")) {
            found.add("6.3.2", &at, "CVSS 3.1 is newer");
        }
    }
}

/// 6.3.9, 6.3.10, 6.3.11: how versions stand in the tree.
fn names(root: &At<'_>, found: &mut Found) {
    let top = root.get("product_tree").map(|tree| tree.each("branches")).unwrap_or_default();
    top.iter().for_each(|branch| above(branch, &[], found));
    for branch in branches(root) {
        match branch.text("category") {
            Some("product_version_range") => {
                found.below("6.3.10", &branch, "category", "a list of versions says more than a range");
            }
            Some("product_version") if is_lettered(branch.text("name").unwrap_or_default()) => {
                found.below("6.3.11", &branch, "name", "the version begins with a letter for version");
            }
            _ => {}
        }
    }
}

/// A leaf lies below a vendor, a product and a version.
fn above(branch: &At<'_>, over: &[&str], found: &mut Found) {
    let mut line = over.to_vec();
    line.extend(branch.text("category"));
    let below = branch.each("branches");
    if !below.is_empty() {
        return below.iter().for_each(|branch| above(branch, &line, found));
    }
    let mut wanted = ["vendor", "product_name", "product_version"].iter().peekable();
    for step in line {
        wanted.next_if(|next| **next == step);
    }
    if wanted.peek().is_some() {
        found.add("6.3.9", branch, "it lies not below a vendor, a product and a version");
    }
}

fn is_lettered(name: &str) -> bool {
    let mut letters = name.trim_start().chars();
    let first = letters.next().is_some_and(|first| first.eq_ignore_ascii_case(&'v'));
    first && letters.next().is_some_and(|second| second.is_ascii_digit() || second == ' ')
}
