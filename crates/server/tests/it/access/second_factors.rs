//! Codes from an app, and recovery codes.

use std::collections::BTreeSet;

use steadfast_server::access::{recovery_codes, totp};

const RFC: [u8; 20] = *b"12345678901234567890";
const SECOND: i64 = 1_000_000;

/// RFC 6238, appendix B, the SHA-1 column, last six digits.
#[test]
fn the_standards_own_vectors() {
    for (seconds, code) in
        [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")]
    {
        assert_eq!(totp::code(&RFC, seconds * SECOND).unwrap(), code);
        assert_eq!(totp::check(&RFC, code, seconds * SECOND, None).unwrap(), Some(seconds.unsigned_abs() / 30));
    }
}

#[test]
fn one_step_early_or_late_and_no_more() {
    let code = totp::code(&RFC, 3_000 * SECOND).unwrap();
    for (now, taken) in [(2_969, false), (2_970, true), (3_000, true), (3_059, true), (3_060, false)] {
        assert_eq!(totp::check(&RFC, &code, now * SECOND, None).unwrap().is_some(), taken, "at {now}");
    }
    assert_eq!(totp::check(&RFC, &code, -5, None).unwrap(), None);
}

#[test]
fn a_code_is_taken_once_and_none_from_before_it() {
    let earlier = totp::code(&RFC, 2_970 * SECOND).unwrap();
    let code = totp::code(&RFC, 3_000 * SECOND).unwrap();
    let step = totp::check(&RFC, &code, 3_000 * SECOND, None).unwrap();
    assert_eq!(step, Some(100));
    assert_eq!(totp::check(&RFC, &code, 3_000 * SECOND, step).unwrap(), None);
    assert_eq!(totp::check(&RFC, &earlier, 3_000 * SECOND, step).unwrap(), None);
    let next = totp::code(&RFC, 3_030 * SECOND).unwrap();
    assert_eq!(totp::check(&RFC, &next, 3_030 * SECOND, step).unwrap(), Some(101));
}

#[test]
fn a_last_code_that_lies_years_ahead_locks_nobody_out() {
    let code = totp::code(&RFC, 3_000 * SECOND).unwrap();
    let ahead = |last| totp::check(&RFC, &code, 3_000 * SECOND, Some(last)).unwrap();
    assert_eq!([ahead(100), ahead(102), ahead(103), ahead(1_000_000)], [None, None, Some(100), Some(100)]);
}

#[test]
fn codes_with_spaces_are_read_and_nonsense_is_wrong() {
    assert!(totp::check(&RFC, "287 082", 59 * SECOND, None).unwrap().is_some());
    for nonsense in ["", "28708", "2870822", "+87082", "٢٨٧٠٨٢", "abcdef"] {
        assert_eq!(totp::check(&RFC, nonsense, 59 * SECOND, None).unwrap(), None, "{nonsense}");
    }
}

#[test]
fn the_address_for_the_app() {
    insta::assert_snapshot!(totp::uri(&RFC, "Lumen Werke", "marta:k@lumen.example"), @"otpauth://totp/Lumen%20Werke:marta%3Ak%40lumen.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Lumen%20Werke&algorithm=SHA1&digits=6&period=30");
    assert_eq!(totp::typed(&RFC), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
}

#[test]
fn recovery_codes_are_read_as_people_type_them() {
    let code = recovery_codes::shown([0, 1, 2, 3, 250, 251, 252, 253, 254, 255]);
    assert_eq!(code.len(), 19);
    let hash = recovery_codes::hash(&code).unwrap();
    assert_eq!(recovery_codes::hash(&code.to_lowercase().replace('-', " ")), Some(hash));
    assert_eq!(recovery_codes::hash(&code.replace('0', "O")), Some(hash));
    assert_eq!(recovery_codes::hash(&code[1..]), None);
    assert_eq!(recovery_codes::hash(&format!("{code}0")), None);
    assert_eq!(recovery_codes::hash("UUUU-UUUU-UUUU-UUUU"), None);
}

#[test]
fn each_bit_of_a_recovery_code_counts() {
    let codes: BTreeSet<_> = (0..80)
        .map(|bit| {
            let mut bytes = [0; 10];
            bytes[bit / 8] = 1 << (bit % 8);
            recovery_codes::hash(&recovery_codes::shown(bytes)).unwrap()
        })
        .collect();
    assert_eq!(codes.len(), 80);
}
