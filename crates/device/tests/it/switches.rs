//! The switches: off holds at once, for what was as well as for what comes, wherever the power goes.

use steadfast_device::unit::ChangeError;
use steadfast_monitor::event::SwitchKind::{Record, RemoteAction, Share};
use steadfast_monitor::event::{Event, What};
use steadfast_protocol::{Consent, Decision, Switched, Switches};

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
    unit.set(&[("telnet", "on")], "anna").expect("set");
    unit.agree(false, false, "anna").expect("agreed");
    let all = events(&unit);
    assert_eq!(all.len(), before + 2, "one line for each switch that is off now, and no more");
    let is_line = |bytes: &[u8]| {
        let event = minicbor::decode::<Event<'_>>(bytes).expect("an event");
        matches!(event.what, Some(What::Switch(line)) if line.switch == Some(Record) && line.on == Some(false))
    };
    assert_eq!(all.iter().filter(|(_, _, bytes)| is_line(bytes)).count(), 1);
    assert_eq!(unsent(&mut unit), []);
    assert_eq!(unit.log.sealed().expect("sealed").classes, unit.log.head());
    let mut unit = start(&storage);
    live(&mut unit);
    assert_eq!((events(&unit).len(), unsent(&mut unit)), (before + 2, Vec::new()));
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
fn a_unit_that_no_server_knows_says_nothing_to_one_and_one_without_an_owner_has_no_switches() {
    let storage = Outage::new(0);
    crate::made::line(&storage);
    let mut unit = start(&storage);
    assert!(matches!(unit.switch(Record, false, "anna"), Err(ChangeError::NoOwner)));
    assert!(matches!(unit.set(&[("telnet", "on")], "anna"), Err(ChangeError::NoOwner)));
    unit.set_up(crate::made::choices(true, true)).expect("set up");
    unit.switch(Share, false, "anna").expect("switched");
    unit.agree(false, false, "anna").expect("agreed");
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
                let lines = 1 + usize::from(!switches.record);
                assert_eq!(unsent(&mut unit).len(), lines, "{when}: the lines alone");
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
fn off_holds_at_once_also_where_it_cannot_be_kept_and_on_does_not() {
    let storage = owned();
    let mut unit = start(&storage);
    live(&mut unit);
    let waiting = unsent(&mut unit);
    storage.set_read_only(true);
    for kind in [Share, Record] {
        unit.switch(kind, false, "anna").expect_err("read only");
        unit.switch(kind, false, "anna").expect_err("it is off, and not kept");
    }
    let Switches { record, share, .. } = unit.owner().expect("owned").switches;
    assert_eq!([record, share, unit.records()], [false; 3]);
    unit.switch(Share, true, "anna").expect_err("what was recorded before would be sent");
    assert!(!unit.owner().expect("owned").switches.share);
    storage.set_read_only(false);
    assert_eq!(unsent(&mut start(&storage)).len(), waiting.len(), "the next start knows nothing of it, as it said");
    let (lines, said) = (events(&unit).len(), statements::<Switched>(&unit).len());
    unit.settle().expect("there is room again");
    unit.settle().expect("nothing is owed");
    assert_eq!(events(&unit).len(), lines + 2, "the lines that were owed: recording and sharing");
    assert_eq!(statements::<Switched>(&unit).len(), said + 1, "and the server is told");
    assert!(!start(&storage).owner().expect("owned").switches.share);
}

#[test]
fn a_switch_is_off_with_however_little_room_and_says_whether_it_is_kept() {
    for room in (0..6000).step_by(150) {
        let storage = owned();
        let mut unit = start(&storage);
        storage.fill_after(Some(room));
        let done = unit.switch(Share, false, "anna");
        assert!(!unit.owner().expect("owned").switches.share);
        assert_eq!(start(&storage).owner().expect("owned").switches.share, done.is_err(), "room for {room}: {done:?}");
    }
}

#[test]
fn a_switch_that_takes_another_one_with_it_leaves_a_line_for_each() {
    let storage = owned();
    let mut unit = start(&storage);
    let before = events(&unit).len();
    unit.switch(Record, false, "anna").expect("switched");
    assert_eq!(events(&unit).len(), before + 2, "recording and sharing");
    unit.switch(Share, true, "anna").expect("switched");
    assert_eq!(events(&unit).len(), before + 4);
}

#[test]
fn what_was_decided_elsewhere_holds_where_it_is_stricter_once_and_not_before_its_time() {
    let storage = owned();
    let mut unit = start(&storage);
    unit.agree(true, true, "anna").expect("agreed");
    let told = |automatic, features, since| Consent { automatic, features, since: Some(since) };
    let now = |unit: &crate::made::Whole<'_>| {
        let consent = unit.owner().expect("owned").consent;
        (consent.automatic, consent.features)
    };
    unit.clock.wall = Some(NOW + 10);
    unit.agreed_elsewhere(told(false, false, NOW + 1_000_000), "elsewhere").expect("not yet");
    assert_eq!(now(&unit), (true, true), "what lies in the future is no decision");
    unit.agreed_elsewhere(told(false, true, NOW + 5), "elsewhere").expect("stricter");
    assert_eq!(now(&unit), (false, true));
    unit.clock.wall = Some(NOW + 3);
    unit.agree(true, true, "anna").expect("the owner wants it otherwise");
    unit.clock.wall = Some(NOW + 20);
    unit.agreed_elsewhere(told(false, true, NOW + 5), "elsewhere").expect("known");
    assert_eq!(now(&unit), (true, true), "told once");
    assert_eq!(now(&start(&storage)), (true, true));
    unit.agree(false, false, "anna").expect("agreed");
    unit.clock.wall = Some(NOW + 40);
    unit.agreed_elsewhere(told(true, true, NOW + 30), "elsewhere").expect("looser");
    assert_eq!(now(&unit), (false, false), "nothing is loosened from afar");
}

#[test]
fn what_is_recorded_while_the_owner_refuses_elsewhere_is_never_sent_also_after_a_start() {
    let storage = owned();
    let mut unit = start(&storage);
    unit.taken_elsewhere(true).expect("as it was");
    live(&mut unit);
    assert!(unit.may_send() && !unsent(&mut unit).is_empty(), "nothing was refused");
    unit.taken_elsewhere(false).expect("kept");
    assert!(!unit.may_send());
    let mut unit = start(&storage);
    live(&mut unit);
    assert!(!unit.may_send(), "a start is no word of the owner's");
    unit.taken_elsewhere(true).expect("kept");
    assert_eq!((unit.may_send(), unsent(&mut unit)), (true, Vec::new()));
    live(&mut unit);
    assert!(!unsent(&mut unit).is_empty(), "what comes from then on is sent");
    unit.switch(Share, false, "anna").expect("switched");
    unit.taken_elsewhere(true).expect("as it was");
    assert!(!unit.may_send(), "nobody switches it on from elsewhere");
}

#[test]
fn wherever_the_power_goes_what_was_decided_elsewhere_is_not_forgotten() {
    let before = owned();
    start(&before).agree(true, true, "anna").expect("agreed");
    let told = Consent { automatic: false, features: false, since: Some(NOW + 5) };
    let hear = |storage: &Outage| {
        let Ok(mut unit) = try_start(storage) else { return };
        unit.clock.wall = Some(NOW + 10);
        drop(unit.agreed_elsewhere(told, "elsewhere"));
    };
    each_cut(&before, hear, |left, when| {
        hear(left);
        let consent = start(left).owner().expect("owned").consent;
        assert!(!consent.automatic && !consent.features, "{when}: the next answer says it again");
    });
}

#[test]
fn a_decision_on_updates_that_is_kept_is_no_error_where_it_cannot_be_said() {
    for room in (0..3000).step_by(100) {
        let storage = owned();
        let mut unit = start(&storage);
        storage.fill_after(Some(room));
        let done = unit.agree(false, false, "anna");
        let automatic = unit.owner().expect("owned").consent.automatic;
        assert_eq!(done.is_ok(), !automatic, "with room for {room} bytes: {done:?}");
    }
    let storage = owned();
    start(&storage).agree(false, true, "anna").expect("agreed");
    let said = statements::<Decision>(&start(&storage));
    let always = said.last().expect("said").always.expect("for all");
    assert!(!always.automatic && always.features);
}
