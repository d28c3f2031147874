//! Reports of tests.

use steadfast_formats::test_report::{Outcome, TestFormat, read};
use steadfast_formats::{Limits, ReadError};

const JUNIT: &str = r#"<?xml version="1.0"?>
<testsuites name="all">
  <testsuite name="login" timestamp="2027-02-01T10:00:00Z">
    <testcase classname="door" name="throttles"/>
    <testcase classname="door" name="forgets"><failure message="x">trace</failure></testcase>
    <testcase name="slow"><skipped/></testcase>
    <testsuite name="inner" timestamp="2027-02-01T11:00:00"><testcase name="a"><error/></testcase></testsuite>
  </testsuite>
</testsuites>"#;

#[test]
fn junit_names_each_case_with_its_suite_and_end() {
    let report = read(JUNIT.as_bytes(), &Limits::default()).unwrap();
    let cases: Vec<(&str, &str, Outcome)> =
        report.cases.iter().map(|case| (case.suite.as_str(), case.name.as_str(), case.outcome)).collect();
    assert_eq!(
        cases,
        [
            ("login", "door::throttles", Outcome::Passed),
            ("login", "door::forgets", Outcome::Failed),
            ("login", "slow", Outcome::Skipped),
            ("inner", "a", Outcome::Failed),
        ]
    );
    assert_eq!(report.ran, "2027-02-01T10:00:00Z".parse().ok(), "what has no zone is not known");
}

#[test]
fn sarif_fails_a_rule_by_its_worst_result() {
    let text = r#"{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"lint","rules":[{"id":"a"},{"id":"b"},{"id":"c"}]}},
        "results":[{"ruleId":"b","level":"error","message":{"text":""}},{"ruleIndex":2,"suppressions":[{"kind":"inSource"}]},
        {"ruleId":"a","kind":"pass"}]}]}"#;
    let report = read(text.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(report.format, TestFormat::Sarif);
    let ends: Vec<(&str, Outcome)> = report.cases.iter().map(|case| (case.name.as_str(), case.outcome)).collect();
    assert_eq!(ends, [("a", Outcome::Passed), ("b", Outcome::Failed), ("c", Outcome::Skipped)]);
}

#[test]
fn what_is_no_report_is_refused_with_its_reason() {
    let refused = |text: &str| read(text.as_bytes(), &Limits::default()).unwrap_err();
    assert!(matches!(refused("<html/>"), ReadError::Malformed { .. }));
    assert!(matches!(refused("passed"), ReadError::Malformed { .. }));
    assert!(matches!(refused(r#"{"version":"1.0.0","runs":[]}"#), ReadError::UnknownVersion { .. }));
    assert!(matches!(refused("<testsuite><testcase>"), ReadError::Xml { .. } | ReadError::Malformed { .. }));
    assert!(matches!(refused(""), ReadError::Empty));
}
