//! On real data: step by step and from nothing the same, and the same as a scan of each bill by itself.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use steadfast_formats::Limits;
use steadfast_formats::bom::{self, Bom};
use steadfast_matching::bill::Bill;
use steadfast_matching::coverage::Coverage;
use steadfast_matching::finding::Finding;
use steadfast_matching::scan::{Question, scan};
use steadfast_store::{Id, kinds};
use steadfast_testkit::shared_data;

use super::{advisories, open, part, release};
use crate::access::http::founded;
use crate::feeds::work;
use crate::house::{House, on_one};

/// Bills of the portfolio that take part: every so many of them.
const EVERY: usize = 9;
/// The age that feeds may have, in seconds, and the present of the tests.
const WEEK: i64 = 7 * 86_400;

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.is_file()).collect();
    files.sort();
    files
}

/// Bills that can be read, by name.
fn bills(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let folders = ["sboms/cyclonedx", "sboms/spdx", "sboms/spdx3"].map(|folder| files(&root.join(folder)));
    let portfolio = files(&root.join("sboms/portfolio/containers-spdx22-260")).into_iter().step_by(EVERY);
    let all = folders.into_iter().flatten().chain(portfolio);
    let read = all.filter_map(|path| {
        let bytes = std::fs::read(&path).expect("readable");
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        bom::read(&bytes, &Limits::default()).is_ok().then_some((name, bytes))
    });
    // A version is a short label.
    let short = |name: String| name.chars().filter(char::is_ascii_alphanumeric).take(60).collect::<String>();
    read.enumerate().map(|(number, (name, bytes))| (format!("{number}-{}", short(name)), bytes)).collect()
}

/// The advisories in the steps in which they come, each a file.
fn steps(root: &Path) -> Vec<(String, Vec<u8>)> {
    let mut steps: Vec<(String, Vec<u8>)> = Vec::new();
    for ecosystem in std::fs::read_dir(root.join("osv")).expect("a folder") {
        let path = ecosystem.expect("an entry").path().join("all.zip");
        let name = path.parent().and_then(Path::file_name).expect("a name").to_string_lossy().replace('.', "-");
        steps.push((format!("osv-{name}"), std::fs::read(path).expect("an export")));
    }
    for folder in ["cve", "cpe"] {
        let archive = files(&root.join(folder)).pop().expect("an archive");
        steps.push((folder.to_owned(), std::fs::read(archive).expect("readable")));
    }
    let kev = root.join("kev/known_exploited_vulnerabilities.json");
    steps.push(("kev".to_owned(), std::fs::read(kev).expect("readable")));
    steps.sort();
    steps
}

type Open = BTreeMap<String, BTreeSet<(String, String)>>;

async fn all_open(house: &House, releases: &BTreeMap<String, Id<kinds::Release>>) -> Open {
    let mut all = Open::new();
    for (name, release) in releases {
        all.insert(name.clone(), open(house, *release).await);
    }
    all
}

/// Bills and advisories by turns.
async fn by_turns(house: &House, bills: &BTreeMap<String, Vec<u8>>, steps: &[(String, Vec<u8>)]) -> Open {
    let mut marta = founded(house).await;
    let part = part(house, &mut marta).await;
    let (mut releases, mut waiting) = (BTreeMap::new(), bills.iter());
    for (number, (name, content)) in steps.iter().enumerate() {
        for (bill, bytes) in waiting.by_ref().take(bills.len() / steps.len()) {
            releases.insert(bill.clone(), release(house, &mut marta, &part, bill, bytes.clone()).await);
        }
        // Now and then the bills are there first.
        if number % 2 == 0 {
            work(house).await;
        }
        advisories(house, &mut marta, name, content.clone()).await;
    }
    for (bill, bytes) in waiting {
        releases.insert(bill.clone(), release(house, &mut marta, &part, bill, bytes.clone()).await);
    }
    work(house).await;
    let open = all_open(house, &releases).await;
    as_scanned(house, bills, &open).await;
    open
}

/// All advisories, then all bills.
async fn at_once(house: &House, bills: &BTreeMap<String, Vec<u8>>, steps: &[(String, Vec<u8>)]) -> Open {
    let mut marta = founded(house).await;
    let part = part(house, &mut marta).await;
    for (name, content) in steps {
        advisories(house, &mut marta, name, content.clone()).await;
    }
    let mut releases = BTreeMap::new();
    for (bill, bytes) in bills {
        releases.insert(bill.clone(), release(house, &mut marta, &part, bill, bytes.clone()).await);
    }
    work(house).await;
    all_open(house, &releases).await
}

/// What a scan of each bill finds, by the same index.
async fn as_scanned(house: &House, bills: &BTreeMap<String, Vec<u8>>, open: &Open) {
    let loaded = house.app.advisories.current(&house.app).await.expect("advisories");
    let index = loaded.index().expect("an index");
    let now = house.app.ambient.now().0 / 1_000_000;
    let (coverage, signals) = (Coverage::new(loaded.sources(), now - WEEK), index.signals().expect("signals"));
    let question = Question { index: &index, coverage: &coverage, signals: &signals, compiled_in: &[], told: &[] };
    for (name, bytes) in bills {
        let bom: Bom = bom::read(bytes, &Limits::default()).expect("read before");
        let bill = Bill::new(&bom);
        let findings = scan(&question, &bill).expect("an undamaged index").findings;
        let told = findings.into_iter().map(|finding| {
            let component = bill.parts[finding.part].component;
            let named = |text: &Option<String>| serde_json::to_string(text).expect("JSON");
            let who = format!("{} {}", named(&Some(component.name.clone())), named(&component.version));
            (who, serde_json::to_string(&Finding { part: 0, ..finding }).expect("JSON"))
        });
        let told: BTreeSet<(String, String)> = told.collect();
        assert_eq!(open[name].len(), told.len(), "{name}");
        assert!(
            open[name] == told,
            "{name}: {:#?}",
            open[name].symmetric_difference(&told).take(4).collect::<Vec<_>>()
        );
    }
}

#[test]
fn step_by_step_and_from_nothing_and_as_a_scan_it_is_the_same() {
    let Some(root) = shared_data() else { return };
    let (bills, steps) = (bills(&root), steps(&root));
    assert!(bills.len() > 50 && steps.len() > 10, "{} bills, {} steps", bills.len(), steps.len());
    let (one, other) = (std::sync::Mutex::new(Open::new()), std::sync::Mutex::new(Open::new()));
    on_one(Default::default(), async |house| {
        *one.lock().expect("whole") = by_turns(house, &bills, &steps).await;
    });
    on_one(Default::default(), async |house| {
        *other.lock().expect("whole") = at_once(house, &bills, &steps).await;
    });
    let (one, other) = (one.into_inner().expect("whole"), other.into_inner().expect("whole"));
    let exposures: usize = one.values().map(BTreeSet::len).sum();
    println!("{} bills, {exposures} exposures", bills.len());
    assert!(exposures > 1_000, "{exposures}");
    for (name, open) in &one {
        assert!(*open == other[name], "{name} differs from what it is from nothing");
    }
}
