//! Rules for manifests and for what depends on what.

use super::Tree;

/// The page that says why each dependency is there.
const REASONS: &str = "ARCHITECTURE.md";

/// Crates that a pure crate does not depend on, test dependencies apart.
const AMBIENT_CRATES: [&str; 9] =
    ["tokio", "rand", "getrandom", "reqwest", "ureq", "memmap2", "tempfile", "rusqlite", "steadfast-mapped"];

/// Manifests of the pure crates.
const PURE: [&str; 13] = [
    "crates/conformity/Cargo.toml",
    "crates/cra/Cargo.toml",
    "crates/csaf/Cargo.toml",
    "crates/delta/Cargo.toml",
    "crates/dossier/Cargo.toml",
    "crates/formats/Cargo.toml",
    "crates/matching/Cargo.toml",
    "crates/monitor/Cargo.toml",
    "crates/pdf/Cargo.toml",
    "crates/product/Cargo.toml",
    "crates/protocol/Cargo.toml",
    "crates/trust/Cargo.toml",
    "crates/verify/Cargo.toml",
];

/// The two crates with `unsafe`, and so with lints of their own.
const OWN_LINTS: [&str; 2] = ["crates/device-c/Cargo.toml", "crates/mapped/Cargo.toml"];

pub(super) fn check(tree: &Tree) -> Vec<String> {
    let members = tree.iter().filter(|(path, _)| is_member(path));
    let each = members.flat_map(|(path, text)| lints(path, text).into_iter().chain(pure(path, text)));
    each.chain(reasons(tree)).collect()
}

fn is_member(path: &str) -> bool {
    path == "xtask/Cargo.toml" || (path.starts_with("crates/") && path.ends_with("/Cargo.toml"))
}

fn lints(path: &str, text: &str) -> Option<String> {
    let inherits = section(text, "lints").any(|line| line.replace(' ', "") == "workspace=true");
    (!inherits && !OWN_LINTS.contains(&path)).then(|| format!("{path}: does not inherit the lints of the workspace"))
}

fn pure(path: &str, text: &str) -> Vec<String> {
    let ambient = section(text, "dependencies").map(name).filter(|name| AMBIENT_CRATES.contains(name));
    let found = ambient.map(|name| format!("{path}: a pure crate depends on {name}"));
    if PURE.contains(&path) { found.collect() } else { Vec::new() }
}

/// Every dependency that is not ours has a row in the table of [`REASONS`].
fn reasons(tree: &Tree) -> Vec<String> {
    let manifest = tree.get("Cargo.toml").map(String::as_str).unwrap_or_default();
    let page = tree.get(REASONS).map(String::as_str).unwrap_or_default();
    let foreign = section(manifest, "workspace.dependencies").map(name).filter(|name| !name.starts_with("steadfast-"));
    let unexplained = foreign.filter(|name| !page.lines().any(|line| is_row_of(line, name)));
    unexplained.map(|name| format!("{REASONS}: the table of dependencies has no line for {name}")).collect()
}

fn is_row_of(line: &str, name: &str) -> bool {
    let first = line.strip_prefix('|').and_then(|rest| rest.split('|').next()).unwrap_or_default();
    first.split([',', ' ']).map(|word| word.trim_matches('`')).any(|word| word == name)
}

/// The lines of a section that name something.
fn section<'a>(text: &'a str, header: &str) -> impl Iterator<Item = &'a str> {
    let header = format!("[{header}]");
    let after = text.lines().skip_while(move |line| line.trim() != header).skip(1);
    let lines = after.take_while(|line| !line.starts_with('['));
    lines.filter(|line| line.starts_with(|first: char| first.is_ascii_alphabetic()))
}

fn name(line: &str) -> &str {
    line.split(['=', '.', ' ']).next().unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::tree_of;

    const LINTS: &str = "[lints]\nworkspace = true\n";

    #[test]
    fn lints_are_inherited() {
        assert_eq!(check(&tree_of(&[("crates/cli/Cargo.toml", "[package]\nname = \"x\"\n")])).len(), 1);
        assert_eq!(check(&tree_of(&[("crates/cli/Cargo.toml", LINTS)])).len(), 0);
        assert_eq!(check(&tree_of(&[("crates/mapped/Cargo.toml", "[package]\n")])).len(), 0);
    }

    #[test]
    fn pure_crates_do_not_depend_on_the_world() {
        let with = |section: &str| format!("[{section}]\ntempfile.workspace = true\nserde.workspace = true\n\n{LINTS}");
        let found = |section: &str| check(&tree_of(&[("crates/formats/Cargo.toml", &with(section))])).len();
        assert_eq!((found("dependencies"), found("dev-dependencies")), (1, 0));
    }

    #[test]
    fn dependencies_have_reasons() {
        let manifest =
            "[workspace.dependencies]\nsteadfast-cra = { path = \"x\" }\nserde = \"1\"\ntar = \"1\"\n\n[x]\ny = 1\n";
        let page = "| crate | why |\n| --- | --- |\n| `serde` | data |\n";
        let found = check(&tree_of(&[("Cargo.toml", manifest), ("ARCHITECTURE.md", page)]));
        assert_eq!(found, ["ARCHITECTURE.md: the table of dependencies has no line for tar"]);
    }
}
