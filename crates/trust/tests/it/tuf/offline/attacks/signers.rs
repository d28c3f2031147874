//! Attacks on who signs: strangers, too few, one who passes for two, half a pair.

use steadfast_trust::tuf::{Distrust, Malformed, RoleKeys};

use super::super::super::world::{LINE, ONLINE, TARGETS, edited, publics};
use super::super::{Stick, distrusted, unsigned};
use super::{Attack, line_by, targets_by};

/// A file without the post-quantum half of its one signature.
fn halved(bytes: &[u8]) -> Vec<u8> {
    edited(bytes, |value| drop(value["signatures"].as_array_mut().expect("signatures").pop()))
}

/// A file without the Ed25519 half.
fn without_first(bytes: &[u8]) -> Vec<u8> {
    edited(bytes, |value| drop(value["signatures"].as_array_mut().expect("signatures").remove(0)))
}

pub(super) const SIGNERS: &[Attack] = &[
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
