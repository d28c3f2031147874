//! Codes of authenticator apps: RFC 6238, appendix B, and codes that are used twice.

use proptest::prelude::*;
use steadfast_device::accounts::totp::{Totp, code_at, typed, uri};

const SECRET: &[u8; 20] = b"12345678901234567890";

#[test]
fn codes_are_those_of_the_standard() {
    for (time, code) in [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ] {
        assert_eq!(code_at(SECRET, time), code, "{time}");
    }
}

#[test]
fn a_code_is_taken_one_step_early_or_late_and_no_more() {
    for (off, taken) in [(-60, false), (-30, true), (0, true), (30, true), (60, false)] {
        let code = code_at(SECRET, 1_800_000_000 + off);
        assert_eq!(Totp::new(*SECRET).take(&code, 1_800_000_000), taken, "{off}");
    }
}

#[test]
fn a_code_is_taken_once_and_none_from_before_it() {
    let mut totp = Totp::new(*SECRET);
    let now = 1_800_000_000;
    assert!(totp.take(&code_at(SECRET, now), now));
    assert!(!totp.take(&code_at(SECRET, now), now));
    assert!(!totp.take(&code_at(SECRET, now - 30), now));
    assert!(totp.take(&code_at(SECRET, now + 30), now + 30));
}

#[test]
fn a_clock_that_ran_ahead_locks_nobody_out_once_it_is_right() {
    let mut totp = Totp::new(*SECRET);
    let (ahead, now) = (1_900_000_000, 1_800_000_000);
    assert!(totp.take(&code_at(SECRET, ahead), ahead));
    assert!(totp.take(&code_at(SECRET, now), now));
}

#[test]
fn people_may_put_spaces_and_hyphens_into_a_code() {
    let spaced = |code: &str, between: &str| format!("{}{between}{}", &code[..3], &code[3..]);
    let code = code_at(SECRET, 59);
    assert!(Totp::new(*SECRET).take(&spaced(&code, " "), 59));
    assert!(Totp::new(*SECRET).take(&spaced(&code, "-"), 59));
    assert!(!Totp::new(*SECRET).take(&spaced(&code, "0"), 59));
}

#[test]
fn the_secret_is_told_as_apps_read_it() {
    assert_eq!(typed(SECRET), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    assert_eq!(
        uri(SECRET, "Acme & Söhne", "owner"),
        "otpauth://totp/Acme%20%26%20S%C3%B6hne:owner?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
         &issuer=Acme%20%26%20S%C3%B6hne&algorithm=SHA1&digits=6&period=30"
    );
}

proptest! {
    #[test]
    fn no_text_and_no_time_breaks_it(code in ".{0,12}", now in any::<i64>(), then in any::<i64>()) {
        let mut totp = Totp::new(*SECRET);
        totp.take(&code, now);
        totp.take(&code_at(SECRET, then), then);
        totp.take(&code, now);
    }
}
