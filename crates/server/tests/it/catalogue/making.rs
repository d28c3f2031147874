//! Manufacturers, products, parts and releases: entered, found, changed, refused.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::{made, product, put, release, send};
use crate::access::http::{Client, founded, joined, kinds_recorded};
use crate::house::on_both;

#[test]
fn a_product_with_parts_and_releases_is_entered_found_and_changed() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (id, part) = product(house, &mut admin, "Gateway", "device").await;
        let first = release(house, &admin, &part, "1.0.0").await;
        let second = release(house, &admin, &part, "1.1.0").await;
        let (_, whole) = admin.get(house, &format!("/products/{id}")).await;
        assert_eq!((&whole["name"], &whole["category"]), (&json!("Gateway"), &Value::Null));
        assert_eq!(whole["parts"][0]["kind"], "device");
        let (_, releases) = admin.get(house, &format!("/parts/{part}/releases")).await;
        let order: Vec<_> = releases["items"].as_array().expect("a list").iter().map(|one| &one["sequence"]).collect();
        assert_eq!(order, [2, 1]);
        let (_, page) = admin.get(house, &format!("/parts/{part}/releases?limit=1")).await;
        assert_eq!((&page["items"][0]["id"], &page["next"]), (&json!(second), &json!("2")));
        let (_, page) = admin.get(house, &format!("/parts/{part}/releases?limit=1&cursor=2")).await;
        assert_eq!((&page["items"][0]["id"], &page["next"]), (&json!(first), &Value::Null));
        let (_, one) = admin.get(house, &format!("/releases/{second}")).await;
        assert_eq!((&one["state"], &one["waits"], &one["components"]), (&json!("draft"), &json!(true), &json!(2)));
        assert_eq!(
            (&one["product"], &one["check"], &one["sbom"]["name"]),
            (&json!(id), &Value::Null, &json!("bom.json"))
        );

        let read = send(house, &admin, (Method::GET, &format!("/api/v1/products/{id}")), &[], "").await;
        let tag = read.headers["etag"].to_str().expect("ASCII").to_owned();
        let change =
            json!({"category": "III.I.12", "risk": "high", "support_from": "2027-12-11", "support_to": "2032-12-10"});
        let headers = [("content-type", "application/json"), ("if-match", &*tag)];
        let path = format!("/api/v1/products/{id}");
        let done = send(house, &admin, (Method::PATCH, &path), &headers, change.to_string()).await;
        assert_eq!(done.status, StatusCode::NO_CONTENT, "{}", done.json());
        let late = send(house, &admin, (Method::PATCH, &path), &headers, change.to_string()).await;
        assert_eq!(late.status, StatusCode::PRECONDITION_FAILED);
        let (_, whole) = admin.get(house, &format!("/products/{id}")).await;
        assert_eq!((&whole["category"], &whole["name"]), (&json!("III.I.12"), &json!("Gateway")));
        let kinds = kinds_recorded(house).await;
        for kind in ["manufacturer-made", "product-made", "product-changed", "part-made", "release-made"] {
            assert!(kinds.contains(&kind.to_owned()), "{kind} is not recorded");
        }
        let (_, records) = admin.get(house, "/records?kind=product-changed").await;
        let facts = &records["items"][0]["facts"];
        assert_eq!((&facts["category"], &facts["support-to"]), (&json!("III.I.12"), &json!("2032-12-10")));
        assert!(!facts.to_string().contains("Gateway"), "a record holds ids");
    });
}

#[test]
fn products_come_by_name_in_pages_and_are_sought_by_name_or_designation() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let maker = made(house, &mut admin, "/manufacturers", json!({"name": "Lumen Werke"})).await;
        for (name, designation) in [("router", "R-1"), ("Camera", "C_9"), ("Gateway", "G%1"), ("Camera", "C-10")] {
            let new = json!({"name": name, "designation": designation, "manufacturer": maker});
            made(house, &mut admin, "/products", new).await;
        }
        let names = |page: &Value| -> Vec<String> {
            let items = page["items"].as_array().expect("a list").iter();
            items
                .map(|one| format!("{} {}", one["name"].as_str().unwrap(), one["designation"].as_str().unwrap()))
                .collect()
        };
        let (_, all) = admin.get(house, "/products").await;
        assert_eq!(names(&all), ["Camera C_9", "Camera C-10", "Gateway G%1", "router R-1"]);
        let mut seen = Vec::new();
        let mut path = "/products?limit=1".to_owned();
        loop {
            let (_, page) = admin.get(house, &path).await;
            seen.extend(names(&page));
            let Some(next) = page["next"].as_str() else { break };
            path = format!("/products?limit=1&cursor={next}");
        }
        assert_eq!(seen, names(&all));
        for (sought, found) in [("CAM", 2), ("c_", 1), ("%25", 1), ("zzz", 0), ("r", 3)] {
            let (_, page) = admin.get(house, &format!("/products?q={sought}")).await;
            assert_eq!(names(&page).len(), found, "{sought}: {page}");
        }
    });
}

#[test]
fn everything_that_is_wrong_is_said_at_once_at_its_field_and_changes_nothing() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (id, part) = product(house, &mut admin, "Gateway", "device").await;
        let wrong = json!({
            "name": " ", "manufacturer": "mfr_1", "category": "III.I.99", "risk": "huge",
            "support_from": "2027-12-11", "support_to": "2029-12-11", "purpose": "x".repeat(2001),
        });
        let (status, problem) = admin.post(house, "/products", wrong).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        let errors = problem["errors"].as_array().expect("errors");
        let fields: std::collections::BTreeSet<_> = errors.iter().filter_map(|error| error["field"].as_str()).collect();
        for field in ["name", "designation", "manufacturer", "category", "risk", "purpose", "support-reason"] {
            assert!(fields.contains(field), "{field} is not among {fields:?}");
        }
        assert!(problem.to_string().contains("Art. 13(8)"));
        let nobody = format!("mfr_{}", "0".repeat(32));
        let orphan = json!({"name": "A", "designation": "B", "manufacturer": nobody});
        assert_eq!(admin.post(house, "/products", orphan).await.0, StatusCode::UNPROCESSABLE_ENTITY);
        for (body, field) in [
            (json!({"part": part, "version": ""}), "version"),
            (json!({"part": part, "version": "1", "sequence": 0}), "sequence"),
            (json!({"part": part, "version": "1", "released": "1.2.2027"}), "released"),
            (json!({"part": part, "version": "1", "released": "2027-02-30"}), "released"),
            (json!({"part": part, "version": "1", "units": -1}), "units"),
        ] {
            let (status, problem) = admin.post(house, "/releases", body).await;
            assert_eq!((status, &problem["errors"][0]["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!(field)));
        }
        let kind = json!({"name": "Cloud", "kind": "cloud"});
        let (status, _) = admin.post(house, &format!("/products/{id}/parts"), kind).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        let (_, releases) = admin.get(house, "/releases").await;
        let (_, products) = admin.get(house, "/products").await;
        assert_eq!((&releases["items"], products["items"].as_array().map(Vec::len)), (&json!([]), Some(1)));
    });
}

#[test]
fn a_sequence_and_a_version_are_there_once_and_the_order_is_the_sequence_alone() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (_, part) = product(house, &mut admin, "Gateway", "device").await;
        let of = |version: &str, sequence: i64| json!({"part": part, "version": version, "sequence": sequence});
        made(house, &mut admin, "/releases", of("2.0", 20)).await;
        made(house, &mut admin, "/releases", of("1.9-late", 10)).await;
        for (body, field) in [(of("3.0", 20), "sequence"), (of("2.0", 30), "version")] {
            let (status, problem) = admin.post(house, "/releases", body).await;
            assert_eq!((status, &problem["errors"][0]["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!(field)));
            assert_eq!(problem["errors"][0]["code"], "taken");
        }
        made(house, &mut admin, "/releases", json!({"part": part, "version": "2.1"})).await;
        let (_, releases) = admin.get(house, &format!("/parts/{part}/releases")).await;
        let order: Vec<_> = releases["items"].as_array().expect("a list").iter().map(|one| &one["label"]).collect();
        assert_eq!(order, ["2.1", "2.0", "1.9-late"]);
    });
}

#[test]
fn units_are_stated_and_taken_back_and_a_token_is_enough_for_a_release() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, part) = product(house, &mut admin, "Gateway", "device").await;
        let scopes =
            json!({"name": "ci", "scopes": ["catalogue.read", "release.change"], "expires": "2027-06-01T00:00:00Z"});
        let (_, token) = admin.post(house, "/tokens", scopes).await;
        let mut program = Client { token: token["token"].as_str().map(str::to_owned), ..Client::default() };
        let id = release(house, &program, &part, "1.0").await;
        for units in [json!(1200), Value::Null] {
            let path = format!("/releases/{id}/units");
            let (status, told) = program.send(house, Method::PUT, &path, json!({"units": units})).await;
            assert_eq!(status, StatusCode::NO_CONTENT, "{told}");
            let (_, one) = program.get(house, &format!("/releases/{id}")).await;
            assert_eq!(one["units"], units);
        }
        for (path, body) in [
            (format!("/releases/{id}/sell"), Value::Null),
            (format!("/products/{product}/parts"), json!({"name": "App", "kind": "application"})),
        ] {
            assert_eq!(program.post(house, &path, body).await.0, StatusCode::FORBIDDEN, "{path}");
        }
    });
}

#[test]
fn who_only_reads_changes_nothing_and_hands_nothing_in() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (_, part) = product(house, &mut admin, "Gateway", "device").await;
        let id = release(house, &admin, &part, "1.0").await;
        let (mut vera, _) = joined(house, &mut admin, "vera", "viewer").await;
        assert_eq!(vera.get(house, &format!("/releases/{id}")).await.0, StatusCode::OK);
        let refused = put(house, &vera, &format!("/releases/{id}/sbom"), super::BILL).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.json());
        let (karl, _) = joined(house, &mut admin, "karl", "compliance").await;
        let refused = put(house, &karl, &format!("/releases/{id}/sbom"), super::BILL).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.json());
    });
}
