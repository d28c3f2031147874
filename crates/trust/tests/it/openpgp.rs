//! Signatures that GnuPG believes, and that it does not.

use std::path::Path;
use std::process::{Command, Output};

use steadfast_trust::openpgp::{ImportError, OpenPgpKey, import};

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

/// A key that GnuPG makes, with the passphrase that locks it, as it exports it.
fn exported(passphrase: &str, kind: &str, usage: &str, expires: &str) -> String {
    let home = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| {
        let mut gpg = Command::new("gpg");
        gpg.arg("--homedir").arg(home.path()).args(["--batch", "--pinentry-mode", "loopback"]);
        gpg.args(["--faked-system-time", &format!("{MADE}!")]).args(["--passphrase", passphrase]).args(arguments);
        let done = gpg.output().expect("gpg is there: see cargo xtask tools");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).expect("armour")
    };
    run(&["--quick-gen-key", "Exämple GmbH <security@example.com>", kind, usage, expires]);
    let text = run(&["--armor", "--export-secret-keys"]);
    let stop = Command::new("gpgconf").arg("--homedir").arg(home.path()).args(["--kill", "all"]).status();
    assert!(stop.expect("gpgconf is there").success());
    text
}

/// Soon after the keys were made.
const NOW: u32 = MADE + 60;

fn taken(text: &str, passphrase: &str) -> OpenPgpKey {
    let read = import(text, passphrase, NOW).expect("a key");
    OpenPgpKey::from_seed(&read.seed, read.made, &read.name).certified(read.certificate)
}

#[test]
fn a_key_of_gnupgs_is_taken_and_gnupg_believes_what_it_signs_here() {
    let text = exported("", "ed25519", "sign,cert", "2y");
    let read = import(&text, "", NOW).expect("a key");
    assert_eq!(read.name, "Exämple GmbH <security@example.com>");
    assert!(read.expires.is_some_and(|end| end > NOW + 600 * 86_400), "{read:?}");
    let key = taken(&text, "");
    let said = verified(&key, b"what is true", &key.sign(b"what is true", NOW));
    assert!(said.contains(&format!("VALIDSIG {}", key.fingerprint())), "{said}");
}

#[cfg(feature = "foreign-keys")]
#[test]
fn a_locked_key_is_opened_by_its_passphrase_and_by_no_other() {
    let text = exported("correct horse", "ed25519", "sign,cert", "never");
    let read = import(&text, "correct horse", NOW).expect("a key");
    assert_eq!(read.expires, None);
    for wrong in ["", "battery staple"] {
        assert_eq!(import(&text, wrong, NOW).map(drop), Err(ImportError::Passphrase));
    }
    let key = taken(&text, "correct horse");
    let said = verified(&key, b"what is true", &key.sign(b"what is true", NOW));
    assert!(said.contains(&format!("VALIDSIG {}", key.fingerprint())), "{said}");
}

#[test]
fn what_cannot_sign_is_over_or_is_something_else_is_refused_with_its_reason() {
    let short = exported("", "ed25519", "sign,cert", "1d");
    assert_eq!(import(&short, "", NOW + 2 * 86_400).map(drop), Err(ImportError::Expired));
    assert_eq!(import(&short, "", MADE - 60).map(drop), Err(ImportError::Expired), "before it was made");
    let certifies = exported("", "ed25519", "cert", "never");
    assert_eq!(import(&certifies, "", NOW).map(drop), Err(ImportError::CannotSign));
    let other = exported("", "rsa2048", "sign,cert", "never");
    assert_eq!(import(&other, "", NOW).map(drop), Err(ImportError::Algorithm));
    assert_eq!(import(&key(1).public(), "", NOW).map(drop), Err(ImportError::Public));
    assert_eq!(import("a letter", "", NOW).map(drop), Err(ImportError::NotArmoured));
}

#[test]
fn no_damaged_key_is_taken_or_ends_the_program() {
    let text = exported("", "ed25519", "sign,cert", "never");
    let lines: Vec<&str> = text.lines().collect();
    for at in 2..lines.len() - 1 {
        let without: Vec<&str> =
            lines.iter().enumerate().filter(|(line, _)| *line != at).map(|(_, line)| *line).collect();
        // Without its checksum alone a key is whole.
        let whole = lines.get(at).is_some_and(|line| line.starts_with('='));
        assert_eq!(import(&without.join("\n"), "", NOW).is_ok(), whole, "without line {at}");
    }
}
