//! A log that cannot be written.

use super::account::founded;
use super::house::{House, LONG};
use steadfast_testkit::program;

#[test]
fn a_log_on_a_full_disk_takes_nothing_down() {
    let mut house = House::sqlite();
    let command = house.command();
    let mut shell = std::process::Command::new("/bin/sh");
    shell.args(["-c", "exec \"$0\" \"$@\" 2>/dev/full"]).arg(command.get_program()).args(command.get_args());
    shell.env_clear().envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    shell.env("STEADFAST_LOG_FILTER", "info").current_dir(command.get_current_dir().expect("a folder"));
    let mut process = program::Program::spawn(shell);
    process.line(LONG, "ledger key");
    house.process = Some(process);
    let marta = founded(&mut house);
    for _ in 0..20 {
        marta.get("/api/v1/me").expect("up").is(200);
    }
    house.stop();
}
