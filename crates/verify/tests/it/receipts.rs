//! Receipts of units: each kind, in both forms, with every byte changed.

use std::path::{Path, PathBuf};

use steadfast_protocol::{
    Check, Checked, Consent, Decision, Envelope, Exported, Found, Message, Outcome, Purpose, Receipt as Update,
    ReceiptCopy, Remains, SelfTested, Switched, Switches, Way, Wiped, encode,
};
use steadfast_trust::encoding::base64;
use steadfast_trust::key::UnitKey;
use steadfast_verify::{Receipt, is_receipt, receipt};

const TIME: i64 = 1_800_000_000;

fn key() -> UnitKey {
    UnitKey::from_seed(&[7; 32])
}

fn copy<M: Message>(message: &M) -> ReceiptCopy {
    ReceiptCopy::new(&encode(&Envelope::sign(message, &key())), key().public()).expect("a statement that is kept")
}

fn wiped() -> Wiped {
    Wiped {
        unit: Some("unt_1".to_owned()),
        number: 5,
        time: TIME,
        resets: 1,
        destroyed: 14,
        keys: Some(1),
        purpose: Some(Purpose::Handover),
        remains: Some(vec![
            Remains::Identity,
            Remains::Statements,
            Remains::Registration,
            Remains::Hashes,
            Remains::Backups,
        ]),
        code: Some([6; 32].into()),
        ..Wiped::default()
    }
}

fn exported() -> Exported {
    Exported {
        unit: None,
        number: 4,
        time: TIME,
        things: 3,
        bytes: 4096,
        sha256: [5; 32].into(),
        sealed: true,
        way: Some(Way::S3),
        verified: true,
        successor: Some([4; 32].into()),
    }
}

fn update() -> Update {
    Update {
        unit: "unt_1".to_owned(),
        number: 1,
        time: TIME,
        release: "rel_1".to_owned(),
        part: "prt_1".to_owned(),
        sequence: 2,
        image: Some([3; 32].into()),
        outcome: Some(Outcome::Proven),
        detail: None,
        starts: 9,
        before: Some(1),
        fresh: Some(true),
        version: Some("1.2".to_owned()),
    }
}

/// A receipt of each kind.
fn all() -> [ReceiptCopy; 6] {
    let unit = "unt_1".to_owned();
    let always = Some(Consent { automatic: true, features: false, since: Some(TIME) });
    let switches = Switches { record: true, share: false, remote: false };
    let checks = vec![Checked { check: Some(Check::Ports), found: Some(Found::Passed), detail: None }];
    [
        copy(&update()),
        copy(&Decision { unit: unit.clone(), number: 2, time: TIME, always, ..Decision::default() }),
        copy(&Switched { unit: unit.clone(), number: 3, time: TIME, switches }),
        copy(&exported()),
        copy(&wiped()),
        copy(&SelfTested {
            unit: Some(unit),
            number: 6,
            time: TIME,
            agent: "agent/1".to_owned(),
            checks,
            ..SelfTested::default()
        }),
    ]
}

/// Both forms of it.
fn forms(copy: &ReceiptCopy) -> [String; 2] {
    [copy.text(), copy.line()]
}

#[test]
fn a_receipt_is_unaltered_and_of_the_unit_that_was_named_or_of_another() {
    let (unit, other) = (key().public().fingerprint(), UnitKey::from_seed(&[8; 32]).public().fingerprint());
    for copy in all() {
        for form in forms(&copy) {
            assert!(is_receipt(form.as_bytes()));
            assert!(matches!(receipt(form.as_bytes(), Some(&unit)), Receipt::Shown(shown) if shown == copy));
            assert!(matches!(receipt(form.as_bytes(), None), Receipt::UnitNotChecked(shown) if shown == copy));
            assert!(matches!(receipt(form.as_bytes(), Some(&other)), Receipt::OtherUnit(shown) if shown == copy));
        }
    }
}

#[test]
fn a_receipt_of_which_one_byte_is_another_is_never_unaltered() {
    let unit = key().public().fingerprint();
    for copy in all() {
        for form in forms(&copy) {
            let begins = form.find('1').expect("its version") + 1;
            for at in 0..form.len() {
                let mut bytes = form.clone().into_bytes();
                bytes[at] ^= 1 << (at % 7);
                let altered = match receipt(&bytes, Some(&unit)) {
                    // Line ends behind the text count for nothing.
                    Receipt::Shown(_) if at == form.len() - 1 => bytes[at] == b'\n',
                    Receipt::Altered(_) => true,
                    Receipt::Unknown(_) => at <= begins,
                    other => panic!("{at} of {form}: {other:?}"),
                };
                assert!(altered, "{at} of {form}");
            }
        }
    }
}

#[test]
fn what_is_cut_off_or_goes_on_is_altered() {
    let unit = key().public().fingerprint();
    for form in all().iter().flat_map(forms) {
        for length in (20..form.len() - 1).step_by(7) {
            assert!(
                matches!(receipt(&form.as_bytes()[..length], Some(&unit)), Receipt::Altered(_)),
                "{length} of {form}"
            );
        }
        for more in ["x", "\nsigned: ", " ", "\n\nkind: erasure\n"] {
            assert!(
                matches!(receipt(format!("{form}{more}").as_bytes(), Some(&unit)), Receipt::Altered(_)),
                "{more:?}"
            );
        }
        let long = form.clone() + &"x".repeat(60_000);
        assert!(matches!(receipt(long.as_bytes(), Some(&unit)), Receipt::Altered(_)));
    }
}

#[test]
fn a_kind_that_is_not_known_is_told_from_one_that_was_changed() {
    let mut envelope = Envelope::sign(&wiped(), &key());
    "application/vnd.steadfast.of-tomorrow.v1+cbor".clone_into(&mut envelope.payload_type);
    let as_text = |envelope: &Envelope| {
        let key = steadfast_trust::encoding::hex(&key().public().to_bytes());
        format!("Steadfast receipt 1\n\nkey: {key}\nsigned: {}\n", base64(&encode(envelope)))
    };
    assert!(matches!(receipt(as_text(&envelope).as_bytes(), None), Receipt::Altered(_)), "its type was changed");
    envelope.signature = key().sign(&envelope.payload_type, &envelope.payload).into();
    assert!(matches!(receipt(as_text(&envelope).as_bytes(), None), Receipt::Unknown(_)), "its unit signed it so");
    let later = all()[0].text().replacen('1', "2", 1);
    assert!(matches!(receipt(later.as_bytes(), None), Receipt::Unknown(_)));
    for foreign in ["", "{}", "Steadfast receipts", "steadfast:1:00"] {
        assert!(!is_receipt(foreign.as_bytes()) && matches!(receipt(foreign.as_bytes(), None), Receipt::Unknown(_)));
    }
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// The receipts that are kept, for the page on checking.
fn kept() -> [(&'static str, String); 2] {
    [("receipt.txt", copy(&wiped()).text()), ("receipt-line.txt", copy(&wiped()).line() + "\n")]
}

#[test]
fn receipts_that_somebody_kept_are_shown_for_ever() {
    let unit = key().public().fingerprint();
    for (name, text) in kept() {
        let there = std::fs::read_to_string(fixture(name)).expect("a kept file");
        assert!(matches!(receipt(there.as_bytes(), Some(&unit)), Receipt::Shown(_)), "{name}");
        assert_eq!(there, text, "{name} is no longer written as it was");
    }
}

/// The seeds of the fuzz target `receipt`. Those whose name starts with `good` hold.
fn seeds() -> Vec<(String, Vec<u8>)> {
    let mut seeds: Vec<(String, Vec<u8>)> = Vec::new();
    for copy in all() {
        let kind = copy.said().kind();
        seeds.push((format!("good-{kind}"), copy.text().into_bytes()));
        seeds.push((format!("good-{kind}-line"), copy.line().into_bytes()));
    }
    let text = copy(&wiped()).text();
    let odd = [
        ("empty", String::new()),
        ("later", text.replacen('1', "2", 1)),
        ("other-words", text.replace("things destroyed: 14", "things destroyed: 15")),
        ("other-key", text.replace("key: ", "key: 00")),
        ("cut", text[..text.len() / 2].to_owned()),
        ("line-of-nothing", "STEADFAST:1:".to_owned()),
        ("line-in-small-letters", copy(&wiped()).line().to_ascii_lowercase()),
        ("two", text.clone() + &text),
    ];
    seeds.extend(odd.map(|(name, text)| (name.to_owned(), text.into_bytes())));
    seeds
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/receipt")
}

#[test]
fn every_seed_of_the_fuzz_target() {
    let there: Vec<_> = std::fs::read_dir(corpus()).expect("a corpus").map(|seed| seed.expect("a seed")).collect();
    assert!(there.len() > 15, "{} seeds", there.len());
    for seed in there {
        let name = seed.file_name().to_string_lossy().into_owned();
        let answer = receipt(&std::fs::read(seed.path()).expect("a seed"), None);
        assert_eq!(matches!(answer, Receipt::UnitNotChecked(_)), name.starts_with("good"), "{name}");
    }
}

#[test]
#[ignore = "writes the kept receipts and the seeds, where they are wanted anew"]
fn receipts_are_written() {
    std::fs::create_dir_all(corpus()).expect("a folder");
    kept().into_iter().for_each(|(name, text)| std::fs::write(fixture(name), text).expect("written"));
    seeds().into_iter().for_each(|(name, bytes)| std::fs::write(corpus().join(name), bytes).expect("written"));
}
