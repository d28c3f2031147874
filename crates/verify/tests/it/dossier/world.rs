//! A small dossier to test with.

use std::io::Cursor;

use steadfast_trust::encoding::hex;
use steadfast_trust::hash::sha256;
use steadfast_trust::merkle::{prove_consistency, prove_inclusion};
use steadfast_trust::record::Record;
use steadfast_verify::Verdict;
use steadfast_verify::dossier::{
    CONSISTENCY, DossierAsked, DossierError, DossierFindings, DossierVerdict, Head, LedgerHead, Piece, Product,
    RECORDS, Release, Rests, earlier_line, examine_dossier, pack, proven_line, role,
};

use crate::ledger::{Ledger, record};

pub(crate) const TESTS: &[u8] = b"<testsuite name=\"gateway\" tests=\"3\" failures=\"0\"/>";
pub(crate) const ERASED: &[u8] = b"{\"what\":\"an answer of a person\"}";
pub(crate) const PRODUCT: &str = "prd_00000000000000000000000000000001";
pub(crate) const MADE: &str = "2026-11-28T09:00:00Z";

/// What a dossier is made of; tests change it before it is written.
pub(crate) struct World {
    pub(crate) records: Vec<Record>,
    /// Numbers of the records that are listed.
    pub(crate) listed: Vec<usize>,
    /// Sizes of earlier checkpoints to which it leads.
    pub(crate) earlier: Vec<usize>,
    pub(crate) seed: u8,
    pub(crate) made: &'static str,
    pub(crate) pieces: Vec<Piece>,
}

impl World {
    /// Six records: number 2 names the digest of a report of tests, number 4 that of a part and was erased, number 5
    /// speaks of a bill.
    pub(crate) fn new() -> Self {
        let mut records: Vec<Record> = (0..6).map(record).collect();
        records[2].facts.insert("report_sha256".to_owned(), hex(&sha256(&[TESTS])).into());
        records[2].facts.insert("product".to_owned(), PRODUCT.into());
        records[4].facts.insert("answer_sha256".to_owned(), hex(&sha256(&[ERASED])).into());
        let pieces = vec![
            piece("evidence/tests.xml", role::TEST_REPORT, TESTS, Some((2, Some("report_sha256")))),
            piece("evidence/answer.json", role::EVIDENCE, ERASED, Some((4, Some("answer_sha256")))),
            piece("bills/gateway.cdx.json", role::BILL, b"{}", Some((5, None))),
            piece("papers/en.txt", role::PAPER, b"The technical documentation.\n", None),
        ];
        Self { records, listed: vec![2, 4, 5], earlier: vec![3], seed: 1, made: MADE, pieces }
    }

    pub(crate) fn ledger(&self) -> Ledger {
        Ledger::of_records(&self.records, self.seed, &[4])
    }

    pub(crate) fn head(&self, ledger: &Ledger) -> Head {
        Head {
            product: Product {
                designation: "GW-1".to_owned(),
                id: PRODUCT.to_owned(),
                manufacturer: "Example Devices".to_owned(),
                name: "Gateway".to_owned(),
            },
            releases: vec![Release { id: "rel_1".to_owned(), version: "1.3".to_owned() }],
            made: self.made.to_owned(),
            languages: vec!["de".to_owned(), "en".to_owned()],
            ledger: LedgerHead::new(ledger.key.public(), &ledger.checkpoint(ledger.leaves.len())),
            records: self.listed.iter().map(|number| *number as u64).collect(),
        }
    }

    /// The pieces with the records and proofs that belong to them.
    pub(crate) fn whole(&self, ledger: &Ledger) -> Vec<Piece> {
        let size = ledger.leaves.len();
        let earlier = self.earlier.iter().map(|old| {
            let proof = prove_consistency(*old as u64, size as u64, ledger.source()).expect("a proof");
            earlier_line(&ledger.checkpoint(*old), &proof).expect("a line")
        });
        let earlier: String = earlier.collect();
        let mut pieces = self.pieces.clone();
        pieces.push(piece(RECORDS, role::RECORD, lines(ledger, &self.listed).as_bytes(), None));
        pieces.push(piece(CONSISTENCY, role::RECORD, earlier.as_bytes(), None));
        pieces
    }

    pub(crate) fn dossier(&self) -> Vec<u8> {
        let ledger = self.ledger();
        let packed = pack(Vec::new(), self.head(&ledger), self.whole(&ledger), &ledger.key);
        packed.expect("written").0
    }
}

/// The lines of some records.
pub(crate) fn lines(ledger: &Ledger, numbers: &[usize]) -> String {
    let line = |number: &usize| {
        let (index, size) = (*number as u64, ledger.leaves.len() as u64);
        let proof = prove_inclusion(index, size, ledger.source()).expect("a proof");
        proven_line(index, &ledger.leaves[*number], ledger.content(*number), &proof).expect("a line")
    };
    numbers.iter().map(line).collect()
}

pub(crate) fn piece(path: &str, role: &str, content: &[u8], record: Option<(usize, Option<&str>)>) -> Piece {
    let rests = |(number, fact): (usize, Option<&str>)| Rests {
        fact: fact.map(str::to_owned),
        id: format!("rec_{number:032x}"),
        number: number as u64,
    };
    Piece {
        path: path.to_owned(),
        role: role.to_owned(),
        media_type: "application/octet-stream".to_owned(),
        points: vec!["6".to_owned()],
        record: record.map(rests),
        content: content.to_vec(),
    }
}

pub(crate) fn ask(file: &[u8], asked: &DossierAsked<'_>) -> DossierVerdict {
    let checked = match examine_dossier(&mut Cursor::new(file), asked) {
        Ok(findings) => Ok(findings),
        Err(DossierError::Fault(fault)) => Err(fault),
        Err(DossierError::Read(error)) => panic!("{error}"),
    };
    Verdict::of_dossier(checked, asked.key.is_some())
}

/// What a dossier says that holds.
pub(crate) fn held(file: &[u8]) -> DossierFindings {
    match ask(file, &DossierAsked::default()) {
        Verdict::IssuerNotChecked(findings) => *findings,
        other => panic!("{other:?}"),
    }
}

/// What does not hold: outcome, code, path, and the record's number where it is about one.
pub(crate) fn refused(verdict: DossierVerdict) -> String {
    let (outcome, fault) = match verdict {
        Verdict::Undecided(fault) => ("undecided", fault),
        Verdict::Altered(fault) => ("altered", fault),
        Verdict::Unreadable(fault) => ("unreadable", fault),
        other => panic!("{other:?}"),
    };
    let record = fault.record.map(|number| format!(" #{number}")).unwrap_or_default();
    format!("{outcome} {} {}{record}", fault.problem.code(), fault.path)
}

pub(crate) fn refusal(file: &[u8]) -> String {
    refused(ask(file, &DossierAsked::default()))
}

/// A file of an archive: name, content, and where its header begins and content ends.
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

fn word(bytes: &[u8], at: usize) -> usize {
    u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes")) as usize
}

/// The files of a dossier, by its local headers.
pub(crate) fn entries(file: &[u8]) -> Vec<Entry> {
    let (mut all, mut start) = (Vec::new(), 0);
    while file[start..].starts_with(b"PK\x03\x04") {
        let name = start + 30 + usize::from(file[start + 26]);
        let end = name + word(file, start + 18);
        all.push(Entry { name: String::from_utf8_lossy(&file[start + 30..name]).into_owned(), start, end });
        start = end;
    }
    all
}

pub(crate) fn entry(file: &[u8], name: &str) -> Entry {
    entries(file).into_iter().find(|entry| entry.name == name).expect(name)
}
