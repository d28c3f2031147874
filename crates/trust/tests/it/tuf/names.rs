//! Names of roles and targets on their way to addresses and files, and the patterns of paths.

use proptest::prelude::*;
use steadfast_trust::tuf::{Target, climbs, file_name, matches, quoted};

use super::world::{CONTENT, target};

#[test]
fn no_name_climbs_or_hides() {
    let names = [
        ("fw.bin", "fw.bin"),
        ("a/b", "a%2Fb"),
        ("../x", "%2E.%2Fx"),
        ("..", "%2E."),
        (".", "%2E"),
        (".hidden", "%2Ehidden"),
        ("?#%", "%3F%23%25"),
        ("a%2Fb", "a%252Fb"),
        ("ä b", "%C3%A4%20b"),
        ("\0\n\\", "%00%0A%5C"),
        ("", ""),
    ];
    for (name, piece) in names {
        assert_eq!(quoted(name), piece, "{name:?}");
    }
    let roles =
        [("../root", "7...%2Froot.json"), ("?", "7.%3F.json"), ("/etc/x", "7.%2Fetc%2Fx.json"), (".", "7...json")];
    for (role, file) in roles {
        assert_eq!(file_name(role, Some(7)), file, "{role:?}");
    }
    assert_eq!(file_name("root", None), "root.json");
}

#[test]
fn paths_that_climb_are_known() {
    for path in
        ["", "/", "/a", "a/", "a//b", ".", "..", "a/./b", "a/../b", "../a", "a/..", "a\\b", "a\nb", "a\0b", "\u{85}"]
    {
        assert!(climbs(path), "{path:?}");
    }
    for path in ["a", "a/b/c", "gateway/1/fw.bin", "a/...", "a/..b", ".a", "ä/b c"] {
        assert!(!climbs(path), "{path:?}");
    }
}

#[test]
fn a_target_lies_behind_its_hash_in_its_own_folder() {
    let of = |path: &str| Target { path: path.to_owned(), role: "gateway".to_owned(), file: target(CONTENT) };
    let hash = target(CONTENT).hashes["sha256"].clone();
    assert_eq!(of("gateway/1/fw.bin").address(true), format!("gateway/1/{hash}.fw.bin"));
    assert_eq!(of("gateway/1/fw.bin").address(false), "gateway/1/fw.bin");
    assert_eq!(of("fw bin").address(true), format!("{hash}.fw%20bin"));
    assert_eq!(of("../../etc/passwd").address(true), format!("%2E./%2E./etc/{hash}.passwd"));
    let mut evil = of("gateway/1/fw.bin");
    evil.file.hashes = [("sha256".to_owned(), "../../secret".to_owned())].into();
    assert_eq!(evil.address(true), "gateway/1/%2E.%2F..%2Fsecret.fw.bin");
}

#[test]
fn patterns_match_step_by_step() {
    let table = [
        ("*", "a", true),
        ("*", "", true),
        ("*", "a/b", false),
        ("*/*", "a/b", true),
        ("*/*", "a", false),
        ("a/*/c", "a/b/c", true),
        ("a/*/c", "a//c", true),
        ("a/*/c", "a/b/b/c", false),
        ("*.bin", "fw.bin", true),
        ("*.bin", ".bin", true),
        ("*.bin", "fw.bin.sig", false),
        ("f?.bin", "fw.bin", true),
        ("f?.bin", "f.bin", false),
        ("f?.bin", "f/.bin", false),
        ("a*b*c", "axxbyyc", true),
        ("a*b*c", "abcbc", true),
        ("a*b*c", "acb", false),
        ("**", "ab", true),
        ("**", "a/b", false),
        ("gateway/*/*", "gateway/1/fw.bin", true),
        ("gateway/*/*", "gateway2/1/fw.bin", false),
        ("gateway/*/*", "gateway/1/2/fw.bin", false),
        ("?", "ä", true),
        ("[ab]", "a", false),
        ("[ab]", "[ab]", true),
        ("", "", true),
        ("", "a", false),
        ("A", "a", false),
    ];
    for (pattern, path, expected) in table {
        assert_eq!(matches(pattern, path), expected, "{pattern:?} and {path:?}");
    }
}

/// The rule as it stands: what a pattern's first letter may stand for, tried one after the other.
fn by_the_rule(pattern: &[char], path: &[char]) -> bool {
    match (pattern.split_first(), path.split_first()) {
        (None, None) => true,
        (Some(('*', rest)), _) => {
            let steps = path.iter().take_while(|letter| **letter != '/').count();
            (0..=steps).any(|taken| by_the_rule(rest, &path[taken..]))
        }
        (Some(('?', rest)), Some((letter, path))) if *letter != '/' => by_the_rule(rest, path),
        (Some((own, rest)), Some((letter, path))) if own == letter && *own != '?' => by_the_rule(rest, path),
        _ => false,
    }
}

proptest! {
    #[test]
    fn patterns_are_those_of_the_rule(pattern in "[ab*?/]{0,8}", path in "[ab/]{0,10}") {
        let (rule, letters): (Vec<char>, Vec<char>) = (pattern.chars().collect(), path.chars().collect());
        prop_assert_eq!(matches(&pattern, &path), by_the_rule(&rule, &letters));
    }

    #[test]
    fn no_name_leaves_its_folder(name: String) {
        let piece = quoted(&name);
        prop_assert!(piece.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.-~%".contains(&byte)), "{}", piece);
        prop_assert!(!piece.starts_with('.'), "{}", piece);
    }
}

#[test]
fn a_pattern_made_to_take_long_does_not() {
    let (pattern, path) = ("a*".repeat(2000), "a".repeat(5000) + "b");
    assert!(matches(&pattern, &path));
    assert!(!matches(&(pattern + "c"), &path));
}
