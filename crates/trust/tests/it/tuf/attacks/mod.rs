//! Attacks on a client, one by one. Each is refused for its own reason, and costs nothing that was believed before.

mod limits;
mod order;
mod shapes;
mod signers;

use serde_json::Value;
use steadfast_trust::tuf::{ClientError, Distrust, Malformed};

use super::world::{World, publics};

/// What somebody does to a repository that a client believed, and the reason for which it must be refused.
struct Attack {
    name: &'static str,
    mount: fn(&mut World),
    reason: fn(&Distrust) -> bool,
}

fn old_version(reason: &Distrust, of: &str) -> bool {
    matches!(reason, Distrust::Version { role, .. } if role == of)
}

fn unsigned(reason: &Distrust, of: &str) -> bool {
    matches!(reason, Distrust::Signatures { role, have: 0, need: 1 } if role == of)
}

fn is_rule(reason: &Distrust, of: &str) -> bool {
    matches!(reason, Distrust::Malformed { role, reason: Malformed::Rule(_) } if role == of)
}

fn key_id(number: u8) -> String {
    publics(&[number])[0].id()
}

/// A file in the place of another, announced under its version alone.
fn in_place_of(world: &mut World, role: &str, version: u64, bytes: Vec<u8>) {
    world.place(role, version, bytes);
    let said = world.snapshot.content.meta.get_mut(&format!("{role}.json")).expect("it is named");
    (said.length, said.hashes) = (None, None);
    world.next();
}

#[test]
fn every_attack_is_refused_for_its_own_reason_and_costs_nothing() {
    for Attack { name, mount, reason } in order::ATTACKS.iter().chain(signers::ATTACKS).chain(shapes::ATTACKS) {
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
