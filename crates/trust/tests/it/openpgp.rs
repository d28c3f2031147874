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

#[test]
fn the_same_seed_gives_the_same_key_and_signature() {
    assert_eq!(key(7).public(), key(7).public());
    assert_eq!(key(7).sign(b"x", MADE), key(7).sign(b"x", MADE));
    assert_ne!(key(7).fingerprint(), key(8).fingerprint());
}
