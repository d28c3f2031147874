//! Attacks with what is old: going back, standing still, mixing; and with what is not as it was announced.

use steadfast_trust::tuf::Distrust;

use super::super::world::{LINE, ONLINE, ROOTS, TARGETS, World, expires, moment};
use super::{Attack, in_place_of, old_version};

const PAST: &str = "2026-05-31T23:59:59Z";

fn expired(reason: &Distrust, of: &str) -> bool {
    matches!(reason, Distrust::Expired { role, .. } if role == of)
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

pub(super) const ATTACKS: &[Attack] = &[
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
        mount: |world| world.now = moment("2027-06-01T00:00:00Z"),
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
];
