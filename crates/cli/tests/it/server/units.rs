//! A factory hands in its list, and somebody asks which devices are hit.

use serde_json::json;

use super::served::Served;

#[test]
fn a_factory_list_goes_in_and_its_bad_lines_are_told_of() {
    let served = Served::new();
    let token = served.token(&[
        "catalogue.read",
        "catalogue.change",
        "release.change",
        "unit.read",
        "unit.enrol",
        "unit.decommission",
    ]);
    let ask = |arguments: &[&str]| served.ask(&token, arguments);
    let product = ["product", "create", "--name", "Gateway", "--designation", "G-100", "--manufacturer", "Lumen Werke"];
    ask(&[&product[..], &["--part", "device=Firmware"]].concat()).exits(0);
    ask(&["release", "create", "--product", "Gateway", "--version", "1.0", "--no-wait"]).exits(0);
    served.program.write("good.csv", "serial;market;version\r\nSN-1;DE;1.0\r\nSN-2;;9.9\r\n");
    let import = |file: &str, more: &[&str]| ask(&[&["unit", "import", file, "--product", "Gateway"], more].concat());
    let taken = import("good.csv", &[]).exits(0);
    assert!(taken.out.contains("2 lines: 2 new, 0 completed, 0 as known, 0 refused"), "{}", taken.out);
    let again = import("good.csv", &["--format", "json"]).exits(0).json();
    assert_eq!((&again["unchanged"], &again["made"]), (&json!(2), &json!(0)));
    served.program.write("mixed.csv", "serial,key\nSN-3,\nSN-4,zz\n");
    let mixed = import("mixed.csv", &[]).exits(1);
    assert!(mixed.out.contains("line 3, column key: a fingerprint is sha256:"), "{}", mixed.out);
    served.program.write("bad.csv", "number\n1\n");
    import("bad.csv", &[]).refuses(&["bad.csv, line 1", "\"number\" is no column of a list"]);
    import("none.csv", &[]).refuses(&["none.csv", "cannot be read"]);

    let list = ask(&["unit", "list", "--product", "Gateway", "--market", "-"]).exits(0);
    assert!(list.out.contains("SN-2") && list.out.contains("9.9 (unknown)"), "{}", list.out);
    assert!(!list.out.contains("SN-1"), "{}", list.out);
    let shown = ask(&["unit", "show", "SN-1"]).exits(0);
    assert!(shown.out.contains("Firmware 1.0") && shown.out.contains("never"), "{}", shown.out);
    ask(&["unit", "show", "SN-9"]).refuses(&["there is no unit SN-9"]);
    let added = ask(&["unit", "add", "SN-5", "--product", "Gateway", "--market", "FR", "--runs", "1.0"]).exits(0);
    assert!(added.out.contains("unt_"), "{}", added.out);
    ask(&["unit", "add", "SN-5", "--product", "Gateway"]).refuses(&["with this serial number already"]);
    let code = ask(&["unit", "code", "SN-5", "--days", "2"]).exits(0);
    assert_eq!(code.out.split_whitespace().next().map(str::len), Some(19), "{}", code.out);
    let made = ask(&["unit", "token", "SN-5"]).exits(0);
    assert_eq!(made.out.trim().len(), 32, "{}", made.out);
    ask(&["unit", "decommission", "SN-5", "--reason", "returned"]).exits(0);
    let twice = ask(&["unit", "decommission", "SN-5", "--reason", "returned"]).exits(3);
    assert!(twice.err.contains("out of use for good"), "{}", twice.err);

    served.post("/own-flaws", &own_flaw(&served));
    let hit = ask(&["unit", "affected", "1"]);
    // Nobody heard of these devices yet: of none can anybody tell.
    let hit = hit.exits(3);
    assert!(hit.out.contains("of 3 units: 0 affected, 0 fixed, 0 with another release, 3 unknown"), "{}", hit.out);
    assert!(hit.out.contains("patched: unknown"), "{}", hit.out);
    let none = ask(&["unit", "affected", "CVE-2026-1"]).exits(2);
    assert!(none.err.contains("there is no such flaw"), "{}", none.err);
    ask(&["unit", "affected", "../x"]).refuses(&["../x"]);
    let reader = served.token(&["unit.read", "catalogue.read"]);
    served.ask(&reader, &["unit", "import", "good.csv", "--product", "Gateway"]).exits(1);
}

fn own_flaw(served: &Served) -> serde_json::Value {
    let token = served.token(&["catalogue.read"]);
    let release = served.ask(&token, &["release", "list", "--format", "json"]).exits(0).json();
    let part = release["items"][0]["part"].as_str().expect("a part").to_owned();
    json!({"title": "A door is open", "part": part, "severity": "high", "source": "test", "first": 1})
}
