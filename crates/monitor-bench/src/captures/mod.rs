//! The detectors on real captures of IoT-23: devices that do nothing wrong, and one with Mirai.
//!
//! One configuration for everything, the one that the product has. Each clean device is seen in the light of all the others;
//! the one with Mirai in the light of all clean ones. A minute is one of alarm when something in it is beyond the threshold;
//! that an alert is open is not enough.

pub(crate) mod flows;

use std::collections::BTreeSet;
use std::path::Path;

use steadfast_monitor::declared::Declaration;
use steadfast_monitor::detect::{Cohort, Edges, Light, Shard, Surprise, UnitState};
use steadfast_monitor::event::Event;

use crate::Failure;
use crate::row::row;
use flows::{Capture, Flow};

/// Alerts a month in a cohort, everywhere.
pub(crate) const BUDGET: f64 = 1.0;

/// What a release of such a device could have been declared to do.
const DECLARATION: &str = r#"{
    "local-network-is-free": true, "any-name-server": true, "any-time-server": true,
    "endpoint": [{"host": "*.example.com", "ports": [443]}]
}"#;

/// What came of one device.
struct Seen {
    alarms: BTreeSet<i64>,
    active: BTreeSet<i64>,
    first: Option<i64>,
    largest: usize,
}

/// Measures.
///
/// # Errors
/// When the data cannot be read.
pub(crate) fn measure(folder: &Path) -> Result<(), Failure> {
    let clean = flows::clean(folder)?;
    let mirai = flows::mirai(folder)?;
    let [alarms, active] = clean_minutes(&clean);
    let part = 100.0 * alarms as f64 / active as f64;
    row(
        &format!("IoT-23, {} clean devices, each in the light of the others: minutes with an alarm", clean.len()),
        "≤ 1 % of those with traffic",
        &format!("{part:.1} % ({alarms} of {active})"),
        Some(part <= 1.0),
    );
    let cohort = learn(&clean.iter().collect::<Vec<_>>());
    report("nothing declared", &mirai, &see(&mirai, &cohort, None));
    report("declared", &mirai, &see(&mirai, &cohort, Some(&serde_json::from_str(DECLARATION)?)));
    Ok(())
}

fn clean_minutes(clean: &[Capture]) -> [usize; 2] {
    let mut minutes = [0, 0];
    for (at, capture) in clean.iter().enumerate() {
        let others: Vec<&Capture> = clean.iter().enumerate().filter(|(other, _)| *other != at).map(|it| it.1).collect();
        let seen = see(capture, &learn(&others), None);
        println!("    {}: {} of {} minutes with an alarm", capture.name, seen.alarms.len(), seen.active.len());
        minutes[0] += seen.alarms.len();
        minutes[1] += seen.active.len();
    }
    minutes
}

/// A cohort of these devices, as if all captures had begun on one day; the hour of the day as it was.
fn learn(captures: &[&Capture]) -> Cohort {
    let mut cohort = Cohort::default();
    let mut units: Vec<UnitState> = captures.iter().map(|_| UnitState::default()).collect();
    let all = captures.iter().enumerate().flat_map(|(unit, capture)| {
        let first_day = capture.flows.first().map_or(0, |flow| flow.at / 86_400 * 86_400);
        capture.flows.iter().map(move |flow| (flow.at - first_day + 86_400, unit, flow))
    });
    let mut edges = Edges::new(units.len() as u64, 7);
    let mut all: Vec<(i64, usize, &Flow)> = all.collect();
    all.sort_by_key(|&(at, unit, _)| (at, unit));
    for &(now, unit, flow) in &all {
        let mut shard = Shard::default();
        let event = Event { time: Some(now), ..flow.event() };
        let light = Light { edge: edges.see(unit as u64, &event, now), ..learning(&cohort, now) };
        units[unit].observe(&event, &light, &mut shard);
        cohort.merge([&shard]);
    }
    let end = all.last().map_or(0, |last| last.0) + 7200;
    let mut shard = Shard::default();
    units.iter_mut().for_each(|unit| drop(unit.tick(&learning(&cohort, end), &mut shard)));
    cohort.merge([&shard]);
    cohort
}

fn learning(cohort: &Cohort, now: i64) -> Light<'_> {
    Light { cohort, declaration: None, threshold: Surprise::CERTAIN, is_open: false, edge: None, now }
}

fn see(capture: &Capture, cohort: &Cohort, declaration: Option<&Declaration>) -> Seen {
    let threshold = cohort.threshold(BUDGET);
    let (mut unit, mut edges) = (UnitState::default(), Edges::new(1, 7));
    let mut seen = Seen { alarms: BTreeSet::new(), active: BTreeSet::new(), first: None, largest: 0 };
    for flow in &capture.flows {
        let is_open = seen.first.is_some();
        let edge = edges.see(1, &flow.event(), flow.at);
        let light = Light { cohort, declaration, threshold, is_open, edge, now: flow.at };
        seen.active.insert(flow.at / 60);
        if !unit.observe(&flow.event(), &light, &mut Shard::default()).is_empty() {
            seen.alarms.insert(flow.at / 60);
            seen.first.get_or_insert(flow.at);
        }
        seen.largest = seen.largest.max(minicbor::to_vec(&unit).map_or(0, |bytes| bytes.len()));
    }
    seen
}

fn report(how: &str, mirai: &Capture, seen: &Seen) {
    let minutes = |label: &str| -> BTreeSet<i64> {
        mirai.flows.iter().filter(|flow| flow.label == label).map(|flow| flow.at / 60).collect()
    };
    let caught = |label: &str| {
        let all = minutes(label);
        (all.iter().filter(|minute| seen.alarms.contains(minute)).count(), all.len())
    };
    let begin = mirai.flows.iter().find(|flow| flow.label == "C&C").map_or(0, |flow| flow.at);
    let after = seen.first.map(|first| first - begin);
    let measured = after.map_or("never".to_owned(), |after| format!("{after} s"));
    let name = format!("IoT-23 34-1 (Mirai), {how}");
    row(
        &format!("{name}: first alarm, from the first flow of command and control"),
        "≤ 120 s",
        &measured,
        Some(after.is_some_and(|after| after <= 120)),
    );
    let (control, of) = caught("C&C");
    let part = 100.0 * control as f64 / of as f64;
    let measured = format!("{part:.1} % ({control} of {of})");
    row(&format!("{name}: minutes of command and control caught"), "≥ 90 %", &measured, Some(part >= 90.0));
    let ((flood, floods), (scan, scans)) = (caught("DDoS"), caught("PartOfAHorizontalPortScan"));
    println!("    {how}: flood {flood} of {floods} minutes, scan {scan} of {scans}; state {} bytes", seen.largest);
}
