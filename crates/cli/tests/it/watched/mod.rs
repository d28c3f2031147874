//! Real flows of Mirai in five units of a fleet: within two minutes one alert names them, and whoever does not share is not
//! among them.

mod captures;
mod fleet;
mod network;
mod real;

use serde_json::Value;
use steadfast_protocol::Switches;

use crate::serve::house::House;
use crate::updates::maker::seconds;
use captures::Capture;
use fleet::{Fleet, SHARES};

/// What one alert says of five.
const SAYS: &str = "5 devices of Gateway use 185.244.25.235, which is not declared";
const NAMED: [&str; 5] = ["CAM-1", "CAM-2", "CAM-3", "CAM-4", "CAM-5"];

#[test]
fn mirai_in_five_units_is_one_alert_that_names_them_within_two_minutes() {
    let (Some(lock), Some(mirai)) = (Capture::lock(), Capture::mirai()) else { return };
    let mut fleet = Fleet::new(House::sqlite(), None, &lock, &[1, 2, 3, 4, 5, 6, 7, 8]);
    let last = fleet.units.last_mut().expect("units");
    last.switches(Switches { share: false, ..SHARES });
    assert_eq!(fleet.alerts(), Vec::<Value>::new(), "clean devices do what is declared");

    let began = seconds();
    fleet.units.iter_mut().take(NAMED.len()).for_each(|unit| mirai.infects(unit));
    mirai.infects(fleet.units.last_mut().expect("units"));
    let open = fleet.alerts();
    assert!(seconds() - began <= 120, "it took {} s", seconds() - began);
    assert_eq!(open.len(), 1, "{open:?}");
    assert_eq!(open[0]["says"], SAYS);
    let id = open[0]["id"].as_str().expect("an id");
    assert_eq!(fleet.named(id), NAMED, "who does not share is not among them");
    is_on_every_page(&fleet, id, "CAM-8");
    becomes_a_case(&fleet, id, "CAM-8", "7 of 8");
    fleet.maker.go(&format!("alert answer {id} true --note Mirai"));
    assert_eq!(fleet.open(), Vec::<Value>::new(), "it was answered");
}

/// The terminal, the first page and the alert's own say it, and none names the silent one.
fn is_on_every_page(fleet: &Fleet, alert: &str, silent: &str) {
    let shown = fleet.maker.go(&format!("alert show {alert}")).words();
    assert!(shown.contains("CAM-3") && shown.contains("what 1.0 is declared to do"), "{shown}");
    let listed = fleet.maker.go("alert list").words();
    assert!(listed.contains("5 devices of Gateway use 185.244.25.235"), "{listed}");
    assert!(fleet.page("/").contains("5 devices of Gateway use 185.244.25.235"), "it stands on the first page");
    let page = fleet.page(&format!("/monitoring/alerts/{alert}"));
    assert!(["CAM-1", "CAM-5", "185.244.25.235"].iter().all(|word| page.contains(word)) && !page.contains(silent));
}

/// In one step, with what is known filled in; a second step leads to the same.
fn becomes_a_case(fleet: &Fleet, alert: &str, silent: &str, covered: &str) {
    let opened = fleet.maker.go(&format!("case from-alert {alert}")).out;
    assert_eq!(fleet.maker.go(&format!("case from-alert {alert}")).out, opened, "a second click");
    let case = opened.split_whitespace().next().expect("an id");
    let shown = fleet.maker.go(&format!("case show {case}")).words();
    let known = ["5 devices of Gateway use 185.244.25.235", "CAM-1", "CAM-5", "1.0", "safe clock since"];
    assert!(known.iter().all(|word| shown.contains(word)) && !shown.contains(silent), "{shown}");
    let page = fleet.page(&format!("/cases/{case}"));
    let covered = format!("{covered} devices of this product share events");
    for word in ["CAM-1", "CAM-5", "185.244.25.235", "Declared for", &covered] {
        assert!(page.contains(word), "{word:?} is not in {page}");
    }
    assert!(fleet.page("/").contains("Assess case #1"), "it is to be assessed, and the first page says by when");
}
