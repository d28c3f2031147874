//! What finders are told: `security.txt`, the policy, and that its end is never overlooked.

use axum::http::StatusCode;
use serde_json::json;
use steadfast_formats::security_txt::read;

use super::{get, signed_in};
use crate::access::browser::Browser;
use crate::access::http::founded;
use crate::house::on_both;

const PATH: &str = "/.well-known/security.txt";

#[test]
fn security_txt_is_served_once_somebody_published_it_and_rings_before_its_end() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let mut staff = Browser::of(&admin);
        assert_eq!(get(house, PATH).await.status, StatusCode::NOT_FOUND);
        let (status, _) = admin.post(house, "/disclosure/renew", json!(null)).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "nobody said where the world reaches it");
        staff.get(house, "/reports/settings").await.shows("say below by which address");
        let wrong = [("base", "http://maker.example/x"), ("acknowledge_days", "11"), ("contact", "security@maker")];
        let refused = staff.post(house, "/reports/settings", &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["An address that begins with https://", "1 to 10 working days", "Each line https://"] {
            refused.shows(words);
        }
        let told = [
            ("base", "https://psirt.maker.example/"),
            ("acknowledge_days", "3"),
            ("contact", "mailto:security@maker.example"),
            ("languages", "en, de"),
        ];
        assert_eq!(staff.post(house, "/reports/settings", &told).await.leads(), (303, "/reports/settings"));
        staff.post(house, "/reports/settings/renew", &[]).await;
        let file = get(house, PATH).await;
        assert_eq!(file.header("content-type"), "text/plain; charset=utf-8");
        let found = read(file.text.as_bytes());
        assert_eq!((found.faults.len(), found.has_signature), (0, true));
        assert_eq!(found.file.contact, ["https://psirt.maker.example/report", "mailto:security@maker.example"]);
        assert_eq!(found.file.policy, ["https://psirt.maker.example/security/policy"]);
        let page = staff.get(house, "/reports/settings").await;
        page.shows("It is served signed in the clear");
        staff.get(house, "/").await.hides("Renew security.txt");
        house.stage.pass(321 * 86_400);
        let browser = &mut signed_in(house).await;
        browser.get(house, "/").await.shows("Renew security.txt");
        house.stage.pass(60 * 86_400);
        let browser = &mut signed_in(house).await;
        assert_eq!(get(house, PATH).await.text, file.text, "what was published stays what it says");
        browser.get(house, "/").await.shows("Renew security.txt");
        browser.post(house, "/reports/settings/renew", &[]).await;
        browser.get(house, "/").await.hides("Renew security.txt");
    });
}

#[test]
fn the_policy_says_how_fast_and_what_the_maker_wrote_in_the_readers_language() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let proposal = get(house, "/security/policy").await;
        for words in ["<h2>What you can expect</h2>", "<li>We acknowledge your report within 2 working days.</li>"] {
            proposal.shows(words);
        }
        let own = json!({"policy_en": "# Ours\n\nWe <b>mend</b> it.", "acknowledge_days": 1});
        let (status, _) = admin.send(house, axum::http::Method::PUT, "/disclosure", own).await;
        assert_eq!(status, StatusCode::NO_CONTENT);
        let page = get(house, "/security/policy").await;
        page.shows("We &lt;b&gt;mend&lt;/b&gt; it.");
        page.shows("within one working day");
        page.hides("What you can expect</h2>");
    });
}
