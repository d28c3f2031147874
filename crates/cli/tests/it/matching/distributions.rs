//! Packages of distributions: releases, versions with backported fixes, epochs.

use serde_json::{Value, json};

use super::statuses;
use crate::advisories::{before, events};
use crate::bills::bill_of;

/// Whether one package is affected by one record.
fn affected(record: &Value, purl: &str) -> bool {
    let found = statuses(std::slice::from_ref(record), &bill_of(&[purl]));
    assert!(found.iter().all(|(_, status)| status == "affected"), "{found:?}");
    !found.is_empty()
}

fn debian(version: &str, release: &str) -> String {
    format!("pkg:deb/debian/openssl@{version}?arch=source&distro=debian-{release}")
}

#[test]
fn each_release_has_advisories_of_its_own() {
    let record = json!({
        "schema_version": "1.7.0", "id": "DSA-1", "modified": "2026-07-01T00:00:00Z",
        "affected": [
            { "package": { "ecosystem": "Debian:11", "name": "openssl" },
              "ranges": [{ "type": "ECOSYSTEM", "events": [{ "introduced": "0" }, { "fixed": "1.1.1n-0+deb11u5" }] }] },
            { "package": { "ecosystem": "Debian:12", "name": "openssl" },
              "ranges": [{ "type": "ECOSYSTEM", "events": [{ "introduced": "0" }, { "fixed": "3.0.9-1" }] }] },
        ],
    });
    assert!(affected(&record, &debian("1.1.1n-0%2Bdeb11u4", "11")));
    assert!(!affected(&record, &debian("1.1.1n-0%2Bdeb11u5", "11")));
    assert!(affected(&record, &debian("1.1.1n-0%2Bdeb11u5", "12")), "fixed in 11 is not fixed in 12");
    assert!(affected(&record, &debian("3.0.8-1", "12")));
    assert!(!affected(&record, &debian("3.0.9-1", "12")));
}

#[test]
fn a_backported_fix_counts_although_the_upstream_version_is_old() {
    let record = before("DSA-1", "Debian:12", "openssl", "3.0.7-1+deb12u2");
    assert!(affected(&record, &debian("3.0.7-1", "12")));
    assert!(affected(&record, &debian("3.0.7-1%2Bdeb12u1", "12")));
    assert!(!affected(&record, &debian("3.0.7-1%2Bdeb12u2", "12")));
    assert!(!affected(&record, &debian("3.0.7-1%2Bdeb12u10", "12")));
    assert!(affected(&record, &debian("3.0.7-1~bpo1", "12")), "a tilde sorts before the end");
}

#[test]
fn a_release_is_known_by_number_or_by_name() {
    let record = before("DSA-1", "Debian:12", "openssl", "3.0.9-1");
    for distro in ["debian-12", "debian-12.5", "bookworm", "debian-bookworm"] {
        let purl = format!("pkg:deb/debian/openssl@3.0.7-1?arch=source&distro={distro}");
        assert!(affected(&record, &purl), "{distro}");
    }
    let record = before("ALPINE-1", "Alpine:v3.19", "busybox", "1.36.1-r16");
    for distro in ["alpine-3.19", "alpine-3.19.1", "3.19.1"] {
        let purl = format!("pkg:apk/alpine/busybox@1.36.1-r15?distro={distro}&upstream=busybox");
        assert!(affected(&record, &purl), "{distro}");
    }
    assert!(!affected(&record, "pkg:apk/alpine/busybox@1.36.1-r15?distro=alpine-3.18&upstream=busybox"));
}

#[test]
fn the_release_may_stand_in_the_bill_alone() {
    let mut bill = bill_of(&["pkg:deb/debian/openssl@3.0.7-1?arch=source"]);
    let system = json!({ "type": "operating-system", "bom-ref": "os", "name": "debian", "version": "12" });
    bill["components"].as_array_mut().expect("components").push(system);
    let found = statuses(&[before("DSA-1", "Debian:12", "openssl", "3.0.9-1")], &bill);
    assert_eq!(found, [("3.0.7-1".to_owned(), "affected".to_owned())]);
    assert_eq!(statuses(&[before("DSA-1", "Debian:11", "openssl", "3.0.9-1")], &bill), []);
}

/// Without its epoch, 4.4.2 would come before 12:4.3.6.
#[test]
fn the_epoch_of_an_rpm_stands_in_its_package_url() {
    let record = before("RHSA-1", "Red Hat:enterprise_linux:8::baseos", "dhcp", "12:4.3.6-51.el8");
    assert!(affected(&record, "pkg:rpm/redhat/dhcp@4.4.2-1.el8?arch=x86_64"));
    assert!(!affected(&record, "pkg:rpm/redhat/dhcp@4.4.2-1.el8?arch=x86_64&epoch=12"));
    assert!(affected(&record, "pkg:rpm/redhat/dhcp@4.3.6-50.el8?arch=x86_64&epoch=12"));
    assert!(!affected(&record, "pkg:rpm/redhat/dhcp@12:4.4.2-1.el8?arch=x86_64"));
}

#[test]
fn an_advisory_about_the_source_package_finds_what_was_built_from_it() {
    let record = events("DSA-1", "Debian:12", "openssl", json!([{ "introduced": "0" }, { "fixed": "3.0.9-1" }]));
    let built = "pkg:deb/debian/libssl3@3.0.7-1?arch=amd64&distro=debian-12&upstream=openssl";
    assert!(affected(&record, built));
    let other = "pkg:deb/debian/libssl3@3.0.7-1?arch=amd64&distro=debian-12&upstream=libressl";
    assert!(!affected(&record, other));
}
