//! `security.txt`: what is written is read back; what others write is taken as far as it goes.

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use steadfast_formats::security_txt::{Fault, SecurityTxt, WriteError, read};

fn now() -> Timestamp {
    "2026-11-28T12:00:00Z".parse().expect("a time")
}

fn least() -> SecurityTxt {
    let expires = now() + SignedDuration::from_hours(24 * 300);
    SecurityTxt {
        contact: vec!["https://maker.example/report".to_owned()],
        expires: Some(expires),
        ..SecurityTxt::default()
    }
}

fn web() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec("https://[a-z]{1,12}\\.example/[a-z0-9/?=&%-]{0,20}", 0..3)
}

prop_compose! {
    fn any_file()(
        contact in prop::collection::vec("(mailto:[a-z]{1,8}@[a-z]{1,8}\\.example|tel:\\+[0-9-]{1,12})", 1..4),
        lists in (web(), web(), web(), web(), web()),
        languages in prop::collection::vec("[a-z]{2}(-[A-Z]{2})?", 0..4),
        hours in -10_000_i64..8760,
    ) -> SecurityTxt {
        let (encryption, acknowledgments, canonical, policy, csaf) = lists;
        let expires = Some(now() + SignedDuration::from_hours(hours));
        SecurityTxt { contact, expires, encryption, acknowledgments, languages, canonical, policy, csaf }
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_back_without_a_fault(file in any_file()) {
        let text = file.write(now()).expect("a file that keeps to the RFC");
        let found = read(text.as_bytes());
        prop_assert_eq!(found.faults, Vec::new());
        prop_assert_eq!(&found.file, &file);
        prop_assert_eq!(read(text.replace('\n', "\r\n").as_bytes()).file, file);
    }

    #[test]
    fn no_bytes_make_the_reader_fall(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        let _ = read(&bytes);
    }

    #[test]
    fn no_value_writes_a_second_line(value in "\\PC{0,20}[\r\n]?[ -~]{0,20}") {
        let file = SecurityTxt { policy: vec![format!("https://{value}")], ..least() };
        if let Ok(text) = file.write(now()) {
            prop_assert_eq!(text.lines().count(), 3);
            prop_assert_eq!(read(text.as_bytes()).file, file);
        }
    }
}

#[test]
fn a_file_without_somebody_to_turn_to_without_an_end_or_good_for_too_long_is_not_written() {
    let write = |file: SecurityTxt| file.write(now()).expect_err("a refusal");
    assert_eq!(write(SecurityTxt { contact: Vec::new(), ..least() }), WriteError::NoContact);
    assert_eq!(write(SecurityTxt { expires: None, ..least() }), WriteError::NoExpires);
    let late = Some(now() + SignedDuration::from_hours(24 * 366));
    assert_eq!(write(SecurityTxt { expires: late, ..least() }), WriteError::TooLong);
    let plain = SecurityTxt { policy: vec!["http://maker.example".to_owned()], ..least() };
    assert!(matches!(write(plain), WriteError::Address { field: "Policy", .. }));
    let language = SecurityTxt { languages: vec!["e n".to_owned()], ..least() };
    assert_eq!(write(language), WriteError::Language("e n".to_owned()));
}

#[test]
fn what_breaks_the_rfc_is_named_and_the_rest_is_used() {
    let text = "# ours\n\nContact: security@maker.example\nCONTACT: mailto:security@maker.example\nnothing\n\
        Expires: soon\nExpires: 2027-01-01T00:00:00Z\nExpires: 2028-01-01T00:00:00Z\nPolicy: http://maker.example\n\
        Preferred-Languages: en, de\nPreferred-Languages: fr\nHiring: https://maker.example/jobs\n";
    let found = read(text.as_bytes());
    assert_eq!(found.file.contact, ["mailto:security@maker.example"]);
    assert_eq!(found.file.languages, ["en", "de"]);
    assert_eq!(found.file.expires.map(|at| at.to_string()).as_deref(), Some("2027-01-01T00:00:00Z"));
    let twice = [Fault::Twice("Expires"), Fault::Value(9), Fault::Twice("Preferred-Languages")];
    assert_eq!(found.faults, [[Fault::Value(3), Fault::Line(5), Fault::Value(6)].as_slice(), &twice].concat());
    assert_eq!(read(b"").faults, [Fault::NoContact, Fault::NoExpires]);
    assert_eq!(read(&[0xff; 10]).faults, [Fault::Unreadable]);
    assert_eq!(read(&vec![b'#'; 1 << 20]).faults, [Fault::Unreadable]);
}

#[test]
fn a_signed_file_is_read_and_nobody_says_that_its_signature_holds() {
    let signed = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nContact: mailto:a@b.example\n- Policy: https://b.example\n\
        Expires: 2027-01-01T00:00:00Z\n-----BEGIN PGP SIGNATURE-----\n\niQ: Contact\n-----END PGP SIGNATURE-----\n";
    let found = read(signed.as_bytes());
    assert!(found.has_signature);
    assert_eq!((found.faults, found.file.policy), (Vec::new(), vec!["https://b.example".to_owned()]));
}
