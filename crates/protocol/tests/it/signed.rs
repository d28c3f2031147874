//! What holds under a unit's key, and what does not.

use steadfast_protocol::{CheckIn, Envelope, EnvelopeError, Receipt};

use crate::{check_in, key, receipt};

#[test]
fn what_a_unit_signed_is_read_under_its_key_alone() {
    let envelope = Envelope::sign(&receipt(), &key(1));
    assert_eq!(envelope.open::<Receipt>(&key(1).public()).expect("holds"), receipt());
    assert!(matches!(envelope.open::<Receipt>(&key(2).public()), Err(EnvelopeError::Signature)));
}

#[test]
fn a_receipt_passes_for_nothing_else() {
    let mut envelope = Envelope::sign(&receipt(), &key(1));
    assert!(matches!(envelope.open::<CheckIn>(&key(1).public()), Err(EnvelopeError::Type { .. })));
    envelope.payload_type = "application/vnd.steadfast.check-in.v1+cbor".to_owned();
    assert!(matches!(envelope.open::<CheckIn>(&key(1).public()), Err(EnvelopeError::Signature)));
}

#[test]
fn another_algorithm_is_refused() {
    let mut envelope = Envelope::sign(&check_in(), &key(1));
    envelope.algorithm = "none".to_owned();
    assert!(matches!(envelope.open::<CheckIn>(&key(1).public()), Err(EnvelopeError::Algorithm(_))));
}

#[test]
fn each_byte_of_the_payload_counts() {
    let envelope = Envelope::sign(&receipt(), &key(1));
    for at in 0..envelope.payload.len() {
        let mut other = envelope.clone();
        other.payload[at] ^= 1;
        assert!(matches!(other.open::<Receipt>(&key(1).public()), Err(EnvelopeError::Signature)), "byte {at}");
    }
}
