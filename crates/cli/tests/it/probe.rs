//! `probe`, against devices that are simulated here or by the program itself.

use std::io::{BufRead as _, BufReader};
use std::net::{IpAddr, Ipv4Addr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use insta::assert_snapshot;
use steadfast_probe::evidence::check;
use steadfast_probe::simulator::{Build, Flaw, Simulator};

use crate::program::{Program, Run};

const PASSWORD: &str = "a river of nine stones";

fn device(flaw: Option<Flaw>) -> Simulator {
    let listen = IpAddr::V4(Ipv4Addr::LOCALHOST);
    Simulator::start(Build { flaw, owner: None, listen, wait: Duration::from_secs(900) }).expect("a device")
}

/// The arguments for a device: quick, and everything that can be asked.
fn arguments(device: &Simulator) -> Vec<String> {
    let list = |ports: Vec<u16>| ports.iter().map(u16::to_string).collect::<Vec<_>>().join(",");
    let text = format!(
        "probe 127.0.0.1 --mine --may-change --account owner --port {} --declared {} --core {}/state --snmp {} --guesses 12 \
         --rate 1000 --seconds-of-patience 1 --space 1e12",
        list(device.ports()),
        list(device.declared()),
        device.core(),
        device.https(),
    );
    text.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn run(program: &Program, arguments: &[String]) -> Run {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut command = program.command(&arguments);
    Run::of(command.env("STEADFAST_PROBE_PASSWORD", PASSWORD).output().expect("the program runs"))
}

/// What was said, with ports and digests that are the same each time.
fn masked(device: &Simulator, text: &str) -> String {
    let mut text = text.to_owned();
    for (port, name) in device.ports().iter().zip(["44301", "44302", "44303", "44304"]) {
        text = text.replace(&port.to_string(), name);
    }
    let digest = text.find("sha256:").and_then(|at| text.get(at + 7..at + 71)).map(str::to_owned);
    digest.iter().fold(text, |text, digest| text.replace(digest.as_str(), &"0".repeat(64)))
}

#[test]
fn the_good_device_passes() {
    let (program, device) = (Program::new(), device(None));
    let told = run(&program, &arguments(&device)).exits(0);
    assert_eq!(told.err, "");
    assert_snapshot!(masked(&device, &told.out));
}

#[test]
fn a_flaw_is_told_to_people() {
    let (program, device) = (Program::new(), device(Some(Flaw::OldTls)));
    let mut arguments = arguments(&device);
    arguments.extend(["--evidence", "probe.jsonl"].map(str::to_owned));
    assert_snapshot!(masked(&device, &run(&program, &arguments).exits(1).out));
    let evidence = String::from_utf8(program.read("probe.jsonl").expect("evidence")).expect("text");
    assert!(check(&evidence).expect("a chain") > 100, "every question is in it");
    let again = run(&program, &arguments).exits(4);
    assert!(again.err.contains("probe.jsonl: cannot be written"), "old evidence stays: {}", again.err);
}

#[test]
fn a_flaw_is_told_to_programs() {
    let (program, device) = (Program::new(), device(Some(Flaw::OpenPage)));
    let mut arguments = arguments(&device);
    arguments.extend(["--format", "json"].map(str::to_owned));
    assert_snapshot!(masked(&device, &run(&program, &arguments).exits(1).out));
}

#[test]
fn nobody_is_asked_who_was_not_said_to_be_ones_own() {
    let program = Program::new();
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.set_nonblocking(true).expect("an option");
    let address = listener.local_addr().expect("an address").to_string();
    program.run(&["probe", &address]).refuses(&["was not asked anything", "--mine", "shut out"]);
    assert!(listener.accept().is_err(), "nobody came");
    for several in ["192.0.2.0/24", "192.0.2.1-9", "192.0.2.1,192.0.2.2"] {
        program.run(&["probe", several, "--mine"]).refuses(&["names more than one device"]);
    }
    program.run(&["probe", "127.0.0.1", "--mine", "--port", "9-1"]).exits(2);
}

#[test]
fn what_is_not_known_is_neither_yes_nor_no() {
    let (program, device) = (Program::new(), device(None));
    let arguments = arguments(&device);
    let undeclared = arguments.iter().position(|word| word == "--declared").expect("it is there");
    let without = [&arguments[..undeclared], &arguments[undeclared + 2..]].concat();
    let told = run(&program, &without).exits(3);
    assert!(told.words().contains("PROBE: CANNOT BE DECIDED: 1 check has no answer"), "{}", told.out);
    let free = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a port").port().to_string();
    let nobody = program.run(&["probe", "127.0.0.1", "--mine", "--port", &free]).exits(4);
    assert!(nobody.err.contains("nothing listens at any of 1 TCP port"), "{}", nobody.err);
}

/// A program that ends with its value.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.0.kill().and_then(|()| self.0.wait()));
    }
}

#[test]
fn whoever_wants_to_try_it_copies_one_line() {
    let program = Program::new();
    for (device, code, word) in [("good", 0, "PROBE: PASSED"), ("version-banner", 1, "says server: lighttpd/1.4.35")] {
        let mut simulate = program.command(&["simulate", "--device", device]);
        let mut running = Running(simulate.stdout(Stdio::piped()).spawn().expect("the program runs"));
        let lines = BufReader::new(running.0.stdout.take().expect("its words")).lines();
        let line = lines
            .map(|line| line.expect("text"))
            .find(|line| line.contains("steadfast probe"))
            .expect("a line to copy");
        let line = line.replace("steadfast probe", &format!("{} probe", env!("CARGO_BIN_EXE_steadfast")));
        let output = Command::new("sh").args(["-c", &line]).env("COLUMNS", "120").output().expect("a shell");
        let told = Run::of(output).exits(code);
        assert!(told.words().contains(word), "{}", told.out);
    }
}

#[test]
fn every_flaw_is_listed_and_others_are_refused() {
    let program = Program::new();
    let list = program.run(&["simulate", "--device", "list"]).exits(0);
    for flaw in Flaw::ALL {
        assert!(list.out.contains(flaw.name()) && list.words().contains(flaw.about()), "{flaw}: {}", list.out);
    }
    program.run(&["simulate", "--device", "perfect"]).refuses(&["there is no such flaw", "--device list"]);
    program.run(&["simulate"]).exits(2);
}
