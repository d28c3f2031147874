//! A small ledger in memory: a product with a release, and records about it.

use std::convert::Infallible;

use jiff::Timestamp;
use serde_json::{Map, Value, json};
use steadfast_conformity::duty::{OnMarket, Placed};
use steadfast_conformity::evidence::Row;
use steadfast_conformity::fold;
use steadfast_conformity::register::{Register, annex_i_ids};
use steadfast_conformity::shelf::MemoryShelf;
use steadfast_cra::duties::Who;
use steadfast_trust::record::{Actor, Record};

pub(crate) const PRODUCT: &str = "prd_gateway";
pub(crate) const RELEASE: &str = "rel_1";

pub(crate) fn time(text: &str) -> Timestamp {
    text.parse().expect("a time")
}

/// Noon of a day.
pub(crate) fn noon(day: &str) -> Timestamp {
    time(&format!("{day}T12:00:00Z"))
}

pub(crate) struct Ledger {
    pub(crate) records: Vec<Record>,
}

impl Ledger {
    /// A product, its part and one release, made on 1 January 2028.
    pub(crate) fn new() -> Self {
        let mut ledger = Self { records: Vec::new() };
        ledger.add("2028-01-01", "product-made", PRODUCT, json!({}));
        ledger.add("2028-01-01", "part-made", "prt_1", json!({ "product": PRODUCT }));
        ledger.release(RELEASE, 1);
        ledger
    }

    pub(crate) fn release(&mut self, id: &str, sequence: i64) {
        let facts = json!({ "part": "prt_1", "version": format!("{sequence}.0"), "sequence": sequence });
        self.add("2028-01-01", "release-made", id, facts);
    }

    pub(crate) fn add(&mut self, day: &str, kind: &str, subject: &str, facts: impl Into<Value>) {
        let facts: Value = facts.into();
        let facts: Map<String, Value> = facts.as_object().cloned().unwrap_or_default();
        self.records.push(Record {
            schema: 1,
            id: format!("rec_{}", self.records.len()),
            time: noon(day).to_string(),
            kind: kind.to_owned(),
            actor: Actor { kind: "job".to_owned(), id: None },
            subject: Some(subject.to_owned()),
            facts,
        });
    }

    /// Everything folded.
    pub(crate) fn shelf(&self) -> MemoryShelf {
        let mut shelf = MemoryShelf::default();
        for (number, record) in (0..).zip(&self.records) {
            let entered: Result<(), Infallible> = fold::enter(&mut shelf, record, number);
            entered.expect("memory does not fail");
        }
        shelf
    }

    pub(crate) fn rows(&self) -> Vec<Row> {
        let shelf = self.shelf();
        shelf.rows(PRODUCT).chain(shelf.rows("")).cloned().collect()
    }

    /// The register of the first release on a day.
    pub(crate) fn register(&self, day: &str) -> Register {
        Register::of(PRODUCT, RELEASE, &self.rows(), annex_i_ids(), noon(day))
    }
}

/// A manufacturer of what is placed since 2028.
pub(crate) fn manufacturer() -> OnMarket {
    let placed = Placed { first: Some(jiff::civil::date(2028, 1, 5)), last: None, on_sale: true };
    OnMarket { placed, modified: None, roles: vec![Who::Manufacturer] }
}

/// A measure of a product where all is well, for the first release.
pub(crate) fn all_well() -> Value {
    json!({
        "feeds": { "fresh": 3 },
        "exposures": { "met": true, "open": 2, "lead-days": 4 },
        "units": { "total": 10, "newest": 7, "tested": 9 },
        "receipts": { "postponed": 1, "erased": 1 },
        "monitoring": { "sharing": 5, "not-sharing": 5 },
        "disclosure": { "security-txt-until": "2028-12-31T00:00:00Z", "reports": 2 },
        "repository": { "threshold": 2, "until": "2028-12-31T00:00:00Z", "files": 4 },
        "ringing": { "on-duty": true },
        "releases": { RELEASE: { "verdict": "pass", "components": 12 } },
    })
}

/// A product file that declares a control for every requirement but `without`, which does not apply.
pub(crate) fn statement(without: &str) -> Value {
    let ids: Vec<&str> = annex_i_ids().collect();
    let one = |id: &&str| {
        let applies = if *id == without { "no" } else { "yes" };
        ((*id).to_owned(), json!({ "applies": applies, "controls": 1, "threats": 1 }))
    };
    let requirements: Map<String, Value> = ids.iter().map(one).collect();
    let mut not_applicable = Map::new();
    if !without.is_empty() {
        not_applicable.insert(without.to_owned(), json!("there is nothing to keep from anybody"));
    }
    json!({
        "requirements": requirements,
        "not-applicable": not_applicable,
        "assessment": { "version": "3", "date": "2028-01-01", "approved-by": "head of development" },
        "threats": { "total": 9 },
        "due-diligence": { "components": 2 },
        "phases": { "production": { "procedures": ["a line that tests each unit"], "evidence": ["line"] } },
    })
}
