//! A small ledger to test with.

use std::convert::Infallible;

use serde_json::Map;
use steadfast_trust::checkpoint::{Checkpoint, SignedCheckpoint};
use steadfast_trust::hash::Hash;
use steadfast_trust::key::{Fingerprint, SigningKey};
use steadfast_trust::merkle::{Frontier, Node, leaf_hash, node_hash, prove_consistency, prove_inclusion};
use steadfast_trust::record::{Actor, Record, leaf_data};
use steadfast_verify::{
    Asked, CheckpointBundle, ConsistencyBundle, RecordBundle, ReportBundle, Verdict, checkpoint_line, header_line,
    record_line,
};

pub(crate) const ORIGIN: &str = "steadfast/ledger/0123456789abcdef";

/// Salt and envelope of a record; nothing where it was erased.
type Content = Option<([u8; 32], String)>;

/// Records under one key, numbered from 0.
pub(crate) struct Ledger {
    pub(crate) key: SigningKey,
    pub(crate) leaves: Vec<Hash>,
    pub(crate) contents: Vec<Content>,
}

impl Ledger {
    /// So many records; the second is erased.
    pub(crate) fn new(count: usize) -> Self {
        Self::of(count, 1)
    }

    /// So many records under the key of a seed.
    pub(crate) fn of(count: usize, seed: u8) -> Self {
        let key = SigningKey::from_seeds(&[seed; 32], &[seed; 32]).expect("a key");
        let (mut leaves, mut contents) = (Vec::new(), Vec::new());
        for number in 0..count {
            let envelope = String::from_utf8(record(number).sign(key.record_key()).expect("signed")).expect("text");
            let salt = [u8::try_from(number % 256).expect("a byte"); 32];
            leaves.push(leaf_data(&salt, envelope.as_bytes()));
            contents.push((number != 1).then_some((salt, envelope)));
        }
        Self { key, leaves, contents }
    }

    /// These records, some of them erased, under the key of a seed.
    pub(crate) fn of_records(records: &[Record], seed: u8, erased: &[usize]) -> Self {
        let mut ledger = Self::of(0, seed);
        for (number, record) in records.iter().enumerate() {
            let envelope = String::from_utf8(record.sign(ledger.key.record_key()).expect("signed")).expect("text");
            let salt = [u8::try_from(number).expect("few"); 32];
            ledger.leaves.push(leaf_data(&salt, envelope.as_bytes()));
            ledger.contents.push((!erased.contains(&number)).then_some((salt, envelope)));
        }
        ledger
    }

    /// So many records, the last of which names the digest of a report.
    pub(crate) fn naming(count: usize, digest: &str) -> Self {
        let mut ledger = Self::new(count - 1);
        let mut last = record(count - 1);
        last.facts.insert("report_sha256".to_owned(), digest.into());
        let envelope = String::from_utf8(last.sign(ledger.key.record_key()).expect("signed")).expect("text");
        let salt = [9; 32];
        ledger.leaves.push(leaf_data(&salt, envelope.as_bytes()));
        ledger.contents.push(Some((salt, envelope)));
        ledger
    }

    /// A report with the record of this number.
    pub(crate) fn report_bundle(&self, index: usize, report: &str) -> String {
        let size = self.leaves.len();
        let proof = prove_inclusion(index as u64, size as u64, self.source()).expect("a proof");
        let bundle = ReportBundle {
            key: self.key.public(),
            checkpoint: &self.note(size),
            index: index as u64,
            leaf: &self.leaves[index],
            content: self.content(index).expect("its content"),
            proof: &proof,
            report,
        };
        bundle.to_text().expect("text")
    }

    pub(crate) fn fingerprint(&self) -> Fingerprint {
        self.key.public().fingerprint()
    }

    pub(crate) fn checkpoint(&self, size: usize) -> SignedCheckpoint {
        let mut tree = Frontier::default();
        self.leaves[..size].iter().for_each(|leaf| tree.push(leaf_hash(leaf)));
        Checkpoint::new(ORIGIN, size as u64, tree.root()).sign(&self.key).expect("signed")
    }

    pub(crate) fn note(&self, size: usize) -> String {
        self.checkpoint(size).to_text()
    }

    pub(crate) fn content(&self, index: usize) -> Option<(&[u8; 32], &str)> {
        self.contents[index].as_ref().map(|(salt, envelope)| (salt, envelope.as_str()))
    }

    fn hash(&self, node: Node) -> Hash {
        match node.level.checked_sub(1) {
            None => leaf_hash(&self.leaves[usize::try_from(node.index).expect("small")]),
            Some(level) => {
                let below = |index| self.hash(Node { level, index });
                node_hash(&below(node.index * 2), &below(node.index * 2 + 1))
            }
        }
    }

    pub(crate) fn source(&self) -> impl FnMut(Node) -> Result<Hash, Infallible> {
        |node| Ok(self.hash(node))
    }

    pub(crate) fn record_bundle(&self, index: usize, size: usize) -> String {
        self.record_bundle_with(index, size, &self.note(size))
    }

    pub(crate) fn record_bundle_with(&self, index: usize, size: usize, note: &str) -> String {
        let proof = prove_inclusion(index as u64, size as u64, self.source()).expect("a proof");
        let bundle = RecordBundle {
            key: self.key.public(),
            checkpoint: note,
            index: index as u64,
            leaf: &self.leaves[index],
            content: self.content(index),
            proof: &proof,
        };
        bundle.to_text().expect("text")
    }

    pub(crate) fn checkpoint_bundle(&self, size: usize) -> String {
        let bundle = CheckpointBundle { key: self.key.public(), checkpoint: &self.note(size) };
        bundle.to_text().expect("text")
    }

    pub(crate) fn consistency_bundle(&self, older: usize, size: usize) -> String {
        let proof = prove_consistency(older as u64, size as u64, self.source()).expect("a proof");
        let (older, newer) = (self.note(older), self.note(size));
        let bundle = ConsistencyBundle { key: self.key.public(), older: &older, checkpoint: &newer, proof: &proof };
        bundle.to_text().expect("text")
    }

    pub(crate) fn export(&self) -> String {
        let size = self.leaves.len();
        let mut text = header_line(self.key.public(), ORIGIN).expect("a line");
        for (index, leaf) in self.leaves.iter().enumerate() {
            text += &record_line(index as u64, leaf, self.content(index)).expect("a line");
        }
        text + &checkpoint_line(&self.note(size)).expect("a line")
    }
}

pub(crate) fn record(number: usize) -> Record {
    let facts: Map<_, _> = [("number".to_owned(), number.into())].into_iter().collect();
    Record {
        schema: 1,
        id: format!("rec_{number:032x}"),
        time: "2026-11-20T12:00:00Z".to_owned(),
        kind: "person-invited".to_owned(),
        actor: Actor { kind: "person".to_owned(), id: Some("usr_1".to_owned()) },
        subject: None,
        facts,
    }
}

/// The answer about a file, as a program that reads it would get it.
pub(crate) fn ask(file: &[u8], asked: &Asked<'_>) -> Verdict {
    let file = file.strip_suffix(b"\n").unwrap_or(file);
    steadfast_verify::check(file.split(|byte| *byte == b'\n'), asked)
}

/// The answer where the ledger's key is named.
pub(crate) fn verdict(ledger: &Ledger, file: &[u8]) -> Verdict {
    ask(file, &Asked { key: Some(&ledger.fingerprint()), older: None })
}
