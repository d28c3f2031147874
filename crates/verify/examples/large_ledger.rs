//! Writes a bundle for one record of a large ledger, and an export of a smaller one, for `cargo xtask bench`.
//!
//! Usage: `large_ledger RECORDS EXPORTED FOLDER` writes `record.json` and `export.jsonl` into the folder.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use serde_json::Map;
use steadfast_trust::checkpoint::Checkpoint;
use steadfast_trust::hash::{Hash, sha256};
use steadfast_trust::key::SigningKey;
use steadfast_trust::merkle::{Frontier, leaf_hash, prove_inclusion};
use steadfast_trust::record::{Actor, Record, leaf_data};
use steadfast_trust::tile::{Edge, Nodes};
use steadfast_verify::{RecordBundle, checkpoint_line, header_line, record_line};

const ORIGIN: &str = "steadfast/ledger/00000000000000aa";

type Failure = Box<dyn Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [records, exported, folder] = arguments.as_slice() else {
        return Err("usage: large_ledger RECORDS EXPORTED FOLDER".into());
    };
    let key = SigningKey::from_seeds(&[1; 32], &[2; 32])?;
    std::fs::write(Path::new(folder).join("record.json"), bundle(records.parse()?, &key)?)?;
    export(exported.parse()?, &key, &Path::new(folder).join("export.jsonl"))
}

/// The bundle of the record in the middle; every other leaf is the hash of its number.
fn bundle(size: u64, key: &SigningKey) -> Result<String, Failure> {
    let index = size / 2;
    let salt = [7; 32];
    let envelope = envelope(index, key)?;
    let leaf = leaf_data(&salt, envelope.as_bytes());
    let data = |at: u64| if at == index { leaf } else { sha256(&[&at.to_be_bytes()]) };
    let (mut edge, mut tiles) = (Edge::default(), BTreeMap::new());
    while edge.size() < size {
        let end = size.min(edge.size() + (1 << 16));
        let leaves: Vec<Hash> = (edge.size()..end).map(|at| leaf_hash(&data(at))).collect();
        tiles.extend(edge.append(&leaves));
    }
    let mut nodes = Nodes::new(size, |tile| tiles.get(&tile).cloned().ok_or("a missing tile"));
    let proof = prove_inclusion(index, size, |node| nodes.hash(node)).map_err(|error| error.to_string())?;
    let note = Checkpoint::new(ORIGIN, size, edge.root()).sign(key)?.to_text();
    let content = Some((&salt, envelope.as_str()));
    let bundle = RecordBundle { key: key.public(), checkpoint: &note, index, leaf: &leaf, content, proof: &proof };
    Ok(bundle.to_text()?)
}

fn export(size: u64, key: &SigningKey, path: &Path) -> Result<(), Failure> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(header_line(key.public(), ORIGIN)?.as_bytes())?;
    let mut tree = Frontier::default();
    for index in 0..size {
        let (salt, envelope) = (sha256(&[&index.to_be_bytes()]), envelope(index, key)?);
        let leaf = leaf_data(&salt, envelope.as_bytes());
        tree.push(leaf_hash(&leaf));
        out.write_all(record_line(index, &leaf, Some((&salt, &envelope)))?.as_bytes())?;
    }
    let note = Checkpoint::new(ORIGIN, size, tree.root()).sign(key)?.to_text();
    out.write_all(checkpoint_line(&note)?.as_bytes())?;
    Ok(out.flush()?)
}

fn envelope(number: u64, key: &SigningKey) -> Result<String, Failure> {
    let facts = Map::from_iter([("role".to_owned(), "viewer".into()), ("number".to_owned(), number.into())]);
    let record = Record {
        schema: 1,
        id: format!("rec_{number:032x}"),
        time: "2026-11-20T12:00:00.123456Z".to_owned(),
        kind: "person-invited".to_owned(),
        actor: Actor { kind: "person".to_owned(), id: Some(format!("usr_{number:032x}")) },
        subject: Some(format!("usr_{:032x}", number + 1)),
        facts,
    };
    Ok(String::from_utf8(record.sign(key.record_key())?)?)
}
