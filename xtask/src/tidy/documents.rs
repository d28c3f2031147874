//! Rules for pages.

use std::path::{Component, Path, PathBuf};

use super::Tree;

pub(super) fn check(tree: &Tree) -> Vec<String> {
    let pages = tree.iter().filter(|(path, _)| path.ends_with(".md"));
    let broken = pages.flat_map(|(path, text)| {
        let targets = links(text).into_iter().filter(|target| !resolves(tree, path, target));
        targets.map(|target| format!("{path}: the link {target} leads nowhere")).collect::<Vec<_>>()
    });
    broken.collect()
}

/// The targets of `[text](target)` outside of code.
fn links(text: &str) -> Vec<&str> {
    let mut in_code = false;
    let mut found = Vec::new();
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        } else if !in_code {
            found.extend(line.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next()));
        }
    }
    found
}

fn resolves(tree: &Tree, page: &str, target: &str) -> bool {
    if target.contains("://") || target.starts_with("mailto:") {
        return true;
    }
    let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
    let path = if file.is_empty() { page.to_owned() } else { joined(page, file) };
    let is_folder = tree.keys().any(|known| known.strip_prefix(&path).is_some_and(|rest| rest.starts_with('/')));
    match tree.get(&path) {
        Some(text) => anchor.is_empty() || headings(text).any(|heading| heading == anchor),
        None => is_folder && anchor.is_empty(),
    }
}

fn joined(page: &str, file: &str) -> String {
    let mut path = Path::new(page).parent().map(Path::to_owned).unwrap_or_default();
    for part in Path::new(file).components() {
        match part {
            Component::ParentDir => drop(path.pop()),
            Component::Normal(name) => path.push(name),
            Component::RootDir => path = PathBuf::new(),
            Component::CurDir | Component::Prefix(_) => {}
        }
    }
    path.to_string_lossy().into_owned()
}

/// Headings as hosts of repositories turn them into anchors.
fn headings(text: &str) -> impl Iterator<Item = String> {
    let titles = text.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').trim());
    titles.map(|title| {
        let kept = title.chars().filter(|c| c.is_alphanumeric() || [' ', '-', '_'].contains(c));
        kept.collect::<String>().to_lowercase().replace(' ', "-")
    })
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::tree_of;

    #[test]
    fn links_inside_the_project_lead_somewhere() {
        let broken = |link: &str| {
            let page = format!("see [it]({link})\n");
            check(&tree_of(&[("docs/a.md", &page), ("README.md", "# On `use`\n"), ("docs/b.md", "")])).len()
        };
        for link in ["b.md", "../README.md", "../README.md#on-use", "https://example.org/x", "../docs"] {
            assert_eq!(broken(link), 0, "{link}");
        }
        for link in ["c.md", "README.md", "../README.md#nothing", "#nothing"] {
            assert_eq!(broken(link), 1, "{link}");
        }
    }

    #[test]
    fn code_holds_no_links() {
        assert_eq!(check(&tree_of(&[("a.md", "```\nx[0](y)\n```\n")])).len(), 0);
    }
}
