//! Drills: played on a copy, told in the ledger, and nothing leaves the house.

mod chromium;
mod copies;
mod played;

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::access::http::Client;
use crate::fleet::worked;
use crate::house::House;

/// Asks for a drill, and has the jobs hold it; the drill as the API shows it.
async fn held(house: &House, by: &mut Client, wanted: Value) -> Value {
    let (status, asked) = by.post(house, "/drills", wanted).await;
    assert_eq!(status, StatusCode::ACCEPTED, "{asked}");
    worked(house).await;
    let (status, drill) = by.get(house, &format!("/drills/{}", asked["id"].as_str().expect("an id"))).await;
    assert_eq!(status, StatusCode::OK, "{drill}");
    drill
}

fn scenario(word: &str) -> Value {
    json!({ "scenario": word })
}

/// The words of all steps.
fn steps(drill: &Value) -> Vec<&str> {
    let steps = drill["report"]["steps"].as_array().expect("steps");
    steps.iter().filter_map(|step| step["step"].as_str()).collect()
}

/// A step of a drill.
fn step<'a>(drill: &'a Value, name: &str) -> &'a Value {
    let steps = drill["report"]["steps"].as_array().expect("steps");
    steps.iter().find(|step| step["step"] == name).unwrap_or_else(|| panic!("no step {name} in {drill}"))
}

/// The codes of a step's gaps.
fn gaps(step: &Value) -> Vec<&str> {
    step["gaps"].as_array().expect("gaps").iter().filter_map(|gap| gap["code"].as_str()).collect()
}
