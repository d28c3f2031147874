//! Deltas: made when a release is signed, published beside it, fetched as targets, applied to the older image.

use serde_json::Value;
use steadfast_delta::apply;
use steadfast_trust::encoding::hex;
use steadfast_trust::hash::sha256;

use super::field::Field;
use super::kept::lies;
use super::maker::{FIRST, Maker, keys, words};
use super::refused::{LINES, Refusing, key, resigned};
use crate::program::Program;
use crate::serve::house::{House, on_both};

/// The second release's file.
const SECOND: &str = "gateway/2/fw.bin";

/// A firmware of 4 MB, in which nothing repeats.
fn firmware() -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    };
    (0..500_000).flat_map(|_| next()).collect()
}

/// The next version of it: addresses that moved, a function that grew.
fn next(firmware: &[u8], version: u8) -> Vec<u8> {
    let mut new = firmware.to_vec();
    new.iter_mut().step_by(9_001).for_each(|byte| *byte = byte.wrapping_add(version));
    let at = new.len() / 3;
    new.splice(at..at, format!("what version {version} adds").bytes().cycle().take(700));
    new
}

/// Where the delta from this content to an image lies.
fn path(image: &str, from: &[u8]) -> String {
    format!("{image}.from-{}.delta", &hex(&sha256(&[from]))[..16])
}

fn applied(old: &[u8], delta: &[u8]) -> Vec<u8> {
    let mut new = Vec::new();
    apply(old, delta, &mut new).expect("the image");
    new
}

#[test]
fn a_delta_is_signed_published_fetched_and_gives_the_image() {
    on_both(|house| {
        let maker = Maker::new(house);
        let one = firmware();
        let (two, three) = (next(&one, 2), next(&one, 3));
        maker.release("1.0", &one);
        maker.sign("1.1", &two);
        let from_one = path(SECOND, &one);
        let published = maker.go("release publish").out;
        assert!(published.contains(&format!("{from_one}: sent")) && published.contains("2 new files"), "{published}");
        maker.release("1.2", &three);
        let reader = maker.reader("client");
        for (path, old, new) in [
            (from_one.clone(), &one, &two),
            (path("gateway/3/fw.bin", &one), &one, &three),
            (path("gateway/3/fw.bin", &two), &two, &three),
        ] {
            reader.download(&path).exits(0);
            let delta = reader.has(&path).expect("the delta");
            assert!(delta.len() < new.len() / 10, "{} bytes", delta.len());
            assert!(applied(old, &delta) == *new, "{path}");
        }
        reader.download("gateway/3/fw.bin").exits(0);
        assert!(reader.has("gateway/3/fw.bin").as_ref() == Some(&three), "the image is there as a whole");

        // What is kept and proved for ten years is the delta too.
        let delta = sha256(&[&reader.has(&from_one).expect("the delta")]);
        maker.work_off("artifact-proof");
        let kept = maker.get(&format!("/artifacts/{}", hex(&delta)));
        assert!(kept["proved"].is_string() && kept["fault"].is_null(), "{kept}");
    });
}

#[test]
fn a_damaged_delta_is_neither_served_as_whole_nor_applied() {
    let maker = Maker::new(House::sqlite());
    let one = firmware();
    let two = next(&one, 2);
    maker.release("1.0", &one);
    maker.release("1.1", &two);
    let path = path(SECOND, &one);
    let good = maker.program().read(&format!("repository/targets/{path}")).expect("the delta");
    for at in [0, 50, good.len() / 2, good.len() - 1] {
        let mut damaged = good.clone();
        damaged[at] ^= 1;
        let mut new = Vec::new();
        assert!(apply(&one, &damaged[..], &mut new).is_err(), "byte {at}");
    }
    assert!(apply(&two, &good[..], &mut Vec::new()).is_err(), "it is for another image");
    let mut damaged = good.clone();
    damaged[good.len() / 2] ^= 1;
    std::fs::write(lies(&maker, &good), damaged).expect("damaged");
    let reader = maker.reader("client");
    assert_ne!(reader.download(&path).code, 0);
    assert!(reader.has(&path).is_none(), "nothing that is not right is left there");
    // The image is the way that stays.
    reader.download(SECOND).exits(0);
}

#[test]
fn a_delta_goes_with_its_image() {
    let maker = Maker::new(House::sqlite());
    let one = firmware();
    maker.release("1.0", &one);
    maker.release("1.1", &next(&one, 2));
    let delta = path(SECOND, &one);
    let reader = maker.reader("client");
    reader.download(&delta).exits(0);
    let own = key(&maker, "gateway.key");
    let without = resigned(&maker.metadata("3.gateway.json"), &own, |signed| {
        signed["version"] = 4.into();
        signed["targets"].as_object_mut().expect("targets").remove(SECOND);
    });
    Refusing::new(&maker).is(LINES, &[("4.gateway.json", &without)], 422, "is not named beside it");
    maker.go(&format!("release sign --withdraw {SECOND} --line gateway --key gateway.key"));
    let published = maker.go("release publish").out;
    assert!(published.contains("2 no longer offered"), "{published}");
    let later = maker.reader("later");
    assert_ne!(later.download(&delta).code, 0);
    assert_ne!(later.download(SECOND).code, 0);
    later.download(FIRST).exits(0);
    // Devices that have what was withdrawn go on from it.
    maker.release("1.2", &next(&one, 3));
    later.download(&path("gateway/3/fw.bin", &one)).exits(0);
}

#[test]
fn what_is_said_wrongly_of_a_delta_is_not_published() {
    let maker = Maker::new(House::sqlite());
    let one = firmware();
    maker.release("1.0", &one);
    maker.sign("1.1", &next(&one, 2));
    let path = path(SECOND, &one);
    for file in [SECOND, &path] {
        let content = maker.program().read(&format!("repository/targets/{file}")).expect("a file");
        let sent = ureq::post(format!("{}/api/v1/artifacts", maker.address()))
            .header("authorization", format!("Bearer {}", maker.own_token()))
            .send(&content[..]);
        assert_eq!(sent.expect("an answer").status(), 201);
    }
    let line = maker.metadata("3.gateway.json");
    let own = key(&maker, "gateway.key");
    let refusing = Refusing::new(&maker);
    let hostile = |edit: &dyn Fn(&mut Value), words: &str| {
        let edited = resigned(&line, &own, |signed| edit(&mut signed["targets"][&path]["custom"]["steadfast"]));
        refusing.is(LINES, &[("3.gateway.json", &edited)], 422, words);
    };
    let elsewhere = hex(&sha256(&[b"elsewhere"]));
    hostile(&|said| said["delta"]["to"] = elsewhere.clone().into(), "another content than that of the image");
    hostile(&|said| said["delta"]["from"] = elsewhere.clone().into(), "what this line never had");
    hostile(&|said| said["delta"]["from"] = said["delta"]["to"].clone(), "what this line never had");
    hostile(&|said| said["delta"]["from"] = "zz".into(), "is no SHA-256");
    hostile(&|said| said["delta"]["image"] = "sensor/2/fw.bin".into(), "is not named beside it");
    hostile(&|said| said["delta"]["image"] = FIRST.into(), "of another release");
    hostile(&|said| said["delta"]["image"] = path.clone().into(), "something else than the image");
    hostile(&|said| said["hardware"] = serde_json::json!(["B"]), "something else than the image");
    hostile(&|said| said["kind"] = "feature".into(), "something else than the image");
    let itself = resigned(&line, &own, |signed| {
        let delta = signed["targets"][&path]["custom"]["steadfast"]["delta"].clone();
        signed["targets"][&path] = signed["targets"][SECOND].clone();
        signed["targets"][&path]["custom"]["steadfast"]["delta"] = delta;
    });
    refusing.is(LINES, &[("3.gateway.json", &itself)], 422, "another content than that of the image");
    maker.go("release publish");
}

#[test]
fn devices_at_the_hawkbit_door_get_the_image_alone() {
    let field = Field::new(House::sqlite());
    let device = field.device("SN-1");
    let one = firmware();
    field.released("1.0", &one);
    device.runs("1.0");
    let release = field.released("1.1", &next(&one, 2));
    let id = field.planned(&release, "--market DE --wave 100:100:50");
    field.go(&format!("rollout approve {id}"));
    field.go(&format!("rollout start {id}"));
    let told = device.asked(&device.update());
    let files = &told["deployment"]["chunks"][0]["artifacts"];
    let names: Vec<&Value> = files.as_array().expect("files").iter().map(|file| &file["filename"]).collect();
    assert_eq!(names, ["fw.bin"], "{told}");
}

/// A folder with keys and a line, without a server.
fn offline() -> Program {
    let program = Program::new();
    keys(&program, &["a", "t", "l"]);
    words(&program, "root init --root-key a.key.pub --targets-key t.key.pub --online-key a.key.pub").exits(0);
    words(&program, "root line gateway --key l.key.pub").exits(0);
    words(&program, "root sign --key a.key --key t.key --key l.key").exits(0);
    program
}

/// Signs a content as the release with this sequence; what is said.
#[track_caller]
fn signed(program: &Program, sequence: u64, content: &[u8], more: &str) -> String {
    program.write("fw.bin", content);
    let line = format!(
        "release sign fw.bin --line gateway --key l.key --release rel_{sequence} --product prd_1 --part prt_1 \
         --version 1.{sequence} --sequence {sequence} --kind security {more}"
    );
    words(program, &line).exits(0).out
}

#[test]
fn as_many_deltas_are_made_as_was_said_and_why_there_is_none_is_told() {
    let program = offline();
    let one = firmware();
    let contents: Vec<Vec<u8>> = (2..=4).map(|version| next(&one, version)).collect();
    let first = signed(&program, 1, &one, "");
    assert!(!first.contains("delta"), "{first}");
    let second = signed(&program, 2, &contents[0], "--delta-from 0");
    assert!(!second.contains("delta"), "{second}");
    let third = signed(&program, 3, &contents[1], "--delta-from 1");
    let (from_first, from_second) = (path("gateway/3/fw.bin", &one), path("gateway/3/fw.bin", &contents[0]));
    assert!(third.contains(&from_second) && !third.contains(&from_first), "{third}");
    let bytes: Vec<u8> = program.read("repository/4.gateway.json").expect("the line");
    let line: Value = serde_json::from_slice(&bytes).expect("JSON");
    let said = &line["signed"]["targets"][&from_second]["custom"]["steadfast"];
    assert_eq!(said["delta"]["image"], "gateway/3/fw.bin", "{said}");
    assert_eq!(said["delta"]["from"], hex(&sha256(&[&contents[0]])), "{said}");
    assert_eq!((&said["sequence"], &said["release"]), (&3.into(), &"rel_3".into()), "{said}");

    std::fs::remove_file(program.path("repository/targets/gateway/3/fw.bin")).expect("removed");
    program.write("repository/targets/gateway/2/fw.bin", "another");
    let fourth = signed(&program, 4, &contents[2], "");
    assert!(fourth.contains("no delta from gateway/3/fw.bin: its bytes do not lie in"), "{fourth}");
    assert!(fourth.contains("no delta from gateway/2/fw.bin") && fourth.contains("no longer the file"), "{fourth}");

    let mut unlike = one.clone();
    unlike.iter_mut().for_each(|byte| *byte = byte.wrapping_mul(31) ^ 0x5a);
    let fifth = signed(&program, 5, &unlike, "--delta-from 1");
    assert!(
        fifth.contains("no delta from gateway/4/fw.bin: it would be ") && fifth.contains(" % of the image"),
        "{fifth}"
    );
    for (sequence, more) in [(6, "--channel beta"), (7, "--hardware B")] {
        let other = signed(&program, sequence, &contents[0], more);
        assert!(!other.contains("delta"), "{more}: {other}");
    }
}
