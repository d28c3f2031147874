//! `feed import`: what an index holds afterwards, and what it survives.

mod damaged;
mod dates;
mod killed;
mod merged;
mod network;
mod packing;

use serde_json::Value;
use zip::write::SimpleFileOptions;

use crate::program::{NOW, Program, Run};

/// Where an import writes unless told otherwise, below the test's folder.
const INDEX: &str = "data/steadfast/advisories.index";

/// Imports on [`NOW`].
fn import(program: &Program, paths: &[&str]) -> Run {
    program.run(&[&["feed", "import", "--now", NOW], paths].concat())
}

/// The digest of what the index holds.
#[track_caller]
fn digest(program: &Program) -> String {
    let listed = program.run(&["feed", "list"]).exits(0).out;
    let (_, digest) = listed.split_once("sha256:").expect("a digest");
    digest.trim().to_owned()
}

/// The exit code of the gate about a bill in `bom.json`, against the index.
fn gate(program: &Program, bill: &Value) -> i32 {
    program.write_json("bom.json", bill);
    program.ask(&["gate", "bom.json"]).code
}

/// Records as a zip, each under its number.
fn zip(records: &[Value]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (number, record) in records.iter().enumerate() {
        zip.start_file(format!("{number}.json"), SimpleFileOptions::default()).expect("a member");
        std::io::Write::write_all(&mut zip, record.to_string().as_bytes()).expect("its content");
    }
    zip.finish().expect("a zip").into_inner()
}
