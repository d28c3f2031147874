//! The filter of common passwords.

use steadfast_device::accounts::blocklist::{Blocklist, filter};

#[test]
fn the_most_common_passwords_are_on_the_list() {
    for word in ["123456", "password", "qwerty", "iloveyou", "dragon", "letmein", "1q2w3e4r5t6y"] {
        assert!(Blocklist::common().has(word), "{word}");
    }
}

#[test]
fn of_other_words_fewer_than_three_in_a_thousand_are_found() {
    let found = (0..100_000).filter(|number| Blocklist::common().has(&format!("no such word {number}"))).count();
    assert!(found < 300, "{found}");
}

#[test]
fn a_list_of_ones_own_holds_what_was_put_in_whatever_its_case() {
    let bytes = filter(["Winterthur", "plätzli"].into_iter());
    let own = Blocklist::of(&bytes);
    assert!(own.covers("WINTERTHUR2026") && own.covers("w1nt3rthur!") && own.covers("Plätzli"));
    assert!(!own.covers("password"));
}

#[test]
fn a_common_word_in_a_long_password_of_ones_own_is_none() {
    assert!(Blocklist::common().covers("password99887766"));
    assert!(!Blocklist::common().covers("password483920174625"), "twelve characters are somebody's own");
    assert!(!Blocklist::common().covers("the password of my house"));
}
