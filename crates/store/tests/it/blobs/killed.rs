//! A process killed while it puts blobs.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use futures_util::TryStreamExt;
use steadfast_store::{BlobHash, BlobPlace, Blobs, Time};
use steadfast_testkit::faults::Moments;
use steadfast_testkit::program::Program;

const FOLDER: &str = "STEADFAST_TEST_BLOBS";

/// Not a test by itself: the process that is killed. It says each name that it was promised.
#[test]
#[ignore = "started by the test below"]
fn put_without_end() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let blobs = Blobs::open(&BlobPlace::Directory(folder.into())).expect("opens");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let mut lengths = Moments::seeded(u64::from(std::process::id()));
    runtime.block_on(async {
        loop {
            let length = usize::try_from(lengths.number() % 300_000).expect("small");
            let content = vec![u8::try_from(length % 251).expect("small"); length];
            println!("put {}", blobs.put_bytes(content.into()).await.expect("put").hash);
        }
    });
}

#[test]
fn whatever_the_moment_of_a_kill_all_that_is_seen_is_whole() {
    let folder = tempfile::tempdir().expect("a directory");
    let mut moments = Moments::seeded(3);
    for _ in 0..12 {
        let promised = put_until_killed(folder.path(), moments.next(Duration::from_millis(120)));
        check(folder.path(), &promised);
    }
}

fn put_until_killed(folder: &Path, moment: Duration) -> Vec<BlobHash> {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.args(["--ignored", "--exact", "blobs::killed::put_without_end", "--nocapture"]).env(FOLDER, folder);
    let mut program = Program::spawn(command);
    program.line(Duration::from_secs(20), "put ");
    std::thread::sleep(moment);
    program.kill();
    let log = program.log();
    // The last line may have been cut.
    log.lines().filter_map(|line| line.split_once("put ")?.1.parse().ok()).collect()
}

fn check(folder: &Path, promised: &[BlobHash]) {
    let blobs = Blobs::open(&BlobPlace::Directory(folder.to_owned())).expect("opens");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let listed: Vec<_> = blobs.list().try_collect().await.expect("listed");
        for entry in listed {
            assert_eq!(blobs.verify(entry.hash).await.expect("whole"), entry.length);
        }
        for hash in promised {
            assert!(blobs.exists(*hash).await.expect("asked"), "{hash} was promised");
        }
        let all = |_| async { Ok::<_, steadfast_store::BlobError>(true) };
        let swept = blobs.sweep(Time(i64::MAX), all).await.expect("swept");
        assert!(swept.drafts <= 1 && swept.removed == 0, "{swept:?}");
    });
}
