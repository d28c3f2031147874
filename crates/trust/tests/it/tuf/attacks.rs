//! Attacks on a client, one by one. Each is refused for its own reason, and costs nothing that was believed before.

use serde_json::{Value, json};
use steadfast_trust::tuf::{ClientError, Distrust, Key, Malformed, RoleKeys};

use super::world::{
    CONTENT, LINE, ONLINE, PATH, ROOTS, Stopped, TARGETS, World, edited, expires, publics, said, target,
};
use crate::key;

/// What somebody does to a repository that a client believed, and the reason for which it must be refused.
struct Attack {
    name: &'static str,
    mount: fn(&mut World),
    reason: fn(&Distrust) -> bool,
}

const PAST: &str = "2026-05-31T23:59:59Z";

fn old_version(reason: &Distrust, of: &str) -> bool {
    matches!(reason, Distrust::Version { role, .. } if role == of)
}

fn expired(reason: &Distrust, of: &str) -> bool {
    matches!(reason, Distrust::Expired { role, .. } if role == of)
}

fn unsigned(reason: &Distrust, of: &str) -> bool {
    matches!(reason, Distrust::Signatures { role, have: 0, need: 1 } if role == of)
}

fn is_rule(reason: &Distrust, of: &str) -> bool {
    matches!(reason, Distrust::Malformed { role, reason: Malformed::Rule(_) } if role == of)
}

/// Signs under a second id too, which is what a file says and no key.
fn also_as(bytes: &[u8], id: &str, alias: &str) -> Vec<u8> {
    edited(bytes, |value| {
        let signatures = value["signatures"].as_array_mut().expect("signatures");
        let mut again = signatures.iter().find(|one| one["keyid"] == id).expect("it signed").clone();
        again["keyid"] = alias.into();
        signatures.push(again);
    })
}

/// A root that wants two keys for the timestamp, and lists the one there is under two names.
fn one_key_for_two(world: &mut World, spelling: fn(&str) -> String) {
    let id = key_id(6);
    world.root.version = 2;
    let mut listed = world.root.content.keys[&id].clone();
    listed.keyval.public = spelling(&listed.keyval.public);
    world.root.content.keys.insert("alias".to_owned(), listed);
    let role = RoleKeys::new(vec![id.clone(), "alias".to_owned()], 2);
    world.root.content.roles.insert("timestamp".to_owned(), role);
    world.put_root(ROOTS);
    world.next();
    world.put("timestamp.json", also_as(&world.get("timestamp.json"), &id, "alias"));
}

fn key_id(number: u8) -> String {
    publics(&[number])[0].id()
}

/// Does the same to a file, and signs it again.
fn expire(world: &mut World, role: &str) {
    match role {
        "timestamp" => world.timestamp.expires = expires(PAST),
        "snapshot" => world.snapshot.expires = expires(PAST),
        "targets" => world.targets.expires = expires(PAST),
        _ => world.line.expires = expires(PAST),
    }
    (world.targets.version, world.line.version) = (2, 2);
    world.put_targets(TARGETS);
    world.put_line(LINE);
    world.next();
}

/// A file in the place of another, announced under its version alone.
fn in_place_of(world: &mut World, role: &str, version: u64, bytes: Vec<u8>) {
    world.place(role, version, bytes);
    let said = world.snapshot.content.meta.get_mut(&format!("{role}.json")).expect("it is named");
    (said.length, said.hashes) = (None, None);
    world.next();
}

const ATTACKS: &[Attack] = &[
    Attack {
        name: "an old timestamp",
        mount: |world| {
            let old = world.get("timestamp.json");
            world.next();
            world.refresh().expect("it is believed");
            world.put("timestamp.json", old);
        },
        reason: |reason| old_version(reason, "timestamp"),
    },
    Attack {
        name: "a new timestamp that names an old snapshot",
        mount: |world| {
            let old = world.timestamp.content.meta.clone();
            world.next();
            world.refresh().expect("it is believed");
            world.timestamp.content.meta = old;
            world.timestamp.version += 1;
            world.put_timestamp(ONLINE);
        },
        reason: |reason| old_version(reason, "snapshot"),
    },
    Attack {
        name: "a new snapshot that names old targets",
        mount: |world| {
            let old = world.snapshot.content.meta["targets.json"].clone();
            world.targets.version = 2;
            world.put_targets(TARGETS);
            world.next();
            world.refresh().expect("it is believed");
            world.snapshot.content.meta.insert("targets.json".to_owned(), old);
            world.next();
        },
        reason: |reason| old_version(reason, "targets.json"),
    },
    Attack {
        name: "a new snapshot that names an old line",
        mount: |world| {
            let old = world.snapshot.content.meta["gateway.json"].clone();
            world.next_line(LINE);
            world.refresh().expect("it is believed");
            world.snapshot.content.meta.insert("gateway.json".to_owned(), old);
            world.next();
        },
        reason: |reason| old_version(reason, "gateway.json"),
    },
    Attack {
        name: "a new snapshot that forgets a line",
        mount: |world| {
            world.snapshot.content.meta.remove("gateway.json");
            world.next();
        },
        reason: |reason| matches!(reason, Distrust::Unnamed(role) if role == "gateway.json"),
    },
    Attack {
        name: "a timestamp that is withheld until it is over",
        mount: |world| expire(world, "timestamp"),
        reason: |reason| expired(reason, "timestamp"),
    },
    Attack {
        name: "nothing new at all, until everything is over",
        mount: |world| world.now = super::world::moment("2027-06-01T00:00:00Z"),
        reason: |reason| expired(reason, "root"),
    },
    Attack {
        name: "a snapshot that is over",
        mount: |world| expire(world, "snapshot"),
        reason: |reason| expired(reason, "snapshot"),
    },
    Attack {
        name: "targets that are over",
        mount: |world| expire(world, "targets"),
        reason: |reason| expired(reason, "targets"),
    },
    Attack {
        name: "a line that is over",
        mount: |world| expire(world, "gateway"),
        reason: |reason| expired(reason, "gateway"),
    },
    Attack {
        name: "a root that is over",
        mount: |world| {
            (world.root.version, world.root.expires) = (2, expires(PAST));
            world.put_root(ROOTS);
        },
        reason: |reason| expired(reason, "root"),
    },
    Attack {
        name: "files of two moments mixed: old targets where new ones are announced",
        mount: |world| {
            let old = world.get("1.targets.json");
            in_place_of(world, "targets", 2, old);
        },
        reason: |reason| old_version(reason, "targets"),
    },
    Attack {
        name: "files of two moments mixed: an old snapshot where a new one is announced",
        mount: |world| {
            let old = world.get("1.snapshot.json");
            world.next();
            let said = world.timestamp.content.meta.get_mut("snapshot.json").expect("it is named");
            (said.length, said.hashes) = (None, None);
            world.put_timestamp(ONLINE);
            world.put("2.snapshot.json", old);
        },
        reason: |reason| old_version(reason, "snapshot"),
    },
    Attack {
        name: "another file of the same length than was announced",
        mount: |world| {
            world.next_line(LINE);
            let named = world.get("2.gateway.json");
            let other = String::from_utf8(named).expect("text").replace("2027-06-01", "2027-06-02");
            world.put("2.gateway.json", other.into_bytes());
        },
        reason: |reason| matches!(reason, Distrust::Hash { name, algorithm: "sha256" } if name == "gateway"),
    },
    Attack {
        name: "less than was announced",
        mount: |world| {
            world.next_line(LINE);
            let mut short = world.get("2.gateway.json");
            short.pop();
            world.put("2.gateway.json", short);
        },
        reason: |reason| matches!(reason, Distrust::Length { name, .. } if name == "gateway"),
    },
    Attack {
        name: "hashes that nobody can check",
        mount: |world| {
            world.next_line(LINE);
            let said = world.snapshot.content.meta.get_mut("gateway.json").expect("it is named");
            said.hashes = Some([("md5".to_owned(), "00".repeat(16))].into());
            world.next();
        },
        reason: |reason| matches!(reason, Distrust::NoHash(name) if name == "gateway"),
    },
    Attack {
        name: "a timestamp by a stranger's key",
        mount: |world| {
            world.timestamp.version = 2;
            world.put_timestamp(&[9]);
        },
        reason: |reason| unsigned(reason, "timestamp"),
    },
    Attack {
        name: "a snapshot by a stranger's key",
        mount: |world| {
            (world.snapshot.version, world.timestamp.version) = (2, 2);
            world.put_snapshot(&[9]);
            world.put_timestamp(ONLINE);
        },
        reason: |reason| unsigned(reason, "snapshot"),
    },
    Attack {
        name: "targets by the server's key",
        mount: |world| {
            world.targets.version = 2;
            world.put_targets(ONLINE);
            world.next();
        },
        reason: |reason| unsigned(reason, "targets"),
    },
    Attack {
        name: "a line by the server's key",
        mount: |world| world.next_line(ONLINE),
        reason: |reason| unsigned(reason, "gateway"),
    },
    Attack {
        name: "a line by the key of targets, which names others for it",
        mount: |world| world.next_line(TARGETS),
        reason: |reason| unsigned(reason, "gateway"),
    },
    Attack {
        name: "a root by too few",
        mount: |world| {
            world.root.version = 2;
            world.put_root(&[1]);
        },
        reason: |reason| matches!(reason, Distrust::Signatures { role, have: 1, need: 2 } if role == "root"),
    },
    Attack {
        name: "a root by its new keys alone",
        mount: |world| {
            world.root.version = 2;
            world.root.assign("root", &publics(&[8, 9]), 2);
            world.put_root(&[8, 9]);
        },
        reason: |reason| matches!(reason, Distrust::Signatures { role, have: 0, need: 2 } if role == "root"),
    },
    Attack {
        name: "a root by the old keys alone",
        mount: |world| {
            world.root.version = 2;
            world.root.assign("root", &publics(&[8, 9]), 2);
            world.put_root(ROOTS);
        },
        reason: |reason| matches!(reason, Distrust::Signatures { role, have: 0, need: 2 } if role == "root"),
    },
    Attack {
        name: "a root that leaves one out",
        mount: |world| {
            world.root.version = 3;
            world.put_root(ROOTS);
            world.put("2.root.json", world.get("3.root.json"));
        },
        reason: |reason| old_version(reason, "root"),
    },
    Attack {
        name: "the same root again as the next",
        mount: |world| world.put("2.root.json", world.get("1.root.json")),
        reason: |reason| old_version(reason, "root"),
    },
    Attack {
        name: "targets as the next root",
        mount: |world| world.put("2.root.json", world.get("1.targets.json")),
        reason: |reason| matches!(reason, Distrust::Malformed { role, reason: Malformed::Json(_) } if role == "root"),
    },
    Attack {
        name: "a snapshot as the timestamp",
        mount: |world| world.put("timestamp.json", world.get("1.snapshot.json")),
        reason: |reason| matches!(reason, Distrust::Malformed { role, .. } if role == "timestamp"),
    },
    Attack {
        name: "one key under two ids",
        mount: |world| one_key_for_two(world, str::to_owned),
        reason: |reason| matches!(reason, Distrust::Signatures { role, have: 1, need: 2 } if role == "timestamp"),
    },
    Attack {
        name: "one key in two spellings",
        mount: |world| one_key_for_two(world, str::to_uppercase),
        reason: |reason| matches!(reason, Distrust::Signatures { role, have: 1, need: 2 } if role == "timestamp"),
    },
    Attack {
        name: "one key named twice for a role",
        mount: |world| {
            world.root.version = 2;
            let role = RoleKeys::new(vec![key_id(6), key_id(6)], 2);
            world.root.content.roles.insert("timestamp".to_owned(), role);
            world.put_root(ROOTS);
        },
        reason: |reason| matches!(reason, Distrust::Signatures { role, have: 1, need: 2 } if role == "timestamp"),
    },
    Attack {
        name: "a signature given twice",
        mount: |world| {
            world.next();
            world.put("timestamp.json", also_as(&world.get("timestamp.json"), &key_id(6), &key_id(6)));
        },
        reason: |reason| is_rule(reason, "timestamp"),
    },
    Attack {
        name: "a kind of key that nobody knows",
        mount: |world| {
            world.root.version = 2;
            let key: Key = serde_json::from_value(
                json!({"keytype": "quantum", "scheme": "quantum", "keyval": {"public": key_id(6)}}),
            )
            .expect("a key");
            world.root.content.keys.insert("odd".to_owned(), key);
            world.root.content.roles.insert("timestamp".to_owned(), RoleKeys::new(vec!["odd".to_owned()], 1));
            world.put_root(ROOTS);
            world.next();
            world.put("timestamp.json", also_as(&world.get("timestamp.json"), &key_id(6), "odd"));
        },
        reason: |reason| unsigned(reason, "timestamp"),
    },
    Attack {
        name: "a key that a role names and nobody lists",
        mount: |world| {
            world.root.version = 2;
            world.root.content.roles.insert("timestamp".to_owned(), RoleKeys::new(vec!["none".to_owned()], 1));
            world.put_root(ROOTS);
            world.next();
        },
        reason: |reason| unsigned(reason, "timestamp"),
    },
    Attack {
        name: "a root that wants nobody's signature",
        mount: |world| {
            world.root.version = 2;
            world.root.content.roles.get_mut("timestamp").expect("a role").threshold = 0;
            world.put_root(ROOTS);
        },
        reason: |reason| is_rule(reason, "root"),
    },
    Attack {
        name: "a line that is delegated to twice",
        mount: |world| {
            world.targets.version = 2;
            let delegations = world.targets.content.delegations.as_mut().expect("delegations");
            let mut second = delegations.roles[0].clone();
            second.keys.keyids.clear();
            delegations.roles.insert(0, second);
            world.put_targets(TARGETS);
            world.next();
        },
        reason: |reason| is_rule(reason, "targets"),
    },
    Attack {
        name: "a line that nobody must sign",
        mount: |world| {
            world.targets.version = 2;
            let delegations = world.targets.content.delegations.as_mut().expect("delegations");
            delegations.roles[0].keys.threshold = 0;
            world.put_targets(TARGETS);
            world.next();
        },
        reason: |reason| is_rule(reason, "targets"),
    },
    Attack {
        name: "metadata of another specification",
        mount: |world| {
            world.timestamp.version = 2;
            world.timestamp.spec_version = "2.0.0".to_owned();
            world.put_timestamp(ONLINE);
        },
        reason: |reason| matches!(reason, Distrust::Malformed { role, reason: Malformed::Specification(_) } if role == "timestamp"),
    },
    Attack {
        name: "a number that has no canonical spelling",
        mount: |world| {
            world.timestamp.content.more.insert("share".to_owned(), json!(0.1));
            world.timestamp.version = 2;
            // It cannot be signed either, so the signatures are those of the version before.
            let old = world.get("timestamp.json");
            world.put("timestamp.json", edited(&old, |value| value["signed"]["share"] = json!(0.1)));
        },
        reason: |reason| matches!(reason, Distrust::Malformed { role, reason: Malformed::Number(_) } if role == "timestamp"),
    },
    Attack {
        name: "nesting without an end",
        mount: |world| {
            let deep = (0..100).fold(json!(1), |inner, _| json!([inner]));
            let old = world.get("timestamp.json");
            world.put("timestamp.json", edited(&old, |value| value["signed"]["deep"] = deep.clone()));
        },
        reason: |reason| matches!(reason, Distrust::Malformed { role, reason: Malformed::Deep } if role == "timestamp"),
    },
    Attack {
        name: "a word that was altered after it was signed",
        mount: |world| {
            let old = world.get("timestamp.json");
            world.put("timestamp.json", edited(&old, |value| value["signed"]["version"] = json!(7)));
        },
        reason: |reason| unsigned(reason, "timestamp"),
    },
    Attack {
        name: "a field that was added after it was signed",
        mount: |world| {
            let old = world.get("timestamp.json");
            world.put("timestamp.json", edited(&old, |value| value["signed"]["note"] = json!("harmless")));
        },
        reason: |reason| unsigned(reason, "timestamp"),
    },
];

#[test]
fn every_attack_is_refused_for_its_own_reason_and_costs_nothing() {
    for Attack { name, mount, reason } in ATTACKS {
        let mut world = World::believed();
        mount(&mut world);
        let before = world.kept();
        let refused = world.refresh().expect_err(name);
        let fits = matches!(&refused, ClientError::Distrust(distrust) if reason(distrust));
        assert!(fits, "{name}: {refused:?}");
        // A root that is believed is kept, and whatever comes before the file that is not.
        for role in ["timestamp", "snapshot", "targets", "gateway"] {
            let version = |bytes: &Vec<u8>| -> u64 {
                let value: Value = serde_json::from_slice(bytes).expect("JSON");
                value["signed"]["version"].as_u64().expect("a version")
            };
            assert!(version(&world.kept()[role]) >= version(&before[role]), "{name}: {role} went back");
        }
    }
}

#[test]
fn more_than_is_taken_is_not_taken() {
    let long = |stopped: &Stopped, name: &str| matches!(stopped, ClientError::Long { file, .. } if file == name);
    for (name, most) in [("2.root.json", 512_000), ("timestamp.json", 16_384)] {
        let world = World::believed();
        world.put(name, vec![b' '; most + 1]);
        let stopped = world.refresh().expect_err(name);
        assert!(long(&stopped, name), "{stopped:?}");
    }
    // What was announced is the limit of what was announced, whatever the file would be otherwise.
    let mut world = World::believed();
    world.next_line(LINE);
    let mut longer = world.get("2.gateway.json");
    longer.push(b'\n');
    world.put("2.gateway.json", longer);
    let stopped = world.refresh().expect_err("it is longer");
    assert!(long(&stopped, "2.gateway.json"), "{stopped:?}");
    // And where no length was announced there is one all the same.
    let mut world = World::believed();
    world.limits.targets = 1000;
    in_place_of(&mut world, "gateway", 2, vec![b' '; 5000]);
    let stopped = world.refresh().expect_err("it is longer");
    assert!(matches!(&stopped, ClientError::Long { file, most: 1000 } if file == "2.gateway.json"), "{stopped:?}");
}

#[test]
fn a_repository_that_lacks_a_file_is_no_repository() {
    for (name, gone) in [("timestamp.json", "timestamp.json"), ("2.snapshot.json", "2.snapshot.json")] {
        let mut world = World::believed();
        world.next();
        world.shared.0.borrow_mut().files.remove(gone);
        let stopped = world.refresh().expect_err(name);
        assert!(matches!(&stopped, ClientError::Missing(file) if file == name), "{stopped:?}");
    }
}

#[test]
fn a_client_begins_with_a_root_or_not_at_all() {
    let world = World::new();
    world.shared.0.borrow_mut().kept.clear();
    assert!(matches!(world.refresh(), Err(ClientError::NoRoot)));
    let own = world.get("1.root.json");
    let halved = edited(&own, |value| value["signatures"].as_array_mut().expect("signatures").truncate(2));
    world.shared.0.borrow_mut().kept.insert("root".to_owned(), halved);
    let refused = world.refresh().expect_err("one of two signed it");
    let few = matches!(&refused, ClientError::Distrust(Distrust::Signatures { have: 1, need: 2, .. }));
    assert!(few, "{refused:?}");
}

#[test]
fn versions_that_a_thief_used_up_are_free_again_when_the_servers_key_is_another() {
    let mut world = World::believed();
    (world.snapshot.version, world.timestamp.version) = (u64::MAX - 1, u64::MAX - 1);
    world.next();
    world.refresh().expect("the thief's are believed: the key is right");
    (world.snapshot.version, world.timestamp.version) = (2, 2);
    world.put_snapshot(ONLINE);
    world.put_timestamp(ONLINE);
    assert!(world.refresh().is_err(), "by the same key nothing comes after");
    world.root.version = 2;
    world.root.assign("snapshot", &publics(&[7]), 1);
    world.root.assign("timestamp", &publics(&[7]), 1);
    world.put_root(ROOTS);
    world.put_snapshot(&[7]);
    world.put_timestamp(&[7]);
    assert_eq!(world.refresh().expect("by the new key it goes on").path, PATH);
    // What the thief signs now is nothing.
    (world.snapshot.version, world.timestamp.version) = (u64::MAX, u64::MAX);
    world.put_snapshot(ONLINE);
    world.put_timestamp(ONLINE);
    assert!(matches!(world.refresh(), Err(ClientError::Distrust(Distrust::Signatures { .. }))));
}

#[test]
fn a_client_that_was_away_follows_every_root_to_the_newest() {
    let mut world = World::believed();
    for (version, lost, new) in [(2, 1, 11), (3, 2, 12), (4, 3, 13)] {
        let mut holders = world.root.holders("root");
        holders.retain(|holder| holder.id() != key_id(lost));
        holders.push(publics(&[new])[0].clone());
        let old: Vec<u8> = (1..=3).chain(11..=13).filter(|number| named(&world, *number)).collect();
        world.root.version = version;
        world.root.assign("root", &holders, 2);
        let new: Vec<u8> = (1..=3).chain(11..=13).filter(|number| named(&world, *number)).collect();
        let both: Vec<u8> = old.iter().copied().filter(|number| new.contains(number)).collect();
        world.put_root(&both);
    }
    world.shared.0.borrow_mut().asked.clear();
    world.refresh().expect("it follows");
    let asked = world.shared.0.borrow().asked.clone();
    assert_eq!(asked, ["2.root.json", "3.root.json", "4.root.json", "5.root.json", "timestamp.json"]);
    world.limits.rotations = 1;
    world.refresh().expect("nothing is new");
}

fn named(world: &World, number: u8) -> bool {
    world.root.content.roles["root"].keyids.contains(&key_id(number))
}

#[test]
fn a_target_is_the_one_that_was_signed_and_nothing_longer_or_shorter() {
    use steadfast_trust::tuf::Check;
    let of = |content: &[u8]| {
        let mut check = Check::target(PATH, &target(CONTENT))?;
        content.chunks(3).try_for_each(|piece| check.update(piece))?;
        check.finish()
    };
    of(CONTENT).expect("it is the one");
    assert!(matches!(of(b"firmwarE"), Err(Distrust::Hash { algorithm: "sha256", .. })));
    assert!(matches!(of(b"firmwar"), Err(Distrust::Length { found: 7, announced: 8, .. })));
    assert!(matches!(of(b"firmware and no end of it"), Err(Distrust::Length { found: 9, announced: 8, .. })));
    let mut both = target(CONTENT);
    both.hashes.insert("sha512".to_owned(), "00".repeat(64));
    let mut check = Check::target(PATH, &both).expect("known hashes");
    check.update(CONTENT).expect("its length");
    assert!(matches!(check.finish(), Err(Distrust::Hash { algorithm: "sha512", .. })), "every hash must fit");
    for odd in ["", "zz", "00"] {
        let mut file = target(CONTENT);
        file.hashes = [("sha256".to_owned(), odd.to_owned())].into();
        let mut check = Check::target(PATH, &file).expect("a hash that nothing has");
        check.update(CONTENT).expect("its length");
        assert!(check.finish().is_err(), "{odd:?}");
    }
}

#[test]
fn a_key_that_was_opened_is_not_shown() {
    let shown = format!("{:?} {:?}", key(4), steadfast_trust::tuf::Ed25519Key::from_seed(&[4; 32]));
    assert!(!shown.contains("04040404"), "{shown}");
    assert_eq!(said(1, b"x").version, 1);
}
