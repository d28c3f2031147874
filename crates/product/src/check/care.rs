//! Controls, evidence, standards, phases, due diligence.

use steadfast_cra::standards::named;

use super::Phase::{self, Design, Development};
use super::found::Found;
use super::nearest::nearest;
use super::rules;
use super::said::said;
use crate::file::{Applied, Component, Evidence, EvidenceKind, ProductFile, Recognised, Stage};

pub(super) fn check(file: &ProductFile, found: &mut Found<'_>) {
    controls(file, found);
    file.evidence.iter().enumerate().for_each(|(at, one)| evidence(at, one, found));
    standards(file, found);
    for ((name, stage), from) in file.phase.all().into_iter().zip(PHASES) {
        phase(name, stage, from, found);
    }
    file.component.iter().enumerate().for_each(|(at, one)| component(at, one, found));
    if file.component.is_empty() {
        let says = "no component of others is named".to_owned();
        found.open(Development, &rules::NO_COMPONENTS, "component", says);
    }
}

const PHASES: [Phase; 6] =
    [Phase::Planning, Phase::Design, Phase::Development, Phase::Production, Phase::Delivery, Phase::Maintenance];

fn controls(file: &ProductFile, found: &mut Found<'_>) {
    for (at, control) in file.control.iter().enumerate() {
        let path = format!("control[{at}]");
        if !said(&control.says) {
            found.not_said(Design, &format!("{path}.says"), "Art. 13(3)", "Say what it is.");
        }
        if control.requirements.is_empty() {
            let advice = "Name the requirements of Annex I that it serves.";
            found.not_said(Design, &format!("{path}.requirements"), "Art. 13(3)", advice);
        }
        if control.evidence.is_empty() {
            let says = format!("nothing shows that \"{}\" works", control.id);
            found.open(Development, &rules::CONTROL_BARE, path, says);
        }
    }
}

fn evidence(at: usize, evidence: &Evidence, found: &mut Found<'_>) {
    let path = format!("evidence[{at}]");
    let by_pattern = matches!(evidence.kind, Some(EvidenceKind::Test | EvidenceKind::Analysis));
    if evidence.kind.is_none() {
        found.not_said(Development, &format!("{path}.kind"), "Annex VII point 6", "Say what it is.");
    }
    if by_pattern && evidence.recognised == Recognised::default() {
        let says = format!("\"{}\" cannot be told from other reports", evidence.id);
        found.missing(Development, &rules::UNRECOGNISED, path.as_str(), says);
    }
    if evidence.fresh_days.is_none() {
        let says = format!("for how long \"{}\" counts is not said", evidence.id);
        found.open(Development, &rules::NO_FRESHNESS, path, says);
    }
}

fn standards(file: &ProductFile, found: &mut Found<'_>) {
    for (at, standard) in file.standard.iter().enumerate() {
        known(&format!("standard[{at}].id"), &standard.id, found);
        let in_part = standard.applied == Some(Applied::InPart) && standard.parts.is_empty();
        if standard.applied.is_none() || in_part {
            let says = format!("how much of \"{}\" was applied is not said", standard.id);
            found.missing(Design, &rules::STANDARD_PARTS, format!("standard[{at}]"), says);
        }
    }
}

/// A name near a known one is a slip; another may be a standard that is not held here.
fn known(path: &str, id: &str, found: &mut Found<'_>) {
    let known = || named().iter().map(|one| one.id.as_str());
    if known().any(|known| known == id) {
        return;
    }
    let says = format!("\"{id}\" is no standard that is known here{}", found.meant(id, known()));
    if nearest(id, known()).is_some() || !said(id) {
        found.wrong(&rules::STANDARD_UNKNOWN, path, says);
    } else {
        found.open(Design, &rules::STANDARD_UNKNOWN, path, says);
    }
}

fn phase(name: &str, stage: &Stage, from: Phase, found: &mut Found<'_>) {
    let path = format!("phase.{name}");
    for (at, procedure) in stage.procedure.iter().enumerate().filter(|(_, one)| said(&one.standard)) {
        known(&format!("{path}.procedure[{at}].standard"), &procedure.standard, found);
    }
    if stage.procedure.is_empty() {
        found.open(from, &rules::NO_PROCEDURE, path.as_str(), format!("{name} follows no procedure that is named"));
    }
    let leaves = !stage.evidence.is_empty() || stage.procedure.iter().any(|one| !one.evidence.is_empty());
    if !leaves {
        found.open(from, &rules::PHASE_UNSHOWN, path, format!("{name} leaves no evidence that is named"));
    }
}

fn component(at: usize, component: &Component, found: &mut Found<'_>) {
    let unknown: Vec<&str> = component.answers().iter().filter(|(_, said)| !said).map(|(name, _)| *name).collect();
    if !unknown.is_empty() {
        let says = format!("\"{}\": not known: {}", component.name, unknown.join(", "));
        found.open(Development, &rules::DILIGENCE, format!("component[{at}]"), says);
    }
}
