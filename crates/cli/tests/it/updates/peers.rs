//! python-tuf as the counterpart: it reads what we publish, and we read, and rightly refuse, what it makes.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use steadfast_testkit::feeds::{Fault, FeedServer};
use steadfast_testkit::python::peers;

use super::maker::{FIRST, Maker};
use crate::program::{Program, Run};
use crate::serve::house::on_both;

pub(super) fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/updates/python").join(name)
}

fn python(python: &Path, name: &str, arguments: &[&str]) -> std::process::Output {
    let mut command = Command::new(python);
    command.arg("-I").arg(script(name)).args(arguments).env_clear();
    command.output().expect("Python runs")
}

#[test]
fn python_tuf_reads_what_we_publish() {
    let Some(interpreter) = peers() else { return };
    on_both(|house| {
        let maker = Maker::new(house);
        let id = maker.release("1.0", b"firmware 1");
        let read = |path: &str, folder: &str| {
            let (metadata, targets) =
                (format!("{}/tuf/metadata/", maker.address()), format!("{}/tuf/targets/", maker.address()));
            let root = maker.program().path("repository/1.root.json");
            let folder = maker.program().path(folder);
            let arguments = [&metadata, &targets, root.to_str().expect("text"), path, folder.to_str().expect("text")];
            python(&interpreter, "read.py", &arguments)
        };
        let found = read(FIRST, "peer");
        assert!(found.status.success(), "{}", String::from_utf8_lossy(&found.stderr));
        let said: Value = serde_json::from_slice(&found.stdout).expect("JSON");
        assert_eq!(said["custom"]["steadfast"]["release"], id);
        assert_eq!(maker.program().read("peer/targets/file").expect("a target"), b"firmware 1");
        let none = read("gateway/9/fw.bin", "peer");
        let words = String::from_utf8_lossy(&none.stderr).into_owned();
        assert!(words.contains("no role names this target"), "{words}");
        // It goes on with what it kept: over a new root, new keys, a new release.
        maker.go("root rotate");
        maker.go("root sign --key root-b.key --key root-c.key");
        maker.go("root publish");
        maker.release("1.1", b"firmware 2");
        let next = read("gateway/2/fw.bin", "peer");
        assert!(next.status.success(), "{}", String::from_utf8_lossy(&next.stderr));
        assert_eq!(maker.program().read("peer/targets/file").expect("a target"), b"firmware 2");
    });
}

/// A repository that python-tuf made, and what our client makes of it.
struct Made {
    program: Program,
}

impl Made {
    fn new(interpreter: &Path, case: &str) -> Self {
        let program = Program::new();
        let folder = program.path("made");
        let made = python(interpreter, "make.py", &[case, folder.to_str().expect("text")]);
        assert!(made.status.success(), "{case}: {}", String::from_utf8_lossy(&made.stderr));
        program.run(&["tuf", "--metadata-dir", "client", "init", "made/root.json"]).exits(0);
        Self { program }
    }

    fn server(&self, place: &str) -> FeedServer {
        let server = FeedServer::start();
        let within = format!("made/{place}/");
        for (name, _) in self.program.files() {
            if let Some(path) = name.strip_prefix(&within) {
                server.put(&format!("/{path}"), &self.program.read(&name).expect("a file"));
            }
        }
        server
    }

    fn ask(&self, server: &FeedServer) -> Run {
        let (metadata, targets) = (server.url("/metadata"), server.url("/targets"));
        self.program.run(&[
            "tuf",
            "--metadata-dir",
            "client",
            "--metadata-url",
            &metadata,
            "--target-name",
            FIRST,
            "--target-dir",
            "targets",
            "--target-base-url",
            &targets,
            "download",
        ])
    }

    /// What the client says of the case, after it believed what came before.
    fn asked(&self, case: &str) -> Run {
        if self.program.path("made/before").is_dir() {
            let before = self.ask(&self.server("before"));
            assert_eq!(before.code, 0, "{case}: what came before is believed: {}", before.err);
        }
        let targets = self.program.path("targets");
        if targets.exists() {
            std::fs::remove_dir_all(targets).expect("what was downloaded goes");
        }
        self.ask(&self.server("after"))
    }
}

const GOOD: [&str; 9] = [
    "plain",
    "ecdsa_keys",
    "rsa_keys",
    "names_without_versions",
    "nothing_announced",
    "unknown_fields",
    "hash_prefixes",
    "roots_that_follow_each_other",
    "versions_free_again_under_another_key",
];

#[test]
fn what_python_tuf_makes_rightly_is_believed() {
    let Some(interpreter) = peers() else { return };
    for case in GOOD {
        let made = Made::new(&interpreter, case);
        let run = made.asked(case);
        assert_eq!(run.code, 0, "{case}: {}", run.err);
        let file = made.program.read("targets/gateway%2F1%2Ffw.bin");
        assert_eq!(file.as_deref(), Some(&b"firmware 1"[..]), "{case}");
    }
}

/// Each attack with the words of its refusal.
const BAD: [(&str, &str); 30] = [
    ("rollback_of_the_timestamp", "timestamp: version 1, 2 was believed before: it would go back"),
    ("rollback_of_the_snapshot", "snapshot: version 1, 2 was believed before: it would go back"),
    ("rollback_of_targets", "targets.json: version 1, 2 was believed before: it would go back"),
    ("rollback_of_a_line", "gateway.json: version 1, 2 was believed before: it would go back"),
    ("freeze_by_an_old_timestamp", "timestamp: expired at"),
    ("freeze_by_an_old_snapshot", "snapshot: expired at"),
    ("expired_targets", "targets: expired at"),
    ("expired_line", "gateway: expired at"),
    ("expired_root", "root: expired at"),
    ("mix_and_match", "gateway: its sha256 is not the announced one"),
    ("mix_and_match_with_nothing_announced", "gateway: version 2, announced was 3"),
    ("stranger_signs_the_timestamp", "timestamp: signed by 0 of its keys, 1 must"),
    ("stranger_signs_the_snapshot", "snapshot: signed by 0 of its keys, 1 must"),
    ("stranger_signs_targets", "targets: signed by 0 of its keys, 1 must"),
    ("server_signs_a_line", "gateway: signed by 0 of its keys, 1 must"),
    ("too_few_sign_a_root", "root: signed by 1 of its keys, 2 must"),
    ("new_keys_alone_sign_a_root", "root: signed by 0 of its keys, 1 must"),
    ("a_root_is_left_out", "root: version 3, after this comes 2"),
    ("fast_forward_and_back", "timestamp: version 2, 1099511627776 was believed before: it would go back"),
    ("unknown_kind_of_key", "timestamp: signed by 0 of its keys, 1 must"),
    ("one_key_under_two_ids", "timestamp: signed by 1 of its keys, 2 must"),
    ("one_signature_twice", "signed twice"),
    ("altered_after_signing", "gateway: signed by 0 of its keys, 1 must"),
    ("second_half_is_missing", "timestamp: signed by 0 of its keys, 1 must"),
    ("second_half_is_wrong", "timestamp: signed by 0 of its keys, 1 must"),
    ("another_content_under_the_name", "its sha256 is not the announced one"),
    ("a_longer_content_under_the_name", "bytes, announced were 10"),
    ("a_line_reaches_beyond_its_paths", "no trusted role names this target"),
    ("roles_that_lead_to_each_other", "no trusted role names this target"),
    ("a_date_with_parts_of_a_second", "timestamp: not the expected JSON"),
];

#[test]
fn each_attack_made_with_python_tuf_is_refused_for_its_own_reason() {
    let Some(interpreter) = peers() else { return };
    for (case, words) in BAD {
        let made = Made::new(&interpreter, case);
        let run = made.asked(case);
        assert!(run.code == 1 && run.err.contains(words), "{case}: exit {}: {}", run.code, run.err);
        assert_eq!(made.program.files().iter().filter(|(name, _)| name.starts_with("targets/")).count(), 0, "{case}");
    }
}

#[test]
fn data_without_an_end_costs_no_more_than_what_is_taken() {
    let Some(interpreter) = peers() else { return };
    let made = Made::new(&interpreter, "plain");
    let hash = steadfast_trust::encoding::hex(&steadfast_trust::hash::sha256(&[b"firmware 1"]));
    for (path, words) in [
        ("/metadata/2.root.json".to_owned(), "longer than the 512000 bytes that are taken"),
        ("/metadata/timestamp.json".to_owned(), "longer than the 16384 bytes that are taken"),
        ("/metadata/1.snapshot.json".to_owned(), "1.snapshot.json: longer than the"),
        ("/metadata/1.gateway.json".to_owned(), "1.gateway.json: longer than the"),
        (format!("/targets/gateway/1/{hash}.fw.bin"), "bytes, announced were 10"),
    ] {
        let server = made.server("after");
        server.fail(&path, [Fault::Endless]);
        let run = made.ask(&server);
        assert!(run.code == 1 && run.err.contains(words), "{path}: exit {}: {}", run.code, run.err);
    }
    made.ask(&made.server("after")).exits(0);
}

#[test]
fn every_case_that_is_made_is_asked_for() {
    let source = std::fs::read_to_string(script("make.py")).expect("the script");
    let made: Vec<&str> = source.lines().filter_map(|line| line.strip_prefix("def ")?.strip_suffix("():")).collect();
    let known = |case: &str| GOOD.contains(&case) || BAD.iter().any(|(bad, _)| *bad == case);
    let forgotten: Vec<&&str> = made.iter().filter(|case| !known(case)).collect();
    assert!(made.len() > 35 && forgotten.is_empty(), "{forgotten:?} of {}", made.len());
}
