//! Duties as entries of the register, and since when each binds this product.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use serde_json::json;
use steadfast_conformity::duty::{Binds, Older, OnMarket, Placed, binds, duty_ids};
use steadfast_conformity::judge::Verdict;
use steadfast_conformity::need::needs;
use steadfast_conformity::register::Register;
use steadfast_cra::applies::{ACT_FROM, REPORTING_FROM};
use steadfast_cra::duties::{Who, duties, duty};

use crate::made::{Ledger, PRODUCT, RELEASE, manufacturer};

const OLD: Date = date(2024, 3, 1);
const OLD_LAST: Date = date(2026, 5, 1);
const NEW: Date = date(2028, 2, 1);

fn sold(first: Option<Date>, last: Option<Date>, on_sale: bool) -> Placed {
    Placed { first, last, on_sale }
}

fn asked(id: &str, placed: Placed, modified: Option<bool>, roles: &[Who]) -> Binds {
    binds(duty(id).expect("a duty"), &OnMarket { placed, modified, roles: roles.to_vec() })
}

#[test]
fn a_duty_binds_by_what_was_placed_when() {
    let older = |older| Binds::Units { from: ACT_FROM, older };
    let modified = Binds::Modification { earliest: ACT_FROM };
    let table = [
        ("older", sold(Some(OLD), Some(OLD_LAST), false), Some(false), Binds::Never),
        ("older, unknown whether modified", sold(Some(OLD), Some(OLD_LAST), false), None, Binds::Unknown),
        ("older, modified", sold(Some(OLD), Some(OLD_LAST), false), Some(true), modified.clone()),
        ("older, the first day unknown", sold(None, Some(OLD_LAST), false), Some(false), Binds::Never),
        ("until the day before", sold(Some(OLD), Some(date(2027, 12, 10)), false), Some(false), Binds::Never),
        ("until that very day", sold(Some(OLD), Some(ACT_FROM), false), Some(false), older(Older::Never)),
        ("off sale, nobody knows since when", sold(Some(OLD), None, false), Some(false), Binds::Unknown),
        ("the same, modified", sold(Some(OLD), None, false), Some(true), modified),
        ("before and after", sold(Some(OLD), None, true), Some(false), older(Older::Never)),
        ("before and after, modified", sold(Some(OLD), None, true), Some(true), older(Older::Modification)),
        ("before and after, unknown", sold(Some(OLD), Some(NEW), false), None, older(Older::Unknown)),
        ("on sale, the first day unknown", sold(None, None, true), Some(false), older(Older::Unknown)),
        ("new", sold(Some(NEW), None, true), None, Binds::Since { day: NEW }),
        ("new and over", sold(Some(NEW), Some(NEW), false), Some(false), Binds::Since { day: NEW }),
        ("nothing placed", Placed::default(), Some(false), Binds::Placing { earliest: ACT_FROM }),
    ];
    for (what, placed, modified, expected) in table {
        assert_eq!(asked("art-13-8", placed, modified, &[Who::Manufacturer]), expected, "{what}");
    }
}

#[test]
fn reporting_binds_older_products_too() {
    let table = [
        (sold(Some(OLD), Some(OLD_LAST), false), Binds::Since { day: REPORTING_FROM }),
        (sold(None, None, true), Binds::Since { day: REPORTING_FROM }),
        (sold(Some(NEW), None, true), Binds::Since { day: NEW }),
        (Placed::default(), Binds::Placing { earliest: REPORTING_FROM }),
    ];
    for (placed, expected) in table {
        assert_eq!(asked("art-14-1", placed, Some(false), &[Who::Manufacturer]), expected, "{placed:?}");
    }
}

#[test]
fn a_duty_binds_whom_it_names() {
    let placed = sold(Some(NEW), None, true);
    let others = |who: &[Who]| Binds::Others { who: who.to_vec() };
    let since = |day| Binds::Since { day };
    let table: [(&str, &[Who], Binds); 6] = [
        ("art-13-8", &[Who::Importer], others(&[Who::Manufacturer])),
        ("art-19-2", &[Who::Importer], since(NEW)),
        ("art-19-2", &[Who::Manufacturer], others(&[Who::Importer])),
        ("art-19-2", &[Who::Manufacturer, Who::Importer], since(NEW)),
        ("art-24-1", &[Who::Steward], since(ACT_FROM)),
        ("art-13-8", &[], Binds::Unknown),
    ];
    for (id, roles, expected) in table {
        assert_eq!(asked(id, placed, None, roles), expected, "{id} {roles:?}");
    }
}

fn register(ledger: &Ledger, on: &OnMarket) -> Register {
    ledger.register("2028-02-02").with_duties(&ledger.rows(), on)
}

#[test]
fn every_duty_of_the_act_is_an_entry_and_has_needs() {
    let register = register(&Ledger::new(), &manufacturer());
    let entries: Vec<&str> = register.duties.iter().map(|duty| duty.entry.requirement.as_str()).collect();
    assert_eq!(entries, duty_ids().collect::<Vec<_>>());
    assert_eq!(register.count(Verdict::Unknown), 22);
    let with: BTreeSet<&str> = needs().iter().map(|need| need.requirement.as_str()).collect();
    let without: Vec<&str> = duty_ids().filter(|id| !with.contains(id)).collect();
    assert!(without.is_empty(), "{without:?}");
}

#[test]
fn what_binds_others_or_an_older_product_does_not_apply_and_says_why() {
    let ledger = Ledger::new();
    for one in &register(&ledger, &manufacturer()).duties {
        let binds_manufacturers = duty(&one.entry.requirement).expect("a duty").who.contains(&Who::Manufacturer);
        let expected = if binds_manufacturers { Verdict::Unknown } else { Verdict::NotApplicable };
        assert_eq!(one.entry.verdict, expected, "{}", one.entry.requirement);
        assert!(!one.because.is_empty());
    }
    let placed = sold(Some(OLD), Some(OLD_LAST), false);
    let older = OnMarket { placed, modified: Some(false), roles: vec![Who::Manufacturer] };
    let register = register(&ledger, &older);
    let bound = |id| register.duty(id).expect("an entry").entry.verdict != Verdict::NotApplicable;
    assert!(bound("art-14-1") && bound("art-14-8") && !bound("art-13-8") && !bound("art-31-1"));
    assert!(register.duty("art-13-8").expect("an entry").because.contains(&"Art. 69(2)".to_owned()));
}

#[test]
fn what_does_not_bind_yet_keeps_the_verdict_of_its_evidence() {
    let mut ledger = Ledger::new();
    let dossier = json!({ "product": PRODUCT, "release": RELEASE, "open": 0 });
    ledger.add("2028-02-01", "dossier-made", RELEASE, dossier);
    let nothing = OnMarket { placed: Placed::default(), ..manufacturer() };
    let entry = register(&ledger, &nothing).duty("art-31-1").expect("an entry").clone();
    assert_eq!(entry.entry.verdict, Verdict::Shown);
    assert_eq!(entry.binds, Binds::Placing { earliest: ACT_FROM });
}

#[test]
fn a_register_of_before_is_read_and_one_of_now_says_what_it_rests_on() {
    let plain = Ledger::new().register("2028-02-02");
    let text = serde_json::to_value(&plain).expect("JSON");
    assert!(text.get("duties").is_none() && text.get("on_market").is_none());
    assert_eq!(serde_json::from_value::<Register>(text).expect("a register"), plain);
    let full = register(&Ledger::new(), &manufacturer());
    let text = serde_json::to_string(&full).expect("JSON");
    let read: Register = serde_json::from_str(&text).expect("a register");
    assert_eq!(read, full);
    let on = read.on_market.expect("what they hang on");
    assert_eq!(plain.with_duties(&Ledger::new().rows(), &on).duties, full.duties);
}

#[test]
fn each_manufacturers_duty_asks_for_a_fact_or_for_people() {
    let alone = |id: &str| needs().iter().filter(|need| need.requirement == id).all(|need| need.any.is_empty());
    let empty: Vec<&str> = duties().iter().map(|duty| duty.id.as_str()).filter(|id| alone(id)).collect();
    assert!(empty.is_empty(), "{empty:?}");
}
