//! What a cohort learns, in whatever order it is told.

use proptest::prelude::*;
use steadfast_monitor::detect::{Cohort, Shard, Surprise};
use steadfast_monitor::event::Network;

use super::town::{BEGIN, DAY, Lamp, flow, live, town, vain};

/// What some units taught, each in its own shard.
fn shards(units: usize, cohort: &Cohort) -> Vec<Shard> {
    let shard = |unit: usize| {
        let (mut lamp, mut shard) = (Lamp::new(), Shard::default());
        lamp.usual_hour(BEGIN, cohort, &mut shard);
        lamp.does(BEGIN + 9, flow(&format!("203.0.113.{}", unit % 250), 443), cohort, &mut shard);
        lamp.usual_hour(BEGIN + DAY, cohort, &mut shard);
        shard
    };
    (0..units).map(shard).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn the_order_of_shards_is_nothing(seed in any::<u64>(), split in 1_usize..20) {
        let shards = shards(20, &Cohort::default());
        let mut turned: Vec<&Shard> = shards.iter().collect();
        turned.sort_by_key(|shard| (std::ptr::from_ref(*shard) as u64).wrapping_mul(seed | 1));
        let (mut one, mut other) = (Cohort::default(), Cohort::default());
        one.merge(&shards);
        let (head, tail) = turned.split_at(split);
        let (mut first, mut second) = (Shard::default(), Shard::default());
        head.iter().for_each(|shard| first.merge(shard));
        tail.iter().for_each(|shard| second.merge(shard));
        other.merge([&second, &first]);
        prop_assert_eq!(minicbor::to_vec(one).expect("a vector takes it"), minicbor::to_vec(other).expect("and it"));
    }
}

#[test]
fn it_is_written_and_read_again() {
    let (_, cohort) = town(20, 3);
    let bytes = minicbor::to_vec(&cohort).expect("a vector takes it");
    assert_eq!(minicbor::decode::<Cohort>(&bytes).expect("read"), cohort);
}

#[test]
fn it_does_not_grow_however_many_peers_there_are() {
    let mut cohort = Cohort::default();
    let day = |day: i64, cohort: &mut Cohort| {
        let mut shard = Shard::default();
        for unit in 0..100_u32 {
            let mut lamp = Lamp::new();
            for peer in 0..64_u32 {
                let to = std::net::Ipv4Addr::from(0x3000_0000 + day as u32 * 1_000_000 + unit * 100 + peer).to_string();
                lamp.does(BEGIN + day * DAY, flow(&to, (peer * 300 + unit) as u16), cohort, &mut shard);
            }
        }
        cohort.merge([&shard]);
        minicbor::to_vec(&*cohort).expect("a vector takes it").len()
    };
    let sizes: Vec<usize> = (0..6).map(|at| day(at, &mut cohort)).collect();
    assert!(sizes[5] < sizes[2] + sizes[2] / 3 && sizes[5] < 2_000_000, "{sizes:?}");
}

#[test]
fn it_counts_the_units_of_a_day() {
    let (mut lamps, mut cohort) = town(30, 3);
    assert_eq!(cohort.units(), 30);
    live(&mut lamps[..12], &mut cohort, BEGIN + 3 * DAY, 3, &mut |_, _, _, _| ());
    assert_eq!(cohort.units(), 12);
}

#[test]
fn a_smaller_budget_and_more_units_need_more_surprise() {
    let (_, few) = town(10, 3);
    let (_, many) = town(200, 3);
    assert!(few.threshold(1.0) > few.threshold(10.0));
    assert!(many.threshold(1.0) > few.threshold(1.0));
}

#[test]
fn what_another_threshold_would_have_done_is_known() {
    let (mut lamps, mut cohort) = town(50, 2);
    let begin = BEGIN + 2 * DAY;
    live(&mut lamps, &mut cohort, begin, 2, &mut |lamp, unit, at, (cohort, shard)| {
        if lamp == 7 {
            unit.is_open = true;
            for step in 0..30 {
                unit.does(at + 30 + step, Network { ..vain("203.0.113.9", 6667) }, cohort, shard);
            }
        }
    });
    let days = |from: i64| (from / DAY) as u64..=(begin / DAY) as u64 + 1;
    let at = |threshold| cohort.scores().would_have(Surprise::of(threshold), days(begin));
    let low: u64 = at(3.0).iter().map(|it| it.hours).sum();
    assert!((8..=16).contains(&low), "one unit's hours of two days: {low}");
    assert_eq!(at(15.0), []);
    assert!(cohort.scores().would_have(Surprise::of(3.0), 0..=5).is_empty());
    assert_eq!(cohort.scores().since(), Some((BEGIN / DAY) as u64));
    let next = cohort.successor();
    assert!(next.scores().would_have(Surprise::of(3.0), days(begin)).is_empty(), "one cohort alone says it");
    assert_eq!(next.threshold(1.0), cohort.threshold(1.0));
}

#[test]
fn what_keeps_changing_surprises_nobody_by_a_new_peer() {
    let mut lamps: Vec<Lamp> = (0..100).map(|_| Lamp::new()).collect();
    let mut cohort = Cohort::default();
    let mut count = 0_u32;
    live(&mut lamps, &mut cohort, BEGIN, 5, &mut |_, lamp, at, (cohort, shard)| {
        count += 1;
        let server = std::net::Ipv4Addr::from(0x4000_0000 + count).to_string();
        let found = lamp.does(at + 60, flow(&server, 443), cohort, shard);
        assert!(at < BEGIN + DAY || found.is_empty(), "{found:?}");
    });
}
