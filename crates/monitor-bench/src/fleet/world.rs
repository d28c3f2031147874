//! What each unit does at each hour: real flows of one device of its model, at hours of its own.

use std::collections::BTreeSet;

use steadfast_monitor::event::{Address, Network};

use super::chance::Chance;
use super::owners::{Habit, changed, release};
use super::{FIRST_DAY, INFECTED};
use crate::captures::flows::{Capture, Flow};

/// The devices of which the models are made: a lock, a lamp bridge, a voice assistant.
const MODELS: [&str; 3] = ["b3b 192.168.1.158", "b1 192.168.1.132", "b2 192.168.2.3"];

/// Days on which the first units of a model get a new release; the last ones do four days later.
const RELEASES: [&[i64]; 3] = [&[20, 48], &[30], &[40]];

/// Where the malware is commanded from.
const CONTROL: &str = "185.244.25.235";

/// Everything that units do.
pub(super) struct World {
    units: u64,
    /// A day of each model, in seconds of it.
    days: Vec<Vec<(i64, Flow)>>,
    /// What malware does: all of it, and nothing but asking for commands.
    malware: [Vec<Flow>; 2],
    /// Whom it talks to.
    pub(super) malicious: BTreeSet<Address>,
}

/// When a unit is infected (an hour since the epoch), and with which of the two.
pub(super) type Infection = Option<(i64, usize)>;

impl World {
    pub(super) fn new(clean: &[Capture], mirai: &Capture, units: u64) -> Option<Self> {
        let device = |name: &&str| clean.iter().find(|capture| capture.name == *name).map(day);
        let days = MODELS.iter().map(device).collect::<Option<_>>()?;
        let is_bad = |flow: &&Flow| flow.label != "-" || flow.is_with(CONTROL);
        let all: Vec<Flow> = mirai.flows.iter().filter(is_bad).cloned().collect();
        let quiet: Vec<Flow> = all.iter().filter(|flow| flow.label == "C&C").cloned().collect();
        let malicious = all.iter().filter_map(|flow| flow.network.remote).collect();
        Some(Self { units, days, malware: [all, quiet], malicious })
    }

    /// Half of the units are locks, three tenths lamp bridges.
    pub(super) fn model(&self, unit: u64) -> usize {
        match unit * 10 / self.units {
            0..5 => 0,
            5..8 => 1,
            _ => 2,
        }
    }

    pub(super) fn release(&self, unit: u64, day: i64) -> usize {
        let late = Chance::of(&[unit, 4]).below(5) as i64;
        RELEASES[self.model(unit)].iter().filter(|&&first| day >= FIRST_DAY + first + late).count()
    }

    pub(super) fn infection(&self, unit: u64) -> Infection {
        let step = self.units / INFECTED;
        (unit % step == step / 2).then(|| {
            let hour = Chance::of(&[unit, 5]).below(45 * 24) as i64;
            ((FIRST_DAY + 10) * 24 + hour, (unit / step) as usize % 2)
        })
    }

    /// What a unit does in an hour.
    pub(super) fn hour(&self, unit: u64, hour: i64, each: &mut dyn FnMut(i64, Network<'static>)) {
        let habit = Habit::of(unit);
        self.usual(unit, hour, habit, each);
        habit.besides(unit, hour, each);
        release(unit, self.release(unit, hour / 24), hour, each);
        if let Some((begin, which)) = self.infection(unit) {
            bad(&self.malware[which], begin * 3600, hour * 3600, each);
        }
    }

    /// The day of the device, begun at another time, with one flow in twenty left out.
    fn usual(&self, unit: u64, hour: i64, habit: Habit, each: &mut dyn FnMut(i64, Network<'static>)) {
        let shift = Chance::of(&[unit, 2]).below(86_400) as i64;
        let mut chance = Chance::of(&[unit, 3, hour as u64]);
        let from = (hour * 3600 - shift).rem_euclid(86_400);
        let day = &self.days[self.model(unit)];
        let mut play = |from: i64, to: i64, begin: i64| {
            let first = day.partition_point(|(at, _)| *at < from);
            for (at, flow) in day[first..].iter().take_while(|(at, _)| *at < to) {
                if !chance.one_in(20) {
                    let network = changed(flow.network, unit, hour, habit, &mut chance);
                    each(begin + at - from + chance.below(3) as i64, network);
                }
            }
        };
        play(from, (from + 3600).min(86_400), hour * 3600);
        play(0, from + 3600 - 86_400, hour * 3600 + 86_400 - from);
    }
}

fn day(capture: &Capture) -> Vec<(i64, Flow)> {
    let mut flows: Vec<(i64, Flow)> = capture.flows.iter().map(|flow| (flow.at % 86_400, flow.clone())).collect();
    flows.sort_by_key(|(at, _)| *at);
    flows
}

fn bad(flows: &[Flow], begin: i64, now: i64, each: &mut dyn FnMut(i64, Network<'static>)) {
    let later = flows.first().map_or(0, |flow| begin - flow.at);
    let first = flows.partition_point(|flow| flow.at + later < now);
    for flow in flows[first..].iter().take_while(|flow| flow.at + later < now + 3600) {
        each(flow.at + later, flow.network);
    }
}
