//! The same with two real agents among the cameras: the owner of one shares and sees on its own pages what the maker sees,
//! the owner of the other does not, and what left their device, opened by its keys, shows that nothing did.

use std::net::IpAddr;

use serde_json::Value;
use steadfast_testkit::free_port;
use steadfast_testkit::wait::until;

use super::captures::Capture;
use super::fleet::Fleet;
use super::network::Network;
use super::{NAMED, SAYS, becomes_a_case, is_on_every_page};
use crate::serve::house::{House, LONG};
use crate::sharing::agent::with_key_log;
use crate::sharing::owner::Owner;
use crate::sharing::unit::{Settings, Unit, factory};
use crate::sharing::wire::Wire;
use crate::sharing::world::{Said, fingerprint};
use crate::updates::maker::{keys, seconds};

/// Where Mirai has its home in the capture.
const HOME: [u8; 4] = [185, 244, 25, 235];

/// A real camera, the network that it is in, and the wire to its server.
struct Camera {
    unit: Unit,
    network: Network,
    wire: Wire,
}

impl Camera {
    /// Makes it with a certificate of the server's that it knows.
    fn made(fleet: &Fleet, lock: &Capture, server: u16, certificate: &str, number: u8) -> Self {
        let network = Network::made(number);
        let wire = Wire::between(network.here(), (network.here(), server).into());
        let product = fleet.maker.get("/products")["items"][0]["id"].as_str().expect("a product").to_owned();
        let (address, declared) = (format!("https://{}", wire.address), lock.declaration());
        let settings = Settings { product: &product, server: &address, certificate, network: &declared };
        factory(fleet.maker.program(), &settings);
        let agent = with_key_log();
        let unit = Unit::made(fleet.maker.program(), agent, &format!("CAM-{number}"), Some(network.place()));
        Self { unit, network, wire }
    }

    /// What left it, and what came.
    fn said(&self) -> Said {
        Said::over(&self.wire, &self.unit)
    }

    /// Whether an event about Mirai's home left it.
    fn told(&self) -> bool {
        let said = self.said();
        let mut batches = said.exchanges.iter().filter_map(|exchange| exchange.events());
        batches.any(|batch| batch.events.iter().any(|event| event.windows(4).any(|four| four == HOME)))
    }
}

#[test]
fn an_owner_sees_what_the_maker_sees_and_a_device_that_shares_nothing_is_not_among_the_five() {
    let (Some(lock), Some(mirai)) = (Capture::lock(), Capture::mirai()) else { return };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let (mut house, port) = (House::sqlite(), free_port());
    house.flags.extend(["--listen-device".to_owned(), format!("0.0.0.0:{port}")]);
    let mut fleet = Fleet::new(house, Some(port), &lock, &[1, 2, 3, 4, 7, 8]);
    let certificate = fleet.maker.house.running().find(LONG, fingerprint);
    keys(fleet.maker.program(), &["factory"]);
    let [mut open, mut silent] = [5, 6].map(|number| Camera::made(&fleet, &lock, port, &certificate, number));
    fleet.maker.go("unit import factory-list.csv --product Gateway");
    let (owner, other) = runtime.block_on(async {
        open.unit.start();
        silent.unit.start();
        let (owner, other) = (Owner::of(&open.unit).await, Owner::of(&silent.unit).await);
        owner.log_in(&open.unit).await;
        other.log_in(&silent.unit).await;
        other.share(&silent.unit, "off").await;
        (owner, other)
    });
    assert_eq!(fleet.alerts(), Vec::<Value>::new(), "clean devices do what is declared");

    let began = seconds();
    fleet.units.iter_mut().take(4).for_each(|unit| mirai.infects(unit));
    let homes = mirai.homes();
    let _processes = [&open, &silent].map(|camera| camera.network.infected(&homes));
    let names_five = |alerts: &[Value]| alerts.iter().any(|alert| alert["says"] == SAYS);
    let mut alerts = fleet.alerts();
    assert!(
        until(LONG * 2, || {
            alerts = fleet.looked();
            names_five(&alerts)
        }),
        "{alerts:?}"
    );
    assert!(seconds() - began <= 120, "it took {} s", seconds() - began);
    assert_eq!(alerts.len(), 1, "{alerts:?}");
    let id = alerts[0]["id"].as_str().expect("an id");
    assert_eq!(fleet.named(id), NAMED, "who does not share is not among them");
    is_on_every_page(&fleet, id, "CAM-6");
    becomes_a_case(&fleet, id, "CAM-6", "7 of 8");

    let home = IpAddr::from(HOME).to_string();
    runtime.block_on(async {
        for (owner, camera) in [(&owner, &open), (&other, &silent)] {
            owner.reads(&camera.unit, "/noticed", &home).await;
            owner.reads(&camera.unit, "/log?kind=network", &home).await;
        }
    });
    assert!(open.told(), "what the owner saw was told");
    assert!(!silent.told(), "what the other owner saw stayed with them");
    silent.unit.stop();
    let said = silent.said();
    said.is_silent(said.switched_off()..said.exchanges.len());
    open.unit.stop();
}
