//! Reports of tests and reviews that somebody handed in.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use super::{About, figure, says};
use crate::evidence::{Evidence, Kind, Stance};

/// The kind of record of a report of tests, or of a scan.
pub(crate) const EVIDENCE_GIVEN: &str = "evidence-given";
/// The kind of record of a person's review.
pub(crate) const REVIEW_RECORDED: &str = "review-recorded";

/// What a report says about one piece of evidence that the product file expects.
#[derive(Deserialize)]
struct Result {
    source: String,
    requirements: Vec<String>,
    #[serde(default)]
    passed: u64,
    #[serde(default)]
    failed: u64,
    #[serde(default)]
    skipped: u64,
    #[serde(default)]
    until: Option<String>,
}

/// A report of tests: each result speaks to the requirements that the product file ties it to, and the report as a whole
/// to the duty to test (Annex I, Part II, point (3)).
pub(super) fn tested(about: &About<'_>) -> Vec<Evidence> {
    let Some(results) = about.facts.get("results").and_then(Value::as_array) else { return Vec::new() };
    let results: Vec<Result> =
        results.iter().filter_map(|result| serde_json::from_value(result.clone()).ok()).collect();
    let commit = about.text("commit").unwrap_or_default();
    let mut found: Vec<Evidence> = results.iter().flat_map(|result| of_result(about, result, commit)).collect();
    found.push(whole(about, commit));
    found
}

fn of_result<'a>(about: &'a About<'a>, result: &'a Result, commit: &'a str) -> impl Iterator<Item = Evidence> + 'a {
    let (stance, because) = judged(result.passed, result.failed);
    let stated = result.until.as_deref().and_then(|until| until.parse().ok());
    let until = stated.or_else(|| about.text("ran").and_then(ends));
    result.requirements.iter().map(move |requirement| {
        says(requirement, (about.product, about.release_id()), Kind::TestReport, stance, because)
            .of(&result.source)
            .with("passed", figure(result.passed))
            .with("failed", figure(result.failed))
            .with("skipped", figure(result.skipped))
            .saying(commit)
            .until(until)
    })
}

/// When tests that ran at a time stop to count, where nobody says otherwise: their age is theirs and not that of the report's
/// way here.
fn ends(ran: &str) -> Option<Timestamp> {
    let ran: Timestamp = ran.parse().ok()?;
    ran.checked_add(Kind::TestReport.lifetime()?).ok()
}

/// A report in which nothing ran says nothing.
fn judged(passed: u64, failed: u64) -> (Stance, &'static str) {
    match (passed, failed) {
        (_, 1..) => (Stance::Contradicts, "tests-failed"),
        (1.., 0) => (Stance::Supports, "tests-passed"),
        (0, 0) => (Stance::Unknown, "tests-none-ran"),
    }
}

/// That tests run at all, whatever they found: what failed speaks against the requirement that it is tied to.
fn whole(about: &About<'_>, commit: &str) -> Evidence {
    let count = |name| about.number(name).and_then(|count| u64::try_from(count).ok()).unwrap_or_default();
    let (stance, because) = match count("passed") + count("failed") {
        0 => (Stance::Unknown, "tests-none-ran"),
        _ => (Stance::Supports, "tests-ran"),
    };
    says("I.2.3", (about.product, about.release_id()), Kind::TestReport, stance, because)
        .until(about.text("ran").and_then(ends))
        .with("passed", figure(count("passed")))
        .with("failed", figure(count("failed")))
        .with("skipped", figure(count("skipped")))
        .saying(commit)
}

/// A person's review: a statement, for or against.
pub(super) fn reviewed(about: &About<'_>) -> Vec<Evidence> {
    let Some(requirement) = about.text("requirement") else { return Vec::new() };
    let (stance, because) = match about.text("says") {
        Some("met") => (Stance::Supports, "review-met"),
        Some("not-met") => (Stance::Contradicts, "review-not-met"),
        _ => (Stance::Unknown, "review-open"),
    };
    let of = (about.product, about.release_id());
    let review = says(requirement, of, Kind::Review, stance, because).saying(about.text("words").unwrap_or_default());
    let until = about.text("until").and_then(|until| until.parse().ok());
    let own = review.of(about.text("source").unwrap_or_default()).until(until);
    let held = says("I.2.3", of, Kind::Reviewed, Stance::Supports, "review-held");
    vec![own, held]
}
