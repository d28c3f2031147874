//! Rules that every version order keeps: a version equals itself, the other direction is the reverse, and orders are
//! transitive among versions as they occur; no text makes a comparison panic.

use std::cmp::Ordering;

use proptest::prelude::*;
use proptest::strategy::{Union, ValueTree};
use proptest::test_runner::TestRunner;
use steadfast_matching::version::{Scheme, vers};

/// Every scheme, with patterns of versions among which its order is total. Few different letters and digits, so that
/// equal and nearly equal versions are common. Where an order is total over any text, one pattern is just that.
const PATTERNS: [(Scheme, &[&str]); 20] = [
    (
        Scheme::Alpine,
        &[
            "[0-2]{1,2}(\\.[0-2]{1,2}){0,2}[ab]?(_(alpha|rc|p|git)[0-2]?){0,2}(~[ab1]{1,2})?(-r[0-2])?",
            "[0-2abr._~-]{1,7}",
        ],
    ),
    // All with a release: pacman ignores the release of one when the other has none.
    (Scheme::Alpm, &["([0-1]:)?[0-2]{1,2}([.][0-2]{1,2}|[.]?[ab]{1,2}){0,3}-[0-2]"]),
    (Scheme::Conan, &["[0-2]{1,2}(\\.[0-2]{1,2}[ab]?){0,2}(-(pre[0-2](\\.[0-2])?)?)?(\\+b[0-2])?", "[0-1a.+-]{1,7}"]),
    (Scheme::Cran, &["[0-2]{1,2}([.-][0-2]{1,2}){0,3}"]),
    (Scheme::Datetime, &["202[0-1]-0[1-2]-01T0[0-2]:00:00(\\.[0-1]{1,2})?(Z|\\+0[0-2]:00)"]),
    (Scheme::Debian, &["([0-1]:)?[0-2][0-2ab.+~]{0,5}(-[0-2ab+~]{1,3})?"]),
    (Scheme::Gentoo, &["[0-2]{1,2}(\\.[0-2]{1,3}){0,2}[ab]?(_(alpha|pre|rc|p)[0-2]?){0,2}(-r[0-2])?"]),
    (
        Scheme::Go,
        &["v?[0-2](\\.[0-2]){0,2}(-[0-1ab]{1,2}(\\.[0-1ab]){0,2})?(\\+[a]{1,2})?", "(go)?1\\.[0-2](rc|beta)[0-2]"],
    ),
    (Scheme::Hackage, &["[0-2]{1,2}(\\.[0-2]{1,2}){0,3}"]),
    (Scheme::Lexicographic, &[".{1,3}", "[a-b]{1,4}"]),
    // Words follow a hyphen or a digit, never a dot: see the documentation of Maven's order.
    (
        Scheme::Maven,
        &["[0-2](\\.[0-2]){0,2}(-?(a|b|alpha|rc|snapshot|ga|final|sp|x)){0,2}((-|\\.)?[0-2]){0,2}(-?(a|rc|ga|x))?"],
    ),
    (Scheme::NuGet, &["[0-2](\\.[0-2]{1,2}){0,3}(-[0-1aA]{1,2}(\\.[0-1bB]){0,2})?(\\+a)?"]),
    (Scheme::OpenSsl, &["[0-2]\\.[0-2](\\.[0-2])?([ab]|z[ab]?)?(-(dev|alpha[0-2]|beta[0-2]|pre[0-2]|fips))?"]),
    // Without `#`, which equals every number.
    (Scheme::Packagist, &["v?[0-2](\\.[0-2]){0,3}(-?(dev|a|beta|RC|p|pl|foo)\\.?[0-2]?){0,2}", "[0-2abdevpx.-]{1,7}"]),
    (Scheme::Pub, &["[0-2](\\.[0-2]){0,2}(-[0-1ab]{1,2}(\\.[0-1ab]){0,2})?(\\+[0-1a]{1,2}(\\.[0-1]){0,2})?"]),
    (
        Scheme::PyPi,
        &[
            "([0-1]!)?[0-2](\\.[0-2]){0,2}([.-]?(a|b|rc)[0-2]?)?((-|\\.post)[0-2])?(\\.dev[0-2]?)?(\\+[0-1a](\\.[0-1a]){0,2})?",
            "[0-2abc.-]{0,5}[0-2abc]",
        ],
    ),
    (Scheme::Rpm, &["([0-1]:)?[0-2][0-2ab.~^_]{0,5}(-[0-2]([ab.~^]{0,2}))?", "[0-2ab.:~^+-]{1,7}"]),
    (Scheme::RubyGems, &["[0-2](\\.([0-2]{1,2}|[ab][0-2]?)){0,3}(-[ab])?"]),
    (Scheme::Semver, &["v?[0-2](\\.[0-2]){0,3}(-[0-1ab]{1,2}(\\.[0-1ab]){0,2})?(\\+[a]{1,2})?"]),
    (
        Scheme::Generic,
        &[
            "v?[0-2](\\.[0-2]){0,2}([ab]|z[ab])?([.~-]?(rc|alpha|p|sp|foo|final|git)[.-]?[0-2]?){0,2}(-[0-2](\\.[0-2])?)?(\\+git)?",
            "[0-2][0-2abp._~-]{0,6}",
        ],
    ),
];

fn versions(count: usize) -> impl Strategy<Value = (Scheme, Vec<String>)> {
    let schemes = PATTERNS.map(|(scheme, patterns)| {
        let version = Union::new(patterns.iter().copied());
        prop::collection::vec(version, count).prop_map(move |versions| (scheme, versions)).boxed()
    });
    Union::new(schemes)
}

/// Checks the order of three versions in every arrangement; where a scheme refuses, there is no order to check.
fn check_transitivity(scheme: Scheme, versions: &[String]) -> Result<(), TestCaseError> {
    for (first, second, third) in [(0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)] {
        let (first, second, third) = (&versions[first], &versions[second], &versions[third]);
        let (Ok(step), Ok(next)) = (scheme.compare(first, second), scheme.compare(second, third)) else { continue };
        if step.is_gt() || next.is_gt() {
            continue;
        }
        let expected = step.then(next);
        let found = scheme.compare(first, third);
        prop_assert_eq!(found, Ok(expected), "{:?}: {} {} {}", scheme, first, second, third);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_version_equals_itself_and_the_other_direction_is_the_reverse((scheme, versions) in versions(2)) {
        let (left, right) = (&versions[0], &versions[1]);
        if scheme.is_version(left) {
            prop_assert_eq!(scheme.compare(left, left), Ok(Ordering::Equal));
        }
        let back = scheme.compare(right, left).map(Ordering::reverse);
        prop_assert_eq!(scheme.compare(left, right).ok(), back.ok(), "{:?}: {} {}", scheme, left, right);
    }

    #[test]
    fn orders_are_transitive((scheme, versions) in versions(3)) {
        check_transitivity(scheme, &versions)?;
    }

    #[test]
    fn any_text_is_ordered_or_refused(left in "\\PC{0,12}|[0-9a-zA-Z.~^+:_#-]{0,12}", right in "[0-9a-zA-Z.~^+:_#-]{0,12}") {
        for (scheme, _) in PATTERNS {
            let there = scheme.compare(&left, &right);
            let back = scheme.compare(&right, &left);
            prop_assert_eq!(there.ok(), back.map(Ordering::reverse).ok(), "{:?}: {} {}", scheme, left, right);
        }
    }

    #[test]
    fn any_text_is_a_range_or_refused(text in "vers:(npm|pypi|generic|alpm|composer|datetime)/[0-9a-z.<>=!|%*#~-]{0,20}") {
        if let Ok(range) = vers::Range::parse(&text) {
            prop_assert_eq!(vers::Range::parse(&range.to_string()), Ok(range));
        }
        let _ = vers::contains(&text, "1.2");
    }
}

#[test]
fn patterns_give_versions_of_their_schemes() {
    let mut runner = TestRunner::deterministic();
    for (scheme, patterns) in PATTERNS {
        let strategy = patterns[0];
        let sample = |runner: &mut _| strategy.new_tree(runner).unwrap().current();
        let accepted = (0..200).filter(|_| scheme.is_version(&sample(&mut runner))).count();
        assert!(accepted > 190, "{scheme:?} accepts {accepted} of 200");
    }
}

#[test]
fn long_versions_are_compared_in_linear_time() {
    let long = |piece: &str| format!("1{}", piece.repeat(200_000));
    for (scheme, _) in PATTERNS {
        for piece in [".0", "-0", "0", "a", ".a", "~", ".", "-", "_p1", "rc", "+", "#", "\u{e9}"] {
            let (left, right) = (long(piece), long(piece) + "1");
            let _ = scheme.compare(&left, &right);
        }
    }
}
