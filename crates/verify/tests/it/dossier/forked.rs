//! Two dossiers of one ledger.

use steadfast_verify::dossier::{DossierFindings, Relation, compare_dossiers};

use super::world::{World, held};
use crate::ledger::record;

/// A dossier of a world that was changed.
fn of(change: impl Fn(&mut World)) -> DossierFindings {
    let mut world = World::new();
    change(&mut world);
    held(&world.dossier())
}

fn refused(one: &DossierFindings, other: &DossierFindings) -> String {
    let told = |one, other| {
        let fault = compare_dossiers(one, other).expect_err("they do not go together");
        let record = fault.record.map(|number| format!(" #{number}")).unwrap_or_default();
        format!("{:?} {}{record}", fault.problem.outcome(), fault.problem.code())
    };
    let answer = told(one, other);
    assert_eq!(answer, told(other, one), "whichever comes first");
    answer
}

#[test]
fn one_that_leads_to_the_other_grew_from_it() {
    let (old, new) = (
        of(|_| {}),
        of(|world| {
            world.records.push(record(6));
            world.earlier = vec![3, 6];
        }),
    );
    assert_eq!(compare_dossiers(&old, &new).expect("they go together"), Relation::Grown(6));
    assert_eq!(compare_dossiers(&new, &old).expect("they go together"), Relation::Older(6));
    assert_eq!(compare_dossiers(&old, &old).expect("they go together"), Relation::Same);
}

#[test]
fn where_neither_leads_to_the_other_nothing_is_decided() {
    let (old, new) = (of(|_| {}), of(|world| world.records.push(record(6))));
    assert_eq!(refused(&old, &new), "Undecided no-path");
}

#[test]
fn two_heads_of_one_size_are_a_fork() {
    let (one, other) = (of(|_| {}), of(|world| world.records[0].kind = "person-removed".to_owned()));
    assert_eq!(refused(&one, &other), "Altered fork");
}

#[test]
fn a_fork_is_found_by_what_both_grew_from() {
    let one = of(|_| {});
    let longer = |world: &mut World| {
        world.records[0].kind = "person-removed".to_owned();
        world.records.push(record(6));
    };
    assert_eq!(refused(&one, &of(longer)), "Altered fork", "both carry a checkpoint over three records");
    let led = |world: &mut World| {
        longer(world);
        world.earlier = vec![6];
    };
    assert_eq!(refused(&one, &of(led)), "Altered fork", "the longer one leads to another head of six records");
}

#[test]
fn a_fork_is_found_by_a_record_that_is_another() {
    let one = of(|world| world.earlier = vec![1]);
    let other = of(|world| {
        world.earlier = vec![1];
        world.records[5].kind = "person-removed".to_owned();
        world.records.push(record(6));
    });
    assert_eq!(refused(&one, &other), "Altered fork #5");
}

#[test]
fn different_ledgers_say_nothing_about_each_other() {
    let (one, other) = (of(|_| {}), of(|world| world.seed = 2));
    assert_eq!(refused(&one, &other), "Undecided different-ledgers");
}
