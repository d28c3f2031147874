//! Too few files, too little memory, no turn to run: the agent goes on, and nothing is lost.

use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

use rustix::process::Resource;
use steadfast_testkit::wait::until;

use crate::browser::Browser;
use crate::unit::{OWNER, PASSWORD, Unit};

/// How long the owner waits at most.
const BOUND: Duration = Duration::from_secs(15);

/// Memory beyond what the agent has: room for a page, and none for a hash of 19 MiB.
const ROOM: u64 = 8 << 20;

#[test]
fn with_too_little_memory_for_a_hash_people_are_told_that_it_is_busy_and_later_they_get_in() {
    let unit = Unit::make(None);
    let (mut agent, mut owner) = unit.with_owner(false);
    let mut stranger = Browser::from(&agent.door, Ipv4Addr::new(127, 0, 0, 2));
    assert_eq!(stranger.get("/login").expect("it is heard").status, 200);
    for (limit, has) in [(Resource::Data, "VmData"), (Resource::As, "VmSize")] {
        agent.limit(limit, Some(agent.kibibytes(has) * 1024 + ROOM));
    }
    for _ in 0..20 {
        assert_eq!(owner.log_in(OWNER, PASSWORD).expect("it is heard").status, 503, "there is no memory to judge it");
        assert_eq!(stranger.log_in(OWNER, PASSWORD).expect("it is heard").status, 503, "nor this");
    }
    let fields = [("current", PASSWORD), ("new", "another lantern entirely"), ("again", "another lantern entirely")];
    assert_eq!(owner.submit("/people/password", "/people", &fields).expect("it is heard").status, 503);
    assert!(agent.runs(), "it goes on");
    [Resource::Data, Resource::As].into_iter().for_each(|limit| agent.limit(limit, None));
    assert_eq!(owner.log_in(OWNER, PASSWORD).expect("it is heard").status, 303, "the password is the old one");
    assert_eq!(stranger.log_in(OWNER, PASSWORD).expect("it is heard").status, 303, "what was not judged was no try");
}

#[test]
fn with_no_files_left_the_owner_gets_in_and_what_they_change_is_kept_or_refused() {
    let unit = Unit::make(None);
    let (mut agent, mut owner) = unit.with_owner(false);
    agent.limit(Resource::Nofile, Some(agent.files() + 6));
    let idle: Vec<TcpStream> =
        (0..64).map(|_| TcpStream::connect(agent.door.address).expect("the system takes it")).collect();
    let comes_in = || {
        // A connection that finds no file breaks off; a browser tries again.
        owner.goes_to(&agent.door);
        owner.log_in(OWNER, PASSWORD).is_ok_and(|page| page.status == 303)
    };
    assert!(until(BOUND, comes_in), "the owner gets in");
    let turned = owner.submit("/switches", "/switches", &[("switch", "record"), ("to", "off")]);
    drop(idle);
    agent.limit(Resource::Nofile, None);
    assert!(agent.runs(), "it goes on");
    owner.goes_to(&agent.door);
    let page = owner.get("/switches").expect("it is heard").body;
    let (_, record) = page.split_once("value=\"record\"").expect("there is the switch");
    let is_off = record.split_once("name=\"to\" value=\"").is_some_and(|(_, to)| to.starts_with("on"));
    match turned.map(|page| page.status) {
        Ok(303) => assert!(is_off, "what was answered holds"),
        Ok(503) => assert!(!is_off, "what was refused does not"),
        Ok(other) => panic!("it is answered by {other}"),
        // The connection gave way to another: either is true, and the page says which.
        Err(_) => {}
    }
    assert_eq!(owner.log_in(OWNER, PASSWORD).expect("it is heard").status, 303, "all is as it was");
}

#[test]
fn whoever_asked_before_the_agent_stood_still_is_answered_when_it_goes_on() {
    let unit = Unit::make(None);
    let (agent, mut owner) = unit.with_owner(false);
    let mut other = Browser::of(&agent.door);
    other.get("/login").expect("it is heard");
    std::thread::scope(|scope| {
        agent.stand_still();
        let turns = scope.spawn(|| owner.post("/login", &[("name", OWNER), ("password", PASSWORD)]));
        let comes = scope.spawn(|| other.log_in(OWNER, PASSWORD));
        std::thread::sleep(Duration::from_secs(2));
        assert!(!turns.is_finished() && !comes.is_finished(), "nothing moves");
        agent.go_on();
        for asked in [turns, comes] {
            assert_eq!(asked.join().expect("nobody panicked").expect("it is heard").status, 303);
        }
    });
    for stop in 0..20 {
        std::thread::scope(|scope| {
            let to = if stop % 2 == 0 { "off" } else { "on" };
            let turned = scope.spawn(|| owner.submit("/switches", "/switches", &[("switch", "record"), ("to", to)]));
            std::thread::sleep(Duration::from_millis(stop));
            agent.stand_still();
            std::thread::sleep(Duration::from_millis(100));
            agent.go_on();
            assert_eq!(turned.join().expect("nobody panicked").expect("it is heard").status, 303);
        });
    }
    let export = owner.get("/log/export").expect("it is heard").body;
    assert_eq!(export.lines().filter(|line| line.contains("\"record\"")).count(), 20, "each turn is written down");
}
