//! An image of 320 MiB, brought by a patch as a unit does it: what memory that takes beside the old image, which is mapped, and
//! how long it takes beside writing the new one.
//!
//! `cargo run --release -p steadfast-device --example delta_320` takes two minutes and three gigabytes the first time, which
//! are for making the patch; it stays below `target/`.

#[expect(dead_code, reason = "the repository of the tests, of which this needs a part")]
#[path = "../tests/it/update/repository.rs"]
mod repository;

use std::error::Error;
use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use repository::{PART, Repository, custom, path};
use steadfast_delta::make;
use steadfast_device::outside::Files;
use steadfast_device::update::{Images, Metadata, Rule, Sink, Slot, Source, bring};
use steadfast_mapped::Mapped;
use steadfast_trust::encoding::hex;
use steadfast_trust::hash::sha256;
use steadfast_trust::tuf::{Custom, Delta};

type Went<T> = Result<T, Box<dyn Error>>;

const MIB: usize = 1 << 20;
const BLOCKS: usize = 320;
const ROUNDS: usize = 3;
const NOW: i64 = 1_800_000_000;

fn main() -> Went<()> {
    let folder =
        PathBuf::from(std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into())).join("delta-320");
    match std::env::args().nth(1).as_deref() {
        Some("bring") => brought(&folder, false),
        Some("whole") => brought(&folder, true),
        _ => all(&folder),
    }
}

/// Makes what is not there yet, and measures in turns, each in a process of its own.
fn all(folder: &Path) -> Went<()> {
    fs::create_dir_all(folder)?;
    if !folder.join("patch").exists() {
        made(folder)?;
    }
    let [new, patch] = ["new", "patch"].map(|name| folder.join(name).metadata().map(|of| of.len()));
    println!("image {} bytes, patch {} bytes", new?, patch?);
    let mut times = [Vec::new(), Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        times[0].push(written(folder)?);
        for (way, times) in ["whole", "bring"].into_iter().zip(&mut times[1..]) {
            let said = Command::new(std::env::current_exe()?).arg(way).output()?;
            let said = String::from_utf8(said.stdout)?;
            print!("{way}: {said}");
            let seconds = said.split_whitespace().next().ok_or("it measured nothing")?.parse()?;
            times.push(seconds);
        }
    }
    let [written, whole, bring] = times.map(median);
    println!("medians: written {written:.2} s, as a whole {whole:.2} s, by the patch {bring:.2} s");
    println!("by the patch to written: {:.2}; to as a whole: {:.2}", bring / written, bring / whole);
    Ok(())
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Bytes as of a program: instructions with addresses in them, which move by so much from a place on.
fn program(number: usize, moved: u32, from: usize) -> Vec<u8> {
    let mut state = (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut bytes = Vec::with_capacity(MIB + 16);
    while bytes.len() < MIB {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let address = (state as u32 >> 8) + if bytes.len() >= from { moved } else { 0 };
        bytes.extend([0x48, 0x8b, (state >> 32) as u8 & 0x3f, 0x05]);
        bytes.extend(address.to_le_bytes());
        bytes.extend(&[0x0f, 0x1f, 0x44, 0x00, 0xe8, 0xc3][..2 + (state >> 40) as usize % 5]);
    }
    bytes.truncate(MIB);
    bytes
}

/// In the new image one program of twenty is another version: its first quarter is the same; then code was put in, behind
/// which everything moved, its addresses with it. Another one of a hundred is new.
fn made(folder: &Path) -> Went<()> {
    let old: Vec<u8> = (0..BLOCKS).flat_map(|number| program(number, 0, 0)).collect();
    let new: Vec<u8> = (0..BLOCKS).flat_map(changed).collect();
    fs::write(folder.join("old"), &old)?;
    fs::write(folder.join("new"), &new)?;
    let from = now();
    let patch = make(&old, &new)?.bytes;
    println!("the patch was made in {:.0} s", from.elapsed().as_secs_f64());
    // Last: where this is there, all is.
    fs::write(folder.join("patch.new"), patch)?;
    Ok(fs::rename(folder.join("patch.new"), folder.join("patch"))?)
}

fn changed(number: usize) -> Vec<u8> {
    if number % 100 == 50 {
        return program(number + 1000, 0, 0);
    }
    if number % 20 != 7 {
        return program(number, 0, 0);
    }
    let mut bytes = program(number, 128, MIB / 4);
    let put_in = program(number + 2000, 0, 0);
    bytes.splice(MIB / 4..MIB / 4, put_in[..128].iter().copied());
    bytes.truncate(MIB);
    bytes
}

/// How long it takes to write the new image and wait for the medium.
fn written(folder: &Path) -> Went<f64> {
    let new = Mapped::open(&File::open(folder.join("new"))?)?;
    // Read once, so that what is measured is the writing.
    let _ = sha256(&[&new]);
    let place = folder.join("written");
    let from = now();
    let mut file = File::create(&place)?;
    new.chunks(64 << 10).try_for_each(|piece| file.write_all(piece))?;
    file.sync_all()?;
    let seconds = from.elapsed().as_secs_f64();
    fs::remove_file(place)?;
    Ok(seconds)
}

/// Brings the new image as a unit does, and says how long it took, and how much memory.
fn brought(folder: &Path, as_a_whole: bool) -> Went<()> {
    let place = tempfile::tempdir_in(folder)?;
    let images = Images::open(place.path())?;
    fs::hard_link(folder.join("old"), images.path(Slot::A))?;
    let mut source = Streamed::open(folder, as_a_whole)?;
    let known = hex(&sha256(&[&Mapped::open(&File::open(folder.join("old"))?)?]));
    fs::write(place.path().join("image-a.sha256"), known)?;
    let storage = Files::open(&place.path().join("unit"))?;
    let mut metadata = Metadata::load(&storage, &source.repository.settings().root)?;
    let rule = Rule {
        product: "prd_camera".to_owned(),
        line: "gateway".to_owned(),
        channel: "stable".to_owned(),
        hardware: "B".to_owned(),
        parts: vec![PART.to_owned()],
        levels: [(PART.to_owned(), 5)].into(),
    };
    let ([seconds, used], peak, came) = watched(|| {
        let (from, used) = (now(), processor());
        let came = bring(&mut metadata, &mut source, &rule, &images, &path(7), NOW);
        ([from.elapsed().as_secs_f64(), processor() - used], came)
    });
    let brought = came?;
    assert_eq!(brought.patch.is_none(), as_a_whole, "it came by the other way");
    let (peak, patch) = (peak as f64 / MIB as f64, brought.patch);
    println!("{seconds:.3} s, {used:.3} s of a processor, {peak:.1} MiB beside the old image, patch {patch:?}");
    Ok(())
}

/// Looks every millisecond how much memory there is that is of no file.
fn watched<T>(act: impl FnOnce() -> ([f64; 2], T)) -> ([f64; 2], u64, T) {
    let (is_over, peak, before) = (AtomicBool::new(false), AtomicU64::new(0), anonymous());
    let (seconds, came) = std::thread::scope(|scope| {
        scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                peak.fetch_max(anonymous().saturating_sub(before), Ordering::Relaxed);
                std::thread::sleep(Duration::from_millis(1));
            }
        });
        let done = act();
        is_over.store(true, Ordering::Relaxed);
        done
    });
    (seconds, peak.load(Ordering::Relaxed), came)
}

#[expect(clippy::disallowed_methods, reason = "an example measures by the clock")]
fn now() -> Instant {
    Instant::now()
}

/// Seconds of a processor that this thread, the first one, has had.
fn processor() -> f64 {
    let said = fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    said.split_whitespace()
        .next()
        .and_then(|text| text.parse::<f64>().ok())
        .map_or(0.0, |nanoseconds| nanoseconds / 1e9)
}

/// Resident bytes of this process that are of no file.
fn anonymous() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<u64>().map_or(0, |count| count * 1024)
}

/// A repository whose targets lie in files.
struct Streamed {
    repository: Repository,
    files: [(&'static str, PathBuf); 2],
}

impl Streamed {
    fn open(folder: &Path, as_a_whole: bool) -> Went<Self> {
        let [old, new, patch] = ["old", "new", "patch"].map(|name| folder.join(name));
        let map = |path: &Path| Mapped::open(&File::open(path)?);
        let [old, mapped, delta] = [map(&old)?, map(&new)?, map(&patch)?];
        let (mut repository, said) = (Repository::new(), custom(7));
        let [from, to] = [hex(&sha256(&[&old])), hex(&sha256(&[&mapped]))];
        let targets = &mut repository.line.content.targets;
        targets.insert(path(7), Repository::file(&said, &mapped));
        if !as_a_whole {
            let leads = Custom { delta: Some(Delta { from, to, image: path(7) }), ..said };
            targets.insert("gateway/app/5-7.delta".to_owned(), Repository::file(&leads, &delta));
        }
        repository.next();
        Ok(Self { repository, files: [(".img", new), (".delta", patch)] })
    }
}

impl Source for Streamed {
    type Error = repository::Away;

    fn metadata(&mut self, file: &str, most: u64) -> Result<Option<Vec<u8>>, Self::Error> {
        self.repository.metadata(file, most)
    }

    fn target(&mut self, address: &str, from: u64, _: u64, to: &mut dyn Sink) -> Result<(), Self::Error> {
        let known = self.files.iter().find(|(ends, _)| address.ends_with(ends));
        let mut file = File::open(&known.ok_or(io::Error::from(io::ErrorKind::NotFound))?.1)?;
        file.seek(SeekFrom::Start(from))?;
        let mut piece = vec![0; 16 << 10];
        loop {
            let count = file.read(&mut piece)?;
            if count == 0 {
                return Ok(());
            }
            to.write_all(&piece[..count])?;
        }
    }
}
