//! Ids: each one once, each reference to something that is there, and nothing that rests on itself.

use std::collections::BTreeSet;

use steadfast_cra::annex_i;

use super::Phase::Planning;
use super::cycle::cycle;
use super::found::Found;
use super::rules;
use super::said::said;
use crate::catalogue;
use crate::file::ProductFile;

pub(super) fn check(file: &ProductFile, found: &mut Found<'_>) {
    let ids = Ids::of(file, found);
    ids.told_by_tables(file, found);
    ids.told_by_threats(file, found);
    ids.told_by_controls(file, found);
    requirements(file, found);
    let because = file.threat.iter().map(|threat| (threat.id.as_str(), threat.because.as_slice()));
    cycle("threat", &because.collect(), found);
    let rests_on = file.control.iter().map(|control| (control.id.as_str(), control.rests_on.as_slice()));
    cycle("control", &rests_on.collect(), found);
}

type Set<'a> = BTreeSet<&'a str>;

struct Ids<'a> {
    interfaces: Set<'a>,
    data: Set<'a>,
    assets: Set<'a>,
    entries: Set<'a>,
    threats: Set<'a>,
    controls: Set<'a>,
    evidence: Set<'a>,
}

fn set<'a>(table: &str, ids: impl Iterator<Item = &'a String>, found: &mut Found<'_>) -> Set<'a> {
    let mut set = Set::new();
    for (at, id) in ids.enumerate() {
        if !said(id) {
            found.missing(Planning, &rules::NO_ID, format!("{table}[{at}]"), format!("[[{table}]] without an id"));
        } else if !set.insert(id.as_str()) {
            found.wrong(&rules::DUPLICATE, format!("{table}[{at}].id"), format!("\"{id}\" is there already"));
        }
    }
    set
}

impl<'a> Ids<'a> {
    fn of(file: &'a ProductFile, found: &mut Found<'_>) -> Self {
        set("remote", file.remote.iter().map(|one| &one.id), found);
        set("service", file.service.iter().map(|one| &one.id), found);
        Self {
            interfaces: set("interface", file.interface.iter().map(|one| &one.id), found),
            data: set("data", file.data.iter().map(|one| &one.id), found),
            assets: set("asset", file.asset.iter().map(|one| &one.id), found),
            entries: set("entry", file.entry.iter().map(|one| &one.id), found),
            threats: set("threat", file.threat.iter().map(|one| &one.id), found),
            controls: set("control", file.control.iter().map(|one| &one.id), found),
            evidence: set("evidence", file.evidence.iter().map(|one| &one.id), found),
        }
    }

    fn told_by_tables(&self, file: &ProductFile, found: &mut Found<'_>) {
        for (at, entry) in file.entry.iter().enumerate() {
            one(&format!("entry[{at}].interface"), "interface", &entry.interface, &self.interfaces, found);
        }
        for (at, asset) in file.asset.iter().enumerate() {
            all(&format!("asset[{at}].data"), "data", &asset.data, &self.data, found);
        }
        for (at, remote) in file.remote.iter().enumerate() {
            all(&format!("remote[{at}].data"), "data", &remote.data, &self.data, found);
        }
        for (at, service) in file.service.iter().enumerate() {
            all(&format!("service[{at}].data"), "data", &service.data, &self.data, found);
        }
        for (at, exempt) in file.not_applicable.iter().enumerate() {
            all(&format!("not-applicable[{at}].threats"), "threat", &exempt.threats, &self.threats, found);
        }
        for (phase, stage) in file.phase.all() {
            all(&format!("phase.{phase}.evidence"), "evidence", &stage.evidence, &self.evidence, found);
            for (at, procedure) in stage.procedure.iter().enumerate() {
                let path = format!("phase.{phase}.procedure[{at}].evidence");
                all(&path, "evidence", &procedure.evidence, &self.evidence, found);
            }
        }
    }

    fn told_by_threats(&self, file: &ProductFile, found: &mut Found<'_>) {
        for (at, threat) in file.threat.iter().enumerate() {
            let path = |name: &str| format!("threat[{at}].{name}");
            all(&path("interfaces"), "interface", &threat.interfaces, &self.interfaces, found);
            all(&path("entries"), "entry", &threat.entries, &self.entries, found);
            all(&path("assets"), "asset", &threat.assets, &self.assets, found);
            all(&path("because"), "threat", &threat.because, &self.threats, found);
            all(&path("controls"), "control", &threat.controls, &self.controls, found);
            all(&path("tests"), "evidence", &threat.tests, &self.evidence, found);
        }
    }

    fn told_by_controls(&self, file: &ProductFile, found: &mut Found<'_>) {
        for (at, control) in file.control.iter().enumerate() {
            let path = |name: &str| format!("control[{at}].{name}");
            all(&path("rests-on"), "control", &control.rests_on, &self.controls, found);
            all(&path("evidence"), "evidence", &control.evidence, &self.evidence, found);
            let Some(feature) = control.given_by.as_deref().filter(|id| said(id)) else { continue };
            let known = catalogue::features().iter().map(|one| one.id.as_str());
            if !known.clone().any(|known| known == feature) {
                let says = format!("\"{feature}\" is no feature of Steadfast{}", found.meant(feature, known));
                found.wrong(&rules::FEATURE_UNKNOWN, path("given-by"), says);
            }
        }
    }
}

fn all(path: &str, table: &str, given: &[String], known: &Set<'_>, found: &mut Found<'_>) {
    for (at, id) in given.iter().enumerate() {
        one(&format!("{path}[{at}]"), table, id, known, found);
    }
}

fn one(path: &str, table: &str, id: &str, known: &Set<'_>, found: &mut Found<'_>) {
    if !known.contains(id) {
        let says = format!("\"{id}\" names no [[{table}]]{}", found.meant(id, known.iter().copied()));
        found.wrong(&rules::DANGLING, path, says);
    }
}

fn requirements(file: &ProductFile, found: &mut Found<'_>) {
    let threats =
        file.threat.iter().enumerate().map(|(at, one)| (format!("threat[{at}].requirements"), &one.requirements));
    let controls =
        file.control.iter().enumerate().map(|(at, one)| (format!("control[{at}].requirements"), &one.requirements));
    let evidence =
        file.evidence.iter().enumerate().map(|(at, one)| (format!("evidence[{at}].requirements"), &one.requirements));
    for (path, ids) in threats.chain(controls).chain(evidence) {
        for (at, id) in ids.iter().enumerate() {
            requirement(format!("{path}[{at}]"), id, found);
        }
    }
    for (at, exempt) in file.not_applicable.iter().enumerate() {
        requirement(format!("not-applicable[{at}].requirement"), &exempt.requirement, found);
    }
}

fn requirement(path: String, id: &str, found: &mut Found<'_>) {
    if annex_i::requirement(id).is_none() {
        let known = annex_i::requirements().iter().map(|one| one.id.as_str());
        found.wrong(&rules::REQUIREMENT_UNKNOWN, path, format!("\"{id}\" is no requirement{}", found.meant(id, known)));
    }
}
