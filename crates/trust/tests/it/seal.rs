//! Sealed secrets.

use proptest::prelude::*;
use steadfast_trust::encoding::hex;
use steadfast_trust::seal::{MasterKey, SealError};

#[test]
fn a_secret_opens_with_its_key_at_its_place_alone() {
    let key = MasterKey::new(&[1; 32]);
    let sealed = key.seal(b"secret", b"totp/usr_1", &[2; 24]).expect("sealed");
    assert_eq!(key.open(&sealed, b"totp/usr_1").expect("opened").as_slice(), b"secret");
    assert_eq!(key.open(&sealed, b"totp/usr_2"), Err(SealError::Refused));
    assert_eq!(MasterKey::new(&[2; 32]).open(&sealed, b"totp/usr_1"), Err(SealError::Refused));
    assert_eq!(sealed.len(), 1 + 24 + 6 + 16);
}

#[test]
fn sealed_bytes_stay_what_they_are() {
    let sealed = MasterKey::new(&[1; 32]).seal(b"", b"", &[2; 24]).expect("sealed");
    insta::assert_snapshot!(hex(&sealed), @"01020202020202020202020202020202020202020202020202501b681b0e4dd32608fb7154424a7f4d");
}

#[test]
fn a_key_is_told_from_another_without_opening_anything() {
    assert_eq!(MasterKey::new(&[1; 32]).check_value(), MasterKey::new(&[1; 32]).check_value());
    assert_ne!(MasterKey::new(&[1; 32]).check_value(), MasterKey::new(&[2; 32]).check_value());
    assert_eq!(format!("{:?}", MasterKey::new(&[1; 32])), "MasterKey");
}

proptest! {
    #[test]
    fn every_flipped_bit_is_refused(secret: Vec<u8>, at: prop::sample::Index, bit in 0_u8..8) {
        let key = MasterKey::new(&[1; 32]);
        let mut sealed = key.seal(&secret, b"place", &[2; 24]).expect("sealed");
        let at = at.index(sealed.len());
        sealed[at] ^= 1 << bit;
        prop_assert!(key.open(&sealed, b"place").is_err());
    }

    #[test]
    fn no_bytes_break_the_opening(bytes: Vec<u8>) {
        prop_assert!(MasterKey::new(&[1; 32]).open(&bytes, b"").is_err());
    }
}
