//! Version orders against two public collections of cases: lines `A < B`, and the comparisons of the VERS test suite.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fs;

use serde::Deserialize;
use steadfast_matching::version::Scheme;
use steadfast_testkit::shared_data;

/// Each file of ordering lines, its scheme, and how many lines it has.
const LINES: [(&str, Scheme, usize); 12] = [
    ("alpine", Scheme::Alpine, 778),
    ("cran", Scheme::Cran, 21),
    ("debian", Scheme::Debian, 30),
    ("hackage", Scheme::Hackage, 11),
    ("maven", Scheme::Maven, 102),
    ("nuget", Scheme::NuGet, 35),
    ("packagist", Scheme::Packagist, 95),
    ("pub", Scheme::Pub, 100),
    ("pypi", Scheme::PyPi, 37),
    ("redhat", Scheme::Rpm, 165),
    ("rubygems", Scheme::RubyGems, 25),
    ("semver", Scheme::Semver, 86),
];

/// Each file of comparisons and its scheme.
const COMPARISONS: [(&str, Scheme, usize); 9] = [
    ("alpine_version_cmp_test", Scheme::Alpine, 716),
    ("alpm_version_cmp_test", Scheme::Alpm, 42),
    ("conan_version_cmp_test", Scheme::Conan, 47),
    ("datetime_version_cmp_test", Scheme::Datetime, 7),
    ("gentoo_version_cmp_test", Scheme::Gentoo, 48),
    ("lexicographic-test", Scheme::Lexicographic, 8),
    ("maven_version_cmp_test", Scheme::Maven, 977),
    ("nuget_version_cmp_test", Scheme::NuGet, 33),
    ("openssl_version_cmp_test", Scheme::OpenSsl, 44),
];

#[derive(Deserialize)]
struct Suite {
    tests: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    test_type: String,
    input: Input,
    expected_output: Expected,
}

#[derive(Deserialize)]
struct Input {
    versions: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Expected {
    Equal(bool),
    Sorted(Vec<String>),
}

/// Parses `A < B`; `None` for comments and blank lines.
fn ordering_line(line: &str) -> Option<(&str, Ordering, &str)> {
    if line.trim().is_empty() || line.starts_with('#') || line.starts_with("//") {
        return None;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let [left, sign, right] = words[..] else { panic!("no ordering: {line}") };
    let order = BTreeMap::from([("<", Ordering::Less), ("=", Ordering::Equal), (">", Ordering::Greater)]);
    Some((left, order[sign], right))
}

#[test]
fn every_ordering_line_holds_in_both_directions() {
    let Some(root) = shared_data() else { return };
    let (mut failures, mut total) = (Vec::new(), 0);
    for (name, scheme, expected_count) in LINES {
        let path = root.join(format!("conformance/osv-scalibr-version-ordering/{name}-versions.txt"));
        let text = fs::read_to_string(path).unwrap();
        let mut count = 0;
        for (left, order, right) in text.lines().filter_map(ordering_line) {
            count += 1;
            let there = scheme.compare(left, right);
            let back = scheme.compare(right, left);
            if there != Ok(order) || back != Ok(order.reverse()) {
                failures.push(format!("{name}: {left} {order:?} {right}, found {there:?} and back {back:?}"));
            }
        }
        println!("{name}: {count} lines");
        assert_eq!(count, expected_count, "lines in {name}");
        total += count;
    }
    println!("all: {total} lines");
    assert!(failures.is_empty(), "{} of {total} lines fail:\n{}", failures.len(), failures.join("\n"));
}

/// Whether a case of the suite holds: equality as said; sorting gives the expected order, element by element equal.
fn holds(scheme: Scheme, case: &Case) -> bool {
    let versions: Vec<&str> = case.input.versions.iter().map(String::as_str).collect();
    match &case.expected_output {
        Expected::Equal(equal) => {
            assert_eq!((case.test_type.as_str(), versions.len()), ("equality", 2));
            scheme.compare(versions[0], versions[1]).map(Ordering::is_eq) == Ok(*equal)
        }
        Expected::Sorted(expected) => {
            assert_eq!((case.test_type.as_str(), versions.len()), ("comparison", expected.len()));
            is_sorted(scheme, expected) && is_same(scheme, versions, expected)
        }
    }
}

/// Whether each version is below the next, or the same text.
fn is_sorted(scheme: Scheme, versions: &[String]) -> bool {
    versions.windows(2).all(|pair| {
        let order = scheme.compare(&pair[0], &pair[1]);
        order == Ok(Ordering::Less) || (order == Ok(Ordering::Equal) && pair[0] == pair[1])
    })
}

fn is_same(scheme: Scheme, mut versions: Vec<&str>, expected: &[String]) -> bool {
    versions.sort_by(|left, right| scheme.compare(left, right).expect("versions of the scheme"));
    let equal = |(left, right): (&&str, &String)| scheme.compare(left, right) == Ok(Ordering::Equal);
    versions.iter().zip(expected).all(equal)
}

#[test]
fn every_comparison_of_the_vers_suite_holds() {
    let Some(root) = shared_data() else { return };
    let (mut failures, mut total) = (Vec::new(), 0);
    for (name, scheme, expected_count) in COMPARISONS {
        let path = root.join(format!("conformance/vers-spec/tests/{name}.json"));
        let suite: Suite = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let failed = suite.tests.iter().filter(|case| !holds(scheme, case));
        failures.extend(failed.map(|case| format!("{name}: {:?}", case.input.versions)));
        println!("{name}: {} cases", suite.tests.len());
        assert_eq!(suite.tests.len(), expected_count, "cases in {name}");
        total += suite.tests.len();
    }
    println!("all: {total} cases");
    assert!(failures.is_empty(), "{} of {total} cases fail:\n{}", failures.len(), failures.join("\n"));
}
