//! What is counted takes no more room than was there at first.

use steadfast_monitor::measure::beat::Beat;
use steadfast_monitor::measure::burst::{Burst, Edge, Settings};
use steadfast_monitor::measure::distinct::Distinct;
use steadfast_monitor::measure::heavy::Heavy;
use steadfast_monitor::measure::quantile::Quantiles;
use steadfast_monitor::measure::season::Season;
use steadfast_monitor::measure::tail::Tail;

/// Whether it allocates nothing, five thousand times.
fn is_still(mut measured: impl FnMut(u32)) -> bool {
    allocation_counter::measure(|| (0..5_000).for_each(&mut measured)).count_total == 0
}

#[test]
fn counting_allocates_nothing() {
    let mut burst = Burst::new(Settings { width: 64, ..Settings::default() }, 1);
    assert!(is_still(|at| assert!(burst.score(Edge { tick: at / 7, source: at.into(), destination: 1 }) >= 0.0)));
    let mut distinct = Distinct::new(6, 1);
    assert!(is_still(|at| assert!(distinct.insert(at.into()) || at > 0)));
    let mut heavy = Heavy::<16>::default();
    assert!(is_still(|at| assert!(heavy.insert(u64::from(at) % 99).count > 0)));
    let mut quantiles = Quantiles::default();
    assert!(is_still(|at| quantiles.insert(f64::from(at).powi(5))));
    let (mut beat, mut tail) = (Beat::default(), Tail::new(1e-3));
    assert!(is_still(|at| beat.insert(u64::from(at) * 7)));
    assert!(is_still(|at| tail.learn((at % 977) as f32)));
    let mut season = Season::default();
    assert!(is_still(|at| assert!(season.insert(i64::from(at) * 600, at as f32, at % 9 > 0).is_some() || at < 9)));
    assert!(!is_still(|_| drop(vec![0_u8; 9])), "what allocates is counted");
}
