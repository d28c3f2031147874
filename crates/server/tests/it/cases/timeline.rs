//! The work on a case: what is written stays written, and what is erased was there.

use axum::http::StatusCode;
use serde_json::json;

use super::{alarmed, made};
use crate::access::http::{joined, kinds_recorded};
use crate::house::on_both;

#[test]
fn a_correction_is_another_entry_and_the_first_words_stay() {
    on_both(async |house| {
        let (_, mut browser, alert) = alarmed(house).await;
        let path = made(house, &mut browser, alert).await;
        let notes = format!("{path}/notes");
        browser.post(house, &notes, &[("note", "Four devices are hit")]).await;
        let wrong = browser.post(house, &notes, &[("note", "Three are"), ("corrects", "99")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.shows("id=\"error-corrects\"");
        let right = browser.post(house, &notes, &[("note", "Three are"), ("corrects", "2")]).await;
        assert_eq!(right.leads(), (303, &*path));
        let page = browser.get(house, &path).await;
        for words in ["Four devices are hit", "Three are", "Correction of entry 2"] {
            page.shows(words);
        }
    });
}

#[test]
fn tasks_and_people_are_told_in_the_timeline_and_done_once() {
    on_both(async |house| {
        let (mut world, mut browser, alert) = alarmed(house).await;
        let path = made(house, &mut browser, alert).await;
        let (_, ada) = joined(house, &mut world.admin, "Ada", "security").await;
        let task = [("what", "Ask the owner"), ("person", &*ada), ("due", "2020-01-01T00:00")];
        assert_eq!(browser.post(house, &format!("{path}/tasks"), &task).await.leads(), (303, &*path));
        let lead = [("who", &*ada), ("role", "lead")];
        assert_eq!(browser.post(house, &format!("{path}/people"), &lead).await.leads(), (303, &*path));
        let page = browser.get(house, &path).await;
        for words in ["Ask the owner", "Overdue", "Task 1 given", "Ada: Leads it"] {
            page.shows(words);
        }
        let done = format!("{path}/tasks/1/done");
        assert_eq!(browser.post(house, &done, &[]).await.leads(), (303, &*path));
        assert_eq!(browser.post(house, &done, &[]).await.leads(), (303, &*path), "twice is once");
        let api = path.trim_start_matches('/');
        let (status, _) = world.admin.post(house, &format!("/{api}/tasks/1/done"), json!(null)).await;
        assert_eq!(status, StatusCode::CONFLICT);
        let nobody = json!({"person": format!("usr_{}", "0".repeat(32)), "role": "lead"});
        let (status, _) = world.admin.post(house, &format!("/{api}/people"), nobody).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        let told = kinds_recorded(house).await.iter().filter(|kind| *kind == "case-task-done").count();
        assert_eq!(told, 1);
    });
}

#[test]
fn what_is_erased_is_gone_from_the_page_and_that_it_was_there_stays() {
    on_both(async |house| {
        let (mut world, mut browser, alert) = alarmed(house).await;
        let path = made(house, &mut browser, alert).await;
        browser.post(house, &format!("{path}/notes"), &[("note", "Mrs. Example called")]).await;
        let signal = [("signal", "customer"), ("about", "Mrs. Example wrote"), ("reference", "mail of Mrs. Example")];
        browser.post(house, &format!("{path}/signals"), &signal).await;
        browser.get(house, &path).await.shows("Erase these words");
        for words in [[("of", "entry"), ("number", "2")], [("of", "signal"), ("number", "2")]] {
            assert_eq!(browser.post(house, &format!("{path}/erase"), &words).await.leads(), (303, &*path));
        }
        let nothing = browser.post(house, &format!("{path}/erase"), &[("of", "entry"), ("number", "99")]).await;
        assert_eq!(nothing.status, StatusCode::NOT_FOUND);
        let page = browser.get(house, &path).await;
        page.hides("Mrs. Example");
        page.shows("What was written here was erased");
        page.shows("Words erased: entry 2");
        let (_, records) = world.admin.get(house, "/records?limit=200").await;
        let noted = records["items"].as_array().into_iter().flatten().find(|record| record["kind"] == "case-noted");
        let id = noted.and_then(|record| record["id"].as_str()).expect("a record of the note").to_owned();
        let (_, record) = world.admin.get(house, &format!("/records/{id}")).await;
        assert!(record.to_string().contains("\"entry\":2"), "its content is read: {record}");
        assert!(!record.to_string().contains("Example"), "no words of people are in a record");
    });
}

#[test]
fn a_long_timeline_goes_on_page_by_page_and_shows_each_entry_once() {
    on_both(async |house| {
        let (mut world, mut browser, alert) = alarmed(house).await;
        let path = made(house, &mut browser, alert).await;
        for number in 1..=30 {
            let note = json!({"note": format!("note {number}")});
            let (status, _) = world.admin.post(house, &format!("{path}/notes"), note).await;
            assert_eq!(status, StatusCode::CREATED);
        }
        let first = browser.get(house, &path).await;
        let next = first.after("rel=\"next\" href=\"").expect("older entries").replace("&amp;", "&");
        let second = browser.get(house, next.trim_end_matches("#timeline")).await;
        let entries = |text: &str| text.matches("id=\"entry-").count();
        assert_eq!((entries(&first.text), entries(&second.text)), (20, 11));
        second.shows("Opened by a signal: An alert of monitoring");
        let (_, page) = world.admin.get(house, &format!("{path}/timeline?limit=30")).await;
        assert_eq!(page["items"][0]["note"], "note 30");
        let (_, last) =
            world.admin.get(house, &format!("{path}/timeline?cursor={}", page["next"].as_str().expect("more"))).await;
        assert_eq!(
            (last["items"][0]["kind"].as_str(), last["items"].as_array().map(Vec::len)),
            (Some("opened"), Some(1))
        );
    });
}
