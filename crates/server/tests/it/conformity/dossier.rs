//! The dossier of a release, as whoever gets it checks it.

use std::io::Cursor;

use axum::http::{Method, StatusCode};
use steadfast_verify::dossier::{DossierAsked, examine_dossier};

use super::{REPORT, filed, given, measured, numbered};
use crate::access::http::{Client, founded};
use crate::catalogue::send;
use crate::house::{House, on_both};

async fn exported(house: &House, by: &Client, product: &str) -> Vec<u8> {
    let answer = send(house, by, (Method::GET, &format!("/api/v1/products/{product}/dossier")), &[], "").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", String::from_utf8_lossy(&answer.bytes));
    answer.bytes
}

#[test]
fn a_dossier_holds_and_what_is_changed_in_it_is_named() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, release) = filed(house, &mut admin).await;
        given(house, &admin, &release, REPORT).await;
        measured(house, &mut admin, &product).await;
        numbered(house).await;
        let bytes = exported(house, &admin, &product).await;
        let key = house.app.ledger.key.public().fingerprint();
        let asked = DossierAsked { key: Some(&key), ..DossierAsked::default() };
        let findings = examine_dossier(&mut Cursor::new(&bytes), &asked).expect("it holds");
        let paths: Vec<&str> = findings.manifest.parts.iter().map(|part| part.path.as_str()).collect();
        for wanted in ["register.json", "steadfast.toml", "papers/user-information.de.pdf", "papers/contents.en.html"] {
            assert!(paths.contains(&wanted), "{wanted} in {paths:?}");
        }
        assert!(findings.roles().contains_key("test-report"), "{paths:?}");
        let mut changed = bytes.clone();
        let at = changed.len() / 2;
        changed[at] ^= 1;
        assert!(examine_dossier(&mut Cursor::new(&changed), &asked).is_err());
    });
}
