//! What units and their owners show.

use super::ringing_word;
use crate::evidence::{Evidence, Kind, Stance};
use crate::measured::Measured;
use crate::rules::{figure, holds, says};

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

pub(super) fn tests(product: &str, measured: &Measured) -> Vec<Evidence> {
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

pub(super) fn owners(product: &str, measured: &Measured) -> Vec<Evidence> {
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
        _ if watched.sharing == 0 => (Stance::Unknown, "monitoring-nobody-shares"),
        _ => (Stance::Supports, "monitoring"),
    };
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
        says("I.2.2", of, Kind::Ringing, holds(measured.ringing.on_duty), ringing_word(measured)),
    ]
}
