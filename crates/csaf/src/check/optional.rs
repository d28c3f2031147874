//! 6.2: what makes a document better. 6.2.13 is in [`super::order`], 6.2.20 in [`super::schema`].

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::language::is_private;
use super::place::{AFFECTED, FIXED, branches, category, groups, named, products, vulnerabilities};
use super::references::named_products;
use super::{At, Found};

pub(super) fn check(root: &At<'_>, found: &mut Found) {
    unused(root, found);
    for flaw in vulnerabilities(root) {
        unhelped(root, &flaw, found);
        flaw.each("involvements").iter().filter(|entry| entry.get("date").is_none()).for_each(|entry| {
            found.add("6.2.7", entry, "date is missing");
        });
        let is_cve = |at: &At<'_>| at.text("text").is_some_and(|text| text.to_uppercase().starts_with("CVE-"));
        flaw.each("ids").iter().filter(|id| is_cve(id)).for_each(|id| {
            found.add("6.2.17", id, "a CVE number has a field of its own");
        });
    }
    tracking(root, found);
    identified(root, found);
    about(root, found);
}

/// 6.2.1: what is defined is also named.
fn unused(root: &At<'_>, found: &mut Found) {
    if category(root) == "csaf_informational_advisory" {
        return;
    }
    let named: BTreeSet<&str> = named_products(root).into_iter().map(|(id, _)| id).collect();
    for at in products(root).iter().filter_map(|product| product.get("product_id")) {
        if at.as_text().is_some_and(|id| !named.contains(id)) {
            found.add("6.2.1", &at, "nothing names this product");
        }
    }
}

/// 6.2.2, 6.2.3, 6.2.19: a remedy and a score for what is affected, and none for what is fixed.
fn unhelped(root: &At<'_>, flaw: &At<'_>, found: &mut Found) {
    let Some(status) = flaw.get("product_status") else { return };
    let groups = groups(root);
    let remedies = flaw.each("remediations");
    let helped: BTreeSet<&str> = remedies.iter().flat_map(|entry| named(entry, &groups)).collect();
    let scores = flaw.each("scores");
    let scored: BTreeSet<&str> = scores.iter().flat_map(|score| score.texts("products")).map(|(id, _)| id).collect();
    let open = status.all(&AFFECTED);
    for (id, at) in open.iter().chain(&status.texts("under_investigation")).filter(|(id, _)| !helped.contains(id)) {
        found.add("6.2.2", at, format!("a remedy is missing for {id:?}"));
    }
    for (id, at) in open.iter().filter(|(id, _)| !scored.contains(id)) {
        found.add("6.2.3", at, format!("a score is missing for {id:?}"));
    }
    let fixed: BTreeSet<&str> = status.all(&FIXED).into_iter().map(|(id, _)| id).collect();
    let is_zero = |score: &At<'_>| {
        ["cvss_v2", "cvss_v3"]
            .iter()
            .filter_map(|name| score.get(name))
            .any(|own| own.value.get("environmentalScore").and_then(serde_json::Value::as_f64) == Some(0.0))
    };
    for (id, at) in scores.iter().filter(|score| !is_zero(score)).flat_map(|score| score.texts("products")) {
        if fixed.contains(id) {
            found.add("6.2.19", &at, format!("{id:?} has the fix, and a score"));
        }
    }
}

/// 6.2.4, 6.2.5, 6.2.6: the history.
fn tracking(root: &At<'_>, found: &mut Found) {
    let Some(tracking) = root.path(&["document", "tracking"]) else { return };
    let history = tracking.each("revision_history");
    for at in history.iter().filter_map(|entry| entry.get("number")) {
        if at.as_text().is_some_and(|number| number.contains('+')) {
            found.add("6.2.4", &at, "a revision has no build metadata");
        }
    }
    let time = |text: Option<&str>| text.and_then(|text| text.parse::<Timestamp>().ok());
    let dates: Vec<Timestamp> = history.iter().filter_map(|entry| time(entry.text("date"))).collect();
    let older = |name: &str, date: Option<&Timestamp>| {
        time(tracking.text(name)).zip(date).is_some_and(|(own, date)| own < *date)
    };
    if older("initial_release_date", dates.iter().min()) {
        found.below("6.2.5", &tracking, "initial_release_date", "older than the first revision");
    }
    if older("current_release_date", dates.iter().max()) {
        found.below("6.2.6", &tracking, "current_release_date", "older than the newest revision");
    }
}

/// 6.2.8, 6.2.9, 6.2.16, 6.2.18: how products are known.
fn identified(root: &At<'_>, found: &mut Found) {
    for product in products(root) {
        match product.get("product_identification_helper") {
            Some(helper) => helper.each("hashes").iter().for_each(|file| weak(file, found)),
            None => found.add("6.2.16", &product, "product_identification_helper is missing"),
        }
    }
    for branch in branches(root).iter().filter(|branch| branch.text("category") == Some("product_version_range")) {
        if branch.text("name").is_some_and(|name| !is_vers(name)) {
            found.below("6.2.18", branch, "name", "a range is best written as vers:…");
        }
    }
}

fn weak(file: &At<'_>, found: &mut Found) {
    let digests = file.each("file_hashes");
    let algorithms: BTreeSet<&str> = digests.iter().filter_map(|digest| digest.text("algorithm")).collect();
    for (test, algorithm) in [("6.2.8", "md5"), ("6.2.9", "sha1")] {
        if algorithms.len() == 1 && algorithms.contains(algorithm) {
            found.below(test, file, "file_hashes", format!("{algorithm} is the only digest"));
        }
    }
}

fn is_vers(name: &str) -> bool {
    let Some((scheme, rest)) = name.strip_prefix("vers:").and_then(|rest| rest.split_once('/')) else { return false };
    let is_letter = |letter: char| letter.is_ascii_lowercase() || ".-+".contains(letter);
    let is_any = |letter: char| is_letter(letter) || letter.is_ascii_digit();
    scheme.starts_with(is_letter) && scheme.chars().all(is_any) && !rest.is_empty()
}

/// 6.2.10, 6.2.11, 6.2.12, 6.2.14, 6.2.15: label, address and language.
fn about(root: &At<'_>, found: &mut Found) {
    let Some(document) = root.get("document") else { return };
    if document.path(&["distribution", "tlp", "label"]).is_none() {
        found.below("6.2.10", &document, "distribution", "a TLP label is missing");
    }
    let id = document.get("tracking").and_then(|tracking| tracking.text("id")).unwrap_or_default();
    let name = filename(id);
    let is_own = |entry: &At<'_>| {
        let url = entry.text("url").unwrap_or_default();
        entry.text("category") == Some("self") && url.starts_with("https://") && url.ends_with(&name)
    };
    if !document.each("references").iter().any(is_own) {
        found.below("6.2.11", &document, "references", "the canonical address is missing");
    }
    let Some(lang) = document.text("lang") else {
        return found.below("6.2.12", &document, "lang", "the language is missing");
    };
    for (name, tag) in [("lang", Some(lang)), ("source_lang", document.text("source_lang"))] {
        match tag {
            Some(tag) if is_private(tag) => found.below("6.2.14", &document, name, "a language of private use"),
            Some(tag) if tag.eq_ignore_ascii_case("i-default") => {
                found.below("6.2.15", &document, name, "the default language is none");
            }
            _ => {}
        }
    }
}

/// The name of a document's file (section 5.1): the id in small letters, whatever else as an underscore.
#[must_use]
pub fn filename(id: &str) -> String {
    let mut name = String::new();
    for letter in id.to_lowercase().chars() {
        if letter.is_ascii_lowercase() || letter.is_ascii_digit() || "+-".contains(letter) {
            name.push(letter);
        } else if !name.ends_with('_') {
            name.push('_');
        }
    }
    name + ".json"
}
