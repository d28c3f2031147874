//! `serve` and what it works on by itself: the place of blobs is really used, and jobs survive `kill -9`.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use steadfast_store::{Job, JobState, Location, Store, StoreError, Time};
use steadfast_testkit::program::Program as Process;
use steadfast_testkit::s3::{ACCESS_KEY, BUCKET, S3, SECRET_KEY};
use steadfast_testkit::wait::until;

use crate::program::Program;

const LONG: Duration = Duration::from_secs(60);

fn serve(program: &Program, more: &[&str]) -> Command {
    let mut command = program.command(&["serve", "--listen", "127.0.0.1:0", "--data"]);
    command.arg(program.path("data")).args(more);
    command
}

fn in_bucket(program: &Program, objects: &S3, secret: &str) -> Command {
    let place = format!("s3://{BUCKET}/main?endpoint={}&region=us-east-1", objects.endpoint());
    let mut command = serve(program, &["--blobs", &place]);
    command.env("AWS_ACCESS_KEY_ID", ACCESS_KEY).env("AWS_SECRET_ACCESS_KEY", secret);
    command
}

fn database(data: &Path) -> Store {
    Store::open(&Location::in_directory(data)).expect("opens")
}

fn job(store: &Store, kind: &'static str) -> Option<Job> {
    store.read::<_, StoreError, _>(move |tx| tx.job_scheduled(kind)).wait().expect("read")
}

fn succeeds(data: &Path, kind: &'static str) -> bool {
    let store = database(data);
    until(LONG, || job(&store, kind).is_some_and(|job| job.succeeded.is_some()))
}

#[test]
fn a_server_keeps_its_blobs_in_a_bucket_and_sweeps_it() {
    let Some(objects) = S3::start() else { return };
    let program = Program::new();
    let mut server = Process::spawn(in_bucket(&program, &objects, SECRET_KEY));
    server.line(LONG, "listening on");
    assert!(succeeds(&program.path("data"), "blob-sweep"), "{}", server.log());
    assert!(!program.path("data/blobs").exists(), "nothing lies in the data directory");
    assert!(server.terminate(LONG).success(), "{}", server.log());
}

#[test]
fn a_server_whose_bucket_does_not_take_a_blob_does_not_start_and_says_why() {
    let Some(objects) = S3::start() else { return };
    let program = Program::new();
    let refused = in_bucket(&program, &objects, "a wrong secret").output().expect("it runs");
    let words = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(4), "{words}");
    assert!(words.contains(&format!("s3://{BUCKET}/main")), "{words}");
    assert!(words.contains("no blob can be kept and read here"), "{words}");
}

#[test]
fn a_place_of_blobs_that_is_none_is_named() {
    let program = Program::new();
    program.write("file", "in the way");
    for (place, words) in [("file", "no blob can be kept and read here"), ("ftp://x", "\"ftp://\" is neither")] {
        let refused = serve(&program, &["--blobs", place]).output().expect("it runs");
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(!refused.status.success() && said.contains(words), "{said}");
    }
    fs::remove_file(program.path("file")).expect("removed");
    let mut server = Process::spawn(serve(&program, &["--blobs", "elsewhere"]));
    server.line(LONG, "listening on");
    assert!(program.path("elsewhere/staging").is_dir());
}

#[test]
fn a_killed_servers_job_goes_on_at_the_next_start() {
    let program = Program::new();
    let data = program.path("data");
    let mut server = Process::spawn(serve(&program, &[]));
    server.line(LONG, "listening on");
    assert!(succeeds(&data, "house-cleaning"), "{}", server.log());
    server.kill();
    // As if it had been killed in the midst of this job.
    let store = database(&data);
    let far = Time(i64::MAX / 2);
    let claim = store.write::<_, StoreError, _>(move |tx| tx.job_claim(&["house-cleaning"], far)).wait();
    let before = claim.expect("asked").expect("it waits").id;
    assert_eq!(job(&store, "house-cleaning").map(|job| job.state), Some(JobState::Running));
    let mut again = Process::spawn(serve(&program, &[]));
    again.line(LONG, "listening on");
    let done = || job(&store, "house-cleaning").is_some_and(|job| job.id == before && job.state == JobState::Waiting);
    assert!(until(LONG, done), "{}", again.log());
    assert!(again.terminate(LONG).success(), "{}", again.log());
}
