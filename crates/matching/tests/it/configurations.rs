//! CPE configurations: AND, NOT, "running on", ranges and updates.

use serde_json::{Value, json};

use crate::world::{World, cpe_named, nvd};

const LINUX: &str = "cpe:2.3:o:linux:linux_kernel:6.1:*:*:*:*:*:*:*";
const WINDOWS: &str = "cpe:2.3:o:microsoft:windows:-:*:*:*:*:*:*:*";
const ROUTER: &str = "cpe:2.3:h:acme:router:-:*:*:*:*:*:*:*";

fn product(version: &str) -> String {
    format!("cpe:2.3:a:acme:tool:{version}:*:*:*:*:*:*:*")
}

fn vulnerable(criteria: &str, more: &Value) -> Value {
    let mut found = json!({"vulnerable": true, "criteria": criteria});
    crate::world::merge(&mut found, more);
    found
}

fn platform(criteria: &str) -> Value {
    json!({"vulnerable": false, "criteria": criteria})
}

fn node(matches: &[Value]) -> Value {
    json!({"operator": "OR", "negate": false, "cpeMatch": matches})
}

fn below_2() -> Value {
    vulnerable(&product("*"), &json!({"versionEndExcluding": "2.0"}))
}

fn judged(configuration: &Value, version: &str, others: &[&str]) -> String {
    World::new(&[nvd("CVE-2026-0001", configuration)]).judged(&cpe_named(&product(version), others))
}

#[test]
fn one_match_is_enough_under_or() {
    let configuration =
        json!({"nodes": [node(&[vulnerable(&product("1.0"), &json!({})), vulnerable(&product("1.2"), &json!({}))])]});
    for (version, expected) in [("1.0", "affected"), ("1.1", "clear"), ("1.2", "affected")] {
        assert_eq!(judged(&configuration, version, &[]), expected, "{version}");
    }
}

#[test]
fn ranges_with_each_kind_of_bound() {
    let cases = [
        (
            json!({"versionStartIncluding": "1.0", "versionEndExcluding": "2.0"}),
            ["clear", "affected, fixed in 2.0", "affected, fixed in 2.0", "clear", "clear"],
        ),
        (
            json!({"versionStartExcluding": "1.0", "versionEndIncluding": "2.0"}),
            ["clear", "clear", "affected", "affected", "clear"],
        ),
        (json!({"versionStartIncluding": "1.0"}), ["clear", "affected", "affected", "affected", "affected"]),
        (json!({"versionEndExcluding": "1.0"}), ["affected, fixed in 1.0", "clear", "clear", "clear", "clear"]),
        (json!({}), ["affected"; 5]),
    ];
    for (bounds, expected) in cases {
        let configuration = json!({"nodes": [node(&[vulnerable(&product("*"), &bounds)])]});
        let found = ["0.9", "1.0", "1.5", "2.0", "2.1"].map(|version| judged(&configuration, version, &[]));
        assert_eq!(found, expected, "{bounds}");
    }
}

#[test]
fn what_cannot_be_ordered_is_unknown() {
    let configuration = json!({"nodes": [node(&[below_2()])]});
    assert_eq!(judged(&configuration, "1.0-mystery", &[]), "affected, fixed in 2.0");
    assert_eq!(judged(&configuration, "2.0-mystery", &[]), "version-not-orderable");
    assert_eq!(judged(&configuration, "*", &[]), "no-version");
}

#[test]
fn running_on_a_platform_that_is_there_absent_or_not_told_of() {
    let configuration = json!({"operator": "AND", "nodes": [node(&[below_2()]), node(&[platform(WINDOWS)])]});
    assert_eq!(
        judged(&configuration, "1.0", &["cpe:2.3:o:microsoft:windows:10:*:*:*:*:*:*:*"]),
        "affected, fixed in 2.0"
    );
    assert_eq!(judged(&configuration, "1.0", &[LINUX]), "clear");
    assert_eq!(judged(&configuration, "1.0", &[]), "platform-unknown");
    assert_eq!(judged(&configuration, "2.0", &[]), "clear", "a fixed version is clear on any platform");
}

#[test]
fn hardware_that_no_bill_names_is_unknown() {
    let configuration = json!({"operator": "AND", "nodes": [node(&[below_2()]), node(&[platform(ROUTER)])]});
    assert_eq!(judged(&configuration, "1.0", &[LINUX]), "platform-unknown");
    assert_eq!(judged(&configuration, "1.0", &["cpe:2.3:h:acme:router:2:*:*:*:*:*:*:*"]), "affected, fixed in 2.0");
}

#[test]
fn platforms_are_never_findings() {
    let configuration = json!({"operator": "AND", "nodes": [node(&[below_2()]), node(&[platform(LINUX)])]});
    let world = World::new(&[nvd("CVE-2026-0001", &configuration)]);
    assert_eq!(world.judged(&cpe_named(LINUX, &[&product("1.0")])), "nothing");
    assert_eq!(world.judged(&cpe_named(&product("1.0"), &[LINUX])), "affected, fixed in 2.0");
}

#[test]
fn both_products_must_be_there_under_and() {
    let other = vulnerable("cpe:2.3:a:acme:plugin:*:*:*:*:*:*:*:*", &json!({"versionEndExcluding": "3.0"}));
    let configuration = json!({"operator": "AND", "nodes": [node(&[below_2()]), node(&[other])]});
    let plugin = |version: &str| format!("cpe:2.3:a:acme:plugin:{version}:*:*:*:*:*:*:*");
    assert_eq!(judged(&configuration, "1.0", &[&plugin("2.9")]), "affected, fixed in 2.0");
    assert_eq!(judged(&configuration, "1.0", &[&plugin("3.0")]), "clear");
    assert_eq!(judged(&configuration, "1.0", &[]), "platform-unknown");
}

#[test]
fn a_negated_node_turns_round() {
    const WINDOWS: &str = "cpe:2.3:o:microsoft:windows:*:*:*:*:*:*:*:*";
    let not_windows = json!({"operator": "OR", "negate": true, "cpeMatch": [platform(WINDOWS)]});
    let configuration = json!({"operator": "AND", "nodes": [node(&[below_2()]), not_windows]});
    assert_eq!(judged(&configuration, "1.0", &["cpe:2.3:o:microsoft:windows:10:*:*:*:*:*:*:*"]), "clear");
    assert_eq!(judged(&configuration, "1.0", &[LINUX]), "affected, fixed in 2.0");
    assert_eq!(judged(&configuration, "1.0", &[]), "platform-unknown");
}

/// An update is a part of the version: `9.0` is not `9.0p1`.
#[test]
fn updates_count_wherever_they_stand() {
    let with_update = |version: &str, update: &str| format!("cpe:2.3:a:acme:tool:{version}:{update}:*:*:*:*:*:*");
    let configuration = json!({"nodes": [node(&[vulnerable(&with_update("9.0", "p1"), &json!({}))])]});
    let world = World::new(&[nvd("CVE-2026-0001", &configuration)]);
    for (name, expected) in [
        (with_update("9.0", "p1"), "affected"),
        (with_update("9.0p1", "*"), "affected"),
        (with_update("9.0p1", "p1"), "affected"),
        (with_update("9.0", "p2"), "clear"),
        (with_update("9.1", "p1"), "clear"),
    ] {
        assert_eq!(world.judged(&cpe_named(&name, &[])), expected, "{name}");
    }
}

/// Our update in a range: a release candidate lies before its release.
#[test]
fn an_update_counts_in_a_range() {
    let configuration =
        json!({"nodes": [node(&[vulnerable(&product("*"), &json!({"versionStartIncluding": "2.0"}))])]});
    let world = World::new(&[nvd("CVE-2026-0001", &configuration)]);
    let judged = |update: &str| world.judged(&cpe_named(&format!("cpe:2.3:a:acme:tool:2.0:{update}:*:*:*:*:*:*"), &[]));
    assert_eq!(judged("-"), "affected");
    assert_eq!(judged("rc1"), "clear");
    let p = json!({"nodes": [node(&[vulnerable(&product("*"), &json!({"versionEndExcluding": "9.0p2"}))])]});
    let world = World::new(&[nvd("CVE-2026-0001", &p)]);
    let judged = |update: &str| world.judged(&cpe_named(&format!("cpe:2.3:a:acme:tool:9.0:{update}:*:*:*:*:*:*"), &[]));
    assert_eq!(judged("p1"), "affected, fixed in 9.0p2");
    assert_eq!(judged("p2"), "clear");
}

#[test]
fn the_software_that_a_product_is_made_for_must_agree() {
    let node_js = "cpe:2.3:a:acme:tool:1.0:*:*:*:*:node.js:*:*";
    let world = World::new(&[nvd("CVE-2026-0001", &json!({"nodes": [node(&[vulnerable(node_js, &json!({}))])]}))]);
    assert_eq!(world.judged(&cpe_named(node_js, &[])), "affected");
    assert_eq!(world.judged(&cpe_named("cpe:2.3:a:acme:tool:1.0:*:*:*:*:python:*:*", &[])), "nothing");
    assert_eq!(world.judged(&cpe_named(&product("1.0"), &[])), "affected");
}

#[test]
fn a_wildcard_product_meets_nothing() {
    let world = World::new(&[nvd("CVE-2026-0001", &json!({"nodes": [node(&[below_2()])]}))]);
    assert_eq!(world.judged(&cpe_named("cpe:2.3:a:acme:*:1.0:*:*:*:*:*:*:*", &[])), "nothing");
}
