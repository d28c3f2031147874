//! Sticks that somebody made to be believed, one by one. Each is refused for its own reason.

mod roots;
mod said;
mod signers;

use steadfast_trust::tuf::{BundleError, Custom, Distrust, UpdateKind};

use super::super::world::{PATH, World, file};
use super::{Stick, Unit, distrusted, for_bundle, second_root, world};

/// What somebody does to a stick, and the reason for which it must be refused.
struct Attack {
    name: &'static str,
    mount: fn(&mut World) -> Stick,
    reason: fn(&BundleError) -> bool,
}

fn malformed(error: &BundleError, of: &str) -> bool {
    distrusted(error, |distrust| matches!(distrust, Distrust::Malformed { role, .. } if role == of))
}

/// The stick with its line's document by these keys.
fn line_by(world: &mut World, by: &[u8]) -> Stick {
    Stick { line: file(&for_bundle(world), by), ..Stick::of(world) }
}

fn targets_by(world: &mut World, by: &[u8]) -> Stick {
    Stick { targets: file(&world.targets, by), ..Stick::of(world) }
}

/// The stick with another second root, by these keys.
fn root_by(world: &mut World, version: u64, by: &[u8]) -> Stick {
    world.root.version = version;
    world.put_root(by);
    Stick { first: 2, ..Stick::of(world) }
}

/// Each is refused for its own reason.
fn refused(attacks: &[Attack]) {
    for Attack { name, mount, reason } in attacks {
        let mut world = world();
        let unit = Unit::new(&world);
        let stick = mount(&mut world);
        let refused = unit.takes(&stick.bytes()).expect_err(name);
        assert!(reason(&refused), "{name}: {refused:?}");
    }
}

#[test]
fn what_the_wrong_ones_signed_is_refused() {
    refused(signers::SIGNERS);
}

#[test]
fn roots_that_do_not_follow_are_refused() {
    refused(roots::ROOT_CHAIN);
}

#[test]
fn what_a_line_may_not_say_is_refused() {
    refused(said::SAID);
}

#[test]
fn an_image_that_is_another_is_refused() {
    refused(said::IMAGE);
}

#[test]
fn whom_an_image_is_for_is_left_to_the_unit() {
    let mut world = world();
    let file = world.line.content.targets.get_mut(PATH).expect("it is named");
    let said =
        Custom { product: "prd_9".to_owned(), kind: UpdateKind::Feature, ..Custom::of(file).expect("it is said") };
    file.custom = Some(said.to_value().expect("a value"));
    let (believed, _) = Unit::new(&world).takes(&Stick::of(&world).bytes()).expect("it is believed");
    assert_eq!(believed.custom, said);
}

#[test]
fn what_is_refused_on_the_way_costs_nothing() {
    let mut world = world();
    second_root(&mut world);
    let unit = Unit::new(&world);
    let (good, bad) = (Stick::of(&world), line_by(&mut world, &[9]));
    unit.takes(&bad.bytes()).expect_err("its root is good, its line is not");
    unit.takes(&good.bytes()).expect("it is believed from the same root on");
}
