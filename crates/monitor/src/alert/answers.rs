//! What people answered: an alert was true, false, or expected.

use std::collections::BTreeMap;

use minicbor::{Decode, Encode};

use super::common;
use crate::detect::{Cause, Detector, Reason, Surprise};
use crate::event::Seconds;
use crate::event::word::words;

words! {
    /// What somebody answers to an alert.
    Answer {
        /// It was what it says.
        True = 0 "true",
        /// It was nothing.
        False = 1 "false",
        /// It is as it should be: this detector's cause is no reason here.
        Expected = 2 "expected",
    }
}

/// How much further, in hundredths, an answer moves what a detector must reach.
const FALSE_STEP: i16 = 30;
const TRUE_STEP: i16 = -10;

/// How far answers move it at most.
const MOST: i16 = 200;
const LEAST: i16 = -50;

/// The answers of one cohort. They move thresholds; they never change what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Answers {
    #[n(0)]
    moved: BTreeMap<u8, i16>,
    /// Until when a detector's cause is expected: as [`common`] has it.
    #[n(1)]
    expected: Vec<(u8, Cause, Seconds)>,
}

impl Answers {
    /// Most causes that are expected at once; the one that ends first makes room.
    pub const MOST_EXPECTED: usize = 256;

    /// How long a cause stays expected.
    pub const EXPECTED: Seconds = 365 * 24 * 3600;

    /// Takes an answer to reasons in, in the place of the one before. What is certain (the declaration, the log) has no
    /// threshold to move.
    pub fn take(&mut self, answer: Answer, before: Option<Answer>, reasons: &[Reason], now: Seconds) {
        before.into_iter().for_each(|before| self.take_back(before, reasons));
        match answer {
            Answer::True => self.shift(reasons, TRUE_STEP),
            Answer::False => self.shift(reasons, FALSE_STEP),
            Answer::Expected => {
                let until = now.saturating_add(Self::EXPECTED);
                reasons.iter().filter_map(of).for_each(|(detector, cause)| self.expect(detector, cause, until));
            }
        }
    }

    fn take_back(&mut self, answer: Answer, reasons: &[Reason]) {
        match answer {
            Answer::True => self.shift(reasons, -TRUE_STEP),
            Answer::False => self.shift(reasons, -FALSE_STEP),
            Answer::Expected => {
                let taken_back: Vec<(u8, Cause)> = reasons.iter().filter_map(of).collect();
                self.expected.retain(|(by, known, _)| !taken_back.iter().any(|(of, cause)| (of, cause) == (by, known)));
            }
        }
    }

    fn shift(&mut self, reasons: &[Reason], step: i16) {
        let uncertain = reasons.iter().filter(|reason| reason.score < Surprise::CERTAIN);
        let mut detectors: Vec<u8> = uncertain.filter_map(|reason| reason.detector).map(Detector::number).collect();
        detectors.sort_unstable();
        detectors.dedup();
        for detector in detectors {
            let moved = self.moved.entry(detector).or_default();
            *moved = moved.saturating_add(step).clamp(LEAST, MOST);
        }
    }

    fn expect(&mut self, detector: u8, cause: Cause, until: Seconds) {
        self.expected.retain(|(by, known, _)| (*by, known) != (detector, &cause));
        self.expected.push((detector, cause, until));
        self.expected.sort_by_key(|(_, _, until)| std::cmp::Reverse(*until));
        self.expected.truncate(Self::MOST_EXPECTED);
    }

    /// The least that any detector must reach, however often it was right.
    #[must_use]
    pub fn lowest(threshold: Surprise) -> Surprise {
        Surprise::of_hundredths(threshold.hundredths().saturating_add_signed(LEAST))
    }

    /// What a detector must reach, where the cohort's threshold is this.
    #[must_use]
    pub fn threshold(&self, detector: Detector, threshold: Surprise) -> Surprise {
        let moved = self.moved.get(&detector.number()).copied().unwrap_or(0);
        Surprise::of_hundredths(threshold.hundredths().saturating_add_signed(moved))
    }

    /// Whether a reason stands.
    #[must_use]
    pub fn stands(&self, reason: &Reason, threshold: Surprise) -> bool {
        let is_expected = of(reason).is_some_and(|(by, cause)| self.is_expected(by, &cause, reason.last));
        let least = reason.detector.map_or(threshold, |detector| self.threshold(detector, threshold));
        !is_expected && reason.score >= least
    }

    fn is_expected(&self, detector: u8, cause: &Cause, at: Seconds) -> bool {
        self.expected.iter().any(|(by, known, until)| at <= *until && (*by, known) == (detector, cause))
    }
}

/// What a reason is about, as it is expected: by which detector, and what units can have in common.
fn of(reason: &Reason) -> Option<(u8, Cause)> {
    Some((reason.detector?.number(), common(reason.cause.as_ref()?)))
}
