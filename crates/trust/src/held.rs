//! Envelopes signed by keys that people hold: with a pair, both halves sign, and both must hold.

use crate::dsse::{ED25519, Envelope, EnvelopeError, Signature, pre_authentication};
use crate::key::{SigningError, ml_dsa_verifies};
use crate::tuf::{Public, Sign};

/// How an ML-DSA-65 signature names itself.
const ML_DSA: &str = "ml-dsa-65";

/// Signs a payload with whatever halves a key has.
///
/// # Errors
/// When the key cannot sign.
pub fn sign(payload_type: &str, payload: Vec<u8>, key: &dyn Sign) -> Result<Envelope, SigningError> {
    let signed = pre_authentication(payload_type, &payload);
    let keyid = key.public().fingerprint().to_string();
    let of = |alg: &str, sig: Vec<u8>| Signature { alg: alg.to_owned(), keyid: keyid.clone(), sig };
    let mut signatures = vec![of(ED25519, key.ed25519(&signed)?.to_vec())];
    signatures.extend(key.ml_dsa(&signed)?.map(|sig| of(ML_DSA, sig)));
    Ok(Envelope { payload_type: payload_type.to_owned(), payload, signatures })
}

/// The payload, if it is of this type and every half of this key signed it.
///
/// # Errors
/// When the type differs, or the signature of a half is missing or does not hold.
pub fn verify<'a>(envelope: &'a Envelope, payload_type: &str, key: &Public) -> Result<&'a [u8], EnvelopeError> {
    if envelope.payload_type != payload_type {
        return Err(EnvelopeError::Type(envelope.payload_type.clone()));
    }
    let signed = pre_authentication(payload_type, &envelope.payload);
    let of = |alg: &'static str| envelope.signatures.iter().filter(move |one| one.alg == alg).map(|one| &one.sig);
    let first = of(ED25519).any(|sig| key.verify_ed25519(&signed, sig));
    let second = key.ml_dsa().is_none_or(|half| of(ML_DSA).any(|sig| ml_dsa_verifies(half, &signed, sig)));
    if first && second { Ok(&envelope.payload) } else { Err(EnvelopeError::Unsigned) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::SigningKey;
    use crate::tuf::Ed25519Key;

    const TYPE: &str = "application/x-test";

    #[test]
    fn a_pair_signs_and_is_believed_with_both_halves_alone() {
        let key = SigningKey::from_seeds(&[1; 32], &[2; 32]).unwrap();
        let mut envelope = sign(TYPE, b"text".to_vec(), &key).unwrap();
        let public = Sign::public(&key);
        assert_eq!(verify(&envelope, TYPE, &public).unwrap(), b"text");
        assert!(matches!(verify(&envelope, "application/x-other", &public), Err(EnvelopeError::Type(_))));
        envelope.signatures.pop();
        assert!(matches!(verify(&envelope, TYPE, &public), Err(EnvelopeError::Unsigned)), "one half is missing");
    }

    #[test]
    fn another_key_or_text_is_not_believed() {
        let (key, other) = (Ed25519Key::from_seed(&[1; 32]), Ed25519Key::from_seed(&[3; 32]));
        let mut envelope = sign(TYPE, b"text".to_vec(), &key).unwrap();
        assert!(verify(&envelope, TYPE, &key.public()).is_ok());
        assert!(verify(&envelope, TYPE, &other.public()).is_err());
        envelope.payload = b"test".to_vec();
        assert!(verify(&envelope, TYPE, &key.public()).is_err());
    }
}
