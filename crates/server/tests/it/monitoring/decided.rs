//! What staff decide about monitoring.

use axum::http::StatusCode;

use super::world::{World, read};
use crate::access::browser::Browser;
use crate::access::http::{joined, kinds_recorded};
use crate::house::on_both;

const FORM: &str = "/monitoring/settings";
const FINE: [(&str, &str); 6] = [
    ("alerts_a_month", "12"),
    ("events_a_day", "9000"),
    ("keep_security", "400"),
    ("keep_network", "30"),
    ("keep_product", " 31 "),
    ("keep_alerts", "800"),
];

#[test]
fn what_makes_no_sense_is_told_at_its_field_and_nothing_changes() {
    on_both(async |house| {
        let world = World::new(house, 1).await;
        let mut browser = Browser::of(&world.admin);
        let mut sent = FINE;
        (sent[0].1, sent[3].1) = ("0", "a month");
        let wrong = browser.post(house, FORM, &sent).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["id=\"error-alerts_a_month\"", "id=\"error-keep_network\"", "value=\"a month\"", "value=\"9000\""]
        {
            wrong.shows(words);
        }
        for field in ["events_a_day", "keep_security", "keep_product"] {
            wrong.hides(&format!("id=\"error-{field}\""));
        }
        let page = browser.get(house, "/monitoring/detectors").await;
        for words in ["value=\"30\"", "value=\"50000\"", "value=\"365\"", "Guessing passwords"] {
            page.shows(words);
        }
        assert!(!kinds_recorded(house).await.contains(&"monitoring-changed".to_owned()));
    });
}

#[test]
fn a_decision_holds_is_a_record_and_takes_a_fresh_proof_of_who_it_is() {
    on_both(async |house| {
        let mut world = World::new(house, 1).await;
        let mut browser = Browser::of(&world.admin);
        assert_eq!(browser.post(house, FORM, &FINE).await.leads(), (303, "/monitoring/detectors"));
        let page = browser.get(house, "/monitoring/detectors").await;
        for words in ["It holds from now on", "value=\"12\"", "value=\"31\""] {
            page.shows(words);
        }
        browser.get(house, "/monitoring").await.shows("for 400 days");
        assert!(kinds_recorded(house).await.contains(&"monitoring-changed".to_owned()));
        let (viewer, _) = joined(house, &mut world.admin, "Vera", "viewer").await;
        let mut viewer = Browser::of(&viewer);
        let shown = viewer.get(house, "/monitoring/detectors").await;
        shown.shows("9000");
        shown.hides("name=\"keep_product\"");
        assert_eq!(viewer.post(house, FORM, &FINE).await.status, StatusCode::FORBIDDEN);
        house.stage.pass(3600);
        let stale = browser.post(house, FORM, &FINE).await;
        let (status, place) = stale.leads();
        assert!(status == 303 && place.starts_with("/confirm"), "{status} {place}");
        assert!(read(house, |tx| tx.setting("monitoring")).await.is_some());
    });
}
