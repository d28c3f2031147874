//! From a product file to its statement.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use sha2::{Digest as _, Sha256};
use steadfast_cra::annex_i::{self, Basis, Requirement};
use steadfast_cra::categories;

use super::{
    Applies, AssessmentStated, ContactStated, DueDiligenceStated, EvidenceStated, FindingsStated, InformationStated,
    PhaseStated, RequirementStated, StandardStated, Statement, SupportStated, ThreatsStated,
};
use crate::check::{Phase, Severity};
use crate::file::{Evidence, ProductFile, SecurityScheme, Stage, Threat, Treatment, hexadecimal};

/// What a product file says, in short; it fits into [`super::MOST_BYTES`] of JSON.
#[must_use]
pub fn statement(file: &ProductFile) -> Statement {
    let category = Some(file.category.id.clone()).filter(|id| categories::is_known(id));
    let stated = Statement {
        schema: 1,
        file: file.digest.clone(),
        says_anything: file.says_anything(),
        name: file.product.name.clone(),
        designation: file.product.designation.clone(),
        manufacturer: file.product.manufacturer.clone(),
        role: word(file.scope.role),
        class: category.as_deref().map(|id| categories::class(id).as_str().to_owned()),
        category,
        open_source: file.product.open_source,
        public_documentation: file.product.public_documentation.clone(),
        placed: file.product.placed.map(|day| day.to_string()),
        route: file.route.procedure.map(|procedure| procedure.as_str().to_owned()),
        notified_body: file.route.notified_body.clone(),
        certificate: file.route.certificate.clone(),
        support: support(file),
        contact: contact(file),
        information: InformationStated { missing: missing(file) },
        security_level: security_level(file),
        standards: standards(file),
        assessment: assessment(file),
        requirements: requirements(file),
        not_applicable: not_applicable(file),
        threats: threats(&file.threat),
        phases: phases(file),
        due_diligence: due_diligence(file),
        evidence: evidence(file),
        findings: findings(file),
        shortened: None,
    };
    stated.fitting()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A word of the file as the file writes it.
fn word(value: Option<impl Serialize>) -> Option<String> {
    let value = value.and_then(|value| serde_json::to_value(value).ok())?;
    value.as_str().map(str::to_owned)
}

fn support(file: &ProductFile) -> SupportStated {
    let said = file.support.reasons.criteria().into_iter().filter(|(_, text)| !text.trim().is_empty());
    SupportStated {
        from: file.support.from.map(|day| day.to_string()),
        to: file.support.to.map(|day| day.to_string()),
        years: file.support.years,
        reasons: count(said.count()),
    }
}

fn is_said(text: &str) -> bool {
    !text.trim().is_empty()
}

fn contact(file: &ProductFile) -> ContactStated {
    let said = &file.contact;
    ContactStated {
        address: is_said(&said.address),
        digital: is_said(&said.digital),
        vulnerabilities: is_said(&said.vulnerabilities),
        people: is_said(&said.people),
    }
}

/// Points 1 to 8(e) of Annex II that the file leaves out. Points 6, 8(f) and 9 are for some products alone.
fn missing(file: &ProductFile) -> u32 {
    let (told, purpose) = (&file.information, &file.purpose);
    let points = [
        is_said(&file.contact.address) && is_said(&file.contact.digital),
        is_said(&file.contact.vulnerabilities) && is_said(&file.contact.disclosure_policy),
        is_said(&file.product.identification),
        is_said(&purpose.intended) && is_said(&purpose.environment) && !purpose.security_properties.is_empty(),
        told.risk_circumstances.is_some(),
        told.support.is_some() && file.support.to.is_some(),
        told.secure_start.is_some(),
        told.changes.is_some(),
        told.installing_updates.is_some(),
        told.decommissioning.is_some(),
        told.updates_off.is_some() || file.updates.automatic == Some(false),
    ];
    count(points.into_iter().filter(|there| !there).count())
}

fn security_level(file: &ProductFile) -> Option<String> {
    let level = &file.security_level;
    match (level.scheme?, level.level) {
        (SecurityScheme::Iec62443, Some(number)) => Some(format!("iec-62443/{number}")),
        (SecurityScheme::Iec62443, None) => Some("iec-62443".to_owned()),
        (SecurityScheme::En303645, _) => Some("etsi-en-303-645".to_owned()),
    }
}

fn standards(file: &ProductFile) -> Vec<StandardStated> {
    let stated = file.standard.iter().map(|standard| StandardStated {
        id: standard.id.clone(),
        edition: standard.edition.clone(),
        applied: word(standard.applied),
    });
    stated.collect()
}

fn assessment(file: &ProductFile) -> AssessmentStated {
    AssessmentStated {
        version: file.risk.version.clone(),
        date: file.risk.date.map(|day| day.to_string()),
        approved_by: file.risk.approved_by.clone(),
    }
}

fn requirements(file: &ProductFile) -> BTreeMap<String, RequirementStated> {
    let speaking = Speaking::of(file);
    annex_i::requirements().iter().map(|one| (one.id.clone(), speaking.to(one, file))).collect()
}

/// What speaks to each requirement.
struct Speaking<'a> {
    threats: BTreeMap<&'a str, u32>,
    controls: BTreeMap<&'a str, u32>,
    evidence: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> Speaking<'a> {
    fn of(file: &'a ProductFile) -> Self {
        let can_occur = file.threat.iter().filter(|threat| threat.treatment != Some(Treatment::NotPresent));
        let mut evidence: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (id, requirements) in speaks(file) {
            for requirement in requirements {
                evidence.entry(requirement).or_default().insert(id);
            }
        }
        Self {
            threats: tally(can_occur.map(|threat| &threat.requirements)),
            controls: tally(file.control.iter().map(|control| &control.requirements)),
            evidence,
        }
    }

    fn to(&self, requirement: &Requirement, file: &ProductFile) -> RequirementStated {
        let id = requirement.id.as_str();
        let of = |map: &BTreeMap<&str, u32>| map.get(id).copied().unwrap_or_default();
        let (threats, controls) = (of(&self.threats), of(&self.controls));
        let exempt = file.not_applicable.iter().find(|one| one.requirement == id && !one.reason.trim().is_empty());
        let applies = match exempt {
            _ if requirement.basis == Basis::Always || threats + controls > 0 => Applies::Yes,
            Some(_) => Applies::No,
            None => Applies::Unknown,
        };
        let evidence = self.evidence.get(id).into_iter().flatten();
        RequirementStated {
            applies,
            reason: exempt.map(|one| hexadecimal(&Sha256::digest(one.reason.as_bytes()))),
            threats,
            controls,
            evidence: evidence.map(|id| (*id).to_owned()).collect(),
        }
    }
}

fn tally<'a>(lists: impl Iterator<Item = &'a Vec<String>>) -> BTreeMap<&'a str, u32> {
    let mut counts = BTreeMap::new();
    for list in lists {
        for id in list.iter().map(String::as_str).collect::<BTreeSet<_>>() {
            *counts.entry(id).or_default() += 1;
        }
    }
    counts
}

/// Each piece of evidence with the requirements that it speaks to: by itself, and by controls that name it.
fn speaks(file: &ProductFile) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut speaks: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for evidence in &file.evidence {
        speaks.entry(&evidence.id).or_default().extend(evidence.requirements.iter().map(String::as_str));
    }
    for control in &file.control {
        for id in &control.evidence {
            if let Some(known) = speaks.get_mut(id.as_str()) {
                known.extend(control.requirements.iter().map(String::as_str));
            }
        }
    }
    speaks
}

fn not_applicable(file: &ProductFile) -> BTreeMap<String, String> {
    let said = file.not_applicable.iter().map(|one| (one.requirement.clone(), one.reason.clone()));
    said.collect()
}

fn threats(threats: &[Threat]) -> ThreatsStated {
    let which = |wanted: fn(&Threat) -> bool| count(threats.iter().filter(|threat| wanted(threat)).count());
    let not_present = which(|threat| threat.treatment == Some(Treatment::NotPresent));
    ThreatsStated {
        total: count(threats.len()) - not_present,
        open: which(Threat::is_open),
        accepted: which(|threat| threat.treatment == Some(Treatment::Accept) && !threat.is_open()),
        without_control: which(|threat| threat.treatment == Some(Treatment::Mitigate) && threat.controls.is_empty()),
        not_present,
    }
}

fn phases(file: &ProductFile) -> BTreeMap<String, PhaseStated> {
    file.phase.all().into_iter().map(|(name, stage)| (name.to_owned(), phase(stage))).collect()
}

fn phase(stage: &Stage) -> PhaseStated {
    let named = stage.procedure.iter().map(|procedure| match procedure.standard.as_str() {
        "" => procedure.says.clone(),
        standard => format!("{standard} {}", procedure.id).trim().to_owned(),
    });
    let of_procedures = stage.procedure.iter().flat_map(|procedure| &procedure.evidence);
    let evidence: BTreeSet<String> = stage.evidence.iter().chain(of_procedures).cloned().collect();
    PhaseStated { procedures: named.collect(), evidence: evidence.into_iter().collect() }
}

fn due_diligence(file: &ProductFile) -> DueDiligenceStated {
    let gaps = file.component.iter().map(|one| one.answers().iter().filter(|(_, said)| !said).count());
    let gaps: Vec<usize> = gaps.collect();
    DueDiligenceStated {
        components: count(gaps.len()),
        complete: count(gaps.iter().filter(|gaps| **gaps == 0).count()),
        unknown: count(gaps.iter().sum()),
    }
}

fn evidence(file: &ProductFile) -> BTreeMap<String, EvidenceStated> {
    let speaks = speaks(file);
    file.evidence.iter().map(|one| (one.id.clone(), expected(one, speaks.get(one.id.as_str())))).collect()
}

fn expected(evidence: &Evidence, requirements: Option<&BTreeSet<&str>>) -> EvidenceStated {
    EvidenceStated {
        requirements: requirements.into_iter().flatten().map(|id| (*id).to_owned()).collect(),
        kind: evidence.kind.map(|kind| kind.as_str().to_owned()),
        recognised: evidence.recognised.clone(),
        fresh_days: evidence.fresh_days,
    }
}

fn findings(file: &ProductFile) -> FindingsStated {
    let found = crate::check(file, Phase::Delivery);
    let of = |severity| count(found.iter().filter(|finding| finding.severity == severity).count());
    FindingsStated { wrong: of(Severity::Wrong), missing: of(Severity::Missing), open: of(Severity::Open) }
}
