//! Our reading of the Commission's guidance on the act, as far as the release gate cites it.
//!
//! The guidance, C(2026) 5252 of 27 July 2026, does not bind, and these sentences are not its text: they say what we
//! take from it. Nothing here is to be shown as law.

use crate::Confidence;

/// The document that the readings are taken from.
pub const SOURCE: &str = "Commission guidance C(2026) 5252 (annex), 27 July 2026, not binding";

/// What we take from one or more points of the guidance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reading {
    /// A stable name.
    pub code: &'static str,
    /// The points read, as they are cited (`points 233-234`).
    pub points: &'static str,
    /// What we take from them.
    pub says: &'static str,
    /// How sure we are that this is what is meant.
    pub confidence: Confidence,
}

/// When a vulnerability counts as known.
pub const KNOWN: Reading = Reading {
    code: "known-vulnerability",
    points: "points 233-234",
    says: "A vulnerability is known when a public database such as the European one lists it, or when it became known \
           by disclosure, by the manufacturer's own tests or by prominent media.",
    confidence: Confidence::High,
};

/// A listed vulnerability may need a short time until it is confirmed.
pub const CONFIRMATION: Reading = Reading {
    code: "time-for-confirmation",
    points: "point 235",
    says: "Not every listed vulnerability can be exploited in the product; a short time to confirm is accepted.",
    confidence: Confidence::Medium,
};

/// The moment that counts.
pub const MOMENT: Reading = Reading {
    code: "moment-of-placing",
    points: "point 236",
    says: "What counts is the moment at which the product is placed on the market.",
    confidence: Confidence::High,
};

/// A release with an open vulnerability is a decision on risk.
pub const RISK_DECISION: Reading = Reading {
    code: "risk-decision",
    points: "point 237",
    says: "Whether a release with an open vulnerability may ship is decided on severity, exploitability and impact, \
           and on the risk of shipping later.",
    confidence: Confidence::Medium,
};

/// Every reading, in the order of the points.
pub const READINGS: [Reading; 4] = [KNOWN, CONFIRMATION, MOMENT, RISK_DECISION];
