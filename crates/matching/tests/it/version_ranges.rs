//! Ranges of the version range specifier.

use steadfast_matching::version::vers::{Range, VersError, contains};

#[test]
fn a_range_is_its_intervals_and_the_versions_it_names() {
    let range = "vers:npm/1.2.3|>=2.0.0|!=2.5.0|<5.0.0|>7";
    for version in ["1.2.3", "v1.2.3", "2.0.0", "2.4.9", "4.9.9", "5.0.0-rc.1", "7.0.1"] {
        assert_eq!(contains(range, version), Ok(true), "{version}");
    }
    for version in ["1.2.2", "1.2.4", "2.0.0-rc.1", "2.5.0", "5.0.0", "6.0.0", "7.0.0"] {
        assert_eq!(contains(range, version), Ok(false), "{version}");
    }
}

#[test]
fn constraints_may_come_in_any_order_with_spaces_and_equals_signs() {
    let range = "vers:deb/ <1.2-3 | >= 1.0-1 | =2.0-1 |";
    assert_eq!(Range::read(range).unwrap().to_string(), "vers:deb/>=1.0-1|<1.2-3|2.0-1");
    assert_eq!(contains(range, "1.2-2"), Ok(true));
    assert_eq!(contains(range, "2.0-1"), Ok(true));
    assert_eq!(contains(range, "1.2-3"), Ok(false));
}

#[test]
fn redundant_constraints_count_as_the_wider() {
    let contains = |version| contains("vers:semver/<1|<2|>3|>=4|<=5|<6", version);
    for version in ["0.5", "1.0", "1.5", "3.5", "4.0", "5.5"] {
        assert_eq!(contains(version), Ok(true), "{version}");
    }
    for version in ["2.0", "3.0", "6.0"] {
        assert_eq!(contains(version), Ok(false), "{version}");
    }
}

#[test]
fn a_range_of_exclusions_contains_all_else() {
    assert_eq!(contains("vers:pypi/!=1.0", "1.0.0"), Ok(false));
    assert_eq!(contains("vers:pypi/!=1.0", "1.1"), Ok(true));
}

#[test]
fn asterisks_contain_everything() {
    assert_eq!(contains("vers:maven/*", "1.0"), Ok(true));
    assert_eq!(contains("vers:all/*", "anything"), Ok(true));
    assert_eq!(contains("vers:none/*", "anything"), Ok(false));
    assert_eq!(contains("vers:npm/*|<2", "1.0"), Err(VersError::Asterisk));
    assert_eq!(contains("vers:npm/1.*", "1.0"), Err(VersError::Asterisk));
    assert_eq!(contains("vers:all/<2", "1.0"), Err(VersError::OnlyAsterisk("all")));
}

#[test]
fn versions_are_percent_decoded_once() {
    assert_eq!(contains("vers:deb/1%3A2.0-1", "1:2.0-1"), Ok(true));
    assert_eq!(contains("vers:lexicographic/a%257Cb", "a%7Cb"), Ok(true));
    assert_eq!(Range::read("vers:lexicographic/a%7cb").unwrap().to_string(), "vers:lexicographic/a%7Cb");
    for text in ["vers:deb/1%", "vers:deb/1%3", "vers:deb/1%+3", "vers:deb/1%FF", "vers:deb/1%\u{e9}"] {
        assert_eq!(Range::read(text), Err(VersError::PercentEncoding), "{text}");
    }
}

#[test]
fn what_is_no_range_is_an_error() {
    assert_eq!(Range::read("npm/1.0"), Err(VersError::NotVers));
    assert_eq!(Range::read("vers:npm"), Err(VersError::NoType));
    assert_eq!(Range::read("vers:npm/"), Err(VersError::NoConstraints));
    assert_eq!(Range::read("vers:npm/>="), Err(VersError::NoVersion));
    assert_eq!(Range::read("vers:npm/1||2"), Err(VersError::NoVersion));
    assert_eq!(contains("vers:frobnicate/1.0", "1.0"), Err(VersError::UnknownType("frobnicate".to_owned())));
}

#[test]
fn versions_outside_the_scheme_are_errors() {
    let found = contains("vers:npm/<2.0.0", "latest").unwrap_err();
    assert_eq!(found.to_string(), "\"latest\" is not a version that Semver can order");
    assert!(matches!(contains("vers:npm/<two", "1.0.0"), Err(VersError::Unorderable(_))));
}

#[test]
fn the_canonical_form_is_sorted_free_of_duplicates_and_alternates() {
    assert!(Range::parse("vers:npm/1.0.0|>=2.0.0|!=2.1.0|<3.0.0|>4.0.0").is_ok());
    assert_eq!(Range::parse("vers:npm/2.0.0|1.0.0"), Err(VersError::Unsorted));
    assert_eq!(Range::parse("vers:npm/1.0|1.0.0"), Err(VersError::Duplicate("1.0.0".to_owned())));
    assert_eq!(Range::parse("vers:npm/=1.0.0"), Err(VersError::ExplicitEquals));
    assert_eq!(Range::parse("vers:NPM/1.0.0"), Err(VersError::TypeCase("NPM".to_owned())));
    let found = Range::parse("vers:npm/>1.0.0|>=2.0.0").unwrap_err();
    assert_eq!(found.to_string(), "non-canonical VERS: > cannot be followed by >=");
    assert!(matches!(Range::parse("vers:npm/1.0.0|<2.0.0"), Err(VersError::Sequence(..))));
}
