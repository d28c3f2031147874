//! What the signer of a target says of it.

use serde_json::{Value, json};
use steadfast_trust::tuf::{Custom, CustomError, TargetFile, UpdateKind};

use super::world::target;

fn said() -> Value {
    json!({
        "schema": 1, "product": "prd_1", "part": "prt_1", "release": "rel_1", "version": "2.4.1", "sequence": 7, "least": 3,
        "channel": "stable", "kind": "security",
    })
}

fn of(custom: &Value) -> Result<Custom, CustomError> {
    Custom::of(&TargetFile { custom: Some(json!({ "steadfast": custom, "other": 1 })), ..target(b"x") })
}

fn with(name: &str, value: Value) -> Result<Custom, CustomError> {
    let mut custom = said();
    custom[name] = value;
    of(&custom)
}

#[test]
fn what_is_said_is_read_and_written_back() {
    let custom = of(&said()).expect("it makes sense");
    assert_eq!((custom.sequence, custom.least, custom.kind), (7, 3, UpdateKind::Security));
    assert!(custom.kind.is_security() && UpdateKind::Combined.is_security() && !UpdateKind::Feature.is_security());
    assert_eq!(custom.to_value().expect("it can be written"), json!({ "steadfast": said() }));
    assert!(custom.fits("A") && custom.fits(""), "for all hardware");
    let some = with("hardware", json!(["A", "B"])).expect("it makes sense");
    assert!(some.fits("A") && some.fits("B") && !some.fits("C") && !some.fits("") && !some.fits("a"));
    with("unknown", json!({})).expect("what a later version says more is passed over");
}

#[test]
fn what_makes_no_sense_is_refused() {
    assert!(matches!(Custom::of(&target(b"x")), Err(CustomError::Absent)));
    assert!(matches!(
        Custom::of(&TargetFile { custom: Some(json!({"steadfast2": {}})), ..target(b"x") }),
        Err(CustomError::Absent)
    ));
    assert!(matches!(with("schema", json!(2)), Err(CustomError::Schema(2))));
    assert!(matches!(with("least", json!(7)), Err(CustomError::Order { sequence: 7, least: 7 })));
    assert!(matches!(with("sequence", json!(0)), Err(CustomError::Order { .. })), "nothing comes before it");
    for (name, value) in [
        ("sequence", json!("7")),
        ("sequence", json!(-1)),
        ("sequence", json!(1.5)),
        ("kind", json!("hotfix")),
        ("product", Value::Null),
        ("channel", json!(["stable"])),
        ("hardware", json!("A")),
        ("delta", json!({"from": "a"})),
    ] {
        assert!(matches!(with(name, value.clone()), Err(CustomError::Shape(_))), "{name}: {value}");
    }
    for missing in ["schema", "product", "part", "release", "version", "sequence", "least", "channel", "kind"] {
        let mut custom = said();
        custom.as_object_mut().expect("an object").remove(missing);
        assert!(matches!(of(&custom), Err(CustomError::Shape(_))), "{missing} is missing");
    }
}

#[test]
fn a_combined_update_says_why() {
    let combined = |reason: Value| {
        let mut custom = said();
        custom["kind"] = json!("combined");
        custom["reason"] = reason;
        of(&custom)
    };
    for reason in [Value::Null, json!(""), json!("  \n")] {
        assert!(matches!(combined(reason.clone()), Err(CustomError::NoReason)), "{reason}");
    }
    combined(json!("one image holds both")).expect("it says why");
}
