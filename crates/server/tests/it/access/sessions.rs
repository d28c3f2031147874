//! Sessions, cookies, links and names.

use steadfast_server::access::cookie::{Channel, Cookie};
use steadfast_server::access::digest::Purpose;
use steadfast_server::access::link::{self, Kind};
use steadfast_server::access::name::{self, NameError};
use steadfast_server::access::session::{ABSOLUTE, FRESH, IDLE, Secret, Standing, fresh, standing};

const MINUTE: i64 = 60_000_000;

#[test]
fn a_session_ends_unused_after_twelve_hours_and_used_after_thirty_days() {
    assert_eq!(standing(0, 0, MINUTE), Standing::Live { touch: false });
    assert_eq!(standing(0, 0, 5 * MINUTE), Standing::Live { touch: true });
    assert_eq!(standing(0, 0, IDLE - 1), Standing::Live { touch: true });
    assert_eq!(standing(0, 0, IDLE), Standing::Idle);
    assert_eq!(standing(0, ABSOLUTE - MINUTE, ABSOLUTE - 1), Standing::Live { touch: false });
    assert_eq!(standing(0, ABSOLUTE, ABSOLUTE), Standing::Expired);
}

#[test]
fn a_proof_is_fresh_for_fifteen_minutes_and_never_from_the_future() {
    assert!(fresh(0, FRESH - 1));
    assert!(!fresh(0, FRESH));
    assert!(fresh(30 * 1_000_000, 0));
    assert!(!fresh(3600 * 1_000_000, 0));
}

#[test]
fn a_secret_survives_its_cookie_and_stays_out_of_debug() {
    let secret = Secret::new([9; 32]);
    let read = Secret::parse(&secret.text()).unwrap();
    assert_eq!(read.hash(Purpose::Session), secret.hash(Purpose::Session));
    assert_ne!(read.hash(Purpose::Session), secret.hash(Purpose::Browser));
    assert_eq!(format!("{secret:?}"), "Secret(..)");
    for broken in ["", "abc", &"A".repeat(44), &"=".repeat(43)] {
        assert!(Secret::parse(broken).is_none(), "{broken}");
    }
}

#[test]
fn cookies_are_bound_to_the_host_and_out_of_scripts_reach() {
    insta::assert_snapshot!(Cookie::Session.set(Channel::Tls, "v"), @"__Host-steadfast=v; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure");
    insta::assert_snapshot!(Cookie::Session.clear(Channel::Loopback), @"steadfast=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    let header = "a=b; __Host-steadfast-browser=x; __Host-steadfast=y; steadfast=z";
    assert_eq!(Cookie::Session.find(Channel::Tls, header), Some("y"));
    assert_eq!(Cookie::Browser.find(Channel::Tls, header), Some("x"));
    assert_eq!(Cookie::SignIn.find(Channel::Tls, header), None);
    assert_eq!(Cookie::Session.find(Channel::Loopback, header), Some("z"));
}

#[test]
fn links_open_once_and_not_for_long() {
    let secret = link::secret(&[0xab; 20]);
    assert_eq!(secret.len(), 40);
    let hashes = [Kind::SetUp, Kind::Invitation, Kind::Recovery].map(|kind| kind.hash(&secret).unwrap());
    assert!(hashes[0] != hashes[1] && hashes[1] != hashes[2]);
    assert_eq!(Kind::SetUp.hash(&secret.to_uppercase()), None);
    assert_eq!(Kind::SetUp.hash(&secret[2..]), None);
    assert_eq!(link::standing(10, None, 9), link::Standing::Open);
    assert_eq!(link::standing(10, None, 10), link::Standing::Expired);
    assert_eq!(link::standing(10, Some(3), 9), link::Standing::Used);
}

#[test]
fn names_have_one_form() {
    assert_eq!(name::canonical("  Marta@Lumen.Example "), Ok("marta@lumen.example".into()));
    assert_eq!(name::canonical("   "), Err(NameError::Empty));
    assert_eq!(name::canonical("two words"), Err(NameError::BadCharacter));
    assert_eq!(name::canonical("evil\u{202e}name"), Err(NameError::BadCharacter));
    assert_eq!(name::canonical(&"x".repeat(255)), Err(NameError::TooLong));
}

#[test]
fn unknown_names_fall_into_a_bounded_table_by_a_key() {
    let rows: std::collections::BTreeSet<_> =
        (0..1000).map(|i| name::unknown_row(&[1; 32], &format!("n{i}"))).collect();
    assert!(rows.len() > 980 && rows.iter().all(|row| *row < name::UNKNOWN_ROWS));
    assert_ne!(name::unknown_row(&[1; 32], "n1"), name::unknown_row(&[2; 32], "n1"));
}
