//! Attacks with what a line says and how long it counts, and with the image.

use serde_json::json;
use steadfast_trust::tuf::{BundleError, Custom, Delta, Distrust};

use super::super::super::world::{CONTENT, LINE, PATH, edited, expires, file, publics};
use super::super::{Stick, described, distrusted, for_bundle};
use super::{Attack, malformed};

fn not_alone(error: &BundleError) -> bool {
    distrusted(error, |distrust| matches!(distrust, Distrust::OneImage { role, .. } if role == "gateway"))
}

fn not_handed(error: &BundleError) -> bool {
    distrusted(error, |distrust| matches!(distrust, Distrust::NotHanded { .. }))
}

pub(super) const SAID: &[Attack] = &[
    Attack {
        name: "a line that is over",
        mount: |world| {
            let signed = world.line.for_bundle(PATH, expires("2026-05-31T23:59:59Z")).expect("it is named");
            Stick { line: file(&signed, LINE), ..Stick::of(world) }
        },
        reason: |error| distrusted(error, |why| matches!(why, Distrust::Expired { role, .. } if role == "gateway")),
    },
    Attack {
        name: "a line that ends at this moment",
        mount: |world| {
            let signed = world.line.for_bundle(PATH, expires("2026-06-01T00:00:00Z")).expect("it is named");
            Stick { line: file(&signed, LINE), ..Stick::of(world) }
        },
        reason: |error| distrusted(error, |why| matches!(why, Distrust::Expired { role, .. } if role == "gateway")),
    },
    Attack {
        name: "a line that nobody delegates to",
        mount: |world| {
            world.targets.withdraw("gateway");
            Stick::of(world)
        },
        reason: |error| distrusted(error, |why| matches!(why, Distrust::Undelegated(role) if role == "gateway")),
    },
    Attack {
        name: "the top level in the place of a line",
        mount: |world| Stick { name: "targets", ..Stick::of(world) },
        reason: |error| distrusted(error, |why| matches!(why, Distrust::Undelegated(role) if role == "targets")),
    },
    Attack {
        name: "a path that the line was not handed",
        mount: |world| {
            world.targets.delegate("gateway", &["sensor/*/*".to_owned()], &publics(LINE), 1);
            Stick::of(world)
        },
        reason: not_handed,
    },
    Attack {
        name: "a path that another line was handed before",
        mount: |world| {
            let (name, patterns) = ("gateway", ["gateway/*/*".to_owned()]);
            world.targets.withdraw(name);
            world.targets.delegate("elder", &patterns, &publics(&[7]), 1);
            world.targets.delegate(name, &patterns, &publics(LINE), 1);
            Stick::of(world)
        },
        reason: not_handed,
    },
    Attack {
        name: "a path that the top level speaks of itself",
        mount: |world| {
            world.targets.content.targets.insert(PATH.to_owned(), described(b"another"));
            Stick::of(world)
        },
        reason: not_handed,
    },
    Attack {
        name: "another line's document",
        mount: |world| {
            world.targets.delegate("sensor", &["sensor/*/*".to_owned()], &publics(&[7]), 1);
            Stick { name: "sensor", line: file(&for_bundle(world), &[7]), ..Stick::of(world) }
        },
        reason: not_handed,
    },
    Attack {
        name: "two images in one document",
        mount: |world| {
            let mut signed = for_bundle(world);
            signed.content.targets.insert("gateway/2/fw.bin".to_owned(), described(b"newer"));
            Stick { line: file(&signed, LINE), ..Stick::of(world) }
        },
        reason: not_alone,
    },
    Attack {
        name: "no image",
        mount: |world| {
            let mut signed = for_bundle(world);
            signed.content.targets.clear();
            Stick { line: file(&signed, LINE), ..Stick::of(world) }
        },
        reason: not_alone,
    },
    Attack {
        name: "a line that hands its image on",
        mount: |world| {
            let mut signed = for_bundle(world);
            signed.delegate("deeper", &["gateway/*/*".to_owned()], &publics(&[9]), 1);
            Stick { line: file(&signed, LINE), ..Stick::of(world) }
        },
        reason: not_alone,
    },
    Attack {
        name: "the document of another image",
        mount: |world| Stick { path: "gateway/2/fw.bin", ..Stick::of(world) },
        reason: not_alone,
    },
    Attack {
        name: "an image of which nothing is said",
        mount: |world| {
            world.line.content.targets.get_mut(PATH).expect("it is named").custom = None;
            Stick::of(world)
        },
        reason: |error| matches!(error, BundleError::Custom(_)),
    },
    Attack {
        name: "a delta in the place of an image",
        mount: |world| {
            let file = world.line.content.targets.get_mut(PATH).expect("it is named");
            let delta = Delta { from: "00".repeat(32), to: "11".repeat(32), image: "gateway/1/fw".to_owned() };
            let said = Custom { delta: Some(delta), ..Custom::of(file).expect("it is said") };
            file.custom = Some(said.to_value().expect("a value"));
            Stick::of(world)
        },
        reason: |error| matches!(error, BundleError::Delta(path) if path == PATH),
    },
    Attack {
        name: "a root in the place of targets",
        mount: |world| Stick { targets: world.get("1.root.json"), ..Stick::of(world) },
        reason: |error| malformed(error, "targets"),
    },
    Attack {
        name: "a line of another form",
        mount: |world| {
            let stick = Stick::of(world);
            Stick { line: edited(&stick.line, |value| value["signed"]["spec_version"] = json!("2.0")), ..stick }
        },
        reason: |error| malformed(error, "gateway"),
    },
];

pub(super) const IMAGE: &[Attack] = &[
    Attack {
        name: "another image of the same length",
        mount: |world| Stick { image: b"malware!".to_vec(), ..Stick::of(world) },
        reason: |error| distrusted(error, |why| matches!(why, Distrust::Hash { algorithm: "sha256", .. })),
    },
    Attack {
        name: "an image that is missing",
        mount: |world| Stick { image: Vec::new(), ..Stick::of(world) },
        reason: |error| matches!(error, BundleError::Cut("image")),
    },
    Attack {
        name: "a shorter image",
        mount: |world| Stick { image: CONTENT[..7].to_vec(), ..Stick::of(world) },
        reason: |error| matches!(error, BundleError::Cut("image")),
    },
    Attack {
        name: "a longer image",
        mount: |world| Stick { image: [CONTENT, b"!"].concat(), ..Stick::of(world) },
        reason: |error| matches!(error, BundleError::Trailing),
    },
    Attack {
        name: "a shorter image that says so",
        mount: |world| Stick { image: CONTENT[..7].to_vec(), announced: 7, ..Stick::of(world) },
        reason: |error| distrusted(error, |why| matches!(why, Distrust::Length { found: 7, announced: 8, .. })),
    },
    Attack {
        name: "an image without end that says so",
        mount: |world| Stick { announced: u64::MAX, ..Stick::of(world) },
        reason: |error| distrusted(error, |why| matches!(why, Distrust::Length { announced: 8, .. })),
    },
    Attack {
        name: "an image whose hash nobody knows",
        mount: |world| {
            let file = world.line.content.targets.get_mut(PATH).expect("it is named");
            file.hashes = [("md5".to_owned(), "00".repeat(16))].into();
            Stick::of(world)
        },
        reason: |error| distrusted(error, |why| matches!(why, Distrust::NoHash(path) if path == PATH)),
    },
];
