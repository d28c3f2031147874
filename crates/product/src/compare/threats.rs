//! Threats, controls, evidence, exemptions.

use std::collections::BTreeSet;

use super::Change;
use super::inside::named;
use super::modification::{
    CONTROL_CHANGED, CONTROL_GONE, EXEMPTED, LESS, PAPER, RISK_UP, Rule, SAFER, THREAT_CHANGED, THREAT_FOUND, change,
};
use super::paired::{Paired, paired};
use crate::file::{Control, ProductFile, Risk, Threat, Treatment};

pub(super) fn changes(old: &ProductFile, new: &ProductFile) -> Vec<Change> {
    let assets = paired(&old.asset, &new.asset, |one| &one.id)
        .into_iter()
        .map(|pair| change(named("asset", &pair.newest().id), pair.how(), pair.newest().name.clone(), PAPER));
    let threats = paired(&old.threat, &new.threat, |one| &one.id).into_iter().map(|pair| {
        let rule = threat(&pair, &old.risk, &new.risk);
        change(named("threat", &pair.newest().id), pair.how(), weight(&pair), rule)
    });
    let controls = paired(&old.control, &new.control, |one| &one.id).into_iter().map(|pair| {
        change(named("control", &pair.newest().id), pair.how(), pair.newest().says.clone(), control(&pair))
    });
    let evidence = paired(&old.evidence, &new.evidence, |one| &one.id)
        .into_iter()
        .map(|pair| change(named("evidence", &pair.newest().id), pair.how(), String::new(), PAPER));
    let exempt = paired(&old.not_applicable, &new.not_applicable, |one| &one.requirement).into_iter().map(|pair| {
        let rule = match pair {
            Paired::Added(_) => EXEMPTED,
            Paired::Removed(_) => SAFER,
            Paired::Changed(..) => PAPER,
        };
        change(named("not-applicable", &pair.newest().requirement), pair.how(), String::new(), rule)
    });
    assets.chain(threats).chain(controls).chain(evidence).chain(exempt).collect()
}

fn threat(pair: &Paired<'_, Threat>, was: &Risk, is: &Risk) -> Rule {
    match pair {
        Paired::Added(new) if new.treatment == Some(Treatment::NotPresent) => PAPER,
        Paired::Added(_) => THREAT_FOUND,
        Paired::Removed(_) => LESS,
        Paired::Changed(old, new) => {
            let likelihood = step(&old.likelihood, &was.likelihood).zip(step(&new.likelihood, &is.likelihood));
            let impact = step(&old.impact, &was.impact).zip(step(&new.impact, &is.impact));
            let mut moves = [likelihood, impact].into_iter().flatten();
            if moves.any(|(old, new)| new > old) { RISK_UP } else { treated(old, new) }
        }
    }
}

/// Steps of the longest scale, as for the check.
const MOST_STEPS: usize = 32;

/// Where a word stands on a scale.
fn step(word: &str, scale: &[String]) -> Option<usize> {
    scale.iter().take(MOST_STEPS).position(|step| step == word)
}

/// More controls and the same treatment are safer; fewer, or another treatment, have to be looked at.
fn treated(old: &Threat, new: &Threat) -> Rule {
    let kept: BTreeSet<&String> = new.controls.iter().collect();
    let keeps = old.controls.iter().all(|control| kept.contains(control));
    if old.treatment == new.treatment && keeps { SAFER } else { THREAT_CHANGED }
}

fn weight(pair: &Paired<'_, Threat>) -> String {
    match pair {
        Paired::Changed(old, new) if (&old.likelihood, &old.impact) != (&new.likelihood, &new.impact) => {
            format!("{} / {} → {} / {}", old.likelihood, old.impact, new.likelihood, new.impact)
        }
        _ => String::new(),
    }
}

fn control(pair: &Paired<'_, Control>) -> Rule {
    match pair {
        Paired::Added(_) => SAFER,
        Paired::Removed(_) => CONTROL_GONE,
        Paired::Changed(old, new) if old.evidence != new.evidence && bare(old) == bare(new) => PAPER,
        Paired::Changed(..) => CONTROL_CHANGED,
    }
}

fn bare(control: &Control) -> Control {
    Control { evidence: Vec::new(), ..control.clone() }
}
