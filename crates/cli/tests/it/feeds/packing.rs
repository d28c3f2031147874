//! The same content is the same snapshot, in whatever order and packing it came.

use serde_json::Value;

use super::{INDEX, digest, import, zip};
use crate::advisories::{alias, before, filler, kev};
use crate::program::{NOW, Program};

fn records() -> Vec<Value> {
    let mut records: Vec<Value> =
        (0..30).map(|number| before(&format!("GHSA-{number}"), "npm", &format!("p{number}"), "2.0.0")).collect();
    records.push(alias(before("GHSA-alias", "npm", "p1", "2.0.0"), &["GHSA-2"]));
    records
}

fn reversed(mut records: Vec<Value>) -> Vec<Value> {
    records.reverse();
    records
}

/// The index's bytes and digest after importing these paths one run after the other.
fn indexed(program: &Program, runs: &[&[&str]]) -> (Vec<u8>, String) {
    for paths in runs {
        import(program, paths).exits(0);
    }
    (program.read(INDEX).expect("an index"), digest(program))
}

#[test]
fn the_order_of_files_does_not_count() {
    let (one, other) = (Program::new(), Program::new());
    one.write_feed("feed", &records());
    other.write_feed("feed", &reversed(records()));
    assert_eq!(indexed(&one, &[&["feed"]]), indexed(&other, &[&["feed"]]));
    one.write("all.zip", zip(&records()));
    other.write("all.zip", zip(&reversed(records())));
    assert_eq!(indexed(&one, &[&["all.zip"]]), indexed(&other, &[&["all.zip"]]));
}

#[test]
fn a_zip_is_the_same_snapshot_as_the_folder() {
    let (folder, zipped) = (Program::new(), Program::new());
    folder.write_feed("feed", &records());
    zipped.write("all.zip", zip(&records()));
    assert_eq!(indexed(&folder, &[&["feed"]]).1, indexed(&zipped, &[&["all.zip"]]).1);
}

#[test]
fn the_order_of_imports_does_not_count() {
    let program = || {
        let program = Program::new();
        program.write_feed("npm", &records()).write_feed("pypi", &[filler("PyPI")]);
        program.write_json("kev.json", &kev(NOW, &["CVE-2026-1"]));
        program
    };
    let (one, other, third) = (program(), program(), program());
    let expected = indexed(&one, &[&["npm", "pypi", "kev.json"]]);
    assert_eq!(indexed(&other, &[&["kev.json"], &["pypi"], &["npm"]]), expected);
    assert_eq!(indexed(&third, &[&["pypi", "npm"], &["kev.json"], &["npm"]]), expected);
}

#[test]
fn advisories_given_directly_are_the_snapshot_that_an_import_gives() {
    let program = Program::new();
    program.write_feed("feed", &records()).write_json("bom.json", &crate::bills::bill_of(&["pkg:npm/p1@1.0.0"]));
    import(&program, &["feed"]).exits(0);
    let imported = program.ask(&["scan", "bom.json"]).exits(0).json();
    let direct = program.ask(&["scan", "bom.json", "--advisories", "feed"]).exits(0).json();
    assert_eq!(imported["snapshot"], direct["snapshot"]);
    assert_eq!(imported["findings"], direct["findings"]);
    let given = program.ask(&["scan", "bom.json", "--advisories", INDEX]).exits(0).json();
    assert_eq!(imported["snapshot"], given["snapshot"]);
    assert_eq!(imported, program.ask(&["scan", "bom.json", "--index", INDEX]).exits(0).json());
}
