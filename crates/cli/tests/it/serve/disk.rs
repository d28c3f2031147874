//! A disk that runs full under the server.

use std::sync::atomic::AtomicBool;

use serde_json::json;
use steadfast_testkit::faults::SmallDisk;
use steadfast_testkit::wait::until;

use super::account::{MARTA, PASSWORD, checkpoint, founded};
use super::house::{House, LONG};
use super::writers::{acknowledged, is_there_once, ledger_holds, repeat, write_until};

#[test]
fn a_full_disk_is_said_reading_goes_on_and_room_is_enough_to_go_on() {
    let Some(disk) = SmallDisk::mount(16 << 20) else { return };
    let mut house = House::on_disk(disk);
    house.start();
    let marta = founded(&mut house);
    let seen = vec![checkpoint(&marta)];
    let ballast = house.disk().fill_but(64 << 10);

    let key = |number: usize| json!({"name": "Jo", "email": format!("jo-{number}@lumen.example"), "role": "viewer"});
    let fills = (0..200).any(|number| marta.post("/api/v1/invitations", &key(number)).expect("up").status == 507);
    assert!(fills, "the disk is full at last");
    let full = marta.post("/api/v1/invitations", &key(1000)).expect("up").is(507);
    assert_eq!(full.json()["type"], "storage-full");
    house.client().enter("/api/v1/sign-in", &json!({"email": MARTA, "password": PASSWORD})).expect("up").is(507);
    for path in ["/api/v1/me", "/api/v1/people", "/api/v1/invitations", "/api/v1/ledger/export", "/healthz"] {
        marta.get(path).expect("up").is(200);
    }
    let held = marta.get("/api/v1/invitations").expect("up").json();
    let held = held.as_array().expect("a list").iter().map(|one| one["email"].to_string()).collect::<Vec<_>>();
    assert!(!held.iter().any(|email| email.contains("jo-1000")), "what was refused is not there");

    std::fs::remove_file(ballast).expect("ballast");
    let goes_on = || marta.post("/api/v1/invitations", &key(1000)).expect("up").status == 201;
    assert!(until(LONG, goes_on), "room is enough, without a restart");
    ledger_holds(&mut house, &marta, &seen);
    house.stop();
}

#[test]
fn a_server_killed_on_a_full_disk_starts_again_once_there_is_room() {
    let Some(disk) = SmallDisk::mount(16 << 20) else { return };
    let mut house = House::on_disk(disk);
    house.start();
    let marta = founded(&mut house);
    let ballast = house.disk().fill_but(256 << 10);
    let mut writes = write_until(&AtomicBool::new(false), "f", &marta);
    assert!(writes.len() < 400 && acknowledged(&writes) > 0, "the disk ran full after some");
    house.kill();
    std::fs::remove_file(ballast).expect("ballast");
    house.start();
    repeat(&mut writes, &marta);
    is_there_once(&house, &writes);
    ledger_holds(&mut house, &marta, &[]);
    house.stop();
}
