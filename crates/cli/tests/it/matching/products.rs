//! Matching by CPE name: configurations, platforms, wildcards, and products that share a name.

use serde_json::{Value, json};

use super::{scan, statuses};
use crate::advisories::{any, filler, matched, matched_before, nvd};
use crate::bills::{bill, package, product};

const ANY: &str = "*:*:*:*:*:*:*:*";

fn cpe(part: &str, vendor: &str, name: &str, version: &str) -> String {
    format!("cpe:2.3:{part}:{vendor}:{name}:{version}:*:*:*:*:*:*:*")
}

fn any_version(part: &str, vendor: &str, name: &str) -> String {
    format!("cpe:2.3:{part}:{vendor}:{name}:{ANY}")
}

/// The flaw is in `acme:viewer` before 2.0 when it runs on `acme_os`.
fn on_acme_os() -> Value {
    let nodes = json!([
        any(&[matched_before(true, &any_version("a", "acme", "viewer"), "2.0")]),
        any(&[matched(false, &any_version("o", "acme", "acme_os"))]),
    ]);
    nvd("CVE-2026-1", "AND", nodes)
}

fn found(record: &Value, components: &[Value]) -> Vec<String> {
    let found = statuses(std::slice::from_ref(record), &bill(components));
    found.into_iter().map(|(version, status)| format!("{version} {status}")).collect()
}

#[test]
fn a_product_is_found_by_name_and_range() {
    let record =
        nvd("CVE-2026-1", "OR", json!([any(&[matched_before(true, &any_version("a", "acme", "viewer"), "2.0")])]));
    let viewer = |version: &str| product(&cpe("a", "acme", "viewer", version));
    assert_eq!(found(&record, &[viewer("1.9"), viewer("2.0")]), ["1.9 affected"]);
    assert_eq!(found(&record, &[product(&cpe("a", "other", "viewer", "1.9"))]), Vec::<String>::new());
    assert_eq!(found(&record, &[product(&cpe("a", "acme", "reader", "1.9"))]), Vec::<String>::new());
}

#[test]
fn a_flaw_that_needs_a_platform_is_affected_unknown_or_ruled_out() {
    let viewer = product(&cpe("a", "acme", "viewer", "1.0"));
    let acme = product(&cpe("o", "acme", "acme_os", "5.0"));
    let linux = product(&cpe("o", "linux", "linux_kernel", "6.6"));
    assert_eq!(found(&on_acme_os(), &[viewer.clone(), acme]), ["1.0 affected"]);
    assert_eq!(found(&on_acme_os(), std::slice::from_ref(&viewer)), ["1.0 unknown: platform-unknown"]);
    assert_eq!(found(&on_acme_os(), &[viewer.clone(), linux.clone()]), ["1.0 unknown: platform-unknown"]);
    let nodes = json!([
        any(&[matched_before(true, &any_version("a", "acme", "viewer"), "2.0")]),
        any(&[matched(false, "cpe:2.3:o:microsoft:windows:-:*:*:*:*:*:*:*")]),
    ]);
    assert_eq!(found(&nvd("CVE-2026-1", "AND", nodes), &[viewer, linux]), Vec::<String>::new());
}

/// A distribution runs a Linux kernel that its bill need not name, and the firmware of a part is no system.
#[test]
fn a_linux_is_not_ruled_out_by_a_distribution_or_by_firmware() {
    let nodes = json!([
        any(&[matched_before(true, &any_version("a", "acme", "viewer"), "2.0")]),
        any(&[matched(false, "cpe:2.3:o:linux:linux_kernel:-:*:*:*:*:*:*:*")]),
    ]);
    let record = nvd("CVE-2026-1", "AND", nodes);
    let viewer = product(&cpe("a", "acme", "viewer", "1.0"));
    for (vendor, name) in [("debian", "debian_linux"), ("broadcom", "bcm4345_firmware")] {
        let beside = product(&cpe("o", vendor, name, "12.0"));
        assert_eq!(found(&record, &[viewer.clone(), beside]), ["1.0 unknown: platform-unknown"], "{name}");
    }
    let firmware = product(&cpe("o", "broadcom", "bcm4345_firmware", "12.0"));
    assert_eq!(found(&on_acme_os(), &[viewer, firmware]), ["1.0 unknown: platform-unknown"]);
}

#[test]
fn the_product_itself_is_checked_and_counts_as_no_component() {
    let record =
        nvd("CVE-2026-1", "OR", json!([any(&[matched_before(true, &any_version("a", "acme", "viewer"), "2.0")])]));
    let mut bill = bill(&[]);
    bill["metadata"]["component"] = product(&cpe("a", "acme", "viewer", "1.0"));
    let answer = scan(std::slice::from_ref(&record), &bill);
    assert_eq!(answer["findings"][0]["component"]["name"], "viewer");
    assert_eq!(answer["bom"]["components"], 0);
}

#[test]
fn what_a_flaw_only_runs_on_is_never_found() {
    let acme = product(&cpe("o", "acme", "acme_os", "5.0"));
    assert_eq!(found(&on_acme_os(), std::slice::from_ref(&acme)), Vec::<String>::new());
    let viewer = product(&cpe("a", "acme", "viewer", "3.0"));
    assert_eq!(found(&on_acme_os(), &[viewer, acme]), Vec::<String>::new());
}

#[test]
fn every_part_of_an_and_must_hold() {
    let nodes = json!([
        any(&[matched_before(true, &any_version("a", "acme", "viewer"), "2.0")]),
        any(&[matched_before(true, &any_version("a", "acme", "plugin"), "5.0")]),
    ]);
    let record = nvd("CVE-2026-1", "AND", nodes);
    let viewer = product(&cpe("a", "acme", "viewer", "1.0"));
    let plugin = |version: &str| product(&cpe("a", "acme", "plugin", version));
    assert_eq!(found(&record, &[viewer.clone(), plugin("4.0")]), ["1.0 affected", "4.0 affected"]);
    assert_eq!(found(&record, &[viewer, plugin("5.0")]), Vec::<String>::new());
}

/// Yocto writes `*` for the vendor.
#[test]
fn a_wildcard_for_the_vendor_stands_for_any() {
    let busybox =
        nvd("CVE-2026-1", "OR", json!([any(&[matched_before(true, &any_version("a", "busybox", "busybox"), "1.37")])]));
    assert_eq!(found(&busybox, &[product(&cpe("*", "*", "busybox", "1.36.1"))]), ["1.36.1 affected"]);
    assert_eq!(found(&busybox, &[product(&cpe("*", "*", "*", "1.36.1"))]), Vec::<String>::new());
}

/// Tools guess CPE names for packages; `siemens:nx` has nothing to do with the package `nx`.
#[test]
fn a_guessed_name_does_not_make_a_package_another_product() {
    let record =
        nvd("CVE-2026-1", "OR", json!([any(&[matched_before(true, &any_version("a", "siemens", "nx"), "99")])]));
    let mut nx = package("pkg:npm/nx@19.0.0");
    nx["cpe"] = json!(cpe("a", "nx", "nx", "19.0.0"));
    assert_eq!(found(&record, std::slice::from_ref(&nx)), Vec::<String>::new());
    nx["cpe"] = json!(cpe("a", "siemens", "nx", "19.0.0"));
    assert_eq!(statuses(&[record.clone(), filler("npm")], &bill(std::slice::from_ref(&nx))), []);
    assert_eq!(found(&record, &[nx]), ["19.0.0 unknown: cpe-only"]);
}

#[test]
fn a_name_in_the_older_form_is_the_same_name() {
    let record =
        nvd("CVE-2026-1", "OR", json!([any(&[matched_before(true, &any_version("a", "acme", "viewer"), "2.0")])]));
    let mut viewer = product(&cpe("a", "acme", "viewer", "1.0"));
    viewer["cpe"] = json!("cpe:/a:acme:viewer:1.0");
    assert_eq!(found(&record, &[viewer]), ["1.0 affected"]);
}

#[test]
fn a_rejected_record_finds_nothing() {
    let mut record = nvd("CVE-2026-1", "OR", json!([any(&[matched(true, &any_version("a", "acme", "viewer"))])]));
    let viewer = product(&cpe("a", "acme", "viewer", "1.0"));
    assert_eq!(found(&record, std::slice::from_ref(&viewer)), ["1.0 affected"]);
    record["cve"]["vulnStatus"] = json!("Rejected");
    assert_eq!(found(&record, &[viewer]), Vec::<String>::new());
}
