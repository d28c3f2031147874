//! Attacks on the form of what was signed.

use serde_json::json;
use steadfast_trust::tuf::{Distrust, Malformed};

use super::super::world::{ONLINE, edited};
use super::{Attack, unsigned};

pub(super) const ATTACKS: &[Attack] = &[
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
