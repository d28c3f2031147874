//! The detectors on real captures: a lock, a lamp bridge and a voice assistant that do nothing wrong, and a unit with Mirai.

mod flows;

use std::collections::{BTreeMap, BTreeSet};

use flows::{Capture, Flow};
use steadfast_monitor::declared::Declaration;
use steadfast_monitor::detect::{Cohort, Light, Reason, Shard, Surprise, UnitState};

/// One configuration for everything: alerts a month in a cohort.
const BUDGET: f64 = 1.0;

/// What a unit did, minute by minute.
struct Run {
    alarms: BTreeMap<i64, Vec<Reason>>,
    active: BTreeSet<i64>,
    state: usize,
}

fn learn(captures: &[&Capture]) -> Cohort {
    let mut cohort = Cohort::default();
    let mut units: Vec<UnitState> = captures.iter().map(|_| UnitState::default()).collect();
    // All captures as if they had begun on one day, the hour of the day as it was.
    let starts = captures.iter().map(|capture| capture.flows[0].at / 86_400 * 86_400);
    let starts: Vec<i64> = starts.collect();
    let flows = captures.iter().enumerate().flat_map(|(at, capture)| capture.flows.iter().map(move |flow| (at, flow)));
    let mut flows: Vec<(i64, usize, &Flow)> =
        flows.map(|(at, flow)| (flow.at - starts[at] + 86_400, at, flow)).collect();
    flows.sort_by_key(|&(time, at, _)| (time, at));
    for (now, at, flow) in &flows {
        let mut shard = Shard::default();
        let event = steadfast_monitor::event::Event { time: Some(*now), ..flow.event() };
        units[*at].observe(&event, &learning(&cohort, *now), &mut shard);
        cohort.merge([&shard]);
    }
    let end = flows.last().map_or(0, |flow| flow.0) + 7200;
    for unit in &mut units {
        let mut shard = Shard::default();
        unit.tick(&learning(&cohort, end), &mut shard);
        cohort.merge([&shard]);
    }
    cohort
}

fn learning(cohort: &Cohort, now: i64) -> Light<'_> {
    Light { cohort, declaration: None, threshold: Surprise::CERTAIN, is_open: false, now }
}

fn run(capture: &Capture, cohort: &Cohort, declaration: Option<&Declaration>) -> Run {
    let threshold = cohort.threshold(BUDGET);
    let mut unit = UnitState::default();
    let mut run = Run { alarms: BTreeMap::new(), active: BTreeSet::new(), state: 0 };
    for flow in &capture.flows {
        let mut shard = Shard::default();
        let light = Light { cohort, declaration, threshold, is_open: !run.alarms.is_empty(), now: flow.at };
        let found = unit.observe(&flow.event(), &light, &mut shard);
        run.active.insert(flow.at / 60);
        if !found.is_empty() {
            run.alarms.entry(flow.at / 60).or_default().extend(found);
        }
        run.state = run.state.max(minicbor::to_vec(&unit).expect("a vector takes it").len());
    }
    run
}

fn main() {
    let folder = std::env::var("STEADFAST_SHARED_DATA").expect("STEADFAST_SHARED_DATA names the shared data");
    let folder = std::path::PathBuf::from(folder).join("monitoring/iot23");
    let clean = flows::clean(&folder);
    for (at, capture) in clean.iter().enumerate() {
        let others: Vec<&Capture> =
            clean.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, it)| it).collect();
        let cohort = learn(&others);
        let run = run(capture, &cohort, None);
        println!(
            "{:32} flows {:5} active minutes {:5} alarm minutes {:3} threshold {} units {} days {:.0} state {}",
            capture.name,
            capture.flows.len(),
            run.active.len(),
            run.alarms.len(),
            cohort.threshold(BUDGET),
            cohort.units(),
            cohort.unit_days(),
            run.state
        );
        for (minute, reasons) in run.alarms.iter().take(4) {
            println!(
                "   {minute} {:?} {} {:?} {:?}",
                reasons[0].detector, reasons[0].score, reasons[0].cause, reasons[0].seen
            );
        }
    }
    let cohort = learn(&clean.iter().collect::<Vec<_>>());
    let mirai = flows::mirai(&folder);
    for declaration in [None, Some(flows::declaration())] {
        report(&mirai, &run(&mirai, &cohort, declaration.as_ref()), cohort.threshold(BUDGET));
    }
}

fn report(mirai: &Capture, run: &Run, threshold: Surprise) {
    let is_cc = |flow: &&Flow| flow.label == "C&C";
    let minutes = |label: &str| -> BTreeSet<i64> {
        mirai.flows.iter().filter(|flow| flow.label == label).map(|flow| flow.at / 60).collect()
    };
    let first = mirai.flows.iter().find(is_cc).expect("there is one").at;
    let caught = |minutes: &BTreeSet<i64>| minutes.iter().filter(|minute| run.alarms.contains_key(minute)).count();
    let first_alarm = run.alarms.values().next().map(|reasons| reasons[0].last - first);
    println!("threshold {threshold} first alarm {first_alarm:?} s from the first C&C flow; state {}", run.state);
    for label in ["C&C", "DDoS", "PartOfAHorizontalPortScan", "-"] {
        let all = minutes(label);
        println!("{label:28} {} of {} minutes", caught(&all), all.len());
    }
    let begin = mirai.flows[0].at;
    for flow in
        mirai.flows.iter().filter(|flow| flow.at - begin < 900 && run.alarms.contains_key(&(flow.at / 60))).take(3)
    {
        for reason in run.alarms[&(flow.at / 60)].iter().take(3) {
            println!(
                "   {} {:?} {} {:?} {:?} {:?}",
                reason.last - first,
                reason.detector,
                reason.score,
                reason.cause,
                reason.expected,
                reason.seen
            );
        }
    }
}
