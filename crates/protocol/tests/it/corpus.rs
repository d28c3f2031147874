//! Every seed of the fuzz target `protocol` through its readers. Seeds whose name starts with `good` are understood.

use std::fmt::Debug;
use std::path::PathBuf;

use steadfast_protocol::{
    Answer, Born, CheckIn, Consent, Decision, Enrol, Enrolled, Envelope, EventBatch, Exported, Gravity, Hold, Kind,
    KnownPart, NoticeReached, NoticeStep, NoticeText, Offer, OwnerNotice, Read, Receipt, Refusal, Refused, SealedHead,
    SelfTested, Stop, Switched, Switches, Taken, Wiped, Wish, decode, encode,
};

use crate::{check_in, event_batch, key, receipt, sealed_head};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/protocol")
}

#[test]
fn messages() {
    let seeds: Vec<_> = std::fs::read_dir(folder()).expect("a corpus").map(|entry| entry.expect("an entry")).collect();
    assert!(seeds.len() > 20, "{} holds {} seeds", folder().display(), seeds.len());
    for seed in seeds {
        let name = seed.file_name().to_string_lossy().into_owned();
        let understood = understood(&std::fs::read(seed.path()).expect("a seed"));
        assert!(understood || !name.starts_with("good"), "{name} is not understood");
    }
}

/// Whether a reader took it; what is read is written to the same again.
fn understood(bytes: &[u8]) -> bool {
    if let Ok(envelope) = decode::<Envelope>(bytes) {
        assert!(envelope.open::<CheckIn>(&key(7).public()).is_err(), "this key signed nothing");
    }
    let units = [again::<Envelope>, again::<CheckIn>, again::<Enrol>, again::<Receipt>, again::<Decision>];
    let lives = [again::<Born>, again::<Switched>, again::<Wiped>, again::<Exported>, again::<SelfTested>];
    let logs = [again::<SealedHead>, again::<EventBatch>, again::<Taken>, again::<NoticeReached>];
    let servers = [again::<Answer>, again::<Enrolled>, again::<Refusal>];
    units.into_iter().chain(lives).chain(logs).chain(servers).filter(|read| read(bytes)).count() > 0
}

fn again<T>(bytes: &[u8]) -> bool
where
    T: for<'b> Read<'b> + minicbor::Encode<()> + PartialEq + Debug,
{
    let Ok(read) = decode::<T>(bytes) else { return false };
    assert_eq!(decode::<T>(&encode(&read)).expect("it was written"), read);
    true
}

#[test]
#[ignore = "writes the seeds into the corpus, where they are wanted anew"]
fn seeds_are_written() {
    std::fs::create_dir_all(folder()).expect("a folder");
    for (name, bytes) in good().into_iter().chain(odd()) {
        std::fs::write(folder().join(name), bytes).expect("a file");
    }
}

fn good() -> Vec<(&'static str, Vec<u8>)> {
    let (decision, enrol) = (decision(), enrol());
    vec![
        ("good-check-in", encode(&check_in())),
        ("good-receipt", encode(&receipt())),
        ("good-decision", encode(&decision)),
        ("good-enrol", encode(&enrol)),
        ("good-answer", encode(&answer())),
        ("good-enrolled", encode(&enrolled())),
        ("good-refusal", encode(&refusal())),
        ("good-log-head", encode(&sealed_head())),
        ("good-events", encode(&event_batch())),
        ("good-taken", encode(&Taken { class: 0, last: 42, again: 300 })),
        ("good-born", encode(&born())),
        ("good-switched", encode(&switched())),
        ("good-wiped", encode(&wiped())),
        ("good-notice-reached", encode(&reached())),
        ("good-envelope-of-check-in", encode(&Envelope::sign(&telling(), &key(1)))),
        ("good-envelope-of-born", encode(&Envelope::sign(&born(), &key(1)))),
        ("good-envelope-of-receipt", encode(&Envelope::sign(&receipt(), &key(1)))),
        ("good-envelope-of-decision", encode(&Envelope::sign(&decision, &key(1)))),
        ("good-envelope-of-enrol", encode(&Envelope::sign(&enrol, &key(1)))),
    ]
}

/// Bytes that a reader meets from strangers, and from units that are newer or broken.
fn odd() -> Vec<(&'static str, Vec<u8>)> {
    let (whole, envelope) = (encode(&check_in()), Envelope::sign(&receipt(), &key(1)));
    let another = Envelope { algorithm: "none".to_owned(), ..envelope.clone() };
    let inner = Envelope { payload: whole[..whole.len() / 2].to_vec().into(), ..envelope };
    let short = |bytes: &[u8]| [&[0xa1, 0x00], bytes].concat();
    vec![
        ("empty", Vec::new()),
        ("truncated", whole[..whole.len() / 2].to_vec()),
        ("goes-on", [&whole[..], &[0]].concat()),
        ("another-algorithm", encode(&another)),
        ("payload-truncated", encode(&inner)),
        ("deep", [&[0xa1, 0x18, 0x40][..], &[0x81; 2000]].concat()),
        ("tags-in-tags", [&[0xa1, 0x18, 0x40][..], &[0xc1; 500], &[0x00]].concat()),
        ("array-without-end", vec![0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
        ("map-without-end", vec![0xbb, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
        ("bytes-without-end", vec![0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
        ("map-of-no-length", [&[0xbf][..], &[0x00, 0x61, 0x61], &[0x18, 0x40, 0x01], &[0xff]].concat()),
        ("text-in-pieces", short(&[0x7f, 0x61, 0x61, 0x61, 0x62, 0xff])),
        ("text-not-utf-8", short(&[0x62, 0xff, 0xfe])),
        ("same-field-twice", vec![0xa2, 0x00, 0x61, 0x61, 0x00, 0x61, 0x62]),
        ("negative-counter", vec![0xa2, 0x00, 0x61, 0x61, 0x01, 0x20]),
        ("float-in-the-place-of-time", vec![0xa2, 0x00, 0x61, 0x61, 0x02, 0xfb, 0x7f, 0xf0, 0, 0, 0, 0, 0, 0]),
        ("keys-as-text", vec![0xa1, 0x64, b'u', b'n', b'i', b't', 0x61, 0x61]),
        ("array-in-the-place-of-map", vec![0x82, 0x61, 0x61, 0x01]),
    ]
}

/// A check-in with a statement in it.
fn telling() -> CheckIn {
    let statement = encode(&Envelope::sign(&decision(), &key(1)));
    CheckIn { statements: vec![statement.into()], ..check_in() }
}

fn decision() -> Decision {
    Decision {
        unit: "unt_1".to_owned(),
        number: 4,
        time: 1_800_000_000,
        always: Some(Consent { automatic: true, features: true, since: None }),
        release: Some("rel_2".to_owned()),
        wish: Some(Wish::Postponed),
        until: Some(1_800_000_100),
        version: None,
    }
}

fn born() -> Born {
    Born {
        serial: "SN-1".to_owned(),
        product: "prd_1".to_owned(),
        key: [7; 32].into(),
        code: [8; 32].into(),
        certificate: Some([9; 32].into()),
    }
}

fn switched() -> Switched {
    let switches = Switches { record: true, share: false, remote: true };
    Switched { unit: "unt_1".to_owned(), number: 5, time: 1_800_000_000, switches }
}

fn wiped() -> Wiped {
    Wiped {
        unit: Some("unt_1".to_owned()),
        number: 6,
        time: 1_800_000_000,
        resets: 1,
        destroyed: 9,
        found: 0,
        ..Wiped::default()
    }
}

fn enrol() -> Enrol {
    Enrol {
        serial: "SN-1".to_owned(),
        product: "prd_1".to_owned(),
        key: [7; 32].into(),
        code: Some("ABCD-EFGH".to_owned()),
        time: 1_800_000_000,
    }
}

fn answer() -> Answer {
    let offer = Offer {
        release: "rel_2".to_owned(),
        part: "prt_1".to_owned(),
        version: "1.1".to_owned(),
        targets: vec!["gateway/2/gateway.bin".to_owned()],
        kind: Some(Kind::Combined),
        hold: Some(Hold::NotAgreed),
        notes: Some("Closes a hole.".to_owned()),
        fixes: vec!["CVE-2026-1234".to_owned()],
        sequence: 2,
        ..Offer::default()
    };
    Answer {
        time: 1_800_000_000,
        again: 300,
        offers: vec![offer],
        stop: vec![Stop { release: "rel_1".to_owned(), part: "prt_1".to_owned(), sequence: 1 }],
        kept: vec![[9; 32].into()],
        refused: vec![Refused { statement: [8; 32].into(), reason: "another-unit".to_owned() }],
        policy: Some(vec![1, 2, 3].into()),
        checkpoint: Some("lumen.example\n4\nAAAA\n".to_owned()),
        consent: Some(Consent { automatic: false, features: false, since: Some(1_800_000_000) }),
        takes_events: Some(true),
        notices: Some(vec![notice()]),
    }
}

fn notice() -> OwnerNotice {
    let text = |language: &str, title: &str| NoticeText {
        language: language.to_owned(),
        title: title.to_owned(),
        happened: "Somebody could come in.".to_owned(),
        advice: "Install the update.".to_owned(),
    };
    OwnerNotice {
        id: "onn_2".to_owned(),
        time: 1_800_000_000,
        texts: vec![text("en", "A flaw"), text("de", "Eine Schwachstelle")],
        gravity: Some(Gravity::Urgent),
        address: Some("https://lumen.example/p/prd_1/security".to_owned()),
        corrects: Some("onn_1".to_owned()),
    }
}

fn reached() -> NoticeReached {
    let (unit, notice) = ("unt_1".to_owned(), "onn_2".to_owned());
    NoticeReached { unit, number: 7, time: 1_800_000_000, notice, step: Some(NoticeStep::Opened) }
}

fn enrolled() -> Enrolled {
    let parts = vec![KnownPart { id: "prt_1".to_owned(), name: "Firmware".to_owned() }];
    Enrolled { unit: "unt_1".to_owned(), counter: 9, parts, time: 1_800_000_000 }
}

fn refusal() -> Refusal {
    Refusal { reason: "counter".to_owned(), words: "The counter is too low.".to_owned(), counter: Some(9) }
}
