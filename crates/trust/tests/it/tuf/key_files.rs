//! Keys at rest.

use argon2::{Algorithm, Argon2, Params, Version};
use proptest::prelude::*;
use serde_json::{Value, json};
use steadfast_trust::encoding::base64;
use steadfast_trust::key::{HeldKey, KeyFile, KeyFileError, Seeds};
use steadfast_trust::seal::MasterKey;
use steadfast_trust::tuf::Sign;

use crate::key;

const PASSPHRASE: &str = "walnut gravel mosaic tepid";

/// A key's file of the same form that opens at once: one pass over 64 KiB.
fn light(seeds: &[u8], public: &str) -> Value {
    let salt = [7; 16];
    let params = Params::new(64, 1, 1, Some(32)).expect("parameters");
    let mut stretched = [0; 32];
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2.hash_password_into(PASSPHRASE.as_bytes(), &salt, &mut stretched).expect("it is stretched");
    let sealed = MasterKey::new(&stretched).seal(seeds, public.as_bytes(), &[9; 24]).expect("it is sealed");
    json!({
        "steadfast-key": 1, "public": public, "sealed": base64(&sealed),
        "argon2id": {"memory-kib": 64, "passes": 1, "salt": base64(&salt)},
    })
}

fn pair() -> Value {
    light(&[[1; 32], [0xfe; 32]].concat(), &Sign::public(&key(1)).to_string())
}

fn opened(file: &Value) -> Result<HeldKey, KeyFileError> {
    KeyFile::read(file.to_string().as_bytes())?.unlock(PASSPHRASE)
}

fn with(path: &str, value: Value) -> Result<HeldKey, KeyFileError> {
    let mut file = pair();
    *file.pointer_mut(path).expect("a field") = value;
    opened(&file)
}

#[test]
fn a_key_comes_out_as_it_went_in_under_its_passphrase_alone() {
    let seeds = Seeds::Hybrid([3; 64].into());
    let file = KeyFile::lock(&seeds, PASSPHRASE, &[1; 16], &[2; 24]).expect("it is sealed");
    let bytes = file.to_bytes().expect("it can be written");
    let read = KeyFile::read(&bytes).expect("a key's file");
    let public = seeds.key().expect("a key").public();
    assert_eq!(read.public().expect("its public half"), public);
    assert_eq!(read.unlock(PASSPHRASE).expect("it opens").public(), public);
    assert!(matches!(read.unlock("walnut gravel mosaic tepid "), Err(KeyFileError::Passphrase(_))));
    let text = String::from_utf8(bytes).expect("text");
    let value: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(value["argon2id"]["memory-kib"], 65_536);
    assert_eq!(value["argon2id"]["passes"], 3);
    assert!(!text.contains(&base64(&[3; 32])[..40]), "the seeds do not lie open");
}

#[test]
fn a_light_file_is_one() {
    assert_eq!(opened(&pair()).unwrap_or_else(|error| panic!("{error}")).public(), Sign::public(&key(1)));
    let alone = steadfast_trust::tuf::Ed25519Key::from_seed(&[1; 32]);
    let file = light(&[1; 32], &alone.public().to_string());
    assert_eq!(opened(&file).unwrap_or_else(|error| panic!("{error}")).public(), alone.public());
}

#[test]
fn hostile_files_are_refused_before_they_cost_anything() {
    let refused = |result: Result<HeldKey, KeyFileError>| result.err().expect("it is refused");
    for (memory, passes) in [(u64::from(u32::MAX), 1), (1 << 21, 1), ((1 << 20) + 1, 1)] {
        let mut file = pair();
        file["argon2id"] = json!({"memory-kib": memory, "passes": passes, "salt": base64(&[7; 16])});
        assert!(matches!(refused(opened(&file)), KeyFileError::Field(_)), "{memory} KiB");
    }
    assert!(matches!(refused(with("/argon2id/passes", json!(17))), KeyFileError::Field(_)));
    assert!(matches!(refused(with("/argon2id/passes", json!(u32::MAX))), KeyFileError::Field(_)));
    assert!(matches!(refused(with("/argon2id/passes", json!(0))), KeyFileError::Stretching));
    assert!(matches!(refused(with("/argon2id/memory-kib", json!(0))), KeyFileError::Stretching));
    assert!(matches!(refused(with("/argon2id/memory-kib", json!(1_u64 << 40))), KeyFileError::Json(_)));
    assert!(matches!(refused(with("/argon2id/salt", json!(""))), KeyFileError::Stretching));
    assert!(matches!(refused(with("/argon2id/salt", json!("no base64"))), KeyFileError::Field("salt")));
    assert!(matches!(refused(with("/sealed", json!("no base64"))), KeyFileError::Field("sealed")));
    assert!(matches!(refused(with("/sealed", json!(""))), KeyFileError::Passphrase(_)));
    assert!(matches!(refused(with("/steadfast-key", json!(2))), KeyFileError::Form(2)));
    for odd in ["", "{", "[]", "null", "\"key\"", "{}"] {
        assert!(matches!(KeyFile::read(odd.as_bytes()), Err(KeyFileError::Json(_))), "{odd:?}");
    }
}

#[test]
fn a_sealed_text_of_another_length_is_no_key() {
    let file = light(&[1; 33], &Sign::public(&key(1)).to_string());
    assert!(matches!(opened(&file), Err(KeyFileError::Field("sealed"))));
}

#[test]
fn a_file_that_says_it_is_another_key_does_not_open() {
    let other = Sign::public(&key(2)).to_string();
    assert!(matches!(with("/public", json!(other)), Err(KeyFileError::Passphrase(_))));
    // Its maker alone could seal seeds under another name, and then it is not the key that it says.
    let lying = opened(&light(&[[1; 32], [0xfe; 32]].concat(), &other));
    assert!(lying.is_err(), "the file says {other:.40}…");
}

proptest! {
    #[test]
    fn a_byte_altered_anywhere_never_opens_as_another_key(at: prop::sample::Index, bit in 0..8_u32) {
        let text = pair().to_string();
        let mut bytes = text.clone().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        let read = KeyFile::read(&bytes).and_then(|file| file.unlock(PASSPHRASE));
        if let Ok(key) = read {
            prop_assert_eq!(key.public(), Sign::public(&crate::key(1)), "byte {}", at);
        }
    }

    #[test]
    fn no_bytes_break_the_reader(bytes: Vec<u8>) {
        drop(KeyFile::read(&bytes));
    }
}
