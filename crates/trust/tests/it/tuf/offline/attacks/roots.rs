//! Attacks on the chain of roots: too few, skipped, turned, forked.

use super::super::super::world::{ROOTS, TARGETS, edited, file, publics};
use super::super::{Stick, unsigned, wrong_version};
use super::{Attack, malformed, root_by};

pub(super) const ROOT_CHAIN: &[Attack] = &[
    Attack {
        name: "a root by too few",
        mount: |world| root_by(world, 2, &[1]),
        reason: |error| unsigned(error, "root"),
    },
    Attack {
        name: "a root by its new keys alone",
        mount: |world| {
            world.root.assign("root", &publics(&[8, 9]), 2);
            root_by(world, 2, &[8, 9])
        },
        reason: |error| unsigned(error, "root"),
    },
    Attack {
        name: "a root by the old keys alone",
        mount: |world| {
            world.root.assign("root", &publics(&[8, 9]), 2);
            root_by(world, 2, ROOTS)
        },
        reason: |error| unsigned(error, "root"),
    },
    Attack {
        name: "roots with one left out",
        mount: |world| Stick { first: 3, ..root_by(world, 3, ROOTS) },
        reason: |error| wrong_version(error, "root"),
    },
    Attack {
        name: "the same root again as the next",
        mount: |world| Stick { first: 2, ..Stick::of(world) },
        reason: |error| wrong_version(error, "root"),
    },
    Attack {
        name: "roots in the wrong order",
        mount: |world| {
            let second = root_by(world, 2, ROOTS).roots;
            let third = root_by(world, 3, ROOTS).roots;
            Stick { first: 2, roots: [third, second].concat(), ..Stick::of(world) }
        },
        reason: |error| wrong_version(error, "root"),
    },
    Attack {
        name: "a chain that forks before the unit's own root",
        mount: |world| {
            world.root.assign("root", &publics(&[8, 9]), 2);
            let first = root_by(world, 1, &[8, 9]).roots;
            let second = root_by(world, 2, &[8, 9]).roots;
            Stick { first: 1, roots: [first, second].concat(), ..Stick::of(world) }
        },
        reason: |error| unsigned(error, "root"),
    },
    Attack {
        name: "a fork behind it",
        mount: |world| {
            let second = root_by(world, 2, ROOTS).roots;
            world.root.assign("root", &publics(&[8, 9]), 2);
            let third = root_by(world, 3, &[8, 9]).roots;
            Stick { first: 2, roots: [second, third].concat(), ..Stick::of(world) }
        },
        reason: |error| unsigned(error, "root"),
    },
    Attack {
        name: "targets as the next root",
        mount: |world| Stick { first: 2, roots: vec![file(&world.targets, TARGETS)], ..Stick::of(world) },
        reason: |error| malformed(error, "root"),
    },
    Attack {
        name: "a root that drops the second halves, without them",
        mount: |world| {
            world.root.pq.clear();
            let stick = root_by(world, 2, ROOTS);
            let roots = stick.roots.iter().map(|root| {
                edited(root, |value| {
                    let signatures = value["signatures"].as_array_mut().expect("signatures");
                    signatures.retain(|one| one["sig"].as_str().is_some_and(|sig| sig.len() == 128));
                })
            });
            Stick { roots: roots.collect(), ..stick }
        },
        reason: |error| unsigned(error, "root"),
    },
];
