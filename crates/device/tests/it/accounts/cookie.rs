//! Cookies of known browsers.

use proptest::prelude::*;
use steadfast_device::accounts::{BrowserId, Cookie, CookieSecret};

use super::unit::{Counting, name};

fn secret() -> CookieSecret {
    CookieSecret::new([5; 32])
}

fn cookie() -> String {
    Cookie::text(&name("anna.b"), BrowserId::random(&Counting::default()).expect("chance"), &secret())
}

#[test]
fn a_cookie_opens_to_what_it_was_made_for() {
    let opened = Cookie::open(&cookie(), &secret()).expect("its own");
    assert_eq!(opened.account(), &name("anna.b"));
    assert_eq!(Cookie::text(opened.account(), opened.browser(), &secret()), cookie());
}

#[test]
fn a_cookie_has_one_form_for_ever() {
    let code = "b0eae56b0fa38b152a1100ea0cab85a4bc6e608a7a2a396a202b1c81d6a67244";
    assert_eq!(cookie(), format!("v1.anna.b.0101010101010101.{code}"));
}

#[test]
fn another_secret_opens_nothing() {
    assert_eq!(Cookie::open(&cookie(), &CookieSecret::new([6; 32])), None);
}

#[test]
fn a_cookie_of_one_account_is_none_of_another() {
    for other in ["v1.anna.b.", "v1.anna-b.", "v1.anna.", "v1.b.anna."] {
        let changed = cookie().replacen("v1.anna.b.", other, 1);
        assert_eq!(Cookie::open(&changed, &secret()).is_some(), other == "v1.anna.b.", "{other}");
    }
}

#[test]
fn nothing_but_the_exact_text_opens() {
    let upper = cookie().to_uppercase();
    let shouted = upper.replacen("V1.ANNA.B", "v1.anna.b", 1);
    for changed in
        [format!("{} ", cookie()), format!(" {}", cookie()), upper, shouted, cookie().replacen("v1", "v2", 1)]
    {
        assert_eq!(Cookie::open(&changed, &secret()), None, "{changed}");
    }
}

proptest! {
    #[test]
    fn no_text_breaks_the_reader(text in "(v1\\.)?.{0,150}") {
        prop_assert_eq!(Cookie::open(&text, &secret()), None);
    }

    #[test]
    fn no_changed_character_opens(at in 0..cookie().len(), to in 0..=127_u8) {
        let mut bytes = cookie().into_bytes();
        let was = std::mem::replace(&mut bytes[at], to);
        let text = String::from_utf8(bytes).unwrap();
        prop_assert_eq!(Cookie::open(&text, &secret()).is_some(), was == to);
    }
}
