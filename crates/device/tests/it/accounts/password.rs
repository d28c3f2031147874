//! Which passwords are taken.

use proptest::prelude::*;
use steadfast_device::accounts::blocklist::Blocklist;
use steadfast_device::accounts::password::{Refusal, Rules};

use super::unit::secret;

fn judge(password: &str) -> Result<(), Refusal> {
    let words = ["Acme GmbH", "Smart Gateway 3000", "SN-2024-00017", "anna"];
    Rules { words: &words, code: Some("K7QX-93PD-MW4T"), blocklist: Blocklist::common() }
        .take(secret(password))
        .map(drop)
}

#[test]
fn long_passwords_of_any_kind_are_taken() {
    for good in [
        "a stone bridge over water",
        "zwölf Äpfel im Korb",
        "correcthorsebatterystaple",
        "my password is long enough",
        "Gateway to the northern hills",
        "xk3!9vQz#2Lm",
        "тихая река под мостом",
        &"stone bridge ".repeat(9),
        "anna and the four winds",
        "river-1234-lamp-shade",
    ] {
        assert_eq!(judge(good), Ok(()), "{good}");
    }
}

#[test]
fn each_refusal_has_its_reason() {
    use Refusal::{Common, Long, ProductWord, Repeated, Sequence, SetUpCode, Short};
    for (bad, reason) in [
        ("", Short),
        ("elevenchars", Short),
        ("ääääääääääo", Short),
        ("password2024!!", Common),
        ("P@ssw0rd2024!", Common),
        ("!!!Passw0rd123", Common),
        ("Pa$$word1234", Common),
        ("passwordpassword", Common),
        ("iloveyouiloveyou1", Common),
        ("dragondragondragon", Common),
        ("Gateway12345", ProductWord),
        ("acme-gateway-anna", ProductWord),
        ("SN-2024-00017", ProductWord),
        ("sn202400017!", ProductWord),
        ("gatewaypassword", ProductWord),
        ("Smart Gateway 3000", ProductWord),
        ("aaaaaaaaaaaa", Repeated),
        ("abababababab", Repeated),
        ("1q2w1q2w1q2w1q", Repeated),
        ("ABCDEFGHIJKL", Sequence),
        ("abcdefghijklm!", Sequence),
        ("123456789012", Sequence),
        ("987654321098", Sequence),
        ("qwertzuiopas", Sequence),
        ("qwertzuiopü+", Sequence),
        ("qwertyuiop12", Sequence),
        ("poiuztrewq123", Sequence),
        ("1qaz2wsx3edc", Sequence),
        ("abcd1234efgh", Sequence),
        ("K7QX-93PD-MW4T", SetUpCode),
        ("k7qx93pdmw4t", SetUpCode),
        ("my k7qx 93pd mw4t code", SetUpCode),
        ("k7qx-93pd-mw", SetUpCode),
    ] {
        assert_eq!(judge(bad), Err(reason), "{bad}");
    }
    assert_eq!(judge(&"xy1 ".repeat(33)), Err(Long));
}

#[test]
fn each_reason_has_a_code_of_its_own() {
    let mut codes = Refusal::ALL.map(Refusal::code).to_vec();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), Refusal::ALL.len());
    assert!(codes.iter().all(|code| code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')));
}

#[test]
fn a_unit_without_a_code_or_words_takes_what_is_good() {
    let rules = Rules { words: &[], code: None, blocklist: Blocklist::common() };
    assert!(rules.take(secret("Gateway12345 x")).is_ok());
    let rules = Rules { words: &["", "-", "ab"], code: Some(""), blocklist: Blocklist::common() };
    assert!(rules.take(secret("a stone bridge over water")).is_ok());
}

proptest! {
    #[test]
    fn no_text_breaks_the_rules(text in ".{0,140}") {
        if text.len() <= 512 {
            let _ = judge(&text);
        }
    }

    #[test]
    fn whatever_is_repeated_is_refused(block in ".{1,4}", times in 12..20_usize) {
        prop_assert!(judge(&block.repeat(times)).is_err());
    }

    #[test]
    fn nearly_all_random_passwords_are_taken(seed in "[a-zA-Z0-9#+!]{16,40}") {
        prop_assume!(!Blocklist::common().covers(&seed));
        prop_assert_eq!(judge(&seed), Ok(()));
    }
}
