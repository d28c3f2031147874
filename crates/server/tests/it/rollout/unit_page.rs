//! The updates of one device on its page, and what its owner told staff.

use axum::http::StatusCode;
use steadfast_server::rollout::report::Report;
use steadfast_store::UnitStatement;

use super::pages::{begun, running, unit};
use super::world::{act, day, newest_record, polls, says, update};
use crate::access::browser::Browser;
use crate::access::http::joined;
use crate::house::on_both;

#[test]
fn a_device_shows_its_updates_in_plain_words_with_what_it_said_and_stated() {
    on_both(async |house| {
        let (_, mut browser) = begun(house, 2).await;
        let page = format!("/fleet/{}", unit(house, 1).await);
        browser.get(house, &page).await.shows("It was not told of any update yet");
        let rollout = running(house, &mut browser).await;
        polls(house, 1).await;
        browser.get(house, &page).await.shows("The device was told of it");
        says(house, 1, Report::Failed("no room <left>".to_owned())).await;
        let (id, now) = (house.app.ambient.id(), house.app.ambient.now());
        act(house, move |tx| {
            let (kind, content) = ("owner-decided".to_owned(), b"{}".to_vec());
            let statement = UnitStatement { id, unit: 1, kind, content, digest: [3; 32], told: None };
            tx.unit_statement_insert(&statement)?;
            Ok(tx.unit_statement_told(id, now)?)
        })
        .await;
        let shown = browser.get(house, &page).await;
        for words in ["The device could not install it", "no room &lt;left&gt;", &rollout, "in the proof log"] {
            shown.shows(words);
        }
    });
}

#[test]
fn staff_keep_what_an_owner_said_and_a_viewer_does_not() {
    on_both(async |house| {
        let (mut admin, mut browser) = begun(house, 2).await;
        running(house, &mut browser).await;
        let page = format!("/fleet/{}", unit(house, 1).await);
        let (decide, release) = (format!("{page}/decide"), update().to_string());
        let shown = browser.get(house, &page).await;
        shown.shows("As the law has it");
        shown.shows(&format!("value=\"{release}\""));
        let (soon, far) = (day(house, 3), day(house, 30));
        let until = |until| [("on", "release"), ("release", &*release), ("wish", "postponed"), ("until", until)];
        let late = browser.post(house, &decide, &until(&far)).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        late.shows("can be put off until");
        late.shows("id=\"error-until\"");
        browser.post(house, &decide, &until("")).await.shows("id=\"error-until\"");
        let none = [("on", "release"), ("release", &*release)];
        browser.post(house, &decide, &none).await.shows("id=\"error-wish\"");
        assert_eq!(browser.post(house, &decide, &until(&soon)).await.leads(), (303, &*page));
        assert_eq!(newest_record(house).await.0, "owner-decided");
        let shown = browser.get(house, &page).await;
        for words in
            ["Put off", "the owner, as told to staff", "What the owner said is kept", "Owner decided on updates"]
        {
            shown.shows(words);
        }
        assert_eq!(browser.post(house, &decide, &[("on", "always")]).await.leads(), (303, &*page));
        browser.get(house, &page).await.hides("As the law has it");
        let (viewer, _) = joined(house, &mut admin, "Vera", "viewer").await;
        let mut viewer = Browser::of(&viewer);
        viewer.get(house, &page).await.hides(&decide);
        assert_eq!(viewer.post(house, &decide, &[("on", "always")]).await.status, StatusCode::FORBIDDEN);
    });
}
