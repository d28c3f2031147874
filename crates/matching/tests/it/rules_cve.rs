//! CVE 5.1 version entries, by the algorithm of the CVE record format.

use serde_json::{Value, json};

use crate::world::{World, cpe_named, cve};

fn judged(rule: &Value, version: &str) -> String {
    let cpe = format!("cpe:2.3:a:vendor:product:{version}:*:*:*:*:*:*:*");
    World::new(&[cve("CVE-2026-0001", rule)]).judged(&cpe_named(&cpe, &[]))
}

fn check(rule: &Value, cases: &[(&str, &str)]) {
    for (version, expected) in cases {
        assert_eq!(judged(rule, version), *expected, "{version} against {rule}");
    }
}

fn entry(version: &str, more: &Value) -> Value {
    let mut entry = json!({"version": version, "status": "affected", "versionType": "custom"});
    crate::world::merge(&mut entry, more);
    entry
}

#[test]
fn the_default_holds_for_what_no_entry_names() {
    let single = |default: &str| json!({"defaultStatus": default, "versions": [entry("1.0", &json!({}))]});
    check(&single("unaffected"), &[("1.0", "affected"), ("1.1", "clear")]);
    check(&single("affected"), &[("1.0", "affected"), ("1.1", "affected")]);
    check(&single("unknown"), &[("1.0", "affected"), ("1.1", "advisory-silent")]);
    check(&json!({"versions": [entry("1.0", &json!({}))]}), &[("1.0", "affected"), ("1.1", "advisory-silent")]);
}

#[test]
fn ranges_without_a_default_bound_what_is_affected() {
    let rule = json!({"versions": [entry("1.0", &json!({"lessThan": "2.0"}))]});
    check(&rule, &[("1.5", "affected, fixed in 2.0"), ("2.0", "clear"), ("0.9", "clear")]);
}

#[test]
fn nothing_but_a_default() {
    check(&json!({"defaultStatus": "affected"}), &[("1.0", "affected")]);
    check(&json!({"defaultStatus": "unaffected"}), &[("1.0", "advisory-silent")]);
    check(&json!({}), &[("1.0", "advisory-silent")]);
}

#[test]
fn less_than_is_exclusive_and_less_than_or_equal_is_not() {
    let below = json!({"defaultStatus": "unaffected", "versions": [entry("1.0", &json!({"lessThan": "1.5"}))]});
    check(
        &below,
        &[("0.9", "clear"), ("1.0", "affected, fixed in 1.5"), ("1.4.9", "affected, fixed in 1.5"), ("1.5", "clear")],
    );
    let up_to = json!({"defaultStatus": "unaffected", "versions": [entry("1.0", &json!({"lessThanOrEqual": "1.5"}))]});
    check(&up_to, &[("0.9", "clear"), ("1.5", "affected"), ("1.5.1", "clear")]);
}

#[test]
fn ends_with_wildcards() {
    let branch =
        json!({"defaultStatus": "unaffected", "versions": [entry("5.4", &json!({"lessThanOrEqual": "5.4.*"}))]});
    check(
        &branch,
        &[("5.4", "affected"), ("5.4.999", "affected"), ("5.5", "clear"), ("5.40.1", "clear"), ("5.3", "clear")],
    );
    for end in ["lessThan", "lessThanOrEqual"] {
        let open = json!({"defaultStatus": "unaffected", "versions": [entry("2.0", &json!({end: "*"}))]});
        check(&open, &[("1.9", "clear"), ("2.0", "affected"), ("99", "affected")]);
    }
    check(&json!({"defaultStatus": "unaffected", "versions": [entry("*", &json!({}))]}), &[("1.0", "affected")]);
}

#[test]
fn a_range_may_begin_at_the_beginning() {
    for start in ["0", "*", "unspecified", "n/a"] {
        let rule = json!({"defaultStatus": "unaffected", "versions": [entry(start, &json!({"lessThan": "1.5"}))]});
        check(&rule, &[("0.1", "affected, fixed in 1.5"), ("1.5", "clear")]);
    }
}

/// Linux as its own CNA writes it: the default is affected, what lies before the flaw and after each fix is not.
#[test]
fn the_kernels_way_to_state_branches() {
    let unaffected = |version: &str, end: &str| json!({"version": version, "status": "unaffected", "lessThanOrEqual": end, "versionType": "semver"});
    let rule = json!({"defaultStatus": "affected", "versions": [
        {"version": "4.9", "status": "affected"},
        {"version": "0", "status": "unaffected", "lessThan": "4.9", "versionType": "semver"},
        unaffected("5.4.200", "5.4.*"),
        unaffected("6.1.30", "6.1.*"),
        unaffected("6.4", "*"),
    ]});
    check(
        &rule,
        &[
            ("4.8", "clear"),
            ("4.9.1", "affected, fixed in 5.4.200 6.1.30 6.4"),
            ("5.4.199", "affected, fixed in 5.4.200 6.1.30 6.4"),
            ("5.4.200", "clear"),
            ("6.1.29", "affected, fixed in 6.1.30 6.4"),
            ("6.1.38", "clear"),
            ("6.2", "affected, fixed in 6.4"),
            ("6.6.21", "clear"),
        ],
    );
}

#[test]
fn changes_inside_a_range() {
    let changes = json!({"lessThan": "3.0", "changes": [{"at": "2.0.5", "status": "unaffected"}, {"at": "1.0.5", "status": "unaffected"}, {"at": "2.0", "status": "affected"}]});
    let rule = json!({"defaultStatus": "unaffected", "versions": [entry("1.0", &changes)]});
    check(
        &rule,
        &[
            ("1.0.4", "affected, fixed in 3.0 2.0.5 1.0.5"),
            ("1.0.5", "clear"),
            ("1.9", "clear"),
            ("2.0.1", "affected, fixed in 3.0 2.0.5"),
            ("2.0.5", "clear"),
        ],
    );
}

#[test]
fn the_first_entry_that_covers_a_version_decides() {
    let rule = json!({"defaultStatus": "unaffected", "versions": [
        {"version": "1.2", "status": "unaffected"},
        entry("1.0", &json!({"lessThan": "2.0"})),
    ]});
    check(&rule, &[("1.1", "affected, fixed in 2.0 1.2"), ("1.2", "clear")]);
}

#[test]
fn commits_tell_nothing_of_versions() {
    let commits = json!({"version": "1da177e4c3f41524e886b7f1b8a0c1fc7321cac2", "lessThan": "8c5ad9858c8c0d4b5ad9858c8c0d4b5ad9858c8c", "status": "affected", "versionType": "git"});
    check(&json!({"defaultStatus": "unaffected", "versions": [commits]}), &[("6.1", "commits-only")]);
    let mut mistyped = commits.clone();
    mistyped["versionType"] = json!("custom");
    check(&json!({"defaultStatus": "unaffected", "versions": [mistyped]}), &[("6.1", "commits-only")]);
    let both = json!({"defaultStatus": "unaffected", "versions": [commits, entry("1.0", &json!({"lessThan": "2.0"}))]});
    check(&both, &[("1.1", "affected, fixed in 2.0"), ("2.1", "clear")]);
}

#[test]
fn free_text_is_unknown_and_never_clear() {
    let rule = json!({"defaultStatus": "unaffected", "versions": [entry("firmware of early models", &json!({}))]});
    check(&rule, &[("1.0", "range-not-understood")]);
    check(
        &json!({"defaultStatus": "unaffected", "versions": [entry("n/a", &json!({}))]}),
        &[("1.0", "range-not-understood")],
    );
}

#[test]
fn the_version_may_stand_beside_the_name() {
    let rule = json!({"defaultStatus": "unaffected", "versions": [entry("1.0", &json!({"lessThan": "2.0"}))]});
    let world = World::new(&[cve("CVE-2026-0001", &rule)]);
    let component = |version: Value| {
        let cpe = "cpe:2.3:a:vendor:product:*:*:*:*:*:*:*:*";
        crate::world::bom(&[json!({"type": "library", "name": "product", "version": version, "cpe": cpe})])
    };
    assert_eq!(world.judged(&component(json!("1.5"))), "affected, fixed in 2.0");
    assert_eq!(world.judged(&component(Value::Null)), "no-version");
}

#[test]
fn the_update_of_the_name_is_a_part_of_the_version() {
    let rule = json!({"defaultStatus": "unaffected", "versions": [entry("0", &json!({"lessThan": "9.3p2"}))]});
    let world = World::new(&[cve("CVE-2026-0001", &rule)]);
    let judged =
        |update: &str| world.judged(&cpe_named(&format!("cpe:2.3:a:vendor:product:9.3:{update}:*:*:*:*:*:*"), &[]));
    assert_eq!(judged("p1"), "affected, fixed in 9.3p2");
    assert_eq!(judged("p2"), "clear");
}

#[test]
fn vendors_must_agree_unless_one_says_any() {
    let rule = json!({"defaultStatus": "unaffected", "versions": [entry("1.0", &json!({}))]});
    let world = World::new(&[cve("CVE-2026-0001", &rule)]);
    let judged = |vendor: &str| world.judged(&cpe_named(&format!("cpe:2.3:a:{vendor}:product:1.0:*:*:*:*:*:*:*"), &[]));
    assert_eq!(judged("vendor"), "affected");
    assert_eq!(judged("*"), "affected");
    assert_eq!(judged("other"), "nothing");
}
