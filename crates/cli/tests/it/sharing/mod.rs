//! A stranger switches sharing off, and no event leaves their unit: shown on every byte between a real agent and a real
//! server, opened by a key log that only an agent built for this test can write.

pub(crate) mod agent;
mod held;
pub(crate) mod owner;
pub(crate) mod said;
mod tls;
mod told;
pub(crate) mod unit;
pub(crate) mod wire;
pub(crate) mod world;

use steadfast_protocol::CHECK_IN;
use steadfast_testkit::wait::until;

use crate::real_unit;
use crate::serve::house::LONG;
use owner::{Owner, guesses};
use said::Exchange;
use world::{Said, World};

/// Classes of events.
const SECURITY: u8 = 0;
const PRODUCT: u8 = 2;

/// What the product tells the log: before there is an owner, while they share, while they do not, when they do again. These
/// are the events 1 to 4 of their class.
const TEXTS: [&str; 4] = ["spindle of lathe 11", "feeder of lathe 22", "coolant of lathe 33", "tailstock of lathe 44"];

/// How often a stranger guesses while nothing is shared.
const GUESSES: usize = 3;

#[test]
fn no_event_leaves_a_unit_whose_owner_switched_sharing_off() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let mut world = World::with(agent::with_key_log());
    world.unit.start();
    world.unit.records(TEXTS[0]);
    let (off, on) = runtime.block_on(async {
        let owner = Owner::of(&world.unit).await;
        shared(&world, &owner).await;
        let off = switched_off(&mut world, &owner).await;
        (off, switched_on(&world, &owner).await)
    });
    world.unit.stop();
    let said = world.said();
    said.is_everything(&world);
    // The choice may have gone out before the page that tells of it was there again.
    said.is_silent(off.min(said.switched_off())..on);
    assert_eq!(said.numbers(PRODUCT, 0..said.exchanges.len()), [2, 4], "what was recorded without sharing");
    let (before, after) = (said.numbers(SECURITY, 0..off), said.numbers(SECURITY, on..said.exchanges.len()));
    let missing = after.first().expect("sharing began anew") - before.last().expect("there was some");
    assert!(missing > GUESSES as u64, "{before:?} and {after:?}: the guesses lie between");
    for unsent in [TEXTS[0], TEXTS[2]] {
        assert!(!said.has(unsent), "{unsent:?} was sent");
    }
}

/// Sharing is on as it was preset: what happens leaves, and the server keeps it.
async fn shared(world: &World, owner: &Owner) {
    world.unit.records(TEXTS[1]);
    owner.log_in(&world.unit).await;
    world.wait("its event is kept", |said| said.has_kept(TEXTS[1]));
    // A check-in after which nothing was sent: nothing is on its way.
    let is_quiet = |said: &Said| match &said.exchanges[..] {
        [.., answered, next] => answered.check_in().is_some() && next.path == CHECK_IN,
        _ => false,
    };
    world.wait("all is sent", is_quiet);
}

/// The owner switches it off, and much happens. Gives how many requests there had been.
async fn switched_off(world: &mut World, owner: &Owner) -> usize {
    owner.share(&world.unit, "off").await;
    let off = world.said().exchanges.len();
    world.unit.records(TEXTS[2]);
    guesses(&world.unit, GUESSES).await;
    world.wait("it checks in, again and again", |said| said.check_ins(off) >= 3);
    world.unit.stop();
    let (starts, count) = (world.said().starts(), world.said().check_ins(off));
    world.unit.start();
    world.wait("and after a start", |said| said.starts() > starts && said.check_ins(off) >= count + 2);
    owner.log_in(&world.unit).await;
    off
}

/// The owner switches it on again. Gives how many requests there had been.
async fn switched_on(world: &World, owner: &Owner) -> usize {
    let on = world.said().exchanges.len();
    owner.share(&world.unit, "on").await;
    world.unit.records(TEXTS[3]);
    world.wait("what comes is sent", |said| said.has_kept(TEXTS[3]));
    world.wait("and the choice", |said| said.exchanges[on..].iter().filter_map(Exchange::switched).any(|on| on.share));
    on
}

#[test]
fn an_agent_as_it_ships_writes_no_keys_down() {
    let mut world = World::with(real_unit::agent());
    world.unit.start();
    assert!(until(LONG, || world.wire.seen().iter().any(|connection| connection.up.len() > 2000)), "it checks in");
    let key_log = world.unit.key_log();
    assert!(!key_log.exists(), "SSLKEYLOGFILE is nothing to it");
}
