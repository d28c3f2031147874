//! Notices to owners: whom they are for, and how far they came.

use steadfast_store::{
    Id, NoticeBase, NoticeProgress, NoticeReach, OwnerNoticeRow, OwnerNoticeState, Store, Time, Tx, kinds,
};

use crate::engines::on_both;
use crate::fleet::{new, read, write};

fn id<K>(number: u8) -> Id<K> {
    Id::from_bytes([number; 16])
}

fn notice(number: u8, base: NoticeBase) -> OwnerNoticeRow {
    OwnerNoticeRow {
        id: id(number),
        case: id(9),
        number: number.into(),
        product: id(1),
        content: "{}".to_owned(),
        digest: None,
        corrects: None,
        base,
        later: true,
        state: OwnerNoticeState::Draft,
        editor: Some(id(8)),
        sender: None,
        made: Time(1),
        sent: None,
        recalled: None,
        version: 1,
    }
}

/// Six units of a product: the even ones in Germany, the last of another product.
fn fleet(store: &Store) {
    write(store, |tx| {
        for number in 1..=6 {
            let mut unit = new(number, id(if number == 6 { 2 } else { 1 }));
            unit.market = (number % 2 == 0).then(|| "DE".to_owned());
            tx.unit_insert(number, &unit, Time(1))?;
        }
        Ok(())
    });
}

fn drafted(tx: &mut Tx<'_>, number: u8, markets: &[&str]) -> Result<(), steadfast_store::StoreError> {
    let markets: Vec<String> = markets.iter().map(|market| (*market).to_owned()).collect();
    tx.owner_notice_insert(&notice(number, NoticeBase::Product))?;
    tx.owner_notice_scope(id(number), &[], &markets)
}

fn sent(tx: &mut Tx<'_>, number: u8) -> Result<u64, steadfast_store::StoreError> {
    let count = tx.owner_notice_fix(id(number), Time(5))?;
    let row =
        OwnerNoticeRow { state: OwnerNoticeState::Sent, sent: Some(Time(5)), ..notice(number, NoticeBase::Product) };
    assert!(tx.owner_notice_change(&row)?);
    Ok(count)
}

#[test]
fn a_scope_is_counted_fixed_once_and_ends_with_what_was_told() {
    on_both(|store| {
        fleet(store);
        write(store, |tx| drafted(tx, 1, &["DE", "-"]));
        write(store, |tx| drafted(tx, 2, &["FR"]));
        let reach = |number: u8| read(store, move |tx| tx.owner_notice_reach(id(number)));
        assert_eq!(reach(1), NoticeReach { units: 5, by_nothing: 5, ..NoticeReach::default() });
        assert_eq!(reach(2), NoticeReach::default());
        assert_eq!(write(store, |tx| sent(tx, 1)), 5);
        store
            .write::<_, steadfast_store::StoreError, _>(|tx| tx.owner_notice_fix(id(1), Time(6)))
            .wait()
            .expect_err("once");
        let of = |unit: i64| read(store, move |tx| Ok(tx.owner_notices_for(unit, 4)?.len()));
        assert_eq!((of(1), of(6)), (1, 0));
        write(store, |tx| {
            let notice = id::<kinds::OwnerNotice>(1);
            assert!(!tx.owner_notice_kept(notice, 1, Time(7))?, "it was not told yet");
            tx.owner_notice_told(notice, 1, Time(7))?;
            assert!(tx.owner_notice_was_told(notice, 1)? && !tx.owner_notice_was_told(notice, 2)?);
            assert!(tx.owner_notice_opened(notice, 1, Time(8))? && !tx.owner_notice_kept(notice, 1, Time(9))?);
            assert!(!tx.owner_notice_opened(notice, 1, Time(9))?, "once");
            Ok(())
        });
        let progress = || read(store, |tx| tx.owner_notice_progress(id(1)));
        assert_eq!(progress(), NoticeProgress { units: 5, kept: 1, opened: 1, waiting: 0, unreachable: 4 });
        let list = read(store, |tx| tx.owner_notice_units(id(1), 0, 2));
        assert_eq!(list.iter().map(|one| (one.number, one.kept)).collect::<Vec<_>>(), [(1, Some(Time(8))), (2, None)]);
        write(store, |tx| tx.owner_notices_again(1));
        assert_eq!((progress().kept, of(1)), (0, 1));
    });
}

#[test]
fn who_comes_later_is_found_by_the_rule() {
    on_both(|store| {
        fleet(store);
        write(store, |tx| drafted(tx, 1, &["DE"]));
        write(store, |tx| sent(tx, 1));
        let later =
            |unit: i64, product: u8| read(store, move |tx| Ok(tx.owner_notices_later(unit, id(product))?.len()));
        assert_eq!((later(1, 1), later(2, 1), later(6, 2)), (1, 0, 0), "whoever has it is not looked at again");
        let holds = |unit: i64| read(store, move |tx| tx.owner_notice_holds(id(1), unit));
        assert_eq!((holds(1), holds(2), holds(6)), (false, true, false));
    });
}

#[test]
fn a_draft_goes_with_its_scope_and_what_was_sent_stays() {
    on_both(|store| {
        fleet(store);
        write(store, |tx| drafted(tx, 1, &["DE"]));
        write(store, |tx| drafted(tx, 2, &["DE"]));
        write(store, |tx| sent(tx, 2));
        assert_eq!(
            write(store, |tx| Ok((tx.owner_notice_remove(id(1))?, tx.owner_notice_remove(id(2))?))),
            (true, false)
        );
        assert_eq!(read(store, |tx| tx.owner_notice_markets(id(1))), Vec::<String>::new());
        let numbers = read(store, |tx| tx.owner_notices(id(9), 9)).into_iter().map(|one| one.number);
        assert_eq!(numbers.collect::<Vec<_>>(), [2]);
    });
}
