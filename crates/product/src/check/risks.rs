//! Each threat by itself: scale, treatment, acceptance, what stays.

use std::collections::{BTreeMap, BTreeSet};

use super::Phase::{Delivery, Design};
use super::found::Found;
use super::rules;
use super::said::said;
use crate::file::{ProductFile, Threat, Treatment};

/// Steps of the longest scale: what stands behind them is not on it.
const MOST_STEPS: usize = 32;

pub(super) fn check(file: &ProductFile, found: &mut Found<'_>) {
    let doors: BTreeMap<&str, &str> = file.entry.iter().map(|one| (one.id.as_str(), one.interface.as_str())).collect();
    for (at, threat) in file.threat.iter().enumerate() {
        let path = format!("threat[{at}]");
        placed(&path, threat, &doors, found);
        if threat.treatment == Some(Treatment::NotPresent) {
            reasoned(&path, threat, found);
        } else {
            weighed(&path, threat, file, found);
            treated(&path, threat, found);
            left(&path, threat, file, found);
        }
    }
}

fn placed(path: &str, threat: &Threat, doors: &BTreeMap<&str, &str>, found: &mut Found<'_>) {
    let clause = "Art. 13(3)";
    if threat.stride.is_none() {
        found.not_said(Design, &format!("{path}.stride"), clause, "Say its class.");
    }
    if threat.interfaces.is_empty() {
        found.not_said(Design, &format!("{path}.interfaces"), clause, "Say by which interfaces it happens.");
    }
    let named: BTreeSet<&str> = threat.interfaces.iter().map(String::as_str).collect();
    for (at, id) in threat.entries.iter().enumerate() {
        if let Some(door) = doors.get(id.as_str()).filter(|door| !named.contains(*door)) {
            let says = format!("entry \"{id}\" belongs to \"{door}\", which the threat does not name");
            found.wrong(&rules::OTHER_DOOR, format!("{path}.entries[{at}]"), says);
        }
    }
}

fn weighed(path: &str, threat: &Threat, file: &ProductFile, found: &mut Found<'_>) {
    let clause = "Art. 13(3)";
    if !said(&threat.says) {
        found.not_said(Design, &format!("{path}.says"), clause, "Say what could happen.");
    }
    if threat.assets.is_empty() {
        found.not_said(Design, &format!("{path}.assets"), clause, "Say what it would harm.");
    }
    if threat.requirements.is_empty() {
        let says = format!("\"{}\" calls for no requirement", threat.id);
        found.missing(Design, &rules::NO_REQUIREMENT, path, says);
    }
    step(&format!("{path}.likelihood"), &threat.likelihood, &file.risk.likelihood, found);
    step(&format!("{path}.impact"), &threat.impact, &file.risk.impact, found);
}

fn step(path: &str, word: &str, scale: &[String], found: &mut Found<'_>) {
    if !said(word) {
        found.not_said(Design, path, rules::SCALE.clause, rules::SCALE.advice);
    } else if !is_on(word, scale) {
        let says = format!("\"{word}\" is not on the scale{}", found.meant(word, scale.iter().map(String::as_str)));
        found.wrong(&rules::SCALE, path, says);
    }
}

fn is_on(word: &str, scale: &[String]) -> bool {
    scale.iter().take(MOST_STEPS).any(|step| step == word.trim())
}

fn treated(path: &str, threat: &Threat, found: &mut Found<'_>) {
    match threat.treatment {
        None => {
            let says = format!("nothing was decided on \"{}\"", threat.id);
            found.missing(Design, &rules::UNTREATED, path, says);
        }
        Some(Treatment::Mitigate) if threat.controls.is_empty() => {
            let says = format!("\"{}\" is to be mitigated by nothing", threat.id);
            found.missing(Design, &rules::NO_CONTROL, path, says);
        }
        Some(Treatment::Accept) if threat.is_open() => {
            let says = format!("\"{}\" is accepted, and by whom and when is not said", threat.id);
            found.missing(Design, &rules::UNACCEPTED, path, says);
        }
        Some(Treatment::Mitigate) => {}
        Some(_) => reasoned(path, threat, found),
    }
}

fn reasoned(path: &str, threat: &Threat, found: &mut Found<'_>) {
    if !said(&threat.reason) {
        let says = format!("\"{}\": why this is enough is not said", threat.id);
        found.missing(Design, &rules::NO_REASON, path, says);
    }
}

/// What stays: `likelihood / impact`.
fn left(path: &str, threat: &Threat, file: &ProductFile, found: &mut Found<'_>) {
    if !matches!(threat.treatment, Some(Treatment::Mitigate | Treatment::Accept | Treatment::Transfer)) {
        return;
    }
    let path = format!("{path}.residual");
    if !said(&threat.residual) {
        found.missing(Delivery, &rules::NO_RESIDUAL, path, format!("what stays of \"{}\" is not said", threat.id));
        return;
    }
    let (likelihood, impact) = threat.residual.split_once('/').unwrap_or((&threat.residual, ""));
    if !is_on(likelihood, &file.risk.likelihood) || !is_on(impact, &file.risk.impact) {
        let says = format!("\"{}\" is not a likelihood and an impact of the scale", threat.residual);
        found.wrong(&rules::SCALE, path, says);
    }
}
