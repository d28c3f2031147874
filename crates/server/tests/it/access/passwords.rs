//! Which passwords are taken.

use proptest::prelude::*;
use steadfast_server::access::password::{Factors, MOST, Refusal, judge};

const WORDS: [&str; 2] = ["marta.kovacs@lumen-werke.example", "Marta Kovács"];

fn alone(password: &str) -> Result<(), Refusal> {
    judge(password, Factors::Alone, &WORDS)
}

#[test]
fn fifteen_alone_eight_with_a_second_factor() {
    assert_eq!(alone("vK3!qzR7pm2Wxe"), Err(Refusal::TooShort { length: 14, least: 15 }));
    assert_eq!(alone("vK3!qzR7pm2WxeT"), Ok(()));
    assert_eq!(judge("vK3!qzR", Factors::WithSecond, &[]), Err(Refusal::TooShort { length: 7, least: 8 }));
    assert_eq!(judge("vK3!qzR7pm", Factors::WithSecond, &[]), Ok(()));
}

#[test]
fn length_counts_code_points_and_long_ones_are_taken() {
    assert_eq!(alone("žluťoučký kůň pěl"), Ok(()));
    assert_eq!(alone("ééééééé"), Err(Refusal::TooShort { length: 7, least: 15 }));
    let long: String = (0_u32..256).map(|i| char::from(b'!' + u8::try_from(i * i * 7 % 89).unwrap())).collect();
    assert_eq!(alone(&long), Ok(()));
    assert_eq!(alone(&format!("{long}x")), Err(Refusal::TooLong { length: MOST + 1 }));
}

#[test]
fn no_composition_rules() {
    assert_eq!(alone("walnut gravel mosaic tepid"), Ok(()));
    assert_eq!(alone("83920571648293057164"), Ok(()));
}

#[test]
fn common_ones_and_patterns_are_refused_in_words() {
    for password in ["aaaaaaaaaaaaaaaa", "1234567890123456", "abcdefghijklmnop", "qwertyuiopasdfgh"] {
        let refusal = alone(password).unwrap_err();
        assert!(matches!(refusal, Refusal::Common | Refusal::Guessable), "{password}: {refusal:?}");
    }
    assert_eq!(judge("password1", Factors::WithSecond, &[]), Err(Refusal::Common));
    assert_eq!(judge("P@ssw0rd", Factors::WithSecond, &[]), Err(Refusal::Common));
}

#[test]
fn what_stands_around_the_account_is_refused() {
    assert_eq!(alone("lumen-werkekovacs"), Err(Refusal::Context));
    assert_eq!(alone("marta.kovacs@lumen-werke.example"), Err(Refusal::Context));
    assert!(alone("steadfaststeadfast").is_err());
}

#[test]
fn each_refusal_has_a_text_of_its_own() {
    let ids = [
        Refusal::TooShort { length: 1, least: 15 },
        Refusal::TooLong { length: 300 },
        Refusal::Common,
        Refusal::Context,
        Refusal::Guessable,
    ]
    .map(Refusal::text_id);
    assert!(ids.iter().all(|id| ids.iter().filter(|other| *other == id).count() == 1));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_input_panics(password in "\\PC{0,300}", word in "\\PC{0,80}") {
        let _ = judge(&password, Factors::WithSecond, &[&word]);
    }
}
