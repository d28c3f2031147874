//! Requirements: each one is served by a control, or does not apply for a reason that nothing contradicts.

use std::collections::{BTreeMap, BTreeSet};

use steadfast_cra::annex_i::{self, Basis};

use super::Phase::{Design, Development};
use super::found::Found;
use super::rules;
use super::said::said;
use crate::file::{NotApplicable, ProductFile, Treatment};

pub(super) fn check(file: &ProductFile, found: &mut Found<'_>) {
    let (speakers, mut earlier) = (speakers(file), BTreeSet::new());
    for (at, exempt) in file.not_applicable.iter().enumerate() {
        if !earlier.insert(exempt.requirement.as_str()) {
            let says = format!("{} is there already", exempt.requirement);
            found.wrong(&rules::DUPLICATE, format!("not-applicable[{at}]"), says);
        }
        exemption(at, exempt, file, &speakers, found);
    }
    for requirement in annex_i::requirements() {
        let id = requirement.id.as_str();
        let exempt = file.not_applicable.iter().any(|one| one.requirement == id);
        let is_served = file.control.iter().any(|control| control.requirements.iter().any(|one| one == id));
        if !is_served && !exempt {
            let says = format!("nothing is said to {id} ({})", requirement.title);
            found.missing(Design, &rules::UNANSWERED, "control", says);
        }
    }
    unshown(file, found);
}

fn exemption(at: usize, exempt: &NotApplicable, file: &ProductFile, speakers: &Speakers<'_>, found: &mut Found<'_>) {
    let path = format!("not-applicable[{at}]");
    let id = &exempt.requirement;
    if !said(&exempt.reason) {
        found.wrong(&rules::EXEMPT_BARE, path.as_str(), format!("{id} is said not to apply, and not why"));
    }
    if annex_i::requirement(id).is_some_and(|one| one.basis == Basis::Always) {
        found.wrong(&rules::EXEMPT_ALWAYS, path.as_str(), format!("{id} always applies"));
    }
    if let Some((table, speaker)) = speakers.get(id.as_str()) {
        let says = format!("{id} is said not to apply, and {table} \"{speaker}\" speaks to it");
        found.wrong(&rules::EXEMPT_CONTRADICTED, path.as_str(), says);
    }
    if exempt.assessment != file.risk.version || !said(&exempt.assessment) {
        let says =
            format!("{id} rests on assessment \"{}\", and \"{}\" is today's", exempt.assessment, file.risk.version);
        found.missing(Design, &rules::EXEMPT_STALE, path, says);
    }
}

/// For each requirement the first threat that can occur, else the first control, that speaks to it.
type Speakers<'a> = BTreeMap<&'a str, (&'static str, &'a str)>;

fn speakers(file: &ProductFile) -> Speakers<'_> {
    let mut speakers = Speakers::new();
    for threat in file.threat.iter().filter(|threat| threat.treatment != Some(Treatment::NotPresent)) {
        for id in &threat.requirements {
            speakers.entry(id).or_insert(("threat", &threat.id));
        }
    }
    for control in &file.control {
        for id in &control.requirements {
            speakers.entry(id).or_insert(("control", &control.id));
        }
    }
    speakers
}

/// Requirements to which no evidence would ever speak.
fn unshown(file: &ProductFile, found: &mut Found<'_>) {
    let mut shown: Vec<&str> = file.evidence.iter().flat_map(|one| &one.requirements).map(String::as_str).collect();
    let by_control = file.control.iter().filter(|control| !control.evidence.is_empty());
    shown.extend(by_control.flat_map(|control| &control.requirements).map(String::as_str));
    for requirement in annex_i::requirements() {
        let id = requirement.id.as_str();
        let exempt = file.not_applicable.iter().any(|one| one.requirement == id);
        if !exempt && !shown.contains(&id) {
            let says = format!("nothing would show {id} ({})", requirement.title);
            found.open(Development, &rules::UNSHOWN, "evidence", says);
        }
    }
}
