//! Programs as processes.

use std::path::Path;
use std::time::Duration;

use steadfast_testkit::program::{Program, was_killed};
use steadfast_testkit::wait::until;

const SOON: Duration = Duration::from_secs(10);

fn shell(script: &str) -> Program {
    Program::start("/bin/sh", ["-c", script])
}

#[test]
fn lines_of_both_streams_are_found_and_kept() {
    let mut program = shell("echo one; echo two >&2; sleep 0.2; echo port=7");
    let port = program.find(SOON, |line| line.strip_prefix("port=").map(str::to_owned));
    assert_eq!(port, "7");
    assert_eq!(program.wait(SOON).code(), Some(0));
    for line in ["one\n", "two\n", "port=7\n"] {
        assert!(program.log().contains(line), "{}", program.log());
    }
}

#[test]
#[should_panic(expected = "the program wrote:\nbroken")]
fn a_program_that_ends_too_early_is_told_with_its_output() {
    shell("echo broken").line(SOON, "ready");
}

#[test]
fn terminating_is_asking() {
    let mut program = shell("trap 'echo bye; exit 3' TERM; echo ready; while :; do sleep 0.05; done");
    program.line(SOON, "ready");
    assert_eq!(program.terminate(SOON).code(), Some(3));
    assert!(program.log().contains("bye"));
}

#[test]
fn killing_takes_what_it_started_along() {
    let mut program = shell("sleep 1000 & echo $!; wait");
    let child = program.find(SOON, |line| line.parse::<u32>().ok());
    program.kill();
    assert!(was_killed(program.wait(SOON)));
    assert!(until(SOON, || !is_alive(child)), "{child} outlives its parent");
}

#[test]
fn nothing_outlives_the_value() {
    let mut program = shell("echo ready; sleep 1000");
    program.line(SOON, "ready");
    let id = program.id();
    drop(program);
    assert!(!is_alive(id));
}

/// A process that has ended but is not yet reaped is not alive.
fn is_alive(process: u32) -> bool {
    let stat = std::fs::read_to_string(Path::new("/proc").join(process.to_string()).join("stat"));
    stat.is_ok_and(|stat| !stat.contains(") Z "))
}
