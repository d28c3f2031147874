//! `vex import` and `vex export`: a decision comes in by one document and goes out as another.

use std::time::Duration;

use serde_json::json;
use steadfast_testkit::wait;

use super::served::Served;

const PURL: &str = "pkg:pypi/thing@1.0";
const LONG: Duration = Duration::from_secs(60);

/// A server with one release and one flaw in it; the release, and a token that may do everything here.
fn exposed(served: &Served) -> (String, String) {
    let scopes = [
        "feed.import",
        "feed.read",
        "catalogue.read",
        "catalogue.change",
        "release.change",
        "exposure.read",
        "exposure.assess",
    ];
    let (server, token) = (format!("http://{}", served.address), served.token(&scopes));
    let flaw = json!({
        "id": "X-1", "aliases": ["CVE-2026-0001"], "modified": "2026-01-01T00:00:00Z",
        "affected": [{"package": {"ecosystem": "PyPI", "name": "thing"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]}],
    });
    served.program.write("X-1.json", flaw.to_string());
    served.ask(&token, &["feed", "import", "X-1.json", "--server", &server]).exits(0);
    let component = json!({"type": "library", "name": "thing", "version": "1.0", "purl": PURL});
    let subject = json!({"component": {"type": "firmware", "name": "gateway-image", "version": "1.0-r3"}});
    let bill = json!({
        "bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79",
        "version": 1, "metadata": subject, "components": [component],
    });
    served.program.write("bom.json", bill.to_string());
    let product = ["product", "create", "--name", "Gateway", "--designation", "G-100", "--manufacturer", "Lumen Werke"];
    served.ask(&token, &[&product[..], &["--part", "device=Firmware"]].concat()).exits(0);
    let release = ["release", "create", "--product", "Gateway", "--version", "1.0", "--sbom", "bom.json"];
    let made = served.ask(&token, &[&release[..], &["--format", "json"]].concat());
    (made.json()["id"].as_str().expect("an id").to_owned(), token)
}

fn statement(purl: &str) -> String {
    json!({
        "@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://lumen.example/vex/1", "author": "Lumen Werke",
        "timestamp": "2026-02-01T00:00:00Z", "version": 1,
        "statements": [{
            "vulnerability": {"name": "CVE-2026-0001"}, "products": [{"@id": purl}], "status": "not_affected",
            "justification": "vulnerable_code_not_in_execute_path", "impact_statement": "The parser is never called.",
        }],
    })
    .to_string()
}

#[test]
fn a_document_is_shown_first_taken_then_and_told_in_every_form() {
    let served = Served::new();
    let (release, token) = exposed(&served);
    let ask = |arguments: &[&str]| served.ask(&token, arguments);
    served.program.write("vex.json", statement(PURL));
    served.program.write("other.json", statement("pkg:pypi/other@1.0"));
    let seen = || {
        let shown = ask(&["vex", "import", "vex.json"]).exits(0);
        shown.out.contains("applies").then_some(shown.out)
    };
    let shown = wait::poll(LONG, seen).expect("the release is met");
    assert!(shown.contains("1 decisions: nothing is changed"), "{shown}");
    let none = ask(&["vex", "import", "other.json", "--take"]).exits(0);
    assert!(none.out.contains("other-product") && none.out.contains("0 decisions: taken"), "{}", none.out);
    let empty = ask(&["vex", "export", "--release", &release]).exits(0);
    assert!(!empty.out.contains("not_affected"), "{}", empty.out);

    let taken = ask(&["vex", "import", "vex.json", "--take"]).exits(0);
    assert!(taken.out.contains("1 decisions: taken"), "{}", taken.out);
    for (form, says) in [
        ("openvex", "vulnerable_code_not_in_execute_path"),
        ("cyclonedx", "code_not_reachable"),
        ("csaf", "vulnerable_code_not_in_execute_path"),
    ] {
        let file = format!("{form}.json");
        ask(&["vex", "export", "--release", &release, "--format", form, "--to", &file]).exits(0);
        let written = std::fs::read_to_string(served.program.path(&file)).expect("a file");
        assert!(written.contains(says) && written.contains("CVE-2026-0001"), "{form}: {written}");
        // Whoever holds the bill can apply it.
        let scan = ["scan", "bom.json", "--advisories", "X-1.json", "--vex", &file, "--format", "json"];
        let scanned = served.program.run(&scan).json();
        let status = &scanned["findings"][0]["status"];
        assert_eq!(status, "not_affected", "{form}: {scanned}");
        // What goes out comes in again, and says nothing new.
        let again = ask(&["vex", "import", &file]).exits(0);
        assert!(again.out.contains("already-so"), "{form}: {}", again.out);
    }

    served.program.write("broken.json", &statement(PURL)[..40]);
    let broken = ask(&["vex", "import", "broken.json"]).exits(2);
    assert!(broken.err.contains("broken.json"), "{}", broken.err);
    let reader = served.token(&["exposure.read"]);
    served.ask(&reader, &["vex", "import", "vex.json"]).exits(1);
    ask(&["vex", "export", "--release", "rel_nothing"]).exits(2);
}
