//! Real bills: all are read, or refused with a reason, and no component is lost.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use steadfast_formats::bom::{Bom, BomFormat, read};
use steadfast_formats::vex::Status;
use steadfast_formats::{Limits, ReadError};
use steadfast_testkit::shared_data;

use BomFormat::{CargoLock, CycloneDxJson, CycloneDxXml, Spdx2Archive, Spdx2Json, Spdx2TagValue, Spdx3JsonLd};

/// Every single bill, with what it is and how many components it has.
const BILLS: [(&str, BomFormat, &str, usize); 31] = [
    ("cyclonedx/alpine-bad-purls.cdx-1.4.xml", CycloneDxXml, "1.4", 16),
    ("cyclonedx/alpine.cdx-1.4.xml", CycloneDxXml, "1.4", 16),
    ("cyclonedx/blackduck-hub.cdx-1.5.json", CycloneDxJson, "1.5", 116),
    ("cyclonedx/debian-12-machine.cdx-1.6.json", CycloneDxJson, "1.6", 1184),
    ("cyclonedx/dropwizard-1.3.15.cdx-1.2.json", CycloneDxJson, "1.2", 167),
    ("cyclonedx/juice-shop.cdx-1.4.json", CycloneDxJson, "1.4", 1115),
    ("cyclonedx/keycloak-10.0.2.cdx-1.2.xml", CycloneDxXml, "1.2", 903),
    ("cyclonedx/laravel-7.12.0.cdx-1.1.xml", CycloneDxXml, "1.1", 62),
    ("cyclonedx/laravel-7.12.0.cdx-1.3.xml", CycloneDxXml, "1.3", 62),
    ("cyclonedx/minimal-valid.cdx-1.7.json", CycloneDxJson, "1.7", 2),
    ("cyclonedx/openssl-3.0.7-18.el9_2.cdx-1.6.json", CycloneDxJson, "1.6", 37),
    ("cyclonedx/pcie-sata-adapter-hbom.cdx-1.4.json", CycloneDxJson, "1.4", 6),
    ("cyclonedx/postgres-debian-stretch.cdx-1.4.xml", CycloneDxXml, "1.4", 137),
    ("cyclonedx/proton-bridge-v1.8.0.cdx-1.2.json", CycloneDxJson, "1.2", 201),
    ("cyclonedx/rhel-8.10-curl.cdx-1.6.json", CycloneDxJson, "1.6", 52),
    ("cyclonedx/traefik-image.cdx-1.4.xml", CycloneDxXml, "1.4", 266),
    ("cyclonedx/yocto-beaglebone-bom.cdx-1.4.json", CycloneDxJson, "1.4", 97),
    ("cyclonedx/zookeeper-3.9.2.cdx-1.4.json", CycloneDxJson, "1.4", 40),
    ("spdx/debian-12-machine.spdx-2.3.json", Spdx2Json, "SPDX-2.3", 1185),
    ("spdx/flux-0.26.3.spdx-2.2.json", Spdx2Json, "SPDX-2.2", 244),
    ("spdx/flux-0.26.3.spdx-2.2.spdx", Spdx2TagValue, "SPDX-2.2", 244),
    ("spdx/k8s-release.spdx-2.3.spdx", Spdx2TagValue, "SPDX-2.3", 130),
    ("spdx/microsoft-sbom-tool.spdx-2.2.json", Spdx2Json, "SPDX-2.2", 123),
    ("spdx/photon.spdx-2.2.json", Spdx2Json, "SPDX-2.2", 38),
    ("spdx/quarkus-bom-2.13.8.spdx-2.3.json", Spdx2Json, "SPDX-2.3", 880),
    ("spdx/ubi9-9.2-755.spdx-2.2.json", Spdx2Json, "SPDX-2.2", 610),
    ("spdx/usbutils.spdx-2.1.spdx", Spdx2TagValue, "SPDX-2.1", 0),
    ("spdx/yocto-beaglebone.rootfs.spdx-2.2.tar.zst", Spdx2Archive, "SPDX-2.2", 201),
    ("spdx3/appbomination.spdx-3.0.1.json", Spdx3JsonLd, "3.0.1", 7),
    ("spdx3/perl-mojolicious.spdx-3.0.1.json", Spdx3JsonLd, "3.0.1", 1),
    ("spdx3/yocto-core-image-minimal-qemux86-64.spdx-3.0.json", Spdx3JsonLd, "3.0.1", 142),
];

fn open(path: &Path) -> Result<Bom, ReadError> {
    read(&fs::read(path).unwrap(), &Limits::default())
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.is_file()).collect();
    files.sort();
    files
}

/// Counts component entries without the readers.
fn count(path: &Path, format: BomFormat) -> usize {
    match format {
        CycloneDxJson => {
            let document = json(path);
            nested(&document) + nested(&document["metadata"]["component"])
        }
        Spdx2Json => json(path)["packages"].as_array().map_or(0, Vec::len),
        Spdx3JsonLd => {
            let document = json(path);
            document["@graph"].as_array().unwrap().iter().filter(|one| one["type"] == "software_Package").count()
        }
        CycloneDxXml => {
            let text = fs::read_to_string(path).unwrap();
            let body = text.split_once("</metadata>").map_or(text.as_str(), |(_, body)| body);
            body.matches("<component ").count() + body.matches("<component>").count()
        }
        Spdx2TagValue => {
            let text = fs::read_to_string(path).unwrap();
            text.lines().filter(|line| line.starts_with("PackageName:")).count()
        }
        Spdx2Archive => {
            let folder = path.to_str().unwrap().trim_end_matches(".tar.zst");
            let documents = files(Path::new(folder)).into_iter().map(|path| json(&path));
            let ids = documents.flat_map(|document| {
                let namespace = document["documentNamespace"].clone();
                let packages = document["packages"].as_array().cloned().unwrap_or_default();
                packages.into_iter().map(move |package| format!("{namespace}{}", package["SPDXID"])).collect::<Vec<_>>()
            });
            ids.collect::<BTreeSet<_>>().len()
        }
        CargoLock => fs::read_to_string(path).unwrap().matches("[[package]]").count(),
    }
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn nested(value: &Value) -> usize {
    value["components"].as_array().into_iter().flatten().map(|component| 1 + nested(component)).sum()
}

/// Holds for every bill: nothing is lost, and what the document refers to is there.
fn check(bom: &Bom, path: &Path) {
    assert_eq!(bom.entries, bom.components.len() + bom.reported, "{}", path.display());
    assert_eq!(bom.entries, count(path, bom.format), "{}", path.display());
    assert!(bom.problems.len() >= bom.reported);
    assert!(bom.components.iter().all(|component| !component.name.is_empty() && !component.reference.is_empty()));
    assert!(bom.components.iter().all(|component| component.place.line.is_some()), "{}", path.display());
}

#[test]
fn every_single_bill_is_read_as_what_it_is() {
    let Some(data) = shared_data() else { return };
    for (name, format, version, entries) in BILLS {
        let path = data.join("sboms").join(name);
        let bom = open(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!((bom.format, bom.format_version.as_str(), bom.entries), (format, version, entries), "{name}");
        check(&bom, &path);
    }
    let folders = ["cyclonedx", "spdx", "spdx3"].map(|folder| files(&data.join("sboms").join(folder)).len());
    assert_eq!(folders.iter().sum::<usize>(), BILLS.len() + 1);
}

#[test]
fn the_vex_document_among_them_is_refused_by_its_name() {
    let Some(data) = shared_data() else { return };
    let error = open(&data.join("sboms/cyclonedx/yocto-beaglebone-vex.cdx-1.4.json")).unwrap_err();
    assert!(error.to_string().contains("it looks like a CycloneDX VEX document"), "{error}");
}

#[test]
fn the_portfolio_is_read_whole() {
    let Some(data) = shared_data() else { return };
    let (mut bills, mut packages, mut with_purl, mut problems) = (0, 0, 0, 0);
    for path in files(&data.join("sboms/portfolio/containers-spdx22-260")) {
        let bom = open(&path).unwrap();
        check(&bom, &path);
        bills += 1;
        packages += bom.components.len();
        with_purl += bom.components.iter().filter(|component| !component.purls.is_empty()).count();
        problems += bom.problems.len();
    }
    assert_eq!((bills, packages, with_purl, problems), (260, 41_684, 41_392, 0));
}

#[test]
fn the_lock_files_are_read_whole() {
    let Some(data) = shared_data() else { return };
    let mut seen = 0;
    for project in fs::read_dir(data.join("ground-truth/crates.io")).unwrap() {
        let path = project.unwrap().path().join("Cargo.lock");
        let bom = open(&path).unwrap();
        check(&bom, &path);
        assert_eq!((bom.format, bom.format_version.as_str(), bom.problems.len()), (CargoLock, "4", 0));
        assert!(bom.components.iter().any(|component| component.first_party));
        seen += 1;
    }
    assert_eq!(seen, 5);
}

#[test]
fn malformed_purls_of_a_real_bill_are_kept_and_reported() {
    let Some(data) = shared_data() else { return };
    let bom = open(&data.join("sboms/cyclonedx/alpine-bad-purls.cdx-1.4.xml")).unwrap();
    assert_eq!((bom.components.len(), bom.reported, bom.problems.len()), (14, 2, 8));
    assert!(bom.components.iter().any(|component| component.purls == ["pkg:pypi/"]));
    let nameless = &bom.problems[0];
    assert_eq!(nameless.to_string(), "line 18, /bom/components/component[1]: a component without a name");
}

#[test]
fn both_spellings_of_a_real_bill_say_the_same() {
    let Some(data) = shared_data() else { return };
    let json = open(&data.join("sboms/spdx/flux-0.26.3.spdx-2.2.json")).unwrap();
    let tags = open(&data.join("sboms/spdx/flux-0.26.3.spdx-2.2.spdx")).unwrap();
    let identity = |bom: &Bom| {
        let parts =
            bom.components.iter().map(|c| (c.reference.clone(), c.version.clone(), c.purls.clone(), c.cpes.clone()));
        parts.collect::<BTreeSet<_>>()
    };
    assert_eq!(identity(&json), identity(&tags));
}

#[test]
fn the_archive_of_yocto_is_one_bill_about_its_image() {
    let Some(data) = shared_data() else { return };
    let bom = open(&data.join("sboms/spdx/yocto-beaglebone.rootfs.spdx-2.2.tar.zst")).unwrap();
    assert_eq!(bom.problems, []);
    let image = bom.subject.as_ref().unwrap();
    assert_eq!(image.name, "core-image-minimal");
    assert_eq!(super::needs(&bom, &image.reference).len(), 33);
    let is_built_busybox = |component: &&steadfast_formats::bom::Component| {
        component.name == "busybox" && !component.built_from.is_empty()
    };
    let package = bom.components.iter().find(is_built_busybox).unwrap();
    let recipe = bom.components.iter().find(|component| component.reference == package.built_from[0]).unwrap();
    assert_eq!(recipe.cpes, ["cpe:2.3:*:*:busybox:1.36.1:*:*:*:*:*:*:*"]);
}

#[test]
fn the_statements_of_yocto_in_spdx_3_speak_of_its_packages() {
    let Some(data) = shared_data() else { return };
    let bom = open(&data.join("sboms/spdx3/yocto-core-image-minimal-qemux86-64.spdx-3.0.json")).unwrap();
    let count = |status| bom.statements.iter().filter(|statement| statement.status == status).count();
    assert_eq!((count(Status::NotAffected), count(Status::Fixed), bom.statements.len()), (63, 9, 72));
    let references: BTreeSet<&str> = bom.components.iter().map(|component| component.reference.as_str()).collect();
    for statement in &bom.statements {
        assert!(statement.vulnerability[0].starts_with("CVE-"), "{statement:?}");
        assert_eq!(statement.products.len(), 1);
        assert!(references.contains(statement.products[0].product.references[0].1.as_str()), "{statement:?}");
    }
    let built = bom.components.iter().filter(|component| !component.built_from.is_empty()).count();
    assert_eq!(built, 32);
    assert_eq!(bom.subject.unwrap().name, "core-image-minimal");
}

#[test]
fn debian_packages_know_what_they_need_and_what_they_were_built_from() {
    let Some(data) = shared_data() else { return };
    let bom = open(&data.join("sboms/spdx/debian-12-machine.spdx-2.3.json")).unwrap();
    assert_eq!(bom.problems, []);
    let built = bom.components.iter().filter(|component| !component.built_from.is_empty()).count();
    assert_eq!(built, 757);
    assert_eq!(bom.subject.unwrap().name, "debian-12-build-machine");
}
