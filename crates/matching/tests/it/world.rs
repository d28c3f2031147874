//! A small world for tests: advisories and bills written inline, read by the real readers.

use serde_json::{Value, json};
use steadfast_formats::bom::{self, Bom};
use steadfast_formats::feed::{self, Facts};
use steadfast_formats::vex::{self, Statement};
use steadfast_formats::{Limits, advisory::Advisory};
use steadfast_matching::bill::Bill;
use steadfast_matching::compiled_in::CompiledIn;
use steadfast_matching::coverage::Coverage;
use steadfast_matching::finding::Finding;
use steadfast_matching::index::{Compiler, Index, Shape, SourceKind};
use steadfast_matching::judge::Judgement;
use steadfast_matching::meet;
use steadfast_matching::scan::{self, Question, Scan};
use steadfast_matching::vex::Told;

/// The time of every import here, in seconds since the epoch: 2027-01-15.
pub(crate) const NOW: i64 = 1_800_000_000;

/// A compiled index, with what tests ask of it.
pub(crate) struct World {
    pub(crate) bytes: Vec<u8>,
    /// The oldest time that counts as fresh.
    pub(crate) oldest: i64,
}

impl World {
    /// Compiles records, each a document of its own; those of one kind are one fresh export.
    pub(crate) fn new(records: &[Value]) -> Self {
        Self::of_texts(&records.iter().map(Value::to_string).collect::<Vec<_>>())
    }

    /// Like [`World::new`], from documents as text.
    pub(crate) fn of_texts(documents: &[String]) -> Self {
        let mut compiler = Compiler::new(NOW);
        let mut sources = std::collections::BTreeMap::new();
        for document in documents {
            let file = feed::read(document.as_bytes(), &Limits::default()).expect("a feed");
            assert!(file.problems.is_empty(), "{:?} in {document}", file.problems);
            let kind = SourceKind::from(file.kind);
            let new = || compiler.source(kind, Shape::Export, "inline", Some(NOW));
            let source = *sources.entry(kind).or_insert_with(new);
            match &file.facts {
                Facts::Advisories(advisories) => advisories.iter().for_each(|one| compiler.advisory(source, one)),
                Facts::Exploited(entries) => compiler.exploited(source, entries, Some(NOW)),
                Facts::Scores(entries) => compiler.scores(source, entries, Some(NOW)),
            }
        }
        Self { bytes: compiler.finish().expect("an index").0, oldest: 0 }
    }

    pub(crate) fn index(&self) -> Index<'_> {
        Index::open(&self.bytes).expect("an index")
    }

    pub(crate) fn coverage(&self) -> Coverage {
        Coverage::new(self.index().sources(), self.oldest)
    }

    /// What all records together say of the first component of a bill: `nothing` where none speaks of it.
    pub(crate) fn judged(&self, bom: &Bom) -> String {
        let bill = Bill::new(bom);
        let meetings = meet::bill(&self.index(), &bill, &self.coverage()).expect("an undamaged index");
        let first = meetings.into_iter().filter(|meeting| meeting.part == 0).map(|meeting| meeting.judgement);
        first.reduce(Judgement::or).as_ref().map_or_else(|| "nothing".to_owned(), words)
    }

    /// The whole answer about a bill.
    pub(crate) fn scan(&self, bill: &Bill<'_>, statements: &[Statement], compiled_in: &[CompiledIn]) -> Scan {
        let index = self.index();
        let told: Vec<Told<'_>> =
            statements.iter().map(|statement| Told { statement, time: statement.time, document: None }).collect();
        let signals = index.signals().expect("undamaged signals");
        let coverage = self.coverage();
        let question = Question { index: &index, coverage: &coverage, signals: &signals, compiled_in, told: &told };
        scan::scan(&question, bill).expect("an undamaged index")
    }

    /// The findings of a bill, none of them stated by anyone.
    pub(crate) fn findings(&self, bom: &Bom) -> Vec<Finding> {
        self.scan(&Bill::new(bom), &[], &[]).findings
    }
}

/// A judgement in words, as the tables of these tests write it.
pub(crate) fn words(judgement: &Judgement) -> String {
    match judgement {
        Judgement::Affected(fixed) if fixed.is_empty() => "affected".to_owned(),
        Judgement::Affected(fixed) => format!("affected, fixed in {}", fixed.join(" ")),
        Judgement::Clear => "clear".to_owned(),
        Judgement::Unknown(reason) => reason.code().to_owned(),
    }
}

/// The advisories of one document.
pub(crate) fn advisories(document: &Value) -> Vec<Advisory> {
    let file = feed::read(document.to_string().as_bytes(), &Limits::default()).expect("a feed");
    let Facts::Advisories(advisories) = file.facts else { panic!("no advisories") };
    advisories
}

/// A CycloneDX bill of these components.
pub(crate) fn bom(components: &[Value]) -> Bom {
    read_bom(&json!({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": components}))
}

pub(crate) fn read_bom(document: &Value) -> Bom {
    let bom = bom::read(document.to_string().as_bytes(), &Limits::default()).expect("a bill");
    assert!(bom.problems.is_empty(), "{:?}", bom.problems);
    bom
}

/// A bill of one component, named by a package URL.
pub(crate) fn packaged(purl: &str) -> Bom {
    bom(&[json!({"type": "library", "name": "thing", "bom-ref": "thing", "purl": purl})])
}

/// A bill of one component, named by a CPE name and followed by others.
pub(crate) fn cpe_named(cpe: &str, others: &[&str]) -> Bom {
    let all = std::iter::once(&cpe).chain(others).enumerate();
    let component = |(number, cpe): (usize, &&str)| json!({"type": "library", "name": format!("thing {number}"), "bom-ref": format!("{number}"), "cpe": cpe});
    bom(&all.map(component).collect::<Vec<_>>())
}

/// An OSV record with one affected entry.
pub(crate) fn osv(id: &str, ecosystem: &str, name: &str, rule: &Value) -> Value {
    let mut affected = json!({"package": {"ecosystem": ecosystem, "name": name}});
    merge(&mut affected, rule);
    json!({"schema_version": "1.7.0", "id": id, "modified": "2026-10-01T00:00:00Z", "affected": [affected]})
}

/// An OSV rule of one range, its events written as `introduced 0, fixed 1.2`.
pub(crate) fn range(kind: &str, events: &str) -> Value {
    let events = events.split(", ").map(|event| {
        let (word, version) = event.split_once(' ').expect("a word and a version");
        json!({ word: version })
    });
    let repository = (kind == "GIT").then_some("https://example.org/thing.git");
    json!({"type": kind, "repo": repository, "events": events.collect::<Vec<_>>()})
}

/// A CVE record whose CNA names `vendor:product`, with `rule` holding `versions` and `defaultStatus`.
pub(crate) fn cve(id: &str, rule: &Value) -> Value {
    let mut affected = json!({"vendor": "vendor", "product": "product"});
    merge(&mut affected, rule);
    json!({
        "dataType": "CVE_RECORD",
        "dataVersion": "5.1",
        "cveMetadata": {"cveId": id, "state": "PUBLISHED", "dateUpdated": "2026-10-01T00:00:00Z"},
        "containers": {"cna": {"descriptions": [{"lang": "en", "value": "A flaw."}], "affected": [affected]}},
    })
}

/// An NVD record of one configuration.
pub(crate) fn nvd(id: &str, configuration: &Value) -> Value {
    json!({"cve": {"id": id, "published": "2026-10-01T00:00:00.000", "configurations": [configuration]}})
}

/// The statements of an OpenVEX document.
pub(crate) fn openvex(statements: &Value) -> Vec<Statement> {
    let document = json!({
        "@context": "https://openvex.dev/ns/v0.2.0",
        "@id": "https://example.org/vex",
        "author": "Example",
        "timestamp": "2026-11-01T00:00:00Z",
        "version": 1,
        "statements": statements,
    });
    let read = vex::read(document.to_string().as_bytes(), &Limits::default()).expect("a VEX document");
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    read.statements
}

/// Takes over the members of `more`.
pub(crate) fn merge(object: &mut Value, more: &Value) {
    for (key, value) in more.as_object().expect("an object") {
        object[key] = value.clone();
    }
}
