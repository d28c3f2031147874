//! Names of roles and targets on their way to addresses and files.

use std::fmt::Write as _;

/// A name as one piece of an address or one name of a file: everything but letters, digits and `_.-~` is
/// percent-encoded, and so is a first dot, so that no name climbs or hides.
pub fn quoted(name: &str) -> String {
    match name.strip_prefix('.') {
        Some(rest) => format!("%2E{}", encoded(rest)),
        None => encoded(name),
    }
}

fn encoded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-' | b'~') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// The name of a role's file at a repository: `root.json`, or `4.root.json` where versions are told apart
/// (specification, section 6.2). Whatever the role is called, what stands behind it keeps the name from climbing.
pub fn file_name(role: &str, version: Option<u64>) -> String {
    let role = encoded(role);
    version.map_or_else(|| format!("{role}.json"), |version| format!("{version}.{role}.json"))
}

/// Whether a text can name a role of ours: small letters, digits and dashes, which stand in file names and paths alike.
pub fn is_name(text: &str) -> bool {
    let letters = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    letters && (1..=64).contains(&text.len())
}

/// The version and the role of a file's name such as `2.root.json`; nothing where it is none of a role of ours.
pub fn versioned(name: &str) -> Option<(u64, &str)> {
    let (version, role) = name.strip_suffix(".json")?.split_once('.')?;
    let version = version.parse().ok().filter(|version| *version > 0)?;
    is_name(role).then_some((version, role))
}

/// Whether a target's path leads out of where it belongs, or nowhere: an empty, `.` or `..` step, a leading `/`, a
/// backslash, or a control character.
pub fn climbs(path: &str) -> bool {
    let steps = path.split('/').any(|step| matches!(step, "" | "." | ".."));
    steps || path.chars().any(|letter| letter == '\\' || letter.is_control())
}
