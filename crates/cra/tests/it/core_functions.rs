//! Words of core functions.

use steadfast_cra::{categories, core_functions};

#[test]
fn words_speak_of_categories_that_there_are() {
    assert!(core_functions::ids().all(|id| categories::category(id).is_some()));
}

#[test]
fn words_make_categories_worth_considering_and_decide_nothing() {
    let ids = |text: &str| core_functions::suggested(text).into_iter().map(|(id, _)| id).collect::<Vec<_>>();
    assert_eq!(ids("A router that connects offices."), ["III.I.12"]);
    assert_eq!(ids("Firewalls, and a VPN."), ["III.I.5", "III.II.2"]);
    assert_eq!(ids("Reads values of machines."), Vec::<&str>::new());
    assert_eq!(ids("Modems"), ["III.I.12"]);
    assert_eq!(ids("Tells stories of a toymaker."), Vec::<&str>::new());
}
