//! The throttle beside a plain model of its rules, over tries, waits, starts, successes and presence in any order.

use std::time::Duration;

use proptest::prelude::*;

use super::{Throttle, Who};
use crate::accounts::Name;
use crate::accounts::budget::{LONGEST, Shut, wait_after};
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
