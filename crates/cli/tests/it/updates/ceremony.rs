//! The key ceremony, offline.

use crate::program::Program;

use super::maker::{keys, masked, offline, words};

const INIT: &str = "root init --root-key a.key.pub --root-key b.key.pub --root-key c.key.pub --targets-key t.key.pub \
                    --online-key s.key.pub";

fn program() -> Program {
    let program = Program::new();
    keys(&program, &["a", "b", "c", "t", "l", "s"]);
    program
}

#[test]
fn it_ends_when_enough_have_signed() {
    let program = program();
    words(&program, "root show")
        .refuses(&["repository: there is no metadata of root; `steadfast root init` begins a repository"]);
    words(&program, INIT).exits(0);
    words(&program, "root line gateway --key l.key.pub").exits(0);
    let waiting = words(&program, "root show").exits(1);
    insta::assert_snapshot!("nobody_signed", masked(&waiting.out));
    words(&program, "root sign --key a.key").exits(0);
    insta::assert_snapshot!("one_signed", masked(&words(&program, "root show").exits(1).out));
    let done = words(&program, "root sign --key b.key --key t.key --key l.key").exits(0);
    assert_eq!(
        done.out,
        "repository/1.root.json: signed\nrepository/1.targets.json: signed\nrepository/1.gateway.json: signed\n"
    );
    insta::assert_snapshot!("enough_signed", masked(&words(&program, "root show").exits(0).out));
    words(&program, "root sign --key c.key").refuses(&["c.key: nothing waits for a signature of this key"]);
    let shown = words(&program, "root show --format json").exits(0).json();
    assert_eq!((&shown["schema"], shown["roles"].as_array().map(Vec::len)), (&1.into(), Some(3)));
    assert_eq!(shown["roles"][0]["needs"][0]["threshold"], 2);
    assert_eq!(shown["roles"][0]["complete"], true);
    // As a client begins with it.
    words(&program, "tuf --metadata-dir client init repository/1.root.json").exits(0);
}

#[test]
fn a_root_that_too_few_signed_is_no_beginning_for_a_client() {
    let program = program();
    words(&program, INIT).exits(0);
    words(&program, "root sign --key a.key").exits(0);
    let few = words(&program, "tuf --metadata-dir client init repository/1.root.json").exits(1);
    assert!(few.err.contains("root: signed by 1 of its keys, 2 must"), "{}", few.err);
    assert!(!program.path("client").exists(), "nothing is kept of it");
    words(&program, "tuf --metadata-dir client init repository/1.targets.json").exits(1);
    words(&program, "tuf --metadata-dir client init a.key.pub").exits(1);
    words(&program, "tuf --metadata-dir client init nothing.json").exits(2);
}

#[test]
fn drafts_are_made_anew_while_nobody_signed_and_kept_as_soon_as_somebody_did() {
    let program = program();
    words(&program, INIT).exits(0);
    words(&program, INIT).refuses(&["repository/1.root.json: is there already; nothing was changed"]);
    words(&program, "root rotate --root-threshold 3").exits(0);
    words(&program, "root line gateway --key l.key.pub").exits(0);
    words(&program, "root line gateway --key l.key.pub --key s.key.pub --threshold 2").exits(0);
    let shown = words(&program, "root show --format json").exits(1).json();
    let versions: Vec<u64> =
        shown["roles"].as_array().expect("roles").iter().filter_map(|role| role["version"].as_u64()).collect();
    assert_eq!(versions, [1, 1, 1], "nobody signed them");
    assert_eq!(shown["roles"][0]["needs"][0]["threshold"], 3);
    assert_eq!(shown["roles"][2]["needs"][0]["threshold"], 2);
    words(&program, "root sign --key a.key").exits(0);
    let half = "repository/1.root.json: waits for signatures; have it signed with `steadfast root sign`, or remove it";
    words(&program, "root rotate --root-threshold 2").refuses(&[half]);
    words(&program, "root sign --key t.key").exits(0);
    words(&program, "root sign --key b.key --key c.key").exits(0);
    words(&program, "root rotate --root-days 30").exits(0);
    assert!(program.path("repository/2.root.json").is_file());
    assert_eq!(words(&program, "root show").exits(1).out.matches("2 of 2").count(), 0);
}

#[test]
fn what_cannot_be_signed_by_anybody_is_refused() {
    let program = program();
    words(&program, &format!("{INIT} --root-threshold 4")).refuses(&["root: 4 of 3 keys cannot sign"]);
    words(&program, &format!("{INIT} --root-threshold 0")).refuses(&["root: 0 of 3 keys cannot sign"]);
    let twice = "root init --root-key a.key.pub --root-key a.key --root-threshold 2 --targets-key t.key.pub \
                 --online-key s.key.pub";
    words(&program, twice).refuses(&["root: 2 of 1 keys cannot sign"]);
    assert!(!program.path("repository/1.root.json").exists(), "nothing is left of it");
    words(&program, INIT).exits(0);
    words(&program, "root line gateway --key l.key.pub --threshold 2").refuses(&["gateway: 2 of 1 keys cannot sign"]);
    for name in ["root", "targets", "snapshot", "Gateway", "../x", "a/b", ""] {
        offline(&program, &["root", "line", name, "--key", "l.key.pub"]).refuses(&["small letters, digits and dashes"]);
    }
    words(&program, "root rotate --remove-root-key l.key.pub").refuses(&["l.key.pub: signs no root"]);
    words(&program, "root line sensor --remove").refuses(&["there is no metadata of sensor"]);
    assert!(!program.path("repository/1.sensor.json").exists());
}

#[test]
fn a_key_is_never_overwritten_and_opens_under_its_passphrase_alone() {
    let program = Program::new();
    let made = words(&program, "key new alice.key").exits(0);
    assert!(made.out.starts_with("Ed25519 and ML-DSA-65\nfingerprint  sha256:"), "{}", made.out);
    let before = program.read("alice.key").expect("a key");
    words(&program, "key new alice.key").refuses(&["alice.key: is there already; a key is never overwritten"]);
    std::fs::remove_file(program.path("alice.key")).expect("removed");
    words(&program, "key new alice.key").refuses(&["alice.key.pub: is there already"]);
    program.write("alice.key", &before);
    let mode = std::os::unix::fs::PermissionsExt::mode(
        &std::fs::metadata(program.path("alice.key.pub")).expect("metadata").permissions(),
    );
    assert_eq!(mode & 0o777, 0o600);
    for file in ["alice.key", "alice.key.pub"] {
        assert_eq!(words(&program, &format!("key show {file}")).exits(0).out, made.out);
    }
    let alone = words(&program, "key new old.key --ed25519-only").exits(0);
    assert!(alone.out.starts_with("Ed25519 alone\n"), "{}", alone.out);

    program.write("short.txt", "too short\n").write("other.txt", "another passphrase\nsecond line\n");
    words(&program, "key new bob.key --passphrase-file short.txt").refuses(&["9 characters is too short"]);
    program.run(&["key", "new", "bob.key"]).refuses(&["there is no terminal", "STEADFAST_PASSPHRASE"]);
    assert!(!program.path("bob.key").exists() && !program.path("bob.key.pub").exists());
    let init = "root init --root-key alice.key.pub --targets-key alice.key.pub --online-key old.key.pub";
    words(&program, init).exits(0);
    words(&program, "root sign --key alice.key --passphrase-file other.txt")
        .refuses(&["alice.key: it does not open: another passphrase, or a damaged file"]);
    words(&program, "root sign --key alice.key.pub").refuses(&["alice.key.pub: not a key's file"]);
    program.write("bad.pub", "ed25519 AAAA\n");
    words(&program, "key show bad.pub").refuses(&["bad.pub: neither a key nor the public half of one"]);
    words(&program, "root rotate --add-root-key bad.pub").refuses(&["bad.pub: neither a key nor"]);
    words(&program, "root sign --key alice.key").exits(0);
    words(&program, "root show").exits(0);
}

#[test]
fn a_file_that_is_no_metadata_is_named() {
    let program = program();
    words(&program, INIT).exits(0);
    program.write("repository/notes.txt", "of no concern").write("repository/0.root.json", "nor this");
    words(&program, "root show").exits(1);
    program.write("repository/2.root.json", "{\"signed\": 1}");
    words(&program, "root show").refuses(&["repository/2.root.json: not the expected JSON"]);
    words(&program, "root rotate").refuses(&["repository/2.root.json"]);
    std::fs::copy(program.path("repository/1.targets.json"), program.path("repository/2.root.json")).expect("a copy");
    words(&program, "root sign --key a.key").refuses(&["repository/2.root.json"]);
}
