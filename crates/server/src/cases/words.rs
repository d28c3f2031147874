//! What a case says, in the words of a language.

use serde_json::Value;
use steadfast_monitor::declared::{Declaration, Endpoint};
use steadfast_store::{CaseEntry, EntryKind};

use super::read::People;
use crate::monitoring::read::NamedAlert;
use crate::t;
use crate::web::Texts;

/// What a case is called that an alert became: without what owners told, since it outlives that.
pub(super) fn title(texts: Texts, named: &NamedAlert) -> String {
    t!(
        texts,
        "case-title-alert",
        detector = texts.named("detector", &named.alert.detector),
        product = named.product.as_str()
    )
}

/// An endpoint as it was declared: whom, by which ports.
pub(crate) fn endpoint_words(endpoint: &Endpoint) -> String {
    let ports: Vec<String> = endpoint.ports.iter().map(ToString::to_string).collect();
    format!("{} ({})", endpoint.host, ports.join(", "))
}

/// All that is declared, endpoint by endpoint.
pub(crate) fn declared_words(declared: &Declaration) -> Vec<String> {
    declared.endpoints.iter().map(endpoint_words).collect()
}

/// What an entry says: what happened, without what somebody wrote.
pub(crate) fn entry_words(texts: Texts, entry: &CaseEntry, names: &People) -> String {
    let facts: Value = serde_json::from_str(&entry.facts).unwrap_or_default();
    let word = |name: &str| facts[name].as_str().unwrap_or_default();
    let number = |name: &str| facts[name].as_i64().unwrap_or(0);
    match entry.kind {
        EntryKind::Opened => t!(texts, "entry-opened", signal = texts.named("signal", word("kind"))),
        EntryKind::Signal if facts["reopened"] == true || facts["assessed_before"].is_string() => {
            t!(texts, "entry-signal-anew", signal = texts.named("signal", word("kind")))
        }
        EntryKind::Signal => t!(texts, "entry-signal", signal = texts.named("signal", word("kind"))),
        EntryKind::Assessed => assessed(texts, &facts),
        EntryKind::Awareness => t!(
            texts,
            "entry-awareness",
            before = moment(texts, &facts["before"]),
            aware = moment(texts, &facts["aware"])
        ),
        EntryKind::Note if entry.corrects.is_some() => {
            t!(texts, "entry-correction", number = entry.corrects.unwrap_or(0))
        }
        EntryKind::Note => t!(texts, "entry-note"),
        EntryKind::Task => t!(texts, "entry-task", number = number("task")),
        EntryKind::TaskDone => t!(texts, "entry-task-done", number = number("task")),
        EntryKind::Person => person(texts, &facts, names),
        EntryKind::Measure => measure(texts, &facts),
        EntryKind::Request => request(texts, &facts),
        EntryKind::Reported => t!(
            texts,
            "entry-reported",
            stage = texts.named("notice-stage", word("stage")),
            time = moment(texts, &facts["handed_in"])
        ),
        EntryKind::Owners if word("step") == "recalled" => {
            t!(texts, "entry-owners-recalled", number = number("notice"), units = number("units"))
        }
        EntryKind::Owners => t!(texts, "entry-owners", number = number("notice"), units = number("units")),
        EntryKind::Fix if facts["named"] == true => t!(texts, "entry-fix", version = word("version")),
        EntryKind::Fix => t!(texts, "entry-fix-back", version = word("version")),
        EntryKind::Contained => contained(texts, &facts),
        EntryKind::Proposed => t!(texts, "entry-proposed"),
        EntryKind::Closed if facts["due"].as_array().is_some_and(|due| !due.is_empty()) => {
            t!(texts, "entry-closed-due", stages = stages(texts, &facts["due"]))
        }
        EntryKind::Closed => t!(texts, "entry-closed"),
        EntryKind::Reopened => t!(texts, "entry-reopened"),
        EntryKind::Erased => {
            t!(texts, "entry-erased", what = texts.named("words-of", word("of")), number = number("number"))
        }
    }
}

fn contained(texts: Texts, facts: &Value) -> String {
    let number = |name: &str| facts[name].as_i64().unwrap_or(0);
    let what = texts.named("contain-entry", facts["move"].as_str().unwrap_or_default());
    if facts["undone"] != true {
        return t!(texts, "entry-contained", what = what, count = number("things"));
    }
    let left = number("held_elsewhere") + number("changed_since");
    t!(texts, "entry-given-back", what = what, count = number("things"), left = left)
}

fn stages(texts: Texts, due: &Value) -> String {
    let names = due.as_array().into_iter().flatten().filter_map(Value::as_str);
    names.map(|stage| texts.named("notice-stage", stage)).collect::<Vec<_>>().join(", ")
}

fn assessed(texts: Texts, facts: &Value) -> String {
    let word = |name: &str| facts[name].as_str().unwrap_or_default();
    let assessment = texts.named("assessment", word("assessment"));
    if facts["aware"].is_string() {
        t!(texts, "entry-assessed-aware", assessment = assessment, aware = moment(texts, &facts["aware"]))
    } else {
        t!(texts, "entry-assessed", assessment = assessment)
    }
}

fn measure(texts: Texts, facts: &Value) -> String {
    if facts["measure"].is_string() {
        t!(texts, "entry-measure", time = moment(texts, &facts["measure"]))
    } else {
        t!(texts, "entry-measure-none")
    }
}

fn request(texts: Texts, facts: &Value) -> String {
    let asked = moment(texts, &facts["asked"]);
    if facts["due"].is_string() {
        t!(texts, "entry-request", asked = asked, due = moment(texts, &facts["due"]))
    } else {
        t!(texts, "entry-request-open", asked = asked)
    }
}

fn person(texts: Texts, facts: &Value, names: &People) -> String {
    let id = facts["person"].as_str().unwrap_or_default();
    let name = names.name(id.parse().ok()).map_or(id, String::as_str);
    let role = facts["role"].as_str().unwrap_or_default();
    t!(texts, "entry-person", name = name, role = texts.named("case-role", role))
}

/// A time of the facts.
fn moment(texts: Texts, value: &Value) -> String {
    let time = value.as_str().and_then(|text| text.parse::<jiff::Timestamp>().ok());
    time.map_or_else(|| t!(texts, "unknown"), |time| texts.moment(time.as_microsecond()))
}
