//! What waits and in which order, as it follows from exposures and assessments.

use steadfast_server::triage::settle::settle;
use steadfast_server::triage::standing::Basis;
use steadfast_store::sample::Flaw;
use steadfast_store::{
    Assessment, Id, Merit, Open, QueueFilter, Reach, Store, StoreError, Time, VexStatus, kinds, rank,
};

use super::world::{
    CAMERA, GATEWAY, OPENSSL, OPENSSL_NEWER, ZLIB, catalogue, flaw, found, queue, queue_of, release, waiting,
};
use crate::house::on_both;

const OPENSSL_KEY: &str = "pkg:deb/debian/openssl";

fn assessment(number: u8, ids: &[&str], reach: Reach, status: VexStatus) -> Assessment {
    let basis = Basis {
        severity: 1,
        modified: Some(1000),
        found: vec!["affected".to_owned()],
        fixed: vec!["3.0.9".to_owned()],
        ..Basis::default()
    };
    Assessment {
        id: Id::new(Time(1_800_000_000_000_000 + i64::from(number) * 1_000_000), [number; 10]),
        ids: ids.iter().map(|id| (*id).to_owned()).collect(),
        reach,
        product: (reach == Reach::Product).then(|| Id::from_bytes(GATEWAY)),
        release: (reach == Reach::Release).then(|| release(GATEWAY, 2)),
        component: Some(OPENSSL_KEY.to_owned()),
        component_versions: Some(r#"["3.0.1"]"#.to_owned()),
        status,
        justification: None,
        statement: String::new(),
        action: String::new(),
        basis: serde_json::to_string(&basis).expect("JSON"),
        person: None,
        source: None,
        time: Time(0),
        ended: None,
    }
}

async fn decide(store: &Store, new: Assessment, flaw: i64) {
    let written = store.write::<_, StoreError, _>(move |tx| {
        tx.assessment_insert(&new)?;
        settle(tx, &[flaw], Time(0))
    });
    written.await.expect("decided");
}

async fn open(store: &Store, flaw: i64) -> Vec<Open> {
    store.read::<_, StoreError, _>(move |tx| tx.settle_open(flaw)).await.expect("read")
}

fn everywhere() -> Vec<(Id<kinds::Release>, i64, &'static str)> {
    let products = [GATEWAY, CAMERA].into_iter();
    products
        .flat_map(|product| (1..=3).map(move |sequence| (release(product, sequence), OPENSSL, "affected")))
        .collect()
}

#[test]
fn the_queue_is_in_the_order_of_what_matters() {
    on_both(async |house| {
        let store = &house.app.store;
        catalogue(store).await;
        let hit = [(release(GATEWAY, 1), OPENSSL, "affected")];
        let cases: [(i64, Flaw, &'static str); 6] = [
            (1, Flaw { cvss: Some(98), severity: 0, ..flaw(1, &["CVE-1"]) }, "affected"),
            (
                2,
                Flaw { exploited: Some("KEV".to_owned()), cvss: Some(50), severity: 2, ..flaw(2, &["CVE-2"]) },
                "affected",
            ),
            (3, Flaw { epss: Some(0.62), cvss: Some(50), severity: 2, ..flaw(3, &["CVE-3"]) }, "affected"),
            (4, Flaw { cvss: None, severity: 5, ..flaw(4, &["CVE-4"]) }, "affected"),
            (5, Flaw { cvss: Some(98), severity: 0, epss: Some(0.9), ..flaw(5, &["CVE-5"]) }, "unknown"),
            (6, Flaw { informational: Some("unmaintained".to_owned()), ..flaw(6, &["CVE-6"]) }, "affected"),
        ];
        for (_, flaw, status) in cases {
            found(store, flaw, &[(hit[0].0, hit[0].1, status)]).await;
        }
        let rows = queue(store).await;
        assert_eq!(
            rows.iter().map(|row| row.flaw).collect::<Vec<_>>(),
            [2, 3, 1, 4, 5],
            "informational waits for nobody"
        );
        for row in &rows {
            let merit = Merit {
                exploited: row.exploited.is_some(),
                affected: row.affected,
                epss: row.epss,
                cvss: row.cvss,
                severity: row.severity,
                risk: row.risk,
                units: row.units,
            };
            assert_eq!(rank(&merit), row.rank, "the database ranks by the same rule: {row:?}");
        }
        let only = |filter| async move { queue_of(store, filter).await.iter().map(|row| row.flaw).collect::<Vec<_>>() };
        assert_eq!(only(QueueFilter { exploited: true, ..QueueFilter::default() }).await, [2]);
        assert_eq!(only(QueueFilter { severity: Some(5), ..QueueFilter::default() }).await, [4]);
        assert_eq!(only(QueueFilter { unknown: true, ..QueueFilter::default() }).await, [5]);
        assert_eq!(
            only(QueueFilter { product: Some(Id::from_bytes(CAMERA)), ..QueueFilter::default() }).await,
            [0_i64; 0]
        );
    });
}

#[test]
fn counts_name_releases_products_and_units_and_say_what_nobody_knows() {
    on_both(async |house| {
        let store = &house.app.store;
        catalogue(store).await;
        let mut hits = everywhere();
        hits.push((release(GATEWAY, 1), ZLIB, "not_affected"));
        found(store, flaw(1, &["CVE-1"]), &hits).await;
        let row = queue(store).await.remove(0);
        assert_eq!((row.waits, row.hits, row.releases, row.products), (6, 7, 6, 2));
        assert_eq!((row.units, row.unstated, row.risk), (Some(600), 3, 3));
        assert_eq!((row.component.0.as_str(), row.more_components), ("openssl", true));
        let camera = QueueFilter { product: Some(Id::from_bytes(CAMERA)), ..QueueFilter::default() };
        let row = queue_of(store, camera).await.remove(0);
        assert_eq!((row.waits, row.units, row.unstated, row.risk), (3, None, 3, 2));
    });
}

#[test]
fn what_reaches_less_far_stands_and_a_newer_one_before_an_older_one() {
    on_both(async |house| {
        let store = &house.app.store;
        catalogue(store).await;
        found(store, flaw(1, &["CVE-1", "GHSA-1"]), &everywhere()).await;
        assert_eq!(waiting(store, 1).await.len(), 6);
        decide(store, assessment(3, &["GHSA-1"], Reach::Product, VexStatus::NotAffected), 1).await;
        assert_eq!(waiting(store, 1).await, [(2, 1), (2, 2), (2, 3)], "by whichever name, in one product line");
        let investigated = assessment(4, &["CVE-1"], Reach::Release, VexStatus::UnderInvestigation);
        decide(store, investigated.clone(), 1).await;
        assert_eq!(waiting(store, 1).await, [(1, 2), (2, 1), (2, 2), (2, 3)], "who looks into it is still to decide");
        decide(store, assessment(5, &["CVE-1"], Reach::Component, VexStatus::Affected), 1).await;
        assert_eq!(waiting(store, 1).await, [(1, 2)], "everywhere, but where somebody said something closer");
        decide(store, assessment(6, &["CVE-1"], Reach::Release, VexStatus::Fixed), 1).await;
        assert_eq!(waiting(store, 1).await, [(0, 0); 0]);
        assert!(queue(store).await.is_empty());
        let ended = store.write::<_, StoreError, _>(|tx| {
            tx.assessment_end(Id::new(Time(1_800_000_006_000_000), [6; 10]), Time(1))?;
            tx.assessment_end(Id::new(Time(1_800_000_005_000_000), [5; 10]), Time(1))?;
            settle(tx, &[1], Time(1))
        });
        ended.await.expect("withdrawn");
        assert_eq!(waiting(store, 1).await, [(1, 2), (2, 1), (2, 2), (2, 3)], "what was withdrawn stands no more");
        assert_eq!(open(store, 1).await[1].standing.assessment, Some(investigated.id));
    });
}

#[test]
fn a_decision_is_shown_again_when_the_facts_under_it_change() {
    on_both(async |house| {
        let store = &house.app.store;
        catalogue(store).await;
        let hit = |component, status| [(release(GATEWAY, 1), component, status)];
        found(store, flaw(1, &["CVE-1"]), &hit(OPENSSL, "affected")).await;
        decide(store, assessment(3, &["CVE-1"], Reach::Component, VexStatus::NotAffected), 1).await;
        assert!(queue(store).await.is_empty());
        let standing = async |flaw: Flaw, component, status| {
            found(store, flaw, &hit(component, status)).await;
            let open = open(store, 1).await.into_iter().find(|open| open.component == component).expect("it is open");
            assert!(open.standing.assessment.is_some(), "it carries over");
            (open.standing.revisit.unwrap_or_default(), open.standing.waits)
        };
        let known = || flaw(1, &["CVE-1"]);
        assert_eq!(standing(known(), OPENSSL, "affected").await, (String::new(), false));
        let modified = Flaw { modified: Some(2000), ..known() };
        assert_eq!(standing(modified, OPENSSL, "affected").await, (String::new(), false), "its text alone changed");
        let exploited = Flaw { exploited: Some("KEV".to_owned()), ..known() };
        assert_eq!(standing(exploited, OPENSSL, "affected").await, ("exploited-since".to_owned(), true));
        let worse = Flaw { severity: 0, ..known() };
        assert_eq!(standing(worse, OPENSSL, "affected").await, ("severity-raised".to_owned(), true));
        assert_eq!(standing(known(), OPENSSL, "unknown").await, ("found-changed".to_owned(), true));
        assert_eq!(standing(known(), OPENSSL_NEWER, "affected").await, ("component-version-changed".to_owned(), true));
        let filter = QueueFilter { revisit: true, ..QueueFilter::default() };
        assert_eq!(queue_of(store, filter).await.len(), 1);
    });
}

#[test]
fn a_mended_version_that_an_advisory_adds_is_a_reason_to_look_again() {
    on_both(async |house| {
        let store = &house.app.store;
        catalogue(store).await;
        found(store, flaw(1, &["CVE-1"]), &[(release(GATEWAY, 1), OPENSSL, "affected")]).await;
        let older = Basis { severity: 1, modified: Some(500), found: vec!["affected".to_owned()], ..Basis::default() };
        let basis = serde_json::to_string(&older).expect("JSON");
        let new = Assessment { basis, ..assessment(3, &["CVE-1"], Reach::Component, VexStatus::Affected) };
        decide(store, new, 1).await;
        assert_eq!(open(store, 1).await[0].standing.revisit.as_deref(), Some("advisory-changed"));
    });
}
