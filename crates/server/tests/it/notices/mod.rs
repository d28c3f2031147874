//! Reports of cases, as staff meet them on their pages and by the API.

mod chromium;
pub(crate) mod drafting;
mod editing;
mod handing_in;
mod paper;
mod preparing;

use serde_json::Value;
use steadfast_store::Id;

use crate::access::browser::Browser;
use crate::access::http::Client;
use crate::cases::{alarmed, made};
use crate::house::House;

/// A case from an alert that is to be reported since a time, a browser of its first person, and its path.
async fn reported(house: &House, kind: &str, aware: &str) -> (Client, Browser, String) {
    let (world, mut browser, alert) = alarmed(house).await;
    let path = made(house, &mut browser, alert).await;
    decided(house, &mut browser, &path, kind, aware).await;
    (world.admin, browser, path)
}

pub(crate) async fn decided(house: &House, browser: &mut Browser, path: &str, kind: &str, aware: &str) {
    let sent =
        [("assessment", "reportable"), ("kind", kind), ("reason", "It is exploited"), ("seen", "1"), ("aware", aware)];
    assert_eq!(browser.post(house, &format!("{path}/assess"), &sent).await.leads(), (303, path));
}

/// A stage as programs read it.
pub(crate) async fn sheet(house: &House, by: &mut Client, path: &str, stage: &str) -> Value {
    let (status, sheet) = by.get(house, &format!("{path}/report/{stage}")).await;
    assert_eq!(status, 200, "{sheet}");
    sheet
}

/// A field of a stage.
pub(crate) fn field<'a>(sheet: &'a Value, id: &str) -> &'a Value {
    let fields = sheet["fields"].as_array().expect("fields");
    fields.iter().find(|field| field["field"] == id).unwrap_or_else(|| panic!("no field {id} in {sheet}"))
}

/// The fields with something without which the stage is not complete.
fn grave(sheet: &Value) -> Vec<&str> {
    let fields = sheet["fields"].as_array().expect("fields").iter();
    let is_grave =
        |field: &&Value| field["problems"].as_array().expect("problems").iter().any(|problem| problem["grave"] == true);
    fields.filter(is_grave).map(|field| field["field"].as_str().expect("a name")).collect()
}

/// The id that a case's path ends in.
pub(crate) fn id(path: &str) -> Id<steadfast_store::kinds::Case> {
    path.rsplit('/').next().expect("an id").parse().expect("an id")
}
