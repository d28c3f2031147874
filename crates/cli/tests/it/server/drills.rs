//! "What if this were exploited tonight": asked of a real server, told in its ledger, and verified without it.

use std::io::Write as _;

use serde_json::{Value, json};
use steadfast_testkit::wait;

use super::served::{LONG, Served};

const CVE: &str = "CVE-2026-0001";
const RIGHTS: [&str; 11] = [
    "feed.import",
    "feed.read",
    "catalogue.read",
    "catalogue.change",
    "release.change",
    "exposure.read",
    "drill.hold",
    "drill.read",
    "record.read",
    "record.content",
    "case.read",
];

/// An export of one ecosystem: of one other package, and of ours where it has the flaw.
fn export(served: &Served, name: &str, is_flawed: bool) {
    let record = |id: &str, aliases: &[&str], package: &str| {
        json!({
            "id": id, "aliases": aliases, "modified": "2026-01-01T00:00:00Z",
            "affected": [{"package": {"ecosystem": "PyPI", "name": package},
                "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]}],
        })
    };
    let mut records = vec![record("X-0", &[], "other")];
    records.extend(is_flawed.then(|| record("X-1", &[CVE], "thing")));
    let mut archive = zip::ZipWriter::new(std::fs::File::create(served.program.path(name)).expect("a file"));
    for (number, record) in records.iter().enumerate() {
        archive.start_file(format!("{number}.json"), zip::write::SimpleFileOptions::default()).expect("a member");
        archive.write_all(record.to_string().as_bytes()).expect("written");
    }
    archive.finish().expect("an archive");
}

/// A release on sale, of which the flaw becomes known afterwards.
fn sold_and_exposed(served: &Served, token: &str) {
    let server = format!("http://{}", served.address);
    let ask = |arguments: &[&str]| served.ask(token, arguments);
    export(served, "before.zip", false);
    ask(&["feed", "import", "before.zip", "--server", &server]).exits(0);
    let component = json!({"type": "library", "name": "thing", "version": "1.0", "purl": "pkg:pypi/thing@1.0"});
    let bill = json!({"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": [component]});
    served.program.write("bom.json", bill.to_string());
    let product = ["product", "create", "--name", "Gateway", "--designation", "G-100", "--manufacturer", "Lumen Werke"];
    ask(&[&product[..], &["--part", "device=Firmware"]].concat()).exits(0);
    // One record says nothing about a whole ecosystem: what it does not name is unknown.
    served.program.write("steadfast.toml", "schema = 1\n[gate]\nunknowns-block = false\n");
    let release = ["release", "create", "--product", "Gateway", "--version", "1.0", "--sbom", "bom.json"];
    let made =
        ask(&[&release[..], &["--file", "steadfast.toml", "--gate", "--format", "json"]].concat()).exits(0).json();
    let id = made["id"].as_str().expect("an id");
    served.post(&format!("/releases/{id}/sell"), &Value::Null);
    export(served, "after.zip", true);
    ask(&["feed", "import", "after.zip", "--server", &server]).exits(0);
    let exposed = || {
        let address = format!("{server}/api/v1/releases/{id}/exposures");
        let asked = ureq::get(address).header("authorization", &format!("Bearer {token}")).call();
        let list: Value = serde_json::from_str(&asked.ok()?.body_mut().read_to_string().ok()?).ok()?;
        list["items"].as_array().is_some_and(|items| !items.is_empty()).then_some(())
    };
    wait::poll(LONG, exposed).expect("the release is exposed");
}

#[test]
fn what_if_it_were_exploited_tonight_is_played_on_a_copy_and_its_report_is_verified_offline() {
    let served = Served::new();
    let token = served.token(&RIGHTS);
    let ask = |arguments: &[&str]| served.ask(&token, arguments);
    sold_and_exposed(&served, &token);
    let told = ask(&["drill", "run", "exploited-component", "--advisory", CVE, "--to", "drill.json"]).exits(0).out;
    for words in ["DRILL drl_", "CVE-2026-0001, Gateway", "The early warning is drafted", "drill.json: "] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(told.contains("no newer one without the flaw. (1.0)"), "{told}");
    let verify = |file: &str| ask(&["verify", file, "--key", &served.ledger_key]);
    let held = verify("drill.json").exits(0).out;
    assert!(held.contains("UNALTERED") && held.contains("a report of ") && held.contains("drill-held"), "{held}");
    let file = std::fs::read_to_string(served.program.path("drill.json")).expect("a file");
    let changed = file.replacen("exploited-component", "exploited-Component", 1);
    assert_ne!(changed, file);
    served.program.write("changed.json", changed);
    let altered = verify("changed.json").exits(1).out;
    assert!(altered.contains("report-changed") && altered.contains("line 1, report"), "{altered}");
    let listed = ask(&["drill", "list"]).exits(0).out;
    assert!(listed.contains("exploited-component") && listed.contains("held"), "{listed}");
    let cases = ask(&["case", "list", "--format", "json"]).exits(0).json();
    assert_eq!(cases["items"], json!([]), "the case was on the copy alone");
}

#[test]
fn a_scenario_that_is_none_is_refused_and_a_drill_that_is_none_is_not_found() {
    let served = Served::new();
    let token = served.token(&RIGHTS);
    let refused = served.ask(&token, &["drill", "run", "rain"]).exits(2);
    assert!(refused.err.contains("exploited-component"), "{}", refused.err);
    served.ask(&token, &["drill", "show", "drl_00000000000000000000000000000000"]).exits(2);
    served.ask(&token, &["drill", "show", "cas_1"]).exits(2);
}
