//! Sticks that somebody made to be believed, one by one. Each is refused for its own reason.

use serde_json::json;
use steadfast_trust::tuf::{BundleError, Custom, Delta, Distrust, Malformed, RoleKeys, UpdateKind};

use super::super::world::{CONTENT, LINE, ONLINE, PATH, ROOTS, TARGETS, World, edited, expires, file, publics};
use super::{Stick, Unit, described, distrusted, for_bundle, second_root, unsigned, world, wrong_version};

/// What somebody does to a stick, and the reason for which it must be refused.
struct Attack {
    name: &'static str,
    mount: fn(&mut World) -> Stick,
    reason: fn(&BundleError) -> bool,
}

fn malformed(error: &BundleError, of: &str) -> bool {
    distrusted(error, |distrust| matches!(distrust, Distrust::Malformed { role, .. } if role == of))
}

fn not_alone(error: &BundleError) -> bool {
    distrusted(error, |distrust| matches!(distrust, Distrust::OneImage { role, .. } if role == "gateway"))
}

fn not_handed(error: &BundleError) -> bool {
    distrusted(error, |distrust| matches!(distrust, Distrust::NotHanded { .. }))
}

/// The stick with its line's document by these keys.
fn line_by(world: &mut World, by: &[u8]) -> Stick {
    Stick { line: file(&for_bundle(world), by), ..Stick::of(world) }
}

fn targets_by(world: &mut World, by: &[u8]) -> Stick {
    Stick { targets: file(&world.targets, by), ..Stick::of(world) }
}

/// The stick with another second root, by these keys.
fn root_by(world: &mut World, version: u64, by: &[u8]) -> Stick {
    world.root.version = version;
    world.put_root(by);
    Stick { first: 2, ..Stick::of(world) }
}

/// A file without the post-quantum half of its one signature.
fn halved(bytes: &[u8]) -> Vec<u8> {
    edited(bytes, |value| drop(value["signatures"].as_array_mut().expect("signatures").pop()))
}

/// A file without the Ed25519 half.
fn without_first(bytes: &[u8]) -> Vec<u8> {
    edited(bytes, |value| drop(value["signatures"].as_array_mut().expect("signatures").remove(0)))
}

const SIGNERS: &[Attack] = &[
    Attack {
        name: "targets by a stranger",
        mount: |world| targets_by(world, &[9]),
        reason: |error| unsigned(error, "targets"),
    },
    Attack {
        name: "targets by the server's key",
        mount: |world| targets_by(world, ONLINE),
        reason: |error| unsigned(error, "targets"),
    },
    Attack {
        name: "a line by a stranger",
        mount: |world| line_by(world, &[9]),
        reason: |error| unsigned(error, "gateway"),
    },
    Attack {
        name: "a line by the server's key",
        mount: |world| line_by(world, ONLINE),
        reason: |error| unsigned(error, "gateway"),
    },
    Attack {
        name: "a line by the key of targets",
        mount: |world| line_by(world, TARGETS),
        reason: |error| unsigned(error, "gateway"),
    },
    Attack { name: "a line by nobody", mount: |world| line_by(world, &[]), reason: |error| unsigned(error, "gateway") },
    Attack {
        name: "a line by one where two must",
        mount: |world| {
            world.targets.delegate("gateway", &["gateway/*/*".to_owned()], &publics(&[5, 7]), 2);
            line_by(world, LINE)
        },
        reason: |error| distrusted(error, |why| matches!(why, Distrust::Signatures { have: 1, need: 2, .. })),
    },
    Attack {
        name: "one key named twice for a line where two must sign",
        mount: |world| {
            let id = publics(LINE)[0].id();
            let delegations = world.targets.content.delegations.as_mut().expect("delegations");
            let named = &mut delegations.roles[0].keys;
            let twice = RoleKeys::new(vec![id.clone(), id], 2);
            *named = RoleKeys { more: named.more.clone(), ..twice };
            line_by(world, LINE)
        },
        reason: |error| distrusted(error, |why| matches!(why, Distrust::Signatures { have: 1, need: 2, .. })),
    },
    Attack {
        name: "one key under two ids",
        mount: |world| {
            let id = publics(LINE)[0].id();
            let delegations = world.targets.content.delegations.as_mut().expect("delegations");
            delegations.keys.insert("alias".to_owned(), delegations.keys[&id].clone());
            let named = &mut delegations.roles[0].keys;
            let twice = RoleKeys::new(vec![id.clone(), "alias".to_owned()], 2);
            *named = RoleKeys { more: named.more.clone(), ..twice };
            let stick = line_by(world, LINE);
            let line = edited(&stick.line, |value| {
                let mut again = value["signatures"][0].clone();
                again["keyid"] = "alias".into();
                value["signatures"].as_array_mut().expect("signatures").push(again);
            });
            Stick { line, ..stick }
        },
        reason: |error| distrusted(error, |why| matches!(why, Distrust::Signatures { have: 1, need: 2, .. })),
    },
    Attack {
        name: "a signature given twice",
        mount: |world| {
            let stick = Stick::of(world);
            let line = edited(&stick.line, |value| {
                let again = value["signatures"][0].clone();
                value["signatures"].as_array_mut().expect("signatures").push(again);
            });
            Stick { line, ..stick }
        },
        reason: |error| distrusted(error, |why| matches!(why, Distrust::Malformed { reason: Malformed::Rule(_), .. })),
    },
    Attack {
        name: "a line without the half that outlives quantum computers",
        mount: |world| {
            let stick = Stick::of(world);
            Stick { line: halved(&stick.line), ..stick }
        },
        reason: |error| unsigned(error, "gateway"),
    },
    Attack {
        name: "a line with that half alone",
        mount: |world| {
            let stick = Stick::of(world);
            Stick { line: without_first(&stick.line), ..stick }
        },
        reason: |error| unsigned(error, "gateway"),
    },
    Attack {
        name: "targets without the half that outlives quantum computers",
        mount: |world| {
            let stick = Stick::of(world);
            Stick { targets: halved(&stick.targets), ..stick }
        },
        reason: |error| unsigned(error, "targets"),
    },
    Attack {
        name: "a line that was changed after it was signed",
        mount: |world| {
            let stick = Stick::of(world);
            let line = edited(&stick.line, |value| value["signed"]["expires"] = "2036-01-01T00:00:00Z".into());
            Stick { line, ..stick }
        },
        reason: |error| unsigned(error, "gateway"),
    },
];

const ROOT_CHAIN: &[Attack] = &[
    Attack {
        name: "a root by too few",
        mount: |world| root_by(world, 2, &[1]),
        reason: |error| unsigned(error, "root"),
    },
    Attack {
        name: "a root by its new keys alone",
        mount: |world| {
            world.root.assign("root", &publics(&[8, 9]), 2);
            root_by(world, 2, &[8, 9])
        },
        reason: |error| unsigned(error, "root"),
    },
    Attack {
        name: "a root by the old keys alone",
        mount: |world| {
            world.root.assign("root", &publics(&[8, 9]), 2);
            root_by(world, 2, ROOTS)
        },
        reason: |error| unsigned(error, "root"),
    },
    Attack {
        name: "roots with one left out",
        mount: |world| Stick { first: 3, ..root_by(world, 3, ROOTS) },
        reason: |error| wrong_version(error, "root"),
    },
    Attack {
        name: "the same root again as the next",
        mount: |world| Stick { first: 2, ..Stick::of(world) },
        reason: |error| wrong_version(error, "root"),
    },
    Attack {
        name: "roots in the wrong order",
        mount: |world| {
            let second = root_by(world, 2, ROOTS).roots;
            let third = root_by(world, 3, ROOTS).roots;
            Stick { first: 2, roots: [third, second].concat(), ..Stick::of(world) }
        },
        reason: |error| wrong_version(error, "root"),
    },
    Attack {
        name: "a chain that forks before the unit's own root",
        mount: |world| {
            world.root.assign("root", &publics(&[8, 9]), 2);
            let first = root_by(world, 1, &[8, 9]).roots;
            let second = root_by(world, 2, &[8, 9]).roots;
            Stick { first: 1, roots: [first, second].concat(), ..Stick::of(world) }
        },
        reason: |error| unsigned(error, "root"),
    },
    Attack {
        name: "a fork behind it",
        mount: |world| {
            let second = root_by(world, 2, ROOTS).roots;
            world.root.assign("root", &publics(&[8, 9]), 2);
            let third = root_by(world, 3, &[8, 9]).roots;
            Stick { first: 2, roots: [second, third].concat(), ..Stick::of(world) }
        },
        reason: |error| unsigned(error, "root"),
    },
    Attack {
        name: "targets as the next root",
        mount: |world| Stick { first: 2, roots: vec![file(&world.targets, TARGETS)], ..Stick::of(world) },
        reason: |error| malformed(error, "root"),
    },
    Attack {
        name: "a root that drops the second halves, without them",
        mount: |world| {
            world.root.pq.clear();
            let stick = root_by(world, 2, ROOTS);
            let roots = stick.roots.iter().map(|root| {
                edited(root, |value| {
                    let signatures = value["signatures"].as_array_mut().expect("signatures");
                    signatures.retain(|one| one["sig"].as_str().is_some_and(|sig| sig.len() == 128));
                })
            });
            Stick { roots: roots.collect(), ..stick }
        },
        reason: |error| unsigned(error, "root"),
    },
];

const SAID: &[Attack] = &[
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

const IMAGE: &[Attack] = &[
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

#[test]
fn every_stick_that_is_not_right_is_refused_for_its_own_reason() {
    for Attack { name, mount, reason } in [SIGNERS, ROOT_CHAIN, SAID, IMAGE].into_iter().flatten() {
        let mut world = world();
        let unit = Unit::new(&world);
        let stick = mount(&mut world);
        let refused = unit.takes(&stick.bytes()).expect_err(name);
        assert!(reason(&refused), "{name}: {refused:?}");
    }
}

#[test]
fn whom_an_image_is_for_is_left_to_the_unit() {
    let mut world = world();
    let file = world.line.content.targets.get_mut(PATH).expect("it is named");
    let said =
        Custom { product: "prd_9".to_owned(), kind: UpdateKind::Feature, ..Custom::of(file).expect("it is said") };
    file.custom = Some(said.to_value().expect("a value"));
    let (believed, _) = Unit::new(&world).takes(&Stick::of(&world).bytes()).expect("it is believed");
    assert_eq!(believed.custom, said);
}

#[test]
fn what_is_refused_on_the_way_costs_nothing() {
    let mut world = world();
    second_root(&mut world);
    let unit = Unit::new(&world);
    let (good, bad) = (Stick::of(&world), line_by(&mut world, &[9]));
    unit.takes(&bad.bytes()).expect_err("its root is good, its line is not");
    unit.takes(&good.bytes()).expect("it is believed from the same root on");
}
