//! Policies on a unit: what is believed, what is obeyed, what the owner says to it, and when it ends.

use std::sync::LazyLock;
use std::time::Duration;

use steadfast_device::factory::{Factory, Function, Words};
use steadfast_device::provision::{confirm, make};
use steadfast_device::update::{Metadata, refresh};
use steadfast_monitor::event::{Event, PolicyStep, SwitchKind, What};
use steadfast_protocol::{
    LONGEST_POLICY, Message, Policy, PolicyReason, PolicyTaken, Seconds, Stance, Tighter, encode,
};
use steadfast_trust::held;
use steadfast_trust::tuf::{Ed25519Key, Sign};

use super::repository::Repository;
use crate::made::{Draws, Hand, NOW, Whole, choices, each_cut, events, order, signed_by, start, start_with};
use crate::power::Outage;

const DAY: Seconds = 24 * 3600;

/// The key of the line.
const LINE: u8 = 5;

static REPOSITORY: LazyLock<Repository> = LazyLock::new(Repository::new);

/// What is believed of the repository.
static BELIEVED: LazyLock<Metadata> = LazyLock::new(|| {
    let mut metadata = Metadata::load(&Outage::new(0), &REPOSITORY.settings().root).expect("power");
    refresh(&mut metadata, &mut REPOSITORY.clone(), NOW).expect("it is believed");
    metadata
});

fn function(name: &str, core: bool) -> Function {
    Function { name: name.into(), core, title: Words { en: name.into(), de: String::new() } }
}

fn declared(factory: &mut Factory) {
    factory.updates = Some(REPOSITORY.settings());
    factory.remote = Some(Words { en: "pause what an attack uses".into(), de: String::new() });
    factory.functions = vec![function("live-picture", true), function("remote-diagnosis", false)];
}

/// A medium with a unit of somebody who lets the manufacturer act from afar.
fn trusting() -> Outage {
    let storage = asking();
    start(&storage).switch(SwitchKind::RemoteAction, true, "anna").expect("switched");
    storage
}

/// The same with somebody who does not.
fn asking() -> Outage {
    let storage = Outage::new(0);
    let made = make(&&storage, &Draws::new(1), &order(&signed_by(9, declared))).expect("made");
    confirm(&&storage, made.fingerprint).expect("confirmed");
    start(&storage).set_up(choices(true, false)).expect("set up");
    storage
}

fn policy(sequence: u64) -> Policy {
    Policy {
        product: "prd_camera".to_owned(),
        sequence,
        issued: NOW,
        expires: NOW + 7 * DAY,
        reason: PolicyReason { en: "Somebody guesses passwords.".to_owned(), de: String::new() },
        throttle: Some(Tighter { tries: Some(1), wait: Some(600) }),
        paused: vec!["remote-diagnosis".to_owned()],
    }
}

fn lifting(sequence: u64) -> Policy {
    Policy { throttle: None, paused: Vec::new(), ..policy(sequence) }
}

fn signed(policy: &Policy, by: u8) -> Vec<u8> {
    let key = Ed25519Key::from_seed(&[by; 32]);
    held::sign(Policy::TYPE, encode(policy), &key as &dyn Sign).expect("signed").to_bytes().expect("short")
}

fn come(unit: &mut Whole<'_>, policy: &Policy) -> bool {
    unit.policy_came(&signed(policy, LINE), &BELIEVED).expect("kept")
}

/// What the log says of policies.
fn told(unit: &Whole<'_>) -> Vec<(PolicyStep, String)> {
    let all = events(unit);
    let mut told: Vec<_> =
        all.iter().filter_map(|(_, number, bytes)| step(bytes).map(|step| (*number, step))).collect();
    told.sort_by_key(|(number, _)| *number);
    told.into_iter().map(|(_, step)| step).collect()
}

fn step(bytes: &[u8]) -> Option<(PolicyStep, String)> {
    let event = Event::decode(bytes).ok()?;
    let Some(What::MakerPolicy(it)) = event.what else { return None };
    Some((it.step?, it.detail.map(|detail| detail.to_string()).unwrap_or_default()))
}

fn steps(unit: &Whole<'_>) -> Vec<PolicyStep> {
    told(unit).into_iter().map(|(step, _)| step).collect()
}

#[test]
fn a_policy_of_the_line_is_obeyed_and_stays_through_a_start() {
    let storage = trusting();
    let mut unit = start(&storage);
    assert!(!unit.function_paused("remote-diagnosis"));
    assert!(come(&mut unit, &policy(3)));
    assert!(!come(&mut unit, &policy(3)), "it is there already");
    assert!(unit.function_paused("remote-diagnosis"));
    assert_eq!(unit.obeyed().throttle, policy(3).throttle);
    assert_eq!(unit.policy_taken(), PolicyTaken { sequence: 3, stance: Some(Stance::Obeys) });
    drop(unit);
    let unit = start(&storage);
    assert!(unit.function_paused("remote-diagnosis"), "after a start as well");
    assert_eq!(steps(&unit), [PolicyStep::Came]);
}

#[test]
fn a_core_function_and_one_that_nobody_declared_go_on_and_the_log_says_so() {
    let storage = trusting();
    let mut unit = start(&storage);
    let paused = ["live-picture", "microphone", "remote-diagnosis"].map(str::to_owned).to_vec();
    assert!(come(&mut unit, &Policy { paused, ..policy(1) }));
    assert!(!unit.function_paused("live-picture"), "the product is for it");
    assert!(!unit.function_paused("microphone"), "nobody declared it");
    assert!(unit.function_paused("remote-diagnosis"));
    let refused = |name: &str| (PolicyStep::PartRefused, name.to_owned());
    assert_eq!(told(&unit)[1..], [refused("live-picture"), refused("microphone")]);
}

#[test]
fn what_is_forged_foreign_over_too_long_or_older_changes_nothing() {
    let storage = trusting();
    let mut unit = start(&storage);
    assert!(come(&mut unit, &policy(5)));
    let before = unit.obeyed();
    let other = |change: fn(&mut Policy)| {
        let mut policy = lifting(6);
        change(&mut policy);
        policy
    };
    let refused = [
        ("by the server's online key", signed(&lifting(6), 6)),
        ("by another line", signed(&lifting(6), 7)),
        ("by nobody", signed(&lifting(6), 99)),
        ("for another product", signed(&other(|policy| policy.product = "prd_other".to_owned()), LINE)),
        ("over", signed(&other(|policy| (policy.issued, policy.expires) = (NOW - 2, NOW)), LINE)),
        ("for too long", signed(&other(|policy| policy.expires = policy.issued + LONGEST_POLICY + 1), LINE)),
        ("an older one", signed(&lifting(4), LINE)),
        ("another of the same place", signed(&lifting(5), LINE)),
        ("no policy", b"{}".to_vec()),
        ("endless", vec![b'['; 1 << 20]),
    ];
    for (what, bytes) in refused {
        let lines = steps(&unit).len();
        assert!(!unit.policy_came(&bytes, &BELIEVED).expect("kept"), "{what}");
        assert!(!unit.policy_came(&bytes, &BELIEVED).expect("kept"), "{what}, again");
        assert_eq!(unit.obeyed(), before, "{what}");
        assert_eq!(steps(&unit)[lines..], [PolicyStep::Refused], "{what}: said once");
        assert_eq!(unit.policy_taken().sequence, 5, "{what}");
    }
}

#[test]
fn without_targets_that_name_the_line_nobody_is_believed() {
    let storage = trusting();
    let mut unit = start(&storage);
    let root_alone = Metadata::load(&Outage::new(0), &REPOSITORY.settings().root).expect("power");
    assert!(!unit.policy_came(&signed(&policy(1), LINE), &root_alone).expect("kept"));
    assert_eq!(unit.policy_taken(), PolicyTaken { sequence: 0, stance: None });
}

#[test]
fn a_newer_one_that_asks_for_nothing_lifts_what_was() {
    let storage = trusting();
    let mut unit = start(&storage);
    assert!(come(&mut unit, &policy(1)) && come(&mut unit, &lifting(2)));
    assert_eq!(unit.obeyed(), steadfast_device::policy::Obeyed::default());
    assert!(unit.policy().is_none());
    assert!(!come(&mut unit, &policy(1)), "and the one before does not come back");
    assert_eq!(steps(&unit), [PolicyStep::Came, PolicyStep::Lifted, PolicyStep::Refused]);
}

#[test]
fn it_ends_by_itself_by_the_clock_also_while_the_unit_was_off() {
    let storage = trusting();
    let mut unit = start(&storage);
    assert!(come(&mut unit, &policy(1)));
    unit.clock.wall = Some(policy(1).expires - 1);
    assert!(unit.function_paused("remote-diagnosis"));
    drop(unit);
    let mut unit = start_with(&storage, Hand { wall: Some(policy(1).expires), steady: Duration::ZERO });
    assert!(!unit.function_paused("remote-diagnosis"));
    unit.count_policy();
    unit.count_policy();
    assert_eq!(steps(&unit), [PolicyStep::Came, PolicyStep::Ended], "said once");
}

#[test]
fn without_a_clock_it_ends_after_as_long_as_it_counts_however_often_the_unit_starts() {
    let storage = trusting();
    let mut unit = start(&storage);
    unit.clock.wall = None;
    unit.clock.steady = Duration::ZERO;
    let short = Policy { expires: NOW + 4 * 3600, ..policy(1) };
    assert!(come(&mut unit, &short));
    unit.clock.steady = Duration::from_secs(3 * 3600);
    unit.count_policy();
    assert!(unit.function_paused("remote-diagnosis"));
    drop(unit);
    let mut starts = 0;
    // A unit that dies within a minute of each start, and never has anything written on the way.
    while start_with(&storage, Hand { wall: None, steady: Duration::ZERO }).function_paused("remote-diagnosis") {
        starts += 1;
        assert!(starts < 10, "it never ends");
    }
    assert!(starts > 0, "it still counted");
}

#[test]
fn where_the_owner_lets_nobody_act_nothing_happens_until_they_say_so() {
    let storage = asking();
    let mut unit = start(&storage);
    assert!(come(&mut unit, &policy(1)));
    assert_eq!((unit.stance(), unit.function_paused("remote-diagnosis")), (Stance::Waits, false));
    assert!(unit.answer_policy(true, "anna").expect("kept"));
    assert!(unit.function_paused("remote-diagnosis"));
    assert!(unit.answer_policy(false, "anna").expect("kept"));
    assert_eq!((unit.stance(), unit.function_paused("remote-diagnosis")), (Stance::Left, false));
    drop(unit);
    let mut unit = start(&storage);
    assert_eq!(unit.stance(), Stance::Left, "after a start as well");
    assert!(come(&mut unit, &policy(2)));
    assert_eq!(unit.stance(), Stance::Waits, "what was said to one is not said to the next");
    assert_eq!(steps(&unit), [PolicyStep::Came, PolicyStep::Accepted, PolicyStep::Left, PolicyStep::Came]);
}

#[test]
fn an_owner_who_switches_remote_action_off_ends_it_at_once() {
    let storage = trusting();
    let mut unit = start(&storage);
    assert!(come(&mut unit, &policy(1)));
    unit.switch(SwitchKind::RemoteAction, false, "anna").expect("switched");
    assert_eq!((unit.stance(), unit.function_paused("remote-diagnosis")), (Stance::Waits, false));
}

#[test]
fn the_next_owner_inherits_no_answer_and_no_unit_goes_back_through_a_reset() {
    let storage = asking();
    let mut unit = start(&storage);
    assert!(come(&mut unit, &policy(3)));
    assert!(unit.answer_policy(true, "anna").expect("kept"));
    unit.reset().expect("reset");
    drop(unit);
    let mut unit = start(&storage);
    assert!(!unit.function_paused("remote-diagnosis"));
    unit.set_up(choices(true, false)).expect("set up");
    assert_eq!(unit.stance(), Stance::Waits);
    assert!(!come(&mut unit, &lifting(2)));
    assert_eq!(unit.policy_taken().sequence, 3);
}

#[test]
fn wherever_the_power_goes_there_is_the_old_policy_or_the_new_one() {
    let storage = trusting();
    come(&mut start(&storage), &policy(1));
    let bytes = signed(&lifting(2), LINE);
    let script = |storage: &Outage| {
        if let Ok(mut unit) = crate::made::try_start(storage) {
            drop(unit.policy_came(&bytes, &BELIEVED));
        }
    };
    each_cut(&storage, script, |storage, what| {
        let unit = start(storage);
        let found = (unit.policy_taken().sequence, unit.function_paused("remote-diagnosis"));
        assert!(matches!(found, (1, true) | (2, false)), "{what}: {found:?}");
    });
}
