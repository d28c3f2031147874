//! Bundles made by the real program, and read as a unit reads them.

use std::io::Read;

use jiff::Timestamp;
use serde_json::Value;
use steadfast_trust::tuf::{Believed, BundleReader, Kept, Limits};

use super::maker::{FIRST, Maker, edited, seconds, words};
use super::refused::{LINES, Refusing, held, resigned};
use super::release::{program, sign};
use crate::program::{Program, Run};
use crate::serve::house::House;

const MAKE: &str = "release bundle gateway/1/fw.bin --key l.key --out fw.steadfast";

/// A maker whose first release is signed.
fn signed() -> Program {
    let program = program();
    sign(&program, 1, "--fixes CVE-2026-1 --hardware A").exits(0);
    program
}

/// What a unit with this root believes of a bundle, with the image.
fn taken(program: &Program, bundle: &str, root: &str) -> (Believed, Vec<u8>) {
    let (bundle, root) = (program.read(bundle).expect("a bundle"), program.read(root).expect("a root"));
    let now = Timestamp::from_second(seconds()).expect("a time");
    let reader = BundleReader::open(&bundle[..], &Limits::default()).expect("a bundle");
    let (believed, mut image) = reader.believe(&root, &Kept::default(), now).expect("it is believed");
    let mut content = Vec::new();
    image.read_to_end(&mut content).expect("it is the image");
    (believed, content)
}

/// The document of the line in a bundle.
fn line_of(bundle: &[u8]) -> Vec<u8> {
    let heading = BundleReader::open(bundle, &Limits::default()).expect("a bundle").heading().clone();
    let [line, image] = [heading.line.length, heading.image.length].map(|length| usize::try_from(length).expect("few"));
    bundle[bundle.len() - image - line..bundle.len() - image].to_vec()
}

fn show(program: &Program, more: &str) -> Run {
    words(program, &format!("release bundle-show fw.steadfast --root repository/1.root.json {more}"))
}

#[test]
fn a_bundle_holds_what_a_unit_believes_without_a_network() {
    let program = signed();
    let before = program.files();
    let made = words(&program, MAKE).exits(0);
    assert!(made.out.starts_with("fw.steadfast: gateway/1/fw.bin, 10 bytes, counts until 2"), "{}", made.out);
    let after = program.files().into_iter().filter(|(name, _)| name != "fw.steadfast").collect::<Vec<_>>();
    assert_eq!(after, before, "the bundle alone is new");
    let (believed, image) = taken(&program, "fw.steadfast", "repository/1.root.json");
    assert_eq!((image, believed.custom.sequence), (b"firmware 1".to_vec(), 1));
    let days = (believed.expires.moment().as_second() - seconds()) / 86_400;
    assert!((364..=365).contains(&days), "{days}");
    words(&program, &format!("{MAKE} --valid 30 --image fw.bin")).exits(0);
    let (believed, _) = taken(&program, "fw.steadfast", "repository/1.root.json");
    assert!((29..=30).contains(&((believed.expires.moment().as_second() - seconds()) / 86_400)));
    assert_eq!(words(&program, &format!("{MAKE} --valid 1096")).code, 2);
    assert_eq!(words(&program, "release bundle gateway/1/fw.bin").code, 2, "neither a key nor a place");
}

#[test]
fn a_bundle_is_looked_into_as_a_unit_would() {
    let program = signed();
    words(&program, MAKE).exits(0);
    let shown = show(&program, "").exits(0).out;
    for words in [
        "fw.steadfast: believed",
        "image      gateway/1/fw.bin, 10 bytes",
        "release    1.1 (rel_1), in the order 1",
        "kind       security",
        "mends      CVE-2026-1",
        "product    prd_1, part prt_1",
        "hardware   A",
        "line       gateway, version 2",
        "roots      1 to 1",
        "counts     until 2",
        "Whether that is the newest, a bundle does not prove.",
    ] {
        assert!(shown.contains(words), "{words:?} is not in {shown}");
    }
    let said = show(&program, "--format json").exits(0).json();
    assert_eq!((&said["freshness"], &said["custom"]["sequence"]), (&"not-proven".into(), &1.into()));
    assert_eq!((&said["image"]["path"], &said["roots"]["last"]), (&"gateway/1/fw.bin".into(), &1.into()));
}

#[test]
fn a_bundle_that_is_not_right_is_not_believed() {
    let program = signed();
    words(&program, MAKE).exits(0);
    let bundle = program.read("fw.steadfast").expect("a bundle");
    let refused = |bytes: &[u8], code: i32, reason: &str| {
        program.write("fw.steadfast", bytes);
        let run = show(&program, "").exits(code);
        assert!(run.err.contains(reason) && run.out.is_empty(), "{reason:?}: {} {}", run.out, run.err);
    };
    let mut other = bundle.clone();
    *other.last_mut().expect("an image") ^= 1;
    refused(&other, 1, "not believed: gateway/1/fw.bin: its sha256 is not the announced one");
    refused(&bundle[..bundle.len() - 1], 1, "not believed: image: the bundle ends within it");
    refused(&[&bundle[..], b"!"].concat(), 1, "not believed: something follows the image");
    refused(b"firmware 1", 2, "it does not begin with \"STEADFAST BUNDLE 1\"");
    program.write("fw.steadfast", &bundle);
    let stranger = self::program();
    program.write("stranger.json", stranger.read("repository/1.root.json").expect("a root"));
    let run = words(&program, "release bundle-show fw.steadfast --root stranger.json").exits(1);
    assert!(run.err.contains("targets: signed by 0 of its keys, 1 must"), "{}", run.err);
}

#[test]
fn what_is_not_what_the_line_signed_makes_no_bundle() {
    let program = signed();
    program.write("other.bin", "firmware 2").write("short.bin", "firmware").write("long.bin", "firmware 1!");
    let before = program.files();
    let make = |more: &str| words(&program, &format!("release bundle --out fw.steadfast {more}"));
    make("gateway/1/fw.bin --key l.key --image other.bin")
        .refuses(&["other.bin: is not the image that was signed: gateway/1/fw.bin: its sha256"]);
    make("gateway/1/fw.bin --key l.key --image short.bin").refuses(&["short.bin: is not the image", "ends within it"]);
    make("gateway/1/fw.bin --key l.key --image long.bin").refuses(&["long.bin: is not the image", "something follows"]);
    make("gateway/1/fw.bin --key l.key --image none.bin").refuses(&["none.bin: cannot be read"]);
    make("gateway/1/fw.bin --key m.key").refuses(&["m.key: nothing waits for a signature of this key"]);
    make("gateway/1/fw.bin --key t.key").refuses(&["t.key: nothing waits"]);
    make("gateway/2/fw.bin --key l.key").refuses(&["gateway/2/fw.bin: there is no such target in this line"]);
    make("sensor/1/fw.bin --key l.key").refuses(&["there is no metadata of sensor"]);
    make("targets --key l.key").refuses(&["targets: there is no such target"]);
    make("gateway/1/fw.bin --key l.key --first-root 2").refuses(&["the newest root is 1"]);
    let waits = make("gateway/1/fw.bin").exits(1);
    assert!(waits.out.contains("waits for signatures: 0 of 1 by the word of targets 1"), "{}", waits.out);
    assert_eq!(program.files(), before);
}

#[test]
fn a_delta_makes_no_bundle() {
    let program = program();
    let image = |last: &str| (0..40_000).map(|at| format!("{at}")).chain([last.to_owned()]).collect::<String>();
    program.write("fw.bin", image("one"));
    sign(&program, 1, "").exits(0);
    program.write("fw.bin", image("two"));
    sign(&program, 2, "").exits(0);
    let line: Value = serde_json::from_slice(&program.read("repository/3.gateway.json").expect("it")).expect("JSON");
    let targets = line["signed"]["targets"].as_object().expect("targets");
    let delta = targets.keys().find(|path| path.ends_with(".delta")).expect("a delta");
    words(&program, &format!("release bundle {delta} --key l.key --out fw.steadfast"))
        .refuses(&["is a delta; a bundle holds an image as a whole"]);
}

#[test]
fn a_folder_that_is_over_or_half_signed_makes_no_bundle() {
    let program = signed();
    for (file, key, reason) in [
        ("repository/1.root.json", "a.key", "1.root.json: counted until 2020-01-01T00:00:00Z"),
        ("repository/1.targets.json", "t.key", "1.targets.json: counted until 2020"),
        ("repository/2.gateway.json", "l.key", "2.gateway.json: counted until 2020"),
    ] {
        let (bytes, key) = (program.read(file).expect("metadata"), held(&program, key));
        let over = resigned(&bytes, &key, |signed| signed["expires"] = "2020-01-01T00:00:00Z".into());
        program.write(file, over);
        words(&program, MAKE).refuses(&[reason, "renew it before a bundle is made from it"]);
        program.write(file, bytes);
    }
    words(&program, "root rotate").exits(0);
    words(&program, MAKE).refuses(&["repository/2.root.json: waits for signatures"]);
}

/// A maker whose line is signed by two, with a release.
fn two() -> Program {
    let program = program();
    words(&program, "root line gateway --key l.key.pub --key m.key.pub --threshold 2").exits(0);
    words(&program, "root sign --key t.key --key l.key --key m.key").exits(0);
    sign(&program, 1, "--key m.key").exits(0);
    program
}

/// Carries the folder to another machine.
fn carry(program: &Program, to: &str) {
    for (name, _) in program.files() {
        if let Some(rest) = name.strip_prefix("repository/") {
            program.write(&format!("{to}/{rest}"), program.read(&name).expect("a file"));
        }
    }
}

const DRAFT: &str = "repository/bundles/gateway/1/fw.bin.json";

#[test]
fn where_two_must_sign_each_does_on_a_machine_of_their_own() {
    let program = two();
    let first = words(&program, "release bundle gateway/1/fw.bin --key l.key --valid 100").exits(0);
    assert!(first.out.starts_with(&format!("{DRAFT}: counts until 2")), "{}", first.out);
    assert!(first.out.contains("waits for signatures: 1 of 2 by the word of targets 2"), "{}", first.out);
    let alone = words(&program, &format!("{MAKE} --valid 100")).exits(1);
    assert!(alone.out.contains("1 of 2") && program.read("fw.steadfast").is_none(), "{}", alone.out);
    carry(&program, "other");
    let second = "release bundle gateway/1/fw.bin --dir other --key m.key --out fw.steadfast";
    words(&program, &format!("{second} --valid 90")).refuses(&["longer than 90 days; say --valid"]);
    words(&program, &format!("{second} --valid 200")).exits(0);
    let (believed, _) = taken(&program, "fw.steadfast", "repository/1.root.json");
    let days = (believed.expires.moment().as_second() - seconds()) / 86_400;
    assert!((99..=100).contains(&days), "it counts for as long as the first said: {days}");
    assert!(program.read("other/bundles/gateway/1/fw.bin.json").is_none(), "nothing waits any more");
}

#[test]
fn what_waits_is_signed_only_while_it_says_what_the_line_says() {
    let program = two();
    let make = |key: &str| words(&program, &format!("release bundle gateway/1/fw.bin --key {key}")).exits(0);
    make("l.key");
    let draft = program.read(DRAFT).expect("a draft");
    let altered = edited(&draft, |value| value["signed"]["targets"]["gateway/1/fw.bin"]["length"] = 11.into());
    program.write(DRAFT, altered);
    assert!(make("m.key").out.contains("1 of 2"), "it began anew");
    program.write("fw.bin", "firmware 2");
    sign(&program, 2, "--key m.key").exits(0);
    assert!(make("l.key").out.contains("1 of 2"), "the line has another version");
    assert!(make("m.key").out.ends_with(", signed\n"));
    words(&program, "release bundle gateway/1/fw.bin --out fw.steadfast").exits(0);
    assert!(program.read(DRAFT).is_none());
    taken(&program, "fw.steadfast", "repository/1.root.json");
}

#[test]
fn a_bundle_leads_from_the_first_root_and_its_line_is_never_published() {
    let maker = Maker::new(House::sqlite());
    maker.sign("1.0", b"firmware 1");
    maker.go(&format!("release bundle {FIRST} --key gateway.key --out one.steadfast"));
    let line = line_of(&maker.program().read("one.steadfast").expect("a bundle"));
    let refusing = Refusing::new(&maker);
    let words = "gateway: signed for a bundle alone, which a repository never shows";
    refusing.is(LINES, &[("2.gateway.json", &line)], 422, words);
    let later = resigned(&line, &held(maker.program(), "gateway.key"), |signed| signed["version"] = 3.into());
    refusing.is(LINES, &[("3.gateway.json", &later)], 422, words);
    maker.go("release publish");
    maker.go("root rotate --remove-root-key root-c.key.pub");
    maker.go("root sign --key root-a.key --key root-b.key");
    maker.go("root publish");
    maker.go(&format!("release bundle {FIRST} --key gateway.key --out two.steadfast"));
    let (believed, image) = taken(maker.program(), "two.steadfast", "repository/1.root.json");
    assert_eq!((image, believed.keep.root), (b"firmware 1".to_vec(), Some(maker.metadata("2.root.json"))));
    maker.go(&format!("release bundle {FIRST} --key gateway.key --first-root 2 --out short.steadfast"));
    taken(maker.program(), "short.steadfast", "repository/2.root.json");
    let reader = maker.reader("client");
    reader.download(FIRST).exits(0);
}
