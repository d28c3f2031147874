//! The pages of the fleet, without a script.

use axum::http::{Method, StatusCode};
use serde_json::json;

use super::{fingerprint, gateway, imported, kept, worked, write};
use crate::access::browser::Browser;
use crate::access::http::{founded, joined};
use crate::catalogue::{made, multipart, send};
use crate::house::{House, on_both};
use crate::triage::world::{GATEWAY, OPENSSL, catalogue, flaw, found, release};

/// Sends the form of a list; status, where it leads, and the page that comes back.
async fn upload(house: &House, browser: &mut Browser, product: &str, csv: &str) -> (u16, String, String) {
    let (kind, body) = multipart(&[("product", "", product.as_bytes()), ("list", "march.csv", csv.as_bytes())]);
    let headers = [("content-type", &*kind), ("accept", "text/html"), ("host", "localhost")];
    let answer = send(house, &browser.jar(), (Method::POST, "/fleet/lists"), &headers, body).await;
    let place = answer.headers.get("location").and_then(|place| place.to_str().ok()).unwrap_or_default().to_owned();
    (answer.status.as_u16(), place, String::from_utf8(answer.bytes).expect("UTF-8"))
}

#[test]
fn from_an_empty_fleet_to_a_list_with_its_refused_lines() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, ..) = gateway(house, &mut admin).await;
        let mut browser = Browser::of(&admin);
        let empty = browser.get(house, "/fleet").await;
        empty.shows("There is no device yet");
        empty.shows("href=\"/fleet/lists\"");
        assert!(!empty.says("map-tile"), "nothing is drawn of nothing");
        let (status, _, body) = upload(house, &mut browser, &product, "number\n1\n").await;
        assert_eq!(status, 422);
        assert!(body.contains("march.csv, line 1: &quot;number&quot; is no column of a list"), "{body}");
        let csv = "serial;market;version\nSN-1;DE;1.0\nSN-2;XX;\nSN-3;;9.9\n";
        let (status, place, _) = upload(house, &mut browser, &product, csv).await;
        assert_eq!(status, 303);
        browser.get(house, &place).await.shows("<progress");
        worked(house).await;
        let list = browser.get(house, &place).await;
        for words in ["Lines that were not taken", "<code>market</code>", "no Member State", "erased within a day"] {
            list.shows(words);
        }
        let fleet = browser.get(house, "/fleet").await;
        for words in
            ["Germany: 1", "not stated: 1", "SN-1", "not in the catalogue", "Never heard of", "class=\"chart-bar\""]
        {
            fleet.shows(words);
        }
        let narrowed = browser.get(house, "/fleet?market=DE").await;
        narrowed.shows("SN-1");
        assert!(!narrowed.says("SN-3"));
        let unknown = browser.get(house, "/fleet?release=unknown").await;
        unknown.shows("SN-3");
        assert!(!unknown.says("SN-1"));
        assert_eq!(browser.get(house, "/fleet?market=XX").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn a_device_is_entered_changed_and_taken_out_of_use_by_forms() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, ..) = gateway(house, &mut admin).await;
        let mut browser = Browser::of(&admin);
        let fields = [("product", &*product), ("serial", "SN <1>"), ("key", "zz"), ("version", "1.0")];
        let wrong = browser.post(house, "/fleet/new", &fields).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.shows("64 hexadecimal digits");
        wrong.shows("value=\"SN &lt;1&gt;\"");
        let key = fingerprint('a');
        let fields =
            [("product", &*product), ("serial", "SN <1>"), ("key", &*key), ("version", "1.0"), ("contact", "Ada")];
        let made = browser.post(house, "/fleet/new", &fields).await;
        let (status, path) = made.leads();
        let path = path.to_owned();
        assert_eq!(status, 303);
        let page = browser.get(house, &path).await;
        for words in ["SN &lt;1&gt;", "Firmware", "never heard of", "The device was entered", "Ada", "Entered"] {
            page.shows(words);
        }
        let code = browser.post(house, &format!("{path}/code"), &[]).await;
        assert_eq!(code.status, StatusCode::OK);
        code.shows("it is not shown again");
        browser.get(house, &path).await.shows("Enrolment code");
        let change = [("base", "1"), ("market", "FR"), ("hardware", "C"), ("contact", "")];
        let changed = browser.post(house, &format!("{path}/change"), &change).await;
        assert_eq!(changed.leads(), (303, &*path));
        let page = browser.get(house, &path).await;
        page.shows("France");
        assert!(!page.says("Ada"), "the contact was taken back");
        let rekeyed = browser.post(house, &format!("{path}/key"), &[("key", &fingerprint('b')), ("reason", "")]).await;
        assert_eq!(rekeyed.status, StatusCode::UNPROCESSABLE_ENTITY);
        rekeyed.shows("id=\"rekey\" open");
        let rekeyed =
            browser.post(house, &format!("{path}/key"), &[("key", &fingerprint('b')), ("reason", "repaired")]).await;
        assert_eq!(rekeyed.leads(), (303, &*path));
        let gone = browser.post(house, &format!("{path}/decommission"), &[("reason", "scrapped")]).await;
        assert_eq!(gone.leads(), (303, &*path));
        let page = browser.get(house, &path).await;
        for words in ["Out of use", "ran last: Firmware 1.0", "Reason: scrapped", "Given another key"] {
            page.shows(words);
        }
        for form in ["/decommission", "/code", "/change", "/key"] {
            assert!(!page.says(&format!("action=\"{path}{form}\"")), "{form} is not offered any more");
        }
    });
}

#[test]
fn what_a_role_may_not_do_is_not_offered_and_an_owners_contact_not_shown() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, ..) = gateway(house, &mut admin).await;
        let id =
            made(house, &mut admin, "/units", json!({"product": product, "serial": "SN-1", "contact": "Ada"})).await;
        let (viewer, _) = joined(house, &mut admin, "Vera", "viewer").await;
        let mut browser = Browser::of(&viewer);
        let page = browser.get(house, &format!("/fleet/{id}")).await;
        page.shows("known; your role does not show it");
        assert!(!page.says("Ada"));
        for form in ["/decommission", "/code", "/change", "/key"] {
            assert!(!page.says(&format!("{form}\"")), "{form} is offered");
        }
        let (engineer, _) = joined(house, &mut admin, "Rolf", "release").await;
        let mut browser = Browser::of(&engineer);
        let page = browser.get(house, &format!("/fleet/{id}")).await;
        page.shows("/change\"");
        assert!(!page.says("name=\"contact\""), "what is not shown is not sent, and stays");
        let change = [("base", "1"), ("market", "DE"), ("hardware", "")];
        browser.post(house, &format!("/fleet/{id}/change"), &change).await;
        let kept = kept(house, &product, "SN-1").await;
        assert!(kept.contact.is_some() && kept.market.as_deref() == Some("DE"));
    });
}

#[test]
fn a_flaws_page_counts_devices_and_leads_to_their_serial_numbers() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        catalogue(&house.app.store).await;
        found(&house.app.store, flaw(1, &["CVE-1"]), &[(release(GATEWAY, 1), OPENSSL, "affected")]).await;
        let mut browser = Browser::of(&admin);
        browser.get(house, "/flaws/1").await.shows("No device is known of a product that this flaw is in");
        let product = steadfast_store::Id::<steadfast_store::kinds::Product>::from_bytes(GATEWAY).to_string();
        let csv = "serial,version\nGW-1,1.0\nGW-2,2.0\nGW-3,1.0\n";
        imported(house, &mut admin, &product, csv).await;
        let now = house.app.ambient.now();
        write(house, move |tx| [1, 2].into_iter().try_for_each(|unit| tx.unit_seen(unit, now).map(drop))).await;
        let page = browser.get(house, "/flaws/1").await;
        for words in ["3 devices in use", "Affected, not decided yet", "href=\"/flaws/1/units\"", "50\u{a0}%"] {
            page.shows(words);
        }
        let list = browser.get(house, "/flaws/1/units").await;
        list.shows("GW-1");
        assert!(!list.says("GW-2") && !list.says("GW-3"), "one has the fix, of the other nobody can tell");
        let release = release(GATEWAY, 1);
        browser.get(house, &format!("/releases/{release}")).await.shows("the fleet knows of 2, 1 of them silent");
        let unit = kept(house, &product, "GW-1").await.id;
        let unit = browser.get(house, &format!("/fleet/{unit}")).await;
        unit.shows("CVE-1");
        unit.shows("Not decided");
    });
}
