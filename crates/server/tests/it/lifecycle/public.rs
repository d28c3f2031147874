//! What everybody may read of a product, and nobody may before it is published.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use serde_json::{Value, json};
use steadfast_server::doors::Door;
use tower::ServiceExt as _;

use super::{day, devices, promised, sold};
use crate::access::http::founded;
use crate::house::{House, on_both};
use crate::triage::world::on_top;

pub(crate) async fn asked(
    house: &House,
    path: &str,
    headers: &[(header::HeaderName, &str)],
) -> (StatusCode, HeaderMap, String) {
    let request = headers.iter().fold(Request::get(path), |request, (name, value)| request.header(name, *value));
    let request = request.body(Body::empty()).expect("a request");
    let answer = house.doors(&[Door::Public]).oneshot(request).await.expect("an answer");
    let (status, headers) = (answer.status(), answer.headers().clone());
    let bytes = to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
    (status, headers, String::from_utf8_lossy(&bytes).into_owned())
}

#[test]
fn a_page_is_there_once_it_is_published_and_says_nothing_of_what_is_inside() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, _) = sold(house, &mut admin, 10).await;
        promised(house, &mut admin, &product, "", &day(house, 6 * 366)).await;
        devices(house, &product, &["SECRET-1", "SECRET-2"]).await;
        let own = format!("/p/{product}");
        assert_eq!(asked(house, &own, &[]).await.0, StatusCode::NOT_FOUND, "nobody published it");
        let path = format!("/products/{product}/page");
        let page = json!({"published": true, "slug": "gateway", "gtin": "4006381333931", "languages": "en, de"});
        let (status, answer) = on_top(house, &admin, Method::PUT, &path, "\"0\"", page).await;
        assert_eq!(status, StatusCode::NO_CONTENT, "{answer}");
        let (status, headers, english) = asked(house, "/p/gateway", &[(header::ACCEPT_LANGUAGE, "en")]).await;
        assert_eq!(status, StatusCode::OK, "{english}");
        for words in ["Gateway", "G-100", "Lumen Werke", "is not declared yet", "4006381333931", "en, de", "Firmware"] {
            assert!(english.contains(words), "{words:?} is not in {english}");
        }
        assert!(english.contains(&day(house, 6 * 366)), "the end of support");
        assert!(!english.contains("SECRET"), "no devices");
        assert_eq!(headers[header::CACHE_CONTROL], "public, max-age=300");
        let tag = headers[header::ETAG].to_str().expect("ASCII").to_owned();
        let known = [(header::ACCEPT_LANGUAGE, "en"), (header::IF_NONE_MATCH, tag.as_str())];
        assert_eq!(asked(house, "/p/gateway", &known).await.0, StatusCode::NOT_MODIFIED);
        let (_, _, german) = asked(house, "/p/gateway?lang=de", &[(header::ACCEPT_LANGUAGE, "en")]).await;
        assert!(german.contains("ist noch nicht erklärt"), "{german}");
        assert_eq!(asked(house, &own, &[]).await.0, StatusCode::OK, "its id leads there too");
        let hidden = json!({"published": false, "slug": "gateway"});
        on_top(house, &admin, Method::PUT, &path, "\"1\"", hidden).await;
        assert_eq!(asked(house, "/p/gateway", &[]).await.0, StatusCode::NOT_FOUND, "it is taken back");
    });
}

#[test]
fn shops_read_one_document_of_all_that_is_published_and_one_of_each() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, _) = sold(house, &mut admin, 10).await;
        let (_, _, none) = asked(house, "/p/feed.json", &[]).await;
        let none: Value = serde_json::from_str(&none).expect("JSON");
        assert_eq!(none, json!({"schema": 1, "updated": null, "products": []}));
        let path = format!("/products/{product}/page");
        let page = json!({"published": true, "languages": "de"});
        on_top(house, &admin, Method::PUT, &path, "\"0\"", page).await;
        let (status, headers, feed) = asked(house, "/p/feed.json", &[]).await;
        assert_eq!(
            (status, &headers[header::CONTENT_TYPE]),
            (StatusCode::OK, &"application/json".parse().expect("kind"))
        );
        let feed: Value = serde_json::from_str(&feed).expect("JSON");
        let one = &feed["products"][0];
        assert_eq!(
            (&one["name"], &one["ce"], &one["gtin"]),
            (&json!("Gateway"), &json!("not-declared-yet"), &Value::Null)
        );
        assert_eq!((&one["support_ends"], &one["contact"]), (&Value::Null, &Value::Null), "nobody said: unknown");
        let names: Vec<&String> = one.as_object().expect("an object").keys().collect();
        let documented = [
            "ce",
            "contact",
            "declaration",
            "designation",
            "gtin",
            "id",
            "languages",
            "manufacturer",
            "name",
            "page",
            "report",
            "security_txt",
            "support",
            "support_ends",
            "supported",
            "updated",
        ];
        assert_eq!(names, documented, "shops rely on it: a change needs another schema");
        let (_, _, alone) = asked(house, &format!("/p/{product}.json"), &[]).await;
        let alone: Value = serde_json::from_str(&alone).expect("JSON");
        assert_eq!((&alone["schema"], &alone["id"]), (&json!(1), &json!(product)));
    });
}

#[test]
fn what_is_said_of_a_page_is_checked() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, _) = sold(house, &mut admin, 10).await;
        let path = format!("/products/{product}/page");
        for (wrong, code) in [
            (json!({"published": true, "slug": "Feed Me"}), "slug"),
            (json!({"published": true, "slug": "feed"}), "slug"),
            (json!({"published": true, "gtin": "4006381333930"}), "gtin"),
            (json!({"published": true, "languages": "English"}), "languages"),
        ] {
            let (status, answer) = on_top(house, &admin, Method::PUT, &path, "\"0\"", wrong).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(answer["errors"][0]["code"], code, "{answer}");
        }
        let taken = json!({"published": true, "slug": "one"});
        on_top(house, &admin, Method::PUT, &path, "\"0\"", taken.clone()).await;
        let (other, _) = crate::catalogue::product(house, &mut admin, "Camera", "device").await;
        let (status, answer) =
            on_top(house, &admin, Method::PUT, &format!("/products/{other}/page"), "\"0\"", taken).await;
        assert_eq!((status, &answer["errors"][0]["code"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("slug-taken")));
    });
}
