//! Which coordinator it is.

use steadfast_cra::coordinator::{
    DECISIONS, DISTRIBUTOR, EMPLOYEES, IMPORTER, Known, REPRESENTATIVE, USERS, Whereabouts, coordinator, csirt,
};
use steadfast_cra::member_state::MemberState;

fn state(code: &str) -> MemberState {
    MemberState::from_code(code).expect("a Member State")
}

fn known(code: &str) -> Known {
    Known::In(state(code))
}

const NOWHERE: Whereabouts = Whereabouts {
    decisions: Known::Nowhere,
    employees: Known::Nowhere,
    representative: Known::Nowhere,
    importer: Known::Nowhere,
    distributor: Known::Nowhere,
    users: Known::Nowhere,
    first_reported_to: None,
};

#[test]
fn the_order_is_that_of_the_article() {
    let mut whereabouts = Whereabouts { users: known("MT"), ..NOWHERE };
    assert_eq!(coordinator(&whereabouts).state, Some((state("MT"), &USERS)));
    whereabouts.distributor = known("PL");
    assert_eq!(coordinator(&whereabouts).state, Some((state("PL"), &DISTRIBUTOR)));
    whereabouts.importer = known("NL");
    assert_eq!(coordinator(&whereabouts).state, Some((state("NL"), &IMPORTER)));
    whereabouts.representative = known("IE");
    assert_eq!(coordinator(&whereabouts).state, Some((state("IE"), &REPRESENTATIVE)));
    whereabouts.employees = known("FR");
    assert_eq!(coordinator(&whereabouts).state, Some((state("FR"), &EMPLOYEES)));
    whereabouts.decisions = known("DE");
    let choice = coordinator(&whereabouts);
    assert_eq!(choice.state, Some((state("DE"), &DECISIONS)));
    assert_eq!(choice.steps.len(), 1, "nothing else is asked");
}

#[test]
fn an_open_question_before_the_answer_keeps_the_choice_open() {
    let whereabouts = Whereabouts { decisions: Known::Unknown, employees: known("AT"), ..NOWHERE };
    let choice = coordinator(&whereabouts);
    assert_eq!(choice.state, None);
    assert_eq!(choice.otherwise, Some((state("AT"), &EMPLOYEES)));
    assert_eq!(choice.open().map(|rule| rule.code).collect::<Vec<_>>(), [DECISIONS.code]);
}

#[test]
fn an_open_question_after_the_answer_does_not_matter() {
    let whereabouts = Whereabouts { decisions: known("AT"), ..Whereabouts::default() };
    let choice = coordinator(&whereabouts);
    assert_eq!(choice.state, Some((state("AT"), &DECISIONS)));
    assert_eq!(choice.open().count(), 0);
}

#[test]
fn nothing_said_is_nothing_chosen() {
    let choice = coordinator(&Whereabouts::default());
    assert_eq!((choice.state, choice.otherwise, choice.open().count()), (None, None, 6));
    assert_eq!(coordinator(&NOWHERE).state, None);
}

#[test]
fn who_chose_by_users_may_stay_with_the_first_coordinator() {
    let by_users = Whereabouts { users: known("ES"), first_reported_to: Some(state("PT")), ..NOWHERE };
    assert_eq!(coordinator(&by_users).may_stay, Some(state("PT")));
    let by_importer = Whereabouts { importer: known("NL"), ..by_users };
    assert_eq!(coordinator(&by_importer).may_stay, None);
    let open = Whereabouts { importer: Known::Unknown, ..by_users };
    assert_eq!(coordinator(&open).may_stay, None);
}

#[test]
fn every_member_state_has_a_coordinator_with_a_name() {
    for state in MemberState::all() {
        assert!(!csirt(state).name.is_empty(), "{}", state.code());
    }
    assert_eq!(csirt(state("DE")).name, "CERT-Bund (BSI)");
}
