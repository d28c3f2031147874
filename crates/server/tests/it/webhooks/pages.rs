//! The pages of webhooks, without a script.

use axum::http::StatusCode;

use super::receiver::{Receiver, Reply};
use super::send;
use crate::access::browser::Browser;
use crate::access::http::{founded, joined};
use crate::house::on_both;

#[test]
fn a_webhook_is_made_tried_changed_and_removed_by_forms() {
    on_both(async |house| {
        let (receiver, admin) = (Receiver::start().await, founded(house).await);
        let mut browser = Browser::of(&admin);
        assert!(browser.get(house, "/webhooks").await.says("There is no webhook yet"));
        assert!(browser.get(house, "/webhooks/new").await.says("value=\"webhook-stopped\""));
        let inside = browser.post(house, "/webhooks/new", &[("name", ""), ("url", "https://10.0.0.1/")]).await;
        assert_eq!(inside.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(inside.says("value=\"https://10.0.0.1/\"") && inside.says("Please fill this in"));
        let url = receiver.url("/hook?a=1&b=%22");
        let fields = [("name", "Chat <room>"), ("url", &*url), ("kind", "webhook-tested"), ("kind", "signed-in")];
        let made = browser.post(house, "/webhooks/new", &fields).await;
        let secret = made.after("whsec_").expect("the secret");
        assert_eq!((made.status, secret.len()), (StatusCode::OK, 44));
        let id = made.after("/webhooks/hok_").expect("a link");
        let path = format!("/webhooks/hok_{id}");
        let shown = browser.get(house, &path).await;
        assert!(shown.says("Chat &lt;room&gt;") && shown.says("Nothing arrived yet") && !shown.says(&secret));

        let tested = browser.post(house, &format!("{path}/test"), &[]).await;
        assert_eq!(tested.leads(), (303, &*path));
        receiver.replies([Reply::status(500)]);
        send(house).await;
        let failing = browser.get(house, &path).await;
        assert!(failing.says("Nothing has arrived since") && failing.says("HTTP\u{a0}500") && failing.says("so it is"));
        house.stage.pass(400);
        send(house).await;
        assert!(browser.get(house, &format!("{path}?state=delivered")).await.says("Arrived"));
        assert!(browser.get(house, &format!("{path}?state=failed")).await.says("Nothing fits this filter"));
        assert!(browser.get(house, "/webhooks").await.says("Arrives"));

        let form = browser.get(house, &format!("{path}/change")).await;
        assert!(form.says("name=\"version\" value=\"1\""));
        let form = format!("{path}/change");
        let fields = [("name", "Talk"), ("url", &*url), ("version", "1")];
        assert_eq!(browser.post(house, &form, &fields).await.leads(), (303, &*path));
        let late = browser.post(house, &form, &fields).await;
        assert_eq!(late.status, StatusCode::PRECONDITION_FAILED);
        assert!(browser.get(house, &path).await.says("Every kind of record"));
        assert_eq!(browser.post(house, &format!("{path}/disable"), &[]).await.leads(), (303, &*path));
        assert!(browser.get(house, &path).await.says("Somebody switched this webhook off"));
        assert_eq!(browser.post(house, &format!("{path}/enable"), &[]).await.leads(), (303, &*path));
        assert!(browser.post(house, &format!("{path}/secret"), &[]).await.says("whsec_"));
        assert_eq!(browser.post(house, &format!("{path}/remove"), &[]).await.leads(), (303, "/webhooks"));
        assert_eq!(browser.get(house, &path).await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn deliveries_come_in_pages_both_ways() {
    on_both(async |house| {
        let (receiver, mut admin) = (Receiver::start().await, founded(house).await);
        let (id, _) = super::hooked(house, &mut admin, &receiver, &["webhook-made"]).await;
        for _ in 0..119 {
            super::tell(house, &mut admin, &format!("/webhooks/{id}/test")).await;
        }
        send(house).await;
        let mut browser = Browser::of(&admin);
        let path = format!("/webhooks/{id}");
        let (older, newer) = (format!("href=\"{path}?after="), format!("href=\"{path}?before="));
        let first = browser.get(house, &path).await;
        let second = first.after(&older).expect("a second page");
        let second = browser.get(house, &format!("{path}?after={second}")).await;
        let third = second.after(&older).expect("a third page");
        let third = browser.get(house, &format!("{path}?after={third}")).await;
        assert!(third.after(&older).is_none() && first.after(&newer).is_none());
        let back = third.after(&newer).expect("a way back");
        let again = browser.get(house, &format!("{path}?before={back}")).await;
        assert_eq!((again.after(&older), again.after(&newer)), (second.after(&older), second.after(&newer)));
        assert_eq!(browser.get(house, &format!("{path}?after=x")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn the_pages_speak_german_and_offer_only_what_the_reader_may_do() {
    on_both(async |house| {
        let (receiver, mut admin) = (Receiver::start().await, founded(house).await);
        let (id, _) = super::hooked(house, &mut admin, &receiver, &[]).await;
        let (auditor, _) = joined(house, &mut admin, "ana", "assessor").await;
        send(house).await;
        let mut browser = Browser::of(&auditor).reading("de");
        assert!(browser.get(house, "/webhooks").await.says("Kommt an"));
        let shown = browser.get(house, &format!("/webhooks/{id}")).await;
        assert!(shown.says("Zustellungen") && !shown.says("/remove") && !shown.says("/test\""));
        assert_eq!(browser.get(house, "/webhooks/new").await.status, StatusCode::FORBIDDEN);
        assert_eq!(browser.post(house, &format!("/webhooks/{id}/test"), &[]).await.status, StatusCode::FORBIDDEN);
        let german = Browser::of(&admin).reading("de").get(house, "/webhooks/new").await;
        assert!(german.says("Webhook anlegen"));
    });
}
