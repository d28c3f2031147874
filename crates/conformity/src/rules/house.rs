//! What speaks for the whole house, and so for each of its products.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{About, says};
use crate::evidence::{Evidence, Kind, Stance};

/// Evidence of a record that is about no product. Its product is empty.
pub(crate) fn house(kind: &str, about: &About<'_>) -> Vec<Evidence> {
    match kind {
        "drill-held" => drill(about),
        "handed-over" => {
            vec![says("art-13-23", ("", ""), Kind::HandOver, Stance::Supports, "handed-over")]
        }
        _ => Vec::new(),
    }
}

/// A drill that was held to its end shows that the house can report; gaps in it do not contradict, they are counted. Each
/// step that it came through speaks to the duty that it plays.
fn drill(about: &About<'_>) -> Vec<Evidence> {
    let gaps = about.number("gaps").unwrap_or_default();
    let scenario = about.text("scenario").unwrap_or_default();
    let one = |requirement, stance, because| {
        says(requirement, ("", ""), Kind::Drill, stance, because).of(scenario).with("gaps", gaps)
    };
    let held = ["I.2.2", "I.2.6"].into_iter().chain(event(scenario).map(|duties| duties[0]));
    let held = held.map(|requirement| one(requirement, Stance::Supports, "drill-held"));
    let steps = steps(about, scenario).into_iter().map(|(requirement, is_done)| match is_done {
        true => one(requirement, Stance::Supports, "drill-step-done"),
        false => one(requirement, Stance::Unknown, "drill-step-gap"),
    });
    held.chain(steps).collect()
}

/// What a scenario is about: the duty to report that, then early warning, notification and final report.
fn event(scenario: &str) -> Option<[&'static str; 4]> {
    match scenario {
        "exploited-component" | "platform-down" | "saturday-night" => {
            Some(["art-14-1", "art-14-2-a", "art-14-2-b", "art-14-2-c"])
        }
        "mass-guessing" | "stolen-update-key" => Some(["art-14-3", "art-14-4-a", "art-14-4-b", "art-14-4-c"]),
        _ => None,
    }
}

/// Duties that steps played, and whether every one of those steps came through.
fn steps(about: &About<'_>, scenario: &str) -> BTreeMap<&'static str, bool> {
    let mut found = BTreeMap::new();
    let Some([_, warn, notify, conclude]) = event(scenario) else { return found };
    for step in about.facts.get("steps").and_then(Value::as_array).into_iter().flatten() {
        let duty = match step.get("step").and_then(Value::as_str) {
            Some("early-warning" | "early-warning-handed-in") => warn,
            Some("notification" | "notification-handed-in") => notify,
            Some("final-report" | "final-report-handed-in") => conclude,
            Some("owners" | "owners-told") => "art-14-8",
            _ => continue,
        };
        let is_done = step.get("outcome").and_then(Value::as_str) == Some("done");
        found.entry(duty).and_modify(|all| *all &= is_done).or_insert(is_done);
    }
    found
}
