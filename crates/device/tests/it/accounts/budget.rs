//! The numbers of the throttle, each of them.

use std::time::Duration;

use proptest::prelude::*;
use steadfast_device::accounts::budget::{Budget, FREE, LONGEST, MOST, Shut, wait_after};

#[test]
fn every_count_has_its_wait() {
    for count in 0..=u8::MAX {
        let seconds = match count {
            0..=4 => Some(0),
            5..=16 => Some(1 << (count - 5)),
            17..=99 => Some(3600),
            100.. => None,
        };
        assert_eq!(wait_after(count), seconds.map(Duration::from_secs), "{count}");
    }
}

#[test]
fn to_use_up_a_budget_takes_more_than_three_days() {
    let all: Duration = (FREE..MOST).filter_map(wait_after).sum();
    assert!(all > Duration::from_secs(3 * 24 * 3600), "{all:?}");
}

proptest! {
    #[test]
    fn a_try_is_let_exactly_when_its_wait_is_over(count in any::<u8>(), since in 0..1_000_000_u64, later in 0..8_000_u64) {
        let (since, later) = (Duration::from_secs(since), Duration::from_secs(later));
        let looked = Budget::counted(count, since).look(since + later);
        let wanted = match wait_after(count.min(MOST)) {
            None => Err(Shut::Stopped),
            Some(wait) if wait > later => Err(Shut::For(wait - later)),
            Some(_) => Ok(()),
        };
        prop_assert_eq!(looked, wanted);
    }

    #[test]
    fn a_clock_that_goes_back_lengthens_no_wait_beyond_an_hour(count in 0..MOST, since in any::<u32>(), now in any::<u32>()) {
        let budget = Budget::counted(count, Duration::from_secs(since.into()));
        if let Err(Shut::For(wait)) = budget.look(Duration::from_secs(now.into())) {
            prop_assert!(wait <= LONGEST);
        }
    }
}
