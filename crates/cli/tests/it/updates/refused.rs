//! What a server does not publish, and what of it stays: nothing.

use steadfast_trust::key::{HeldKey, KeyFile};
use steadfast_trust::tuf::Draft;

use super::maker::{FIRST, Maker, PASSPHRASE, edited};
use crate::program::Program;
use crate::serve::house::House;

/// Where metadata of product lines is handed in.
pub(super) const LINES: &str = "/api/v1/repository/releases";
const ALL: &str = "/api/v1/repository";

/// A key of the maker, opened.
pub(super) fn key(maker: &Maker, file: &str) -> HeldKey {
    held(maker.program(), file)
}

/// A key in a folder, opened.
pub(super) fn held(program: &Program, file: &str) -> HeldKey {
    let bytes = program.read(file).expect("a key");
    KeyFile::read(&bytes).and_then(|file| file.unlock(PASSPHRASE)).unwrap_or_else(|error| panic!("{error}"))
}

/// Metadata, changed, and signed by this key alone.
pub(super) fn resigned(bytes: &[u8], key: &HeldKey, edit: impl Fn(&mut serde_json::Value)) -> Vec<u8> {
    let bytes = edited(bytes, |value| {
        value["signatures"] = serde_json::json!([]);
        edit(&mut value["signed"]);
    });
    let mut draft = Draft::read(&bytes).expect("metadata");
    draft.sign(key).expect("it signs");
    draft.to_bytes().expect("it can be written")
}

/// What is handed in, and changes nothing.
pub(super) struct Refusing<'a> {
    maker: &'a Maker,
    before: serde_json::Value,
}

impl<'a> Refusing<'a> {
    pub(super) fn new(maker: &'a Maker) -> Self {
        Self { maker, before: maker.get("/repository") }
    }

    #[track_caller]
    pub(super) fn is(&self, path: &str, files: &[(&str, &[u8])], status: u16, words: &str) {
        let (answered, said) = self.maker.hand_in(path, files);
        assert!(answered == status && said.contains(words), "{status} {words:?}: {answered} {said}");
        assert_eq!(self.maker.get("/repository"), self.before, "nothing changed");
    }
}

#[test]
fn what_is_not_rightly_signed_or_named_changes_nothing() {
    let maker = Maker::new(House::sqlite());
    maker.sign("1.0", b"firmware 1");
    let refusing = Refusing::new(&maker);
    let line = maker.metadata("2.gateway.json");
    let flipped = edited(&line, |value| {
        let sig = value["signatures"][1]["sig"].as_str().expect("a signature").replace('0', "1");
        value["signatures"][1]["sig"] = sig.into();
    });
    refusing.is(LINES, &[("2.gateway.json", &flipped)], 422, "gateway: signed by 0 of its keys, 1 must");
    let unsigned = edited(&line, |value| value["signatures"] = serde_json::json!([]));
    refusing.is(LINES, &[("2.gateway.json", &unsigned)], 422, "gateway: signed by 0 of its keys");
    let by_targets = resigned(&line, &key(&maker, "targets.key"), |_| {});
    refusing.is(LINES, &[("2.gateway.json", &by_targets)], 422, "gateway: signed by 0 of its keys");
    let own = key(&maker, "gateway.key");
    let expired = resigned(&line, &own, |signed| signed["expires"] = "2020-01-01T00:00:00Z".into());
    refusing.is(LINES, &[("2.gateway.json", &expired)], 422, "gateway: expired at 2020");
    let far = resigned(&line, &own, |signed| signed["version"] = 5000.into());
    refusing.is(LINES, &[("5000.gateway.json", &far)], 409, "gateway: version 5000; after 1 comes 2");
    refusing.is(LINES, &[("3.gateway.json", &line)], 422, "3.gateway.json, which says version 2");
    refusing.is(LINES, &[("1.gateway.json", &maker.metadata("1.gateway.json"))], 409, "after 1 comes 2");
    refusing.is(LINES, &[("2.stray.json", &line)], 422, "stray: nobody delegates to it");
    refusing.is(LINES, &[("2.stray.json", b"{")], 422, "not the expected JSON");
    for name in [
        "gateway.json",
        "2.gateway",
        "0.gateway.json",
        "x.gateway.json",
        "2.timestamp.json",
        "2.snapshot.json",
        "2.../gateway.json",
        "2.Gateway.json",
        "",
    ] {
        refusing.is(LINES, &[(name, &line)], 422, "expected a name such as");
    }
    let twice = [("2.gateway.json", &line[..]), ("3.gateway.json", &line[..])];
    refusing.is(LINES, &twice, 422, "gateway: is in the request in two versions");
    refusing.is(LINES, &[], 422, "there is no metadata in the request");
    let root = maker.metadata("1.root.json");
    refusing.is(ALL, &[("2.root.json", &root)], 409, "root: version 1; after 1 comes 2");
    let next = resigned(&root, &key(&maker, "root-a.key"), |signed| signed["version"] = 2.into());
    refusing.is(ALL, &[("2.root.json", &next)], 422, "root: signed by 1 of its keys, 2 must");
    refusing.is(ALL, &[("7.root.json", &next)], 422, "root: signed by 1");
    // The good one is taken after all of that.
    assert_eq!(maker.go("release publish").err, "");
}

#[test]
fn what_does_not_fit_the_catalogue_or_the_files_changes_nothing() {
    let maker = Maker::new(House::sqlite());
    let id = maker.sign("1.0", b"firmware 1");
    let refusing = Refusing::new(&maker);
    let line = maker.metadata("2.gateway.json");
    refusing.is(LINES, &[("2.gateway.json", &line)], 422, &format!("{FIRST}: the file did not arrive yet"));
    let own = key(&maker, "gateway.key");
    let said = |field: &str, value: serde_json::Value| {
        resigned(&line, &own, |signed| {
            signed["targets"][FIRST]["custom"]["steadfast"][field] = value.clone();
        })
    };
    for (field, value, words) in [
        ("sequence", 7.into(), "the catalogue has another sequence for this release: 1"),
        ("version", "1.0.1".into(), "the catalogue has another version for this release: 1.0"),
        ("part", "prt_1".into(), "the catalogue has another part"),
        ("product", "prd_1".into(), "the catalogue has another product"),
        ("release", "rel_1".into(), "it names no release by its id"),
        ("release", id.replace(&id[10..14], "0000").into(), "the catalogue has no such release"),
        ("kind", "combined".into(), "does not say why"),
        ("schema", 2.into(), "this program knows 1"),
    ] {
        refusing.is(LINES, &[("2.gateway.json", &said(field, value))], 422, words);
    }
    // From here on the file is there.
    let other = maker.token(&["release.publish"]);
    let sent = ureq::post(format!("{}/api/v1/artifacts", maker.address()))
        .header("authorization", format!("Bearer {other}"))
        .send(&b"firmware 1"[..]);
    assert_eq!(sent.expect("an answer").status(), 201);
    let target = |edit: &dyn Fn(&mut serde_json::Value)| resigned(&line, &own, |signed| edit(&mut signed["targets"]));
    let longer = target(&|targets| targets[FIRST]["length"] = 11.into());
    refusing.is(LINES, &[("2.gateway.json", &longer)], 422, "its length is not that of the file");
    let hash = target(&|targets| targets[FIRST]["hashes"]["sha512"] = "00".repeat(64).into());
    refusing.is(LINES, &[("2.gateway.json", &hash)], 422, "its SHA-512 is not that of the file");
    let moved = |to: &'static str| {
        target(&move |targets| {
            let file = targets[FIRST].clone();
            *targets = serde_json::json!({ to: file });
        })
    };
    refusing.is(LINES, &[("2.gateway.json", &moved("sensor/1/fw.bin"))], 422, "nobody hands this path to gateway");
    refusing.is(LINES, &[("2.gateway.json", &moved("gateway/fw.bin"))], 422, "nobody hands this path to gateway");
    refusing.is(
        LINES,
        &[("2.gateway.json", &moved("gateway/../fw.bin"))],
        422,
        "it does not lie below its product line",
    );
    let above = resigned(&maker.metadata("1.targets.json"), &key(&maker, "targets.key"), |signed| {
        signed["version"] = 2.into();
        signed["targets"][FIRST] = serde_json::json!({"length": 1, "hashes": {"sha256": "00"}});
    });
    refusing.is(ALL, &[("2.targets.json", &above)], 422, "targets names it itself; a line must");
    maker.go("release publish");
    // What was published never means something else.
    let refusing = Refusing::new(&maker);
    let other = resigned(&maker.metadata("2.gateway.json"), &own, |signed| {
        signed["version"] = 3.into();
        signed["targets"][FIRST]["custom"]["steadfast"]["channel"] = "beta".into();
    });
    refusing.is(LINES, &[("3.gateway.json", &other)], 422, "a target never changes");
}

#[test]
fn a_token_for_releases_changes_nobodys_rights() {
    let maker = Maker::new(House::sqlite());
    maker.go("root line sensor --key gateway.key.pub");
    maker.go("root sign --key targets.key --key gateway.key");
    maker.go("root rotate");
    maker.go("root sign --key root-a.key --key root-b.key");
    let lines = maker.token(&["repository.read", "release.publish"]);
    let before = maker.get("/repository");
    let refused = maker.run_as(&lines, &["root", "publish"]).exits(1);
    assert!(refused.err.contains("403"), "{}", refused.err);
    for name in ["2.root.json", "2.targets.json"] {
        let (status, said) = maker.hand_in(LINES, &[(name, &maker.metadata(name))]);
        assert!(status == 403 && said.contains("says who signs what"), "{status} {said}");
    }
    let reader = maker.token(&["repository.read"]);
    maker.run_as(&reader, &["release", "publish"]).exits(1);
    assert_eq!(maker.get("/repository"), before);
    maker.go("root publish");
}

#[test]
fn a_first_root_must_name_the_servers_own_key() {
    let maker = Maker::begun(House::sqlite());
    let init = "root init --root-key root-a.key.pub --targets-key targets.key.pub --online-key gateway.key.pub";
    maker.go(init);
    maker.go("root sign --key root-a.key --key targets.key");
    let refused = maker.say("root publish");
    assert!(refused.err.contains("the root names another key for") && refused.code != 0, "{}", refused.err);
    assert_eq!(maker.get("/repository")["roles"], serde_json::json!([]));
    let (status, said) = maker.hand_in(ALL, &[("1.targets.json", &maker.metadata("1.targets.json"))]);
    assert!(status == 409 && said.contains("there is no root yet"), "{status} {said}");
}
