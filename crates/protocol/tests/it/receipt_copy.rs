//! Copies of statements: read as they were written, refused where one byte is another.

use steadfast_protocol::{
    Check, Checked, Consent, CopyError, Decision, Envelope, Exported, Found, Message, Purpose, ReceiptCopy, Remains,
    SelfTested, Switched, Switches, Way, Wiped, Wish, encode,
};

use crate::{check_in, key, receipt};

fn copy<M: Message>(message: &M) -> ReceiptCopy {
    let envelope = encode(&Envelope::sign(message, &key(1)));
    ReceiptCopy::new(&envelope, key(1).public()).expect("a statement that is kept")
}

fn all() -> Vec<ReceiptCopy> {
    let unit = "unt_1".to_owned();
    let always = Some(Consent { automatic: false, features: false, since: Some(1_800_000_000) });
    let release = Some("rel_2".to_owned());
    let refused = Decision { unit: unit.clone(), number: 1, release, wish: Some(Wish::Refused), ..Decision::default() };
    let switches = Switches { record: true, share: false, remote: false };
    let checks =
        vec![Checked { check: Some(Check::Ports), found: Some(Found::Failed), detail: Some("8080\nopen".to_owned()) }];
    vec![
        copy(&receipt()),
        copy(&refused),
        copy(&Decision { unit: unit.clone(), number: 2, always, ..Decision::default() }),
        copy(&Switched { unit: unit.clone(), number: 3, time: 1_800_000_000, switches }),
        copy(&exported()),
        copy(&wiped()),
        copy(&SelfTested { unit: Some(unit), number: 6, agent: "agent/1".to_owned(), checks, ..SelfTested::default() }),
    ]
}

fn exported() -> Exported {
    Exported {
        unit: None,
        number: 4,
        time: 1_800_000_000,
        things: 3,
        bytes: 4096,
        sha256: [5; 32].into(),
        sealed: true,
        way: Some(Way::Sftp),
        verified: true,
        successor: None,
    }
}

fn wiped() -> Wiped {
    Wiped {
        unit: Some("unt_1".to_owned()),
        number: 5,
        time: 1_800_000_000,
        resets: 1,
        destroyed: 9,
        found: 0,
        keys: Some(2),
        purpose: Some(Purpose::Handover),
        remains: Some(vec![Remains::Identity, Remains::Statements, Remains::Registration, Remains::Hashes]),
        code: Some([6; 32].into()),
    }
}

#[test]
fn both_forms_are_read_as_they_were_written() {
    for copy in all() {
        for form in [copy.text(), copy.line(), format!("{}\n", copy.line())] {
            assert_eq!(ReceiptCopy::read(form.as_bytes()).expect("as it was written"), copy, "{form}");
        }
    }
}

#[test]
fn a_receipt_of_which_one_bit_is_another_is_refused() {
    for copy in all() {
        for form in [copy.text(), copy.line()] {
            for at in 0..form.len() {
                let mut bytes = form.clone().into_bytes();
                bytes[at] ^= 1 << (at % 8);
                // A key of another unit is one that nobody named: the fingerprint tells it.
                let read = ReceiptCopy::read(&bytes);
                assert!(read.is_err(), "byte {at} of {form}");
            }
        }
    }
}

/// What a unit signs that knows a field more than this program.
fn newer() -> ReceiptCopy {
    let mut payload = encode(&wiped());
    payload[0] += 1;
    payload.extend([0x17, 0x61, b'x']);
    let signature = key(1).sign(Wiped::TYPE, &payload).into();
    let envelope = Envelope { payload: payload.into(), signature, ..Envelope::sign(&wiped(), &key(1)) };
    ReceiptCopy::new(&encode(&envelope), key(1).public()).expect("what is known of it is read")
}

#[test]
fn words_of_a_newer_unit_cannot_be_told_from_changed_ones_and_changed_ones_of_this_one_can() {
    let with_more = |copy: &ReceiptCopy| copy.text().replacen("\n\n", "\n\nwhat is new: x\n", 1);
    assert!(matches!(ReceiptCopy::read(with_more(&newer()).as_bytes()), Err(CopyError::Newer)));
    let known = copy(&wiped());
    assert!(matches!(ReceiptCopy::read(with_more(&known).as_bytes()), Err(CopyError::Changed)));
    // The line has nothing but what was signed.
    assert_eq!(ReceiptCopy::read(newer().line().as_bytes()).expect("a receipt").said().number(), 5);
    let text = with_more(&newer());
    for at in text.find("signed: ").expect("it is there") + 8..text.len() {
        let mut flipped = text.clone().into_bytes();
        flipped[at] ^= 1;
        assert!(!matches!(ReceiptCopy::read(&flipped), Ok(_) | Err(CopyError::Newer)), "byte {at}");
    }
}

#[test]
fn a_receipt_is_altered_by_a_byte_that_makes_it_no_text_and_something_else_is_none() {
    let copy = copy(&wiped());
    for text in [copy.text(), copy.line()] {
        let mut broken = text.into_bytes();
        broken[40] |= 0x80;
        assert!(matches!(ReceiptCopy::read(&broken), Err(CopyError::Changed)));
    }
    assert!(matches!(ReceiptCopy::read(b"\xff\xfe"), Err(CopyError::Foreign)));
}

#[test]
fn an_erasure_says_what_it_shows_and_what_it_cannot() {
    let text = copy(&wiped()).text();
    let wanted = "This device states that the keys to the data of its owner were destroyed at 2027-01-15T08:00:00Z and nothing \
                  readable was found. It cannot speak for exports, copies elsewhere, or a manipulated device.";
    assert!(text.contains(wanted), "{text}");
    assert!(text.contains("purpose: the device goes to somebody else; the code on its label is void"), "{text}");
}

#[test]
fn words_of_a_statement_make_no_lines_of_their_own() {
    let sly = steadfast_protocol::Receipt { detail: Some("well\nkey: 00".to_owned()), ..receipt() };
    assert!(copy(&sly).text().contains("detail: well key: 00\n"));
}

#[test]
fn a_request_is_no_receipt_and_another_key_made_none() {
    let request = encode(&Envelope::sign(&check_in(), &key(1)));
    assert!(matches!(ReceiptCopy::new(&request, key(1).public()), Err(CopyError::Unknown(_))));
    let envelope = encode(&Envelope::sign(&receipt(), &key(1)));
    assert!(ReceiptCopy::new(&envelope, key(2).public()).is_err());
    assert!(matches!(ReceiptCopy::read(b"Dear Sirs"), Err(CopyError::Foreign)));
    assert!(matches!(ReceiptCopy::read(&vec![b'S'; 100_000]), Err(CopyError::Long(_))));
}

#[test]
fn a_self_test_comes_to_the_worst_that_it_found() {
    let of = |found: &[Option<Found>]| {
        let check = |found: &Option<Found>| Checked { check: Some(Check::Log), found: *found, detail: None };
        SelfTested { checks: found.iter().map(check).collect(), ..SelfTested::default() }.verdict()
    };
    assert_eq!(of(&[Some(Found::Passed), Some(Found::NotApplicable)]), Found::Passed);
    assert_eq!(of(&[Some(Found::Unknown), Some(Found::Failed)]), Found::Failed);
    assert_eq!(of(&[Some(Found::Passed), None]), Found::Unknown);
    assert_eq!(of(&[]), Found::Unknown);
}
