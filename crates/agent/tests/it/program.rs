//! The program itself.

use std::io::{BufRead as _, BufReader};
use std::os::unix::net::UnixDatagram;
use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};

use steadfast_device::factory::TYPE;
use steadfast_device::outside::{Files, System};
use steadfast_device::provision::{self, Order};
use steadfast_trust::held;
use steadfast_trust::tuf::{Ed25519Key, Sign as _};

use crate::world::PATIENT;

fn start(folder: &std::path::Path) -> (Child, Vec<String>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_steadfast-agent"));
    command.args(["--listen", "127.0.0.1:0", "--socket"]).arg(folder.join("socket"));
    command.arg("--state").arg(folder.join("state")).stderr(Stdio::piped());
    command.env("NOTIFY_SOCKET", folder.join("notify")).env("WATCHDOG_USEC", "200000");
    let mut child = command.spawn().expect("it starts");
    let out = child.stderr.take().expect("it is piped");
    let lines = BufReader::new(out).lines().take(2).map(|line| line.expect("it is text")).collect();
    (child, lines)
}

/// A unit as it leaves the line.
fn make(state: &std::path::Path) {
    let key = Ed25519Key::from_seed(&[1; 32]);
    let settings = serde_json::json!({
        "product": "prd_1",
        "name": "Gateway",
        "maker": "Maker",
        "version": 1,
        "key": key.public().to_string(),
        "share": { "preset": true, "reason": { "en": "why", "de": "" }, "basis": { "en": "ground", "de": "" } },
    });
    let signed = held::sign(TYPE, settings.to_string().into_bytes(), &key).expect("a key signs");
    let factory = signed.to_bytes().expect("it is short");
    let files = Files::open(state).expect("there is room");
    let order = Order { serial: "SN-1", factory: &factory, maker: key.public().fingerprint(), certificate: None };
    let made = provision::make(&files, &System, &order).expect("a new unit");
    provision::confirm(&files, made.fingerprint).expect("it is the one");
}

/// What stands behind `certificate` in a line.
fn certificate(line: &str) -> &str {
    line.split_once("certificate ").expect("it says which").1
}

fn end(mut child: Child) -> bool {
    let id = Pid::from_raw(i32::try_from(child.id()).expect("it is a number")).expect("it is one");
    kill_process(id, Signal::TERM).expect("it runs");
    child.wait().expect("it ends").success()
}

#[test]
fn it_tells_the_service_manager_holds_itself_back_and_ends_when_asked() {
    let folder = tempfile::tempdir().expect("there is room");
    let manager = UnixDatagram::bind(folder.path().join("notify")).expect("there is room");
    manager.set_read_timeout(Some(PATIENT)).expect("a time");
    let heard = || {
        let mut buffer = [0; 100];
        let count = manager.recv(&mut buffer).expect("it says something");
        String::from_utf8_lossy(&buffer[..count]).trim_end().to_owned()
    };
    make(&folder.path().join("state"));
    let (child, lines) = start(folder.path());
    assert_eq!(heard(), "READY=1");
    assert_eq!([heard(), heard(), heard()], ["WATCHDOG=1"; 3]);
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).expect("it runs");
    assert_eq!(lines[1].contains("calls Enforced"), status.contains("Seccomp:\t2"), "{lines:?}");
    assert!(end(child));
    assert_eq!(std::iter::repeat_with(heard).find(|text| text != "WATCHDOG=1").as_deref(), Some("STOPPING=1"));
    let (child, again) = start(folder.path());
    assert_eq!(certificate(&again[0]), certificate(&lines[0]), "the certificate was kept");
    assert!(end(child));
}

#[test]
fn it_starts_as_no_unit_that_the_line_does_not_know() {
    let folder = tempfile::tempdir().expect("there is room");
    let mut command = Command::new(env!("CARGO_BIN_EXE_steadfast-agent"));
    let output = command.args(["--listen", "127.0.0.1:0", "--state"]).arg(folder.path().join("state")).output();
    let output = output.expect("it starts");
    assert_eq!(output.status.code(), Some(4));
    assert!(String::from_utf8_lossy(&output.stderr).contains("this unit was never made"));
}

#[test]
fn it_says_what_it_wants_where_that_is_not_given() {
    let output = Command::new(env!("CARGO_BIN_EXE_steadfast-agent")).arg("--nonsense").output().expect("it starts");
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("--nonsense"));
}
