//! What the manufacturer tells an owner.

use steadfast_device::notices::MOST;
use steadfast_protocol::{
    Envelope, Gravity, MOST_NOTICE_TEXT, Message as _, NoticeReached, NoticeStep, NoticeText, OwnerNotice, Said, decode,
};

use crate::made::{Whole, choices, each_cut, owned, start, try_start};
use crate::power::Outage;

fn notice(number: usize) -> OwnerNotice {
    let text = |language: &str, title: &str| NoticeText {
        language: language.to_owned(),
        title: format!("{title} {number}"),
        happened: "Somebody could come in.".to_owned(),
        advice: "Install the update.".to_owned(),
    };
    OwnerNotice {
        id: format!("onn_{number}"),
        time: 1_800_000_000,
        texts: vec![text("en", "A flaw"), text("de", "Eine Schwachstelle")],
        gravity: Some(Gravity::Urgent),
        address: None,
        corrects: None,
    }
}

/// What waits to be sent about notices.
fn stated(unit: &Whole<'_>) -> Vec<(String, Option<NoticeStep>)> {
    let envelopes = unit.outbox.next().into_iter().map(|bytes| decode::<Envelope>(&bytes).expect("an envelope"));
    let of_notices = envelopes.filter(|envelope| envelope.payload_type == NoticeReached::TYPE);
    let open = |envelope: Envelope| envelope.open::<NoticeReached>(&unit.identity.public()).expect("its own");
    of_notices.map(open).map(|said| (said.notice, said.step)).collect()
}

/// The server takes everything that waits.
fn sent(unit: &mut Whole<'_>) {
    let waiting: Vec<_> = unit.outbox.next().iter().map(|bytes| Envelope::digest(bytes).into()).collect();
    let storage = unit.storage;
    unit.outbox.settled(&storage, &waiting).expect("settled");
}

fn ids(unit: &Whole<'_>) -> Vec<String> {
    unit.notices().all().map(|one| one.notice.id.clone()).collect()
}

#[test]
fn what_is_told_is_kept_once_stated_and_there_after_a_start() {
    let storage = owned();
    let mut unit = start(&storage);
    assert!(unit.told_by_maker(&[notice(1), notice(2)]).expect("kept"));
    assert!(!unit.told_by_maker(&[notice(1)]).expect("kept"), "it is there already");
    let kept = |id: &str| (id.to_owned(), Some(NoticeStep::Kept));
    assert_eq!(stated(&unit), [kept("onn_1"), kept("onn_2")], "and a statement that waits is not made twice");
    drop(unit);
    assert_eq!(ids(&start(&storage)), ["onn_2", "onn_1"]);
}

#[test]
fn a_server_that_lost_a_statement_gets_another() {
    let storage = owned();
    let mut unit = start(&storage);
    unit.told_by_maker(&[notice(1)]).expect("kept");
    sent(&mut unit);
    assert!(!unit.told_by_maker(&[notice(1)]).expect("kept"));
    assert_eq!(stated(&unit).len(), 1);
    assert_eq!(ids(&unit), ["onn_1"]);
}

#[test]
fn an_owner_opens_it_once_and_has_a_receipt() {
    let storage = owned();
    let mut unit = start(&storage);
    unit.told_by_maker(&[notice(1)]).expect("kept");
    assert!(unit.open_notice("onn_1", "anna").expect("opened"));
    assert!(!unit.open_notice("onn_1", "anna").expect("opened"), "once");
    assert!(!unit.open_notice("onn_7", "anna").expect("opened"), "there is none");
    assert_eq!(stated(&unit).last(), Some(&("onn_1".to_owned(), Some(NoticeStep::Opened))));
    let newest = unit.receipts().remove(0);
    assert!(matches!(newest.said(), Said::Notice(said) if said.notice == "onn_1"), "{newest:?}");
    assert!(!newest.text().contains("anna"), "who read it is nobody's business");
    assert_eq!(unit.notices().unread().count(), 0);
    drop(unit);
    assert_eq!(start(&storage).notices().unread().count(), 0, "after a start");
}

#[test]
fn a_correction_takes_the_place_of_what_it_corrects() {
    let storage = owned();
    let mut unit = start(&storage);
    unit.told_by_maker(&[notice(1), notice(2)]).expect("kept");
    unit.told_by_maker(&[OwnerNotice { corrects: Some("onn_1".to_owned()), ..notice(3) }]).expect("kept");
    assert_eq!(ids(&unit), ["onn_3", "onn_2"]);
}

#[test]
fn what_was_read_gives_way_first_and_nothing_grows_without_end() {
    let storage = owned();
    let mut unit = start(&storage);
    for number in 0..MOST {
        unit.told_by_maker(&[notice(number)]).expect("kept");
    }
    unit.open_notice("onn_3", "anna").expect("opened");
    unit.told_by_maker(&[notice(100)]).expect("kept");
    assert!(!ids(&unit).contains(&"onn_3".to_owned()) && ids(&unit).contains(&"onn_0".to_owned()));
    for number in 200..300 {
        unit.told_by_maker(&[notice(number)]).expect("kept");
    }
    assert_eq!(ids(&unit).len(), MOST);
}

#[test]
fn what_is_too_long_is_neither_kept_nor_stated() {
    let storage = owned();
    let mut unit = start(&storage);
    let mut long = notice(1);
    long.texts[0].happened = "x".repeat(MOST_NOTICE_TEXT);
    assert!(!unit.told_by_maker(&[long]).expect("looked at"));
    assert_eq!((ids(&unit).len(), stated(&unit).len()), (0, 0));
    let many: Vec<OwnerNotice> = (0..20).map(notice).collect();
    unit.told_by_maker(&many).expect("kept");
    assert_eq!(ids(&unit).len(), 4, "no more at once than an answer has");
}

#[test]
fn it_goes_with_its_owner_and_the_next_one_is_told_anew() {
    let storage = owned();
    let mut unit = start(&storage);
    unit.told_by_maker(&[notice(1)]).expect("kept");
    unit.reset().expect("reset");
    assert_eq!(ids(&unit).len(), 0);
    unit.set_up(choices(true, false)).expect("set up");
    sent(&mut unit);
    assert!(unit.told_by_maker(&[notice(1)]).expect("kept"), "to somebody else");
    assert_eq!((ids(&unit).len(), stated(&unit).len()), (1, 1));
}

#[test]
fn wherever_the_power_goes_what_is_stated_is_kept() {
    let script = |storage: &Outage| {
        if let Ok(mut unit) = try_start(storage) {
            drop(unit.told_by_maker(&[notice(1)]));
            drop(unit.open_notice("onn_1", "anna"));
        }
    };
    each_cut(&owned(), script, |left, when| {
        let mut unit = start(left);
        let is_kept = unit.notices().find("onn_1").is_some();
        assert!(is_kept || stated(&unit).is_empty(), "{when}");
        unit.told_by_maker(&[notice(1)]).expect("told again");
        assert_eq!(ids(&unit), ["onn_1"], "{when}");
        let is_read = unit.notices().unread().count() == 0;
        let says_so = stated(&unit).contains(&("onn_1".to_owned(), Some(NoticeStep::Opened)));
        assert!(!is_read || says_so, "{when}");
    });
}
