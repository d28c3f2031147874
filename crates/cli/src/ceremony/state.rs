//! What lies in the folder, and whose signatures it still waits for.

use std::path::PathBuf;

use steadfast_trust::tuf::{Authority, Content, Document, Expires, Root, TOP, Targets};

use super::folder::{Folder, Newest};
use crate::failure::Failure;

/// The newest metadata of a role.
pub(crate) struct Line {
    /// The role.
    pub(crate) role: String,
    /// Its version.
    pub(crate) version: u64,
    /// Where it lies.
    pub(crate) file: PathBuf,
    /// Until when it counts.
    pub(crate) expires: Expires,
    /// Who must sign it.
    pub(crate) needs: Vec<Need>,
}

/// Some keys of which so many must sign.
pub(crate) struct Need {
    /// By the word of which metadata.
    pub(crate) by: String,
    /// How many.
    pub(crate) threshold: usize,
    /// All that may.
    pub(crate) keys: Vec<String>,
    /// Those that did.
    pub(crate) signed: Vec<String>,
}

impl Line {
    /// Whether enough signed it.
    pub(crate) fn is_complete(&self) -> bool {
        !self.needs.is_empty() && self.needs.iter().all(|need| need.signed.len() >= need.threshold)
    }

    /// Whether this key may sign it.
    pub(crate) fn takes(&self, key: &str) -> bool {
        self.needs.iter().any(|need| need.keys.iter().any(|id| id == key))
    }
}

/// Every role's newest metadata: the root, targets, then the lines by name.
pub(crate) fn lines(folder: &Folder) -> Result<Vec<Line>, Failure> {
    let Some(root) = folder.newest::<Root>("root")? else { return Ok(Vec::new()) };
    let before = match root.version {
        1 => None,
        version => Some(folder.read::<Root>("root", version - 1)?),
    };
    let mut lines = vec![root_line(&root, before.as_ref())];
    let Some(targets) = folder.newest::<Targets>("targets")? else { return Ok(lines) };
    lines.push(line("targets", &targets, needs_of_root("targets", &targets.document, &root)));
    for (role, version) in folder.roles()? {
        if !TOP.contains(&role.as_str()) {
            let newest = folder.read::<Targets>(&role, version)?;
            lines.push(line(&role, &newest, needs_of_line(&role, &newest.document, &targets)));
        }
    }
    Ok(lines)
}

fn line<T>(role: &str, newest: &Newest<T>, need: Option<Need>) -> Line {
    let (version, file, expires) = (newest.version, newest.file.clone(), newest.document.signed.expires);
    Line { role: role.to_owned(), version, file, expires, needs: need.into_iter().collect() }
}

fn root_line(root: &Newest<Root>, before: Option<&Newest<Root>>) -> Line {
    let own = needs_of_root("root", &root.document, root);
    let old = before.and_then(|before| needs_of_root("root", &root.document, before));
    Line { needs: old.into_iter().chain(own).collect(), ..line("root", root, None) }
}

fn needs_of_root<T: Content>(role: &str, document: &Document<T>, root: &Newest<Root>) -> Option<Need> {
    let by = root.document.signed.authority(role)?;
    Some(need(format!("root {}", root.version), document, &by))
}

fn needs_of_line(role: &str, document: &Document<Targets>, targets: &Newest<Targets>) -> Option<Need> {
    let by = targets.document.signed.authority(role)?;
    Some(need(format!("targets {}", targets.version), document, &by))
}

fn need<T: Content>(whose: String, document: &Document<T>, by: &Authority<'_>) -> Need {
    let (threshold, keys) = (by.role.threshold, by.role.keyids.clone());
    Need { by: whose, threshold, keys, signed: document.signers(by) }
}
