//! The fields of the reporting platform, drafts against them, and what the law asks beside them.

mod check;
mod difference;
mod glossary;

use jiff::Timestamp;
use steadfast_cra::srp::{Draft, Value};

/// The newest list of fields that is embedded.
const NEWEST: &str = include_str!("../../../data/srp/glossary-1.4.toml");

fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

fn at(value: &str) -> Value {
    Value::At(value.parse::<Timestamp>().expect("an instant"))
}

fn draft(values: &[(&str, Value)]) -> Draft {
    values.iter().map(|(field, value)| ((*field).to_owned(), value.clone())).collect()
}

/// All that the form requires for an early warning on a vulnerability.
fn early_warning() -> Draft {
    draft(&[
        ("notification_type", text("vulnerability")),
        ("title", text("Heating controller X: remote code execution")),
        ("summary", text("Units are taken over through the web page.")),
        ("member_states", Value::Options(vec!["DE".to_owned(), "GR".to_owned()])),
        ("product_name", text("X 100")),
        ("product_version", text("4.0 to 4.2.1")),
        ("vuln_aware_at", at("2026-11-28T22:40:00Z")),
    ])
}
