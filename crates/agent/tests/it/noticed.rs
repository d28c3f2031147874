//! What the unit notices by itself, as its owner, the product's programs and the manufacturer see it.

use std::fs;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::sync::atomic::Ordering;

use rustix::net::{AddressFamily, SocketType};
use serde_json::{Value, json};
use steadfast_testkit::wait::until;

use crate::browser::Browser;
use crate::hostile_server::Server;
use crate::unit::{Agent, OWNER, PASSWORD, Unit};
use crate::world::PATIENT;

/// Whoever guesses.
const STRANGER: Ipv4Addr = Ipv4Addr::new(127, 7, 7, 7);

/// A program of the product's, and what it was told.
struct Light {
    program: PathBuf,
    told: PathBuf,
}

impl Light {
    /// A program that writes down what it is told and then does this.
    fn of(unit: &Unit, then: &str) -> Self {
        let folder = unit.beside("light");
        let (program, told) = (folder.join("light"), folder.join("told"));
        let text = format!("#!/bin/sh\nread line\necho \"$* $line\" >> '{}'\n{then}\n", told.display());
        fs::write(&program, text).expect("there is room");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("it is ours");
        Self { program, told }
    }

    fn arguments(&self) -> [&str; 2] {
        ["--tell", self.program.to_str().expect("text")]
    }

    /// Its arguments, and what it read, call by call.
    fn told(&self) -> Vec<(String, Value)> {
        let told = fs::read_to_string(&self.told).unwrap_or_default();
        let one = |line: &str| {
            let (words, said) = line.split_at(line.find(" {").expect("it read something"));
            (words.to_owned(), serde_json::from_str(said).expect("JSON"))
        };
        told.lines().map(one).collect()
    }

    fn words(&self) -> Vec<String> {
        self.told().into_iter().map(|(words, _)| words).collect()
    }
}

/// A stranger guesses so often.
fn guesses(agent: &Agent, count: usize) {
    let mut stranger = Browser::from(&agent.door, STRANGER);
    for guess in 0..count {
        let page = stranger.log_in(OWNER, &format!("a wrong guess {guess}")).expect("it is heard");
        assert!(matches!(page.status, 403 | 429 | 503), "a guess is answered by {}", page.status);
    }
}

fn body(browser: &mut Browser, path: &str) -> String {
    browser.get(path).expect("it is heard").body
}

/// Conclusions that the owner's export of the log has, by number and step.
fn noted(owner: &mut Browser) -> Vec<(String, String)> {
    let export = body(owner, "/log/export");
    let lines = export.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let fields = lines.filter(|line| line["says"]["kind"] == "concluded").map(|line| line["says"]["fields"].clone());
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    fields.map(|fields| (text(&fields["id"]), text(&fields["step"]))).collect()
}

#[test]
fn guessing_is_told_to_the_owner_and_once_to_the_products_program_and_nothing_leaves_where_nothing_is_shared() {
    let server = Server::honest();
    let unit = Unit::make(Some(&format!("http://{}", server.address)));
    let light = Light::of(&unit, "");
    let (agent, mut owner) = unit.owned_with(&light.arguments(), false);
    assert!(body(&mut owner, "/").contains("Everything is as it should be"));
    guesses(&agent, 8);
    let home = body(&mut owner, "/");
    assert!(home.contains("Somebody guesses passwords: 127.7.7.7"), "{home}");
    assert!(home.contains("Expected: 5 wrong tries. Seen: 6 wrong tries."), "{home}");
    assert!(until(PATIENT, || light.words() == ["noticed 1 guessing"]), "{:?}", light.told());
    let (_, said) = &light.told()[0];
    assert_eq!((&said["about"]["address"], &said["events"]["class"]), (&json!("127.7.7.7"), &json!("security")));
    assert_eq!(said["words"]["de"], "Jemand rät Passwörter: 127.7.7.7");
    let states: Value = serde_json::from_str(&unit.says("{\"states\":true}")).expect("JSON");
    assert_eq!(states["states"]["alerts"], 1);
    let alerts: Value = serde_json::from_str(&unit.says("{\"alerts\":true}")).expect("JSON");
    assert_eq!(alerts["alerts"][0]["detector"], "guessing");
    let entries = body(&mut owner, "/log?kind=security&search=127.7.7.7");
    assert!(entries.contains("Noticed: Somebody guesses passwords: 127.7.7.7"), "{entries}");
    assert!(entries.contains("Maker has none of them") && entries.contains("Sharing is off"), "{entries}");
    let checks = server.checks.load(Ordering::SeqCst);
    assert!(until(PATIENT, || server.checks.load(Ordering::SeqCst) >= checks + 2), "it checks in as it did");
    assert_eq!(server.events.load(Ordering::SeqCst), 0, "no batch leaves");
}

#[test]
fn where_the_owner_shares_what_was_noticed_is_shared_as_an_event() {
    let server = Server::honest();
    let unit = Unit::make(Some(&format!("http://{}", server.address)));
    let (agent, mut owner) = unit.with_owner(true);
    guesses(&agent, 8);
    assert_eq!(noted(&mut owner), [("1".to_owned(), "found".to_owned())]);
    assert!(until(PATIENT, || server.events.load(Ordering::SeqCst) > 0), "what is shared is sent");
}

#[test]
fn with_recording_off_nothing_is_noticed() {
    let unit = Unit::make(None);
    let light = Light::of(&unit, "");
    let (agent, mut owner) = unit.owned_with(&light.arguments(), false);
    let off = owner.submit("/switches", "/switches", &[("switch", "record"), ("to", "off")]);
    assert_eq!(off.expect("it is heard").status, 303);
    guesses(&agent, 12);
    let page = body(&mut owner, "/noticed");
    assert!(page.contains("Nothing was noticed.") && page.contains("Recording is off since"), "{page}");
    let on = owner.submit("/switches", "/switches", &[("switch", "record"), ("to", "on")]);
    assert_eq!(on.expect("it is heard").status, 303);
    assert!(body(&mut owner, "/noticed").contains("Nothing was noticed."), "nor is it afterwards");
    assert_eq!((light.words(), noted(&mut owner)), (Vec::<String>::new(), Vec::new()));
}

#[test]
fn a_kill_at_any_try_loses_nothing_and_tells_nothing_twice() {
    let unit = Unit::make(None);
    let light = Light::of(&unit, "");
    let (mut agent, mut owner) = unit.owned_with(&light.arguments(), false);
    for _ in 0..8 {
        guesses(&agent, 1);
        agent.kill();
        agent = unit.start_with(&light.arguments());
    }
    owner.goes_to(&agent.door);
    assert_eq!(owner.log_in(OWNER, PASSWORD).expect("it is heard").status, 303);
    assert!(body(&mut owner, "/").contains("Somebody guesses passwords: 127.7.7.7"));
    assert_eq!(noted(&mut owner), [("1".to_owned(), "found".to_owned())]);
    let known = owner.submit("/noticed/answer", "/noticed", &[("id", "1"), ("do", "known")]);
    assert_eq!(known.expect("it is heard").status, 303);
    assert!(until(PATIENT, || light.words().len() >= 2), "{:?}", light.told());
    assert_eq!(light.words(), ["noticed 1 guessing", "over 1 guessing"]);
    assert!(body(&mut owner, "/noticed").contains("Nothing was noticed."));
}

#[test]
fn what_the_owner_expects_is_told_no_more_after_a_start_until_it_is_taken_back() {
    let unit = Unit::make(None);
    let (agent, mut owner) = unit.with_owner(false);
    guesses(&agent, 8);
    let expected = owner.submit("/noticed/answer", "/noticed", &[("id", "1"), ("do", "expected")]);
    assert_eq!(expected.expect("it is heard").status, 303);
    agent.kill();
    let agent = unit.start();
    guesses(&agent, 8);
    owner.goes_to(&agent.door);
    assert_eq!(owner.log_in(OWNER, PASSWORD).expect("it is heard").status, 303);
    let page = body(&mut owner, "/noticed");
    assert!(page.contains("Nothing was noticed.") && page.contains("You are not told of these"), "{page}");
    let again = owner.submit("/noticed/take-back", "/noticed", &[("id", "1")]);
    assert_eq!(again.expect("it is heard").status, 303);
    assert!(!body(&mut owner, "/noticed").contains("You are not told of these"));
    let nothing = owner.submit("/noticed/take-back", "/noticed", &[("id", "1")]);
    // Without a form on the page there is no token but that of logging out, which is the same.
    assert_eq!(nothing.expect("it is heard").status, 409, "it was taken back");
}

#[test]
fn a_program_that_hangs_or_fails_stops_nothing_and_is_told_of() {
    let unit = Unit::make(None);
    let light = Light::of(&unit, "sleep 600");
    let (agent, mut owner) = unit.owned_with(&light.arguments(), false);
    guesses(&agent, 8);
    assert!(until(PATIENT, || light.words().len() == 1), "it hangs");
    assert!(body(&mut owner, "/").contains("Somebody guesses passwords"), "the pages go on");
    drop(agent);
    let light = Light::of(&unit, "exit 3");
    let agent = unit.start_with(&light.arguments());
    owner.goes_to(&agent.door);
    assert_eq!(owner.log_in(OWNER, PASSWORD).expect("it is heard").status, 303);
    owner.submit("/noticed/answer", "/noticed", &[("id", "1"), ("do", "known")]).expect("it is heard");
    let is_told = || body(&mut owner, "/").contains("The program that tells you what was noticed does not work");
    assert!(until(PATIENT, is_told), "{:?}", light.told());
}

/// An address of this machine that is not itself alone.
fn own_address() -> IpAddr {
    let socket = UdpSocket::bind("0.0.0.0:0").expect("a socket");
    socket.connect("198.51.100.1:9").expect("this machine is in a network");
    socket.local_addr().expect("it has one").ip()
}

/// A connection of this machine that the unit sees from one end alone: the other is a loopback's.
fn talk(to: SocketAddr) -> TcpStream {
    let socket = rustix::net::socket(AddressFamily::INET, SocketType::STREAM, None).expect("a socket");
    rustix::net::bind(&socket, &SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).expect("it is this machine's");
    rustix::net::connect(&socket, &to).expect("it listens");
    TcpStream::from(socket)
}

/// A declaration of all there is but of calls to this port.
fn all_but(port: u16) -> Value {
    let ports = json!([format!("1-{}", port - 1), format!("{}-65535", port + 1)]);
    let hosts = ["0.0.0.0/0", "::/0"];
    let out = hosts.map(|host| json!({"host": host, "ports": ports}));
    let every = ["tcp", "udp"].map(|transport| json!({"ports": ["0-65535"], "transport": transport}));
    json!({"endpoint": out, "listening": every})
}

#[test]
fn somebody_whom_the_factory_did_not_declare_is_told_of() {
    let here = own_address();
    let listener = TcpListener::bind((here, 0)).expect("a port is free");
    let to = listener.local_addr().expect("it has one");
    let unit = Unit::declared(&all_but(to.port()));
    let _talk = talk(to);
    let light = Light::of(&unit, "");
    let (_agent, mut owner) = unit.owned_with(&light.arguments(), false);
    let said = format!("listens where nobody said that it should: {here}, {}/tcp", to.port());
    assert!(until(PATIENT, || body(&mut owner, "/").contains(&said)), "{}", body(&mut owner, "/log"));
    assert!(until(PATIENT, || light.words() == ["noticed 1 undeclared"]), "{:?}", light.told());
    let page = body(&mut owner, "/noticed");
    assert!(page.contains("one of 2 that are declared") && page.contains("what its maker signed for it"), "{page}");
    let file = body(&mut owner, "/noticed.json");
    let file: Value = serde_json::from_str(&file).expect("JSON");
    assert_eq!(file["noticed"][0]["about"]["port"], to.port());
}
