//! OSV ranges and lists, by the evaluation rules of the OSV schema.

use serde_json::{Value, json};

use crate::world::{World, osv, packaged, range};

/// What one entry of crates.io says of a version.
fn judged(rule: &Value, version: &str) -> String {
    World::new(&[osv("TEST-1", "crates.io", "thing", rule)]).judged(&packaged(&format!("pkg:cargo/thing@{version}")))
}

fn check(rule: &Value, cases: &[(&str, &str)]) {
    for (version, expected) in cases {
        assert_eq!(judged(rule, version), *expected, "{version} against {rule}");
    }
}

fn semver(events: &str) -> Value {
    json!({"ranges": [range("SEMVER", events)]})
}

#[test]
fn introduced_0_is_before_every_version() {
    check(
        &semver("introduced 0, fixed 1.2.0"),
        &[
            ("0.0.0-alpha", "affected, fixed in 1.2.0"),
            ("0.1.0", "affected, fixed in 1.2.0"),
            ("1.2.0-rc.1", "affected, fixed in 1.2.0"),
            ("1.2.0", "clear"),
            ("2.0.0", "clear"),
        ],
    );
    check(&semver("introduced 0"), &[("0.1.0", "affected"), ("99.0.0", "affected")]);
}

#[test]
fn intervals_stand_in_one_range_or_in_several() {
    let cases = [
        ("0.9.0", "clear"),
        ("1.0.0", "affected, fixed in 1.2.0"),
        ("1.2.0", "clear"),
        ("2.0.0", "affected, fixed in 2.2.0"),
        ("2.2.0", "clear"),
        ("3.0.0", "affected"),
    ];
    check(&semver("introduced 1.0.0, fixed 1.2.0, introduced 2.0.0, fixed 2.2.0, introduced 3.0.0"), &cases);
    let ranges = ["introduced 1.0.0, fixed 1.2.0", "introduced 2.0.0, fixed 2.2.0", "introduced 3.0.0"];
    check(&json!({"ranges": ranges.map(|events| range("SEMVER", events))}), &cases);
}

#[test]
fn events_are_ordered_by_version_whatever_the_document_says() {
    check(
        &semver("fixed 2.2.0, introduced 2.0.0, fixed 1.2.0, introduced 1.0.0"),
        &[("1.1.0", "affected, fixed in 1.2.0"), ("1.5.0", "clear"), ("2.1.0", "affected, fixed in 2.2.0")],
    );
}

#[test]
fn intervals_that_touch_leave_no_gap() {
    let rule = semver("introduced 1.0.0, fixed 2.0.0, introduced 2.0.0, fixed 3.0.0");
    check(&rule, &[("1.9.9", "affected, fixed in 2.0.0"), ("2.0.0", "affected, fixed in 3.0.0"), ("3.0.0", "clear")]);
}

#[test]
fn last_affected_lies_inside() {
    let rule = semver("introduced 1.0.0, last_affected 1.4.0");
    check(&rule, &[("1.3.0", "affected"), ("1.4.0", "affected"), ("1.4.1", "clear"), ("0.9.0", "clear")]);
    check(&semver("introduced 1.4.0, last_affected 1.4.0"), &[("1.4.0", "affected"), ("1.4.1", "clear")]);
}

#[test]
fn a_limit_ends_what_is_considered() {
    let rule = semver("introduced 1.0.0, limit 2.0.0");
    check(&rule, &[("1.9.0", "affected"), ("2.0.0", "clear"), ("3.0.0", "clear")]);
    check(&semver("introduced 1.0.0, limit *"), &[("9.0.0", "affected")]);
    check(&semver("introduced 1.0.0, limit 1.5.0, limit 2.5.0"), &[("2.0.0", "affected"), ("2.5.0", "clear")]);
}

#[test]
fn a_list_alone_is_complete() {
    let rule = json!({"versions": ["1.0.0", "1.1.0"]});
    check(&rule, &[("1.0.0", "affected"), ("1.1.0+build", "affected"), ("1.2.0", "clear"), ("0.9.0", "clear")]);
}

#[test]
fn a_listed_version_outside_every_range_is_affected() {
    let rule = json!({"ranges": [range("SEMVER", "introduced 1.0.0, fixed 1.2.0")], "versions": ["2.0.0"]});
    check(&rule, &[("1.1.0", "affected, fixed in 1.2.0"), ("2.0.0", "affected"), ("2.0.1", "clear")]);
}

#[test]
fn commits_alone_tell_nothing_and_beside_versions_nothing_more() {
    let commits = range("GIT", "introduced 0, fixed 8c5ad9858c8c0d4b5ad9858c8c0d4b5ad9858c8c");
    check(&json!({"ranges": [commits]}), &[("1.0.0", "commits-only")]);
    let listed = json!({"ranges": [commits], "versions": ["1.0.0", "1.1.0"]});
    check(&listed, &[("1.0.0", "affected"), ("1.2.0", "clear")]);
    let both = json!({"ranges": [commits, range("SEMVER", "introduced 0, fixed 1.2.0")]});
    check(&both, &[("1.1.0", "affected, fixed in 1.2.0"), ("1.2.0", "clear")]);
}

#[test]
fn nothing_said_is_unknown() {
    check(&json!({}), &[("1.0.0", "advisory-silent")]);
}

#[test]
fn what_cannot_be_ordered_is_unknown_unless_listed_by_its_very_text() {
    let rule = json!({"ranges": [range("SEMVER", "introduced 1.0.0, fixed 1.2.0")], "versions": ["banana"]});
    check(&rule, &[("apple", "version-not-orderable"), ("banana", "affected")]);
    check(&semver("introduced one, fixed two"), &[("1.0.0", "range-not-understood")]);
}

#[test]
fn a_range_that_begins_with_its_end_is_inverted() {
    check(&semver("introduced 2.0.0, fixed 1.0.0"), &[("1.5.0", "range-inverted"), ("0.1.0", "range-inverted")]);
}

#[test]
fn a_component_without_version_is_unknown() {
    let world = World::new(&[osv("TEST-1", "crates.io", "thing", &semver("introduced 0"))]);
    assert_eq!(world.judged(&packaged("pkg:cargo/thing")), "no-version");
}

#[test]
fn ecosystem_ranges_go_by_the_order_of_the_ecosystem() {
    let debian =
        osv("TEST-1", "Debian:12", "thing", &json!({"ranges": [range("ECOSYSTEM", "introduced 0, fixed 1.0-2")]}));
    let world = World::new(&[debian]);
    let judged = |version: &str| {
        world.judged(&packaged(&format!("pkg:deb/debian/thing@{version}?arch=source&distro=debian-12")))
    };
    assert_eq!(judged("1.0-1%2Bb1"), "affected, fixed in 1.0-2");
    assert_eq!(judged("1.0~rc1-9"), "affected, fixed in 1.0-2");
    assert_eq!(judged("1:0.1-1"), "clear");
}

/// OSS-Fuzz names commits and the release tags between them.
#[test]
fn fuzzing_finds_clear_released_versions_once_they_are_fixed() {
    let open = json!({"ranges": [range("GIT", "introduced a1b2c3d4")], "versions": ["v2.9.3", "THING_2_9_4"]});
    let fixed = json!({"ranges": [range("GIT", "introduced a1b2c3d4, fixed b1b2c3d4")], "versions": ["v2.9.3"]});
    let judged = |rule: &Value, version: &str| {
        World::new(&[osv("OSV-1", "OSS-Fuzz", "thing", rule)])
            .judged(&packaged(&format!("pkg:generic/thing@{version}")))
    };
    assert_eq!(judged(&open, "2.9.3"), "affected");
    assert_eq!(judged(&open, "2.9.4"), "affected");
    assert_eq!(judged(&open, "2.9.5"), "commits-only");
    assert_eq!(judged(&fixed, "2.9.5"), "clear");
    assert_eq!(judged(&fixed, "2.9.4%2Bgit5"), "commits-only");
}
