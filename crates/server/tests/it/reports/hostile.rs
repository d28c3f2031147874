//! What comes that nobody asked for: too fast, forged, too much, too many, packed to burst.

use axum::http::StatusCode;
use steadfast_store::StoreError;

use super::{form, get, id, reported, send};
use crate::access::browser::Browser;
use crate::access::http::{founded, kinds_recorded};
use crate::house::{House, on_both, on_one};
use steadfast_server::config::Layer;

const WHAT: (&str, &str) = ("what", "The lamp answers anybody on port 23.");

async fn count(house: &House) -> usize {
    let read = house.app.store.read::<_, StoreError, _>(|tx| tx.report_list(None, None, 1000));
    read.await.expect("a database").len()
}

#[test]
fn what_machines_do_is_refused_and_what_was_typed_comes_back() {
    on_both(async |house| {
        let ticket = form(house, 0).await;
        let fast = send(house, &ticket, &[WHAT], &[]).await;
        assert_eq!((fast.status, fast.header("retry-after")), (StatusCode::UNPROCESSABLE_ENTITY, "4"));
        fast.shows("send it again in 4 seconds");
        fast.shows("The lamp answers anybody on port 23.");
        let forged = send(house, "00ff", &[WHAT], &[]).await;
        forged.shows("handed out too long ago, or not by this server");
        forged.shows("The lamp answers anybody on port 23.");
        let trapped = send(house, &form(house, 5).await, &[WHAT, ("website", "https://spam.example")], &[]).await;
        trapped.shows("A field that nobody sees was filled in");
        let old = send(house, &form(house, 86_500).await, &[WHAT], &[]).await;
        old.shows("handed out too long ago");
        let again = send(house, &old.after("name=\"ticket\" value=\""), &[WHAT], &[]).await;
        again.shows("send it again in");
        let empty = send(house, &form(house, 5).await, &[("what", " ")], &[]).await;
        empty.shows("Say what you found");
        let nameless = send(house, &form(house, 5).await, &[WHAT, ("credit", "named")], &[]).await;
        nameless.shows("Say by which name");
        assert_eq!(count(house).await, 0);
        assert!(!kinds_recorded(house).await.contains(&"report-received".to_owned()));
    });
}

#[test]
fn ten_thousand_lines_are_a_report_and_a_mebibyte_more_is_none() {
    on_both(async |house| {
        let mut staff = Browser::of(&founded(house).await);
        let lines: String = (0..10_000).map(|line| format!("line {line} of what I saw on the wire\n")).collect();
        let secret = reported(house, &[("what", &lines)], &[]).await;
        get(house, &format!("/report/{secret}")).await.shows("10,000 lines");
        let page = staff.get(house, &format!("/reports/{}", id(house, 1).await)).await;
        page.shows("line 9999 of what I saw");
        let longer = send(house, &form(house, 5).await, &[("what", &"x".repeat((1 << 20) + 1))], &[]).await;
        assert_eq!(longer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(count(house).await, 1);
    });
}

/// A file that would be a gibibyte of zeros if somebody unpacked it: deflate's longest match, again and again.
fn bomb() -> Vec<u8> {
    [b"PK\x03\x04".as_slice(), &[0xed, 0xc1, 0x01, 0x01].repeat(250_000)].concat()
}

#[test]
fn a_bomb_stays_packed_and_goes_out_as_nameless_bytes_to_whoever_may() {
    on_both(async |house| {
        let mut staff = Browser::of(&founded(house).await);
        let bomb = bomb();
        reported(house, &[WHAT], &[("../../evil.html", &bomb), ("<script>.zip", b"<script>alert(1)</script>")]).await;
        let report = id(house, 1).await;
        let page = staff.get(house, &format!("/reports/{report}")).await;
        page.shows("Nobody looked into these files");
        page.shows("&lt;script&gt;.zip");
        page.hides("../../evil");
        let parsed = report.parse().expect("an id");
        let read = house.app.store.read::<_, StoreError, _>(move |tx| tx.report_files(parsed));
        let files = read.await.expect("a database");
        let kept = house.app.blobs.bytes(files[0].content, 16 << 20).await.expect("a blob");
        assert_eq!(files[0].bytes, i64::try_from(bomb.len()).expect("a length"));
        assert!(kept.len() < bomb.len() + 200, "kept as it came, sealed");
        assert!(!kept.windows(64).any(|piece| piece == &bomb[..64]), "and not in the clear");
        let answer = staff.get(house, &format!("/reports/{report}/files/2")).await;
        assert_eq!(answer.text, "<script>alert(1)</script>");
        let (status, headers) = super::staff::headers(house, &staff, &format!("/reports/{report}/files/2")).await;
        assert_eq!(status, StatusCode::OK);
        let told = ["content-type", "x-content-type-options", "content-disposition", "content-security-policy"];
        assert_eq!(
            told.map(|name| headers.get(name).expect("a header").to_str().expect("text").to_owned()),
            [
                "application/octet-stream",
                "nosniff",
                "attachment; filename=\"report-1-attachment-2.bin\"",
                "default-src 'none'; sandbox",
            ]
        );
        assert_eq!(staff.get(house, &format!("/reports/{report}/files/3")).await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn fifty_attachments_or_one_too_large_are_refused_with_what_was_typed() {
    on_one(Layer::default(), async |house| {
        let many: Vec<(String, Vec<u8>)> = (0..50).map(|at| (format!("{at}.txt"), vec![1; 10])).collect();
        let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        let fifty = send(house, &form(house, 5).await, &[WHAT], &many).await;
        assert_eq!(fifty.status, StatusCode::UNPROCESSABLE_ENTITY);
        fifty.shows("A report takes 10 attachments at most");
        fifty.shows("The lamp answers anybody on port 23.");
        let large = send(house, &form(house, 5).await, &[WHAT], &[("a.bin", &vec![0; (8 << 20) + 1])]).await;
        large.shows("An attachment is larger than");
        assert_eq!(count(house).await, 0);
        let ten = &many[..10];
        let taken = send(house, &form(house, 5).await, &[WHAT], ten).await;
        assert_eq!(taken.status, StatusCode::CREATED);
    });
}

#[test]
fn while_very_many_arrive_everybody_takes_longer_and_whoever_waits_gets_in_without_a_script() {
    on_one(Layer::default(), async |house| {
        for _ in 0..30 {
            reported(house, &[WHAT], &[]).await;
        }
        let flood = send(house, &form(house, 5).await, &[WHAT], &[]).await;
        flood.shows("send it again in 5");
        let patient = send(house, &form(house, 61).await, &[WHAT], &[]).await;
        assert_eq!(patient.status, StatusCode::CREATED);
        house.stage.pass(3600);
        assert_eq!(send(house, &form(house, 5).await, &[WHAT], &[]).await.status, StatusCode::CREATED);
    });
}

#[test]
fn an_address_that_opens_nothing_says_nothing() {
    on_both(async |house| {
        let secret = reported(house, &[WHAT], &[]).await;
        let near = format!("{}0", &secret[..63]);
        let near = if near == secret { format!("{}1", &secret[..63]) } else { near };
        for wrong in [near.as_str(), &secret[..32], "x", &"0".repeat(64)] {
            let page = get(house, &format!("/report/{wrong}")).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{wrong}");
            page.hides("port 23");
        }
    });
}
