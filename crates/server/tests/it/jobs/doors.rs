//! Jobs in the API and on pages: who sees them, who may run one now.

use axum::http::StatusCode;
use serde_json::{Value, json};
use steadfast_server::jobs::kind::Kind;
use steadfast_store::{Id, JobState, NewJob, StoreError};

use super::{job, scheduled};
use crate::access::browser::Browser;
use crate::access::http::{founded, joined, kinds_recorded};
use crate::house::{House, on_both};

/// Jobs of another version, one after the other.
async fn many(house: &House, count: u8) {
    for number in 0..count {
        let (id, now) = (Id::new(house.app.ambient.now(), [number; 10]), house.app.ambient.now());
        let new = NewJob { id, kind: "mail".to_owned(), key: None, payload: "{}".to_owned(), due: now, every: None };
        let made = house.app.store.write::<_, StoreError, _>(move |tx| tx.job_insert(&new, now));
        assert!(made.await.expect("made"));
        house.stage.pass(1);
    }
}

#[test]
fn jobs_are_listed_filtered_and_paged() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        scheduled(house).await.work().await;
        many(house, 5).await;
        let (status, first) = marta.get(house, "/jobs?limit=3").await;
        assert_eq!((status, first["items"].as_array().map(Vec::len)), (StatusCode::OK, Some(3)));
        assert_eq!((&first["items"][0]["kind"], &first["items"][0]["known"]), (&json!("mail"), &json!(false)));
        let next = format!("/jobs?limit=200&cursor={}", first["next"].as_str().expect("more"));
        let left = Kind::ALL.len() + 5 - 3;
        assert_eq!(marta.get(house, &next).await.1["items"].as_array().map(Vec::len), Some(left));
        let (_, checks) = marta.get(house, "/jobs?kind=ledger-check&state=waiting").await;
        let check = &checks["items"][0];
        assert_eq!((checks["items"].as_array().map(Vec::len), &check["every"]), (Some(1), &json!(3600)));
        assert_eq!((&check["attempts"], check["error"].is_null()), (&json!(0), true));
        let (_, one) = marta.get(house, &format!("/jobs/{}", check["id"].as_str().expect("an id"))).await;
        assert_eq!(&one, check);
        assert_eq!(marta.get(house, "/jobs?state=asleep").await.0, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(marta.get(house, "/jobs/job_0").await.0, StatusCode::NOT_FOUND);
    });
}

#[test]
fn who_may_has_a_job_run_now_and_others_are_refused() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        let (mut kim, _) = joined(house, &mut marta, "kim", "viewer").await;
        let worker = scheduled(house).await;
        worker.work().await;
        let before = job(house, "blob-sweep").await;
        let path = format!("/jobs/{}/run", before.id);
        assert_eq!(kim.post(house, &path, Value::Null).await.0, StatusCode::FORBIDDEN);
        assert_eq!(worker.work().await, 0);
        assert_eq!(marta.post(house, &path, Value::Null).await.0, StatusCode::NO_CONTENT);
        assert_eq!(worker.work().await, 1);
        assert!(job(house, "blob-sweep").await.succeeded > before.succeeded);
        assert!(kinds_recorded(house).await.contains(&"job-run".to_owned()));
        many(house, 1).await;
        let unknown = format!("/jobs/{}/run", job(house, "mail").await.id);
        assert_eq!(marta.post(house, &unknown, Value::Null).await.0, StatusCode::CONFLICT);
    });
}

#[test]
fn a_job_that_runs_shows_how_far_it_is_and_is_not_started_twice() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        scheduled(house).await;
        let now = house.app.ambient.now();
        let begun = house.app.store.write::<_, StoreError, _>(move |tx| {
            let claim = tx.job_claim(&["ledger-check"], now)?.expect("due");
            tx.job_progress(&claim, 3, 8)
        });
        begun.await.expect("begun");
        let running = job(house, "ledger-check").await;
        assert_eq!(running.state, JobState::Running);
        let (_, shown) = marta.get(house, &format!("/jobs/{}", running.id)).await;
        assert_eq!(shown["progress"], json!({"steps": 3, "total": 8}));
        let (status, _) = marta.post(house, &format!("/jobs/{}/run", running.id), Value::Null).await;
        assert_eq!(status, StatusCode::CONFLICT);
        let page = Browser::of(&marta).get(house, "/jobs").await;
        assert!(page.says("3 of 8"), "{}", page.text);
    });
}

#[test]
fn the_pages_show_every_job_in_both_languages_and_run_one() {
    on_both(async |house| {
        let marta = founded(house).await;
        let worker = scheduled(house).await;
        worker.work().await;
        let mut english = Browser::of(&marta);
        let list = english.get(house, "/jobs").await;
        assert!(list.status.is_success() && list.says("Checking the proof log") && list.says("House-cleaning"));
        let mut german = Browser::of(&marta).reading("de");
        assert!(german.get(house, "/jobs?state=waiting").await.says("Nachweisprotokoll prüfen"));
        assert!(german.get(house, "/jobs?state=asleep").await.says("Nichts passt zu diesem Filter"));
        let path = format!("/jobs/{}", job(house, "blob-sweep").await.id);
        assert!(english.get(house, &path).await.says("Run now"));
        let sent = english.post(house, &format!("{path}/run"), &[]).await;
        assert_eq!(sent.leads(), (303, path.as_str()));
        assert!(english.get(house, &path).await.says("due now"));
        assert_eq!(worker.work().await, 1);
    });
}

#[test]
fn long_lists_are_turned_in_both_directions() {
    on_both(async |house| {
        let marta = founded(house).await;
        many(house, 120).await;
        let mut browser = Browser::of(&marta);
        let first = browser.get(house, "/jobs").await;
        let more = first.after("rel=\"next\" href=\"").expect("more").replace("&amp;", "&");
        let second = browser.get(house, &more).await;
        let third =
            browser.get(house, &second.after("rel=\"next\" href=\"").expect("more").replace("&amp;", "&")).await;
        assert_eq!(third.after("rel=\"next\" href=\""), None);
        let back = third.after("rel=\"prev\" href=\"").expect("back").replace("&amp;", "&");
        let again = browser.get(house, &back).await;
        let newest = |answer: &crate::access::browser::Answer| answer.after("<a href=\"/jobs/job_");
        assert_eq!(newest(&again), newest(&second));
    });
}

#[test]
fn a_viewer_reads_and_has_no_button() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        let (kim, _) = joined(house, &mut marta, "kim", "viewer").await;
        scheduled(house).await.work().await;
        let path = format!("/jobs/{}", job(house, "blob-sweep").await.id);
        let shown = Browser::of(&kim).get(house, &path).await;
        assert!(shown.says("Removing unused files") && !shown.says("Run now"));
    });
}
