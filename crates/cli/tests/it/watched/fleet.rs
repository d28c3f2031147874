//! A fleet of simulated cameras whose release says what it is meant to do, and what its maker sees of it.

use std::sync::Arc;

use jiff::Timestamp;
use rustls::crypto::aws_lc_rs::default_provider;
use serde_json::{Value, json};
use steadfast_protocol::Switches;
use steadfast_simulate::{Net, Owner, Unit, UnitSeed};

use ureq::tls::TlsConfig;

use super::captures::Capture;
use crate::serve::house::House;
use crate::updates::maker::{Maker, seconds};

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

/// Whose owner switched on what is recorded and shared.
pub(super) const SHARES: Switches = Switches { record: true, share: true, remote: false };

/// The units, and their maker.
pub(super) struct Fleet {
    pub(super) maker: Maker,
    pub(super) units: Vec<Unit>,
    net: Net,
}

impl Fleet {
    /// Cameras with these numbers, which are meant to do what the lock does, and do it. All of them share.
    /// The devices' door is at a port of its own where the house says so, behind a certificate that nobody vouches for.
    pub(super) fn new(mut house: House, door: Option<u16>, lock: &Capture, numbers: &[u8]) -> Self {
        house.environment.push(("STEADFAST_POLL_SECONDS", "1"));
        let mut maker = Maker::new(house);
        let token = maker.token(&SCOPES);
        let id = maker.enter("Gateway", "1.0");
        maker.program().write("steadfast.toml", lock.product_file());
        maker.program().write("fw.bin", b"the image of 1.0");
        maker.go(&format!(
            "release sign fw.bin --line gateway --key gateway.key --release {id} --kind security --product-file steadfast.toml"
        ));
        maker.go("release publish");
        maker.take_token(token);
        let net = match door {
            Some(port) => Net::new(&format!("https://127.0.0.1:{port}"), trusting()),
            None => Net::new(&maker.address(), Net::agent()),
        };
        let mut units: Vec<Unit> = numbers.iter().map(|number| unit(&maker, *number)).collect();
        for unit in &mut units {
            unit.switches(SHARES);
            lock.happens_to(unit);
        }
        Self { maker, units, net }
    }

    /// Every simulated unit does what is due.
    fn step(&mut self) {
        for unit in &mut self.units {
            for _ in 0..2 {
                unit.step(&self.net, Timestamp::from_second(seconds()).expect("a time"), 1).1.expect("heard");
            }
        }
    }

    /// The same, and then the server looks at what came; the alerts that are open then.
    pub(super) fn alerts(&mut self) -> Vec<Value> {
        self.step();
        self.looked()
    }

    /// The server looks at what came; the alerts that are open then.
    pub(super) fn looked(&self) -> Vec<Value> {
        self.maker.work_off("event-watch");
        self.open()
    }

    pub(super) fn open(&self) -> Vec<Value> {
        self.maker.get("/alerts?state=open")["items"].as_array().expect("alerts").clone()
    }

    /// A page of the server's.
    pub(super) fn page(&self, path: &str) -> String {
        self.maker.marta.get(path).expect("an answer").is(200).text()
    }

    /// The serial numbers of an alert's units.
    pub(super) fn named(&self, alert: &str) -> Vec<String> {
        let units = self.maker.get(&format!("/alerts/{alert}/units"));
        let units = units["items"].as_array().expect("units");
        units.iter().map(|unit| unit["serial"].as_str().expect("a serial number").to_owned()).collect()
    }
}

/// A client that takes any certificate.
fn trusting() -> ureq::Agent {
    let tls = TlsConfig::builder().unversioned_rustls_crypto_provider(Arc::new(default_provider()));
    ureq::Agent::config_builder().tls_config(tls.disable_verification(true).build()).build().into()
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
