//! What the daily measure says of duties beside Annex I.

use jiff::Timestamp;

use super::{exposed, kept, published, ringing_word};
use crate::evidence::{Evidence, Kind, Stance};
use crate::measured::{Exposures, Measured};
use crate::rules::{figure, holds, says};

pub(super) fn duties(product: &str, measured: &Measured, now: Timestamp) -> Vec<Evidence> {
    let exposures = &measured.exposures;
    let mut found = ["art-13-6", "art-13-8"].map(|duty| exposed(product, duty, exposures)).to_vec();
    found.push(recorded(product, exposures));
    found.push(corrected(product, exposures));
    found.extend(["art-13-8", "art-13-17"].map(|duty| published(product, duty, &measured.disclosure, now)));
    found.push(kept(product, "art-13-13", measured.documents));
    found.push(kept(product, "art-13-18", measured.user_information));
    found.extend(["art-14-1", "art-14-3"].map(|duty| rung(product, duty, measured)));
    found
}

fn with_counts(evidence: Evidence, exposures: &Exposures) -> Evidence {
    evidence
        .with("open", figure(exposures.open))
        .with("undecided", figure(exposures.undecided))
        .with("overdue", figure(exposures.overdue))
        .with("exploited", figure(exposures.exploited))
        .with("left", figure(exposures.left))
}

/// Art. 13(7) asks for a record of what is known, whatever was decided on it.
fn recorded(product: &str, exposures: &Exposures) -> Evidence {
    let (stance, because) = match exposures.met {
        true => (Stance::Supports, "exposures-recorded"),
        false => (Stance::Unknown, "exposures-not-met"),
    };
    with_counts(says("art-13-7", (product, ""), Kind::Exposures, stance, because), exposures)
}

/// Art. 13(21) asks for correction of what is known not to conform: a flaw that is exploited is left, or none is.
fn corrected(product: &str, exposures: &Exposures) -> Evidence {
    let (stance, because) = match (exposures.met, exposures.exploited, exposures.overdue) {
        (false, ..) => (Stance::Unknown, "exposures-not-met"),
        (true, 1.., _) => (Stance::Contradicts, "exposures-overdue"),
        (true, 0, 1..) => (Stance::Unknown, "exposures-overdue"),
        (true, 0, 0) if exposures.left > 0 => (Stance::Unknown, "exposures-left"),
        (true, 0, 0) => (Stance::Supports, "exposures-in-time"),
    };
    with_counts(says("art-13-21", (product, ""), Kind::Exposures, stance, because), exposures)
}

fn rung(product: &str, duty: &str, measured: &Measured) -> Evidence {
    let rung = holds(measured.ringing.on_duty && measured.ringing.missed_tests == 0);
    says(duty, (product, ""), Kind::Ringing, rung, ringing_word(measured))
        .with("missed", figure(measured.ringing.missed_tests))
}
