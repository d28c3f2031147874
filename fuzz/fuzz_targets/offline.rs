//! Bundles: no bytes may break their reader or make it take more than it should, and what is believed of them is what the
//! seeds' own keys signed.
#![no_main]

use std::io::Read;
use std::sync::LazyLock;

use steadfast_trust::tuf::{BundleReader, Kept, Limits};

/// The root that the unit has: it signed the good seeds.
static ROOT: LazyLock<Vec<u8>> = LazyLock::new(|| include_bytes!("../corpus/offline/root").to_vec());

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let now = "2026-06-01T00:00:00Z".parse().expect("a moment");
    let Ok(bundle) = BundleReader::open(bytes, &Limits::default()) else { return };
    let Ok((believed, mut image)) = bundle.believe(&ROOT, &Kept::default(), now) else { return };
    assert_eq!((believed.target.path.as_str(), believed.custom.sequence), ("gateway/1/fw.bin", 1));
    let mut content = Vec::new();
    if image.read_to_end(&mut content).is_ok() {
        assert_eq!(content, b"firmware");
    }
});
