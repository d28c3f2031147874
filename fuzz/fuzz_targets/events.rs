//! Batches of events: what is packed is unpacked within bounds, and the chain is followed whatever they hold.
#![no_main]

use steadfast_protocol::{EventBatch, MOST_EVENT, MOST_EVENTS, decode, encode};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let packed =
        EventBatch { packed: Some(bytes.to_vec().into()), before: Some([0; 32].into()), ..EventBatch::default() };
    let read = decode::<EventBatch>(bytes).ok();
    for batch in [Some(packed), read].into_iter().flatten() {
        let was_packed = batch.packed.is_some();
        let Ok(batch) = batch.unpack() else { continue };
        let fits = encode(&batch.events).len() <= 3 + MOST_EVENTS * (3 + MOST_EVENT);
        assert!(fits || !was_packed, "no batch is longer");
        let _ = batch.leads();
        assert!(!fits || batch.clone().pack().unpack().is_ok_and(|again| again == batch), "it is what it was");
    }
});
