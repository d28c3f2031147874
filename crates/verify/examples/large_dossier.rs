//! Writes a large dossier, to measure how long `steadfast verify` takes beside `sha256sum` of the same file.
//!
//! Usage: `large_dossier PARTS BYTES RECORDS FILE` writes a dossier of so many parts of so many bytes each, and so many records,
//! each of which names the digest of a part.

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Cursor};

use serde_json::Map;
use steadfast_trust::checkpoint::Checkpoint;
use steadfast_trust::encoding::hex;
use steadfast_trust::hash::{Hash, sha256};
use steadfast_trust::key::SigningKey;
use steadfast_trust::merkle::{leaf_hash, prove_inclusion};
use steadfast_trust::record::{Actor, Record, leaf_data};
use steadfast_trust::tile::{Edge, Nodes};
use steadfast_verify::dossier::{
    DossierWriter, Head, LedgerHead, Measured, Part, Product, RECORDS, Rests, Sealed, proven_line, role,
};

const ORIGIN: &str = "steadfast/ledger/00000000000000aa";

type Failure = Box<dyn Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [parts, bytes, records, file] = arguments.as_slice() else {
        return Err("usage: large_dossier PARTS BYTES RECORDS FILE".into());
    };
    let (parts, bytes, records): (u64, usize, u64) = (parts.parse()?, bytes.parse()?, records.parse()?);
    let key = SigningKey::from_seeds(&[1; 32], &[2; 32])?;
    let measured: Vec<Measured> =
        (0..parts).map(|number| Measured::of(&mut content(number, bytes).as_slice())).collect::<Result<_, _>>()?;
    let (lines, ledger) = ledger(&measured, records, &key)?;
    let of_lines = Measured::of(&mut lines.as_bytes())?;
    let mut listed: Vec<Part> = (0..parts).zip(&measured).map(|(number, one)| part(number, one, records)).collect();
    listed.push(Part {
        role: role::RECORD.to_owned(),
        record: None,
        path: RECORDS.to_owned(),
        ..part(0, &of_lines, 0)
    });
    let head = Head {
        product: Product {
            designation: "LARGE-1".to_owned(),
            id: "prd_1".to_owned(),
            manufacturer: "Example Devices".to_owned(),
            name: "Large".to_owned(),
        },
        releases: Vec::new(),
        made: "2026-11-28T12:00:00Z".to_owned(),
        languages: Vec::new(),
        ledger,
        records: (0..records).collect(),
    };
    let sealed = Sealed::new(&head.manifest(listed), &key)?;
    let mut writer = DossierWriter::begin(BufWriter::new(File::create(file)?), &sealed)?;
    for (number, one) in (0..parts).zip(&measured) {
        writer.part(&path(number), one, &mut Cursor::new(content(number, bytes)))?;
    }
    writer.part(RECORDS, &of_lines, &mut lines.as_bytes())?;
    writer.finish()?;
    Ok(())
}

fn path(number: u64) -> String {
    format!("evidence/{number:06}.bin")
}

/// Bytes that differ from part to part.
fn content(number: u64, bytes: usize) -> Vec<u8> {
    let block = sha256(&[&number.to_be_bytes()]);
    block.iter().copied().cycle().take(bytes).collect()
}

fn part(number: u64, measured: &Measured, records: u64) -> Part {
    let rests = Rests { fact: Some("sha256".to_owned()), id: format!("rec_{number:032x}"), number };
    Part {
        bytes: measured.bytes,
        media_type: "application/octet-stream".to_owned(),
        path: path(number),
        points: vec!["6".to_owned()],
        record: (number < records).then_some(rests),
        role: role::EVIDENCE.to_owned(),
        sha256: hex(&measured.sha256),
    }
}

/// The lines of the records, and the head of their ledger.
fn ledger(measured: &[Measured], records: u64, key: &SigningKey) -> Result<(String, LedgerHead), Failure> {
    let digests = (0..records).zip(measured);
    let envelopes: Vec<String> =
        digests.map(|(number, one)| envelope(number, &hex(&one.sha256), key)).collect::<Result<_, _>>()?;
    let salt = |number: u64| sha256(&[b"salt", &number.to_be_bytes()]);
    let leaves: Vec<Hash> =
        (0..records).zip(&envelopes).map(|(number, text)| leaf_data(&salt(number), text.as_bytes())).collect();
    let hashes: Vec<Hash> = leaves.iter().map(|leaf| leaf_hash(leaf)).collect();
    let mut edge = Edge::default();
    let tiles: std::collections::BTreeMap<_, _> = edge.append(&hashes).into_iter().collect();
    let mut nodes = Nodes::new(records, |tile| tiles.get(&tile).cloned().ok_or("a missing tile"));
    let mut lines = String::new();
    for (number, (leaf, text)) in (0..records).zip(leaves.iter().zip(&envelopes)) {
        let proof = prove_inclusion(number, records, |node| nodes.hash(node)).map_err(|error| error.to_string())?;
        lines += &proven_line(number, leaf, Some((&salt(number), text)), &proof)?;
    }
    let checkpoint = Checkpoint::new(ORIGIN, records, edge.root()).sign(key)?;
    Ok((lines, LedgerHead::new(key.public(), &checkpoint)))
}

fn envelope(number: u64, digest: &str, key: &SigningKey) -> Result<String, Failure> {
    let record = Record {
        schema: 1,
        id: format!("rec_{number:032x}"),
        time: "2026-11-20T12:00:00.123456Z".to_owned(),
        kind: "evidence-taken".to_owned(),
        actor: Actor { kind: "job".to_owned(), id: None },
        subject: Some("prd_1".to_owned()),
        facts: Map::from_iter([("sha256".to_owned(), digest.into())]),
    };
    Ok(String::from_utf8(record.sign(key.record_key())?)?)
}
