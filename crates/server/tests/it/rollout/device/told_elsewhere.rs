//! Owners who left an address beside their unit: confirmed first, told there too, sealed, and gone with the owner.

use std::sync::Arc;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use steadfast_protocol::{CheckIn, Envelope, code::fresh_hash, encode};
use steadfast_server::owner_notices::deliver::Sender;
use steadfast_store::StoreError;

use super::Field;
use super::logs::ON;
use super::speaker::Speaker;
use crate::access::http::{MARTA, PASSWORD};
use crate::house::{House, on_both};
use crate::messages::smtp::{MailServer, Security, free_port};
use crate::rollout::owner_page::{Page, entered, sent};
use crate::webhooks::receiver::{Receiver, Reply};

const FRESH: &str = "8Q2M-7FKD-X3PA-90RT";
const ADDRESS: &str = "olivia.household@example.org";

/// Sends all that is due to owners.
async fn send(house: &House) {
    let mut sender = Sender::new(Arc::clone(&house.app));
    sender.round().await.expect("sent");
    sender.settle().await;
    sender.finish().await;
}

/// The owner shows a fresh code of their unit; the page that it opens.
async fn opened(house: &House, field: &Field, unit: &mut Speaker) -> Page {
    unit.counter += 1;
    let said = CheckIn { switches: Some(ON), fresh_code: Some(fresh_hash(FRESH).into()), ..unit.check_in(&[]) };
    unit.sends(house, field, encode(&Envelope::sign(&said, &unit.key))).await.expect("heard");
    entered(house, "SN-1", FRESH).await
}

async fn leaves(house: &House, pass: &str, way: &str, address: &str, language: &str) -> Page {
    let fields = [("pass", pass), ("way", way), ("to", "leave"), (way, address), ("language", language)];
    sent(house, "/owner/contact", "en", &fields).await
}

async fn takes_back(house: &House, pass: &str, way: &str) -> Page {
    sent(house, "/owner/contact", "en", &[("pass", pass), ("way", way), ("to", "take-back")]).await
}

impl Field {
    async fn mails(&mut self, house: &House, server: &MailServer) {
        let (status, answer) = self.admin.send(house, Method::PUT, "/mail", server.settings()).await;
        assert_eq!(status, StatusCode::NO_CONTENT, "{answer}");
    }

    /// Every page and answer of staff about a notice.
    async fn staff_reads(&self, house: &House, path: &str) -> String {
        let units = self.shown_anywhere(house, &format!("/api/v1{path}/units")).await;
        format!(
            "{}{units}{}",
            self.shown_anywhere(house, &format!("/api/v1{path}")).await,
            self.shown_anywhere(house, &format!("{path}/units")).await
        )
    }

    async fn shown_anywhere(&self, house: &House, path: &str) -> String {
        let answer =
            crate::catalogue::send(house, &self.admin, (Method::GET, path), &[("accept", "text/html")], Vec::new());
        String::from_utf8(answer.await.bytes).expect("UTF-8")
    }
}

/// The path of the link in a mail.
fn link(text: &str) -> String {
    let at = text.find("/owner/confirm/").expect("a link");
    text[at..].split_whitespace().next().expect("its end").to_owned()
}

#[test]
fn a_mail_address_is_confirmed_by_a_link_before_it_is_told_and_a_mail_server_that_is_away_loses_nothing() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        let port = free_port();
        let server = MailServer::start(Security::None, None);
        field.mails(house, &server).await;
        let pass = opened(house, &field, &mut unit).await.pass();
        leaves(house, &pass, "mail", "no address", "en").await.shows("Give an address to which something can be sent");
        leaves(house, &pass, "mail", ADDRESS, "de").await.shows("A mail with a link is on its way");
        leaves(house, &pass, "mail", "another@example.org", "de").await.shows("Wait ten minutes");
        let draft = field.drafted(house, false).await;
        assert_eq!(
            field.notice(house, &draft.path).await.0["reach"]["by_mail"],
            json!(0),
            "not before it is confirmed"
        );
        send(house).await;
        let asked = server.one();
        assert_eq!(asked.to, [ADDRESS]);
        let link = link(&asked.text());
        sent(house, &link, "en", &[]).await.shows("are sent to your address from now on");
        assert_eq!(sent(house, &link, "en", &[]).await.status, StatusCode::NOT_FOUND, "once");
        assert_eq!(field.notice(house, &draft.path).await.0["reach"]["by_mail"], json!(1));

        let away = json!({"host": "localhost", "port": port, "security": "none", "from": "steadfast@lumen.example"});
        field.admin.send(house, Method::PUT, "/mail", away).await;
        draft.sent(house, &field, 1).await;
        send(house).await;
        assert_eq!(
            field.notice(house, &draft.path).await.0["mail"],
            json!({"delivered": 0, "waiting": 1, "failed": 0})
        );
        house.stage.pass(86_400);
        field.admin.sign_in(house, MARTA, PASSWORD).await;
        let back = MailServer::at(port, Security::None, None);
        send(house).await;
        let told = back.one();
        assert!(told.text().contains("Sicherheitslücke") && told.text().contains("/owner"), "{}", told.text());
        let (shown, _) = field.notice(house, &draft.path).await;
        assert_eq!(shown["mail"], json!({"delivered": 1, "waiting": 0, "failed": 0}));
        send(house).await;
        assert_eq!(back.take().len(), 0, "once");
        assert!(!field.staff_reads(house, &draft.path).await.contains("olivia"), "staff see that, not where");
    });
}

#[test]
fn a_webhook_is_signed_with_a_secret_that_is_shown_once_and_its_status_is_kept() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        let receiver = Receiver::start().await;
        let pass = opened(house, &field, &mut unit).await.pass();
        leaves(house, &pass, "webhook", "https://192.168.1.1/hook", "en").await.shows("Give an address");
        let page = leaves(house, &pass, "webhook", &receiver.url("/notice"), "en").await;
        let at = page.text.find("whsec_").expect("a secret");
        let secret = page.text[at..].split(['<', ' ', '&']).next().expect("its end").to_owned();
        let draft = field.drafted(house, false).await;
        draft.sent(house, &field, 1).await;
        receiver.replies([Reply::status(503), Reply::status(204)]);
        send(house).await;
        house.stage.pass(600);
        send(house).await;
        let got = receiver.take();
        assert_eq!((got.len(), got[0].path.as_str()), (2, "/notice"));
        assert!(got.iter().all(|one| one.is_signed_by(&secret)), "by the secret that was shown");
        assert_eq!(got[0].header("webhook-id"), got[1].header("webhook-id"), "the same in every attempt");
        assert_eq!(got[1].json()["data"]["serial"], json!("SN-1"));
        assert_eq!(field.notice(house, &draft.path).await.0["webhook"]["delivered"], json!(1));
        let page = field.shown_anywhere(house, &format!("{}/units", draft.path)).await;
        assert!(page.contains("HTTP 204") && !page.contains("/notice\""), "{page}");

        takes_back(house, &pass, "webhook").await.shows("The address is gone");
        let draft = field.drafted(house, false).await;
        draft.sent(house, &field, 1).await;
        send(house).await;
        assert_eq!(receiver.take().len(), 0);
    });
}

#[test]
fn what_an_owner_left_is_sealed_opens_for_a_fresh_code_alone_and_goes_with_the_owner() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        let (_, made) = field.admin.post(house, &format!("/units/{}/owner-code", unit.id), Value::Null).await;
        let label = entered(house, "SN-1", made["code"].as_str().expect("a code")).await;
        label.hides("Be told of this device");
        let refused = leaves(house, &label.pass(), "mail", ADDRESS, "en").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let pass = opened(house, &field, &mut unit).await.pass();
        leaves(house, &pass, "mail", ADDRESS, "en").await.hides(ADDRESS);
        let left = async || {
            let read = house.app.store.read::<_, StoreError, _>(|tx| tx.owner_contacts(1));
            read.await.expect("read")
        };
        let sealed = left().await.remove(0).sealed;
        assert!(!String::from_utf8_lossy(&sealed).contains("olivia"), "it is sealed");
        let erased = unit.erased();
        unit.says(house, &field, &[erased]).await.expect("answered");
        assert_eq!(left().await, []);
    });
}
