//! Real flows of Mirai in five of eight units of a fleet: within two minutes one alert names them, and whoever does not share is
//! not among them.

use std::collections::BTreeSet;
use std::io::Read as _;
use std::net::IpAddr;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::{Value, json};
use steadfast_monitor::event::{Direction, Event, Network, Transport, What};
use steadfast_monitor::read::Conn;
use steadfast_protocol::Switches;
use steadfast_simulate::{Net, Owner, Unit, UnitSeed};

use super::maker::{Maker, seconds};
use crate::serve::house::House;

const UNITS: u8 = 8;
/// The first so many have Mirai on them, and so has the last one, whose owner shares nothing.
const INFECTED: usize = 5;
const ON: Switches = Switches { record: true, share: true, remote: false };
const SCOPES: [&str; 12] = [
    "alert.answer",
    "case.open",
    "case.read",
    "unit.read",
    "release.change",
    "release.publish",
    "catalogue.read",
    "unit.enrol",
    "job.read",
    "job.run",
    "monitoring.read",
    "monitoring.events",
];

/// The lines of a capture.
fn lines(folder: &Path, name: &str) -> Vec<String> {
    let bytes = std::fs::read(folder.join("iot23").join(name)).expect("a capture");
    let mut text = String::new();
    flate2::read::GzDecoder::new(&bytes[..]).read_to_string(&mut text).expect("text");
    text.lines().map(str::to_owned).collect()
}

/// What one device of a capture does on the network: its head first, then the device's lines that are wanted.
fn each(lines: &[String], own: IpAddr, wanted: impl Fn(&str) -> bool, mut see: impl FnMut(&Network<'_>)) {
    let (mut conn, device) = (Conn::of(Some(own)), own.to_string());
    let is_own = |line: &str| line.split('\t').any(|field| field == device);
    for line in lines.iter().filter(|line| line.starts_with('#') || (is_own(line) && wanted(line))) {
        if let Ok(Some(Event { what: Some(What::Network(network)), .. })) = conn.read(line.as_bytes()) {
            see(&network);
        }
    }
}

/// The product file of a device that is meant to do what the clean one does.
fn product_file(lines: &[String], own: IpAddr) -> String {
    let mut endpoints = BTreeSet::new();
    each(lines, own, |_| true, |network| endpoints.extend([endpoint(network)]));
    let endpoints: String = endpoints.into_iter().flatten().collect();
    format!(
        "schema = 1\n\n[network]\nlocal-network-is-free = true\nany-name-server = true\nany-time-server = true\n\n{endpoints}"
    )
}

/// Whom the device called, as its product file says it. A message of ICMP has a kind and no port.
fn endpoint(network: &Network<'_>) -> Option<String> {
    let (to, port, by) = (network.remote?, network.remote_port?, network.transport?);
    let port = if by == Transport::Icmp { 0 } else { port };
    let said = format!("[[network.endpoint]]\nhost = \"{to}\"\nports = [{port}]\ntransport = \"{by}\"\n");
    (network.direction == Some(Direction::Outbound)).then_some(said)
}

/// The fleet of a maker whose release says what it is meant to do.
struct Watched {
    maker: Maker,
    units: Vec<Unit>,
    net: Net,
}

impl Watched {
    fn new(product_file: &str) -> Self {
        let mut house = House::sqlite();
        house.environment.push(("STEADFAST_POLL_SECONDS", "1"));
        let mut maker = Maker::new(house);
        let token = maker.token(&SCOPES);
        let id = maker.enter("Gateway", "1.0");
        maker.program().write("steadfast.toml", product_file);
        maker.program().write("fw.bin", b"the image of 1.0");
        maker.go(&format!(
            "release sign fw.bin --line gateway --key gateway.key --release {id} --kind security --product-file steadfast.toml"
        ));
        maker.go("release publish");
        maker.take_token(token);
        let net = Net::new(&maker.address(), Net::agent());
        let units = (1..=UNITS).map(|number| unit(&maker, number)).collect();
        Self { maker, units, net }
    }

    /// Every unit does what is due.
    fn step(&mut self) {
        for unit in &mut self.units {
            for _ in 0..2 {
                unit.step(&self.net, Timestamp::from_second(seconds()).expect("a time"), 1).1.expect("heard");
            }
        }
    }

    fn open(&self) -> Vec<Value> {
        self.maker.get("/alerts?state=open")["items"].as_array().expect("alerts").clone()
    }
}

/// A unit on the factory's list.
fn unit(maker: &Maker, number: u8) -> Unit {
    let listed = maker.go("product list --format json").json();
    let product = listed["items"][0]["id"].as_str().expect("an id").to_owned();
    let shown = maker.get(&format!("/products/{product}"));
    let unit = Unit::new(UnitSeed {
        serial: format!("CAM-{number}"),
        product: product.clone(),
        part: shown["parts"][0]["id"].as_str().expect("a part").to_owned(),
        key: [number; 32],
        code: None,
        version: ("1.0".to_owned(), Some(1)),
        hardware: String::new(),
        root: Arc::new(maker.metadata("1.root.json")),
        owner: Owner::Content,
        fault: None,
    });
    let body = json!({"product": product, "serial": unit.serial(), "key": unit.fingerprint(), "version": "1.0"});
    maker.post("/units", &body);
    unit
}

#[test]
fn mirai_in_five_units_is_one_alert_that_names_them_within_two_minutes() {
    let Some(shared) = steadfast_testkit::shared_data() else { return };
    let folder = shared.join("monitoring");
    let (lock, own) = (lines(&folder, "honeypot-b1.conn.log.gz"), "192.168.1.132".parse().expect("an address"));
    let (mirai, infected) =
        (lines(&folder, "ctu34-1-mirai.conn.log.labeled.gz"), "192.168.1.195".parse().expect("an address"));
    let mut watched = Watched::new(&product_file(&lock, own));
    for (place, unit) in watched.units.iter_mut().enumerate() {
        unit.switches(Switches { share: place + 1 < usize::from(UNITS), ..ON });
        let mut at = seconds() - 3600;
        each(
            &lock,
            own,
            |_| true,
            |network| {
                at = (at + 2).min(seconds());
                unit.records(What::Network(*network), Timestamp::from_second(at).expect("a time"));
            },
        );
    }
    watched.step();
    watched.maker.work_off("event-watch");
    assert_eq!(watched.open(), Vec::<Value>::new(), "clean devices do what is declared");

    let began = seconds();
    for unit in watched.units.iter_mut().take(INFECTED) {
        infect(unit, &mirai, infected);
    }
    let last = watched.units.last_mut().expect("units");
    infect(last, &mirai, infected);
    watched.step();
    watched.maker.work_off("event-watch");
    let open = watched.open();
    assert!(seconds() - began <= 120, "it took {} s", seconds() - began);
    assert_eq!(open.len(), 1, "{open:?}");
    assert_eq!(open[0]["says"], "5 devices of Gateway use 185.244.25.235, which is not declared");
    let id = open[0]["id"].as_str().expect("an id");
    let units = watched.maker.get(&format!("/alerts/{id}/units"));
    let serials: Vec<_> = units["items"].as_array().expect("units").iter().map(|unit| unit["serial"].clone()).collect();
    assert_eq!(serials, ["CAM-1", "CAM-2", "CAM-3", "CAM-4", "CAM-5"], "who does not share is not among them");

    let shown = watched.maker.go(&format!("alert show {id}")).words();
    assert!(shown.contains("CAM-3") && shown.contains("what 1.0 is declared to do"), "{shown}");
    let listed = watched.maker.go("alert list").words();
    assert!(listed.contains("5 devices of Gateway use 185.244.25.235"), "{listed}");

    let first = watched.maker.marta.get("/").expect("an answer").is(200).text();
    assert!(first.contains("5 devices of Gateway use 185.244.25.235"), "it stands on the first page");
    let page = watched.maker.marta.get(&format!("/monitoring/alerts/{id}")).expect("an answer").is(200).text();
    assert!(["CAM-1", "CAM-5", "185.244.25.235"].iter().all(|word| page.contains(word)) && !page.contains("CAM-8"));
    becomes_a_case(&watched, id);
    watched.maker.go(&format!("alert answer {id} true --note Mirai"));
    assert_eq!(watched.open(), Vec::<Value>::new(), "it was answered");
}

/// In one step, with what is known filled in; a second step leads to the same.
fn becomes_a_case(watched: &Watched, alert: &str) {
    let opened = watched.maker.go(&format!("case from-alert {alert}")).out;
    assert_eq!(watched.maker.go(&format!("case from-alert {alert}")).out, opened, "a second click");
    let case = opened.split_whitespace().next().expect("an id");
    let shown = watched.maker.go(&format!("case show {case}")).words();
    let known = ["5 devices of Gateway use 185.244.25.235", "CAM-1", "CAM-5", "1.0", "safe clock since"];
    assert!(known.iter().all(|word| shown.contains(word)) && !shown.contains("CAM-8"), "{shown}");
    let page = watched.maker.marta.get(&format!("/cases/{case}")).expect("an answer").is(200).text();
    for word in ["CAM-1", "CAM-5", "185.244.25.235", "Declared for", "7 of 8 devices of this product share events"] {
        assert!(page.contains(word), "{word:?} is not in {page}");
    }
    let first = watched.maker.marta.get("/").expect("an answer").is(200).text();
    assert!(first.contains("Assess case #1"), "it is to be assessed, and the first page says by when");
}

/// The first calls of Mirai home, as they were seen.
fn infect(unit: &mut Unit, lines: &[String], own: IpAddr) {
    let mut at = seconds() - 60;
    let mut left = 15;
    each(
        lines,
        own,
        |line| line.contains("C&C"),
        |network| {
            if left > 0 {
                (left, at) = (left - 1, at + 4);
                unit.records(What::Network(*network), Timestamp::from_second(at).expect("a time"));
            }
        },
    );
}
