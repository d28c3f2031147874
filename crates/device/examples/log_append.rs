//! What it costs to record an event: nanoseconds for each, on files and in memory, of one class and of two in turn, without
//! the periodic head.

use std::time::Duration;

use steadfast_device::log::{Log, Sizes};
use steadfast_device::outside::{Clock, Files, Machine, Memory, Storage};
use steadfast_monitor::event::{Address, Attempt, Authentication, Event, Factor, Moment, Place, Product, What};

const EVENTS: u32 = 200_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    print("files", measured(Files::open(&folder.path().join("one"))?, false));
    print("files, in turn", measured(Files::open(&folder.path().join("two"))?, true));
    print("memory", measured(Memory::default(), false));
    Ok(())
}

/// One in some hundred begins another segment, which waits for the medium: the mean has that in it, the median does not.
fn print(name: &str, mut took: Vec<Duration>) {
    took.sort_unstable();
    let mean = took.iter().sum::<Duration>() / EVENTS;
    let [median, most] = [took.len() / 2, took.len() - 1].map(|at| took[at]);
    println!("{name:14} median {:6} ns, mean {:6} ns, most {most:?}", median.as_nanos(), mean.as_nanos());
}

/// A wrong password from somewhere, again and again. Beginning other segments is part of it.
fn measured(storage: impl Storage, in_turn: bool) -> Vec<Duration> {
    let moment = Moment { time: Some(1_800_000_000), uptime: 1, starts: 1 };
    let what = Authentication {
        attempt: Some(Attempt::Wrong),
        account: Some("somebody.with.a.long.name@example.org".into()),
        place: Some(Place::Stranger),
        source: Some(Address(std::net::Ipv6Addr::LOCALHOST.into())),
        factor: Some(Factor::Password),
        wait: Some(30),
        ..Authentication::default()
    };
    let event = Event::new(moment, What::Authentication(what));
    let told = Product { name: Some("door-open".into()), text: Some("The door is open.".into()) };
    let other = if in_turn { Event::new(moment, What::Product(told)) } else { event };
    let mut log = Log::open(storage, &Sizes::default(), moment);
    let clock = Machine::start();
    let one = |number| {
        let before = clock.steady();
        log.append(if number % 2 == 0 { &event } else { &other });
        clock.steady() - before
    };
    (0..EVENTS).map(one).collect()
}
