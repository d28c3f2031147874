//! Rules for source files and for what must not stand in any file.

use std::path::Path;

use super::{Tree, is_test_input};

/// Crates that take bytes and give values, and touch nothing else.
const PURE: [&str; 11] = [
    "crates/conformity/src/",
    "crates/cra/src/",
    "crates/delta/src/",
    "crates/dossier/src/",
    "crates/formats/src/",
    "crates/matching/src/",
    "crates/monitor/src/",
    "crates/product/src/",
    "crates/protocol/src/",
    "crates/trust/src/",
    "crates/verify/src/",
];

/// The one place of the pure crates with threads: results come in the order in which work was given, so that no answer
/// depends on them.
const IN_ORDER: &str = "crates/matching/src/pair.rs";

/// Where `unsafe` may be more than the name that C links by: all else that is `unsafe` stands in these files.
const UNSAFE: [&str; 3] = ["crates/device-c/src/border.rs", "crates/mapped/src/lib.rs", "crates/mapped/src/scratch.rs"];

/// Modules of the standard library that a pure crate does not use.
const AMBIENT_MODULES: [&str; 5] = ["fs", "net", "process", "env", "thread"];

/// Types that read the clock.
const CLOCKS: [&str; 2] = ["SystemTime", "Instant"];

/// File names that say nothing about what is inside.
const EMPTY_NAMES: [&str; 4] = ["utils", "helpers", "manager", "common"];

/// The most lines of a source file, its tests not counted.
const MOST_LINES: usize = 450;

/// Sources that name a registry because the format they read does: what they hold is part of that format.
const NAME_REGISTRIES: [&str; 2] =
    ["crates/formats/src/bom/cargo_lock.rs", "crates/formats/tests/it/bom/cargo_lock.rs"];

pub(super) fn check(tree: &Tree) -> Vec<String> {
    let each = tree.iter().flat_map(|(path, text)| {
        let rust = if is_rust(path) { rust(path, text) } else { Vec::new() };
        [rust, named_empty(path), foreign(path, text)].concat()
    });
    each.collect()
}

fn is_rust(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "rs")
}

fn rust(path: &str, text: &str) -> Vec<String> {
    let mut violations = Vec::new();
    if !text.starts_with("//!") {
        violations.push(format!("{path}: does not start with a module comment (//!)"));
    }
    let lines = lines_without_tests(text);
    if lines > MOST_LINES {
        violations.push(format!("{path}: {lines} lines without tests are more than {MOST_LINES}"));
    }
    if PURE.iter().any(|folder| path.starts_with(folder)) {
        violations.extend(ambient(path, text));
    }
    if is_unsafe(text) && !UNSAFE.contains(&path) {
        violations.push(format!("{path}: `unsafe` stands elsewhere"));
    }
    violations
}

/// Whether there is `unsafe` that is no attribute, in code.
fn is_unsafe(text: &str) -> bool {
    let code = text.lines().map(|line| line.split("//").next().unwrap_or(line));
    let kinds = ["{", "fn", "impl", "trait", "extern"].map(|kind| format!("{} {kind}", "unsafe"));
    code.into_iter().any(|line| {
        let line = line.trim();
        line == "unsafe" || kinds.iter().any(|kind| has_word(line, kind))
    })
}

fn lines_without_tests(text: &str) -> usize {
    text.lines().take_while(|line| line.trim() != "#[cfg(test)]").count()
}

fn ambient(path: &str, text: &str) -> Vec<String> {
    let code: String = text.lines().map(|line| line.split("//").next().unwrap_or(line)).collect::<Vec<_>>().join("\n");
    let allowed = |module: &str| module == "thread" && path == IN_ORDER;
    let modules = AMBIENT_MODULES.into_iter().filter(|module| uses_module(&code, module) && !allowed(module));
    let modules = modules.map(|module| format!("std::{module}"));
    let clocks = CLOCKS.into_iter().filter(|clock| has_word(&code, clock)).map(str::to_owned);
    modules.chain(clocks).map(|found| format!("{path}: a pure crate uses {found}")).collect()
}

/// `std::fs`, or `fs` inside `std::{…}`.
fn uses_module(code: &str, module: &str) -> bool {
    let direct = code.match_indices("std::").any(|(at, _)| starts_with_word(&code[at + 5..], module));
    let grouped = code.match_indices("std::{").any(|(at, _)| {
        let group = code[at + 6..].split(';').next().unwrap_or_default();
        group.split([',', '{', '}']).any(|item| starts_with_word(item.trim_start(), module))
    });
    direct || grouped
}

fn starts_with_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(is_word_character))
}

fn has_word(code: &str, word: &str) -> bool {
    code.match_indices(word).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        !before.is_some_and(is_word_character) && starts_with_word(&code[at..], word)
    })
}

fn is_word_character(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

fn named_empty(path: &str) -> Vec<String> {
    let parts = path.split('/').map(|part| part.split('.').next().unwrap_or(part));
    let empty = parts.filter(|part| EMPTY_NAMES.contains(part));
    empty.map(|name| format!("{path}: the name \"{name}\" says nothing")).collect()
}

/// Paths of a machine, and hosts of package registries. Cargo writes its own into `Cargo.lock`.
fn foreign(path: &str, text: &str) -> Vec<String> {
    if is_test_input(path) || path.ends_with("Cargo.lock") {
        return Vec::new();
    }
    let may_name_registries = NAME_REGISTRIES.contains(&path);
    let is_foreign = |line: &str| names_machine(line) || (!may_name_registries && names_registry(line));
    let numbered = text.lines().enumerate().filter(|(_, line)| is_foreign(line));
    numbered.map(|(at, _)| format!("{path}:{}: a path of a machine or the address of a registry", at + 1)).collect()
}

fn names_machine(line: &str) -> bool {
    ["work", "root", "home"].map(|folder| format!("/{folder}/")).iter().any(|folder| has_path(line, folder))
}

fn names_registry(line: &str) -> bool {
    let hosts = ["crates.io", "npmjs.org", "pypi.org", "pythonhosted.org", "golang.org", "maven.org", "rubygems.org"];
    line.split("://").skip(1).map(host_of).any(|host| hosts.iter().any(|known| host.ends_with(known)))
}

/// Whether an absolute path starts with `folder`; `target/work/` does not.
fn has_path(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|character| is_word_character(character) || ['.', '}', '-', '/'].contains(&character))
    })
}

fn host_of(address: &str) -> &str {
    address.split(['/', ':', '"', '\'', ')', '>', ' ', '`']).next().unwrap_or(address)
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::tree_of;

    fn violations(path: &str, text: &str) -> usize {
        check(&tree_of(&[(path, text)])).len()
    }

    #[test]
    fn pure_crates_touch_nothing() {
        let pure = |line: &str| violations("crates/formats/src/x.rs", &format!("//! X.\n{line}\n"));
        for line in ["use std::fs;", "use std::{fmt, fs::File};", "std::env::var(\"X\")", "use std::time::Instant;"] {
            assert_eq!(pure(line), 1, "{line}");
        }
        for line in ["use std::fmt;", "// std::fs is not used", "let instant = 1;", "env!(\"X\")", "std::format!(\"\")"]
        {
            assert_eq!(pure(line), 0, "{line}");
        }
        assert_eq!(violations("crates/cli/src/x.rs", "//! X.\nuse std::fs;\n"), 0);
    }

    #[test]
    fn unsafe_stands_where_it_is_explained() {
        let block = format!("//! X.\nfn x() {{ {} {{ y() }} }}\n", "unsafe");
        assert_eq!(violations("crates/device-c/src/calls/line.rs", &block), 1);
        assert_eq!(violations("crates/device-c/src/border.rs", &block), 0);
        let name = "//! X.\n#![expect(unsafe_code, reason = \"a name\")]\n#[unsafe(no_mangle)]\nfn x() {}\n";
        assert_eq!(violations("crates/device-c/src/calls/line.rs", name), 0);
    }

    #[test]
    fn sources_begin_with_what_they_are() {
        assert_eq!(violations("xtask/src/x.rs", "fn main() {}\n"), 1);
    }

    #[test]
    fn long_sources_are_found_and_tests_are_not_counted() {
        let long = format!("//! X.\n{}", "\n".repeat(450));
        assert_eq!(violations("xtask/src/x.rs", &long), 1);
        let tested = format!("//! X.\n#[cfg(test)]\n{}", "\n".repeat(450));
        assert_eq!(violations("xtask/src/x.rs", &tested), 0);
    }

    #[test]
    fn names_must_say_something() {
        assert_eq!(violations("crates/cli/src/utils.rs", "//! X.\n"), 1);
        assert_eq!(violations("crates/cli/src/helpers/mod.rs", "//! X.\n"), 1);
        assert_eq!(violations("crates/cli/src/common_name.rs", "//! X.\n"), 0);
    }

    #[test]
    fn machines_and_registries_are_not_named() {
        let named = [format!("see /{}/x", "root"), format!("https://index.{}/a", "crates.io")];
        for line in &named {
            assert_eq!(violations("docs/x.md", line), 1, "{line}");
            assert_eq!(violations("crates/formats/tests/fixtures/x.json", line), 0);
        }
        let reader = |line: &str| violations("crates/formats/src/bom/cargo_lock.rs", &format!("//! X.\n{line}\n"));
        assert_eq!([reader(&named[0]), reader(&named[1])], [1, 0]);
        assert_eq!(violations("docs/x.md", "ecosystem crates.io, https://example.org/root/x, target/work/y"), 0);
    }
}
