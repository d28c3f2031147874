//! Databases that fail.

use std::time::Duration;

use steadfast_store::{Location, Store, StoreError};
use steadfast_testkit::faults::SmallDisk;
use steadfast_testkit::postgres::{self, Server};
use steadfast_testkit::wait::until;

fn put(store: &Store, value: &str) -> Result<(), StoreError> {
    let value = value.to_owned();
    store.write(move |tx| tx.setting_put("kept", &value)).wait()
}

fn kept(store: &Store) -> Result<Option<String>, StoreError> {
    store.read(|tx| tx.setting("kept")).wait()
}

#[test]
fn a_server_that_goes_away_is_told_and_comes_back_with_what_was_acknowledged() {
    let mut server = Server::durable();
    let database = server.fresh();
    let store = Store::open(&database.url().parse().expect("an address")).expect("opens");
    put(&store, "before").expect("kept");
    server.kill();
    for gone in [put(&store, "meanwhile"), kept(&store).map(drop)] {
        assert!(matches!(gone, Err(StoreError::Unavailable(_))), "{gone:?}");
    }
    server.start_again();
    assert!(until(Duration::from_secs(10), || kept(&store).is_ok()), "the store connects again by itself");
    assert_eq!(kept(&store).expect("read").as_deref(), Some("before"));
    put(&store, "after").expect("kept");
}

#[test]
fn connections_that_were_cut_while_idle_are_not_noticed() {
    let database = postgres::fresh();
    let store = Store::open(&database.url().parse().expect("an address")).expect("opens");
    for value in ["one", "two", "three"] {
        put(&store, value).expect("kept");
        database.cut_connections();
        put(&store, value).expect("kept over a new connection");
        assert_eq!(kept(&store).expect("read").as_deref(), Some(value));
    }
}

#[test]
fn a_full_disk_is_named_nothing_is_half_written_and_room_is_enough_to_go_on() {
    let Some(disk) = SmallDisk::mount(8 << 20) else { return };
    let store = Store::open(&Location::in_directory(disk.path())).expect("opens");
    put(&store, "before").expect("kept");
    let ballast = disk.fill_but(16 << 10);
    let full = put(&store, &"much".repeat(1 << 18));
    assert!(matches!(full, Err(StoreError::Full(_))), "{full:?}");
    assert_eq!(kept(&store).expect("reading goes on").as_deref(), Some("before"));
    std::fs::remove_file(ballast).expect("ballast");
    put(&store, "after").expect("there is room again");
    assert_eq!(kept(&store).expect("read").as_deref(), Some("after"));
}
