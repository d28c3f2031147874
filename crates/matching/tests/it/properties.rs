//! Rules that every scan keeps, and the random bills and records that they are tried on.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::strategy::Union;
use serde_json::{Value, json};
use steadfast_formats::bom::Bom;
use steadfast_matching::bill::Bill;
use steadfast_matching::compiled_in::CompiledIn;
use steadfast_matching::finding::{Finding, Status};

use crate::world::{World, bom, cve, merge, nvd, openvex, osv, range};

/// Few names, versions and ids, so that records and components meet often.
fn version() -> impl Strategy<Value = String> {
    "[0-2]\\.[0-3](\\.[0-1])?"
}

fn ecosystem() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["PyPI", "crates.io", "Debian:11", "Debian:12", "Debian", "OSS-Fuzz"])
}

fn identity() -> impl Strategy<Value = Value> {
    let name = "[ab]";
    Union::new([
        (name, version()).prop_map(|(name, version)| json!({"purl": format!("pkg:pypi/{name}@{version}")})).boxed(),
        (name, version()).prop_map(|(name, version)| json!({"purl": format!("pkg:cargo/{name}@{version}")})).boxed(),
        (name, version()).prop_map(|(name, version)| json!({"purl": format!("pkg:generic/{name}@{version}")})).boxed(),
        (name, version(), prop::option::of(11..13u8))
            .prop_map(|(name, version, release)| {
                let distro = release.map(|release| format!("&distro=debian-{release}")).unwrap_or_default();
                let cpe = format!("cpe:2.3:a:vendor:{name}:{version}:*:*:*:*:*:*:*");
                json!({"purl": format!("pkg:deb/debian/lib{name}@{version}?upstream={name}{distro}"), "cpe": cpe})
            })
            .boxed(),
        (name, version())
            .prop_map(|(name, version)| {
                let cpe = format!("cpe:2.3:a:vendor:{name}:{version}:*:*:*:*:*:*:*");
                json!({"purl": format!("pkg:rpm/fedora/{name}@{version}"), "cpe": cpe})
            })
            .boxed(),
        (name, "vendor|other|\\*", version())
            .prop_map(
                |(name, vendor, version)| json!({"cpe": format!("cpe:2.3:a:{vendor}:{name}:{version}:*:*:*:*:*:*:*")}),
            )
            .boxed(),
    ])
}

/// A bill of a few components.
pub(crate) fn boms() -> impl Strategy<Value = Bom> {
    prop::collection::vec(identity(), 1..6).prop_map(|identities| {
        let component = |(number, identity): (usize, Value)| {
            let mut component =
                json!({"type": "library", "name": format!("component {number}"), "bom-ref": format!("ref-{number}")});
            merge(&mut component, &identity);
            component
        };
        bom(&identities.into_iter().enumerate().map(component).collect::<Vec<_>>())
    })
}

fn package_record() -> impl Strategy<Value = Value> {
    let events = (version(), prop::option::of(version()), "fixed|last_affected").prop_map(|(from, to, word)| {
        format!("introduced {from}{}", to.map(|to| format!(", {word} {to}")).unwrap_or_default())
    });
    let rule = Union::new([
        events.prop_map(|events| json!({"ranges": [range("ECOSYSTEM", &events)]})).boxed(),
        prop::collection::vec(version(), 1..3).prop_map(|versions| json!({"versions": versions})).boxed(),
        Just(json!({"ranges": [range("GIT", "introduced 0")]})).boxed(),
    ]);
    let ids = (0..30u8, prop::option::of(0..10u8), prop::bool::weighted(0.1));
    (ids, ecosystem(), "[ab]", rule).prop_map(|((id, alias, withdrawn), ecosystem, name, rule)| {
        let mut record = osv(&format!("TEST-{id}"), ecosystem, &name, &rule);
        record["aliases"] = json!(alias.map(|alias| format!("CVE-2026-000{alias}")).into_iter().collect::<Vec<_>>());
        if withdrawn {
            record["withdrawn"] = json!("2026-10-02T00:00:00Z");
        }
        record
    })
}

fn product_record() -> impl Strategy<Value = Value> {
    (0..10u8, "[ab]", version(), "affected|unaffected|unknown").prop_map(|(id, name, version, default)| {
        let versions = json!([{"version": "0", "lessThan": version, "status": "affected", "versionType": "custom"}]);
        cve(&format!("CVE-2026-000{id}"), &json!({"product": name, "defaultStatus": default, "versions": versions}))
    })
}

fn configured_record() -> impl Strategy<Value = Value> {
    (0..10u8, "[ab]", version(), any::<bool>(), any::<bool>()).prop_map(|(id, name, version, on_b, negate)| {
        let criteria = format!("cpe:2.3:a:vendor:{name}:*:*:*:*:*:*:*:*");
        let mut nodes = vec![json!({"operator": "OR", "cpeMatch": [{"vulnerable": true, "criteria": criteria, "versionEndExcluding": version}]})];
        if on_b {
            let platform = json!({"vulnerable": false, "criteria": "cpe:2.3:a:vendor:b:*:*:*:*:*:*:*:*"});
            nodes.push(json!({"operator": "OR", "negate": negate, "cpeMatch": [platform]}));
        }
        nvd(&format!("CVE-2026-000{id}"), &json!({"operator": "AND", "nodes": nodes}))
    })
}

/// Records of every kind of feed.
pub(crate) fn records(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Value>> {
    prop::collection::vec(
        Union::new([package_record().boxed(), product_record().boxed(), configured_record().boxed()]),
        count,
    )
}

fn ids(record: &Value) -> BTreeSet<String> {
    let own = [record["id"].as_str(), record["cveMetadata"]["cveId"].as_str(), record["cve"]["id"].as_str()];
    let aliases = record["aliases"].as_array().into_iter().flatten().filter_map(Value::as_str);
    own.into_iter().flatten().chain(aliases).map(str::to_owned).collect()
}

/// Each finding by its place and ids, with its status.
fn told(findings: &[Finding]) -> BTreeSet<(usize, Vec<&str>, Status)> {
    findings
        .iter()
        .map(|finding| (finding.part, finding.ids().collect::<BTreeSet<_>>().into_iter().collect(), finding.status))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// The first record only opens each feed, so that coverage stays as it is.
    #[test]
    fn another_record_takes_no_finding_of_another_flaw_away(mut records in records(1..12), bom in boms()) {
        records.extend(openers());
        let last = records.remove(0);
        let others = World::new(&records).findings(&bom);
        let again: Vec<Value> = std::iter::once(last.clone()).chain(records.iter().cloned()).collect();
        let all = World::new(&again).findings(&bom);
        let touched = ids(&last);
        let apart = |findings: &[Finding]| -> Vec<Finding> {
            findings.iter().filter(|finding| !finding.ids().any(|id| touched.contains(id))).cloned().collect()
        };
        // A record may bridge two flaws, which makes them its own.
        let bridged: BTreeSet<String> = all.iter().filter(|finding| finding.ids().any(|id| touched.contains(id)))
            .flat_map(|finding| finding.ids().map(str::to_owned).collect::<Vec<_>>()).collect();
        let kept: Vec<Finding> = apart(&others).into_iter().filter(|finding| !finding.ids().any(|id| bridged.contains(id))).collect();
        let (before, after) = (told(&kept), apart(&all));
        let after = told(&after);
        prop_assert!(before.is_subset(&after), "before {:?}, after {:?}", before, after);
    }

    #[test]
    fn the_order_of_records_changes_nothing(records in records(1..12), bom in boms(), turn in 0..12usize) {
        let mut turned = records.clone();
        turned.rotate_left(turn % records.len());
        // Of two records that are the same but for their content, and equally old, either may stay.
        let distinct: BTreeSet<String> = records.iter().map(|record| format!("{:?} {}", ids(record).first(), record["affected"][0]["package"]["ecosystem"])).collect();
        prop_assume!(distinct.len() == records.len());
        prop_assert_eq!(World::new(&records).findings(&bom), World::new(&turned).findings(&bom));
    }

    #[test]
    fn not_affected_never_raises(records in records(1..12), bom in boms(), id in 0..10u8, part in 0..6usize) {
        let world = World::new(&records);
        let bill = Bill::new(&bom);
        let component = bom.components.get(part).unwrap_or(&bom.components[0]);
        let product = component.purls.first().cloned().unwrap_or_else(|| component.name.clone());
        let statements = openvex(&json!([{
            "vulnerability": {"name": format!("CVE-2026-000{id}")},
            "products": [{"@id": product}],
            "status": "not_affected",
            "justification": "vulnerable_code_not_present",
        }]));
        let before = world.scan(&bill, &[], &[]).findings;
        let after = world.scan(&bill, &statements, &[]).findings;
        prop_assert!(never_raised(&before, &after), "before {:?}, after {:?}", told(&before), told(&after));
    }

    #[test]
    fn compiled_in_never_raises(records in records(1..12), files in prop::collection::vec("[ab]\\.c", 0..2), bom in boms(), built in "[abx]\\.c") {
        let mut records = records;
        for record in &mut records {
            if record.get("containers").is_some() {
                record["containers"]["cna"]["affected"][0]["programFiles"] = json!(files);
            }
        }
        let world = World::new(&records);
        let bill = Bill::new(&bom);
        let before = world.scan(&bill, &[], &[]).findings;
        for component in ["a", "component 0"] {
            let list = CompiledIn::read(Some(component), &built).expect("a list");
            let after = world.scan(&bill, &[], &[list]).findings;
            prop_assert!(never_raised(&before, &after), "before {:?}, after {:?}", told(&before), told(&after));
        }
    }

    #[test]
    fn every_component_is_counted_once(records in records(1..4), bom in boms()) {
        let bill = Bill::new(&bom);
        let counts = World::new(&records).scan(&bill, &[], &[]).counts(&bill);
        prop_assert_eq!(counts.components, bom.components.len());
        prop_assert_eq!(counts.components, counts.checked + counts.unknown + counts.own);
    }
}

/// One record of every feed that [`records`] makes, about nothing that is in a bill.
fn openers() -> Vec<Value> {
    let ecosystems = ["PyPI", "crates.io", "Debian:11", "Debian:12", "OSS-Fuzz"];
    let mut openers: Vec<Value> =
        ecosystems.iter().map(|ecosystem| osv(&format!("OPEN-{ecosystem}"), ecosystem, "opener", &json!({}))).collect();
    openers.push(cve("CVE-1999-0001", &json!({"product": "opener"})));
    openers
}

/// The same findings, each as before or lowered.
fn never_raised(before: &[Finding], after: &[Finding]) -> bool {
    let status = |findings: &[Finding], wanted: &Finding| {
        findings
            .iter()
            .find(|finding| finding.part == wanted.part && finding.id == wanted.id)
            .map(|finding| finding.status)
    };
    before.len() == after.len()
        && after.iter().all(|finding| status(before, finding).is_some_and(|was| was <= finding.status))
}

/// The lowering that [`compiled_in_never_raises`] allows happens where every file is left out.
#[test]
fn what_is_not_compiled_in_is_lowered_with_its_reason() {
    let mut record = cve("CVE-2026-0001", &json!({"vendor": "linux", "product": "linux", "defaultStatus": "affected"}));
    record["containers"]["cna"]["affected"][0]["programFiles"] = json!(["net/a.c", "net/b.c"]);
    let world = World::new(&[record]);
    let bom = bom(&[
        json!({"type": "operating-system", "name": "kernel", "cpe": "cpe:2.3:o:linux:linux_kernel:6.1:*:*:*:*:*:*:*"}),
    ]);
    let bill = Bill::new(&bom);
    let status = |component: Option<&str>, built: &str| {
        let list = CompiledIn::read(component, built).expect("a list");
        world.scan(&bill, &[], &[list]).findings[0].status
    };
    assert_eq!(status(None, "net/c.o"), Status::NotAffected);
    assert_eq!(status(None, "net/c.o\nnet/b.o"), Status::Affected, "one of the files is built");
    assert_eq!(status(Some("kernel"), "net/c.o"), Status::NotAffected);
    assert_eq!(status(Some("busybox"), "net/c.o"), Status::Affected, "a list of something else");
    assert!(CompiledIn::read(None, "# nothing\n").is_err(), "an empty list would clear everything");
    assert!(CompiledIn::read(None, "net/").is_err());
}
