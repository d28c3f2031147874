//! Ranges against the VERS test suite: containment, canonical parsing, and reading of unsorted ranges.

use std::fs;
use std::path::Path;

use serde_json::Value;
use steadfast_matching::version::vers::{Comparator, Range, contains};
use steadfast_testkit::shared_data;

fn cases(root: &Path, name: &str, expected_count: usize) -> Vec<Value> {
    let path = root.join(format!("conformance/vers-spec/tests/{name}.json"));
    let text = fs::read_to_string(path).expect("a file of the suite");
    let mut suite: Value = serde_json::from_str(&text).expect("JSON");
    let Value::Array(cases) = suite["tests"].take() else { panic!("{name} has no tests") };
    println!("{name}: {} cases", cases.len());
    assert_eq!(cases.len(), expected_count, "cases in {name}");
    cases
}

#[test]
fn every_containment_case_holds() {
    let Some(root) = shared_data() else { return };
    for (name, count) in [("npm_range_containment_test", 1), ("pypi_range_containment_test", 10)] {
        for case in cases(&root, name, count) {
            assert_eq!(case["test_type"], "containment");
            let (range, version) = (&case["input"]["vers"], &case["input"]["version"]);
            let found = contains(range.as_str().unwrap(), version.as_str().unwrap());
            assert_eq!(found, Ok(case["expected_output"].as_bool().unwrap()), "{range} {version}");
        }
    }
}

#[test]
fn every_canonical_parse_case_holds() {
    let Some(root) = shared_data() else { return };
    for case in cases(&root, "vers_canonical_parse_test", 12) {
        assert_eq!(case["test_type"], "parse");
        let found = Range::parse(case["input"].as_str().unwrap());
        match case["expected_message"].as_str() {
            Some(message) => assert_eq!(found.unwrap_err().to_string(), message, "{case}"),
            None => assert_eq!(as_value(&found.unwrap()), case["expected_output"], "{case}"),
        }
    }
}

/// A range as the suite writes it.
fn as_value(range: &Range) -> Value {
    let sign = |comparator| if comparator == Comparator::Equal { "=".to_owned() } else { format!("{comparator}") };
    let constraints = range.constraints().iter().map(|each| serde_json::json!([sign(each.comparator), each.version]));
    serde_json::json!({"scheme": range.type_name(), "version_constraints": constraints.collect::<Vec<_>>()})
}

#[test]
fn every_validation_case_is_read_sorted_and_written_as_expected() {
    let Some(root) = shared_data() else { return };
    for case in cases(&root, "pypi_range_validate_test", 19) {
        assert_eq!(case["test_type"], "validate");
        let found = Range::read(case["input"].as_str().unwrap()).unwrap();
        assert_eq!(found.to_string(), case["expected_output"].as_str().unwrap(), "{case}");
    }
}

/// Ranges in the native notation of a package manager are not read; what they are translated to is: every expected
/// range is read and written again as it stands, sorted. One of them, of the empty native range, has no constraints,
/// which the specification forbids.
#[test]
fn every_range_that_the_suite_expects_of_a_translation_can_be_read() {
    let Some(root) = shared_data() else { return };
    let files = [
        ("conan_range_from_native_basic_test", 20),
        ("conan_range_from_native_test", 209),
        ("gem_range_from_native_test", 1),
        ("nginx_range_from_native_test", 4),
        ("npm_range_from_native_test", 491),
        ("nuget_range_from_native_test", 1),
        ("openssl_range_from_native_test", 8),
        ("pypi_range_from_native_test", 3),
    ];
    let mut failures = Vec::new();
    for (name, count) in files {
        for case in cases(&root, name, count) {
            let expected = case["expected_output"].as_str().unwrap();
            let found = Range::read(expected).map(|range| range.to_string());
            if found.as_deref() != Ok(expected) {
                failures.push(format!("{name}: {expected}: {found:?}"));
            }
        }
    }
    assert_eq!(failures, ["conan_range_from_native_test: vers:conan/: Err(NoConstraints)"]);
}
