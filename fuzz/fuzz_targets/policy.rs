//! Policies: no bytes may break the reader, what it takes is within its limits, and nobody is believed by the way.
#![no_main]

use steadfast_protocol::{Before, ByWhom, LONGEST_POLICY, Message, Policy, SignedPolicy, decode, encode};
use steadfast_trust::held;
use steadfast_trust::tuf::Ed25519Key;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let envelope = held::sign(Policy::TYPE, bytes.to_vec(), &Ed25519Key::from_seed(&[9; 32])).expect("a key signs");
    let signed = envelope.to_bytes().ok();
    for file in [Some(bytes.to_vec()), signed].into_iter().flatten() {
        let Ok(read) = SignedPolicy::read(&file) else { continue };
        let policy = &read.policy;
        assert!(policy.expires - policy.issued <= LONGEST_POLICY && policy.expires > policy.issued);
        assert_eq!(decode::<Policy>(&encode(policy)).expect("it was read"), *policy);
        let _ = read.judge(&Before { product: "prd_1", newest: None, now: 0 });
        let nobody = ByWhom { role: "gateway", root: bytes, targets: bytes };
        assert!(read.believe(&nobody).is_err(), "there is no such root");
    }
});
