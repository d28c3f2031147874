//! Passwords as they are kept.

use steadfast_device::accounts::{Cost, Secret, Verifier};
use steadfast_protocol::{decode, encode};
use steadfast_trust::encoding::hex;

use super::unit::{PASSWORD, secret, taken};

#[test]
fn a_cost_is_never_below_what_protects() {
    for (memory, passes) in [(19_456, 2), (12_288, 3), (9_216, 4), (7_168, 5), (65_536, 3), (12_288, 10)] {
        assert!(Cost::new(memory, passes).is_ok(), "{memory} {passes}");
    }
    for (memory, passes) in
        [(19_455, 2), (19_456, 1), (12_287, 3), (9_215, 4), (7_167, 64), (0, 0), (u32::MAX, 2), (19_456, 65)]
    {
        assert!(Cost::new(memory, passes).is_err(), "{memory} {passes}");
    }
    assert_eq!(Cost::new(Cost::STANDARD.memory(), Cost::STANDARD.passes()), Ok(Cost::default()));
    assert!(Cost::new(Cost::SMALL.memory(), Cost::SMALL.passes()).is_ok());
}

#[test]
fn a_verifier_knows_its_password_after_it_was_kept() {
    let made = Verifier::make(&taken("correct horse"), Cost::SMALL, [2; 32]).unwrap();
    let read: Verifier = decode(&encode(&made)).unwrap();
    assert_eq!(read, made);
    assert!(read.check(&secret("correct horse")).unwrap());
    assert!(!read.check(&secret("correct horsf")).unwrap());
    assert!(read.needs_rehash(Cost::STANDARD) && !read.needs_rehash(Cost::SMALL));
}

/// What OpenSSL gives for this password, salt and cost.
#[test]
fn the_hash_is_that_of_argon2id() {
    let made = Verifier::make(&taken(PASSWORD), Cost::STANDARD, *b"01234567890123456789012345678901").unwrap();
    let bytes = encode(&made);
    assert_eq!(hex(&bytes[bytes.len() - 32..]), "1249e2bf2370e383e4616f07d97a5ea33ba7d00eba4a582e717e13fe04f84cf1");
}

#[test]
fn a_record_of_another_kind_or_a_weak_cost_is_refused() {
    let good = encode(&Verifier::of_nobody(Cost::STANDARD, [2; 32]));
    assert!(decode::<Verifier>(&good).is_ok());
    for (at, what) in [(2, "algorithm"), (4, "version"), (12, "lanes")] {
        let mut bytes = good.clone();
        bytes[at] ^= 2;
        assert!(decode::<Verifier>(&bytes).is_err(), "{what}");
    }
    let weak = good.windows(3).position(|window| window == b"\x19\x4c\x00").expect("19456");
    let mut bytes = good;
    bytes[weak + 1] = 0;
    assert!(decode::<Verifier>(&bytes).is_err());
}

#[test]
fn secrets_do_not_show_themselves() {
    assert_eq!(format!("{:?}", secret("hidden away")), "Secret");
    assert!(!format!("{:?}", Verifier::of_nobody(Cost::SMALL, [2; 32])).contains("output"));
    assert!(Secret::typed("x".repeat(513)).is_err());
}
