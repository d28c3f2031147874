//! What it costs to record an event: nanoseconds for each, on files and in memory, without the periodic head.

use std::time::Duration;

use steadfast_device::log::{Log, Sizes};
use steadfast_device::outside::{Clock, Files, Machine, Memory, Storage};
use steadfast_monitor::event::{Address, Attempt, Authentication, Event, Factor, Moment, Place, What};

const EVENTS: u32 = 200_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    print("files", measured(Files::open(folder.path())?));
    print("memory", measured(Memory::default()));
    Ok(())
}

fn print(name: &str, took: Duration) {
    println!("{name:8} {:7.0} ns for each event", took.as_secs_f64() * 1e9 / f64::from(EVENTS));
}

/// A wrong password from somewhere, again and again. Beginning other segments is part of it.
fn measured(storage: impl Storage) -> Duration {
    let moment = Moment { time: Some(1_800_000_000), uptime: 1, starts: 1 };
    let what = Authentication {
        attempt: Some(Attempt::Wrong),
        account: Some("somebody.with.a.long.name@example.org".into()),
        place: Some(Place::Stranger),
        source: Some(Address(std::net::Ipv6Addr::LOCALHOST.into())),
        factor: Some(Factor::Password),
        wait: Some(30),
    };
    let event = Event::new(moment, What::Authentication(what));
    let mut log = Log::open(storage, &Sizes::default(), moment);
    let clock = Machine::start();
    for _ in 0..EVENTS {
        log.append(&event);
    }
    clock.steady()
}
