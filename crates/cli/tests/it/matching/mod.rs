//! What matches and what does not, through the whole program.

mod aliases;
mod distributions;
mod exploitation;
mod products;
mod ranges;

use serde_json::Value;

use crate::program::Program;

/// The findings of a bill against a feed of these records, as (component version, status) in the order of the bill;
/// a status other than `affected` carries its reason.
#[track_caller]
fn statuses(records: &[Value], bill: &Value) -> Vec<(String, String)> {
    let answer = scan(records, bill);
    let word = |finding: &Value, key: &str| finding[key].as_str().map(str::to_owned);
    let status = |finding: &Value| match word(finding, "reason") {
        Some(reason) => format!("{}: {reason}", word(finding, "status").expect("a status")),
        None => word(finding, "status").expect("a status"),
    };
    let findings = answer["findings"].as_array().expect("findings").iter();
    let found: Vec<_> = findings.map(|finding| (component(finding), status(finding))).collect();
    let bill = bill["components"].as_array().expect("components").iter();
    let versions = bill.map(|component| component["version"].as_str().unwrap_or_default().to_owned());
    versions
        .flat_map(|version| found.iter().filter(move |(of, _)| *of == version).cloned().collect::<Vec<_>>())
        .collect()
}

fn component(finding: &Value) -> String {
    finding["component"]["version"].as_str().unwrap_or_default().to_owned()
}

/// The answer of `scan` about a bill against a feed of these records.
#[track_caller]
fn scan(records: &[Value], bill: &Value) -> Value {
    let program = Program::new();
    program.write_feed("feed", records).write_json("bom.json", bill);
    program.ask(&["scan", "bom.json", "--advisories", "feed"]).exits(0).json()
}
