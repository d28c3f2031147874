//! The pages of access tokens, on both engines.

use axum::http::StatusCode;
use serde_json::json;

use super::browser::Browser;
use super::http::{Client, founded, joined};
use crate::house::on_both;

const DONE: u16 = 303;

#[test]
fn a_token_is_made_shown_once_used_and_ended() {
    on_both(async |house| {
        let mut tab = Browser::of(&founded(house).await);
        tab.get(house, "/tokens").await.shows("There are no access tokens");
        let form = tab.get(house, "/tokens/new").await;
        form.shows("value=\"people.read\"");
        form.hides("value=\"people.invite\"");
        for (fields, at) in [
            (vec![("name", ""), ("scope", "people.read"), ("days", "30")], "error-name"),
            (vec![("name", "build"), ("days", "30")], "error-scope"),
            (vec![("name", "build"), ("scope", "people.invite"), ("days", "30")], "error-scope"),
            (vec![("name", "build"), ("scope", "people.read"), ("days", "9999")], "error-days"),
        ] {
            let shown = tab.post(house, "/tokens/new", &fields).await;
            assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
            shown.shows(&format!("id=\"{at}\""));
        }
        let fields = [("name", "build"), ("scope", "people.read"), ("scope", "health.read"), ("days", "30")];
        let made = tab.post(house, "/tokens/new", &fields).await;
        assert_eq!(made.status, StatusCode::CREATED);
        let token = format!("sft_{}", made.after(">sft_").expect("it is there"));
        let mut program = Client { token: Some(token.clone()), ..Client::default() };
        assert_eq!(program.get(house, "/people").await.0, StatusCode::OK);

        let list = tab.get(house, "/tokens").await;
        list.shows("See people");
        list.hides(&token);
        let path = format!("/tokens/tok_{}", list.after("/tokens/tok_").expect("a token"));
        assert_eq!(tab.post(house, &path, &[]).await.leads(), (DONE, "/tokens"));
        assert_eq!(program.get(house, "/people").await.0, StatusCode::UNAUTHORIZED);
        let list = tab.get(house, "/tokens?state=revoked").await;
        list.shows("The token has ended.");
        list.shows("build");
        tab.get(house, "/tokens?state=active").await.shows("Nothing fits this filter");
    });
}

#[test]
fn everybody_sees_their_own_and_who_may_sees_all_page_by_page() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        let (mut jo, _) = joined(house, &mut marta, "jo", "viewer").await;
        for number in 0..60 {
            let wanted = json!({
                "name": format!("build_{number:02}"), "scopes": ["health.read"], "expires": "2027-06-01T00:00:00Z",
            });
            assert_eq!(marta.post(house, "/tokens", wanted).await.0, StatusCode::CREATED);
        }
        let wanted = json!({"name": "dashboard 100%", "scopes": ["health.read"], "expires": "2027-06-01T00:00:00Z"});
        assert_eq!(jo.post(house, "/tokens", wanted).await.0, StatusCode::CREATED);

        let mut jo = Browser::of(&jo);
        let own = jo.get(house, "/tokens").await;
        own.shows("dashboard 100%");
        own.hides("build_");
        let mut marta = Browser::of(&marta);
        let first = marta.get(house, "/tokens").await;
        first.shows("dashboard 100%");
        first.shows("build_11");
        first.hides("build_10");
        let onward = format!("/tokens?after={}", first.after("/tokens?after=").expect("it is there"));
        let second = marta.get(house, &onward).await;
        second.shows("build_10");
        second.shows("build_00");
        second.hides("build_11");
        let back = format!("/tokens?before={}", second.after("/tokens?before=").expect("it is there"));
        let again = marta.get(house, &back).await;
        again.shows("dashboard 100%");
        again.shows("build_11");
        again.hides("build_10");
        again.hides("rel=\"prev\"");

        let found = marta.get(house, "/tokens?q=BUILD_5").await;
        found.shows("build_59");
        found.hides("build_49");
        found.hides("dashboard");
        marta.get(house, "/tokens?q=0%25").await.shows("dashboard");
        marta.get(house, "/tokens?q=jo").await.shows("dashboard");
        assert_eq!(marta.get(house, "/tokens?after=nonsense").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}
