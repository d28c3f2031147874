//! A build that enters its releases: with bill and policy, waiting for the check, ended by its answer.

use serde_json::json;

use super::served::Served;

const BILL: &str = r#"{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
    {"type": "library", "name": "left-pad", "version": "1.0.0", "purl": "pkg:npm/left-pad@1.0.0"}]}"#;

#[test]
fn a_build_enters_a_release_and_ends_as_its_check_says() {
    let served = Served::new();
    let token = served.token(&["catalogue.read", "catalogue.change", "release.change"]);
    let ask = |arguments: &[&str]| served.ask(&token, arguments);
    let product = ["product", "create", "--name", "Gateway", "--designation", "G-100", "--manufacturer", "Lumen Werke"];
    let made = ask(&[&product[..], &["--part", "device=Firmware", "--part", "remote=Cloud"]].concat()).exits(0);
    assert!(made.out.contains("prd_") && made.out.contains("Firmware (device)"), "{}", made.out);
    let listed = ask(&["product", "list", "--search", "gate"]).exits(0);
    assert!(listed.out.contains("Gateway") && listed.out.contains("unknown"), "{}", listed.out);

    served.program.write("bom.json", BILL);
    served.program.write("steadfast.toml", "schema = 1\n");
    let create = ["release", "create", "--product", "Gateway", "--version"];
    ask(&[&create[..], &["1.0", "--sbom", "bom.json"]].concat()).refuses(&["which part?", "Firmware, Cloud"]);
    let of = |version: &str, more: &[&str]| ask(&[&create[..], &[version, "--part", "Firmware"], more].concat());
    let entered = of("1.0", &["--sbom", "bom.json", "--file", "steadfast.toml", "--units", "12", "--gate"]);
    // No advisories are loaded: nothing can be decided.
    let entered = entered.exits(3);
    assert!(entered.out.contains("release check: undecided"), "{}", entered.out);
    assert!(entered.out.contains("1 components, 0 entries not understood"), "{}", entered.out);
    let again = of("1.0", &["--sbom", "bom.json"]).exits(2);
    assert!(again.err.contains("the part has a release of this version already"), "{}", again.err);
    served.program.write("broken.json", &BILL[..60]);
    let broken = of("1.1", &["--sbom", "broken.json"]).exits(2);
    assert!(broken.err.contains("broken.json: line 1"), "{}", broken.err);
    served.program.write("wrong.toml", "schema = 1\n[gate]\nblock-severty = 1\n");
    let wrong = of("1.1", &["--sbom", "bom.json", "--file", "wrong.toml"]).exits(2);
    assert!(wrong.err.contains("wrong.toml: line 3, column 1"), "{}", wrong.err);
    let unread = of("1.1", &["--sbom", "bom.json", "--no-wait", "--format", "json"]).exits(0).json();
    assert_eq!((&unread["check"], &unread["bill"]["components"]), (&json!(null), &json!(1)));

    let list = ask(&["release", "list", "--product", "Gateway"]).exits(0);
    assert!(list.out.contains("1.0") && list.out.contains("gated") && !list.out.contains("broken"), "{}", list.out);
    let id = unread["id"].as_str().expect("an id");
    let shown = ask(&["release", "show", id]).exits(0);
    assert!(shown.out.contains("bom.json (SHA-256 ") && shown.out.contains("unknown"), "{}", shown.out);
    let reader = served.token(&["catalogue.read"]);
    let refused = [&create[..], &["2.0", "--part", "Firmware", "--sbom", "bom.json"]].concat();
    served.ask(&reader, &refused).exits(1);
}
