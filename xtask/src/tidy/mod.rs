//! The rules of the house that no compiler keeps.

mod documents;
mod manifests;
mod sources;

use std::collections::BTreeMap;

use crate::workspace::{files, root};

/// Every text file of the project by its path from the root.
type Tree = BTreeMap<String, String>;

/// Checks every rule.
///
/// # Errors
/// Every violation, one per line.
pub(crate) fn run() -> Result<(), String> {
    let tree = tree()?;
    let mut violations = [sources::check(&tree), manifests::check(&tree), documents::check(&tree)].concat();
    violations.sort();
    if violations.is_empty() {
        println!("    {} files keep every rule", tree.len());
        return Ok(());
    }
    Err(format!("{} violations\n  {}", violations.len(), violations.join("\n  ")))
}

/// Files that are no UTF-8 text are test data and left out.
fn tree() -> Result<Tree, String> {
    let mut tree = Tree::new();
    for path in files()? {
        let bytes = std::fs::read(root().join(&path)).map_err(|error| format!("{path}: {error}"))?;
        if let Ok(text) = String::from_utf8(bytes) {
            tree.insert(path, text);
        }
    }
    Ok(tree)
}

/// Inputs of tests, which hold what the world writes.
fn is_test_input(path: &str) -> bool {
    path.contains("/tests/fixtures/") || path.starts_with("fuzz/corpus/") || path.starts_with("fixtures/")
}

#[cfg(test)]
fn tree_of(files: &[(&str, &str)]) -> Tree {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}
