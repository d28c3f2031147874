//! What the program writes as VEX, it reads again.

use serde_json::{Value, json};

use super::{TLS, finding, not_affected, openvex, program, summary, told};
use crate::bills::{bill_of, nameless};
use crate::program::{NOW, Program};

const FORMATS: [&str; 2] = ["openvex", "cyclonedx"];

/// A statement that settles CVE-2026-1; the program's own document repeats it.
fn decided() -> Program {
    let program = program();
    program.write_json("decision.json", &openvex(json!([not_affected(json!({ "@id": TLS }))])));
    program
}

fn write(program: &Program, format: &str) -> Value {
    let arguments =
        ["scan", "bom.json", "--advisories", "feed", "--vex", "decision.json", "--now", NOW, "--format", format];
    let run = program.run(&arguments).exits(0);
    program.write("own.json", &run.out);
    run.json()
}

fn read_again(program: &Program) -> Value {
    program.ask(&["scan", "bom.json", "--advisories", "feed", "--vex", "own.json"]).exits(0).json()
}

#[test]
fn own_documents_are_accepted_and_apply() {
    for format in FORMATS {
        let program = decided();
        write(&program, format);
        let answer = read_again(&program);
        assert_eq!(summary(&answer), told("not_affected", &["applied", "applied"]), "{format}");
        let settled = finding(&answer, "CVE-2026-1").expect("a finding");
        let detail = settled["detail"].as_str().expect("the words of whoever decided");
        assert!(detail.contains("vulnerable_code_not_in_execute_path"), "{format}: {detail}");
        assert_eq!(finding(&answer, "CVE-2026-2").expect("a finding")["status"], "affected");
    }
}

#[test]
fn own_documents_apply_where_the_bill_has_neither_serial_nor_product_url() {
    for format in FORMATS {
        let program = decided();
        let mut bill = bill_of(&[TLS, "pkg:npm/web@1.0.0"]);
        bill.as_object_mut().expect("an object").remove("serialNumber");
        bill["metadata"]["component"].as_object_mut().expect("an object").remove("purl");
        program.write_json("bom.json", &bill);
        write(&program, format);
        assert_eq!(summary(&read_again(&program)), told("not_affected", &["applied", "applied"]), "{format}");
    }
}

#[test]
fn own_documents_do_not_apply_to_another_product() {
    let program = decided();
    for format in FORMATS {
        program.write_json("bom.json", &bill_of(&[TLS, "pkg:npm/web@1.0.0"]));
        write(&program, format);
        let mut other = bill_of(&[TLS, "pkg:npm/web@1.0.0"]);
        other["serialNumber"] = json!("urn:uuid:00000000-395b-41f5-a30f-a58921a69b79");
        other["metadata"]["component"] =
            json!({ "type": "firmware", "bom-ref": "x", "name": "thermostat", "version": "1" });
        program.write_json("bom.json", &other);
        let told = summary(&read_again(&program));
        assert_eq!((told.status.as_str(), told.outcomes[0].as_str()), ("affected", "other-product"), "{format}");
    }
}

#[test]
fn openvex_has_what_its_specification_asks_for() {
    let document = write(&decided(), "openvex");
    assert_eq!(document["@context"], "https://openvex.dev/ns/v0.2.0");
    assert_eq!((&document["timestamp"], &document["version"]), (&json!(NOW), &json!(1)));
    assert!(document["@id"].as_str().is_some_and(|id| !id.is_empty()) && document["author"].is_string());
    let statements = document["statements"].as_array().expect("statements");
    assert_eq!(statements.len(), 2);
    for statement in statements {
        assert!(
            statement["vulnerability"]["name"].is_string()
                && !statement["products"].as_array().expect("products").is_empty()
        );
        match statement["status"].as_str() {
            Some("affected") => assert!(statement["action_statement"].is_string()),
            Some("not_affected") => {
                assert!(statement["justification"].is_string() || statement["impact_statement"].is_string());
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn cyclonedx_links_into_the_bill_it_speaks_of() {
    let document = write(&decided(), "cyclonedx");
    assert_eq!((&document["bomFormat"], &document["specVersion"]), (&json!("CycloneDX"), &json!("1.6")));
    let flaws = document["vulnerabilities"].as_array().expect("vulnerabilities");
    assert_eq!(flaws.len(), 2);
    for flaw in flaws {
        let link = flaw["affects"][0]["ref"].as_str().expect("a link");
        assert!(link.starts_with("urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#"), "{link}");
        assert!(flaw["analysis"]["state"].is_string());
    }
}

#[test]
fn a_vex_document_is_about_one_bill() {
    let program = decided();
    for format in FORMATS {
        let run = program.run(&["scan", "bom.json", "bom.json", "--advisories", "feed", "--format", format]);
        run.refuses(&["one"]);
    }
}

#[test]
fn a_bill_without_findings_gives_a_document_without_statements() {
    for format in FORMATS {
        let program = decided();
        let mut bill = bill_of(&[]);
        bill["components"] = json!([nameless("secret", "1")]);
        program.write_json("bom.json", &bill);
        let document = write(&program, format);
        let list = if format == "openvex" { &document["statements"] } else { &document["vulnerabilities"] };
        assert_eq!(list, &json!([]), "{format}");
        read_again(&program);
    }
}
