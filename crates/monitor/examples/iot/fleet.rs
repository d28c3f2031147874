//! A simulated fleet: units of three models for sixty days, made from the flows of three real devices, with what owners and
//! makers do to them; and real malicious flows in twenty of them.
//!
//! Real: what a unit talks to, when in its day, how much, how it ends; all flows of the malware. Synthetic: everything else,
//! which is each unit's hours, its addresses of time servers and of delivery networks, its owner's habits, the releases, the
//! outages, and which units are infected when.

use std::collections::{BTreeMap, BTreeSet};

use crate::flows::{Capture, Flow};
use steadfast_monitor::alert::{Fleet, Unit, UnitAlert};
use steadfast_monitor::detect::{Cohort, Light, Shard, Surprise, UnitState};
use steadfast_monitor::event::{Address, Connection, Direction, Event, Network, Transport, What};

const FIRST_DAY: i64 = 20_000;
const DAYS: i64 = 60;
/// Days in which thresholds are not there yet: the cohorts learn.
const LEARNING: i64 = 7;
const INFECTED: u64 = 20;

/// Numbers that look like chance, from a seed (SplitMix64).
#[derive(Clone)]
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ x >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ x >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ x >> 31
    }

    fn of(seed: &[u64]) -> Self {
        let mut random = Self(0x5eed);
        for part in seed {
            random.0 ^= random.next() ^ part;
        }
        random
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn one_in(&mut self, bound: u64) -> bool {
        self.below(bound) == 0
    }
}

fn v4(bits: u64) -> Address {
    Address(std::net::Ipv4Addr::from(bits as u32).into())
}

/// What an owner does that others do not.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Habit {
    None,
    OwnTimeServer,
    OwnNameServer,
    Hub,
    Tunnel(u16),
    OwnBroker(u16),
}

fn habit(unit: u64) -> Habit {
    let mut random = Random::of(&[unit, 1]);
    match random.below(10_000) {
        0..100 => Habit::OwnTimeServer,
        100..150 => Habit::OwnNameServer,
        150..200 => Habit::Hub,
        200..210 => Habit::Tunnel(51_820),
        210..220 => Habit::Tunnel(1194),
        220..225 => Habit::OwnBroker(8883),
        225..230 => Habit::OwnBroker(1883),
        _ => Habit::None,
    }
}

struct Device {
    state: UnitState,
    alert: Option<UnitAlert>,
    number: u64,
    release: usize,
    infected: Option<(i64, usize)>,
}

struct World {
    templates: Vec<Vec<(i64, Flow)>>,
    malware: Vec<Flow>,
    quiet: Vec<Flow>,
}

impl World {
    fn new(clean: &[Capture], mirai: &Capture) -> Self {
        let of = |name: &str| clean.iter().find(|capture| capture.name == name).expect("a device");
        let devices = ["b3b 192.168.1.158", "b1 192.168.1.132", "b2 192.168.2.3"].map(of);
        let day =
            |capture: &&Capture| capture.flows.iter().map(|flow| (flow.at % 86_400, flow.clone())).collect::<Vec<_>>();
        let mut templates: Vec<Vec<(i64, Flow)>> = devices.iter().map(day).collect();
        templates.iter_mut().for_each(|flows| flows.sort_by_key(|(at, _)| *at));
        let malicious = |flow: &&Flow| flow.label != "-" || flow.is_with("185.244.25.235");
        let malware: Vec<Flow> = mirai.flows.iter().filter(malicious).cloned().collect();
        let quiet = malware.iter().filter(|flow| flow.label == "C&C").cloned().collect();
        Self { templates, malware, quiet }
    }

    /// What a unit does in an hour of the fleet.
    fn hour(&self, unit: u64, model: usize, release: usize, hour: i64, each: &mut dyn FnMut(i64, Network<'static>)) {
        let shift = Random::of(&[unit, 2]).below(86_400) as i64;
        let mut random = Random::of(&[unit, 3, hour as u64]);
        let day = hour / 24;
        let from = (hour * 3600 - shift).rem_euclid(86_400);
        let template = &self.templates[model];
        let habit = habit(unit);
        let mut play = |from: i64, to: i64, base: i64| {
            let start = template.partition_point(|(at, _)| *at < from);
            for (at, flow) in template[start..].iter().take_while(|(at, _)| *at < to) {
                if random.one_in(20) {
                    continue;
                }
                let network = changed(flow.network, unit, day, hour, habit, &mut random);
                each(base + at - from + random.below(3) as i64, network);
            }
        };
        let base = hour * 3600;
        let to = from + 3600;
        play(from, to.min(86_400), base);
        if to > 86_400 {
            play(0, to - 86_400, base + 86_400 - from);
        }
        owners(unit, habit, hour, each);
        if release > 0 {
            each(base + 1800, outbound(v4(0x0b00_0001 + release as u64 * 256 + unit % 2), 8883, Transport::Tcp));
        }
    }
}

/// A real flow as this unit has it on this day.
fn changed(
    mut network: Network<'static>,
    unit: u64,
    day: i64,
    hour: i64,
    habit: Habit,
    random: &mut Random,
) -> Network<'static> {
    let is_far = network.remote.is_some_and(|address| !address.is_local());
    let is_out = network.direction == Some(Direction::Outbound);
    match (network.transport, network.remote_port) {
        (Some(Transport::Udp), Some(123)) if is_far && is_out => {
            let server = if habit == Habit::OwnTimeServer {
                0x5000_0000 + unit
            } else {
                0x4000_0000 + Random::of(&[unit, day as u64, random.below(4)]).below(4000)
            };
            network.remote = Some(v4(server));
        }
        (Some(Transport::Udp), Some(53)) if habit == Habit::OwnNameServer && is_out => {
            network.remote = Some(v4([0x0808_0808, 0x0101_0101, 0x0909_0909, 0x5100_0000 + unit][(unit % 4) as usize]));
        }
        (Some(Transport::Tcp), Some(443 | 80)) if is_far && is_out => {
            // A delivery network moves: each day some new addresses, of which units see a part.
            if random.one_in(50) {
                network.remote = Some(v4(0x6000_0000 + day as u64 * 64 + random.below(200)));
            }
            // One afternoon the maker's servers do not answer.
            if (day, hour % 24) == (FIRST_DAY + 45, 14) {
                network.state = Some(Connection::Unanswered);
                network.flows = Some(5);
            }
        }
        _ => (),
    }
    if let (Habit::Tunnel(port), true, true) = (habit, is_far, is_out) {
        (network.remote, network.remote_port, network.transport) =
            (Some(v4(0x5200_0000 + unit)), Some(port), Some(Transport::Udp));
    }
    network
}

fn owners(unit: u64, habit: Habit, hour: i64, each: &mut dyn FnMut(i64, Network<'static>)) {
    let base = hour * 3600;
    match habit {
        Habit::Hub => {
            let hub = Network {
                direction: Some(Direction::Inbound),
                local_port: Some(80),
                ..outbound(v4(0xc0a8_0105), 80, Transport::Tcp)
            };
            (0..6).for_each(|at| each(base + at * 600, Network { flows: Some(60), ..hub }));
        }
        Habit::OwnBroker(port) => {
            (0..60).for_each(|at| each(base + at * 60, outbound(v4(0x5300_0000 + unit), port, Transport::Tcp)));
        }
        _ => (),
    }
}

fn outbound(remote: Address, port: u16, transport: Transport) -> Network<'static> {
    Network {
        activity: Some(steadfast_monitor::event::NetworkActivity::Flow),
        transport: Some(transport),
        direction: Some(Direction::Outbound),
        remote: Some(remote),
        remote_port: Some(port),
        state: Some(Connection::Finished),
        sent: Some(600),
        received: Some(400),
        ..Network::default()
    }
}

/// Which release a unit runs: firmware comes in waves of five days.
fn release(unit: u64, model: usize, day: i64) -> usize {
    let starts: &[i64] = [&[20_i64, 48][..], &[30], &[40]][model];
    let lag = Random::of(&[unit, 4]).below(5) as i64;
    starts.iter().filter(|&&start| day >= FIRST_DAY + start + lag).count()
}

fn model(unit: u64, units: u64) -> usize {
    match unit * 10 / units {
        0..5 => 0,
        5..8 => 1,
        _ => 2,
    }
}

#[derive(Default)]
struct Told {
    events: u64,
    false_alerts: Vec<(u64, i64, String)>,
    found: BTreeMap<u64, i64>,
    largest: usize,
}

/// Runs the fleet, and prints what came of it.
pub(crate) fn run(clean: &[Capture], mirai: &Capture, units: u64, budget: f64) {
    let world = World::new(clean, mirai);
    let mut devices: Vec<Device> = (0..units).map(|unit| device(unit, units)).collect();
    let mut cohorts: BTreeMap<(usize, usize), Cohort> = (0..3).map(|model| ((model, 0), Cohort::default())).collect();
    let mut told = Told::default();
    let mut fleet = Fleet::default();
    for hour in FIRST_DAY * 24..(FIRST_DAY + DAYS) * 24 {
        let mut shards: BTreeMap<(usize, usize), Shard> = BTreeMap::new();
        for unit in 0..units {
            one_hour(
                &world,
                unit,
                units,
                hour,
                budget,
                &mut devices[unit as usize],
                &mut cohorts,
                &mut shards,
                &mut told,
                &mut fleet,
            );
        }
        for (key, shard) in &shards {
            cohorts.get_mut(key).expect("it is there").merge([shard]);
        }
        if hour % (24 * 10) == 0 {
            eprintln!(
                "day {} thresholds {:?}",
                hour / 24 - FIRST_DAY,
                cohorts.iter().map(|(key, it)| (key, it.threshold(budget).value(), it.units())).collect::<Vec<_>>()
            );
        }
    }
    told.largest =
        devices.iter().map(|it| minicbor::to_vec(&it.state).expect("a vector takes it").len()).max().unwrap_or(0);
    report(units, &told, &devices);
}

fn device(unit: u64, units: u64) -> Device {
    let step = units / INFECTED;
    let infected = (unit % step == step / 2).then(|| {
        let mut random = Random::of(&[unit, 5]);
        (FIRST_DAY * 24 + 10 * 24 + random.below(45 * 24) as i64, (unit / step) as usize % 2)
    });
    Device { state: UnitState::default(), alert: None, number: 0, release: 0, infected }
}

#[expect(clippy::too_many_arguments, reason = "one loop of a simulation")]
fn one_hour(
    world: &World,
    unit: u64,
    units: u64,
    hour: i64,
    budget: f64,
    device: &mut Device,
    cohorts: &mut BTreeMap<(usize, usize), Cohort>,
    shards: &mut BTreeMap<(usize, usize), Shard>,
    told: &mut Told,
    fleet: &mut Fleet,
) {
    let model = model(unit, units);
    let release = release(unit, model, hour / 24);
    if release != device.release {
        device.release = release;
        if !cohorts.contains_key(&(model, release)) {
            let next = cohorts[&(model, release - 1)].successor();
            cohorts.insert((model, release), next);
        }
    }
    let cohort = &cohorts[&(model, release)];
    let shard = shards.entry((model, release)).or_default();
    let threshold = if hour < (FIRST_DAY + LEARNING) * 24 { Surprise::CERTAIN } else { cohort.threshold(budget) };
    let begin = hour * 3600;
    if device.alert.as_ref().is_some_and(|alert| alert.is_over(begin)) {
        device.alert = None;
    }
    let mut feed = |at: i64, network: Network<'static>| {
        device.number += 1;
        told.events += 1;
        let moment = steadfast_monitor::event::Moment { time: Some(at), ..Default::default() };
        let event = Event { number: device.number, ..Event::new(moment, What::Network(network)) };
        let light = Light { cohort, declaration: None, threshold, is_open: device.alert.is_some(), now: at };
        let found = device.state.observe(&event, &light, shard);
        if !found.is_empty() && UnitAlert::take(&mut device.alert, found) {
            let alert = device.alert.as_ref().expect("it was opened");
            let cause = fleet.take(Unit(unit.into()), alert);
            match device.infected.filter(|(start, _)| at >= start * 3600) {
                Some((start, _)) => {
                    told.found.entry(unit).or_insert(at - start * 3600);
                }
                None => told.false_alerts.push((
                    unit,
                    at,
                    format!("{:?} {:?} {:?}", alert.reasons()[0].detector, alert.score(), cause),
                )),
            }
        }
    };
    world.hour(unit, model, release, hour, &mut feed);
    if let Some((start, kind)) = device.infected {
        let flows = if kind == 0 { &world.malware } else { &world.quiet };
        let offset = flows[0].at - start * 3600;
        let from = flows.partition_point(|flow| flow.at - offset < begin);
        flows[from..]
            .iter()
            .take_while(|flow| flow.at - offset < begin + 3600)
            .for_each(|flow| feed(flow.at - offset, flow.network));
    }
}

fn report(units: u64, told: &Told, devices: &[Device]) {
    let months = units as f64 * DAYS as f64 / 30.0;
    println!("{} events, {units} units, {months:.0} unit-months", told.events);
    let infected: BTreeSet<u64> = (0..units).filter(|&unit| devices[unit as usize].infected.is_some()).collect();
    println!("found {} of {}", told.found.len(), infected.len());
    for (unit, after) in &told.found {
        println!("   unit {unit} kind {:?} after {after} s", devices[*unit as usize].infected.map(|it| it.1));
    }
    println!(
        "false alerts {} = {:.2} per 1,000 unit-months; largest state {} bytes",
        told.false_alerts.len(),
        told.false_alerts.len() as f64 / months * 1000.0,
        told.largest
    );
    let mut by = BTreeMap::<String, u64>::new();
    for (unit, _, what) in &told.false_alerts {
        *by.entry(format!(
            "{:?} model {} {}",
            habit(*unit),
            model(*unit, units),
            what.split(' ').next().unwrap_or("")
        ))
        .or_default() += 1;
    }
    by.iter().for_each(|(what, count)| println!("   {count:5} {what}"));
    told.false_alerts.iter().take(12).for_each(|it| println!("   {it:?}"));
}
