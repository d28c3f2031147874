//! What units and servers send: no bytes may break the readers, and nothing opens that its key did not sign.
#![no_main]

use std::sync::LazyLock;

use steadfast_protocol::{
    Answer, Born, CheckIn, Decision, Enrol, Enrolled, Envelope, EventBatch, Receipt, Refusal, SealedHead, Switched,
    Taken, Wiped, decode, encode,
};
use steadfast_trust::key::{UnitKey, UnitPublicKey};

static KEY: LazyLock<UnitPublicKey> = LazyLock::new(|| UnitKey::from_seed(&[7; 32]).public());

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(envelope) = decode::<Envelope>(bytes) {
        assert_eq!(decode::<Envelope>(&encode(&envelope)).expect("it was read"), envelope);
        assert!(envelope.open::<CheckIn>(&KEY).is_err(), "nobody has this key");
    }
    if let Ok(read) = decode::<CheckIn>(bytes) {
        assert_eq!(decode::<CheckIn>(&encode(&read)).expect("it was read"), read);
    }
    if let Ok(read) = decode::<Receipt>(bytes) {
        assert_eq!(decode::<Receipt>(&encode(&read)).expect("it was read"), read);
    }
    if let Ok(read) = decode::<Born>(bytes) {
        assert_eq!(decode::<Born>(&encode(&read)).expect("it was read"), read);
    }
    if let Ok(read) = decode::<Switched>(bytes) {
        assert_eq!(decode::<Switched>(&encode(&read)).expect("it was read"), read);
    }
    if let Ok(read) = decode::<Wiped>(bytes) {
        assert_eq!(decode::<Wiped>(&encode(&read)).expect("it was read"), read);
    }
    if let Ok(read) = decode::<EventBatch>(bytes) {
        assert_eq!(decode::<EventBatch>(&encode(&read)).expect("it was read"), read);
    }
    if let Ok(read) = decode::<SealedHead>(bytes) {
        assert_eq!(decode::<SealedHead>(&encode(&read)).expect("it was read"), read);
        let _ = read.tree_head();
    }
    let _ = decode::<Taken>(bytes);
    let _ = decode::<Decision>(bytes);
    let _ = decode::<Enrol>(bytes);
    let _ = decode::<Answer>(bytes);
    let _ = decode::<Enrolled>(bytes);
    let _ = decode::<Refusal>(bytes);
});
