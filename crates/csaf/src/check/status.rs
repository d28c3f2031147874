//! 6.1.6, 6.1.23, 6.1.24, 6.1.29, 6.1.32, 6.1.33: what is said of products and by whom contradicts itself nowhere.

use std::collections::BTreeSet;

use super::place::{AFFECTED, FIXED, groups, named, vulnerabilities};
use super::{At, Found};

pub(super) fn check(root: &At<'_>, found: &mut Found) {
    let flaws = vulnerabilities(root);
    flaws.iter().for_each(|flaw| contradictions(flaw, found));
    same_cve(&flaws, found);
    for flaw in &flaws {
        same_party(flaw, found);
        aimless("6.1.29", flaw, "remediations", found);
        aimless("6.1.32", flaw, "flags", found);
        two_flags(root, flaw, found);
    }
}

/// 6.1.6: no product has two states that exclude each other.
fn contradictions(flaw: &At<'_>, found: &mut Found) {
    let Some(status) = flaw.get("product_status") else { return };
    let states: [&[&str]; 4] = [&AFFECTED, &["known_not_affected"], &FIXED, &["under_investigation"]];
    let sets = states.map(|names| status.all(names).into_iter().map(|(id, _)| id).collect::<BTreeSet<_>>());
    let mut told = BTreeSet::new();
    for (index, set) in sets.iter().enumerate() {
        let later = sets.iter().skip(index + 1);
        told.extend(later.flat_map(|other| set.intersection(other)).copied());
    }
    for id in told {
        found.add("6.1.6", &status, format!("{id:?} has two states that exclude each other"));
    }
}

/// 6.1.23: each CVE number once.
fn same_cve(flaws: &[At<'_>], found: &mut Found) {
    let mut seen = BTreeSet::new();
    for at in flaws.iter().filter_map(|flaw| flaw.get("cve")) {
        let Some(cve) = at.as_text() else { continue };
        if !seen.insert(cve) {
            found.add("6.1.23", &at, format!("{cve} is there more than once"));
        }
    }
}

/// 6.1.24: a party does one thing on one day.
fn same_party(flaw: &At<'_>, found: &mut Found) {
    let mut seen = BTreeSet::new();
    for entry in flaw.each("involvements") {
        let (Some(date), Some(party)) = (entry.text("date"), entry.text("party")) else { continue };
        if !seen.insert((date, party)) {
            found.add("6.1.24", &entry, format!("the {party} has two states at {date}"));
        }
    }
}

/// 6.1.29 and 6.1.32: what is said is said of products.
fn aimless(test: &'static str, flaw: &At<'_>, name: &str, found: &mut Found) {
    let aims = |entry: &At<'_>| entry.get("product_ids").is_some() || entry.get("group_ids").is_some();
    for entry in flaw.each(name).iter().filter(|entry| !aims(entry)) {
        found.add(test, entry, "names neither products nor groups");
    }
}

/// 6.1.33: one reason for each product.
fn two_flags(root: &At<'_>, flaw: &At<'_>, found: &mut Found) {
    let (groups, mut seen) = (groups(root), BTreeSet::new());
    for flag in flaw.each("flags") {
        let own: Vec<&str> = named(&flag, &groups);
        let again = own.iter().filter(|id| !seen.insert(**id)).copied().collect::<BTreeSet<_>>();
        for id in again {
            found.add("6.1.33", &flag, format!("{id:?} has more than one justification"));
        }
    }
}
