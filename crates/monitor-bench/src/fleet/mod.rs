//! A simulated fleet: ten thousand units of three models for sixty days.
//!
//! Real: whom a device talks to, by what, when in its day, how much, how it ends (one capture for each model, played each
//! day); and all that the malware does. Synthetic: each unit's hours, addresses of time servers and delivery networks,
//! owners' habits, releases, an outage, and which units are infected when. Nobody answers an alert.

mod chance;
mod owners;
mod room;
mod world;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use steadfast_monitor::alert::{UnitAlert, common};
use steadfast_monitor::detect::{Cause, Cohort, Edges, Light, Reason, Shard, Surprise, UnitState};
use steadfast_monitor::event::{Event, Moment, Network, What};

use crate::captures::{BUDGET, flows};
use crate::row::row;
use crate::{Failure, worked};
use owners::Habit;
use world::World;

/// The day on which it begins, since the epoch.
const FIRST_DAY: i64 = 20_000;
const DAYS: i64 = 60;
/// Days in which cohorts only learn.
const LEARNING: i64 = 7;
const UNITS: u64 = 10_000;
const INFECTED: u64 = 20;
/// Shards that units are spread over, as on a server.
const SHARDS: u64 = 256;

/// A model and a release.
type Kind = (usize, usize);

struct Device {
    state: UnitState,
    alert: Option<UnitAlert>,
    number: u64,
}

/// One cohort, and what is learned in this hour.
struct Group {
    cohort: Cohort,
    shard: Shard,
    threshold: Surprise,
}

#[derive(Default)]
struct Told {
    events: u64,
    /// Alerts of units with nothing wrong.
    wrong: Vec<(u64, Reason)>,
    /// How long after its infection a unit was found.
    found: BTreeMap<u64, i64>,
    /// Units by what their alerts have in common.
    together: BTreeMap<Cause, BTreeSet<u64>>,
}

/// Measures.
///
/// # Errors
/// When the data cannot be read.
pub(crate) fn measure(folder: &Path) -> Result<(), Failure> {
    let (clean, mirai) = (flows::clean(folder)?, flows::mirai(folder)?);
    let world = World::new(&clean, &mirai, UNITS).ok_or("a device of which a model is made is missing")?;
    let mut devices =
        Vec::from_iter((0..UNITS).map(|_| Device { state: UnitState::default(), alert: None, number: 0 }));
    let begin = worked();
    let told = live(&world, &mut devices);
    let seconds = (worked() - begin).as_secs_f64();
    report(&told, &devices);
    println!("    {} events in {seconds:.0} s of work, simulating them counted in", told.events);
    room::measure(&world, &devices.into_iter().map(|device| device.state).collect::<Vec<_>>())
}

fn live(world: &World, devices: &mut [Device]) -> Told {
    let fresh = || Group { cohort: Cohort::default(), shard: Shard::default(), threshold: Surprise::CERTAIN };
    let mut groups: BTreeMap<Kind, Group> = (0..3).map(|model| ((model, 0), fresh())).collect();
    let mut told = Told::default();
    let mut edges: Vec<Edges> = (0..SHARDS).map(|shard| Edges::new(UNITS / SHARDS, shard)).collect();
    for hour in FIRST_DAY * 24..(FIRST_DAY + DAYS) * 24 {
        for group in groups.values_mut() {
            group.cohort.merge([&std::mem::take(&mut group.shard)]);
            let is_learning = hour < (FIRST_DAY + LEARNING) * 24;
            group.threshold = if is_learning { Surprise::CERTAIN } else { group.cohort.threshold(BUDGET) };
        }
        for (unit, device) in devices.iter_mut().enumerate() {
            let unit = unit as u64;
            let kind = (world.model(unit), world.release(unit, hour / 24));
            let edges = &mut edges[(unit % SHARDS) as usize];
            one_hour(world, (unit, hour), device, (group(&mut groups, kind), edges), &mut told);
        }
    }
    told
}

/// The cohort of a release; the first of its units makes it out of the one before.
fn group(groups: &mut BTreeMap<Kind, Group>, (model, release): Kind) -> &mut Group {
    if !groups.contains_key(&(model, release)) {
        let before = release.checked_sub(1).and_then(|before| groups.get(&(model, before)));
        let cohort = before.map(|before| before.cohort.successor()).unwrap_or_default();
        let threshold = cohort.threshold(BUDGET);
        groups.insert((model, release), Group { cohort, shard: Shard::default(), threshold });
    }
    groups.get_mut(&(model, release)).expect("it was put there")
}

fn one_hour(
    world: &World,
    (unit, hour): (u64, i64),
    device: &mut Device,
    (group, edges): (&mut Group, &mut Edges),
    told: &mut Told,
) {
    let infected = world.infection(unit).map(|(begin, _)| begin * 3600);
    device.alert.take_if(|alert| alert.is_over(hour * 3600));
    let Group { cohort, shard, threshold } = group;
    world.hour(unit, hour, &mut |at, network| {
        let is_open = device.alert.is_some();
        device.number += 1;
        told.events += 1;
        let event = event(device.number, at, network);
        let edge = edges.see(unit, &event, at);
        let light = Light { cohort, declaration: None, threshold: *threshold, is_open, edge, now: at };
        let found = device.state.observe(&event, &light, shard);
        if found.is_empty() {
            return;
        }
        let (is_bad, first) = (found.iter().any(|reason| is_of(world, reason)), found[0].clone());
        let is_new = UnitAlert::take(&mut device.alert, found);
        match infected.filter(|begin| at >= *begin) {
            Some(begin) if is_bad => drop(told.found.entry(unit).or_insert(at - begin)),
            Some(_) => (),
            None if is_new => told.wrong.push((unit, first)),
            None => (),
        }
        if let Some(alert) = device.alert.as_ref().filter(|_| is_new) {
            let cause = alert.causes().next().map(common);
            cause.map(|cause| told.together.entry(cause).or_default().insert(unit));
        }
    });
}

/// Whether a reason is about something that the malware does.
fn is_of(world: &World, reason: &Reason) -> bool {
    let Some(Cause::Peer(peer)) = &reason.cause else { return false };
    peer.address.is_some_and(|address| world.malicious.contains(&address))
}

pub(crate) fn event(number: u64, at: i64, network: Network<'static>) -> Event<'static> {
    let moment = Moment { time: Some(at), ..Moment::default() };
    Event { number, ..Event::new(moment, What::Network(network)) }
}

fn report(told: &Told, devices: &[Device]) {
    let months = UNITS * DAYS as u64 / 30;
    let name = format!("simulated fleet of {UNITS} units in {DAYS} days");
    let slowest = told.found.values().max().copied().unwrap_or(0);
    let found = told.found.len() as u64;
    row(
        &format!("{name}: infected units found"),
        &format!("{INFECTED} of {INFECTED}"),
        &format!("{found} of {INFECTED}, the last {slowest} s after its infection"),
        Some(found == INFECTED),
    );
    let wrong = 1000.0 * told.wrong.len() as f64 / months as f64;
    row(
        &format!("{name}: false alerts in 1,000 months of a unit"),
        "≤ 1",
        &format!("{wrong:.2} ({} in {months}; the budget would be {})", told.wrong.len(), 3 * DAYS / 30),
        Some(wrong <= 1.0),
    );
    for (unit, reason) in &told.wrong {
        println!(
            "    false: unit {unit}, owner's habit {:?}: {:?} {:?}",
            Habit::of(*unit),
            reason.detector,
            reason.cause
        );
    }
    let alerts: Vec<usize> = told.together.values().map(BTreeSet::len).collect();
    println!("    alerts of the fleet: {}, by units {alerts:?}", alerts.len());
    let size = |device: &Device| minicbor::to_vec(&device.state).map_or(0, |bytes| bytes.len());
    let largest = devices.iter().map(size).max().unwrap_or(0);
    let most = UnitState::MOST_BYTES;
    row(
        &format!("{name}: largest state of a unit"),
        &format!("≤ {most} bytes"),
        &format!("{largest} bytes"),
        Some(largest <= most),
    );
}
