//! `kill -9` of the server, and of its database, amid writes.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use steadfast_testkit::faults::{Moments, kill_amid};
use steadfast_testkit::wait::until;

use super::account::{checkpoint, founded};
use super::house::{House, LONG, on_both};
use super::writers::{acknowledged, is_there_once, ledger_holds, repeat, write_until};

const ROUNDS: usize = 3;

#[test]
fn what_was_acknowledged_is_there_once_and_what_was_not_is_whole_or_absent() {
    let seed = Moments::seeded(31);
    on_both(|mut house| {
        let mut moments = seed.clone();
        house.start();
        let marta = founded(&mut house);
        let (mut writes, mut seen, never) = (Vec::new(), Vec::new(), AtomicBool::new(false));
        for round in 0..ROUNDS {
            let process = house.running();
            let within = Duration::from_millis(900);
            let work = || write_until(&never, &format!("r{round}"), &marta);
            writes.extend(kill_amid(process, &mut moments, within, work));
            house.start();
            seen.push(checkpoint(&marta));
        }
        assert!(acknowledged(&writes) > 0, "something was acknowledged");
        repeat(&mut writes, &marta);
        is_there_once(&house, &writes);
        ledger_holds(&mut house, &marta, &seen);
        house.stop();
    });
}

#[test]
fn a_database_that_is_killed_and_comes_back_costs_nothing_but_waiting() {
    let mut house = House::postgres();
    house.start();
    let marta = founded(&mut house);
    let (mut seen, over) = (vec![checkpoint(&marta)], AtomicBool::new(false));
    let mut moments = Moments::seeded(32);
    let (database, mut server) = house.postgres.take().expect("a server");
    let mut writes = std::thread::scope(|scope| {
        let writing = scope.spawn(|| write_until(&over, "w", &marta));
        for _ in 0..2 {
            std::thread::sleep(moments.next(Duration::from_millis(500)));
            server.kill();
            for path in ["/api/v1/me", "/healthz"] {
                let away = marta.get(path).expect("the server is up").is(503);
                let is_api = path.starts_with("/api");
                assert!(!is_api || away.header("retry-after").is_some_and(|seconds| seconds != "0"), "{away:?}");
            }
            server.start_again();
            let is_back = || marta.get("/api/v1/me").is_ok_and(|answer| answer.status == 200);
            assert!(until(LONG, is_back), "it comes back by itself");
            seen.push(checkpoint(&marta));
        }
        over.store(true, Ordering::Relaxed);
        writing.join().expect("writers")
    });
    house.postgres = Some((database, server));
    assert!(house.running().is_running(), "it was never restarted");
    repeat(&mut writes, &marta);
    is_there_once(&house, &writes);
    ledger_holds(&mut house, &marta, &seen);
    house.stop();
}
