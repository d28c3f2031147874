//! Yocto's real bills: what installed packages were built from, and what only built them.

use std::collections::BTreeSet;
use std::fs;

use steadfast_formats::Limits;
use steadfast_formats::bom::{Bom, Component, ComponentKind, read};
use steadfast_testkit::shared_data;

use super::named;

fn open(name: &str) -> Option<Bom> {
    let path = shared_data()?.join("sboms").join(name);
    Some(read(&fs::read(path).unwrap(), &Limits::default()).unwrap())
}

fn spdx_2() -> Option<Bom> {
    open("spdx/yocto-beaglebone.rootfs.spdx-2.2.tar.zst")
}

fn spdx_3() -> Option<Bom> {
    open("spdx3/yocto-core-image-minimal-qemux86-64.spdx-3.0.json")
}

fn count(bom: &Bom, holds: impl Fn(&Component) -> bool) -> usize {
    bom.components.iter().filter(|component| holds(component)).count()
}

/// The names of what a component was built from.
fn origins<'a>(bom: &'a Bom, component: &Component) -> Vec<&'a str> {
    let found = |reference: &String| bom.components.iter().find(|other| other.reference == *reference).unwrap();
    component.built_from.iter().map(|reference| found(reference).name.as_str()).collect()
}

/// Sources that something was built from.
fn used_sources(bom: &Bom) -> usize {
    let used: BTreeSet<&String> = bom.components.iter().flat_map(|component| &component.built_from).collect();
    count(bom, |component| component.kind == ComponentKind::Source && used.contains(&component.reference))
}

#[test]
fn installed_packages_of_the_archive_lead_to_recipe_and_download() {
    let Some(bom) = spdx_2() else { return };
    let image = bom.subject.as_ref().unwrap();
    for installed in super::needs(&bom, &image.reference) {
        let package = bom.components.iter().find(|component| component.reference == installed).unwrap();
        assert!(!package.built_from.is_empty() && !package.build_only, "{}", package.name);
    }
    let by_file = |file: &str| {
        let is_there = |component: &&Component| component.place.member.as_deref() == Some(file);
        bom.components.iter().find(is_there).unwrap()
    };
    assert_eq!(origins(&bom, by_file("busybox.spdx.json")), ["busybox", "busybox-source-1"]);
    assert_eq!(origins(&bom, by_file("libcrypto3.spdx.json")), ["openssl", "openssl-source-1"]);
    assert_eq!(count(&bom, |component| component.kind == ComponentKind::Source), 79);
}

#[test]
fn recipes_of_the_archive_that_only_build_are_told_from_those_of_the_product() {
    let Some(bom) = spdx_2() else { return };
    for tool in ["git-native", "git-native-source-1", "curl-native", "gcc-cross-arm", "openssl-native"] {
        assert!(named(&bom, tool).build_only, "{tool}");
    }
    for name in ["busybox", "openssl", "linux-yocto", "glibc", "zlib", "xz", "linux-yocto-source-2", "openssl-source-1"]
    {
        let all = bom.components.iter().filter(|component| component.name == name);
        assert!(all.clone().count() > 0 && all.clone().all(|component| !component.build_only), "{name}");
    }
    let recipes = |component: &Component| component.reference.contains("#SPDXRef-Recipe-");
    assert_eq!(count(&bom, |component| recipes(component) && component.build_only), 66);
    assert_eq!(count(&bom, |component| recipes(component) && !component.build_only), 22);
    assert_eq!(count(&bom, |component| component.build_only), 128);
    let cpes = |only| count(&bom, |component| component.build_only == only && !component.cpes.is_empty());
    assert_eq!((cpes(true), cpes(false)), (66, 21));
}

#[test]
fn installed_packages_in_spdx_3_lead_to_their_downloads() {
    let Some(bom) = spdx_3() else { return };
    assert_eq!(origins(&bom, named(&bom, "busybox-udhcpc")), ["busybox-1.37.0.tar.bz2"]);
    assert_eq!(
        origins(&bom, named(&bom, "kernel-6.12.38-yocto-standard")),
        ["git.yoctoproject.org.linux-yocto.git", "git.yoctoproject.org.yocto-kernel-cache"]
    );
    assert_eq!(count(&bom, |component| component.kind == ComponentKind::Source), 103);
    assert_eq!(used_sources(&bom), 21);
    let image = named(&bom, "core-image-minimal");
    assert_eq!(image.built_from.len(), 38 + 21, "what is installed, and what that was built from");
}

#[test]
fn downloads_in_spdx_3_that_only_tools_were_built_from_are_told_apart() {
    let Some(bom) = spdx_3() else { return };
    let used: BTreeSet<&String> = bom.components.iter().flat_map(|component| &component.built_from).collect();
    for component in &bom.components {
        let is_unused = component.kind == ComponentKind::Source && !used.contains(&component.reference);
        assert_eq!(component.build_only, is_unused, "{}", component.name);
    }
    assert_eq!(count(&bom, |component| component.build_only), 82);
    assert!(named(&bom, "curl-8.12.1.tar.xz").build_only);
}

#[test]
fn flaws_that_a_recipe_says_are_patched_are_fixed_statements_about_it() {
    let text = r#"{"spdxVersion": "SPDX-2.2", "SPDXID": "SPDXRef-DOCUMENT", "name": "recipe-glibc",
        "documentNamespace": "http://example.org/glibc", "packages": [{"SPDXID": "SPDXRef-Recipe-glibc",
        "name": "glibc", "versionInfo": "2.39", "sourceInfo": "CVEs fixed: CVE-2024-2961 CVE-2024-33599"}]}"#;
    let bom = steadfast_formats::bom::read(text.as_bytes(), &steadfast_formats::Limits::default()).unwrap();
    let said: Vec<_> = bom.statements.iter().map(|said| (said.vulnerability[0].as_str(), said.status)).collect();
    let fixed = steadfast_formats::vex::Status::Fixed;
    assert_eq!(said, [("CVE-2024-2961", fixed), ("CVE-2024-33599", fixed)]);
    assert_eq!(bom.statements[0].products[0].product.references, [(None, bom.components[0].reference.clone())]);
}
