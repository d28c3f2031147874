//! The folder of a repository's metadata at its makers': `1.root.json`, `2.root.json`, `1.targets.json` and so on, and
//! below `targets` the files themselves. It may lie on a stick or in a version control system; it holds no secrets.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use steadfast_trust::tuf::{Content, Document, Draft, Malformed, Sign, Signed, Targets, versioned};

use super::{CeremonyFailure, state};
use crate::failure::Failure;

/// The folder.
#[derive(Debug, Clone)]
pub(crate) struct Folder(PathBuf);

/// A file of metadata, newest of its role.
pub(crate) struct Newest<T> {
    /// Its version.
    pub(crate) version: u64,
    /// Where it lies.
    pub(crate) file: PathBuf,
    /// What it says.
    pub(crate) document: Document<T>,
}

impl Folder {
    pub(crate) fn new(folder: &Path) -> Self {
        Self(folder.to_owned())
    }

    /// The folder itself.
    pub(crate) fn place(&self) -> &Path {
        &self.0
    }

    /// Whether a key signs a product line by the word of the newest targets.
    pub(crate) fn signs(&self, key: &dyn Sign, line: &str) -> Result<bool, Failure> {
        let targets = self.needed::<Targets>("targets")?.document.signed;
        let id = key.public().id();
        Ok(targets.delegation(line).is_some_and(|role| role.keys.keyids.contains(&id)))
    }

    /// Where a target lies.
    pub(crate) fn target(&self, path: &str) -> PathBuf {
        path.split('/').fold(self.0.join("targets"), |folder, step| folder.join(step))
    }

    pub(crate) fn file(&self, role: &str, version: u64) -> PathBuf {
        self.0.join(format!("{version}.{role}.json"))
    }

    /// The roles whose metadata lies here, with their newest versions.
    pub(crate) fn roles(&self) -> Result<Vec<(String, u64)>, Failure> {
        let unreadable = |source| Failure::Unreadable { file: self.0.clone(), source };
        let mut roles = std::collections::BTreeMap::new();
        let entries = match fs::read_dir(&self.0) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(unreadable)?,
        };
        for entry in entries {
            let name = entry.map_err(unreadable)?.file_name();
            if let Some((version, role)) = name.to_str().and_then(versioned) {
                let newest: &mut u64 = roles.entry(role.to_owned()).or_default();
                *newest = version.max(*newest);
            }
        }
        Ok(roles.into_iter().collect())
    }

    /// The newest metadata of a role, or nothing.
    pub(crate) fn newest<T: Content>(&self, role: &str) -> Result<Option<Newest<T>>, Failure> {
        let version = self.roles()?.into_iter().find(|(name, _)| name == role).map(|(_, version)| version);
        version.map(|version| self.read(role, version)).transpose()
    }

    /// The newest metadata of a role that must be there.
    pub(crate) fn needed<T: Content>(&self, role: &str) -> Result<Newest<T>, Failure> {
        let missing = || CeremonyFailure::Missing { folder: self.0.clone(), role: role.to_owned() };
        Ok(self.newest(role)?.ok_or_else(missing)?)
    }

    pub(crate) fn read<T: Content>(&self, role: &str, version: u64) -> Result<Newest<T>, Failure> {
        let file = self.file(role, version);
        let document = Document::read(&self.bytes(&file)?).map_err(malformed(&file))?;
        Ok(Newest { version, file, document })
    }

    pub(crate) fn bytes(&self, file: &Path) -> Result<Vec<u8>, Failure> {
        fs::read(file).map_err(|source| Failure::Unreadable { file: file.to_owned(), source })
    }

    /// What the next metadata of a role is made from, with the version that it gets: the one after the newest. One that
    /// nobody signed yet is made anew.
    pub(crate) fn successor<T: Content>(&self, role: &str) -> Result<Signed<T>, Failure> {
        let newest = self.needed::<T>(role)?;
        let unsigned = newest.document.signatures.is_empty();
        if !unsigned {
            self.complete(role)?;
        }
        let mut signed = newest.document.signed;
        signed.version += u64::from(!unsigned);
        Ok(signed)
    }

    /// Writes a version that nobody signed yet, in place of one that nobody signed.
    pub(crate) fn draft<T: Content>(&self, role: &str, signed: &Signed<T>) -> Result<PathBuf, Failure> {
        let file = self.file(role, signed.version);
        if file.exists() && !self.read::<T>(role, signed.version)?.document.signatures.is_empty() {
            return Err(CeremonyFailure::There(file).into());
        }
        self.write(&file, &Draft::new(signed).map_err(malformed(&file))?)?;
        Ok(file)
    }

    /// Writes a draft in its place.
    pub(crate) fn write(&self, file: &Path, draft: &Draft) -> Result<(), Failure> {
        fs::create_dir_all(&self.0).map_err(|source| Failure::Unwritable { file: self.0.clone(), source })?;
        let bytes = draft.to_bytes().map_err(malformed(file))?;
        Ok(crate::tuf::write(file, &bytes)?)
    }

    /// Refuses where the newest metadata of a role still waits for signatures.
    pub(crate) fn complete(&self, role: &str) -> Result<(), Failure> {
        let waiting = state::lines(self)?.into_iter().find(|line| line.role == role && !line.is_complete());
        waiting.map_or(Ok(()), |line| Err(CeremonyFailure::Unsigned(line.file).into()))
    }
}

pub(crate) fn malformed(file: &Path) -> impl Fn(Malformed) -> Failure {
    let file = file.to_owned();
    move |source| CeremonyFailure::Malformed { file: file.clone(), source }.into()
}
