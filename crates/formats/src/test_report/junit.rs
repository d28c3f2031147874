//! JUnit XML, as build tools write it: suites in suites, cases with `failure`, `error` or `skipped` inside.

use jiff::Timestamp;

use super::{Outcome, TestFormat, TestReport};
use crate::bom::tree::Element;
use crate::{Place, ReadError};

pub(super) fn read(root: &Element) -> Result<TestReport, ReadError> {
    let mut report = TestReport { format: TestFormat::Junit, ran: None, cases: Vec::new() };
    match root.name.as_str() {
        "testsuites" | "testsuite" => suite(root, "", &mut report)?,
        other => {
            let reason = format!("<{other}> is no root of a JUnit report; expected <testsuites> or <testsuite>");
            return Err(ReadError::Malformed { place: Place::line(root.line, format!("/{other}")), reason });
        }
    }
    Ok(report)
}

/// Nesting is bounded by the reader of the tree.
fn suite(element: &Element, above: &str, report: &mut TestReport) -> Result<(), ReadError> {
    let name = element.attribute("name").unwrap_or(above);
    report.ran = report.ran.max(element.attribute("timestamp").and_then(time));
    for case in element.all("testcase") {
        let own = case.attribute("name").unwrap_or_default();
        let full = case.attribute("classname").map_or_else(|| own.to_owned(), |class| format!("{class}::{own}"));
        report.push(name, &full, outcome(case))?;
    }
    element.all("testsuite").try_for_each(|inner| suite(inner, name, report))
}

fn outcome(case: &Element) -> Outcome {
    let has = |name| case.child(name).is_some();
    match (has("failure") || has("error"), has("skipped") || has("disabled")) {
        (true, _) => Outcome::Failed,
        (false, true) => Outcome::Skipped,
        (false, false) => Outcome::Passed,
    }
}

/// With a zone. Without one it is some writers' UTC and others' local time: not known.
fn time(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}
