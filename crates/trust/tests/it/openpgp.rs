//! Signatures that GnuPG believes, and that it does not.

use std::path::Path;
use std::process::{Command, Output};

use steadfast_trust::openpgp::OpenPgpKey;

const MADE: u32 = 1_600_000_000;

fn key(seed: u8) -> OpenPgpKey {
    OpenPgpKey::from_seed(&[seed; 32], MADE, "Exämple GmbH <security@example.com>")
}

fn gpg(home: &Path, arguments: &[&str]) -> Output {
    let mut gpg = Command::new("gpg");
    gpg.arg("--homedir").arg(home).args(["--batch", "--no-autostart", "--status-fd", "1"]).args(arguments);
    gpg.output().expect("gpg is there: see cargo xtask tools")
}

/// What GnuPG says of a signature over `document`, once it knows `known`.
fn verified(known: &OpenPgpKey, document: &[u8], signature: &str) -> String {
    let home = tempfile::tempdir().expect("a folder");
    let file = |name: &str, bytes: &[u8]| {
        let path = home.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        path.to_string_lossy().into_owned()
    };
    let (public, signed) = (file("key.asc", known.public().as_bytes()), file("document", document));
    let signature = file("document.asc", signature.as_bytes());
    let imported = gpg(home.path(), &["--import", &public]);
    assert!(imported.status.success(), "{}", String::from_utf8_lossy(&imported.stderr));
    String::from_utf8_lossy(&gpg(home.path(), &["--verify", &signature, &signed]).stdout).into_owned()
}

#[test]
fn gnupg_believes_a_signature_and_names_the_key() {
    for seed in 0..20 {
        let (key, document) = (key(seed), [seed; 300]);
        let said = verified(&key, &document, &key.sign(&document, MADE + 60));
        assert!(said.contains(&format!("VALIDSIG {}", key.fingerprint())), "{said}");
    }
}

#[test]
fn gnupg_believes_no_signature_over_something_else_or_by_another() {
    let signature = key(1).sign(b"what is true", MADE);
    assert!(verified(&key(1), b"what is false", &signature).contains("BADSIG"));
    assert!(verified(&key(2), b"what is true", &signature).contains("NO_PUBKEY"));
}

/// What GnuPG says of a text that is signed in the clear.
fn read_in_the_clear(known: &OpenPgpKey, text: &str) -> String {
    let home = tempfile::tempdir().expect("a folder");
    let (public, signed) = (home.path().join("public.asc"), home.path().join("signed.asc"));
    std::fs::write(&public, known.public()).expect("a file");
    std::fs::write(&signed, text).expect("a file");
    assert!(gpg(home.path(), &["--import", &public.to_string_lossy()]).status.success());
    String::from_utf8_lossy(&gpg(home.path(), &["--verify", &signed.to_string_lossy()]).stdout).into_owned()
}

#[test]
fn gnupg_believes_a_text_that_is_signed_in_the_clear_and_none_that_was_changed() {
    for text in [
        "Contact: https://maker.example/report\nExpires: 2027-01-01T00:00:00Z\n",
        "- a\n\n--- b  \nç",
        "",
        "a\r\nb\n\n",
    ] {
        let signed = key(3).sign_in_the_clear(text, MADE + 60);
        let said = read_in_the_clear(&key(3), &signed);
        assert!(said.contains(&format!("VALIDSIG {}", key(3).fingerprint())), "{text:?}: {said}");
    }
    let signed = key(3).sign_in_the_clear("Contact: https://maker.example/report", MADE);
    assert!(read_in_the_clear(&key(3), &signed.replace("maker", "other")).contains("BADSIG"));
}

#[test]
fn the_same_seed_gives_the_same_key_and_signature() {
    assert_eq!(key(7).public(), key(7).public());
    assert_eq!(key(7).sign(b"x", MADE), key(7).sign(b"x", MADE));
    assert_ne!(key(7).fingerprint(), key(8).fingerprint());
}
