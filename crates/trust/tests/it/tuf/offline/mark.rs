//! The mark keeps two worlds apart: what was signed for a bundle is never shown by a repository.

use serde_json::{Value, json};
use steadfast_trust::tuf::{ClientError, Distrust, Repository, Unpublishable};

use super::super::world::{LINE, TARGETS, now};
use super::{Stick, Unit, distrusted, for_bundle, world};

const MARK: &str = "x-steadfast-offline";

fn is_marked(distrust: &Distrust, of: &str) -> bool {
    matches!(distrust, Distrust::Marked(role) if role == of)
}

#[test]
fn a_client_of_a_repository_never_takes_what_was_signed_for_a_bundle() {
    for mark in [json!(true), json!(false), json!("true"), Value::Null] {
        for role in ["gateway", "targets"] {
            let mut world = super::world();
            let signed = if role == "gateway" { &mut world.line } else { &mut world.targets };
            signed.content.more.insert(MARK.to_owned(), mark.clone());
            (world.line.version, world.targets.version) = (2, 2);
            world.put_targets(TARGETS);
            world.put_line(LINE);
            world.next();
            let refused = world.refresh().expect_err("it is marked");
            let fits = matches!(&refused, ClientError::Distrust(distrust) if is_marked(distrust, role));
            assert!(fits, "{role} {mark}: {refused:?}");
        }
    }
}

#[test]
fn a_server_never_publishes_what_was_signed_for_a_bundle() {
    let world = world();
    let mut repository = Repository::begin(&world.get("1.root.json"), now()).expect("it begins");
    let taken = repository.take_targets("gateway", &Stick::of(&world).line, now());
    let fits = matches!(&taken, Err(Unpublishable::Distrust(distrust)) if is_marked(distrust, "gateway"));
    assert!(fits, "{taken:?}");
    assert!(repository.targets("gateway").is_none());
}

#[test]
fn a_unit_without_a_network_takes_nothing_else() {
    let world = world();
    let (unit, mut stick) = (Unit::new(&world), Stick::of(&world));
    for mark in [None, Some(json!(false)), Some(json!("true")), Some(json!(1)), Some(Value::Null)] {
        let mut signed = for_bundle(&world);
        signed.content.more.remove(MARK);
        signed.content.more.extend(mark.clone().map(|mark| (MARK.to_owned(), mark)));
        stick.line = super::file(&signed, LINE);
        let refused = unit.takes(&stick.bytes()).expect_err("it is not marked");
        let fits = distrusted(&refused, |distrust| matches!(distrust, Distrust::Unmarked(role) if role == "gateway"));
        assert!(fits, "{mark:?}: {refused:?}");
    }
    stick.line = super::file(&world.line, LINE);
    assert!(unit.takes(&stick.bytes()).is_err(), "nor what the repository shows");
}
