//! One's own account: its pages, without a script, on both engines.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::authenticator::Device;
use super::browser::Browser;
use super::entry::code;
use super::http::{Client, MARTA, PASSWORD, founded, kinds_recorded};
use crate::house::{House, on_both};

/// Good enough beside a second factor, not alone.
const SHORT: &str = "vq7Kzm2wXp";
const NEW: &str = "copper otter beneath thirteen";
const DONE: u16 = 303;

async fn signed_in(house: &House, password: &str) -> Browser {
    let mut tab = Browser::default();
    let shown = tab.post(house, "/sign-in", &[("email", MARTA), ("password", password)]).await;
    assert_eq!(shown.leads(), (DONE, "/"));
    tab
}

/// Adds an authenticator app by its pages; the key, and the recovery codes that were shown.
async fn with_app(house: &House, tab: &mut Browser) -> (String, Vec<String>) {
    tab.get(house, "/account").await;
    assert_eq!(tab.post(house, "/account/totp/begin", &[]).await.leads(), (DONE, "/account/totp"));
    let shown = tab.get(house, "/account/totp").await;
    let key = shown.after("id=\"totp-key\">").expect("it is there");
    shown.shows("<svg class=\"qr\"");
    let wrong = tab.post(house, "/account/totp", &[("code", "000000")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong.shows("id=\"error-code\"");
    let right = code(&key, house.app.ambient.now().0);
    let codes = tab.post(house, "/account/totp", &[("code", &right)]).await;
    assert_eq!(codes.status, StatusCode::OK);
    let codes = codes.after("aria-label=\"Recovery codes\">").expect("codes");
    (key, codes.lines().map(str::to_owned).collect())
}

#[test]
fn an_app_is_set_up_by_its_code_and_the_recovery_codes_are_shown_once() {
    on_both(async |house| {
        let mut tab = Browser::of(&founded(house).await);
        assert_eq!(tab.get(house, "/account/totp").await.leads(), (DONE, "/account"), "nothing is being set up");
        tab.get(house, "/account").await.shows("Add a second factor");
        let (_, codes) = with_app(house, &mut tab).await;
        assert_eq!(codes.len(), 10);
        let account = tab.get(house, "/account").await;
        account.shows("10 codes are left");
        account.hides(&codes[0]);
        let mut again = tab.clone();
        let anew = again.post(house, "/account/recovery-codes", &[]).await;
        anew.shows("<pre id=\"recovery-codes\"");
        anew.hides(&codes[0]);
        assert_eq!(tab.post(house, "/account/totp/remove", &[]).await.leads(), (DONE, "/account"));
        let account = tab.get(house, "/account").await;
        account.shows("The authenticator app is removed.");
        account.shows("Add a second factor");
        tab.get(house, "/account").await.hides("The authenticator app is removed.");
    });
}

#[test]
fn a_short_password_stands_beside_a_second_factor_and_never_alone() {
    on_both(async |house| {
        let mut tab = Browser::of(&founded(house).await);
        let change = [("current", PASSWORD), ("password", SHORT)];
        let alone = tab.post(house, "/account/password", &change).await;
        assert_eq!(alone.status, StatusCode::UNPROCESSABLE_ENTITY);
        alone.shows("At least 15 characters are needed.");
        with_app(house, &mut tab).await;
        assert_eq!(tab.post(house, "/account/password", &change).await.leads(), (DONE, "/account"));
        let refused = tab.post(house, "/account/totp/remove", &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.shows("Change it to a longer one before you remove your last second factor.");
        tab.get(house, "/account").await.shows("codes are left");
        let longer = [("current", SHORT), ("password", NEW)];
        assert_eq!(tab.post(house, "/account/password", &longer).await.leads(), (DONE, "/account"));
        assert_eq!(tab.post(house, "/account/totp/remove", &[]).await.leads(), (DONE, "/account"));
    });
}

#[test]
fn another_password_ends_every_other_session_and_guessing_the_current_one_is_throttled() {
    on_both(async |house| {
        let mut here = Browser::of(&founded(house).await);
        let mut there = signed_in(house, PASSWORD).await;
        let wrong = here.post(house, "/account/password", &[("current", "no"), ("password", NEW)]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.shows("This is not your current password.");
        let changed = here.post(house, "/account/password", &[("current", PASSWORD), ("password", NEW)]).await;
        assert_eq!(changed.leads(), (DONE, "/account"));
        here.get(house, "/account").await.shows("Your password is changed.");
        let lead = there.get(house, "/account").await;
        assert_eq!(lead.leads(), (DONE, "/sign-in?back=%2Faccount"));

        for _ in 0..5 {
            here.post(house, "/account/password", &[("current", "no"), ("password", NEW)])
                .await
                .shows("not your current");
        }
        let right = here.post(house, "/account/password", &[("current", NEW), ("password", PASSWORD)]).await;
        assert_eq!(right.status, StatusCode::UNPROCESSABLE_ENTITY);
        right.shows("Too many tries.");
    });
}

#[test]
fn sessions_are_ended_one_by_one_or_all_others_at_once() {
    on_both(async |house| {
        let mut here = Browser::of(&founded(house).await);
        let (mut one, mut two) = (signed_in(house, PASSWORD).await, signed_in(house, PASSWORD).await);
        let account = here.get(house, "/account").await;
        account.shows("this browser");
        let path = format!("/account/sessions/{}", account.after("action=\"/account/sessions/").expect("a session"));
        assert_eq!(here.post(house, &path, &[]).await.leads(), (DONE, "/account"));
        let ended = [one.get(house, "/account").await.status, two.get(house, "/account").await.status];
        assert_eq!(ended.iter().filter(|status| status.as_u16() == DONE).count(), 1, "the newest of the two");
        assert_eq!(here.post(house, "/account/sessions/revoke", &[]).await.leads(), (DONE, "/account"));
        for tab in [&mut one, &mut two] {
            assert_eq!(tab.get(house, "/account").await.status.as_u16(), DONE);
        }
        here.get(house, "/account").await.hides("End all other sessions");
        let foreign = here.post(house, "/account/sessions/ses_0198c0ffee0070008000000000000001/revoke", &[]).await;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn what_is_sensitive_asks_for_every_factor_again_and_comes_back() {
    on_both(async |house| {
        let mut tab = Browser::of(&founded(house).await);
        tab.get(house, "/account").await;
        tab.post(house, "/account/totp/begin", &[]).await;
        house.stage.pass(16 * 60);
        let key = tab.get(house, "/account/totp").await;
        assert_eq!(key.leads(), (DONE, "/confirm?back=%2Faccount%2Ftotp"), "the key is shown to nobody who is stale");
        tab.get(house, "/account").await;
        for path in ["/account/totp/begin", "/account/recovery-codes", "/account/passkeys/finish"] {
            let shown = tab.post(house, path, &[("name", "phone")]).await;
            assert_eq!(shown.leads(), (DONE, "/confirm?back=%2Faccount"), "{path}");
        }
        assert_eq!(tab.get(house, "/tokens/new").await.leads(), (DONE, "/confirm?back=%2Ftokens%2Fnew"));
    });
}

#[test]
fn a_passkey_is_added_by_the_page_and_what_is_wrong_is_said_there() {
    on_both(async |house| {
        let (mut tab, mut phone) = (Browser::of(&founded(house).await), Device::new(1));
        tab.get(house, "/account").await.shows("data-origin=\"http://localhost:8470\"");
        let unnamed = tab.post(house, "/account/passkeys/finish", &[("name", " "), ("answer", "")]).await;
        assert_eq!(unnamed.status, StatusCode::UNPROCESSABLE_ENTITY);
        unnamed.shows("id=\"error-name\"");
        let asked = tab.post(house, "/account/passkeys/begin", &[("name", "phone")]).await;
        assert_eq!(asked.status, StatusCode::OK);
        let answer = phone.make(&serde_json::from_str(&asked.text).expect("JSON")).to_string();
        let codes = tab.post(house, "/account/passkeys/finish", &[("name", "phone"), ("answer", &answer)]).await;
        codes.shows("<pre id=\"recovery-codes\"");
        let again = tab.post(house, "/account/passkeys/finish", &[("name", "phone"), ("answer", &answer)]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        again.shows("The passkey was not accepted.");

        let mut fresh = Browser::default();
        let asked = fresh.post(house, "/sign-in/passkey/begin", &[]).await;
        let answer = phone.sign(&serde_json::from_str(&asked.text).expect("JSON")).to_string();
        let lured =
            fresh.clone().post(house, "/sign-in/passkey/finish", &[("answer", "{}"), ("back", "/people")]).await;
        assert_eq!(lured.status, StatusCode::UNPROCESSABLE_ENTITY);
        lured.shows("value=\"/people\"");
        let fields = [("answer", answer.as_str()), ("back", "//evil.example")];
        assert_eq!(fresh.post(house, "/sign-in/passkey/finish", &fields).await.leads(), (DONE, "/"));

        let account = fresh.get(house, "/account").await;
        let path = format!("/account/passkeys/key_{}", account.after("/account/passkeys/key_").expect("a passkey"));
        let removed = fresh.post(house, &path, &[]).await;
        assert_eq!(removed.leads(), (DONE, "/account"));
        let kinds = kinds_recorded(house).await;
        for kind in ["second-factor-added", "second-factor-removed"] {
            assert!(kinds.iter().any(|found| found == kind), "{kind}");
        }
    });
}

#[test]
fn a_program_with_a_token_touches_no_account() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        let wanted = json!({"name": "build", "scopes": ["account.read"], "expires": "2027-06-01T00:00:00Z"});
        let (_, made) = marta.post(house, "/tokens", wanted).await;
        let mut program = Client { token: made["token"].as_str().map(str::to_owned), ..Client::default() };
        for (method, path) in [
            (Method::POST, "/me/passkeys/begin"),
            (Method::POST, "/confirm/passkey/begin"),
            (Method::POST, "/me/app"),
            (Method::DELETE, "/me/sessions"),
        ] {
            let body = if path.ends_with("passkeys/begin") { json!({"name": "x"}) } else { Value::Null };
            assert_eq!(program.send(house, method, path, body).await.0, StatusCode::FORBIDDEN, "{path}");
        }
    });
}
