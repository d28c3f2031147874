//! What the server measured, and what the release check said.

use jiff::Timestamp;
use serde_json::Value;
use steadfast_cra::annex_i::{BILL_OF_MATERIALS, NO_KNOWN_EXPLOITABLE_VULNERABILITY};

use super::{About, figure, holds, says};
use crate::evidence::{Evidence, Kind, Stance};
use crate::measured::{Measured, ReleaseMeasured, Units};

/// The verdict of the check of one release, in the record of the act that went by it.
pub(super) fn gated(about: &About<'_>) -> Vec<Evidence> {
    let Some(release) = about.release else { return Vec::new() };
    vec![gate(about.product, &release.id, about.text("verdict"))]
}

fn gate(product: &str, release: &str, verdict: Option<&str>) -> Evidence {
    let (stance, because) = match verdict {
        Some("pass") => (Stance::Supports, "gate-passed"),
        Some("blocked") => (Stance::Contradicts, "gate-blocked"),
        Some(_) => (Stance::Unknown, "gate-undecided"),
        None => (Stance::Unknown, "gate-not-run"),
    };
    says(NO_KNOWN_EXPLOITABLE_VULNERABILITY, (product, release), Kind::Gate, stance, because)
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
    found.extend(tests(product, &measured));
    found.extend(owners(product, &measured));
    found.extend(measured.releases.iter().flat_map(|(id, release)| of_release(product, id, release)));
    found
}

fn of_release(product: &str, id: &str, release: &ReleaseMeasured) -> [Evidence; 2] {
    let bill = match release.components {
        None => says(BILL_OF_MATERIALS, (product, id), Kind::Bill, Stance::Contradicts, "bill-missing"),
        Some(0) => says(BILL_OF_MATERIALS, (product, id), Kind::Bill, Stance::Contradicts, "bill-empty"),
        Some(count) if release.not_understood > 0 || release.unidentified > 0 => {
            says(BILL_OF_MATERIALS, (product, id), Kind::Bill, Stance::Unknown, "bill-partly-unknown")
                .with("components", figure(count))
                .with("unidentified", figure(release.unidentified))
                .with("not-understood", figure(release.not_understood))
        }
        Some(count) => says(BILL_OF_MATERIALS, (product, id), Kind::Bill, Stance::Supports, "bill-complete")
            .with("components", figure(count)),
    };
    [gate(product, id, release.verdict.as_deref()), bill]
}

fn vulnerabilities(product: &str, measured: &Measured) -> Vec<Evidence> {
    let (feeds, exposures) = (&measured.feeds, &measured.exposures);
    let fresh = match (feeds.fresh, feeds.stale.is_empty()) {
        (0, true) => (Stance::Unknown, "feeds-none"),
        (_, true) => (Stance::Supports, "feeds-fresh"),
        (_, false) => (Stance::Unknown, "feeds-stale"),
    };
    let met = match (exposures.met, exposures.overdue + exposures.exploited) {
        (false, _) => (Stance::Unknown, "exposures-not-met"),
        (true, 0) => (Stance::Supports, "exposures-in-time"),
        (true, _) => (Stance::Contradicts, "exposures-overdue"),
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
        says("I.2.2", of, Kind::Exposures, met.0, met.1)
            .with("open", figure(exposures.open))
            .with("undecided", figure(exposures.undecided))
            .with("overdue", figure(exposures.overdue))
            .with("exploited", figure(exposures.exploited)),
    ]
}

fn handling(product: &str, measured: &Measured, now: Timestamp) -> Vec<Evidence> {
    let of = (product, "");
    let (disclosure, advisories) = (&measured.disclosure, &measured.advisories);
    let until: Option<Timestamp> = disclosure.security_txt_until.as_deref().and_then(|text| text.parse().ok());
    let contact = match until {
        None => (Stance::Contradicts, "contact-missing"),
        Some(until) if until <= now => (Stance::Contradicts, "contact-expired"),
        Some(_) => (Stance::Supports, "contact-published"),
    };
    let contact_for = |requirement| says(requirement, of, Kind::Contact, contact.0, contact.1);
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
        contact_for("I.2.5"),
        contact_for("I.2.6"),
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
    let kept = match (repository.files, repository.faulty, repository.unproved) {
        (0, ..) => (Stance::Unknown, "kept-nothing"),
        (_, 0, 0) => (Stance::Supports, "kept-proved"),
        (_, 0, _) => (Stance::Unknown, "kept-unproved"),
        _ => (Stance::Contradicts, "kept-faulty"),
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
    let kept_for = |requirement| {
        says(requirement, of, Kind::Kept, kept.0, kept.1)
            .with("files", figure(repository.files))
            .with("faulty", figure(repository.faulty))
            .with("unproved", figure(repository.unproved))
    };
    let mut found = ends(of, "metadata", until, &["I.2.7"]);
    found.extend([
        signed_for("I.2.7"),
        signed_for("I.1.2.f"),
        kept_for("I.2.8"),
        kept_for("art-13-9"),
        reach_for("I.1.2.c"),
        reach_for("I.2.7"),
    ]);
    found.push(match measured.exposures.lead_days {
        Some(days) => says("I.2.8", of, Kind::LeadTime, Stance::Supports, "lead-time").with("days", figure(days)),
        None => says("I.2.8", of, Kind::LeadTime, Stance::Unknown, "lead-time-none-yet"),
    });
    found
}

/// Updates reach units where one of them is known to run what is newest. How many is a figure, no verdict: owners may refuse.
fn reach(units: &Units) -> (Stance, &'static str) {
    match (units.total, units.newest) {
        (0, _) => (Stance::Unknown, "reach-no-units"),
        (_, 0) => (Stance::Unknown, "reach-none-yet"),
        _ => (Stance::Supports, "reach"),
    }
}

/// Which requirements a check of a unit's self-test speaks to.
const CHECKS: [(&str, &[&str]); 7] = [
    ("ports", &["I.1.2.j"]),
    ("credentials", &["I.1.2.b", "I.1.2.d"]),
    ("encryption", &["I.1.2.e"]),
    ("debugging", &["I.1.2.b", "I.1.2.j"]),
    ("updates", &["I.1.2.c"]),
    ("log", &["I.1.2.l"]),
    ("throttle", &["I.1.2.d"]),
];

fn tests(product: &str, measured: &Measured) -> Vec<Evidence> {
    let units = &measured.units;
    let one = |check: &'static str, requirement: &'static str| {
        let failed = measured.failed_checks.get(check).copied().unwrap_or_default();
        let (stance, because) = match (failed, units.tested) {
            (0, 0) => (Stance::Unknown, "self-test-none"),
            (0, _) => (Stance::Supports, "self-test-passed"),
            _ => (Stance::Contradicts, "self-test-failed"),
        };
        says(requirement, (product, ""), Kind::SelfTest, stance, because)
            .of(check)
            .with("passed", figure(units.tested))
            .with("failed", figure(failed))
            .with("untold", figure(units.untold))
    };
    let all = CHECKS.iter().flat_map(|(check, requirements)| requirements.iter().map(move |of| (*check, *of)));
    all.map(|(check, requirement)| one(check, requirement)).collect()
}

fn owners(product: &str, measured: &Measured) -> Vec<Evidence> {
    let of = (product, "");
    let (receipts, watched, units) = (&measured.receipts, &measured.monitoring, &measured.units);
    let chosen = receipts.postponed + receipts.refused + receipts.opted_out;
    let choice = if chosen > 0 { (Stance::Supports, "consent") } else { (Stance::Unknown, "consent-none-yet") };
    let erased = match receipts.erased {
        0 => (Stance::Unknown, "erased-none-yet"),
        _ => (Stance::Supports, "erased"),
    };
    let watching = match (units.total, watched.sharing + watched.not_sharing) {
        (0, _) => (Stance::Unknown, "monitoring-no-units"),
        (_, 0) => (Stance::Unknown, "monitoring-nobody-said"),
        _ => (Stance::Supports, "monitoring"),
    };
    let rung = holds(measured.ringing.on_duty && measured.ringing.missed_tests == 0);
    vec![
        says("I.1.2.c", of, Kind::Consent, choice.0, choice.1)
            .with("postponed", figure(receipts.postponed))
            .with("refused", figure(receipts.refused))
            .with("opted-out", figure(receipts.opted_out)),
        says("I.1.2.m", of, Kind::Receipts, erased.0, erased.1)
            .with("erased", figure(receipts.erased))
            .with("exported", figure(receipts.exported)),
        says("I.1.2.l", of, Kind::Monitoring, watching.0, watching.1)
            .with("sharing", figure(watched.sharing))
            .with("not-sharing", figure(watched.not_sharing))
            .with("unanswered", figure(watched.unanswered)),
        says("art-14-1", of, Kind::Ringing, rung, ringing_word(measured))
            .with("missed", figure(measured.ringing.missed_tests)),
        says("I.2.2", of, Kind::Ringing, holds(measured.ringing.on_duty), ringing_word(measured)),
    ]
}

fn ringing_word(measured: &Measured) -> &'static str {
    match (measured.ringing.on_duty, measured.ringing.missed_tests) {
        (false, _) => "ringing-nobody",
        (true, 0) => "ringing-answered",
        (true, _) => "ringing-missed",
    }
}
