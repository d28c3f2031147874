//! Which names the files of a dossier may have: those that mean the same on every system.

/// Bytes of the longest path.
const MOST_PATH: usize = 240;

/// Names that some systems take for devices.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Whether a path may stand in a dossier: segments of lower-case ASCII letters, digits, `-`, `_` and `.` between single
/// slashes, none of which begins or ends with a dot. So no two paths differ by case or by how a letter is composed, and
/// none leaves the folder it is unpacked into.
pub(super) fn is_path(path: &str) -> bool {
    path.len() <= MOST_PATH && path.split('/').all(is_segment)
}

fn is_segment(segment: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_.".contains(&byte);
    let dotted = segment.starts_with('.') || segment.ends_with('.');
    !segment.is_empty() && !dotted && segment.bytes().all(is_letter) && !is_device(segment)
}

fn is_device(segment: &str) -> bool {
    let stem = segment.split('.').next().unwrap_or_default();
    let numbered = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    DEVICES.contains(&stem) || numbered.is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
}

/// Whether the first path is a folder of the second, as `a` is of `a/b`.
pub(super) fn is_folder_of(folder: &str, path: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_mean_the_same_everywhere_are_taken() {
        for path in ["a", "papers/en/file.pdf", "ledger/records.jsonl", "a-b_c.1/2", "console/com10"] {
            assert!(is_path(path), "{path}");
        }
    }

    #[test]
    fn paths_that_lead_elsewhere_or_mean_different_things_are_refused() {
        let long = "a/".repeat(130) + "a";
        for path in [
            "",
            "/a",
            "a/",
            "a//b",
            "..",
            "../a",
            "a/../b",
            "./a",
            ".a",
            "a.",
            "a\\b",
            "A",
            "ä",
            "a b",
            "c:",
            "a\0b",
            "nul",
            "con.txt",
            "x/com1.log",
            "a\u{308}",
            "a\u{202e}b",
            &long,
        ] {
            assert!(!is_path(path), "{path:?}");
        }
    }
}
