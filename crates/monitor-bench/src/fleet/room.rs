//! How much room the state of many units takes, and how quickly events are looked at.

use steadfast_monitor::detect::{Cohort, Edges, Light, Shard, Surprise, UnitState};
use steadfast_monitor::event::Event;

use super::world::World;
use super::{FIRST_DAY, event};
use crate::row::{median, row};
use crate::{Failure, worked};

/// Units whose state is kept at once.
const KEPT: usize = 1_000_000;

/// Bytes in which it is to fit.
const ROOM: f64 = 3.0;

/// Units of which the speed is taken, and how often.
const QUICK: u64 = 1_000;
const TURNS: usize = 5;

pub(super) fn measure(world: &World, states: &[UnitState]) -> Result<(), Failure> {
    speed(world);
    let before = resident()?;
    let kept: Vec<UnitState> = states.iter().cycle().take(KEPT).cloned().collect();
    let gib = (resident()? - before) / f64::from(1 << 30);
    let measured = format!("{gib:.2} GiB, {:.0} bytes a unit", gib * f64::from(1 << 30) / kept.len() as f64);
    row(
        "state of 1,000,000 units of the simulated fleet: resident",
        &format!("< {ROOM} GiB"),
        &measured,
        Some(gib < ROOM),
    );
    Ok(())
}

/// Resident memory of this process, in bytes.
fn resident() -> Result<f64, Failure> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("no VmRSS in /proc/self/status")?;
    Ok(line.trim().trim_end_matches(" kB").parse::<f64>()? * 1024.0)
}

/// Days of a thousand units, made before: two to learn, one that is timed.
fn speed(world: &World) {
    let units: Vec<u64> = (0..QUICK).map(|unit| unit * 10).collect();
    let mut states = vec![UnitState::default(); units.len()];
    let (mut cohort, mut edges) = (Cohort::default(), Edges::new(QUICK, 7));
    let mut speeds = Vec::new();
    for day in 0..2 + TURNS as i64 {
        let events = events(world, &units, FIRST_DAY + day);
        let mut shard = Shard::default();
        let begin = worked();
        let threshold = Surprise::of(6.0);
        for (unit, event) in &events {
            let at = event.time.unwrap_or(0);
            let edge = edges.see(*unit as u64, event, at);
            let light = Light { cohort: &cohort, declaration: None, threshold, is_open: false, edge, now: at };
            states[*unit].observe(event, &light, &mut shard);
        }
        if day >= 2 {
            speeds.push(events.len() as f64 / (worked() - begin).as_secs_f64() / 1e6);
        }
        cohort.merge([&shard]);
    }
    let measured = format!("{:.2} million", median(&speeds));
    row("events of the simulated fleet looked at in a second, one core", "", &measured, None);
}

fn events(world: &World, units: &[u64], day: i64) -> Vec<(usize, Event<'static>)> {
    let mut events = Vec::new();
    for hour in day * 24..(day + 1) * 24 {
        for (at, unit) in units.iter().enumerate() {
            let number = (hour * 100_000) as u64;
            let mut count = 0;
            world.hour(*unit, hour, &mut |time, network| {
                count += 1;
                events.push((at, event(number + count, time, network)));
            });
        }
    }
    events
}
