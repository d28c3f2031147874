//! Typing: on top of what was read, within the limits as they are told, and nobody's words are lost.

use axum::http::StatusCode;
use serde_json::json;

use super::{field, grave, id, reported, sheet};
use crate::access::browser::Browser;
use crate::access::http::kinds_recorded;
use crate::house::on_both;
use crate::monitoring::world::read;

const AWARE: &str = "2020-02-03T04:05";

#[test]
fn what_is_typed_takes_the_place_of_what_is_known_which_stands_beside_it_and_comes_back() {
    on_both(async |house| {
        let (mut admin, mut browser, path) = reported(house, "vulnerability", AWARE).await;
        let stage = format!("{path}/report/early-warning");
        let say = |name: &str| format!("{stage}/fields/{name}");
        let sent = [("seen", "0"), ("do", "keep"), ("value", "Gateway G2")];
        let led = browser.post(house, &say("product_name"), &sent).await;
        assert_eq!(led.leads(), (303, &*format!("{stage}#product_name")));
        let typed = sheet(house, &mut admin, &path, "early-warning").await;
        let line = field(&typed, "product_name");
        assert_eq!(
            (&line["value"], &line["source"], &line["known"]),
            (&json!("Gateway G2"), &json!("typed"), &json!("Gateway"))
        );
        assert_eq!(
            field(&sheet(house, &mut admin, &path, "notification").await, "product_name")["value"],
            "Gateway G2"
        );
        let back = [("seen", "1"), ("do", "take-back"), ("value", "Gateway G2")];
        assert_eq!(browser.post(house, &say("product_name"), &back).await.status, StatusCode::SEE_OTHER);
        let known = sheet(house, &mut admin, &path, "early-warning").await;
        assert_eq!(field(&known, "product_name")["source"], "catalogue");
        // Left empty on purpose: the form asks for it, and says so.
        let none = [("seen", "2"), ("do", "keep"), ("value", " ")];
        browser.post(house, &say("product_name"), &none).await;
        let empty = sheet(house, &mut admin, &path, "early-warning").await;
        assert!(grave(&empty).contains(&"product_name"), "{empty:#}");
        assert!(kinds_recorded(house).await.contains(&"notice-written".to_owned()));
    });
}

#[test]
fn of_two_who_type_at_once_the_second_is_told_and_sees_both() {
    on_both(async |house| {
        let (admin, mut browser, path) = reported(house, "vulnerability", AWARE).await;
        let mut other = Browser::of(&admin);
        let say = format!("{path}/report/early-warning/fields/product_version");
        let first = [("seen", "0"), ("do", "keep"), ("value", "4.0 to 4.2")];
        assert_eq!(browser.post(house, &say, &first).await.status, StatusCode::SEE_OTHER);
        let second = [("seen", "0"), ("do", "keep"), ("value", "all of them")];
        let told = other.post(house, &say, &second).await;
        assert_eq!(told.status, StatusCode::CONFLICT);
        for words in
            ["Somebody else typed into this field", "4.0 to 4.2", "value=\"all of them\"", "name=\"seen\" value=\"1\""]
        {
            told.shows(words);
        }
        let again = [("seen", "1"), ("do", "keep"), ("value", "all of them")];
        assert_eq!(other.post(house, &say, &again).await.status, StatusCode::SEE_OTHER);
        let case = id(&path);
        let stands = read(house, move |tx| tx.notice_value(case, "product_version")).await.expect("a value");
        assert_eq!((stands.version, stands.value.as_deref()), (2, Some("\"all of them\"")));
    });
}

#[test]
fn what_is_too_long_is_kept_and_told_and_what_is_no_value_is_neither() {
    on_both(async |house| {
        let (mut admin, mut browser, path) = reported(house, "vulnerability", AWARE).await;
        let stage = format!("{path}/report/early-warning");
        let long = "é".repeat(256);
        let sent = [("seen", "0"), ("do", "keep"), ("value", &*long)];
        browser.post(house, &format!("{stage}/fields/title"), &sent).await;
        browser.get(house, &stage).await.shows("256 characters; the form takes 255.");
        let sheet = sheet(house, &mut admin, &path, "early-warning").await;
        assert_eq!(field(&sheet, "title")["problems"][0]["code"], "over-limit");
        let soon = [("seen", "0"), ("do", "keep"), ("value", "soon")];
        let refused = browser.post(house, &format!("{stage}/fields/vuln_aware_at"), &soon).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.shows("This is no value of this field.");
        let stranger = browser.post(house, &format!("{stage}/fields/csirt_note"), &soon).await;
        assert_eq!(stranger.status, StatusCode::UNPROCESSABLE_ENTITY, "the CSIRT writes that");
    });
}
