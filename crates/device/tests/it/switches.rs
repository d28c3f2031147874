//! The switches: off holds at once, for what was as well as for what comes, wherever the power goes.

use steadfast_device::unit::ChangeError;
use steadfast_monitor::event::SwitchKind::{Record, RemoteAction, Share};
use steadfast_monitor::event::{Event, What};
use steadfast_protocol::{Decision, Switched, Switches};

use crate::made::{NOW, each_cut, ends, events, live, owned, start, statements, try_start, unsent};
use crate::power::Outage;

#[test]
fn with_recording_off_one_line_remains_sealed_and_nothing_is_sent() {
    let storage = owned();
    let mut unit = start(&storage);
    live(&mut unit);
    let before = events(&unit).len();
    unit.switch(Record, false, "anna").expect("switched");
    live(&mut unit);
    unit.set("telnet", "on", "anna").expect("set");
    unit.agree(false, false).expect("agreed");
    let all = events(&unit);
    assert_eq!(all.len(), before + 1, "one line alone");
    let is_line = |bytes: &[u8]| {
        let event = minicbor::decode::<Event<'_>>(bytes).expect("an event");
        matches!(event.what, Some(What::Switch(line)) if line.switch == Some(Record) && line.on == Some(false))
    };
    assert_eq!(all.iter().filter(|(_, _, bytes)| is_line(bytes)).count(), 1);
    assert_eq!(unsent(&mut unit), []);
    assert_eq!(unit.log.sealed().expect("sealed").classes, unit.log.head());
    let mut unit = start(&storage);
    live(&mut unit);
    assert_eq!((events(&unit).len(), unsent(&mut unit)), (before + 1, Vec::new()));
}

#[test]
fn what_happens_while_sharing_is_off_is_never_sent() {
    let storage = owned();
    let mut unit = start(&storage);
    live(&mut unit);
    assert!(!unsent(&mut unit).is_empty());
    unit.switch(Share, false, "anna").expect("switched");
    assert_eq!(unsent(&mut unit), []);
    live(&mut unit);
    let mut unit = start(&storage);
    live(&mut unit);
    unit.seal().expect("sealed");
    let while_off = ends(&unit);
    unit.switch(Share, true, "anna").expect("switched");
    live(&mut unit);
    let sent = unsent(&mut unit);
    assert_eq!(sent.len(), 4, "the line and what came after: {sent:?}");
    for (class, number) in sent {
        let end =
            while_off[usize::from(class.number()) - usize::from(steadfast_monitor::event::Class::ALL[0].number())];
        assert!(number > end, "{class} {number} happened while sharing was off");
    }
}

#[test]
fn recording_off_takes_sharing_with_it_and_sharing_asks_for_recording() {
    let storage = owned();
    let mut unit = start(&storage);
    let mut on = |kind, on| {
        unit.switch(kind, on, "anna").expect("switched");
        let Switches { record, share, remote } = unit.owner().expect("owned").switches;
        [record, share, remote]
    };
    assert_eq!(on(RemoteAction, true), [true, true, true]);
    assert_eq!(on(Record, false), [false, false, true]);
    assert_eq!(on(Record, true), [true, false, true]);
    assert_eq!(on(Record, false), [false, false, true]);
    assert_eq!(on(Share, true), [true, true, true]);
    assert_eq!(on(RemoteAction, false), [true, true, false]);
}

#[test]
fn each_change_waits_signed_for_the_server_and_no_change_says_nothing() {
    let storage = owned();
    let mut unit = start(&storage);
    let before = statements::<Switched>(&unit).len();
    unit.switch(Share, false, "anna").expect("switched");
    let lines = events(&unit).len();
    unit.switch(Share, false, "anna").expect("no change");
    assert_eq!(events(&unit).len(), lines);
    let unit = start(&storage);
    let said = statements::<Switched>(&unit);
    assert_eq!(said.len(), before + 1);
    let last = said.last().expect("said");
    assert_eq!((last.unit.as_str(), last.time, last.switches.share), ("unt_1", NOW, false));
}

#[test]
fn a_unit_that_no_server_knows_says_nothing_and_one_without_an_owner_has_no_switches() {
    let storage = Outage::new(0);
    crate::made::line(&storage);
    let mut unit = start(&storage);
    assert!(matches!(unit.switch(Record, false, "anna"), Err(ChangeError::NoOwner)));
    assert!(matches!(unit.set("telnet", "on", "anna"), Err(ChangeError::NoOwner)));
    unit.set_up(crate::made::choices(true, true)).expect("set up");
    unit.switch(Share, false, "anna").expect("switched");
    unit.agree(false, false).expect("agreed");
    assert!(unit.outbox.is_empty());
}

#[test]
fn wherever_the_power_goes_nothing_old_is_sent_once_a_switch_reads_off() {
    let before = owned();
    let mut unit = start(&before);
    live(&mut unit);
    unit.seal().expect("sealed");
    let old = ends(&unit);
    for kind in [Record, Share] {
        each_cut(
            &before,
            |storage| {
                let Ok(mut unit) = try_start(storage) else { return };
                drop(unit.switch(kind, false, "anna"));
            },
            |left, when| {
                let mut unit = start(left);
                let switches = unit.owner().expect("owned").switches;
                assert!(ends(&unit) >= old, "{when}");
                if switches.share {
                    return;
                }
                assert_eq!(switches.record, kind != Record, "{when}");
                let first = unsent(&mut unit).into_iter().map(|(_, number)| number).min();
                assert!(first.is_none_or(|first| first > old[0]), "{when}: {first:?} would be sent");
                unit.switch(Share, true, "anna").expect("switched");
                assert_eq!(unsent(&mut unit).len(), 1, "{when}: the line alone");
            },
        );
    }
}

#[test]
fn wherever_the_power_goes_nothing_of_the_time_while_it_was_off_is_sent() {
    let before = owned();
    let mut unit = start(&before);
    unit.switch(Share, false, "anna").expect("switched");
    live(&mut unit);
    unit.seal().expect("sealed");
    let old = ends(&unit);
    each_cut(
        &before,
        |storage| {
            let Ok(mut unit) = try_start(storage) else { return };
            drop(unit.switch(Share, true, "anna"));
        },
        |left, when| {
            let mut unit = start(left);
            if unit.owner().expect("owned").switches.share {
                let first = unsent(&mut unit).into_iter().map(|(_, number)| number).min();
                assert!(first.is_none_or(|first| first > old[0]), "{when}: {first:?} would be sent");
            }
        },
    );
}

#[test]
fn a_switch_that_cannot_be_kept_stands_as_it_stood_and_one_that_is_kept_says_so() {
    let storage = owned();
    let mut unit = start(&storage);
    live(&mut unit);
    let waiting = unsent(&mut unit);
    storage.set_read_only(true);
    unit.switch(Share, false, "anna").expect_err("read only");
    assert!(unit.owner().expect("owned").switches.share);
    storage.set_read_only(false);
    assert_eq!(unsent(&mut start(&storage)).len(), waiting.len(), "and what waited waits");
    for room in (0..6000).step_by(150) {
        let storage = storage.copy(room);
        let mut unit = start(&storage);
        storage.fill_after(Some(usize::try_from(room).expect("small")));
        let done = unit.switch(Share, false, "anna");
        let shares = unit.owner().expect("owned").switches.share;
        assert_eq!(done.is_ok(), !shares, "with room for {room} bytes: {done:?}");
        assert_eq!(start(&storage).owner().expect("owned").switches.share, shares);
    }
}

#[test]
fn a_decision_on_updates_that_is_kept_is_no_error_where_it_cannot_be_said() {
    for room in (0..3000).step_by(100) {
        let storage = owned();
        let mut unit = start(&storage);
        storage.fill_after(Some(room));
        let done = unit.agree(false, false);
        let automatic = unit.owner().expect("owned").consent.automatic;
        assert_eq!(done.is_ok(), !automatic, "with room for {room} bytes: {done:?}");
    }
    let storage = owned();
    start(&storage).agree(false, true).expect("agreed");
    let said = statements::<Decision>(&start(&storage));
    let always = said.last().expect("said").always.expect("for all");
    assert!(!always.automatic && always.features);
}
