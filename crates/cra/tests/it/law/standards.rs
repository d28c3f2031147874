//! Catalogues of standards.

use std::collections::BTreeSet;

use steadfast_cra::annex_i::{requirement, requirements};
use steadfast_cra::categories::categories;
use steadfast_cra::standards::{self, Catalogue, annex_i_oscal, catalogue, catalogues, linked_to, oscal};

fn named(id: &str) -> &'static Catalogue {
    catalogue(id).expect("a catalogue")
}

fn count(id: &str, prefix: &str) -> usize {
    named(id).entries().filter(|entry| entry.id.starts_with(prefix)).count()
}

#[test]
fn identifiers_are_there_once() {
    for one in catalogues() {
        let ids: BTreeSet<&str> = one.entries().map(|entry| entry.id.as_str()).collect();
        assert_eq!(ids.len(), one.entries().count(), "{}", one.id);
        assert!(one.entries().all(|entry| !entry.title.is_empty() && !entry.title.ends_with('.')), "{}", one.id);
    }
}

#[test]
fn practices_of_iec_62443_4_1_are_whole() {
    let of = |prefix| count("iec-62443-4-1", prefix);
    let numbers = [of("SM-"), of("SR-"), of("SD-"), of("SI-"), of("SVV-"), of("DM-"), of("SUM-"), of("SG-")];
    assert_eq!(numbers, [13, 5, 4, 2, 5, 6, 5, 7]);
    assert_eq!(named("iec-62443-4-1").entries().count(), 47);
}

#[test]
fn every_kind_of_component_of_iec_62443_4_2_is_there() {
    let of = |prefix| count("iec-62443-4-2", prefix);
    assert_eq!([of("CCSC"), of("SAR"), of("EDR"), of("HDR"), of("NDR")], [4, 2, 8, 8, 12]);
    for absent in ["CR 2.3", "CR 5.4", "CR 7.5"] {
        assert!(named("iec-62443-4-2").entry(absent).is_none(), "{absent}");
    }
}

#[test]
fn provisions_of_en_303_645_are_whole() {
    let numbers: Vec<usize> = named("etsi-en-303-645").groups.iter().map(|group| group.entries.len()).collect();
    assert_eq!(numbers, [1, 5, 3, 16, 4, 8, 9, 2, 3, 3, 1, 4, 3, 1, 5]);
    assert_eq!(numbers.iter().sum::<usize>(), 68);
}

#[test]
fn controls_of_iso_27001_are_whole() {
    let numbers: Vec<usize> = named("iso-iec-27001").groups.iter().map(|group| group.entries.len()).collect();
    assert_eq!(numbers, [37, 8, 14, 34]);
    for group in &named("iso-iec-27001").groups {
        for (place, entry) in group.entries.iter().enumerate() {
            assert_eq!(entry.id, format!("{}.{}", group.id, place + 1));
        }
    }
}

#[test]
fn each_link_leads_to_annex_i_and_has_a_reason() {
    for one in catalogues() {
        for entry in one.entries() {
            let targets: BTreeSet<&str> = entry.links.iter().map(|link| link.requirement.as_str()).collect();
            assert_eq!(targets.len(), entry.links.len(), "{} {}", one.id, entry.id);
            for link in &entry.links {
                assert!(requirement(&link.requirement).is_some(), "{} {}: {}", one.id, entry.id, link.requirement);
                assert!(link.reason.ends_with('.') && link.reason.len() > 12, "{} {}", one.id, entry.id);
            }
        }
    }
}

#[test]
fn every_requirement_has_a_standard_that_speaks_to_it() {
    for one in requirements() {
        assert!(!linked_to(&one.id).is_empty(), "{}", one.id);
    }
}

#[test]
fn what_is_not_certain_is_counted() {
    assert_eq!(named("iso-iec-27001").uncertain(), 0);
    assert_eq!(named("en-18031-1").uncertain(), named("en-18031-1").entries().count());
    assert_eq!(named("bsi-tr-03183").uncertain(), 2);
}

#[test]
fn the_same_catalogue_gives_the_same_document() {
    for one in catalogues() {
        assert_eq!(oscal(one).to_string(), oscal(one).to_string());
    }
    let uuids: BTreeSet<String> = catalogues()
        .iter()
        .map(oscal)
        .chain([annex_i_oscal()])
        .map(|document| document["catalog"]["uuid"].to_string())
        .collect();
    assert_eq!(uuids.len(), catalogues().len() + 1);
}

#[test]
fn links_of_a_document_lead_to_controls_of_annex_i() {
    let annex = annex_i_oscal();
    let groups = annex["catalog"]["groups"].as_array().expect("groups");
    let controls = groups.iter().flat_map(|group| group["controls"].as_array().into_iter().flatten());
    let ids: BTreeSet<String> =
        controls.filter_map(|control| control["id"].as_str().map(|id| format!("#{id}"))).collect();
    assert_eq!(ids.len(), 22);
    for one in catalogues() {
        let text = oscal(one);
        let controls = text["catalog"]["groups"]
            .as_array()
            .expect("groups")
            .iter()
            .flat_map(|group| group["controls"].as_array().into_iter().flatten());
        for link in controls.flat_map(|control| control["links"].as_array().into_iter().flatten()) {
            assert!(ids.contains(link["href"].as_str().expect("an address")), "{link}");
        }
    }
}

#[test]
fn standards_are_known_by_name_once_and_those_of_categories_are_among_them() {
    let ids: BTreeSet<&str> = standards::named().iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids.len(), standards::named().len());
    assert!(catalogues().iter().all(|one| ids.contains(one.id.as_str())));
    let designations: BTreeSet<&str> = standards::named().iter().map(|one| one.designation.as_str()).collect();
    let numbered = categories().iter().map(|one| one.draft_standard.as_str()).filter(|one| !one.contains("not known"));
    for draft in numbered {
        let number = draft.split(" (").next().unwrap_or_default();
        assert!(designations.contains(number), "{draft}");
    }
}
