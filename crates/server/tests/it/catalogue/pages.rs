//! The pages of the catalogue, without a script.

use axum::http::{Method, StatusCode};
use serde_json::json;

use super::{BILL, judged, multipart, product, release};
use crate::access::browser::Browser;
use crate::access::http::{Client, founded, joined};
use crate::house::{House, on_both};

/// Sends a form with files of a page; where it leads, or the page that comes back.
async fn upload(
    house: &House,
    browser: &mut Browser,
    path: &str,
    parts: &[(&str, &str, &[u8])],
) -> (u16, String, String) {
    let (kind, body) = multipart(parts);
    let headers = [("content-type", &*kind), ("accept", "text/html"), ("host", "localhost")];
    let answer = super::send(house, &browser.jar(), (Method::POST, path), &headers, body).await;
    let place = answer.headers.get("location").and_then(|place| place.to_str().ok()).unwrap_or_default().to_owned();
    (answer.status.as_u16(), place, String::from_utf8(answer.bytes).expect("UTF-8"))
}

#[test]
fn from_an_empty_catalogue_to_a_release_on_sale_by_forms() {
    on_both(async |house| {
        let admin = founded(house).await;
        let mut browser = Browser::of(&admin);
        assert!(browser.get(house, "/").await.says("href=\"/products\""));
        assert!(browser.get(house, "/products").await.says("There is no product yet"));
        let form = browser.get(house, "/products/new").await;
        form.shows("name=\"maker\"");
        form.shows("Routers, internet modems, switches");
        let fields = [
            ("name", "Gateway <X>"),
            ("designation", "G-100"),
            ("maker", "Lumen Werke GmbH"),
            ("category", "III.I.12"),
            ("support-from", "2026-01-01"),
            ("support-to", "2028-01-01"),
        ];
        let short = browser.post(house, "/products/new", &fields).await;
        assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
        short.shows("less than five years needs its reason");
        short.shows("value=\"Gateway &lt;X&gt;\"");
        assert!(browser.get(house, "/manufacturers").await.says("There is no manufacturer yet"), "nothing was changed");
        let whole = [&fields[..5], &[("support-to", "2031-01-01")]].concat();
        let made = browser.post(house, "/products/new", &whole).await;
        let (status, path) = made.leads();
        assert_eq!(status, 303);
        let path = path.to_owned();
        let shown = browser.get(house, &path).await;
        for words in [
            "Gateway &lt;X&gt;",
            "Lumen Werke GmbH",
            "Annex III, class I, point 12",
            "The product has no part yet",
            "Art. 13(8)",
            "class=\"period-whole\"",
            "The product is entered",
        ] {
            shown.shows(words);
        }
        let part = browser.post(house, &format!("{path}/parts/new"), &[("name", "Firmware"), ("kind", "device")]).await;
        assert_eq!(part.leads(), (303, &*path));
        let shown = browser.get(house, &path).await;
        let part = shown.after("/parts/prt_").expect("a part");
        let part = format!("/parts/prt_{}", &part[..32]);
        let new = format!("{part}/releases/new");
        assert!(browser.get(house, &new).await.says("enctype=\"multipart/form-data\""));

        let broken: &[u8] = b"{\"bomFormat\": ";
        let (status, _, text) =
            upload(house, &mut browser, &new, &[("version", "", b"1.0"), ("sbom", "b<i>.json", broken)]).await;
        assert_eq!(status, 422);
        assert!(text.contains("b&lt;i&gt;.json: line 1") && text.contains("value=\"1.0\""), "{text}");
        let nothing: &[u8] = b"";
        let parts = [
            ("version", "", b"1.0".as_slice()),
            ("sbom", "bom.json", BILL.as_bytes()),
            ("file", "", nothing),
            ("units", "", b"many"),
        ];
        let (status, _, text) = upload(house, &mut browser, &new, &parts).await;
        assert!(status == 422 && text.contains("Give a whole number"), "{text}");
        let parts = [&parts[..3], &[("units", "", b"1200".as_slice())]].concat();
        let (status, release, text) = upload(house, &mut browser, &new, &parts).await;
        assert_eq!(status, 303, "{text}");
        let shown = browser.get(house, &release).await;
        for words in
            ["Draft", "Not met yet", "1,200", "bom.json", "none: the careful policy holds", "The check never looked"]
        {
            shown.shows(words);
        }
        shown.hides("Put on sale");
        let id = release.rsplit('/').next().expect("an id").to_owned();
        judged(house, &id, "pass").await;
        browser.get(house, &release).await.shows("Record the check");
        assert_eq!(browser.post(house, &format!("{release}/gate"), &[]).await.leads(), (303, &*release));
        browser.get(house, &release).await.shows("Put on sale");
        assert_eq!(browser.post(house, &format!("{release}/sell"), &[]).await.leads(), (303, &*release));
        let sold = browser.get(house, &release).await;
        sold.shows("On sale");
        sold.shows("Last unit placed");
        let day = browser.post(house, &format!("{release}/last-placed"), &[("day", "2999-01-01")]).await;
        assert_eq!(day.status, StatusCode::UNPROCESSABLE_ENTITY);
        day.shows("lies in the future");
        assert!(browser.get(house, "/products").await.says("Passes"));
    });
}

#[test]
fn delivery_stops_on_the_first_page_until_two_people_decide() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (mut sam, _) = joined(house, &mut admin, "sam", "security").await;
        let (vera, _) = joined(house, &mut admin, "vera", "viewer").await;
        let (_, part) = product(house, &mut admin, "Gateway", "device").await;
        let id = release(house, &admin, &part, "1.0").await;
        judged(house, &id, "pass").await;
        for step in ["gate", "sell"] {
            admin.post(house, &format!("/releases/{id}/{step}"), serde_json::Value::Null).await;
        }
        let first = async |client: &Client| Browser::of(client).get(house, "/").await;
        first(&admin).await.hides("Stop delivery");
        house.stage.pass(60);
        judged(house, &id, "blocked").await;
        first(&admin).await.shows("Stop delivery: Gateway 1.0");
        first(&sam).await.shows("something became known");
        first(&vera).await.hides("Stop delivery");
        let mut browser = Browser::of(&sam);
        let page = browser.get(house, &format!("/releases/{id}")).await;
        for words in [
            "Stop delivery",
            "known to be exploited",
            "2 × ",
            "kind=sell-against-verdict",
            "Turns of the release check",
        ] {
            page.shows(words);
        }
        let asked = browser.get(house, &format!("/approvals/propose?kind=sell-against-verdict&subject={id}")).await;
        asked.shows("Gateway 1.0");
        let fields = [("kind", "sell-against-verdict"), ("subject", &*id), ("reason", "the port is closed")];
        assert_eq!(browser.post(house, "/approvals/propose", &fields).await.leads(), (303, "/approvals"));
        let mut other = Browser::of(&admin);
        let waiting = other.get(house, "/approvals").await;
        waiting.shows("Sell a release against its check");
        waiting.shows("Gateway 1.0");
        let (_, approvals) = sam.get(house, "/approvals").await;
        let approval = approvals["items"][0]["id"].as_str().expect("an id").to_owned();
        assert_eq!(
            other.post(house, &format!("/approvals/{approval}/approve"), &[]).await.leads(),
            (303, "/approvals")
        );
        first(&admin).await.hides("Stop delivery");
        Browser::of(&admin).get(house, &format!("/releases/{id}")).await.shows("Decided against its check");
    });
}

#[test]
fn what_is_inside_and_what_changed_is_shown_as_far_as_it_is_known() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (_, part) = product(house, &mut admin, "Gateway", "remote").await;
        let id = release(house, &admin, &part, "1.0").await;
        let mut browser = Browser::of(&admin).reading("de");
        let components = browser.get(house, &format!("/releases/{id}/components")).await;
        components.shows("wartet auf den Abgleich");
        let exposures = browser.get(house, &format!("/releases/{id}/exposures")).await;
        exposures.shows("Niemand weiß es");
        browser.get(house, &format!("/releases/{id}")).await.shows("Installationen");
        let first = browser.get(house, &format!("/releases/{id}/difference")).await;
        first.shows("Es gibt nichts zu vergleichen");
        let second = release(house, &admin, &part, "1.1").await;
        let difference = browser.get(house, &format!("/releases/{second}/difference")).await;
        difference.shows("nicht der ganze Unterschied");
        let wrong = browser.get(house, &format!("/releases/{id}/exposures?state=x")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let (_, told) = admin.get(house, &format!("/releases/{second}/difference")).await;
        assert_eq!((&told["from"], &told["known"]), (&json!(id), &json!(false)));
    });
}
