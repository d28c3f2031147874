//! Envelopes.

use proptest::prelude::*;
use steadfast_trust::dsse::{Envelope, EnvelopeError, MOST_BYTES, pre_authentication};

use crate::key;

const TYPE: &str = "application/example";

#[test]
fn the_encoding_is_that_of_the_protocol() {
    let encoded = pre_authentication("http://example.com/HelloWorld", b"hello world");
    assert_eq!(encoded, b"DSSEv1 29 http://example.com/HelloWorld 11 hello world", "the protocol's test vector");
}

#[test]
fn an_envelope_holds_for_its_key_and_type_alone() {
    let envelope = Envelope::sign(TYPE, b"{}".to_vec(), key(1).record_key());
    let again = Envelope::read_stored(&envelope.to_bytes().expect("bytes")).expect("an envelope");
    assert_eq!(again, envelope);
    assert_eq!(again.verify(TYPE, key(1).public()).expect("it holds"), b"{}");
    assert!(matches!(again.verify(TYPE, key(2).public()), Err(EnvelopeError::Unsigned)));
    assert!(matches!(again.verify("other", key(1).public()), Err(EnvelopeError::Type(_))));
}

#[test]
fn the_hint_is_no_proof() {
    let mut envelope = Envelope::sign(TYPE, b"{}".to_vec(), key(1).record_key());
    envelope.signatures[0].keyid = key(2).public().fingerprint().to_string();
    assert!(envelope.verify(TYPE, key(2).public()).is_err(), "another key's name does not make its signature");
    envelope.signatures[0].keyid.clear();
    envelope.verify(TYPE, key(1).public()).expect("an absent hint hides nothing");
    envelope.signatures[0].alg = "other".to_owned();
    assert!(envelope.verify(TYPE, key(1).public()).is_err(), "an unknown algorithm is passed over");
}

#[test]
fn foreign_envelopes_are_read_and_only_ours_are_stored() {
    let envelope = Envelope::sign(TYPE, vec![0xfb, 0xff], key(1).record_key());
    let text = String::from_utf8(envelope.to_bytes().expect("bytes")).expect("text");
    let url_safe = text.replace("+/8=", "-_8=");
    assert_ne!(url_safe, text);
    let spaced = url_safe.replace(':', " : ").replace('{', "{\"more\": [1.5], ");
    let read = Envelope::read(spaced.as_bytes()).expect("tolerated");
    assert_eq!(read.payload, [0xfb, 0xff]);
    for other in [&url_safe, &spaced, &format!("{text}\n"), &text.replace("\"alg\":\"ed25519\",", "\"alg\":\"\",")] {
        assert!(Envelope::read_stored(other.as_bytes()).is_err(), "{other}");
    }
}

#[test]
fn hostile_envelopes_end_in_an_error() {
    let many = vec![r#"{"sig":""}"#; 17].join(",");
    let too_many = format!(r#"{{"payload":"","payloadType":"","signatures":[{many}]}}"#);
    assert!(matches!(Envelope::read(too_many.as_bytes()), Err(EnvelopeError::Signatures(17))));
    assert!(matches!(Envelope::read(&vec![b' '; MOST_BYTES + 1]), Err(EnvelopeError::Large(_))));
    assert!(Envelope::read("[".repeat(100_000).as_bytes()).is_err());
    let wrong = br#"{"payload":"?","payloadType":"","signatures":[]}"#;
    assert!(matches!(Envelope::read(wrong), Err(EnvelopeError::Base64("payload"))));
}

proptest! {
    #[test]
    fn no_bytes_break_the_reader(bytes: Vec<u8>) {
        let _ = Envelope::read(&bytes);
        let _ = Envelope::read_stored(&bytes);
    }

    #[test]
    fn every_flipped_bit_of_a_stored_envelope_is_refused(at: prop::sample::Index, bit in 0_u8..8) {
        let key = key(1);
        let mut bytes = Envelope::sign(TYPE, b"payload".to_vec(), key.record_key()).to_bytes().expect("bytes");
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        let held = Envelope::read_stored(&bytes).is_ok_and(|envelope| envelope.verify(TYPE, key.public()).is_ok());
        prop_assert!(!held, "{}", String::from_utf8_lossy(&bytes));
    }
}
