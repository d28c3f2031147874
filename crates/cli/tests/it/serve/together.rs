//! Several processes: on one data directory, and on one PostgreSQL.

use std::sync::atomic::AtomicBool;

use steadfast_testkit::wait::until;

use super::account::{checkpoint, founded, size};
use super::house::{House, LONG};
use super::writers::{acknowledged, is_there_once, ledger_holds, repeat, write_until};

#[test]
fn a_second_server_on_a_data_directory_is_refused_and_the_first_does_not_notice() {
    let mut house = House::sqlite();
    house.start();
    let marta = founded(&mut house);
    let second = house.folder.run(&["serve", "--listen", "127.0.0.1:0", "--data", "server"]).exits(4);
    for word in ["server", "another steadfast is running on this data directory", "--data", "PostgreSQL"] {
        assert!(second.err.contains(word), "{word}: {}", second.err);
    }
    let data = house.data();
    let taken = house.folder.path("elsewhere");
    let address = format!("127.0.0.1:{}", house.port);
    let same = house.folder.run(&["serve", "--listen", &address, "--data", "elsewhere"]).exits(4);
    assert!(same.err.contains(&address) && same.err.contains("--listen"), "{}", same.err);
    assert!(taken.exists() && data.exists());
    marta.get("/api/v1/me").expect("the first is up").is(200);
    house.kill();
    house.start();
    marta.get("/api/v1/me").expect("a lock ends with its process").is(200);
}

#[test]
fn two_servers_on_one_database_number_one_ledger_and_a_killed_leader_is_succeeded() {
    let mut first = House::postgres();
    first.start();
    let marta = founded(&mut first);
    let mut second = House::sqlite();
    second.flags.clone_from(&first.flags);
    second.flags.extend(["--master-key".to_owned(), first.data().join("master.key").display().to_string()]);
    second.start();
    let there = marta.moved(&format!("http://127.0.0.1:{}", second.port));
    there.get("/api/v1/me").expect("the second is up").is(200);

    let never = AtomicBool::new(false);
    let (mut writes, more) = std::thread::scope(|scope| {
        let one = scope.spawn(|| write_until(&never, "a", &marta));
        let other = scope.spawn(|| write_until(&never, "b", &there));
        // The first has led since it was alone.
        let led = until(LONG, || size(&checkpoint(&there)) > 40);
        first.kill();
        assert!(led, "the ledger grew");
        (one.join().expect("writers"), other.join().expect("writers"))
    });
    writes.extend(more);
    assert!(acknowledged(&writes) > 40);
    repeat(&mut writes, &there);
    second.postgres = first.postgres.take();
    is_there_once(&second, &writes);
    ledger_holds(&mut second, &there, &[]);
    second.stop();
}
