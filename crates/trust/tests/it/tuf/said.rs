//! What a role says beside its metadata: believed by the role's own keys, each whole and once, and by as many as must.

use steadfast_trust::dsse::Envelope;
use steadfast_trust::held;
use steadfast_trust::tuf::{Distrust, said_by};

use super::world::{LINE, ROOTS, TARGETS, World, file, publics};
use crate::key;

const TYPE: &str = "application/x-test";

/// An envelope that these keys signed.
fn signed(by: &[u8]) -> Envelope {
    let one = |number: &u8| held::sign(TYPE, b"obey".to_vec(), &key(*number)).expect("it signs");
    let mut all = by.iter().map(one);
    let mut envelope = all.next().expect("somebody signs");
    envelope.signatures.extend(all.flat_map(|other| other.signatures));
    envelope
}

fn said(world: &World, envelope: &Envelope) -> Result<(), Distrust> {
    let root = world.get(&format!("{}.root.json", world.root.version));
    said_by("gateway", &root, &file(&world.targets, TARGETS), envelope, TYPE)
}

fn have(found: Result<(), Distrust>) -> usize {
    match found {
        Err(Distrust::Signatures { have, .. }) => have,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_role_is_believed_by_its_own_keys_alone() {
    let world = World::new();
    said(&world, &signed(LINE)).expect("the line's own key");
    for strangers in [ROOTS, TARGETS, &[6], &[9]] {
        assert_eq!(have(said(&world, &signed(strangers))), 0, "{strangers:?}");
    }
    assert_eq!(have(said_by_another_type(&world)), 0);
}

fn said_by_another_type(world: &World) -> Result<(), Distrust> {
    let root = world.get("1.root.json");
    said_by("gateway", &root, &file(&world.targets, TARGETS), &signed(LINE), "application/x-other")
}

#[test]
fn half_a_pair_is_nobody() {
    let world = World::new();
    for half in 0..2 {
        let mut envelope = signed(LINE);
        envelope.signatures.remove(half);
        assert_eq!(have(said(&world, &envelope)), 0);
    }
    let mut other = signed(LINE);
    other.payload = b"obay".to_vec();
    assert_eq!(have(said(&world, &other)), 0, "another text");
}

#[test]
fn a_threshold_takes_as_many_different_keys() {
    let mut world = World::new();
    world.targets.delegate("gateway", &["gateway/*/*".to_owned()], &publics(&[5, 7]), 2);
    assert_eq!(have(said(&world, &signed(&[5, 5]))), 1, "one that signs twice is one");
    said(&world, &signed(&[7, 5])).expect("both");
}

#[test]
fn a_role_that_the_targets_do_not_name_and_targets_that_the_root_did_not_sign_say_nothing() {
    let world = World::new();
    let (root, targets) = (world.get("1.root.json"), file(&world.targets, TARGETS));
    let nobody = said_by("camera", &root, &targets, &signed(LINE), TYPE);
    assert!(matches!(nobody, Err(Distrust::Undelegated(_))), "{nobody:?}");
    let forged = said_by("gateway", &root, &file(&world.targets, LINE), &signed(LINE), TYPE);
    assert_eq!(have(forged), 0);
}
