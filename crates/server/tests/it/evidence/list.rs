//! The proof log: filters, pages, what waits, and what a viewer sees of it.

use super::{opened, recorded, settle, status};
use crate::access::browser::{Answer, Browser};
use crate::access::http::joined;
use crate::house::{House, on_both};

/// The ids of the records on a page, in its order.
fn listed(answer: &Answer) -> Vec<String> {
    let rows = answer.text.split("<th scope=\"row\"").skip(1);
    rows.filter_map(|row| row.split("/proof-log/").nth(1)?.split('"').next().map(str::to_owned)).collect()
}

/// Where a link with this relation leads.
fn link(answer: &Answer, relation: &str) -> Option<String> {
    let (_, rest) = answer.text.split_once(&format!("rel=\"{relation}\" href=\""))?;
    rest.split('"').next().map(|href| href.replace("&amp;", "&"))
}

async fn shown(house: &House, browser: &mut Browser, path: &str) -> Answer {
    let answer = browser.get(house, path).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.text);
    answer
}

/// All pages from `path` on, forwards.
async fn walked(house: &House, browser: &mut Browser, path: &str) -> Vec<String> {
    let (mut all, mut next) = (Vec::new(), Some(path.to_owned()));
    while let Some(path) = next {
        let answer = shown(house, browser, &path).await;
        all.extend(listed(&answer));
        next = link(&answer, "next");
    }
    all
}

#[test]
fn the_log_is_read_in_pages_forwards_and_back() {
    on_both(async |house| {
        let (_, mut browser) = opened(house).await;
        for _ in 0..60 {
            recorded(house, "swept", "store").await;
            recorded(house, "job-run", "night").await;
        }
        settle(house).await;
        let first = shown(house, &mut browser, "/proof-log").await;
        assert_eq!(listed(&first).len(), 50);
        assert_eq!(link(&first, "prev"), None);
        let all = walked(house, &mut browser, "/proof-log").await;
        assert!(all.len() > 120 && all.is_sorted_by(|newer, older| newer > older));
        let second = shown(house, &mut browser, &link(&first, "next").expect("a second page")).await;
        let back = shown(house, &mut browser, &link(&second, "prev").expect("a way back")).await;
        assert_eq!(listed(&back), listed(&first));
        assert_eq!(link(&back, "prev"), None, "the newest page is the first one");
        assert!(first.says(&format!("{} records, the newest first", all.len())));
    });
}

#[test]
fn filters_find_what_fits_alone_and_together() {
    on_both(async |house| {
        let (admin, mut browser) = opened(house).await;
        for _ in 0..55 {
            recorded(house, "swept", "store").await;
        }
        let one = recorded(house, "job-run", "store").await.to_string();
        settle(house).await;
        assert_eq!(walked(house, &mut browser, "/proof-log?kind=swept").await.len(), 55);
        assert_eq!(walked(house, &mut browser, "/proof-log?actor=night-watch").await.len(), 56);
        let together = "/proof-log?actor=night-watch&kind=job-run&subject=store&from=2027-01-15&until=2027-01-15";
        assert_eq!(walked(house, &mut browser, together).await, [one]);
        for elsewhere in ["kind=swept&subject=other", "until=2027-01-14", "from=2027-01-16", "actor=nobody-else"] {
            let answer = shown(house, &mut browser, &format!("/proof-log?{elsewhere}")).await;
            assert!(answer.says("Nothing fits this filter"), "{elsewhere}");
        }
        for wrong in ["from=yesterday", "until=2027-02-30", "after=rec_1"] {
            assert_eq!(status(house, &admin, &format!("/proof-log?{wrong}")).await, 422, "{wrong}");
        }
    });
}

#[test]
fn a_record_without_a_number_is_said_to_wait_for_it() {
    on_both(async |house| {
        let (_, mut browser) = opened(house).await;
        let none = shown(house, &mut browser, "/proof-log").await;
        assert!(none.says("There is no checkpoint yet"));
        settle(house).await;
        assert!(!shown(house, &mut browser, "/proof-log").await.says("waits for its number"));
        recorded(house, "swept", "store").await;
        let answer = shown(house, &mut browser, "/proof-log").await;
        assert_eq!(answer.text.matches("waits for its number").count(), 1);
        let key = house.app.ledger.key.public().fingerprint().to_string();
        assert!(answer.says(&key) && answer.says("2027-01-15T"), "the checkpoint, its key and its time");
    });
}

#[test]
fn a_viewer_sees_kinds_and_hashes_and_nobody() {
    on_both(async |house| {
        let (mut admin, _) = opened(house).await;
        recorded(house, "swept", "store").await;
        let (viewer, id) = joined(house, &mut admin, "vera", "viewer").await;
        settle(house).await;
        let mut browser = Browser::of(&viewer);
        let answer = shown(house, &mut browser, "/proof-log").await;
        assert!(answer.says("What had run out cleared away") && answer.says("Your role sees which records there are"));
        for hidden in ["night-watch", "Marta", "name=\"actor\"", "/proof-log/export", "/records\""] {
            assert!(!answer.says(hidden), "{hidden}");
        }
        for refused in ["/proof-log?actor=night-watch", "/proof-log?subject=store", "/proof-log/export"] {
            assert_eq!(status(house, &viewer, refused).await, 403, "{refused}");
        }
        assert_eq!(status(house, &viewer, &format!("/people/{id}/records")).await, 403);
        assert_eq!(status(house, &viewer, "/api/v1/records?actor=night-watch").await, 403);
        let (_, records) = viewer.clone().get(house, "/records?kind=swept").await;
        let record = &records["items"][0];
        assert!(record["leaf"].is_string() && record["actor"].is_null() && record["subject"].is_null(), "{record}");
    });
}

#[test]
fn who_did_what_stands_under_names_of_today() {
    on_both(async |house| {
        let (mut admin, mut browser) = opened(house).await;
        let (_, id) = joined(house, &mut admin, "otto", "security").await;
        settle(house).await;
        let (_, me) = admin.get(house, "/me").await;
        let me = me["id"].as_str().expect("an id");
        let answer = shown(house, &mut browser, &format!("/people/{me}/records")).await;
        assert!(answer.says("What Marta did") && answer.says("Person invited"));
        let otto = shown(house, &mut browser.clone().reading("de"), &format!("/people/{id}/records")).await;
        assert!(otto.says("Was otto getan hat") && !otto.says("Person eingeladen"));
        assert_eq!(status(house, &admin, "/people/usr_00000000000000000000000000000000/records").await, 404);
    });
}
