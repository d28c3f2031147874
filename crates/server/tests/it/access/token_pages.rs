//! The pages of access tokens, on both engines.

use axum::http::StatusCode;
use serde_json::json;

use super::http::{Client, founded, joined};
use super::tab::Tab;
use crate::house::on_both;

const DONE: StatusCode = StatusCode::SEE_OTHER;

#[test]
fn a_token_is_made_shown_once_used_and_ended() {
    on_both(async |house| {
        let mut tab = Tab::of(founded(house).await);
        tab.open(house, "/tokens").await.says("There are no access tokens");
        let form = tab.open(house, "/tokens/new").await;
        form.says("value=\"people.read\"");
        form.says_not("value=\"people.invite\"");
        for (fields, at) in [
            (vec![("name", ""), ("scope", "people.read"), ("days", "30")], "error-name"),
            (vec![("name", "build"), ("days", "30")], "error-scope"),
            (vec![("name", "build"), ("scope", "people.invite"), ("days", "30")], "error-scope"),
            (vec![("name", "build"), ("scope", "people.read"), ("days", "9999")], "error-days"),
        ] {
            let shown = tab.send(house, "/tokens/new", &fields).await;
            assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
            shown.says(&format!("id=\"{at}\""));
        }
        let fields = [("name", "build"), ("scope", "people.read"), ("scope", "health.read"), ("days", "30")];
        let made = tab.send(house, "/tokens/new", &fields).await;
        assert_eq!(made.status, StatusCode::CREATED);
        let token = format!("sft_{}", &made.between(">sft_", "<"));
        let mut program = Client { token: Some(token.clone()), ..Client::default() };
        assert_eq!(program.get(house, "/people").await.0, StatusCode::OK);

        let list = tab.open(house, "/tokens").await;
        list.says("Read the list of people");
        list.says_not(&token);
        let id = list.between("/tokens/tok_", "/revoke").to_owned();
        assert_eq!(tab.send(house, &format!("/tokens/tok_{id}/revoke"), &[]).await.leads(), (DONE, "/tokens"));
        assert_eq!(program.get(house, "/people").await.0, StatusCode::UNAUTHORIZED);
        let list = tab.open(house, "/tokens?state=revoked").await;
        list.says("The token has ended.");
        list.says("build");
        tab.open(house, "/tokens?state=active").await.says("Nothing fits this filter");
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

        let mut jo = Tab::of(jo);
        let own = jo.open(house, "/tokens").await;
        own.says("dashboard 100%");
        own.says_not("build_");
        let mut marta = Tab::of(marta);
        let first = marta.open(house, "/tokens").await;
        first.says("dashboard 100%");
        first.says("build_11");
        first.says_not("build_10");
        let onward = format!("/tokens?after={}", first.between("/tokens?after=", "\""));
        let second = marta.open(house, &onward).await;
        second.says("build_10");
        second.says("build_00");
        second.says_not("build_11");
        let back = format!("/tokens?before={}", second.between("/tokens?before=", "\""));
        let again = marta.open(house, &back).await;
        again.says("dashboard 100%");
        again.says("build_11");
        again.says_not("build_10");
        again.says_not("rel=\"prev\"");

        let found = marta.open(house, "/tokens?q=BUILD_5").await;
        found.says("build_59");
        found.says_not("build_49");
        found.says_not("dashboard");
        marta.open(house, "/tokens?q=0%25").await.says("dashboard");
        marta.open(house, "/tokens?q=jo").await.says("dashboard");
        assert_eq!(marta.open(house, "/tokens?after=nonsense").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}
