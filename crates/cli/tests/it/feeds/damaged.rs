//! Indexes and archives that cannot be used are refused, and what was there before stays.

use super::{INDEX, gate, import, zip};
use crate::advisories::{before, filler};
use crate::bills::bill_of;
use crate::program::Program;

/// An index with one record, and a bill that it finds.
fn program() -> Program {
    let program = Program::new();
    program.write_feed("feed", &[before("GHSA-1", "npm", "left-pad", "2.0.0")]);
    program.write_feed("more", &[filler("PyPI")]);
    import(&program, &["feed"]).exits(0);
    assert_eq!(gate(&program, &bill_of(&["pkg:npm/left-pad@1.0.0"])), 1);
    program
}

/// Every command that reads the index refuses it, and leaves it as it is.
#[track_caller]
fn refused(program: &Program, bytes: &[u8], words: &[&str]) {
    program.write(INDEX, bytes);
    let words = [&["advisories.index"], words].concat();
    program.run(&["gate", "bom.json"]).refuses(&words);
    program.run(&["gate", "bom.json", "--index", INDEX]).refuses(&words);
    program.run(&["feed", "list"]).refuses(&words);
    import(program, &["more"]).refuses(&words);
    assert_eq!(program.read(INDEX).as_deref(), Some(bytes), "the file stays");
}

#[test]
fn something_else_in_place_of_the_index_is_refused() {
    let program = program();
    refused(&program, b"{}", &["not an advisory index"]);
    refused(&program, b"", &["not an advisory index"]);
    refused(&program, b"steadfast-index", &["not an advisory index"]);
}

#[test]
fn an_index_of_another_version_is_refused_with_what_to_do() {
    let program = program();
    let mut bytes = program.read(INDEX).expect("an index");
    bytes[16] = 99;
    refused(&program, &bytes, &["version 99", "import the feeds again"]);
}

#[test]
fn a_truncated_index_is_refused() {
    let program = program();
    let bytes = program.read(INDEX).expect("an index");
    for length in [17, 24, 100, bytes.len() / 2, bytes.len() - 1] {
        refused(&program, &bytes[..length], &["damaged"]);
    }
    refused(&program, &[&bytes[..], b"x"].concat(), &["damaged"]);
}

#[test]
fn no_flipped_bit_goes_unnoticed() {
    let program = program();
    let whole = program.read(INDEX).expect("an index");
    for at in (0..whole.len()).step_by(whole.len() / 60) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        program.write(INDEX, &bytes);
        program.run(&["gate", "bom.json"]).refuses(&["advisories.index", "index"]);
    }
}

#[test]
fn beginning_anew_mends_a_damaged_index() {
    let program = program();
    program.write(INDEX, "rubbish");
    import(&program, &["feed", "--anew"]).exits(0);
    assert_eq!(gate(&program, &bill_of(&["pkg:npm/left-pad@1.0.0"])), 1);
}

#[test]
fn an_import_that_is_refused_changes_nothing() {
    let program = program();
    let old = program.read(INDEX);
    let whole = zip(&[before("GHSA-2", "npm", "a", "2.0.0"), before("GHSA-3", "npm", "b", "2.0.0")]);
    program.write("truncated.zip", &whole[..whole.len() / 2]);
    let mut flipped = whole.clone();
    flipped[60] ^= 0x10;
    program.write("flipped.zip", flipped);
    program.write("empty.zip", zip(&[])).write("empty.json", "").write("broken.json", "{\"id\": ");
    program.write("empty/README", "nothing");
    let files = program.files();
    for bad in ["truncated.zip", "flipped.zip", "empty.zip", "empty.json", "broken.json", "empty", "absent.zip"] {
        import(&program, &[bad]).refuses(&[bad]);
        import(&program, &["more", bad]).refuses(&[bad]);
        program.run(&["gate", "bom.json", "--advisories", bad]).refuses(&[bad]);
        assert_eq!(program.read(INDEX), old, "{bad}");
        assert_eq!(program.files(), files, "{bad}");
    }
}

#[test]
fn a_place_that_cannot_be_written_is_a_failure() {
    let program = program();
    program.write("file", "not a folder");
    let run = import(&program, &["feed", "--index", "file/advisories.index"]);
    assert!([2, 4].contains(&run.code) && run.err.contains("file/advisories.index"), "{run:?}");
    std::fs::create_dir(program.path("folder")).expect("a folder");
    let run = import(&program, &["feed", "--index", "/proc/steadfast/advisories.index"]).exits(4);
    assert!(run.err.contains("/proc/steadfast/advisories.index: cannot be written"), "{}", run.err);
}

#[test]
fn without_a_home_the_index_must_be_named() {
    let program = program();
    let mut command = program.command(&["feed", "import", "feed"]);
    let output = command.env_remove("HOME").env_remove("XDG_DATA_HOME").output().expect("the program runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--index"));
    let mut command = program.command(&["feed", "import", "feed"]);
    assert!(command.env_remove("XDG_DATA_HOME").output().expect("the program runs").status.success());
    assert!(program.read(".local/share/steadfast/advisories.index").is_some());
}
