//! The page of owners: without an account, by serial number and code.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use steadfast_server::config::Layer;
use steadfast_server::doors::Door;
use steadfast_server::http::listen::Peer;
use steadfast_server::web::urls::encoded;
use steadfast_store::{ActionState, Id, NewUnit, SecretKind, UnitSecret};
use tower::ServiceExt as _;

use super::pages::{begun, running, unit};
use super::world::{CODE, act, day, newest_record, polls, update};
use crate::access::http::Client;
use crate::house::{House, on_both, on_one};

/// A page of the public door.
pub(super) struct Page {
    pub(super) status: StatusCode,
    pub(super) text: String,
    pub(super) cookies: usize,
}

impl Page {
    #[track_caller]
    pub(super) fn shows(&self, words: &str) {
        assert!(self.text.contains(words), "{words:?} is not in {}", self.text);
    }

    #[track_caller]
    pub(super) fn hides(&self, words: &str) {
        assert!(!self.text.contains(words), "{words:?} is in {}", self.text);
    }

    /// What stands for the code.
    pub(super) fn pass(&self) -> String {
        let (_, rest) = self.text.split_once("name=\"pass\" value=\"").expect("a pass");
        rest.split('"').next().expect("its end").to_owned()
    }
}

async fn asked(house: &House, request: axum::http::request::Builder, body: String) -> Page {
    let request = request.header(header::ACCEPT, "text/html").body(Body::from(body)).expect("a request");
    let answer = house.doors(&[Door::Public]).oneshot(request).await.expect("an answer");
    let (status, cookies) = (answer.status(), answer.headers().get_all(header::SET_COOKIE).iter().count());
    let bytes = to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
    let text = String::from_utf8(bytes.to_vec()).expect("UTF-8");
    assert!(!text.contains('⟦'), "a text is missing: {}", text.split('⟦').nth(1).unwrap_or_default());
    Page { status, text, cookies }
}

pub(super) async fn sent(house: &House, path: &str, language: &str, fields: &[(&str, &str)]) -> Page {
    let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT_LANGUAGE, language);
    asked(house, request, pairs.join("&")).await
}

pub(super) async fn entered(house: &House, serial: &str, code: &str) -> Page {
    sent(house, "/owner", "en", &[("serial", serial), ("code", code)]).await
}

/// A decision on the update.
async fn decided(house: &House, pass: &str, decision: &str, until: &str) -> Page {
    let release = update().to_string();
    let fields = [("pass", pass), ("release", &*release), ("decision", decision), ("until", until)];
    sent(house, "/owner/decide", "en", &fields).await
}

/// Somebody asks by an address that the listener saw.
async fn entered_from(house: &House, peer: [u8; 4], serial: &str, code: &str) -> StatusCode {
    let body = format!("serial={serial}&code={}", encoded(code));
    let request = Request::post("/owner")
        .extension(Peer(peer.into()))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    asked(house, request, body).await.status
}

#[test]
fn behind_a_proxy_nobody_uses_up_the_tries_of_all_owners() {
    for (behind_proxy, then) in [(true, StatusCode::OK), (false, StatusCode::TOO_MANY_REQUESTS)] {
        on_one(Layer { behind_proxy: Some(behind_proxy), ..Layer::default() }, async |house| {
            begun(house, 2).await;
            for guess in 0..40 {
                entered_from(house, [10, 0, 0, 1], &format!("SN-{}", 100 + guess), "8Q2M-7FKD-X3PA-90RT-2").await;
            }
            let owner = entered_from(house, [10, 0, 0, 1], "SN-1", &format!("{CODE}1")).await;
            assert_eq!(owner, then, "behind a proxy: {behind_proxy}");
        });
    }
}

#[test]
fn the_code_on_the_label_shows_updates_and_nothing_else() {
    on_both(async |house| {
        let (_, mut browser) = begun(house, 2).await;
        browser.get(house, &format!("/fleet/{}", unit(house, 1).await)).await.shows("Ada Example");
        let form = asked(house, Request::get("/owner?serial=SN-1"), String::new()).await;
        assert_eq!((form.status, form.cookies), (StatusCode::OK, 0));
        form.shows("value=\"SN-1\"");
        form.hides("/sign-in");
        let wrong = entered(house, "SN-1", "8Q2M-7FKD-X3PA-90RT-2").await;
        let nobody = entered(house, "SN-99", &format!("{CODE}1")).await;
        assert_eq!((wrong.status, nobody.status), (StatusCode::UNPROCESSABLE_ENTITY, StatusCode::UNPROCESSABLE_ENTITY));
        assert_eq!(wrong.text.replace("SN-1", ""), nobody.text.replace("SN-99", ""), "nobody can tell them apart");
        let page = entered(house, " SN-1 ", &format!("{CODE}1").to_lowercase().replace('-', " ")).await;
        assert_eq!((page.status, page.cookies), (StatusCode::OK, 0));
        for words in
            ["Your Gateway", "SN-1", "There is no update for this device now", "Security updates by themselves"]
        {
            page.shows(words);
        }
        page.hides("Ada");
        running(house, &mut browser).await;
        let page = entered(house, "SN-1", &format!("{CODE}1")).await;
        for words in [
            "Update 2.0",
            "Closes a door &lt;that&gt; stood open.",
            "CVE-2026-1",
            "Nothing more was published of it yet",
            "as soon as the device asks for updates next",
        ] {
            page.shows(words);
        }
        let german = sent(house, "/owner", "de-AT", &[("serial", "SN-1"), ("code", &format!("{CODE}1"))]).await;
        german.shows("Ihr Gerät: Gateway");
        german.shows("Sicherheitsupdate");
        let asset = page.text.split("href=\"").find(|rest| rest.starts_with("/assets/")).expect("a stylesheet");
        let asset = asset.split('"').next().expect("its end");
        assert_eq!(asked(house, Request::get(asset), String::new()).await.status, StatusCode::OK);
        assert_eq!(asked(house, Request::get("/fleet"), String::new()).await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn an_owner_puts_off_refuses_takes_and_switches_off_and_each_is_a_record() {
    on_both(async |house| {
        let (_, mut browser) = begun(house, 2).await;
        running(house, &mut browser).await;
        assert_eq!(polls(house, 1).await, Some(ActionState::Offered));
        let pass = entered(house, "SN-1", &format!("{CODE}1")).await.pass();
        let late = decided(house, &pass, "postponed", &day(house, 30)).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        late.shows("can be put off until");
        decided(house, &pass, "postponed", "").await.shows("id=\"error-until\"");
        let page = decided(house, &pass, "postponed", &day(house, 3)).await;
        page.shows("You put it off");
        let owner = unit(house, 1).await.to_string();
        assert_eq!(newest_record(house).await, ("owner-decided".to_owned(), owner));
        assert_eq!(polls(house, 1).await, Some(ActionState::Declined));
        decided(house, &pass, "refused", "").await.shows("You refused this update");
        assert_eq!(polls(house, 1).await, Some(ActionState::Declined));
        let page = decided(house, &pass, "agreed", "").await;
        page.shows("Kept: it installs as soon as the device asks next");
        assert_eq!(polls(house, 1).await, Some(ActionState::Offered));
        let page = decided(house, &pass, "automatic-off", "").await;
        page.shows("Nothing installs unless you decide so here");
        page.hides("As the law has it");
        let page = decided(house, &pass, "automatic-on", "").await;
        page.shows("They install without your doing anything");
        decided(house, &pass, "features-on", "").await.shows("install by themselves too");
        let fleet = browser.get(house, &format!("/fleet/{}", unit(house, 1).await)).await;
        for words in ["the owner, on the owners’ page", "Owner decided on updates", "Taken"] {
            fleet.shows(words);
        }
    });
}

#[test]
fn a_pass_ends_after_a_quarter_of_an_hour_and_with_the_code() {
    on_both(async |house| {
        let (mut admin, mut browser) = begun(house, 2).await;
        running(house, &mut browser).await;
        let pass = entered(house, "SN-1", &format!("{CODE}1")).await.pass();
        for forged in ["", "00", &pass[2..]] {
            let page = decided(house, forged, "refused", "").await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            page.shows("A quarter of an hour is over");
        }
        house.stage.pass(15 * 60);
        decided(house, &pass, "refused", "").await.shows("A quarter of an hour is over");
        let pass = entered(house, "SN-1", &format!("{CODE}1")).await.pass();
        let code = new_owner(house, &mut admin).await;
        decided(house, &pass, "refused", "").await.shows("the code is no longer valid");
        let before = entered(house, "SN-1", &format!("{CODE}1")).await;
        assert_eq!(before.status, StatusCode::UNPROCESSABLE_ENTITY);
        entered(house, "SN-1", &code).await.shows("Your Gateway");
        let wishes = act(house, |tx| Ok(tx.unit_wishes(1, 10)?)).await;
        assert!(wishes.is_empty(), "nothing of all that was kept: {wishes:?}");
    });
}

/// The device was sold on: another code, by the API; and by the page, which shows it once.
async fn new_owner(house: &House, admin: &mut Client) -> String {
    let unit = unit(house, 1).await;
    let (status, made) = admin.post(house, &format!("/units/{unit}/owner-code"), serde_json::Value::Null).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    let mut browser = crate::access::browser::Browser::of(admin);
    let page = browser.post(house, &format!("/fleet/{unit}/owner-code"), &[]).await;
    page.shows("The code on the label");
    assert!(!page.says(made["code"].as_str().expect("a code")));
    let (status, made) = admin.post(house, &format!("/units/{unit}/owner-code"), serde_json::Value::Null).await;
    assert_eq!(status, StatusCode::CREATED);
    made["code"].as_str().expect("a code").to_owned()
}

#[test]
fn a_serial_number_of_two_products_is_told_apart_by_the_code() {
    on_both(async |house| {
        begun(house, 1).await;
        let (now, id) = (house.app.ambient.now(), house.app.ambient.id());
        act(house, move |tx| {
            let (product, serial) = (Id::from_bytes(crate::triage::world::CAMERA), "SN-1".to_owned());
            let new = NewUnit { id, product, serial, key: None, hardware: String::new(), market: None, contact: None };
            tx.unit_insert(9, &new, now)?;
            let hash = steadfast_server::fleet::code::owner_hash("AAAA-BBBB-CCCC-DDDD-3456");
            let secret = UnitSecret { kind: SecretKind::OwnerCode, hash, expires: None, made: now };
            Ok(tx.unit_secret_put(9, &secret)?)
        })
        .await;
        entered(house, "SN-1", "aaaa bbbb cccc dddd 3456").await.shows("Your Camera");
        entered(house, "SN-1", &format!("{CODE}1")).await.shows("Your Gateway");
    });
}
