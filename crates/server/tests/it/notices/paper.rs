//! A stage as a paper, as a reader of PDF that is not ours reads it.

use std::process::Command;

use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use steadfast_server::doors::Door;
use tower::ServiceExt as _;

use super::{field, reported, sheet};
use crate::access::http::Client;
use crate::house::{House, on_both};

async fn paper(house: &House, by: &Client, path: &str) -> String {
    let cookies: Vec<String> = by.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let request =
        Request::get(format!("/api/v1{path}/report/early-warning/pdf")).header(header::COOKIE, cookies.join("; "));
    let request = request.body(Body::empty()).expect("a request");
    let answer = house.doors(&[Door::Staff]).oneshot(request).await.expect("an answer");
    assert_eq!(answer.headers()[header::CONTENT_TYPE], "application/pdf");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("stage.pdf");
    std::fs::write(&file, to_bytes(answer.into_body(), 1 << 22).await.expect("a body")).expect("a file");
    let read = Command::new("pdftotext").args(["-enc", "UTF-8", "-layout"]).arg(&file).arg("-").output();
    String::from_utf8(read.expect("pdftotext is there").stdout).expect("text")
}

#[test]
fn a_stage_is_a_paper_that_says_what_is_missing_where_each_field_comes_from_and_that_nothing_was_submitted() {
    on_both(async |house| {
        let (mut admin, _, path) = reported(house, "incident", "2026-01-01T00:00").await;
        let read = paper(house, &admin, &path).await.split_whitespace().collect::<Vec<_>>().join(" ");
        let drafted = sheet(house, &mut admin, &path, "early-warning").await;
        let product = field(&drafted, "product_name")["value"].as_str().expect("a name").to_owned();
        for words in ["Nothing has been submitted from here", "to look at", &product, "catalogue, 20"] {
            assert!(read.contains(words), "{words}: {read}");
        }
    });
}
