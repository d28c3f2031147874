//! `backup`, `restore` and `serve` around a data directory: exit codes, words, and the server killed meanwhile.

use std::path::{Path, PathBuf};
use std::time::Duration;

use steadfast_store::{Location, RecordFilter, RecordRow, Store, StoreError};
use steadfast_testkit::faults::Moments;
use steadfast_testkit::program;

use crate::program::Program;

const LONG: Duration = Duration::from_secs(60);

fn start(program: &Program, data: &Path) -> program::Program {
    let mut command = program.command(&["serve", "--listen", "127.0.0.1:0", "--data"]);
    command.arg(data);
    let mut server = program::Program::spawn(command);
    server.line(LONG, "listening on");
    server
}

/// A server that ran once, and a backup of it.
fn backed_up() -> (Program, PathBuf) {
    let program = Program::new();
    let data = program.path("data");
    let mut server = start(&program, &data);
    let run = program.run(&["backup", "--data", "data", "--to", "backup"]);
    assert_eq!(run.code, 0, "{}", run.err);
    for word in ["rows in", "read again, and whole", "master key is not in it"] {
        assert!(run.out.contains(word), "{}", run.out);
    }
    assert!(server.terminate(LONG).success(), "{}", server.log());
    (program, data)
}

#[test]
fn a_restored_server_has_the_ledger_key_of_the_lost_one() {
    let (program, data) = backed_up();
    let key = |server: &mut program::Program| server.line(LONG, "ledger key");
    let before = key(&mut start(&program, &data));
    std::fs::create_dir(program.path("new")).expect("a folder");
    std::fs::copy(data.join("master.key"), program.path("new/master.key")).expect("the key");
    let run = program.run(&["restore", "backup", "--data", "new"]);
    assert_eq!((run.code, run.out.contains("this is its master key")), (0, true), "{}{}", run.out, run.err);
    let new = program.path("new");
    assert_eq!(key(&mut start(&program, &new)), before);
    drop(start(&program, &new));
    let restored = records(&new, "restored");
    assert_eq!(restored.len(), 1, "once, however often it starts");
    let manifest: serde_json::Value =
        serde_json::from_slice(&program.read("backup/manifest.json").expect("it is there")).expect("a manifest");
    let root = manifest["ledger"]["root"].as_str().expect("a root");
    assert!(payload(&restored[0]).contains(root), "it names the head that the backup knew");
    assert_eq!(records(&data, "restored").len(), 0);
}

fn records(data: &Path, kind: &str) -> Vec<RecordRow> {
    let store = Store::open(&Location::in_directory(data)).expect("opens");
    let of_kind = RecordFilter::kind(kind);
    let read = store.read::<_, StoreError, _>(move |tx| tx.record_list(&of_kind, None, 100));
    read.wait().expect("read")
}

/// What was signed.
fn payload(record: &RecordRow) -> String {
    let (_, envelope) = record.content.as_ref().expect("its content");
    let envelope: serde_json::Value = serde_json::from_slice(envelope).expect("JSON");
    let payload = steadfast_trust::encoding::from_base64(envelope["payload"].as_str().expect("a payload"));
    String::from_utf8(payload.expect("base64")).expect("text")
}

#[test]
fn without_its_master_key_a_restored_server_does_not_start_and_says_why() {
    let (program, _) = backed_up();
    let run = program.run(&["restore", "backup", "--data", "new"]);
    assert_eq!((run.code, run.out.contains("was not checked")), (0, true), "{}{}", run.out, run.err);
    let refused = program.run(&["serve", "--listen", "127.0.0.1:0", "--data", "new"]);
    assert_ne!(refused.code, 0);
    assert!(refused.err.contains("master key"), "{}", refused.err);
}

#[test]
fn what_cannot_be_restored_is_bad_input_and_changes_nothing() {
    let (program, _) = backed_up();
    let other = "ab".repeat(32);
    program.write("other.key", &other);
    let cases: [(&[&str], &str); 5] = [
        (&["backup", "--data", "data", "--to", "backup"], "it is there already"),
        (&["backup", "--data", "nothing", "--to", "second"], "there is no data directory"),
        (&["restore", "backup", "--data", "data"], "it is not empty"),
        (&["restore", "nothing", "--data", "new"], "there is no backup here"),
        (&["restore", "backup", "--data", "new", "--master-key", "other.key"], "not the master key of this backup"),
    ];
    for (words, reason) in cases {
        let run = program.run(words);
        assert_eq!((run.code, run.err.contains(reason)), (2, true), "{words:?}: {}", run.err);
    }
    assert!(!program.path("new").exists() && !program.path("second").exists());
}

#[test]
fn nobody_is_recovered_where_there_is_no_server_or_no_such_person() {
    let (program, _) = backed_up();
    for (data, reason) in [("nothing", "there is no data directory"), ("data", "nobody@example.com: ")] {
        let run = program.run(&["user", "recover", "nobody@example.com", "--data", data]);
        assert_eq!((run.code, run.err.contains(reason)), (2, true), "{}", run.err);
    }
    assert!(!program.path("nothing").exists());
}

#[test]
fn no_server_starts_on_half_a_restoration() {
    let (program, _) = backed_up();
    std::fs::create_dir_all(program.path("half/restoring")).expect("as a killed restore leaves it");
    let refused = program.run(&["serve", "--listen", "127.0.0.1:0", "--data", "half"]);
    assert_ne!(refused.code, 0);
    assert!(refused.err.contains("a restore was broken off here"), "{}", refused.err);
    assert_eq!(program.run(&["restore", "backup", "--data", "half"]).code, 0);
}

#[test]
fn a_server_that_is_running_is_not_restored_over() {
    let (program, data) = backed_up();
    let _server = start(&program, &data);
    let refused = program.run(&["restore", "backup", "--data", "data"]);
    assert_eq!((refused.code, refused.err.contains("a server is running on it")), (2, true), "{}", refused.err);
}

#[test]
fn a_server_killed_during_its_backup_loses_nothing_and_the_backup_is_whole_or_not_there() {
    let program = Program::new();
    let data = program.path("data");
    let mut moments = Moments::seeded(21);
    for round in 0..6 {
        let mut server = start(&program, &data);
        let to = format!("backup-{round}");
        let mut backup = program::Program::spawn(program.command(&["backup", "--data", "data", "--to", &to]));
        std::thread::sleep(moments.next(Duration::from_millis(60)));
        server.kill();
        let status = backup.wait(LONG);
        assert_eq!(status.success(), program.path(&to).exists(), "{}", backup.log());
        if status.success() {
            let new = format!("new-{round}");
            let run = program.run(&["restore", &to, "--data", &new]);
            assert_eq!(run.code, 0, "{}", run.err);
        }
    }
    assert!(start(&program, &data).is_running());
}
