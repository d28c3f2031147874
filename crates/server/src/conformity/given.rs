//! Reports of tests that somebody hands in for a release: kept as they came, and tied to requirements by its product file.

use serde_json::{Value, json};
use steadfast_conformity::signed_report::ReportSigned;
use steadfast_formats::Limits;
use steadfast_formats::test_report::{self, Case, Outcome, TestReport};
use steadfast_product::ProductFile;
use steadfast_product::statement::{EvidenceStated, Statement};
use steadfast_store::{EvidenceFile, Id, Release, StoreError, Time, Tx, kinds};
use steadfast_trust::encoding::hex;
use steadfast_trust::hash::sha256;
use steadfast_trust::key::Fingerprint;

use super::error::ConformityError;
use super::{read, signers};
use crate::act::{Ask, At, Fact};
use crate::app::App;
use crate::http::refused::RefusedField;
use crate::http::upload::{FileRule, Received};

/// A report, as it is handed in.
pub(crate) const REPORT: FileRule = FileRule { field: "report", what: "the report of tests", limit: 64 << 20 };
/// Characters of the longest commit.
const LONGEST_COMMIT: usize = 100;
/// What one report may take of memory while it is read.
const LIMITS: Limits = Limits { document: 64 << 20, unpacked: 64 << 20, members: 1, depth: 100 };
const MICROS_PER_DAY: i64 = 86_400_000_000;

pub(super) const COMMIT: RefusedField =
    RefusedField::new("commit", "no-commit", "commit names the version of the source that the tests ran on");
pub(super) const RAN: RefusedField =
    RefusedField::new("report", "ran-ahead", "the report says that its tests ran later than now; mend the clock there");

/// Whoever has an old report with its signature could hand it in once more, over one that failed since.
const AGAIN: RefusedField = RefusedField::new(
    "report",
    "report-there",
    "this report was handed in for this release already; a signed report counts once: run the tests again",
);

/// What came of a report.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Taken {
    /// Its id.
    pub id: Id<kinds::EvidenceFile>,
    /// Cases that passed, failed, were skipped.
    pub cases: (u64, u64, u64),
    /// For each piece of evidence that the product file names and the report has cases of: how many of them passed, failed,
    /// were skipped.
    pub evidence: Vec<(String, u64, u64, u64)>,
    /// Pieces of evidence that the product file expects of tests, and of which this report has no case.
    pub not_in_it: Vec<String>,
}

/// A report that somebody hands in.
#[derive(Clone, Debug)]
pub(crate) struct Handed<'a> {
    /// Its file.
    pub(crate) received: &'a Received,
    /// The version of the source that the tests ran on.
    pub(crate) commit: &'a str,
    /// The DSSE envelope of the build server that ran them, where it signs.
    pub(crate) signature: Option<String>,
}

/// Takes a report for a release, as of a commit.
///
/// # Errors
/// When it cannot be read, is not signed as the product asks for, there is no such release, or it is not allowed.
pub(crate) async fn give(
    app: &App,
    ask: Ask,
    release: Id<kinds::Release>,
    handed: Handed<'_>,
) -> Result<Taken, ConformityError> {
    let Handed { received, commit, signature } = handed;
    let commit = commit.trim().to_owned();
    if commit.is_empty() || commit.chars().count() > LONGEST_COMMIT || commit.chars().any(char::is_control) {
        return Err(COMMIT.into());
    }
    let report = opened(app, received).await?;
    let now = app.ambient.now();
    if report.ran.is_some_and(|ran| ran.as_microsecond() > now.0) {
        return Err(RAN.into());
    }
    let (id, received) = (app.ambient.id(), received.clone());
    let done = app.act::<_, ConformityError, _>(ask, move |tx, at| {
        let of = of(tx, release)?;
        let taken = taken(id, &report, &of.expected);
        let file = EvidenceFile { signature: signature.clone(), ..file(&taken, &of, &report, &received, at) };
        let signed = ReportSigned { sha256: &file.blob.0, release: &release.to_string(), commit: &commit };
        let key = signers::signed_by(tx, of.product, &signed, signature.as_deref())?;
        if key.is_some() && tx.evidence_file_is_there(release, &file.blob)? {
            return Err(AGAIN.into());
        }
        tx.evidence_file_insert(&file)?;
        let fact = fact(&file, &taken, &of, &report, &commit, at.now);
        Ok((taken.clone(), sealed(fact, key, signature.as_deref())))
    });
    Ok(done.await?.answer)
}

async fn opened(app: &App, received: &Received) -> Result<TestReport, ConformityError> {
    let place = app.catalogue.desk.clone().acquire_owned().await.map_err(|_| ConformityError::Stopped)?;
    let bytes = app.blobs.bytes(received.hash, REPORT.limit).await?;
    let name = received.name.clone();
    let opened = tokio::task::spawn_blocking(move || {
        let read = test_report::read(&bytes, &LIMITS)
            .map_err(|source| ConformityError::Report { name, source: Box::new(source) });
        drop(place);
        read
    });
    opened.await.map_err(|_| ConformityError::Stopped)?
}

/// What a report is held against.
struct Of {
    product: Id<kinds::Product>,
    release: Release,
    expected: Statement,
}

fn of(tx: &mut Tx<'_>, release: Id<kinds::Release>) -> Result<Of, ConformityError> {
    let (release, product) = read::release_of(tx, release)?;
    let file = release.file.as_ref().and_then(|(_, text)| ProductFile::read(text.as_bytes()).ok());
    let expected = file.map(|file| steadfast_product::statement(&file)).unwrap_or_default();
    Ok(Of { product, release, expected })
}

fn taken(id: Id<kinds::EvidenceFile>, report: &TestReport, expected: &Statement) -> Taken {
    let counted = |wanted| report.count(wanted) as u64;
    let cases = (counted(Outcome::Passed), counted(Outcome::Failed), counted(Outcome::Skipped));
    let tested = expected.evidence.iter().filter(|(_, evidence)| recognises_tests(evidence));
    let (found, missing): (Vec<_>, Vec<_>) =
        tested.map(|(id, evidence)| (id, counts(report, evidence))).partition(|(_, counts)| *counts != (0, 0, 0));
    Taken {
        id,
        cases,
        evidence: found
            .into_iter()
            .map(|(id, (passed, failed, skipped))| (id.clone(), passed, failed, skipped))
            .collect(),
        not_in_it: missing.into_iter().map(|(id, _)| id.clone()).collect(),
    }
}

/// Whether a piece of evidence names cases of a report of tests at all.
fn recognises_tests(evidence: &EvidenceStated) -> bool {
    let by = &evidence.recognised;
    [&by.suite, &by.case, &by.tool, &by.rule].into_iter().any(Option::is_some)
}

fn counts(report: &TestReport, evidence: &EvidenceStated) -> (u64, u64, u64) {
    let cases = report.cases.iter().filter(|case| recognised(case, evidence));
    cases.fold((0, 0, 0), |(passed, failed, skipped), case| match case.outcome {
        Outcome::Passed => (passed + 1, failed, skipped),
        Outcome::Failed => (passed, failed + 1, skipped),
        Outcome::Skipped => (passed, failed, skipped + 1),
    })
}

/// Every pattern that is given fits.
fn recognised(case: &Case, evidence: &EvidenceStated) -> bool {
    let by = &evidence.recognised;
    let suite = by.suite.as_deref().or(by.tool.as_deref());
    let name = by.case.as_deref().or(by.rule.as_deref());
    suite.is_none_or(|pattern| fits(pattern, &case.suite)) && name.is_none_or(|pattern| fits(pattern, &case.name))
}

/// Whether a text is as the pattern says, in which `*` stands for any run of characters. Takes time linear in the text for
/// each piece between two stars.
fn fits(pattern: &str, text: &str) -> bool {
    let mut pieces = pattern.split('*');
    let Some(mut rest) = pieces.next().and_then(|first| text.strip_prefix(first)) else { return false };
    let Some(last) = pattern.rsplit_once('*').map(|(_, last)| last) else { return rest.is_empty() };
    let middle = pieces.collect::<Vec<_>>();
    for piece in middle.iter().take(middle.len().saturating_sub(1)) {
        match rest.find(piece) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

fn file(taken: &Taken, of: &Of, report: &TestReport, received: &Received, at: &At) -> EvidenceFile {
    EvidenceFile {
        id: taken.id,
        product: of.product,
        release: of.release.id,
        format: report.format.as_str().to_owned(),
        name: received.name.clone(),
        blob: received.hash,
        bytes: i64::try_from(received.length).unwrap_or(i64::MAX),
        given: at.now,
        record: at.record,
        signature: None,
    }
}

fn fact(file: &EvidenceFile, taken: &Taken, of: &Of, report: &TestReport, commit: &str, now: Time) -> Fact {
    let (passed, failed, skipped) = taken.cases;
    let ran = report.ran.map_or(now, |ran| Time(ran.as_microsecond()));
    let results: Vec<Value> = taken.evidence.iter().map(|one| result(one, &of.expected, ran)).collect();
    let fact = Fact::new("evidence-given", &file.release)
        .with("product", file.product.to_string())
        .with("report", file.id.to_string())
        .with("format", file.format.as_str())
        .with("sha256", file.blob.to_string())
        .with("commit", commit)
        .with("passed", passed)
        .with("failed", failed)
        .with("skipped", skipped)
        .with("results", results);
    match report.ran {
        Some(ran) => fact.with("ran", ran.to_string()),
        None => fact,
    }
}

/// Whose signature it bears, and the digest of that.
fn sealed(fact: Fact, key: Option<Fingerprint>, signature: Option<&str>) -> Fact {
    let Some((key, signature)) = key.zip(signature) else { return fact };
    fact.with("key", key.to_string()).with("signature", hex(&sha256(&[signature.as_bytes()])))
}

fn result(one: &(String, u64, u64, u64), expected: &Statement, ran: Time) -> Value {
    let (id, passed, failed, skipped) = one;
    let stated = expected.evidence.get(id).cloned().unwrap_or_default();
    let until = stated.fresh_days.map(|days| Time(ran.0.saturating_add(i64::from(days) * MICROS_PER_DAY)).to_string());
    let mut result = json!({
        "source": id, "requirements": stated.requirements, "passed": passed, "failed": failed, "skipped": skipped,
    });
    if let Some(until) = until {
        result["until"] = until.into();
    }
    result
}

/// The reports of a release, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn reports(app: &App, release: Id<kinds::Release>, limit: i64) -> Result<Vec<EvidenceFile>, StoreError> {
    app.store.read(move |tx| tx.evidence_files(release, limit)).await
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_star_stands_for_any_run_of_characters() {
        let table = [
            ("login", "login", true),
            ("login", "logins", false),
            ("login*", "login::throttles", true),
            ("*::throttles", "login::throttles", true),
            ("login::*::a", "login::b::a", true),
            ("*a*b*", "xaxbx", true),
            ("*a*b*", "xbxax", false),
            ("a*a", "a", false),
            ("*", "", true),
        ];
        for (pattern, text, expected) in table {
            assert_eq!(fits(pattern, text), expected, "{pattern} on {text}");
        }
    }
}
