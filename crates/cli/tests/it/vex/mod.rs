//! VEX statements, through the whole program: they apply exactly to what they name, and never silently.

mod formats;
mod raised;
mod scope;
mod written;

use serde_json::{Value, json};

use crate::advisories::{alias, before};
use crate::bills::bill_of;
use crate::program::Program;

/// The component with a finding of CVE-2026-1.
const TLS: &str = "pkg:npm/tls@3.0.7";

/// A product with two components, `tls` with CVE-2026-1 and `web` with CVE-2026-2.
fn program() -> Program {
    let program = Program::new();
    let tls = alias(before("GHSA-1", "npm", "tls", "4.0.0"), &["CVE-2026-1"]);
    let web = alias(before("GHSA-2", "npm", "web", "4.0.0"), &["CVE-2026-2"]);
    program.write_feed("feed", &[tls, web]).write_json("bom.json", &bill_of(&[TLS, "pkg:npm/web@1.0.0"]));
    program
}

/// An OpenVEX document.
fn openvex(statements: Value) -> Value {
    json!({
        "@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://example.org/vex/1", "author": "Maker",
        "timestamp": "2026-06-15T00:00:00Z", "version": 1, "statements": statements,
    })
}

/// An OpenVEX statement about CVE-2026-1 with a justification.
fn not_affected(product: Value) -> Value {
    json!({
        "vulnerability": { "name": "CVE-2026-1" }, "products": [product], "status": "not_affected",
        "justification": "vulnerable_code_not_in_execute_path",
    })
}

/// What came of some documents: the status of CVE-2026-1 in `tls`, and what became of each statement.
#[derive(Debug, PartialEq, Eq)]
struct Told {
    status: String,
    outcomes: Vec<String>,
}

fn told(status: &str, outcomes: &[&str]) -> Told {
    Told { status: status.to_owned(), outcomes: outcomes.iter().map(|outcome| (*outcome).to_owned()).collect() }
}

/// Gives documents beside the bill.
#[track_caller]
fn tell(program: &Program, documents: &[Value]) -> Told {
    let names: Vec<String> = (0..documents.len()).map(|number| format!("vex-{number}.json")).collect();
    names.iter().zip(documents).for_each(|(name, document)| {
        program.write_json(name, document);
    });
    let mut arguments = vec!["scan", "bom.json", "--advisories", "feed"];
    names.iter().for_each(|name| arguments.extend(["--vex", name]));
    summary(&program.ask(&arguments).exits(0).json())
}

fn summary(answer: &Value) -> Told {
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let statements = answer["vex"].as_array().expect("statements").iter();
    Told {
        status: finding(answer, "CVE-2026-1")
            .map_or_else(|| "no finding".to_owned(), |finding| text(&finding["status"])),
        outcomes: statements.map(|statement| text(&statement["outcome"])).collect(),
    }
}

/// The finding of a flaw, by any of its ids.
fn finding<'a>(answer: &'a Value, id: &str) -> Option<&'a Value> {
    let named = |finding: &&Value| {
        finding["id"] == id || finding["aliases"].as_array().is_some_and(|ids| ids.contains(&json!(id)))
    };
    answer["findings"].as_array().expect("findings").iter().find(named)
}
