//! Exports of a log: no bytes may break who checks them, and nothing is whole that its unit did not seal so.
#![no_main]

use std::sync::LazyLock;

use steadfast_device::log::verify_export;
use steadfast_trust::key::{UnitKey, UnitPublicKey};

/// The unit's key, which sealed the good seeds, and one that sealed nothing.
static KEYS: LazyLock<[UnitPublicKey; 2]> =
    LazyLock::new(|| [7, 8].map(|seed| UnitKey::from_seed(&[seed; 32]).public()));

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let [unit, stranger] = &*KEYS;
    if let Ok(checked) = verify_export(bytes, stranger) {
        assert!(!checked.is_whole() && checked.heads == 0, "this key sealed nothing");
    }
    let Ok(checked) = verify_export(bytes, unit) else { return };
    for class in &checked.classes {
        assert!(class.sealed <= class.last && class.first.is_none_or(|first| (1..=class.last).contains(&first)));
        assert!(class.events <= class.last);
    }
    if checked.is_whole() {
        let text = bytes.trim_ascii_end();
        let cut = text.iter().rposition(|byte| *byte == b'\n').map_or(&[][..], |at| &text[..at]);
        assert!(verify_export(cut, unit).is_ok_and(|checked| !checked.is_whole()), "without its end it is not whole");
    }
});
