//! What a unit keeps of a stick: nothing goes back, and no stick shuts it out of the network.

use steadfast_trust::tuf::Kept;

use super::super::world::{LINE, PATH, ROOTS, TARGETS, World, publics};
use super::{Stick, Unit, for_bundle, second_root, unsigned, world, wrong_version};

/// A world whose line is at version 3 and whose targets are at 3.
fn grown() -> World {
    let mut world = world();
    (world.line.version, world.targets.version) = (3, 3);
    world
}

/// The same stick with another version of one role.
fn with(world: &mut World, role: &str, version: u64) -> Stick {
    let signed = if role == "targets" { &mut world.targets } else { &mut world.line };
    let before = std::mem::replace(&mut signed.version, version);
    let stick = Stick::of(world);
    let signed = if role == "targets" { &mut world.targets } else { &mut world.line };
    signed.version = before;
    stick
}

#[test]
fn no_role_goes_back_behind_what_a_stick_or_the_repository_said() {
    let mut world = grown();
    let mut unit = Unit::new(&world);
    let (believed, _) = unit.takes(&Stick::of(&world).bytes()).expect("it is believed");
    unit.keep(&believed);
    let by_stick = unit.kept.clone();
    let published = |signed, by: &[u8]| vec![super::file(signed, by)];
    let by_repository = Kept { targets: published(&world.targets, TARGETS), line: published(&world.line, LINE) };
    for kept in [by_stick, by_repository] {
        unit.kept = kept;
        for role in ["targets", "gateway"] {
            let refused = unit.takes(&with(&mut world, role, 2).bytes()).expect_err("it goes back");
            assert!(wrong_version(&refused, role), "{refused:?}");
            unit.takes(&with(&mut world, role, 3).bytes()).expect("the same again");
            unit.takes(&with(&mut world, role, 4).bytes()).expect("newer");
        }
    }
}

#[test]
fn an_old_stick_does_not_bring_back_a_key_that_was_taken_away() {
    let mut world = grown();
    let old = Stick::of(&world);
    world.root.assign("targets", &publics(&[7]), 1);
    second_root(&mut world);
    world.targets.version = 4;
    let mut new = Stick::of(&world);
    new.targets = super::file(&world.targets, &[7]);
    let mut unit = Unit::new(&world);
    let (believed, _) = unit.takes(&new.bytes()).expect("it is believed");
    unit.root = believed.keep.root.expect("a newer root");
    let refused = unit.takes(&old.bytes()).expect_err("by a key that is nobody's now");
    assert!(unsigned(&refused, "targets"), "{refused:?}");
}

#[test]
fn numbers_that_a_thief_used_up_are_forgotten_with_the_thiefs_key() {
    let mut world = grown();
    let mut unit = Unit::new(&world);
    let (believed, _) = unit.takes(&with(&mut world, "gateway", u64::MAX).bytes()).expect("the thief has the key");
    unit.keep(&believed);
    unit.takes(&Stick::of(&world).bytes()).expect_err("it goes back");
    world.targets.version = 4;
    world.targets.delegate("gateway", &["gateway/*/*".to_owned()], &publics(&[7]), 1);
    let mut stick = Stick::of(&world);
    stick.line = super::file(&for_bundle(&world), &[7]);
    unit.takes(&stick.bytes()).expect("the line has another key now");
}

#[test]
fn what_cannot_be_read_of_what_was_kept_counts_for_nothing() {
    let world = world();
    let mut unit = Unit::new(&world);
    unit.kept = Kept { targets: vec![b"{".to_vec(), Vec::new()], line: vec![world.get("1.root.json")] };
    unit.takes(&Stick::of(&world).bytes()).expect("it is believed");
}

#[test]
fn no_stick_shuts_a_unit_out_of_the_network() {
    let mut world = grown();
    world.put_all();
    second_root(&mut world);
    (world.targets.version, world.line.version) = (u64::MAX, u64::MAX);
    let (believed, _) = Unit::new(&world).takes(&Stick::of(&world).bytes()).expect("it is believed");
    let root = believed.keep.root.expect("a newer root");
    world.shared.0.borrow_mut().kept.insert("root".to_owned(), root);
    let target = world.ask(PATH).expect("the repository still speaks of version 3");
    assert_eq!(target.file, believed.target.file);
    world.root.version = 3;
    world.put_root(ROOTS);
    world.ask(PATH).expect("and roots go on from the one of the stick");
}
