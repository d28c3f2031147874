//! How long an erasure takes, until its receipt is there: with little of an owner's data, and with much. Half of it is sealed by
//! the SDK, half lies in a folder beside that is under a key of the unit's; for comparison also one that lies open.

#[path = "../tests/alone/mod.rs"]
mod alone;

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use steadfast_device::data::Data;
use steadfast_device::outside::{Clock as _, Files, Folder, Machine, System};
use steadfast_protocol::Purpose;

/// Bytes of each thing.
const THING: usize = 4 << 20;

/// How often each is measured.
const TIMES: usize = 5;

type Failed = Box<dyn std::error::Error>;

fn main() -> Result<(), Failed> {
    let none = measured(0, true)?;
    print("nothing", none, none);
    for (name, bytes) in [("1 MiB", 1 << 20), ("64 MiB", 64 << 20), ("1 GiB", 1 << 30)] {
        print(name, measured(bytes, true)?, none);
    }
    print("64 MiB, open", measured(64 << 20, false)?, none);
    Ok(())
}

fn print(name: &str, took: Duration, none: Duration) {
    let times = took.as_secs_f64() / none.as_secs_f64();
    println!("{name:14} {:8.1} ms, {times:6.1} times that of nothing", took.as_secs_f64() * 1e3);
}

/// The median of some erasures.
fn measured(bytes: usize, is_sealed: bool) -> Result<Duration, Failed> {
    let mut all = (0..TIMES).map(|_| once(bytes, is_sealed)).collect::<Result<Vec<_>, _>>()?;
    all.sort_unstable();
    Ok(all[TIMES / 2])
}

fn once(bytes: usize, is_sealed: bool) -> Result<Duration, Failed> {
    let folder = tempfile::tempdir()?;
    let (storage, beside) = (Files::open(&folder.path().join("storage"))?, folder.path().join("beside"));
    std::fs::create_dir(&beside)?;
    let lies = if is_sealed { Folder::sealed(&beside) } else { Folder::open(&beside) };
    let mut unit = alone::set_up(&storage, Arc::new(lies));
    fill(&storage, &beside, bytes)?;
    let (_, hash) = unit.new_code()?;
    let clock = Machine::start();
    unit.erase(Purpose::Handover, Some(hash))?;
    let receipt = unit.erased().ok_or("no receipt")?;
    let took = clock.steady();
    assert!(receipt.text().contains("found when it looked again: 0"), "{}", receipt.text());
    assert_eq!(std::fs::read_dir(&beside)?.count(), 0);
    Ok(took)
}

/// Half of it sealed, half beside, all of it on the medium.
fn fill(storage: &Files, beside: &Path, bytes: usize) -> Result<(), Failed> {
    let data = Data::open(&storage, &System)?;
    for (number, at) in (0..bytes / 2).step_by(THING).enumerate() {
        let thing = vec![7; THING.min(bytes / 2 - at)];
        data.put(&storage, &System, &format!("thing-{number}"), &thing)?;
        let mut file = File::create(beside.join(number.to_string()))?;
        file.write_all(&thing)?;
        file.sync_all()?;
    }
    Ok(())
}
