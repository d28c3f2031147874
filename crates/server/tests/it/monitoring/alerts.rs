//! Alerts on their pages: what they say, and what people say of them.

use axum::http::StatusCode;
use serde_json::{Value, json};
use steadfast_store::Time;

use super::world::{World, guesses_too, read};
use crate::access::browser::Browser;
use crate::access::http::{joined, kinds_recorded};
use crate::house::{House, on_both};

const SENTENCE: &str = "3 devices of Gateway call 203.0.113.7, port 4444/tcp as regularly as a clock";

#[test]
fn an_alert_at_three_devices_is_one_sentence_and_names_their_serial_numbers() {
    on_both(async |house| {
        let world = World::new(house, 4).await;
        let mut browser = Browser::of(&world.admin);
        browser.get(house, "/monitoring").await.shows("No alert is open");
        browser.get(house, "/").await.hides("Open alerts");
        let path = format!("/monitoring/alerts/{}", world.alert(house, 7, &[1, 2, 3]).await);
        for page in ["/", "/monitoring", "/monitoring/alerts", "/monitoring/alerts?state=open"] {
            let page = browser.get(house, page).await;
            page.shows(SENTENCE);
            page.shows(&format!("href=\"{path}\""));
            page.shows("By chance once in 3,000,000");
            page.shows("1<span class=\"visually-hidden\"> open alerts");
        }
        let alert = browser.get(house, &path).await;
        alert.shows(&format!("<h1>{SENTENCE}</h1>"));
        for serial in ["SN-1", "SN-2", "SN-3"] {
            alert.shows(&format!(">{serial}</a>"));
        }
        alert.hides("SN-4");
        for words in [
            "every 1 minute, give or take 0 seconds",
            "1,200 devices of its model and release",
            "120 events say so",
            "?class=network&amp;from=7",
            "203.0.113.7:4444/tcp",
            "3 devices at the left, one other at the right",
        ] {
            alert.shows(words);
        }
        let unit = read(house, |tx| tx.unit_of_number(2)).await.expect("a unit");
        browser.get(house, &format!("/fleet/{}", unit.id)).await.shows(SENTENCE);
        let other = read(house, |tx| tx.unit_of_number(4)).await.expect("a unit");
        let other = browser.get(house, &format!("/fleet/{}", other.id)).await;
        other.hides(SENTENCE);
        other.shows("Nothing was concluded of this device");
        let german = Browser::of(&world.admin).reading("de").get(house, &path).await;
        german.shows("3 Geräte von Gateway");
        german.shows("Verglichen mit");
    });
}

#[test]
fn an_answer_ends_an_alert_is_a_record_and_counts_for_what_found_it() {
    on_both(async |house| {
        let world = World::new(house, 2).await;
        let id = world.alert(house, 7, &[1]).await;
        let path = format!("/monitoring/alerts/{id}");
        let mut browser = Browser::of(&world.admin);
        let form = format!("{path}/answer");
        let wrong = browser.post(house, &form, &[("answer", ""), ("note", " x "), ("seen", "1")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["id=\"error-answer\"", "id=\"error-note\"", "Say why, in 3 to 2000 characters"] {
            wrong.shows(words);
        }
        let said = [("answer", "true"), ("note", "A stolen <key>"), ("seen", "1")];
        assert_eq!(browser.post(house, &form, &said).await.leads(), (303, &*path));
        let page = browser.get(house, &path).await;
        for words in ["The alert is over", "A stolen &lt;key&gt;", "by Marta", "the record of it", "Over since"] {
            page.shows(words);
        }
        page.hides("open alerts");
        assert!(kinds_recorded(house).await.contains(&"alert-answered".to_owned()));
        let late = [("answer", "false"), ("note", "A printer"), ("seen", "1")];
        let late = browser.post(house, &form, &late).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.shows("Somebody answered meanwhile");
        late.shows("A stolen &lt;key&gt;");
        browser.get(house, "/monitoring").await.shows("Over lately");
        browser.get(house, "/monitoring/alerts?state=open").await.shows("Nothing fits");
        browser.get(house, "/monitoring/alerts?answer=true").await.shows("One device of Gateway calls");
        browser.get(house, "/monitoring/detectors").await.shows("1 of 1 answered alert was true");
        let expected = [("answer", "expected"), ("note", "Our own mirror"), ("seen", "2")];
        assert_eq!(browser.post(house, &form, &expected).await.leads(), (303, &*path));
        let product = world.product;
        assert!(read(house, move |tx| tx.alert_answers(product)).await.is_some(), "what was answered is learned from");
        browser.get(house, "/monitoring/detectors").await.shows("0 of 1 answered alert was true");
    });
}

/// Answers an alert that nobody answered before.
async fn answered(house: &House, world: &World, alert: &str, answer: &str) {
    let path = format!("/monitoring/alerts/{alert}");
    let said = [("answer", answer), ("note", "A test of ours"), ("seen", "1")];
    let told = Browser::of(&world.admin).post(house, &format!("{path}/answer"), &said).await;
    assert_eq!(told.leads(), (303, &*path));
}

#[test]
fn what_came_along_with_an_alert_that_was_expected_goes_on_as_one_of_its_own_and_with_a_true_one_it_is_over() {
    on_both(async |house| {
        let mut world = World::new(house, 4).await;
        for (name, answer, left) in [("root", "expected", 1), ("guest", "true", 0)] {
            let id = world.account_alert(house, name, 2).await;
            guesses_too(house, id, 2, "admin").await;
            answered(house, &world, &id.to_string(), answer).await;
            let (_, open) = world.admin.get(house, "/alerts?state=open").await;
            let open = open["items"].as_array().expect("a list").clone();
            assert_eq!(open.len(), left, "{answer}: {open:?}");
            for alert in &open {
                assert_eq!((&alert["detector"], &alert["units"]), (&json!("guessing"), &json!(1)), "{alert}");
                answered(house, &world, alert["id"].as_str().expect("an id"), "true").await;
            }
        }
    });
}

#[test]
fn a_viewer_reads_alerts_and_is_offered_neither_the_form_nor_events() {
    on_both(async |house| {
        let mut world = World::new(house, 1).await;
        let id = world.alert(house, 7, &[1]).await;
        let (viewer, _) = joined(house, &mut world.admin, "Vera", "viewer").await;
        let mut browser = Browser::of(&viewer);
        let page = browser.get(house, &format!("/monitoring/alerts/{id}")).await;
        page.shows("One device of Gateway calls");
        page.shows("120 events say so");
        for words in [
            "withheld: it takes the right to read events",
            "1,200 devices of its model and release",
            "By chance once in 3,000,000",
            "SN-1",
        ] {
            page.shows(words);
        }
        for words in ["203.0.113.7, port 4444/tcp<p", "203.0.113.7:4444/tcp", "at the left, one other at the right"] {
            page.hides(words);
        }
        page.hides("/events?");
        page.hides("name=\"answer\"");
        let unit = read(house, |tx| tx.unit_of_number(1)).await.expect("a unit").id;
        browser.get(house, &format!("/fleet/{unit}")).await.hides(&format!("/fleet/{unit}/events"));
        let events = browser.get(house, &format!("/fleet/{unit}/events")).await;
        assert_eq!(events.status, StatusCode::FORBIDDEN);
    });
}

#[test]
fn devices_beyond_a_page_are_counted_and_follow_on_the_next() {
    on_both(async |house| {
        let world = World::new(house, 23).await;
        let units: Vec<i64> = (1..=23).collect();
        let path = format!("/monitoring/alerts/{}", world.alert(house, 7, &units).await);
        let mut browser = Browser::of(&world.admin);
        let first = browser.get(house, &path).await;
        first.shows("11 more devices are not drawn");
        first.shows("id=\"why-unt_");
        assert_eq!(first.text.matches("id=\"why-unt_").count(), 10);
        let mut next = first.after("rel=\"next\" href=\"").expect("a next page");
        let second = browser.get(house, &next).await;
        assert_eq!(second.text.matches("id=\"why-unt_").count(), 10);
        next = second.after("rel=\"next\" href=\"").expect("a next page");
        let last = browser.get(house, &next).await;
        assert_eq!(last.text.matches("id=\"why-unt_").count(), 3);
        assert!(last.after("rel=\"next\" href=\"").is_none());
    });
}

#[test]
fn a_list_of_alerts_is_filtered_and_goes_on_page_by_page() {
    on_both(async |house| {
        let world = World::new(house, 1).await;
        for peer in 1..=51 {
            world.alert(house, peer, &[1]).await;
        }
        let mut browser = Browser::of(&world.admin);
        let first = browser.get(house, "/monitoring/alerts?state=open").await;
        first.shows("203.0.113.51,");
        first.hides("203.0.113.1,");
        let next = first.after("rel=\"next\" href=\"").expect("a next page").replace("&amp;", "&");
        assert!(next.contains("state=open"), "{next}");
        let second = browser.get(house, &next).await;
        second.shows("203.0.113.1,");
        second.hides("203.0.113.51,");
        let product = world.product;
        browser.get(house, &format!("/monitoring/alerts?product={product}")).await.shows("203.0.113.51,");
        browser.get(house, "/monitoring").await.shows("50 of 51");
        for lost in ["state=shut", "answer=perhaps", "product=x", "after=y"] {
            let answer = browser.get(house, &format!("/monitoring/alerts?{lost}")).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{lost}");
        }
    });
}

/// Whether a time, in seconds or in words, is the beginning of a day.
fn is_a_day(time: &Value) -> bool {
    match time {
        Value::String(words) => words.contains("T00:00:00"),
        seconds => seconds.as_i64().is_some_and(|seconds| seconds % 86_400 == 0),
    }
}

#[test]
fn who_may_not_read_events_is_told_what_is_wrong_and_nothing_that_a_household_told() {
    on_both(async |house| {
        let mut world = World::new(house, 1).await;
        let (peer, account) = (world.alert(house, 7, &[1]).await, world.account_alert(house, "erika", 1).await);
        let (_, whole) = world.admin.get(house, &format!("/alerts/{peer}/units")).await;
        let reason = &whole["items"][0]["reasons"][0];
        assert_eq!((&reason["cause"], &reason["withheld"]), (&json!("203.0.113.7, port 4444/tcp"), &json!(null)));
        assert_eq!((&reason["first_event"], is_a_day(&reason["first"])), (&json!(7), false));
        let first = Time(reason["first"].as_i64().expect("seconds") * 1_000_000).to_string();
        let clock = [format!("{} UTC", &first[11..16]), format!("T{}", &first[11..16])];
        let page = Browser::of(&world.admin).get(house, &format!("/monitoring/alerts/{peer}")).await;
        clock.iter().for_each(|words| page.shows(words));
        for role in ["viewer", "release", "compliance", "assessor"] {
            let (mut reader, _) = joined(house, &mut world.admin, &format!("Vera-{role}"), role).await;
            let (_, shown) = reader.get(house, &format!("/alerts/{peer}/units")).await;
            let reasons = shown["items"][0]["reasons"].as_array().expect("reasons").clone();
            assert_eq!(reasons.len(), 2, "{role}: redacted, not refused");
            for reason in &reasons {
                assert_eq!(
                    (&reason["cause"], &reason["withheld"]),
                    (&json!("withheld: it takes the right to read events"), &json!(true)),
                    "{role}"
                );
            }
            assert_eq!(reasons[0]["compared_with"], "1,200 devices of its model and release");
            assert_eq!((&reasons[0]["events"], &reasons[0]["detector"]), (&json!(120), &json!("beacon")));
            let unit = &shown["items"][0];
            for (first, last) in [(&unit["opened"], &unit["opened"]), (&reasons[0]["first"], &reasons[1]["last"])] {
                assert!(is_a_day(first) && is_a_day(last), "{role}: the day, not the second: {unit}");
            }
            for number in ["first_event", "last_event"] {
                assert_eq!(reasons[0][number], Value::Null, "{role}: {number}");
            }
            let (_, shown) = reader.get(house, &format!("/alerts/{account}")).await;
            assert_eq!(shown["cause"], "one account", "{role}");
            assert!(is_a_day(&shown["opened"]), "{role}: {shown}");
            let mut browser = Browser::of(&reader);
            let page = browser.get(house, &format!("/monitoring/alerts/{peer}")).await;
            clock.iter().for_each(|words| page.hides(words));
            for page in ["/", "/monitoring", "/monitoring/alerts", &format!("/monitoring/alerts/{account}")] {
                let page = browser.get(house, page).await;
                page.shows("one account");
                page.hides("erika");
            }
        }
        Browser::of(&world.admin).get(house, "/monitoring").await.shows("the account “erika”");
    });
}
