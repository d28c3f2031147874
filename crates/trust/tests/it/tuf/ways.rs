//! Which way a unit takes to an image, and what it holds the result against.

use serde_json::{Value, json};
use steadfast_trust::encoding::hex;
use steadfast_trust::hash::sha256;
use steadfast_trust::tuf::{Check, Targets, Way, ways};

const IMAGE: &str = "gateway/2/fw.bin";
const OLD: &[u8] = b"the old image";
const NEW: &[u8] = b"the new image, somewhat longer";

fn custom(delta: Value) -> Value {
    let mut said = json!({
        "schema": 1, "product": "prd_1", "part": "prt_1", "release": "rel_2", "version": "2.0", "sequence": 2, "least": 0,
        "channel": "stable", "kind": "security",
    });
    if !delta.is_null() {
        said["delta"] = delta;
    }
    json!({ "steadfast": said })
}

fn target(content: &[u8], delta: Value) -> Value {
    json!({"length": content.len(), "hashes": {"sha256": hex(&sha256(&[content]))}, "custom": custom(delta)})
}

fn leads(from: &[u8]) -> Value {
    json!({"from": hex(&sha256(&[from])), "to": hex(&sha256(&[NEW])), "image": IMAGE})
}

/// A line with the image and these other targets.
fn line(others: &[(&str, Value)]) -> Targets {
    let mut targets = json!({ IMAGE: target(NEW, Value::Null) });
    for (path, other) in others {
        targets[*path] = other.clone();
    }
    serde_json::from_value(json!({ "targets": targets })).expect("targets")
}

fn paths<'a>(ways: &[Way<'a>]) -> Vec<&'a str> {
    ways.iter().map(|way| way.path).collect()
}

fn taken(check: Check, content: &[u8]) -> bool {
    let mut check = check;
    check.update(content).is_ok() && check.finish().is_ok()
}

#[test]
fn a_delta_from_what_the_unit_has_comes_first_and_the_image_last() {
    let line = line(&[
        ("gateway/2/long.delta", target(b"a longer delta", leads(OLD))),
        ("gateway/2/short.delta", target(b"a delta", leads(OLD))),
        ("gateway/2/other.delta", target(b"other", leads(b"another image"))),
    ]);
    let found = ways(&line, IMAGE, &sha256(&[OLD]));
    assert_eq!(paths(&found), ["gateway/2/short.delta", "gateway/2/long.delta", IMAGE]);
    assert_eq!(found.iter().map(|way| way.is_delta).collect::<Vec<_>>(), [true, true, false]);
    assert_eq!(paths(&ways(&line, IMAGE, &sha256(&[b"what nobody knows"]))), [IMAGE]);
}

#[test]
fn what_came_of_it_is_the_image_or_refused_whatever_the_delta_is() {
    let line = line(&[("gateway/2/short.delta", target(b"a delta", leads(OLD)))]);
    for way in ways(&line, IMAGE, &sha256(&[OLD])) {
        assert!(taken(way.result().expect("a check"), NEW));
        assert!(!taken(way.result().expect("a check"), b"the new image, somewhat LONGER"));
        assert!(!taken(way.result().expect("a check"), OLD));
        let fetched: &[u8] = if way.is_delta { b"a delta" } else { NEW };
        assert!(taken(way.fetched().expect("a check"), fetched));
        assert!(!taken(way.fetched().expect("a check"), b"another"));
    }
}

#[test]
fn a_delta_that_leads_elsewhere_or_says_something_else_of_its_image_is_passed_over() {
    let with = |change: &dyn Fn(&mut Value)| {
        let mut delta = target(b"a delta", leads(OLD));
        change(&mut delta);
        line(&[("gateway/2/short.delta", delta)])
    };
    let said =
        |name: &'static str, value: Value| with(&move |delta| delta["custom"]["steadfast"][name] = value.clone());
    for line in [
        with(&|delta| delta["custom"]["steadfast"]["delta"]["to"] = hex(&sha256(&[b"elsewhere"])).into()),
        with(&|delta| delta["custom"]["steadfast"]["delta"]["image"] = "gateway/1/fw.bin".into()),
        with(&|delta| delta["length"] = 1000.into()),
        said("sequence", 3.into()),
        said("hardware", json!(["B"])),
        said("channel", "beta".into()),
        said("product", "prd_2".into()),
    ] {
        assert_eq!(paths(&ways(&line, IMAGE, &sha256(&[OLD]))), [IMAGE]);
    }
}

#[test]
fn there_is_no_way_to_what_is_no_image() {
    let line = line(&[("gateway/2/short.delta", target(b"a delta", leads(OLD)))]);
    assert!(ways(&line, "gateway/3/fw.bin", &sha256(&[OLD])).is_empty());
    assert!(ways(&line, "gateway/2/short.delta", &sha256(&[OLD])).is_empty());
}
