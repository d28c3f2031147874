//! What is counted takes no more room than was there at first.

use steadfast_monitor::measure::burst::{Burst, Edge, Settings};

/// Whether it allocates nothing, five thousand times.
fn is_still(mut measured: impl FnMut(u32)) -> bool {
    allocation_counter::measure(|| (0..5_000).for_each(&mut measured)).count_total == 0
}

#[test]
fn counting_allocates_nothing() {
    let mut burst = Burst::new(Settings { width: 64, ..Settings::default() }, 1);
    assert!(is_still(|at| assert!(burst.score(Edge { tick: at / 7, source: at.into(), destination: 1 }) >= 0.0)));
    assert!(!is_still(|_| drop(vec![0_u8; 9])), "what allocates is counted");
}
