//! Version 1 on the wire, byte by byte, for ever; and what becomes of what is older or newer than the reader.

use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use steadfast_protocol::{
    Answer, CheckIn, Envelope, EventBatch, Gravity, Hold, Kind, MOST_BYTES, MOST_EVENT, MOST_EVENTS, MOST_NOTICE_TEXT,
    MOST_NOTICES, NoticeText, Offer, OwnerNotice, Receipt, SealedHead, Taken, decode, encode,
};
use steadfast_trust::encoding::hex;

use crate::{check_in, event_batch, key, receipt, sealed_head};

fn bytes(text: &str) -> Vec<u8> {
    let digit = |at: usize| u8::from_str_radix(&text[at..at + 2], 16).expect("hexadecimal");
    (0..text.len()).step_by(2).map(digit).collect()
}

#[test]
fn version_1_is_on_the_wire_what_it_was() {
    let wanted = include_str!("../golden/receipt.hex").trim();
    assert_eq!(hex(&encode(&receipt())), wanted);
    let wanted = include_str!("../golden/check-in.hex").trim();
    assert_eq!(hex(&encode(&check_in())), wanted);
    let wanted = include_str!("../golden/answer.hex").trim();
    assert_eq!(hex(&encode(&answer())), wanted);
    let wanted = include_str!("../golden/log-head.hex").trim();
    assert_eq!(hex(&encode(&sealed_head())), wanted);
    let wanted = include_str!("../golden/events.hex").trim();
    assert_eq!(hex(&encode(&event_batch())), wanted);
    let wanted = include_str!("../golden/taken.hex").trim();
    assert_eq!(hex(&encode(&TAKEN)), wanted);
}

const TAKEN: Taken = Taken { class: 0, last: 42, again: 300 };

#[test]
fn what_the_first_version_wrote_is_read() {
    assert_eq!(decode::<Receipt>(&bytes(include_str!("../golden/receipt.hex").trim())).expect("read"), receipt());
    assert_eq!(decode::<CheckIn>(&bytes(include_str!("../golden/check-in.hex").trim())).expect("read"), check_in());
    assert_eq!(decode::<Answer>(&bytes(include_str!("../golden/answer.hex").trim())).expect("read"), answer());
    let head = bytes(include_str!("../golden/log-head.hex").trim());
    assert_eq!(decode::<SealedHead>(&head).expect("read"), sealed_head());
    let events = bytes(include_str!("../golden/events.hex").trim());
    assert_eq!(decode::<EventBatch>(&events).expect("read"), event_batch());
    assert_eq!(decode::<Taken>(&bytes(include_str!("../golden/taken.hex").trim())).expect("read"), TAKEN);
}

#[test]
fn the_head_over_all_classes_is_what_it_was() {
    let head = sealed_head().tree_head();
    assert_eq!((head.size, hex(&*head.root).as_str()), (47, include_str!("../golden/log-root.hex").trim()));
}

#[test]
fn the_longest_batch_fits_into_a_request() {
    let longest = vec![vec![0; MOST_EVENT].into(); MOST_EVENTS];
    let batch = EventBatch { unit: "u".repeat(100), events: longest, ..event_batch() };
    assert!(encode(&Envelope::sign(&batch, &key(1))).len() <= MOST_BYTES);
}

fn answer() -> Answer {
    let offer = Offer {
        release: "rel_2".to_owned(),
        part: "prt_1".to_owned(),
        version: "1.1".to_owned(),
        targets: vec!["gateway/2/gateway.bin".to_owned()],
        kind: Some(Kind::Security),
        install: false,
        hold: Some(Hold::Postponed),
        until: Some(1_800_000_100),
        latest: Some(1_800_600_000),
        notes: Some("Closes a hole.".to_owned()),
        fixes: vec!["CVE-2026-1234".to_owned()],
        sequence: 2,
    };
    Answer { time: 1_800_000_000, again: 300, offers: vec![offer], kept: vec![[9; 32].into()], ..Answer::default() }
}

/// A check-in as a later version may write it: another field, and one of the optional ones gone.
#[derive(Encode)]
#[cbor(map)]
struct LaterCheckIn {
    #[n(0)]
    unit: String,
    #[n(1)]
    counter: u64,
    #[n(2)]
    time: i64,
    #[n(3)]
    starts: u64,
    #[n(4)]
    runs: Vec<LaterRuns>,
    #[n(6)]
    statements: Vec<minicbor::bytes::ByteVec>,
    #[n(40)]
    battery: Vec<Vec<String>>,
}

#[derive(Encode)]
#[cbor(map)]
struct LaterRuns {
    #[n(0)]
    part: String,
    #[n(1)]
    version: String,
    #[n(17)]
    slot: Option<String>,
}

#[test]
fn a_new_unit_meets_an_old_server() {
    let later = LaterCheckIn {
        unit: "unt_1".to_owned(),
        counter: 1,
        time: 2,
        starts: 3,
        runs: vec![LaterRuns { part: "prt_1".to_owned(), version: "3.0".to_owned(), slot: Some("b".to_owned()) }],
        statements: Vec::new(),
        battery: vec![vec!["full".to_owned()]],
    };
    let read = decode::<CheckIn>(&encode(&later)).expect("read");
    assert_eq!((read.unit.as_str(), read.counter, read.consent), ("unt_1", 1, None));
    assert_eq!(read.runs[0].version, "3.0");
}

/// The answer as the first agents read it: less than there is today.
#[derive(Decode)]
#[cbor(map)]
struct EarlierAnswer {
    #[n(1)]
    again: u32,
    #[n(2)]
    offers: Vec<EarlierOffer>,
}

#[derive(Decode)]
#[cbor(map)]
struct EarlierOffer {
    #[n(0)]
    release: String,
    #[n(5)]
    install: bool,
}

#[test]
fn an_old_unit_meets_a_new_server() {
    let read = decode::<EarlierAnswer>(&encode(&answer())).expect("read");
    assert_eq!((read.again, read.offers[0].release.as_str()), (300, "rel_2"));
    assert!(!read.offers[0].install);
}

/// Words that came after this reader.
#[derive(Encode)]
#[cbor(map)]
struct LaterOffer {
    #[n(0)]
    release: String,
    #[n(1)]
    part: String,
    #[n(2)]
    version: String,
    #[n(3)]
    targets: Vec<String>,
    #[n(4)]
    kind: LaterWord,
    #[n(5)]
    install: bool,
    #[n(9)]
    fixes: Vec<String>,
    #[n(10)]
    hold: LaterWord,
    #[n(11)]
    sequence: u64,
}

#[derive(Encode)]
enum LaterWord {
    #[n(77)]
    Moonlight,
}

#[test]
fn an_update_that_waits_for_a_reason_nobody_knew_yet_waits() {
    let later = LaterOffer {
        release: "rel_9".to_owned(),
        part: "prt_1".to_owned(),
        version: "9".to_owned(),
        targets: Vec::new(),
        kind: LaterWord::Moonlight,
        install: false,
        fixes: Vec::new(),
        hold: LaterWord::Moonlight,
        sequence: 9,
    };
    let read = decode::<Offer>(&encode(&later)).expect("read");
    assert_eq!((read.install, read.hold, read.kind), (false, None, None));
}

#[test]
fn a_digest_of_another_length_is_none() {
    #[derive(Encode)]
    #[cbor(map)]
    struct Short {
        #[n(0)]
        size: u64,
        #[n(1)]
        root: ByteArray<31>,
    }
    let short = encode(&Short { size: 1, root: [0; 31].into() });
    assert!(decode::<steadfast_protocol::TreeHead>(&short).is_err());
}

/// An answer with all that it can tell an owner at once.
fn telling() -> Answer {
    let text = |language: &str| NoticeText {
        language: language.to_owned(),
        title: "t".repeat(100),
        happened: "h".repeat(MOST_NOTICE_TEXT - 200),
        advice: "a".repeat(100),
    };
    let notice = |number: usize| OwnerNotice {
        id: format!("onn_{number}"),
        time: 1_800_000_000,
        texts: vec![text("en"), text("de")],
        gravity: Some(Gravity::Urgent),
        address: Some("https://maker.example/p/gateway/security".to_owned()),
        corrects: Some("onn_0".to_owned()),
    };
    Answer { notices: Some((1..=MOST_NOTICES).map(notice).collect()), ..answer() }
}

#[test]
fn an_old_unit_passes_over_what_its_owner_is_told_and_an_old_server_tells_nothing() {
    let read = decode::<EarlierAnswer>(&encode(&telling())).expect("read");
    assert_eq!((read.again, read.offers.len()), (300, 1));
    let before = bytes(include_str!("../golden/answer.hex").trim());
    assert_eq!(decode::<Answer>(&before).expect("read").notices, None);
    assert_eq!(decode::<Answer>(&encode(&telling())).expect("read"), telling());
}

#[test]
fn the_most_that_an_owner_is_told_at_once_fits_into_an_answer() {
    assert!(telling().notices.iter().flatten().all(OwnerNotice::is_within));
    assert!(encode(&telling()).len() <= MOST_BYTES / 4);
}

#[test]
fn a_notice_that_is_too_long_empty_or_leads_elsewhere_is_none() {
    let right = || telling().notices.expect("some").remove(0);
    let wrong = |change: fn(&mut OwnerNotice)| {
        let mut notice = right();
        change(&mut notice);
        !notice.is_within()
    };
    assert!(wrong(|notice| notice.texts[0].advice.push_str(&"x".repeat(MOST_NOTICE_TEXT))));
    assert!(wrong(|notice| notice.texts.clear()));
    assert!(wrong(|notice| notice.texts[1].title.clear()));
    assert!(wrong(|notice| notice.texts = vec![notice.texts[0].clone(); 5]));
    assert!(wrong(|notice| notice.address = Some("http://maker.example".to_owned())));
    assert!(wrong(|notice| notice.id = "rel_1".to_owned()));
}

/// A notice as a later version may write it.
#[derive(Encode)]
#[cbor(map)]
struct LaterNotice {
    #[n(0)]
    id: String,
    #[n(1)]
    time: i64,
    #[n(2)]
    texts: Vec<NoticeText>,
    #[n(3)]
    gravity: LaterWord,
    #[n(30)]
    picture: Vec<u8>,
}

#[test]
fn a_notice_of_a_gravity_nobody_knew_yet_is_shown_all_the_same() {
    let text = NoticeText { language: "en".to_owned(), title: "Hello".to_owned(), ..NoticeText::default() };
    let later = LaterNotice {
        id: "onn_1".to_owned(),
        time: 1,
        texts: vec![text],
        gravity: LaterWord::Moonlight,
        picture: vec![1],
    };
    let read = decode::<OwnerNotice>(&encode(&later)).expect("read");
    assert_eq!((read.gravity, read.text("fr").map(|text| text.title.as_str())), (None, Some("Hello")));
}
