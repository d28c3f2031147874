//! The throttle beside a plain model of its rules, over tries, waits, starts, successes and presence in any order.

use std::time::Duration;

use proptest::prelude::*;
use steadfast_protocol::Tighter;

use super::{Throttle, Who};
use crate::accounts::Name;
use crate::accounts::budget::{FREE, LONGEST, MOST, Shut, wait_after, wait_tightened};
use crate::outside::Memory;

#[derive(Clone, Copy, Debug)]
enum Step {
    Try,
    Succeed,
    Wait(u64),
    Start,
    Present,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        12 => Just(Step::Try),
        1 => Just(Step::Succeed),
        6 => (0..4000_u64).prop_map(Step::Wait),
        2 => Just(Step::Start),
        1 => Just(Step::Present),
    ]
}

fn name() -> Name {
    "anna".parse().unwrap()
}

/// What a reader of the rules expects: tries, and when the next one is let.
#[derive(Default)]
struct Model {
    count: u8,
    next: Duration,
}

impl Model {
    fn look(&self, now: Duration) -> Result<(), Shut> {
        match wait_after(self.count) {
            None => Err(Shut::Stopped),
            Some(_) if now < self.next => Err(Shut::For(self.next - now)),
            Some(_) => Ok(()),
        }
    }

    fn begin_wait(&mut self, now: Duration) {
        self.next = now + wait_after(self.count).unwrap_or_default();
    }
}

proptest! {
    #[test]
    fn the_throttle_does_what_its_rules_say(steps in proptest::collection::vec(step(), 1..300)) {
        let storage = Memory::default();
        let (mut now, mut model) = (Duration::ZERO, Model::default());
        let mut throttle = Throttle::open(&storage, "throttle", now);
        for step in steps {
            match step {
                Step::Try | Step::Succeed => {
                    let counted = throttle.count(Who::Stranger("anna", Some(&name())), now);
                    prop_assert_eq!(counted.as_ref().err().copied(), model.look(now).err());
                    let Ok(counted) = counted else { continue };
                    model.count += 1;
                    model.begin_wait(now);
                    if matches!(step, Step::Succeed) {
                        throttle.succeed(counted, &name());
                        model = Model::default();
                    }
                }
                Step::Wait(seconds) => now += Duration::from_secs(seconds),
                Step::Start => {
                    now = Duration::from_secs(7);
                    throttle = Throttle::open(&storage, "throttle", now);
                    // A single try that was taken back may come back: it costs nobody anything.
                    prop_assert_eq!(throttle.look(Who::Stranger("anna", Some(&name())), now).is_ok(), model.count < 5);
                    let kept = throttle.budget(&super::Key::Strangers(name()), now).count();
                    prop_assert!(kept == model.count || (model.count == 0 && kept == 1));
                    model.count = kept;
                    model.begin_wait(now);
                }
                Step::Present => {
                    throttle.present();
                    model = Model::default();
                }
            }
        }
    }

    #[test]
    fn any_bytes_open_a_throttle(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        use crate::outside::Storage as _;
        let storage = Memory::default();
        storage.replace("throttle", &bytes).unwrap();
        let throttle = Throttle::open(&storage, "throttle", Duration::ZERO);
        prop_assert!(throttle.look(Who::Here(None), LONGEST).is_ok() || !throttle.is_closed());
    }
}

#[test]
fn starting_again_and_again_never_gives_more_than_the_free_tries() {
    let storage = Memory::default();
    let mut tries = 0;
    for _ in 0..1000 {
        let mut throttle = Throttle::open(&storage, "throttle", Duration::ZERO);
        while throttle.count(Who::Stranger("anna", Some(&name())), Duration::ZERO).is_ok() {
            tries += 1;
        }
    }
    assert_eq!(tries, 5);
}

#[test]
fn another_account_in_the_same_share_reopens_nothing_of_this_one() {
    let mut throttle = Throttle::open(Memory::default(), "throttle", Duration::ZERO);
    let twin = (0..).map(|number| format!("user{number}")).find(|twin| super::share(twin) == super::share("anna"));
    let twin = twin.expect("one in 32 is");
    let twin_name: Name = twin.parse().unwrap();
    let now = Duration::ZERO;
    for _ in 0..4 {
        throttle.count(Who::Stranger("anna", Some(&name())), now).unwrap();
    }
    let counted = throttle.count(Who::Stranger(&twin, Some(&twin_name)), now).unwrap();
    throttle.succeed(counted, &twin_name);
    throttle.count(Who::Stranger("anna", Some(&name())), now).unwrap();
    assert_eq!(throttle.look(Who::Stranger("anna", Some(&name())), now), Err(Shut::For(Duration::from_secs(1))));
}

proptest! {
    #[test]
    fn a_policy_makes_nobody_wait_less_and_nobody_longer_than_an_hour(
        count in 0..=MOST,
        tries in any::<Option<u8>>(),
        wait in any::<Option<u32>>(),
    ) {
        let (own, found) = (wait_after(count), wait_tightened(count, Some(Tighter { tries, wait })));
        prop_assert_eq!(own.is_none(), found.is_none());
        prop_assert!(found >= own && found.unwrap_or_default() <= LONGEST);
        prop_assert!(count > 0 || found == Some(Duration::ZERO), "the first try is always let");
    }
}

#[test]
fn under_a_policy_strangers_wait_from_the_first_wrong_try_on_and_whoever_is_known_or_there_does_not() {
    let (storage, name) = (Memory::default(), name());
    let browser = crate::accounts::BrowserId::random(&crate::outside::System).expect("randomness");
    let mut throttle = Throttle::open(storage, "throttle", Duration::ZERO);
    throttle.tighten(Some(Tighter { tries: Some(1), wait: Some(600) }));
    let stranger = Who::Stranger("anna", Some(&name));
    throttle.count(stranger, Duration::ZERO).expect("the first");
    assert_eq!(throttle.look(stranger, Duration::ZERO), Err(Shut::For(Duration::from_secs(600))));
    for free in [Who::Here(Some(&name)), Who::Known(&name, browser)] {
        for _ in 0..FREE {
            throttle.count(free, Duration::ZERO).expect("as ever");
        }
    }
    throttle.tighten(None);
    assert_eq!(throttle.look(stranger, Duration::ZERO), Ok(()), "as before");
}
