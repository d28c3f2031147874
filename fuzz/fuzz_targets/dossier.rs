//! Dossiers: no bytes may break the check, and nothing is shown under a key that signed nothing. What follows a manifest is
//! reached by giving the container the checksum and the lengths that its first header must have.
#![no_main]

use std::io::Cursor;

use steadfast_trust::key::Fingerprint;
use steadfast_verify::dossier::{DossierAsked, examine_dossier};

/// Bytes of the first header with its name.
const HEADER: usize = 43;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let nobody = Fingerprint([0; 32]);
    for file in [bytes.to_vec(), mended(bytes)] {
        drop(examine_dossier(&mut Cursor::new(&file), &DossierAsked::default()));
        let asked = DossierAsked { key: Some(&nobody), ..DossierAsked::default() };
        assert!(examine_dossier(&mut Cursor::new(&file), &asked).is_err(), "shown under nobody's key");
    }
});

/// The same file with the checksum of what its first header says is the manifest.
fn mended(bytes: &[u8]) -> Vec<u8> {
    let mut file = bytes.to_vec();
    let length = file.get(18..22).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes) as usize;
    if let Some(manifest) = file.get(HEADER..HEADER.saturating_add(length)) {
        let checksum = crc32fast::hash(manifest).to_le_bytes();
        file[14..18].copy_from_slice(&checksum);
    }
    file
}
