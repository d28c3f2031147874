//! Keys and fingerprints.

use proptest::prelude::*;
use steadfast_trust::encoding::{from_hex, hex};
use steadfast_trust::hash::sha256;
use steadfast_trust::key::{Fingerprint, FingerprintError, PublicKey, PublicKeyError, SigningKey};

use crate::key;

#[test]
fn the_ed25519_half_gives_the_answers_of_rfc_8032() {
    let seed = from_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60").expect("hexadecimal");
    let key = SigningKey::from_seeds(&seed.try_into().expect("32 bytes"), &[0; 32]).expect("a key");
    assert_eq!(hex(key.public().ed25519()), "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    let signature = "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b";
    assert_eq!(hex(&key.sign_ed25519(b"")), signature, "section 7.1, test 1");
}

#[test]
fn a_public_key_is_read_back_from_bytes_and_text() {
    let public = key(1).public().clone();
    assert_eq!(PublicKey::from_bytes(&public.to_bytes()).expect("a key"), public);
    assert_eq!(public.to_text().parse::<PublicKey>().expect("a key"), public);
    assert_eq!(public.fingerprint(), Fingerprint(sha256(&[&public.to_bytes()])));
    assert_eq!(public.to_bytes().len(), 1985);
}

#[test]
fn what_is_no_public_key_is_refused() {
    let good = key(1).public().to_bytes();
    let with = |at: usize, byte: u8| {
        let mut bytes = good.clone();
        bytes[at] = byte;
        PublicKey::from_bytes(&bytes)
    };
    assert_eq!(with(0, 2), Err(PublicKeyError::Kind(2)));
    assert_eq!(PublicKey::from_bytes(&good[..1984]), Err(PublicKeyError::Length(1984)));
    assert_eq!(PublicKey::from_bytes(&[]), Err(PublicKeyError::Length(0)));
    let small_order = [&[0x01, 0x01], [0; 31].as_slice(), &good[33..]].concat();
    assert_eq!(PublicKey::from_bytes(&small_order), Err(PublicKeyError::Ed25519));
    assert_eq!("?".parse::<PublicKey>(), Err(PublicKeyError::Base64));
}

#[test]
fn each_half_refuses_every_flipped_bit_of_a_signature() {
    let key = key(1);
    let ed25519 = key.sign_ed25519(b"message");
    let ml_dsa = key.sign_ml_dsa(b"message").expect("a signature");
    key.public().verify_ed25519(b"message", &ed25519).expect("it holds");
    key.public().verify_ml_dsa(b"message", &ml_dsa).expect("it holds");
    for bit in 0..ed25519.len() * 8 {
        let mut flipped = ed25519;
        flipped[bit / 8] ^= 1 << (bit % 8);
        assert!(key.public().verify_ed25519(b"message", &flipped).is_err(), "bit {bit}");
    }
    for at in (0..ml_dsa.len()).step_by(61).chain([ml_dsa.len() - 1]) {
        let mut flipped = ml_dsa.clone();
        flipped[at] ^= 1;
        assert!(key.public().verify_ml_dsa(b"message", &flipped).is_err(), "byte {at}");
    }
    assert!(key.public().verify_ed25519(b"messagf", &ed25519).is_err());
    assert!(key.public().verify_ml_dsa(b"messagf", &ml_dsa).is_err());
}

#[test]
fn secrets_are_not_shown() {
    let key = key(7);
    let shown = format!("{key:?} {:?}", key.record_key());
    assert!(shown.contains(&key.public().fingerprint().to_string()) && !shown.contains("07070707"), "{shown}");
}

proptest! {
    #[test]
    fn fingerprints_are_read_in_every_form_they_are_printed(bytes: [u8; 32]) {
        let print = Fingerprint(bytes);
        let text = print.to_string();
        let digits = &text[7..];
        let colons: Vec<String> = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
        for form in [text.clone(), digits.to_owned(), print.grouped(), text.to_uppercase(), colons.join(":")] {
            prop_assert_eq!(form.parse::<Fingerprint>(), Ok(print), "{}", form);
        }
        prop_assert_eq!(digits[1..].parse::<Fingerprint>(), Err(FingerprintError::Length(63)));
    }

    #[test]
    fn no_text_breaks_the_reader_of_fingerprints(text: String) {
        let _ = text.parse::<Fingerprint>();
    }
}
