//! The same findings as cargo-audit 0.22.2 on real lock files, and on the bills made from them.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;
use steadfast_testkit::shared_data;

use crate::program::Program;

/// Id, package and version.
type Found = BTreeSet<(String, String, String)>;

const PROJECTS: [&str; 5] = ["crates.io", "matrix-authentication-service", "ripgrep", "rust-analyzer", "thin-edge.io"];

fn text(value: &Value) -> String {
    value.as_str().expect("text").to_owned()
}

/// What cargo-audit calls vulnerabilities, and what it calls warnings of an informational kind.
fn expected(folder: &Path) -> (Found, Found) {
    let path = folder.join("cargo-audit-0.22.2.expected.json");
    let report: Value = serde_json::from_slice(&std::fs::read(path).expect("the expected report")).expect("JSON");
    let found = |entry: &Value| {
        (text(&entry["advisory"]["id"]), text(&entry["package"]["name"]), text(&entry["package"]["version"]))
    };
    let vulnerabilities = report["vulnerabilities"]["list"].as_array().expect("a list").iter().map(found).collect();
    let warnings = report["warnings"].as_object().expect("warnings").iter();
    let informational = warnings.filter(|(kind, _)| ["unmaintained", "unsound", "notice"].contains(&kind.as_str()));
    let informational = informational.flat_map(|(_, list)| list.as_array().expect("a list")).map(found).collect();
    (vulnerabilities, informational)
}

/// What the program finds: vulnerabilities and informational advisories.
fn found(answer: &Value) -> (Found, Found) {
    let findings = answer["findings"].as_array().expect("findings").iter();
    let (vulnerabilities, informational): (Vec<&Value>, Vec<&Value>) =
        findings.partition(|finding| finding["kind"] == "vulnerability");
    let named = |finding: &&Value| {
        assert_eq!(finding["status"], "affected", "{finding:#}");
        let component = &finding["component"];
        (text(&finding["id"]), text(&component["name"]), text(&component["version"]))
    };
    (vulnerabilities.iter().map(named).collect(), informational.iter().map(named).collect())
}

#[test]
fn five_lock_files_and_their_bills_have_the_findings_of_cargo_audit() {
    let Some(data) = shared_data() else { return };
    let program = Program::new();
    let export = data.join("osv/crates.io/all.zip");
    program.run(&["feed", "import", &export.to_string_lossy(), "--now", "2026-07-02"]).exits(0);
    let mut total = (0, 0);
    for project in PROJECTS {
        let folder = data.join("ground-truth/crates.io").join(project);
        let expected = expected(&folder);
        for file in ["Cargo.lock", "bom.cdx-1.6.json"] {
            let answer = program.ask(&["scan", &folder.join(file).to_string_lossy()]).exits(0).json();
            assert_eq!(found(&answer), expected, "{project}/{file}");
        }
        total = (total.0 + expected.0.len(), total.1 + expected.1.len());
    }
    assert_eq!(total, (3, 12), "the ground truth is whole");
}
