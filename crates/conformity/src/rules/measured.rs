//! What the server measured, and what the release check said.

mod duties;
mod units;

use jiff::Timestamp;
use serde_json::Value;
use steadfast_cra::annex_i::{BILL_OF_MATERIALS, NO_KNOWN_EXPLOITABLE_VULNERABILITY};

use super::{About, figure, says};
use crate::evidence::{Evidence, Kind, Stance};
use crate::measured::{Disclosure, Exposures, KeptFiles, Measured, ReleaseMeasured, Units};

/// The verdict of the check of one release, in the record of the act that went by it.
pub(super) fn gated(about: &About<'_>) -> Vec<Evidence> {
    let Some(release) = about.release else { return Vec::new() };
    gate(about.product, &release.id, about.text("verdict")).into()
}

fn gate(product: &str, release: &str, verdict: Option<&str>) -> [Evidence; 2] {
    let (stance, because) = match verdict {
        Some("pass") => (Stance::Supports, "gate-passed"),
        Some("blocked") => (Stance::Contradicts, "gate-blocked"),
        Some(_) => (Stance::Unknown, "gate-undecided"),
        None => (Stance::Unknown, "gate-not-run"),
    };
    let gate_for = |requirement| says(requirement, (product, release), Kind::Gate, stance, because);
    [NO_KNOWN_EXPLOITABLE_VULNERABILITY, "art-13-1"].map(gate_for)
}

/// A daily measure of a product.
pub(super) fn measured(about: &About<'_>) -> Vec<Evidence> {
    let facts = Value::Object(about.facts.clone());
    let Ok(measured) = serde_json::from_value::<Measured>(facts) else {
        let of = (about.product, "");
        return vec![says(NO_KNOWN_EXPLOITABLE_VULNERABILITY, of, Kind::Feeds, Stance::Unknown, "measure-unreadable")];
    };
    let product = about.product;
    let mut found = vulnerabilities(product, &measured);
    found.extend(handling(product, &measured, about.time));
    found.extend(updates(product, &measured, about.time));
    found.extend(units::tests(product, &measured));
    found.extend(units::owners(product, &measured));
    found.extend(duties::duties(product, &measured, about.time));
    found.extend(measured.releases.iter().flat_map(|(id, release)| of_release(product, id, release)));
    found
}

fn of_release(product: &str, id: &str, release: &ReleaseMeasured) -> Vec<Evidence> {
    let bills = [BILL_OF_MATERIALS, "art-13-25"].map(|requirement| bill((product, id), requirement, release));
    gate(product, id, release.verdict.as_deref()).into_iter().chain(bills).collect()
}

fn bill(of: (&str, &str), requirement: &str, release: &ReleaseMeasured) -> Evidence {
    let (stance, because) = match release.components {
        None => (Stance::Contradicts, "bill-missing"),
        Some(0) => (Stance::Contradicts, "bill-empty"),
        Some(_) if release.not_understood > 0 || release.unidentified > 0 => (Stance::Unknown, "bill-partly-unknown"),
        Some(_) => (Stance::Supports, "bill-complete"),
    };
    says(requirement, of, Kind::Bill, stance, because)
        .with("components", figure(release.components.unwrap_or_default()))
        .with("unidentified", figure(release.unidentified))
        .with("not-understood", figure(release.not_understood))
}

fn vulnerabilities(product: &str, measured: &Measured) -> Vec<Evidence> {
    let feeds = &measured.feeds;
    let fresh = match (feeds.fresh, feeds.stale.is_empty()) {
        (0, true) => (Stance::Unknown, "feeds-none"),
        (_, true) => (Stance::Supports, "feeds-fresh"),
        (_, false) => (Stance::Unknown, "feeds-stale"),
    };
    let of = (product, "");
    let fresh_for = |requirement| {
        says(requirement, of, Kind::Feeds, fresh.0, fresh.1)
            .with("fresh", figure(feeds.fresh))
            .with("stale", figure(feeds.stale.len() as u64))
            .saying(&feeds.stale.join(", "))
    };
    vec![
        fresh_for(NO_KNOWN_EXPLOITABLE_VULNERABILITY),
        fresh_for(BILL_OF_MATERIALS),
        exposed(product, "I.2.2", &measured.exposures),
    ]
}

/// Known vulnerabilities are decided on in time, and none that is exploited waits or was left as it is.
fn exposed(product: &str, requirement: &str, exposures: &Exposures) -> Evidence {
    let (stance, because) = match (exposures.met, exposures.overdue + exposures.exploited, exposures.left) {
        (false, ..) => (Stance::Unknown, "exposures-not-met"),
        (true, 0, 0) => (Stance::Supports, "exposures-in-time"),
        (true, 0, _) => (Stance::Unknown, "exposures-left"),
        (true, ..) => (Stance::Contradicts, "exposures-overdue"),
    };
    says(requirement, (product, ""), Kind::Exposures, stance, because)
        .with("open", figure(exposures.open))
        .with("undecided", figure(exposures.undecided))
        .with("overdue", figure(exposures.overdue))
        .with("exploited", figure(exposures.exploited))
        .with("left", figure(exposures.left))
}

/// `security.txt` is published and has not ended.
fn published(product: &str, requirement: &str, disclosure: &Disclosure, now: Timestamp) -> Evidence {
    let (stance, because) = match disclosure.security_txt_until.as_deref().and_then(|text| text.parse().ok()) {
        None => (Stance::Contradicts, "contact-missing"),
        Some(until) if until <= now => (Stance::Contradicts, "contact-expired"),
        Some::<Timestamp>(_) => (Stance::Supports, "contact-published"),
    };
    says(requirement, (product, ""), Kind::Contact, stance, because)
}

fn handling(product: &str, measured: &Measured, now: Timestamp) -> Vec<Evidence> {
    let of = (product, "");
    let (disclosure, advisories) = (&measured.disclosure, &measured.advisories);
    let until: Option<Timestamp> = disclosure.security_txt_until.as_deref().and_then(|text| text.parse().ok());
    let answered = match (disclosure.reports, disclosure.late) {
        (0, _) => (Stance::Unknown, "disclosure-none-yet"),
        (_, 0) => (Stance::Supports, "disclosure-in-time"),
        _ => (Stance::Contradicts, "disclosure-late"),
    };
    let told = match (advisories.fixed, advisories.without) {
        (0, _) => (Stance::Supports, "advisories-nothing-fixed"),
        (_, 0) => (Stance::Supports, "advisories-published"),
        _ => (Stance::Contradicts, "advisories-missing"),
    };
    let mut found = ends(of, "security-txt", until, &["I.2.5", "I.2.6"]);
    found.extend([
        published(product, "I.2.5", disclosure, now),
        published(product, "I.2.6", disclosure, now),
        says("I.2.5", of, Kind::Disclosure, answered.0, answered.1)
            .with("reports", figure(disclosure.reports))
            .with("late", figure(disclosure.late)),
        says("I.2.4", of, Kind::Advisories, told.0, told.1)
            .with("fixed", figure(advisories.fixed))
            .with("without", figure(advisories.without)),
    ]);
    found
}

/// What ends on a known day, for each requirement that rests on it.
fn ends(of: (&str, &str), source: &str, until: Option<Timestamp>, requirements: &[&str]) -> Vec<Evidence> {
    let (stance, because) = if until.is_some() { (Stance::Supports, "ends") } else { (Stance::Unknown, "end-unknown") };
    let one = |requirement: &&str| says(requirement, of, Kind::Ends, stance, because).of(source).until(until);
    requirements.iter().map(one).collect()
}

fn updates(product: &str, measured: &Measured, now: Timestamp) -> Vec<Evidence> {
    let of = (product, "");
    let repository = &measured.repository;
    let until: Option<Timestamp> = repository.until.as_deref().and_then(|text| text.parse().ok());
    let signed = match (repository.threshold, until) {
        (0, _) => (Stance::Unknown, "repository-none"),
        (_, Some(until)) if until <= now => (Stance::Contradicts, "repository-ended"),
        (_, None) => (Stance::Unknown, "repository-end-unknown"),
        _ => (Stance::Supports, "repository-signed"),
    };
    let reach = reach(&measured.units);
    let reach_for = |requirement| {
        says(requirement, of, Kind::UpdateReach, reach.0, reach.1)
            .with("newest", figure(measured.units.newest))
            .with("units", figure(measured.units.total))
            .with("silent", figure(measured.units.silent))
    };
    let signed_for = |requirement| {
        says(requirement, of, Kind::Repository, signed.0, signed.1).with("threshold", figure(repository.threshold))
    };
    let files = KeptFiles { files: repository.files, faulty: repository.faulty, unproved: repository.unproved };
    let mut found = ends(of, "metadata", until, &["I.2.7"]);
    found.extend([
        signed_for("I.2.7"),
        signed_for("I.1.2.f"),
        kept(product, "I.2.8", files),
        kept(product, "art-13-9", files),
        reach_for("I.1.2.c"),
        reach_for("I.2.7"),
    ]);
    found.push(match measured.exposures.lead_days {
        Some(days) => says("I.2.8", of, Kind::LeadTime, Stance::Supports, "lead-time").with("days", figure(days)),
        None => says("I.2.8", of, Kind::LeadTime, Stance::Unknown, "lead-time-none-yet"),
    });
    found
}

/// Files that must be there were read again, and are what they were.
fn kept(product: &str, requirement: &str, kept: KeptFiles) -> Evidence {
    let (stance, because) = match (kept.files, kept.faulty, kept.unproved) {
        (0, ..) => (Stance::Unknown, "kept-nothing"),
        (_, 0, 0) => (Stance::Supports, "kept-proved"),
        (_, 0, _) => (Stance::Unknown, "kept-unproved"),
        _ => (Stance::Contradicts, "kept-faulty"),
    };
    says(requirement, (product, ""), Kind::Kept, stance, because)
        .with("files", figure(kept.files))
        .with("faulty", figure(kept.faulty))
        .with("unproved", figure(kept.unproved))
}

/// Updates reach units where one of them is known to run what is newest. How many is a figure, no verdict: owners may refuse.
fn reach(units: &Units) -> (Stance, &'static str) {
    match (units.total, units.newest) {
        (0, _) => (Stance::Unknown, "reach-no-units"),
        (_, 0) => (Stance::Unknown, "reach-none-yet"),
        _ => (Stance::Supports, "reach"),
    }
}

fn ringing_word(measured: &Measured) -> &'static str {
    match (measured.ringing.on_duty, measured.ringing.missed_tests) {
        (false, _) => "ringing-nobody",
        (true, 0) => "ringing-answered",
        (true, _) => "ringing-missed",
    }
}
