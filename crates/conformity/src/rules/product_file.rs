//! What the product file of a release states.

mod promises;

use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan as _};

use super::{About, figure, says};
use crate::evidence::{Evidence, Kind, Stance};
use crate::stated::{Requirement, Stated};

/// The duty to use a risk assessment in every phase.
const RISK: &str = "art-13-2";
/// The duty to keep series production in conformity.
const SERIES: &str = "art-13-14";

/// Everything that one product file states for its release.
pub(super) fn declared(about: &About<'_>) -> Vec<Evidence> {
    let Some(statement) = about.facts.get("statement") else { return Vec::new() };
    let Ok(stated) = serde_json::from_value::<Stated>(statement.clone()) else {
        let of = (about.product, about.release_id());
        return vec![says("I.1.1", of, Kind::Assessment, Stance::Unknown, "product-file-unreadable")];
    };
    let of = (about.product, about.release_id());
    let mut found: Vec<Evidence> =
        stated.requirements.iter().map(|(id, one)| applies(of, id, one, stated.not_applicable.get(id))).collect();
    found.push(every_letter(of, &stated));
    found.extend(
        ["I.1.1", "art-13-1", RISK, "art-13-3", "art-13-7"].map(|requirement| assessment(of, requirement, &stated)),
    );
    found.extend(["I.1.1", "art-13-5"].map(|requirement| diligence(of, requirement, &stated)));
    found.extend(expected(of, &stated));
    found.extend(phases(of, &stated));
    found.extend(promises::promises(of, &stated));
    found
}

fn applies(of: (&str, &str), id: &str, one: &Requirement, reason: Option<&String>) -> Evidence {
    if let Some(reason) = reason.filter(|_| one.applies == "no") {
        return says(id, of, Kind::NotApplicable, Stance::Supports, "not-applicable").saying(reason);
    }
    let (stance, because) = match (one.applies.as_str(), one.controls) {
        ("yes", 1..) => (Stance::Supports, "declared"),
        ("yes", 0) => (Stance::Unknown, "declared-without-control"),
        _ => (Stance::Unknown, "declared-nothing"),
    };
    says(id, of, Kind::Declared, stance, because)
        .with("threats", figure(one.threats))
        .with("controls", figure(one.controls))
}

fn every_letter(of: (&str, &str), stated: &Stated) -> Evidence {
    let letters = stated.requirements.iter().filter(|(id, _)| id.starts_with("I.1.2."));
    let open = letters.filter(|(_, one)| !matches!(one.applies.as_str(), "yes" | "no")).count();
    let (stance, because) = match open {
        0 => (Stance::Supports, "every-letter"),
        _ => (Stance::Unknown, "letters-open"),
    };
    says("art-13-4", of, Kind::Declared, stance, because).with("open", figure(open as u64))
}

fn assessment(of: (&str, &str), requirement: &str, stated: &Stated) -> Evidence {
    let (threats, one) = (&stated.threats, &stated.assessment);
    let (stance, because) = match (threats.total, threats.open + threats.without_control) {
        (0, _) => (Stance::Unknown, "assessment-empty"),
        (_, 1..) => (Stance::Unknown, "assessment-open"),
        _ if one.date.is_none() => (Stance::Unknown, "assessment-undated"),
        _ if one.approved_by.trim().is_empty() => (Stance::Unknown, "assessment-unapproved"),
        _ => (Stance::Supports, "assessment"),
    };
    says(requirement, of, Kind::Assessment, stance, because)
        .with("threats", figure(threats.total))
        .with("open", figure(threats.open))
        .with("without-control", figure(threats.without_control))
        .with("accepted", figure(threats.accepted))
        .saying(&one.version)
        .until(one.date.as_deref().and_then(a_year_after))
}

/// A risk assessment is looked at once a year, in our reading: Art. 13(3) asks for updates "as appropriate".
fn a_year_after(day: &str) -> Option<Timestamp> {
    let day: Date = day.parse().ok()?;
    let later = day.checked_add(1.year()).ok()?;
    Offset::UTC.to_timestamp(later.at(0, 0, 0, 0)).ok()
}

fn diligence(of: (&str, &str), requirement: &str, stated: &Stated) -> Evidence {
    let (stance, because) = match (stated.due_diligence.components, stated.due_diligence.unknown) {
        (0, _) => (Stance::Unknown, "diligence-none"),
        (_, 0) => (Stance::Supports, "diligence-complete"),
        _ => (Stance::Unknown, "diligence-open"),
    };
    says(requirement, of, Kind::Diligence, stance, because)
        .with("components", figure(stated.due_diligence.components))
        .with("unknown", figure(stated.due_diligence.unknown))
}

/// Evidence that somebody must bring: it is looked for under its id.
fn expected(of: (&str, &str), stated: &Stated) -> Vec<Evidence> {
    let brought = stated.evidence.iter().filter(|(_, evidence)| evidence.is_brought());
    let each = brought.flat_map(|(id, evidence)| {
        let one = move |requirement: &String| {
            says(requirement, of, Kind::Expected, Stance::Unknown, "expected")
                .of(id)
                .saying(evidence.kind.as_deref().unwrap_or_default())
        };
        evidence.requirements.iter().map(one)
    });
    each.collect()
}

fn phases(of: (&str, &str), stated: &Stated) -> Vec<Evidence> {
    let each = stated.phases.iter().flat_map(|(name, phase)| {
        let (stance, because) = match (phase.procedures.len(), phase.evidence.len()) {
            (0, _) => (Stance::Unknown, "phase-without-procedure"),
            (_, 0) => (Stance::Unknown, "phase-without-evidence"),
            _ => (Stance::Supports, "phase"),
        };
        let series = (name == "production").then_some(SERIES);
        [RISK].into_iter().chain(series).map(move |requirement| {
            says(requirement, of, Kind::Procedure, stance, because)
                .of(name)
                .with("procedures", figure(phase.procedures.len() as u64))
                .with("evidence", figure(phase.evidence.len() as u64))
        })
    });
    each.collect()
}
