//! Two Yocto images against the answers of sbom-cve-check 1.3.5 on the same bills and the same CVE records.
//!
//! Each class of disagreement is explained in `docs/matching.md`. `cargo xtask labels` prints the classes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use steadfast_formats::Limits;
use steadfast_formats::bom::{self, Bom};
use steadfast_matching::bill::Bill;
use steadfast_matching::finding::{Finding, Status};
use steadfast_testkit::shared_data;

use crate::shared;
use crate::world::World;

/// A recipe and a vulnerability.
type Place = (String, String);

/// The peer's answers, and the recipe of each installed package.
struct Peer {
    answers: BTreeMap<Place, String>,
    recipes: BTreeMap<String, String>,
}

fn peer(root: &Path, file: &str) -> Peer {
    let packed = std::fs::read(root.join("ground-truth/yocto-sbom-cve-check").join(file)).expect("the peer's answers");
    let text = String::from_utf8(shared::unpacked(packed)).expect("text");
    let mut peer = Peer { answers: BTreeMap::new(), recipes: BTreeMap::new() };
    for line in records(&text).into_iter().skip(1) {
        let [build, packages, _, _, id, _, _, _, status, ..] = line.as_slice() else { panic!("a short line") };
        let names = packages.split("; ").chain([build.as_str()]);
        names.for_each(|name| drop(peer.recipes.insert(name.to_owned(), build.clone())));
        peer.answers.insert((build.clone(), id.clone()), status.clone());
    }
    peer
}

/// The records of a CSV text; fields in quotes may hold commas, line breaks and doubled quotes.
fn records(text: &str) -> Vec<Vec<String>> {
    let (mut all, mut record, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    for letter in text.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                record.push(std::mem::take(&mut field));
                all.push(std::mem::take(&mut record));
            }
            '\r' if !quoted => {}
            other => field.push(other),
        }
    }
    all
}

/// Our answers by recipe; of several packages of one recipe the worst. What is not affected is no answer.
fn ours(world: &World, bom: &Bom, recipes: &BTreeMap<String, String>) -> BTreeMap<Place, (Status, String)> {
    let bill = Bill::new(bom);
    let mut answers: BTreeMap<Place, (Status, String)> = BTreeMap::new();
    for finding in world.scan(&bill, &[], &[]).findings {
        let name = &bill.parts[finding.part].component.name;
        let (Some(recipe), Some(said)) = (recipes.get(name), said(&finding)) else { continue };
        for id in finding.ids() {
            let answer = answers.entry((recipe.clone(), id.to_owned())).or_insert_with(|| said.clone());
            *answer = said.clone().min(answer.clone());
        }
    }
    answers
}

fn said(finding: &Finding) -> Option<(Status, String)> {
    match finding.status {
        Status::Affected => Some((Status::Affected, "affected".to_owned())),
        Status::Unknown => Some((Status::Unknown, finding.reason.expect("a reason").code().to_owned())),
        Status::NotAffected | Status::Fixed => None,
    }
}

/// How many vulnerabilities of a recipe fall into each class: the peer's word, then ours. With the places.
fn classes(world: &World, root: &Path, bill: &str, answers: &str) -> BTreeMap<String, Vec<Place>> {
    let bytes = shared::unpacked(std::fs::read(root.join("sboms").join(bill)).expect("a bill"));
    let bom = bom::read(&bytes, &Limits::default()).expect("a bill");
    let peer = peer(root, answers);
    let ours = ours(world, &bom, &peer.recipes);
    let mut classes: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for place in peer.answers.keys().chain(ours.keys()).collect::<BTreeSet<_>>() {
        let theirs = peer.answers.get(place).map_or("not listed", String::as_str);
        let own = ours.get(place).map_or("clear", |(_, words)| words.as_str());
        classes.entry(format!("{theirs} / {own}")).or_default().push(place.clone());
    }
    classes
}

fn print(title: &str, classes: &BTreeMap<String, Vec<Place>>) {
    println!("{title} (peer / ours)");
    for (class, places) in classes {
        let examples: Vec<String> = places.iter().take(12).map(|(recipe, id)| format!("{recipe} {id}")).collect();
        println!("  {:>5} {class}: {}", places.len(), examples.join(", "));
    }
}

/// No class holds more than it may; one that is not named may hold nothing.
fn check(title: &str, classes: &BTreeMap<String, Vec<Place>>, agreed: usize, most: &[(&str, usize)]) {
    let most: BTreeMap<&str, usize> = most.iter().copied().collect();
    let agreeing = ["fixed / clear", "not_affected / clear", "affected / affected"];
    let agreement: usize = agreeing.iter().filter_map(|class| classes.get(*class)).map(Vec::len).sum();
    assert!(agreement >= agreed, "{title}: {agreement} agree, {agreed} did before");
    for (class, places) in classes.iter().filter(|(class, _)| !agreeing.contains(&class.as_str())) {
        let allowed = most.get(class.as_str()).copied().unwrap_or(0);
        assert!(places.len() <= allowed, "{title}: {class}: {} instead of at most {allowed}: {places:?}", places.len());
    }
}

#[test]
fn disagreements_with_the_peer_are_those_that_are_explained() {
    let Some(root) = shared_data() else { return };
    let world = World { bytes: shared::compiled(&root, &["cve"]), oldest: 0 };
    let qemu = "spdx3/yocto-core-image-minimal-qemux86-64.spdx-3.0.json";
    let qemu = classes(&world, &root, qemu, "sbom-cve-check-1.3.5.qemux86-64-spdx3.csv.zst");
    let beaglebone = "spdx/yocto-beaglebone.rootfs.spdx-2.2.tar.zst";
    let beaglebone = classes(&world, &root, beaglebone, "sbom-cve-check-1.3.5.beaglebone-spdx2.csv.zst");
    print("qemux86-64", &qemu);
    print("beaglebone", &beaglebone);
    check("qemux86-64", &qemu, 2785, QEMU);
    check("beaglebone", &beaglebone, 5161, BEAGLEBONE);
}

/// The most of each class of disagreement: the peer's word, then ours.
const QEMU: &[(&str, usize)] = &[
    ("affected / advisory-silent", 1),
    ("affected / clear", 1),
    ("affected / commits-only", 2),
    ("affected / range-not-understood", 4),
    ("fixed / advisory-silent", 3),
    ("fixed / range-not-understood", 1),
    ("not_affected / range-not-understood", 1),
];

/// The most of each class of disagreement: the peer's word, then ours.
const BEAGLEBONE: &[(&str, usize)] = &[
    ("affected / advisory-silent", 1),
    ("affected / commits-only", 1),
    ("affected / range-not-understood", 4),
    ("fixed / advisory-silent", 3),
    ("not_affected / range-not-understood", 1),
];
