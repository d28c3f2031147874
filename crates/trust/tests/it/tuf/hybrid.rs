//! Pairs of keys: a pair counts if both of its halves signed. Tools that know nothing of pairs see Ed25519 alone.

use serde_json::{Value, json};
use steadfast_trust::encoding::{base64, hex};
use steadfast_trust::tuf::{ClientError, Distrust, Draft, Ed25519Key, Public, Sign};

use super::world::{LINE, ONLINE, PATH, ROOTS, TARGETS, World, edited, file, public, publics};
use crate::key;

/// What becomes of a file.
type Form = fn(&[u8]) -> Vec<u8>;

/// Hexadecimal digits of an ML-DSA-65 signature.
const SECOND: usize = 2 * 3309;

fn is_second(signature: &Value) -> bool {
    signature["sig"].as_str().is_some_and(|sig| sig.len() == SECOND)
}

/// The file without one half of its signatures, or with another one in its place.
fn halved(bytes: &[u8], second: bool, instead: Option<fn(&Value) -> Value>) -> Vec<u8> {
    edited(bytes, |value| {
        let signatures = value["signatures"].as_array_mut().expect("signatures");
        match instead {
            None => signatures.retain(|one| is_second(one) != second),
            Some(instead) => {
                for one in signatures.iter_mut().filter(|one| is_second(one) == second) {
                    *one = instead(one);
                }
            }
        }
    })
}

/// Another signature than this: its last bit is not what it was.
fn flipped(one: &Value) -> Value {
    let sig = one["sig"].as_str().expect("a signature");
    let (rest, last) = sig.split_at(sig.len() - 1);
    let other = if last == "0" { "1" } else { "0" };
    json!({"keyid": one["keyid"], "sig": format!("{rest}{other}")})
}

/// Hexadecimal of nothing, and no hexadecimal.
fn empty(one: &Value) -> Value {
    json!({"keyid": one["keyid"], "sig": ""})
}

/// A signature by another key's second half, under the id of the right one.
fn by_another(bytes: &[u8], other: u8) -> Vec<u8> {
    let value: Value = serde_json::from_slice(bytes).expect("JSON");
    let mut draft = Draft::read(bytes).expect("metadata");
    draft.sign(&key(other)).expect("it signs");
    let signed: Value = serde_json::from_slice(&draft.to_bytes().expect("written")).expect("JSON");
    let known = |keyid: &Value| value["signatures"].as_array().expect("them").iter().any(|one| one["keyid"] == *keyid);
    let strange = signed["signatures"].as_array().expect("signatures").iter();
    let strange = strange.filter(|one| is_second(one)).find(|one| !known(&one["keyid"])).expect("another's").clone();
    edited(bytes, |value| {
        for one in value["signatures"].as_array_mut().expect("signatures").iter_mut().filter(|one| is_second(one)) {
            one["sig"] = strange["sig"].clone();
        }
    })
}

/// Puts the newest file of a role there in another form, and has it named.
fn replace(world: &mut World, role: &str, form: impl Fn(&[u8]) -> Vec<u8>) {
    match role {
        "root" => {
            world.root.version = 2;
            world.put("2.root.json", form(&file(&world.root, ROOTS)));
        }
        "targets" => {
            world.targets.version = 2;
            let bytes = form(&file(&world.targets, TARGETS));
            world.place("targets", 2, bytes);
            world.next();
        }
        "gateway" => {
            world.line.version = 2;
            let bytes = form(&file(&world.line, LINE));
            world.place("gateway", 2, bytes);
            world.next();
        }
        "snapshot" => {
            (world.snapshot.version, world.timestamp.version) = (2, 2);
            let bytes = form(&file(&world.snapshot, ONLINE));
            world.timestamp.content.meta.insert("snapshot.json".to_owned(), super::world::said(2, &bytes));
            world.put("2.snapshot.json", bytes);
            world.put_timestamp(ONLINE);
        }
        _ => {
            world.next();
            world.put("timestamp.json", form(&world.get("timestamp.json")));
        }
    }
}

const ROLES: [&str; 5] = ["root", "timestamp", "snapshot", "targets", "gateway"];

#[test]
fn a_pair_counts_only_if_both_of_its_halves_signed_whatever_the_role() {
    let forms: [(&str, Form); 7] = [
        ("the second half missing", |bytes| halved(bytes, true, None)),
        ("the first half missing", |bytes| halved(bytes, false, None)),
        ("the second half wrong", |bytes| halved(bytes, true, Some(flipped))),
        ("the first half wrong", |bytes| halved(bytes, false, Some(flipped))),
        ("the second half empty", |bytes| halved(bytes, true, Some(empty))),
        ("the first half empty", |bytes| halved(bytes, false, Some(empty))),
        ("the second half of another key", |bytes| by_another(bytes, 9)),
    ];
    for role in ROLES {
        for (name, form) in forms {
            let mut world = World::believed();
            replace(&mut world, role, form);
            let refused = world.refresh().expect_err(name);
            let few = matches!(&refused,
                ClientError::Distrust(Distrust::Signatures { role: of, have: 0, .. }) if of == role);
            assert!(few, "{role}, {name}: {refused:?}");
        }
        let mut world = World::believed();
        replace(&mut world, role, <[u8]>::to_vec);
        world.refresh().unwrap_or_else(|error| panic!("{role} with both halves: {error:?}"));
    }
}

#[test]
fn second_halves_are_dropped_by_the_old_pairs_alone() {
    let without = |world: &mut World| {
        world.root.version = 2;
        world.root.pq.clear();
    };
    let mut world = World::believed();
    without(&mut world);
    world.put("2.root.json", halved(&file(&world.root, ROOTS), true, None));
    let refused = world.refresh().expect_err("whoever breaks Ed25519 would sign that");
    let none = matches!(refused, ClientError::Distrust(Distrust::Signatures { have: 0, need: 2, .. }));
    assert!(none, "{refused:?}");

    let mut world = World::believed();
    without(&mut world);
    world.put_root(ROOTS);
    world.refresh().expect("the old pairs signed it");
    world.next();
    world.put("timestamp.json", halved(&world.get("timestamp.json"), true, None));
    world.refresh().expect("from there on Ed25519 alone counts, as this root says");
}

#[test]
fn second_halves_can_be_added_later_and_count_from_then_on() {
    let mut world = World::new();
    world.root.pq.clear();
    world.put_root(ROOTS);
    world.trust("1.root.json");
    world.refresh().expect("Ed25519 alone");
    world.root.version = 2;
    for role in ["root", "targets", "snapshot", "timestamp"] {
        let (numbers, threshold): (&[u8], usize) = match role {
            "root" => (&[1, 2, 3], 2),
            "targets" => (TARGETS, 1),
            _ => (ONLINE, 1),
        };
        world.root.assign(role, &publics(numbers), threshold);
    }
    assert_eq!(world.root.pq.len(), 5, "every key has its second half");
    // By the old root Ed25519 is enough, by its own word it is not.
    world.put("2.root.json", halved(&file(&world.root, ROOTS), true, None));
    assert!(matches!(world.refresh(), Err(ClientError::Distrust(Distrust::Signatures { have: 0, need: 2, .. }))));
    world.put_root(ROOTS);
    world.refresh().expect("both halves");
    world.next();
    world.put("timestamp.json", halved(&world.get("timestamp.json"), true, None));
    assert!(matches!(world.refresh(), Err(ClientError::Distrust(Distrust::Signatures { have: 0, need: 1, .. }))));
}

#[test]
fn what_a_line_must_sign_with_is_said_by_its_delegator_and_not_by_itself() {
    // The line says that no second half is needed; targets say one is.
    let mut world = World::believed();
    world.line.pq.clear();
    replace(&mut world, "gateway", |bytes| halved(bytes, true, None));
    assert!(matches!(world.refresh(), Err(ClientError::Distrust(Distrust::Signatures { have: 0, need: 1, .. }))));
    // Targets drop it: signed by the pair of targets, that is their right.
    let mut world = World::believed();
    world.targets.version = 2;
    world.targets.pq.clear();
    world.put_targets(TARGETS);
    world.line.version = 2;
    let bytes = halved(&file(&world.line, LINE), true, None);
    world.place("gateway", 2, bytes);
    world.next();
    world.refresh().expect("targets no longer ask for a second half");
}

#[test]
fn one_second_half_does_not_stand_beside_two_first_ones() {
    let mut world = World::believed();
    world.root.version = 2;
    world.root.assign("timestamp", &publics(&[6, 7]), 2);
    let (six, seven) = (public(6), public(7));
    world.root.pq.insert(seven.id(), base64(six.ml_dsa().expect("a pair")));
    world.put_root(ROOTS);
    world.timestamp.version = 2;
    let mut draft = Draft::new(&world.timestamp).expect("it can be written");
    draft.sign(&key(6)).expect("it signs");
    draft.sign(&Ed25519Key::from_seed(&[7; 32])).expect("it signs");
    world.put("timestamp.json", draft.to_bytes().expect("written"));
    let refused = world.refresh().expect_err("one lattice key is one key");
    assert!(matches!(refused, ClientError::Distrust(Distrust::Signatures { have: 1, need: 2, .. })), "{refused:?}");
}

#[test]
fn a_second_half_that_is_none_lets_its_key_count_for_nothing() {
    for odd in ["", "AAAA", "no base64", &base64(&[0; 1951])] {
        let mut world = World::believed();
        world.root.version = 2;
        world.root.pq.insert(public(6).id(), odd.to_owned());
        world.put_root(ROOTS);
        world.next();
        let refused = world.refresh().expect_err(odd);
        assert!(matches!(refused, ClientError::Distrust(Distrust::Signatures { have: 0, need: 1, .. })), "{refused:?}");
    }
}

#[test]
fn keys_without_a_second_half_work_by_themselves() {
    let alone = |number: u8| Ed25519Key::from_seed(&[number; 32]);
    assert_eq!(alone(6).public().ml_dsa(), None);
    let mut world = World::new();
    let named: Vec<Public> = [1, 2, 3].iter().map(|number| alone(*number).public()).collect();
    world.root.assign("root", &named, 2);
    for role in ["targets", "snapshot", "timestamp"] {
        world.root.assign(role, &[alone(6).public()], 1);
    }
    assert!(world.root.pq.is_empty(), "{:?}", world.root.pq);
    let by = |bytes: Vec<u8>, numbers: &[u8]| {
        let mut draft = Draft::read(&bytes).expect("metadata");
        numbers.iter().for_each(|number| draft.sign(&alone(*number)).expect("it signs"));
        draft.to_bytes().expect("written")
    };
    world.put("1.root.json", by(file(&world.root, &[]), &[1, 2]));
    world.trust("1.root.json");
    let targets = by(file(&world.targets, &[]), &[6]);
    world.place("targets", 1, targets);
    let snapshot = by(file(&world.snapshot, &[]), &[6]);
    world.timestamp.content.meta.insert("snapshot.json".to_owned(), super::world::said(1, &snapshot));
    world.put("1.snapshot.json", snapshot);
    world.put("timestamp.json", by(file(&world.timestamp, &[]), &[6]));
    assert_eq!(world.refresh().expect("it is believed").path, PATH);
}

#[test]
fn other_tools_see_plain_keys_and_plain_signatures() {
    let world = World::new();
    let root: Value = serde_json::from_slice(&world.get("1.root.json")).expect("JSON");
    let keys = root["signed"]["keys"].as_object().expect("keys");
    assert!(keys.values().all(|key| key["keytype"] == "ed25519" && key["scheme"] == "ed25519"), "{keys:?}");
    assert_eq!(root["signatures"].as_array().expect("signatures").len(), 4, "two pairs signed");
    let held = public(1);
    assert!(keys.contains_key(&held.id()) && root["signed"]["x-steadfast-pq"][held.id()].is_string());
    assert_eq!(root["signed"]["expires"], "2027-06-01T00:00:00Z");
    let text = held.to_string();
    assert_eq!(text.parse::<Public>().expect("a public half"), held);
    assert!(text.starts_with("ed25519+ml-dsa-65 "), "{text}");
    assert_eq!(held.fingerprint().to_string().len(), 71);
    for odd in
        ["", "ed25519", "ed25519 AAAA", "rsa AAAA", "ed25519+ml-dsa-65 AAAA", &format!("ed25519 {}", hex(&[1; 32]))]
    {
        assert!(odd.parse::<Public>().is_err(), "{odd:?}");
    }
    let cut = text.replace("ed25519+ml-dsa-65", "ed25519");
    assert!(cut.parse::<Public>().is_err(), "a pair does not pass for half of one");
}
