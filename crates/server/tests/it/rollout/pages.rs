//! The pages of distributions, without a script.

use axum::http::StatusCode;
use steadfast_server::rollout::report::Report;
use steadfast_store::{Id, StoreError, kinds};

use super::world::{polls, runs, says, update, world};
use crate::access::browser::Browser;
use crate::access::http::{Client, founded, joined};
use crate::house::{House, on_both};
use crate::triage::world::{GATEWAY, release};

/// Fields of a plan of one wave for all.
pub(super) const ONE_WAVE: [(&str, &str); 5] =
    [("share", "100"), ("success", "90"), ("failure", "50"), ("hours", ""), ("postponement", "7")];

/// Plans a distribution by the form; the address of its page.
pub(super) async fn planned(house: &House, browser: &mut Browser, fields: &[(&str, &str)]) -> String {
    let made = browser.post(house, &format!("/releases/{}/rollouts/new", update()), fields).await;
    let (status, path) = made.leads();
    assert_eq!(status, 303, "{}", made.text);
    path.to_owned()
}

/// Plans one for Germany, which one person approves, and starts it.
pub(super) async fn running(house: &House, browser: &mut Browser) -> String {
    let path = planned(house, browser, &[ONE_WAVE.as_slice(), &[("market", "DE")]].concat()).await;
    for step in ["approve", "start"] {
        assert_eq!(browser.post(house, &format!("{path}/{step}"), &[]).await.leads(), (303, &*path));
    }
    path
}

/// The first person's program and browser.
pub(super) async fn begun(house: &House, units: usize) -> (Client, Browser) {
    let mut admin = founded(house).await;
    world(house, &mut admin, units).await;
    let browser = Browser::of(&admin);
    (admin, browser)
}

#[test]
fn a_plan_is_made_from_a_release_and_what_is_wrong_with_it_stands_at_its_wave() {
    on_both(async |house| {
        let (_, mut browser) = begun(house, 2).await;
        browser.get(house, "/rollouts").await.shows("Nothing was ever distributed");
        let release = update();
        let reach = browser.get(house, &format!("/releases/{release}/reach")).await;
        reach.shows("It was not distributed yet");
        reach.shows(&format!("/releases/{release}/rollouts/new"));
        let address = format!("/releases/{release}/rollouts/new");
        let form = browser.get(house, &address).await;
        for words in ["value=\"5\"", "value=\"30\"", "value=\"100\"", "Longest postponement", "Germany"] {
            form.shows(words);
        }
        let waves = |first, second| {
            let wave = |share| [("share", share), ("success", "90"), ("failure", "5"), ("hours", "")];
            [wave(first).as_slice(), &wave(second), &[("postponement", "7")]].concat()
        };
        let shrinks = browser.post(house, &address, &waves("50", "30")).await;
        assert_eq!(shrinks.status, StatusCode::UNPROCESSABLE_ENTITY);
        shrinks.shows("more than that of the wave before");
        shrinks.shows("href=\"#field-wave-2\"");
        shrinks.shows("id=\"error-wave-2\"");
        shrinks.shows("value=\"50\"");
        browser.post(house, &address, &waves("5", "30")).await.shows("The last wave reaches all");
        browser.post(house, &address, &waves("five", "100")).await.shows("id=\"error-wave-1\"");
        let too_long = [&ONE_WAVE[..4], &[("postponement", "91")]].concat();
        browser.post(house, &address, &too_long).await.shows("id=\"error-postponement\"");
        let nothing = self::release_without_files();
        let refused = browser.post(house, &format!("/releases/{nothing}/rollouts/new"), &ONE_WAVE).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.shows("no signed files yet");
    });
}

fn release_without_files() -> Id<kinds::Release> {
    release(GATEWAY, 3)
}

#[test]
fn one_that_reaches_everybody_takes_two_people_and_another_plan_stays_a_draft() {
    on_both(async |house| {
        let (mut admin, mut browser) = begun(house, 2).await;
        let (second, _) = joined(house, &mut admin, "Sam", "compliance").await;
        let path = planned(house, &mut browser, &[ONE_WAVE.as_slice(), &[("market", "DE")]].concat()).await;
        let page = browser.get(house, &path).await;
        for words in ["Draft", "The distribution is kept as a draft", "Germany", "/approve\"", "comes later"] {
            page.shows(words);
        }
        let form = browser.get(house, &format!("{path}/plan")).await;
        form.shows("name=\"version\" value=\"1\"");
        let changed = [ONE_WAVE.as_slice(), &[("version", "1")]].concat();
        assert_eq!(browser.post(house, &format!("{path}/plan"), &changed).await.leads(), (303, &*path));
        let stale = browser.post(house, &format!("{path}/plan"), &changed).await;
        assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
        let page = browser.get(house, &path).await;
        page.shows("two people decide on that");
        page.hides(&format!("action=\"{path}/approve\""));
        let refused = browser.post(house, &format!("{path}/approve"), &[]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);
        let id = path.rsplit('/').next().expect("an id");
        let fields = [("kind", "approve-rollout"), ("subject", id), ("reason", "it mends an open door")];
        browser.get(house, &format!("/approvals/propose?kind=approve-rollout&subject={id}")).await.shows("Gateway 2.0");
        assert_eq!(browser.post(house, "/approvals/propose", &fields).await.leads(), (303, "/approvals"));
        let page = browser.get(house, &path).await;
        page.shows("It waits for a second person");
        page.hides("Propose it to a second person");
        let mut second = Browser::of(&second);
        let approvals = second.get(house, "/approvals").await;
        approvals.shows(&format!("href=\"{path}\""));
        let approval = approvals.after("<article class=\"card\" id=\"").expect("one");
        assert_eq!(second.post(house, &format!("/approvals/{approval}/approve"), &[]).await.leads().0, 303);
        browser.get(house, &path).await.shows("Approved");
        let plan = browser.get(house, &format!("{path}/plan")).await;
        assert_eq!(plan.status, StatusCode::CONFLICT, "what is approved keeps its plan");
    });
}

#[test]
fn a_distribution_is_followed_wave_by_wave_with_reasons_and_decisions() {
    on_both(async |house| {
        let (_, mut browser) = begun(house, 6).await;
        let path = running(house, &mut browser).await;
        browser.get(house, &path).await.shows("It began: the first wave is open");
        let page = browser.get(house, &path).await;
        for words in ["Wave 1 of\u{a0}1", "Not told yet: 6", "cannot be said yet", "No device said that it failed"] {
            page.shows(words);
        }
        house.stage.pass(3600);
        let decide = format!("/fleet/{}/decide", unit(house, 6).await);
        let release = update().to_string();
        let refuses = [("on", "release"), ("release", &*release), ("wish", "refused")];
        assert_eq!(browser.post(house, &decide, &refuses).await.status, StatusCode::SEE_OTHER);
        for number in 1..=6 {
            polls(house, number).await;
        }
        for number in 1..=3 {
            says(house, number, Report::Installed(String::new())).await;
            runs(house, number, "2.0").await;
        }
        says(house, 4, Report::Failed("no room <left>".to_owned())).await;
        says(house, 5, Report::Installed(String::new())).await;
        let page = browser.get(house, &path).await;
        for words in [
            "60\u{a0}% proved (90\u{a0}% wanted)",
            "25\u{a0}% of those that ended failed (halts at 50\u{a0}%)",
            "no room &lt;left&gt;",
            "One device",
            "Installed, not proved yet: 1",
            "at the pace of the last day",
        ] {
            page.shows(words);
        }
        page.hides("No device said that it failed");
        assert_eq!(page.after("Refused</dt><dd>").as_deref(), Some("1"));
        runs(house, 5, "1.0").await;
        browser.get(house, &path).await.shows("Went back");
        for (step, words) in [("pause", "Paused: nobody new"), ("resume", "It goes on"), ("stop", "Stopped for good")] {
            assert_eq!(browser.post(house, &format!("{path}/{step}"), &[]).await.leads(), (303, &*path));
            browser.get(house, &path).await.shows(words);
        }
        let late = browser.post(house, &format!("{path}/resume"), &[]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        let reach = browser.get(house, &format!("/releases/{}/reach", update())).await;
        for words in ["Devices that had come to run this version", "href=\"/fleet?release=", &path] {
            reach.shows(words);
        }
    });
}

/// The id of a unit.
pub(super) async fn unit(house: &House, number: i64) -> Id<kinds::Unit> {
    let read = house.app.store.read::<_, StoreError, _>(move |tx| tx.unit_of_number(number));
    read.await.expect("read").expect("a unit").id
}

#[test]
fn the_list_is_filtered_by_its_address_and_a_viewer_reads_it_without_forms() {
    on_both(async |house| {
        let (mut admin, mut browser) = begun(house, 2).await;
        let path = running(house, &mut browser).await;
        let list = browser.get(house, "/rollouts").await;
        for words in [&*path, "Gateway 2.0", "Wave 1 of\u{a0}1", "Running"] {
            list.shows(words);
        }
        browser.get(house, "/rollouts?state=running").await.shows(&path);
        browser.get(house, "/rollouts?state=done").await.hides(&path);
        let product = Id::<kinds::Product>::from_bytes(GATEWAY);
        browser.get(house, &format!("/rollouts?product={product}&state=running")).await.shows(&path);
        assert_eq!(browser.get(house, "/rollouts?state=sideways").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let (viewer, _) = joined(house, &mut admin, "Vera", "viewer").await;
        let mut viewer = Browser::of(&viewer).reading("de");
        viewer.get(house, "/rollouts").await.shows("Verteilungen");
        let page = viewer.get(house, &path).await;
        page.shows("Welle 1 von\u{a0}1");
        for step in ["approve", "start", "pause", "resume", "stop"] {
            page.hides(&format!("{path}/{step}\""));
            assert_eq!(viewer.post(house, &format!("{path}/{step}"), &[]).await.status, StatusCode::FORBIDDEN);
        }
        let form = viewer.get(house, &format!("/releases/{}/rollouts/new", update())).await;
        assert_eq!(form.status, StatusCode::FORBIDDEN);
    });
}

#[test]
fn a_file_that_is_gone_is_named_on_the_page_of_health_and_counted() {
    on_both(async |house| {
        // The update's file is stated but was never stored, which the proof of files has found out by now.
        let (mut admin, mut browser) = begun(house, 1).await;
        let page = browser.get(house, "/health").await;
        for words in ["Update files", "is not what its signature says, or is gone", "Damaged</dt><dd>1", "07070707"] {
            page.shows(words);
        }
        let (_, health) = admin.get(house, "/health").await;
        let parts = health["parts"].as_array().expect("parts");
        let part = parts.iter().find(|part| part["key"] == "artifacts").expect("the part of files");
        assert_eq!((&part["condition"], &part["figures"]["damaged"]), (&"bad".into(), &1.into()), "{part}");
    });
}
