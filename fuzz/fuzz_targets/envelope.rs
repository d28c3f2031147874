//! Envelopes and records: no bytes may break the readers; what is stored is written back byte for byte, and what is read
//! holds under no key that did not sign it.
#![no_main]

use std::sync::LazyLock;

use steadfast_trust::dsse::Envelope;
use steadfast_trust::key::SigningKey;
use steadfast_trust::record::{PAYLOAD_TYPE, Record};

/// A key that signed none of the seeds.
static KEY: LazyLock<SigningKey> = LazyLock::new(|| SigningKey::from_seeds(&[90; 32], &[91; 32]).expect("a key"));

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(envelope) = Envelope::read(bytes) {
        assert!(envelope.verify(PAYLOAD_TYPE, KEY.public()).is_err(), "a signature out of nowhere");
    }
    if let Ok(envelope) = Envelope::read_stored(bytes) {
        assert_eq!(envelope.to_bytes().expect("it was read"), bytes);
    }
    if let Ok(record) = Record::peek(bytes) {
        let signed = record.sign(KEY.record_key()).expect("it was read");
        assert_eq!(Record::open(&signed, KEY.public()).expect("it was signed"), record);
    }
});
