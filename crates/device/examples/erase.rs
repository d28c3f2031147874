//! How long an erasure takes, until the key of the data is gone and until the receipt is there: with little of an owner's data, and with much. Half of it is sealed by
//! the SDK, half lies in a folder beside that is under a key of the unit's; for comparison also one that lies open.

#[path = "../tests/alone/mod.rs"]
mod alone;

use std::cell::Cell;
use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use steadfast_device::data::Data;
use steadfast_device::outside::{Clock as _, Files, Folder, Machine, Storage, StorageError, System};
use steadfast_protocol::Purpose;

/// Bytes of each thing.
const THING: usize = 4 << 20;

/// How often each is measured.
const TIMES: usize = 5;

type Failed = Box<dyn std::error::Error>;

fn main() -> Result<(), Failed> {
    let none = measured(0, true)?;
    println!("{:14} {:>22} {:>22}", "", "until the key is gone", "until the receipt");
    print("nothing", none, none);
    for (name, bytes) in [("1 MiB", 1 << 20), ("64 MiB", 64 << 20), ("1 GiB", 1 << 30)] {
        print(name, measured(bytes, true)?, none);
    }
    print("64 MiB, open", measured(64 << 20, false)?, none);
    Ok(())
}

/// Until the key of the data is gone, and until the receipt is there.
type Took = [Duration; 2];

fn print(name: &str, took: Took, none: Took) {
    let one = |at: usize| {
        let times = took[at].as_secs_f64() / none[at].as_secs_f64();
        format!("{:.1} ms, {times:.1} times", took[at].as_secs_f64() * 1e3)
    };
    println!("{name:14} {:>22} {:>22}", one(0), one(1));
}

/// The medians of some erasures.
fn measured(bytes: usize, is_sealed: bool) -> Result<Took, Failed> {
    let all = (0..TIMES).map(|_| once(bytes, is_sealed)).collect::<Result<Vec<Took>, _>>()?;
    Ok([0, 1].map(|which| {
        let mut times: Vec<Duration> = all.iter().map(|took| took[which]).collect();
        times.sort_unstable();
        times[TIMES / 2]
    }))
}

fn once(bytes: usize, is_sealed: bool) -> Result<Took, Failed> {
    let folder = tempfile::tempdir()?;
    let files = Files::open(&folder.path().join("storage"))?;
    let (storage, beside) =
        (Watched { files, clock: Machine::start(), gone: Cell::default() }, folder.path().join("beside"));
    std::fs::create_dir(&beside)?;
    let lies = if is_sealed { Folder::sealed(&beside) } else { Folder::open(&beside) };
    let mut unit = alone::set_up(&storage, Arc::new(lies));
    fill(&storage, &beside, bytes)?;
    let (_, hash) = unit.new_code()?;
    let from = storage.clock.steady();
    unit.erase(Purpose::Handover, Some(hash))?;
    let receipt = unit.erased().ok_or("no receipt")?;
    let took = [storage.gone.get(), storage.clock.steady()].map(|at| at.saturating_sub(from));
    assert!(receipt.text().contains("found when it looked again: 0"), "{}", receipt.text());
    assert_eq!(std::fs::read_dir(&beside)?.count(), 0);
    Ok(took)
}

/// A storage that knows when the key of the owner's data was gone.
struct Watched {
    files: Files,
    clock: Machine,
    gone: Cell<Duration>,
}

impl Storage for Watched {
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, StorageError> {
        self.files.read(name)
    }

    fn replace(&self, name: &str, bytes: &[u8]) -> Result<(), StorageError> {
        self.files.replace(name, bytes)
    }

    fn append(&self, name: &str, bytes: &[u8]) -> Result<(), StorageError> {
        self.files.append(name, bytes)
    }

    fn sync(&self, name: &str) -> Result<(), StorageError> {
        self.files.sync(name)
    }

    fn truncate(&self, name: &str, length: u64) -> Result<(), StorageError> {
        self.files.truncate(name, length)
    }

    fn destroy(&self, name: &str) -> Result<(), StorageError> {
        let done = self.files.destroy(name);
        if name == "owner-key" {
            self.gone.set(self.clock.steady());
        }
        done
    }

    fn remove(&self, name: &str) -> Result<(), StorageError> {
        self.files.remove(name)
    }

    fn names(&self) -> Result<Vec<String>, StorageError> {
        self.files.names()
    }
}

/// Half of it sealed, half beside, all of it on the medium.
fn fill(storage: &Watched, beside: &Path, bytes: usize) -> Result<(), Failed> {
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
