//! Files that are no dossiers, and manifests that promise more than there is.

use proptest::prelude::*;
use steadfast_verify::dossier::DossierAsked;

use super::world::{World, ask, refusal};

#[test]
fn what_is_no_dossier_is_unreadable() {
    let zip = b"PK\x03\x04 and something else that is long enough for a header and a name";
    for file in [&b""[..], b"PK", b"{\"kind\":\"record\"}", zip, &[0; 100]] {
        assert_eq!(refusal(file), "unreadable no-dossier ");
    }
}

/// A container that begins with this manifest and ends after it.
fn beginning(manifest: &[u8]) -> Vec<u8> {
    let good = World::new().dossier();
    let mut file = good[..43].to_vec();
    file[14..18].copy_from_slice(&crc32fast::hash(manifest).to_le_bytes());
    let length = u32::try_from(manifest.len()).expect("short").to_le_bytes();
    file[18..22].copy_from_slice(&length);
    file[22..26].copy_from_slice(&length);
    [&file, manifest].concat()
}

#[test]
fn manifests_of_other_forms_are_refused_before_anything_else_is_read() {
    let good = World::new().dossier();
    let length = u32::from_le_bytes(good[18..22].try_into().expect("four")) as usize;
    let text = String::from_utf8(good[43..43 + length].to_vec()).expect("text");
    let told = |text: &str| refusal(&beginning(text.as_bytes()));
    assert_eq!(told(&text), "altered part-missing manifest.dsse.json");
    let cases = [
        ("\"schema\":1", "\"schema\":2", "unreadable unknown-version manifest.json"),
        ("\"kind\":\"dossier\"", "\"kind\":\"record\"", "unreadable unknown-kind manifest.json"),
        ("{\"kind\"", "{ \"kind\"", "unreadable not-canonical manifest.json"),
        ("\"made\":\"2026-11-28T", "\"made\":\"2026-11-28 ", "unreadable wrong-members manifest.json"),
        ("papers/en.txt", "../../../en.x", "altered bad-path manifest.json"),
        ("papers/en.txt", "bills/gateway", "altered bad-names bills/gateway"),
        ("\"records\":[2,4,5]", "\"records\":[2,5,4]", "unreadable wrong-members manifest.json"),
        ("\"records\":[2,4,5]", "\"records\":[2,4]", "unreadable wrong-members bills/gateway.cdx.json"),
    ];
    for (from, to, answer) in cases {
        assert!(text.contains(from), "{from}");
        assert_eq!(told(&text.replacen(from, to, 1)), answer, "{to}");
    }
    assert_eq!(told(&"[".repeat(300_000)), "unreadable not-canonical manifest.json");
}

#[test]
fn a_manifest_that_says_it_is_huge_is_not_waited_for() {
    let mut file = World::new().dossier();
    file[18..22].copy_from_slice(&u32::MAX.to_le_bytes());
    assert_eq!(refusal(&file), "unreadable too-large manifest.json");
    file[18..22].copy_from_slice(&(1_u32 << 24).to_le_bytes());
    assert_eq!(refusal(&file), "altered cut-off manifest.json");
}

proptest! {
    #[test]
    fn no_bytes_break_the_check(bytes: Vec<u8>, older: String) {
        let asked = DossierAsked { older: Some(&older), ..DossierAsked::default() };
        let _ = ask(&bytes, &asked);
        let _ = ask(&beginning(&bytes), &asked);
    }
}
