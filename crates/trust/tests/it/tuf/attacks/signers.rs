//! Attacks on who signs: strangers, too few, one who passes for two.

use serde_json::json;
use steadfast_trust::tuf::{Distrust, Key, Malformed, RoleKeys};

use super::super::world::{ONLINE, ROOTS, TARGETS, World, edited, publics};
use super::{Attack, is_rule, key_id, old_version, unsigned};

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

pub(super) const ATTACKS: &[Attack] = &[
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
];
