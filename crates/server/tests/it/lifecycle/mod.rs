//! The lifecycle of products: support by the day of placing, ends that owners are told, what everybody may read, the hand-over.

mod handed_over;
mod pages;
pub(crate) mod public;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use steadfast_store::{Id, KeptDocument, NewUnit, ReleaseState, Time, kinds};

use crate::access::http::{Client, MARTA, PASSWORD, founded, kinds_recorded};
use crate::fleet::{imported, worked};
use crate::house::{House, on_both};
use crate::monitoring::world::{read, write};
use crate::triage::world::on_top;

const DAY: i64 = 86_400_000_000;

/// The day so many days from now (YYYY-MM-DD).
fn day(house: &House, days: i64) -> String {
    let time = Time(house.app.ambient.now().0 + days * DAY);
    time.to_string().split('T').next().expect("a day").to_owned()
}

/// A product whose first release is on sale since so many days: product and release.
async fn sold(house: &House, admin: &mut Client, since: i64) -> (String, Id<kinds::Release>) {
    let (product, part) = crate::catalogue::product(house, admin, "Gateway", "device").await;
    let made = crate::catalogue::made(house, admin, "/releases", json!({"part": part, "version": "1.0"})).await;
    let release: Id<kinds::Release> = made.parse().expect("an id");
    let on_sale = Time(house.app.ambient.now().0 - since * DAY);
    write(house, move |tx| tx.release_set_state(release, ReleaseState::OnSale, Some(on_sale), None)).await;
    (product, release)
}

async fn promised(house: &House, admin: &mut Client, product: &str, from: &str, ends: &str) -> (StatusCode, Value) {
    let wanted = json!({"placed_from": from, "ends": ends, "reason": "as sold"});
    admin.post(house, &format!("/products/{product}/support/promises"), wanted).await
}

async fn support(house: &House, admin: &mut Client, product: &str) -> Value {
    let (status, found) = admin.get(house, &format!("/products/{product}/support")).await;
    assert_eq!(status, StatusCode::OK, "{found}");
    found
}

/// Time passes, and a session with it: who comes back signs in again.
async fn passed(house: &House, admin: &mut Client, days: i64) {
    house.stage.pass(days * 86_400);
    let (status, answer) = admin.sign_in(house, MARTA, PASSWORD).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
}

/// Devices of a product, each with a key of its own.
async fn devices(house: &House, product: &str, serials: &[&'static str]) {
    let (product, now) = (product.parse::<Id<kinds::Product>>().expect("an id"), house.app.ambient.now());
    for &serial in serials {
        let new = NewUnit {
            id: house.app.ambient.id(),
            product,
            serial: serial.to_owned(),
            key: Some([*serial.as_bytes().last().expect("a serial"); 32]),
            hardware: String::new(),
            market: None,
            contact: None,
        };
        write(house, move |tx| {
            let number = tx.unit_next()?;
            tx.unit_insert(number, &new, now)
        })
        .await;
    }
}

#[test]
fn a_promise_can_be_lengthened_and_never_shortened_for_devices_that_were_placed() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, _) = sold(house, &mut admin, 100).await;
        let (short, long, longer) = (day(house, 1000), day(house, 6 * 366), day(house, 8 * 366));
        let (status, answer) = promised(house, &mut admin, &product, "", &short).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{answer}");
        assert_eq!(answer["errors"][0]["code"], "support-below-least", "five years: {answer}");
        let (status, answer) = promised(house, &mut admin, &product, "", &longer).await;
        assert_eq!(status, StatusCode::NO_CONTENT, "{answer}");
        let (status, answer) = promised(house, &mut admin, &product, "", &long).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer["errors"][0]["code"], "support-promised", "{answer}");
        let change = json!({"support_to": long});
        let (status, answer) =
            on_top(house, &admin, Method::PATCH, &format!("/products/{product}"), "\"2\"", change).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "the product's page is no way round: {answer}");
        let later = day(house, 30);
        let (status, answer) = promised(house, &mut admin, &product, &later, &long).await;
        assert_eq!(status, StatusCode::NO_CONTENT, "nothing was placed from then on: {answer}");
        let found = support(house, &mut admin, &product).await;
        let ends: Vec<&str> =
            found["windows"].as_array().expect("windows").iter().filter_map(|one| one["ends"].as_str()).collect();
        assert_eq!(ends, [longer.as_str(), long.as_str()], "{found:#}");
        assert_eq!(found["releases"][0]["ends_last"], json!(longer), "placed today");
        assert_eq!(found["gaps"], json!(["no-reasons", "no-expected-use"]));
        let kinds = kinds_recorded(house).await;
        assert_eq!(kinds.iter().filter(|kind| *kind == "support-promised").count(), 2);
    });
}

#[test]
fn what_a_period_rests_on_is_kept_criterion_by_criterion_and_a_shorter_use_allows_a_shorter_one() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, _) = sold(house, &mut admin, 0).await;
        let path = format!("/products/{product}/support/considered");
        let said = json!({"expected_months": 24, "similar": "Others promise two years."});
        let (status, answer) = on_top(house, &admin, Method::PUT, &path, "\"0\"", said.clone()).await;
        assert_eq!(status, StatusCode::NO_CONTENT, "{answer}");
        let (status, _) = on_top(house, &admin, Method::PUT, &path, "\"0\"", said).await;
        assert_eq!(status, StatusCode::PRECONDITION_FAILED, "somebody said something meanwhile");
        let (status, answer) = promised(house, &mut admin, &product, "", &day(house, 800)).await;
        assert_eq!(status, StatusCode::NO_CONTENT, "{answer}");
        let found = support(house, &mut admin, &product).await;
        assert_eq!(found["considered"]["similar"], "Others promise two years.");
        assert_eq!(found["gaps"], json!([]), "{found:#}");
        for wrong in [json!({"expected_months": 0}), json!({"expected_months": 5000})] {
            let (status, _) = on_top(house, &admin, Method::PUT, &path, "\"1\"", wrong).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        }
    });
}

#[test]
fn a_device_counts_from_its_own_placing_and_without_that_day_it_is_unknown() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, _) = sold(house, &mut admin, 400).await;
        let (first, later) = (day(house, 6 * 366), day(house, 7 * 366));
        promised(house, &mut admin, &product, "", &first).await;
        let turn = day(house, -30);
        promised(house, &mut admin, &product, &turn, &later).await;
        let list = format!("serial,placed\nA,{}\nB,{}\nC,\nD,31.12.2027\n", day(house, -300), day(house, -3));
        let list = imported(house, &mut admin, &product, &list).await;
        assert_eq!((&list["made"], &list["refused"]), (&json!(3), &json!(1)), "{list}");
        let found = support(house, &mut admin, &product).await;
        let units: Vec<i64> =
            found["windows"].as_array().expect("windows").iter().filter_map(|one| one["units"].as_i64()).collect();
        assert_eq!((units, &found["units_unknown"]), (vec![1, 1], &json!(1)), "{found:#}");
        let (_, all) = admin.get(house, &format!("/units?product={product}")).await;
        let mut ends = Vec::new();
        for unit in all["items"].as_array().expect("units") {
            let id = unit["id"].as_str().expect("an id");
            let (status, shown) = admin.get(house, &format!("/units/{id}/support")).await;
            assert_eq!(status, StatusCode::OK);
            ends.push((unit["serial"].as_str().expect("a serial").to_owned(), shown["ends"].clone()));
        }
        ends.sort_by(|one, other| one.0.cmp(&other.0));
        let wanted = [("A", json!(first)), ("B", json!(later)), ("C", Value::Null)];
        assert_eq!(ends, wanted.map(|(serial, end)| (serial.to_owned(), end)));
        let again = format!("serial,placed\nA,{}\n", day(house, -200));
        let again = imported(house, &mut admin, &product, &again).await;
        assert_eq!(again["refused"], json!(1), "another day contradicts: {again}");
        let (_, unknown) = admin.get(house, "/units?serial=C").await;
        let id = unknown["items"][0]["id"].as_str().expect("an id").to_owned();
        let placed = json!({"day": day(house, 1)});
        let (status, _) = admin.send(house, Method::PUT, &format!("/units/{id}/placed"), placed).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "it lies ahead");
        let placed = json!({"day": day(house, -10)});
        let (status, _) = admin.send(house, Method::PUT, &format!("/units/{id}/placed"), placed).await;
        assert_eq!(status, StatusCode::NO_CONTENT);
    });
}

#[test]
fn owners_are_told_of_the_end_at_each_stage_once_and_what_nobody_states_is_unknown() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, _) = sold(house, &mut admin, 5 * 365).await;
        devices(house, &product, &["A", "B"]).await;
        let id: Id<kinds::Product> = product.parse().expect("an id");
        let ends = day(house, 100);
        let stated = ends.clone();
        write(house, move |tx| {
            let before = tx.product(id)?.expect("a product");
            tx.product_change(&steadfast_store::Product { support_to: Some(stated.clone()), ..before }).map(drop)
        })
        .await;
        for _ in 0..2 {
            house.stage.pass(3700);
            worked(house).await;
        }
        let found = support(house, &mut admin, &product).await;
        let notices = found["notices"].as_array().expect("notices").clone();
        assert_eq!(notices.len(), 1, "{found:#}");
        let told = &notices[0];
        assert_eq!((&told["stage"], &told["units"], &told["unknown"]), (&json!("half-year"), &json!(2), &json!(2)));
        let notice: Id<kinds::OwnerNotice> = told["notice"].as_str().expect("an id").parse().expect("an id");
        let content = read(house, move |tx| tx.owner_notice(notice)).await.expect("a notice").content;
        assert!(content.contains(&ends), "{content}");
        let now = house.app.ambient.now();
        write(house, move |tx| {
            tx.owner_notice_told(notice, 1, now)?;
            tx.owner_notice_kept(notice, 1, now).map(drop)
        })
        .await;
        let found = support(house, &mut admin, &product).await;
        assert_eq!((&found["notices"][0]["kept"], &found["notices"][0]["unknown"]), (&json!(1), &json!(1)));
        passed(house, &mut admin, 101).await;
        devices(house, &product, &["C"]).await;
        worked(house).await;
        let found = support(house, &mut admin, &product).await;
        let last = found["notices"].as_array().expect("notices").last().expect("a notice").clone();
        assert_eq!((&last["stage"], &last["units"]), (&json!("end"), &json!(3)), "{found:#}");
        let (_, life) = admin.get(house, &format!("/products/{product}/end-of-life")).await;
        let told = life["duties"].as_array().expect("duties").iter().find(|one| one["what"] == "end-told");
        assert_eq!(told.expect("the duty")["standing"], "open", "it is still on sale: {life:#}");
        assert_eq!(kinds_recorded(house).await.iter().filter(|kind| *kind == "support-end-told").count(), 2);
    });
}

#[test]
fn an_end_that_was_moved_is_told_nobody_any_more() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, _) = sold(house, &mut admin, 5 * 365).await;
        devices(house, &product, &["A"]).await;
        let turn = day(house, -4 * 365);
        let (status, answer) = promised(house, &mut admin, &product, &turn, &day(house, 380)).await;
        assert_eq!(status, StatusCode::NO_CONTENT, "{answer}");
        passed(house, &mut admin, 250).await;
        worked(house).await;
        let found = support(house, &mut admin, &product).await;
        let notice: Id<kinds::OwnerNotice> =
            found["notices"][0]["notice"].as_str().expect("a notice").parse().expect("an id");
        let (status, answer) = promised(house, &mut admin, &product, &turn, &day(house, 900)).await;
        assert_eq!(status, StatusCode::NO_CONTENT, "{answer}");
        house.stage.pass(3700);
        worked(house).await;
        let kept = read(house, move |tx| tx.owner_notice(notice)).await.expect("a notice");
        assert_eq!(kept.state.as_str(), "recalled");
    });
}

#[test]
fn a_document_that_is_gone_is_told_by_the_job_that_proves_files() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, release) = sold(house, &mut admin, 30).await;
        let blob = house.app.blobs.put_bytes(bytes::Bytes::from_static(b"declared")).await.expect("put").hash;
        let (id, now) = (house.app.ambient.id(), house.app.ambient.now());
        let of: Id<kinds::Product> = product.parse().expect("an id");
        write(house, move |tx| {
            tx.document_keep(&KeptDocument {
                id,
                product: of,
                release: Some(release),
                kind: "declaration".to_owned(),
                name: "declaration.pdf".to_owned(),
                blob,
                kept: now,
                proved: None,
                fault: None,
            })
        })
        .await;
        worked(house).await;
        let kept = async |admin: &mut Client| {
            let (status, found) = admin.get(house, &format!("/products/{product}/kept")).await;
            assert_eq!(status, StatusCode::OK, "{found}");
            found["documents"][0].clone()
        };
        let one = kept(&mut admin).await;
        assert!(one["proved"].is_string() && one["fault"].is_null(), "{one}");
        assert_eq!(one["until"], Value::Null, "it is still on sale");
        let placed = house.app.ambient.now();
        write(house, move |tx| tx.release_set_state(release, ReleaseState::OnSale, Some(now), Some(placed))).await;
        let until = kept(&mut admin).await["until"].as_str().expect("a day").to_owned();
        let (year, rest) = until.split_once('-').expect("a day");
        let today = day(house, 0);
        assert_eq!(rest, &today[5..], "ten years from the last placing");
        assert_eq!(year.parse::<i32>().expect("a year"), today[..4].parse::<i32>().expect("a year") + 10);
        assert!(house.app.blobs.delete(blob).await.expect("deleted"));
        passed(house, &mut admin, 30).await;
        worked(house).await;
        let one = kept(&mut admin).await;
        assert!(one["fault"].is_string(), "{one}");
        passed(house, &mut admin, 30).await;
        worked(house).await;
        let faults = kinds_recorded(house).await.into_iter().filter(|kind| kind == "document-fault").count();
        assert_eq!(faults, 1, "the same fault is told once");
    });
}

#[test]
fn how_devices_ended_is_counted_by_what_they_ran_and_what_nobody_knows_apart() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, _) = sold(house, &mut admin, 30).await;
        let list = imported(house, &mut admin, &product, "serial,version\nA,1.0\nB,9.9\nC,\n").await;
        assert_eq!(list["made"], json!(3), "{list}");
        let (_, all) = admin.get(house, &format!("/units?product={product}")).await;
        for unit in all["items"].as_array().expect("units").clone() {
            let path = format!("/units/{}/decommission", unit["id"].as_str().expect("an id"));
            let (status, answer) = admin.post(house, &path, json!({"reason": "broken"})).await;
            assert!(status.is_success(), "{answer}");
        }
        let (status, life) = admin.get(house, &format!("/products/{product}/end-of-life")).await;
        assert_eq!(status, StatusCode::OK, "{life}");
        assert_eq!((&life["in_use"], &life["ends"]["by_staff_unknown"]), (&json!(0), &json!(3)), "{life:#}");
        let versions: Vec<&Value> =
            life["releases"].as_array().expect("releases").iter().map(|one| &one["version"]).collect();
        assert!(
            versions.len() == 2 && versions.contains(&&json!("1.0")) && versions.contains(&&Value::Null),
            "{life:#}"
        );
        assert_eq!(life["untold"], json!(1), "nobody ever said what C ran");
    });
}
