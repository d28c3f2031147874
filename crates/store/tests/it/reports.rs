//! Reports of finders: who opens them, what is due, and that what is erased is gone.

use steadfast_store::{
    BlobHash, Credit, Id, Report, ReportFile, ReportMessage, ReportState, Side, Store, StoreError, Time, Upstream,
    UpstreamAnswer, UpstreamState, UpstreamWay,
};

use crate::engines::on_both;
use crate::fleet::{read, write};

fn id<K>(number: u8) -> Id<K> {
    Id::from_bytes([number; 16])
}

fn report(number: u8, received: i64) -> Report {
    Report {
        id: id(number),
        number: number.into(),
        received: Time(received),
        acknowledge_by: Time(received + 100),
        acknowledged: None,
        state: ReportState::New,
        product: None,
        case: None,
        credit: Credit::Anonymous,
        shown: None,
        waits: None,
        erased: None,
    }
}

fn three(store: &Store) {
    write(store, |tx| {
        for (number, received) in [(1, 10), (2, 20), (3, 30)] {
            tx.report_insert(&report(number, received), &[number; 32], b"sealed")?;
        }
        Ok(())
    });
}

fn file(report: u8, number: i64) -> ReportFile {
    ReportFile {
        report: id(report),
        number,
        time: Time(5),
        bytes: 7,
        digest: [9; 32],
        sealed: b"key".to_vec(),
        content: BlobHash::of(b"a zip bomb"),
    }
}

#[test]
fn a_report_is_opened_by_its_own_token_and_no_two_have_one() {
    on_both(|store| {
        three(store);
        assert_eq!(read(store, |tx| tx.report_of_token(&[2; 32])), Some(report(2, 20)));
        assert_eq!(read(store, |tx| tx.report_of_token(&[4; 32])), None);
        let twice = store.write::<_, StoreError, _>(|tx| tx.report_insert(&report(4, 40), &[2; 32], b"")).wait();
        assert!(twice.is_err_and(|error| error.is_duplicate()));
        assert_eq!(read(store, |tx| tx.report_next()), 4);
    });
}

#[test]
fn what_is_due_waits_and_is_thanked_for_is_found() {
    on_both(|store| {
        three(store);
        write(store, |tx| {
            let acknowledged = (Some(Time(25)), ReportState::InWork);
            let known = Report { acknowledged: acknowledged.0, state: acknowledged.1, ..report(2, 20) };
            tx.report_change(&Report { waits: Some(Time(50)), shown: Some(Time(60)), ..known })?;
            tx.report_change(&Report { state: ReportState::Spam, ..report(3, 30) })
        });
        let numbers = |found: Vec<Report>| found.into_iter().map(|report| report.number).collect::<Vec<_>>();
        assert_eq!(numbers(read(store, |tx| tx.reports_due(9))), [1]);
        assert_eq!(numbers(read(store, |tx| tx.reports_waiting(9))), [2]);
        assert_eq!(numbers(read(store, |tx| tx.reports_shown(9))), [2]);
        assert_eq!(numbers(read(store, |tx| tx.report_open(None, 9))), [2, 1]);
        assert_eq!(numbers(read(store, |tx| tx.report_list(None, Some(3), 1))), [2]);
        assert_eq!(numbers(read(store, |tx| tx.report_list(Some(ReportState::Spam), None, 9))), [3]);
        assert_eq!(read(store, |tx| tx.report_times(Time(0), 9)), [(Time(20), Some(Time(25))), (Time(10), None)]);
        assert_eq!(read(store, |tx| tx.reports_since(Time(10))), 2);
    });
}

#[test]
fn what_is_erased_is_gone_and_that_there_was_something_stays() {
    on_both(|store| {
        three(store);
        let hash = BlobHash::of(b"a zip bomb");
        write(store, |tx| {
            let said = |number, side| ReportMessage {
                report: id(1),
                number,
                time: Time(7),
                side,
                person: None,
                sealed: Some(b"words".to_vec()),
            };
            tx.report_message_insert(&said(1, Side::Finder))?;
            tx.report_message_insert(&said(2, Side::Staff))?;
            tx.report_file_insert(&file(1, 1))
        });
        assert!(read(store, move |tx| tx.blob_is_named(hash)));
        assert_eq!(read(store, |tx| tx.report_files_held()), 7);
        assert_eq!(read(store, |tx| tx.report_files(id(1))), [file(1, 1)]);
        assert_eq!(read(store, |tx| tx.report_message_next(id(1))), 3);
        write(store, |tx| {
            tx.report_reseal(id(1), None)?;
            tx.report_messages_erase(id(1))?;
            tx.report_files_erase(id(1))
        });
        assert!(!read(store, move |tx| tx.blob_is_named(hash)));
        assert_eq!(read(store, |tx| tx.report_sealed(id(1))), None);
        assert_eq!(read(store, |tx| tx.report_sealed(id(2))), Some(b"sealed".to_vec()));
        let left = read(store, |tx| tx.report_messages(id(1), 9));
        assert_eq!(
            left.iter().map(|one| (one.side, one.sealed.is_none())).collect::<Vec<_>>(),
            [(Side::Finder, true), (Side::Staff, true)]
        );
    });
}

#[test]
fn a_report_upstream_goes_from_its_draft_to_an_answer() {
    on_both(|store| {
        let draft = Upstream {
            id: id(1),
            case: id(2),
            number: 1,
            component: "zlib".to_owned(),
            purl: "pkg:generic/zlib@1.2.11".to_owned(),
            contact: String::new(),
            state: UpstreamState::Drafted,
            words: "words".to_owned(),
            facts: "{}".to_owned(),
            drafted: Time(5),
            drafter: Some(id(3)),
            sent: None,
            sender: None,
            way: None,
            answered: None,
            answer: None,
        };
        let (first, answered) = (
            draft.clone(),
            Upstream {
                state: UpstreamState::Answered,
                sent: Some(Time(6)),
                sender: Some(id(4)),
                way: Some(UpstreamWay::Advisory),
                answered: Some(Time(7)),
                answer: Some(UpstreamAnswer::Fixed),
                ..draft
            },
        );
        write(store, move |tx| tx.upstream_insert(&first));
        let changed = answered.clone();
        write(store, move |tx| tx.upstream_change(&changed));
        assert_eq!(read(store, |tx| tx.upstream(id(1))), Some(answered.clone()));
        assert_eq!(read(store, |tx| tx.upstreams(id(2))), [answered]);
        assert_eq!(read(store, |tx| tx.upstream_next(id(2))), 2);
    });
}
