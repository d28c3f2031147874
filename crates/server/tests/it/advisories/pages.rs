//! The pages on which staff write advisories: from a case to what the world reads, without a program.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use serde_json::json;
use steadfast_server::config::Layer;
use steadfast_server::doors::Door;
use steadfast_store::{Id, kinds};
use tower::ServiceExt as _;

use super::{CVE, VECTOR, decided, product};
use crate::access::browser::{Answer, Browser};
use crate::access::http::{Client, joined};
use crate::house::{House, on_both, on_one};
use crate::triage::world::{GATEWAY, release};

/// A case about the flaw; its page.
pub(crate) async fn opened(house: &House, browser: &mut Browser) -> String {
    let fields = [
        ("kind", "vulnerability"),
        ("title", "Reported by a customer"),
        ("product", &product()),
        ("flaw", CVE),
        ("signal", "finder"),
        ("received", "2020-01-01T00:00"),
        ("about", "A mail."),
        ("reference", ""),
    ];
    let answer = browser.post(house, "/cases/new", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    answer.place.expect("the case's page")
}

/// Begins an advisory from a case; its page.
pub(crate) async fn begun(house: &House, browser: &mut Browser, case: &str) -> String {
    let case = case.rsplit('/').next().expect("an id");
    let answer = browser.post(house, "/own-advisories", &[("case", case)]).await;
    let place = answer.place.expect("the advisory's page");
    assert!(place.starts_with("/own-advisories/adv_"), "{place}");
    place
}

fn seen(page: &Answer) -> String {
    page.after("name=\"seen\" value=\"").expect("what was seen")
}

/// A form of the page as a browser would send it back, with some fields typed anew.
pub(crate) async fn kept(house: &House, browser: &mut Browser, place: &str, typed: &[(&str, &str)]) -> Answer {
    let page = browser.get(house, place).await;
    let third = format!("flaw-0-state-{}", release(GATEWAY, 3));
    let first = release(GATEWAY, 1).to_string();
    let second = release(GATEWAY, 2).to_string();
    let of = |field: &str, release: &str| format!("flaw-0-{field}-{release}");
    let mut fields = vec![
        ("seen".to_owned(), seen(&page)),
        ("tlp".to_owned(), "white".to_owned()),
        ("title-en".to_owned(), "Gateway: data can be read".to_owned()),
        ("summary-en".to_owned(), "Data of the device can be read over the network.".to_owned()),
        ("summary-de".to_owned(), "Daten des Geräts können über das Netz gelesen werden.".to_owned()),
        ("flaw-0-ids".to_owned(), format!("{CVE}, GHSA-aaaa-bbbb-cccc")),
        ("flaw-0-description".to_owned(), "Memory is read out of bounds.".to_owned()),
        ("flaw-0-vector".to_owned(), VECTOR.to_owned()),
        ("flaw-0-cwe".to_owned(), "CWE-125".to_owned()),
        (of("state", &first), "affected".to_owned()),
        (of("mitigation", &first), "Switch remote access off.".to_owned()),
        (of("state", &second), "not_affected".to_owned()),
        (of("why", &second), "vulnerable_code_not_in_execute_path".to_owned()),
        (third, "fixed".to_owned()),
        ("references".to_owned(), "https://example.org/advisory More about it".to_owned()),
        ("thanks".to_owned(), "Ada Lovelace | Analytical Engines | Finding it".to_owned()),
    ];
    for (name, value) in typed {
        fields.retain(|(known, _)| known != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(house, place, &fields).await
}

pub(crate) async fn published(house: &House, browser: &mut Browser, place: &str, summary: &str) -> Answer {
    let page = browser.get(house, place).await;
    let fields = [("seen", seen(&page)), ("summary", summary.to_owned())];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    browser.post(house, &format!("{place}/publish"), &fields).await
}

/// The page of the product, as anybody reads it.
async fn world(house: &House) -> String {
    got(house, &format!("/p/{}/security", product())).await
}

/// What anybody reads at an address.
pub(super) async fn got(house: &House, path: &str) -> String {
    let request = Request::get(path).body(Body::empty()).expect("a request");
    let answer = house.doors(&[Door::Public]).oneshot(request).await.expect("an answer");
    let bytes = to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

async fn content(house: &House, client: &mut Client, place: &str) -> serde_json::Value {
    super::shown(house, client, place).await.0["content"].clone()
}

#[test]
fn whoever_works_by_pages_alone_tells_the_world_of_a_case() {
    on_both(async |house| {
        let mut client = decided(house).await;
        let mut browser = Browser::of(&client);
        let case = opened(house, &mut browser).await;
        let page = browser.get(house, &case).await;
        page.shows("None was begun.");
        page.shows("Write an advisory");
        let place = begun(house, &mut browser, &case).await;
        let page = browser.get(house, &place).await;
        page.shows("Begun with what is known.");
        page.shows(&format!("value=\"{CVE}"));
        page.shows("Switch remote access off.");
        assert_eq!(kept(house, &mut browser, &place, &[]).await.leads(), (303, place.as_str()));
        browser.get(house, &place).await.shows("it may be published");
        browser.get(house, &case).await.shows("draft");
        assert!(!world(house).await.contains("Data of the device"), "nothing is public yet");
        let preview = browser.get(house, &format!("{place}/preview")).await;
        preview.shows("Data of the device can be read over the network.");
        preview.shows("only you see this page");
        assert_eq!(published(house, &mut browser, &place, "First version").await.leads(), (303, place.as_str()));
        browser.get(house, &place).await.shows("First version");
        browser.get(house, &case).await.shows("everybody (TLP:WHITE)");
        browser.get(house, "/own-advisories").await.shows("Gateway: data can be read");
        assert!(world(house).await.contains("Data of the device can be read over the network."));
        let document = browser.get(house, &format!("{place}/versions/1")).await;
        let document: serde_json::Value = serde_json::from_str(&document.text).expect("JSON");
        let flaw = &document["vulnerabilities"][0];
        assert_eq!(flaw["product_status"]["known_affected"], json!([release(GATEWAY, 1)]));
        assert_eq!(flaw["product_status"]["fixed"], json!([release(GATEWAY, 3)]));
        assert_eq!(flaw["cwe"]["id"], json!("CWE-125"));
        assert_eq!(flaw["scores"][0]["cvss_v3"]["vectorString"], json!(VECTOR));
        assert_eq!(document["document"]["acknowledgments"][0]["organization"], json!("Analytical Engines"));
        assert_eq!(document["document"]["references"][1]["url"], json!("https://example.org/advisory"));
        let said = content(house, &mut client, &place).await;
        assert_eq!(said["summary"]["de"], json!("Daten des Geräts können über das Netz gelesen werden."));
    });
}

#[test]
fn a_next_version_says_what_changed_and_may_withdraw() {
    on_one(Layer::default(), async |house| {
        let client = decided(house).await;
        let mut browser = Browser::of(&client);
        let case = opened(house, &mut browser).await;
        let place = begun(house, &mut browser, &case).await;
        kept(house, &mut browser, &place, &[]).await;
        published(house, &mut browser, &place, "First version").await;
        browser.get(house, &place).await.shows("Nothing changed since the last version.");
        kept(house, &mut browser, &place, &[("withdrawn", "It was about another product.")]).await;
        browser.get(house, &place).await.shows("published, and being changed");
        assert!(!world(house).await.contains("another product"));
        published(house, &mut browser, &place, "Withdrawn").await;
        browser.get(house, &place).await.shows("withdrawn");
        assert!(world(house).await.contains("It was about another product."));
        let versions = browser.get(house, &format!("{place}/versions/2")).await;
        versions.shows("\"Withdrawn\"");
        assert_eq!(browser.get(house, &format!("{place}/versions/3")).await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn what_forbids_to_publish_is_said_at_its_field_in_the_readers_language() {
    on_one(Layer::default(), async |house| {
        let client = decided(house).await;
        let mut browser = Browser::of(&client);
        let case = opened(house, &mut browser).await;
        let place = begun(house, &mut browser, &case).await;
        kept(house, &mut browser, &place, &[("title-en", ""), ("flaw-0-cwe", "CWE-99999")]).await;
        let page = browser.get(house, &place).await;
        page.shows("findings forbid to publish it");
        page.shows("href=\"#field-title-en\"");
        page.shows("href=\"#field-flaw-0-cwe\"");
        page.shows("Test 6.1.11");
        page.hides("Publish as version 1");
        let german = browser.clone().reading("de").get(house, &place).await;
        german.shows("Geben Sie ihm einen Titel auf Englisch.");
        german.shows("verbieten die Veröffentlichung");
        let refused = published(house, &mut browser, &place, "First version").await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        refused.shows("The tests forbid to publish it");
    });
}

#[test]
fn of_what_a_form_did_not_show_nothing_is_lost_and_a_vulnerability_is_added() {
    on_one(Layer::default(), async |house| {
        let mut client = decided(house).await;
        let mut browser = Browser::of(&client);
        let case = opened(house, &mut browser).await;
        let place = begun(house, &mut browser, &case).await;
        let hidden = Id::<kinds::Release>::from_bytes([0x77; 16]).to_string();
        super::edited(house, &mut client, &place, |content| {
            let gone = json!({"release": hidden, "state": "affected", "detail": "Sold before 2020."});
            content["flaws"][0]["states"].as_array_mut().expect("states").push(gone);
        })
        .await;
        let more =
            [("flaw-1-ids", "CVE-2026-2222 CVE-2026-3333"), ("flaw-1-description", "Another."), ("flaw-2-ids", "")];
        assert_eq!(kept(house, &mut browser, &place, &more).await.status, StatusCode::SEE_OTHER);
        let said = content(house, &mut client, &place).await;
        let states = said["flaws"][0]["states"].as_array().expect("states");
        assert!(
            states.iter().any(|said| said["release"] == json!(hidden) && said["detail"] == json!("Sold before 2020."))
        );
        assert_eq!(said["flaws"][1]["ids"], json!(["CVE-2026-2222", "CVE-2026-3333"]));
        assert_eq!(said["flaws"].as_array().map(Vec::len), Some(2), "the empty one is none");
        let without = format!("flaw-0-state-{}", release(GATEWAY, 2));
        kept(house, &mut browser, &place, &[(&without, "")]).await;
        let states = content(house, &mut client, &place).await["flaws"][0]["states"].to_string();
        assert!(!states.contains(&release(GATEWAY, 2).to_string()), "{states}");
    });
}

#[test]
fn where_two_people_are_wanted_the_pages_say_so_and_keep_to_it() {
    on_one(Layer::default(), async |house| {
        let mut client = decided(house).await;
        let mut browser = Browser::of(&client);
        let answer = browser.post(house, "/own-advisories/policy", &[("four_eyes", "yes")]).await;
        assert_eq!(answer.leads(), (303, "/own-advisories"));
        browser.get(house, "/own-advisories").await.shows("A second person publishes");
        let case = opened(house, &mut browser).await;
        let place = begun(house, &mut browser, &case).await;
        kept(house, &mut browser, &place, &[]).await;
        browser.get(house, &place).await.shows("You changed it last.");
        let refused = published(house, &mut browser, &place, "First version").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let (other, _) = joined(house, &mut client, "Sabine", "security").await;
        let mut other = Browser::of(&other);
        assert_eq!(published(house, &mut other, &place, "First version").await.leads(), (303, place.as_str()));
    });
}

#[test]
fn what_somebody_typed_survives_that_another_was_faster() {
    on_one(Layer::default(), async |house| {
        let client = decided(house).await;
        let mut browser = Browser::of(&client);
        let case = opened(house, &mut browser).await;
        let place = begun(house, &mut browser, &case).await;
        let late = kept(house, &mut browser, &place, &[("seen", "0"), ("title-en", "Typed in vain?")]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.shows("Somebody changed it meanwhile.");
        late.shows("Typed in vain?");
        let wrong = kept(house, &mut browser, &place, &[("tlp", "purple")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.shows("Choose who may read it.");
    });
}

#[test]
fn only_whoever_may_read_advisories_sees_them_and_readers_have_no_form() {
    on_one(Layer::default(), async |house| {
        let mut client = decided(house).await;
        let mut browser = Browser::of(&client);
        let case = opened(house, &mut browser).await;
        let place = begun(house, &mut browser, &case).await;
        let (reader, _) = joined(house, &mut client, "Rita", "release").await;
        let mut reader = Browser::of(&reader);
        let page = reader.get(house, &place).await;
        assert_eq!(page.status, StatusCode::OK);
        page.hides("name=\"title-en\"");
        assert_eq!(reader.post(house, &place, &[("seen", "1")]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(
            reader.post(house, "/own-advisories", &[("product", &product())]).await.status,
            StatusCode::FORBIDDEN
        );
        let (viewer, _) = joined(house, &mut client, "Vera", "viewer").await;
        assert_eq!(Browser::of(&viewer).get(house, &place).await.status, StatusCode::FORBIDDEN);
    });
}
