//! Every seed of the fuzz targets through its reader: it returns, in reasonable time and on a small stack. Seeds whose
//! name starts with `good` are understood.

use std::ops::ControlFlow;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use steadfast_formats::cpe::Cpe;
use steadfast_formats::purl::Purl;
use steadfast_formats::{Limits, archive, bom, feed, vex};
use steadfast_testkit::workspace;

const LIMITS: Limits = Limits { document: 1 << 20, unpacked: 4 << 20, members: 1_000, depth: 100 };

/// Generous for an unoptimised build on a busy machine; seeds are a few kilobytes.
const MOST: Duration = Duration::from_secs(20);

/// A quarter of a main thread's, so that recursion shows before it kills a server's thread.
const STACK: usize = 2 << 20;

/// Reads bytes, and says why it could not.
type Reader = fn(&[u8]) -> Result<(), String>;

fn each_seed(target: &str, reader: Reader) {
    let folder = workspace().join("fuzz/corpus").join(target);
    let mut seeds: Vec<_> =
        std::fs::read_dir(&folder).expect("a corpus").map(|entry| entry.expect("an entry")).collect();
    seeds.sort_by_key(std::fs::DirEntry::path);
    assert!(seeds.len() > 10, "{} holds {} seeds", folder.display(), seeds.len());
    for seed in seeds {
        let name = format!("{target}/{}", seed.file_name().to_string_lossy());
        let outcome = outcome(std::fs::read(seed.path()).expect("a seed"), reader, &name);
        let must_be_understood = seed.file_name().to_string_lossy().starts_with("good");
        assert!(!must_be_understood || outcome.is_ok(), "{name}: {outcome:?}");
    }
}

fn outcome(bytes: Vec<u8>, reader: Reader, name: &str) -> Result<(), String> {
    let (sender, receiver) = mpsc::channel();
    let work = move || sender.send(reader(&bytes));
    let thread = thread::Builder::new().stack_size(STACK).spawn(work).expect("a thread");
    match receiver.recv_timeout(MOST) {
        Ok(outcome) => outcome,
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("{name}: not read within {MOST:?}"),
        Err(mpsc::RecvTimeoutError::Disconnected) => panic!("{name}: the reader panicked: {:?}", thread.join().err()),
    }
}

fn text(bytes: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(bytes).map_err(|error| error.to_string())
}

#[test]
fn bills_of_materials() {
    each_seed("bom", |bytes| {
        let bom = bom::read(bytes, &LIMITS).map_err(|error| error.to_string())?;
        assert_eq!(bom.entries, bom.components.len() + bom.reported, "entries are neither read nor reported");
        Ok(())
    });
}

#[test]
fn archives() {
    each_seed("archive", |bytes| {
        let mut unpacked = 0;
        let outcome = archive::visit(bytes, &LIMITS, &mut |member| {
            assert!(member.bytes.len() <= LIMITS.document, "a member is larger than the limit");
            unpacked += member.bytes.len();
            ControlFlow::Continue(())
        });
        assert!(unpacked <= LIMITS.unpacked, "more was unpacked than the limit allows");
        outcome.map_err(|error| error.to_string())
    });
}

#[test]
fn bombs_are_refused() {
    for bomb in ["bomb.zip", "bomb.gz", "bomb.zst"] {
        let bytes = std::fs::read(workspace().join("fuzz/corpus/archive").join(bomb)).expect("a seed");
        let outcome = archive::visit(&bytes, &LIMITS, &mut |_| ControlFlow::Continue(()));
        assert!(matches!(outcome, Err(steadfast_formats::ReadError::TooLarge { .. })), "{bomb}: {outcome:?}");
    }
}

#[test]
fn feeds() {
    each_seed("feed", |bytes| feed::read(bytes, &LIMITS).map(drop).map_err(|error| error.to_string()));
}

#[test]
fn vex_documents() {
    each_seed("vex", |bytes| vex::read(bytes, &LIMITS).map(drop).map_err(|error| error.to_string()));
}

#[test]
fn package_urls() {
    each_seed("purl", |bytes| {
        let purl: Purl = text(bytes)?.parse().map_err(|error| format!("{error}"))?;
        assert_eq!(purl.to_string().parse(), Ok(purl), "it is not read back as it was written");
        Ok(())
    });
}

#[test]
fn cpe_names() {
    each_seed("cpe", |bytes| text(bytes)?.parse::<Cpe>().map(drop).map_err(|error| error.to_string()));
}
