//! What the targets of a product line mean here: files of releases that the catalogue knows.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use steadfast_monitor::declared::Declaration;
use steadfast_store::{Artifact, ArtifactFile, BlobHash, Time, Tx};
use steadfast_trust::encoding::{from_hex, hex};
use steadfast_trust::tuf::{Custom, Repository, TargetFile, climbs};

use super::RepositoryError;
use super::deltas::Line;
use super::publish::{Ids, TOP};

/// What became of a line's files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Changes {
    /// Files that became known.
    pub(crate) made: u64,
    /// Files that are no longer named.
    pub(crate) withdrawn: u64,
    /// Files that are named again.
    pub(crate) again: u64,
}

impl Changes {
    pub(super) fn add(&mut self, other: Self) {
        self.made += other.made;
        self.withdrawn += other.withdrawn;
        self.again += other.again;
    }
}

/// Follows a line's newest targets: what is new is compared with the catalogue and with the files that arrived. Of a line
/// that is not `offered`, because nobody delegates to it any more, nothing is.
///
/// # Errors
/// When something does not fit; nothing of the line is taken then.
pub(super) fn follow(
    tx: &mut Tx<'_>,
    repository: &Repository,
    line: &str,
    offered: bool,
    now: Time,
    ids: &Ids,
) -> Result<Changes, RepositoryError> {
    let document = repository.targets(line).ok_or(RepositoryError::NotFound("role"))?;
    let nothing = BTreeMap::new();
    let named = if offered { &document.signed.content.targets } else { &nothing };
    let known: BTreeMap<String, Artifact> =
        tx.artifact_of_line(line)?.into_iter().map(|artifact| (artifact.path.clone(), artifact)).collect();
    let (mut changes, whole) = (Changes::default(), Line { named, known: &known });
    for (path, file) in named {
        found_by_clients(repository, line, path)?;
        match known.get(path) {
            Some(artifact) => changes.again += u64::from(again(tx, artifact, file, &whole)?),
            None => {
                let artifact = entered(tx, line, path, file, &whole, now, ids)?;
                tx.artifact_insert(&artifact)?;
                changes.made += 1;
            }
        }
    }
    for artifact in
        known.values().filter(|artifact| artifact.withdrawn.is_none() && !named.contains_key(&artifact.path))
    {
        tx.artifact_set_withdrawn(artifact.id, Some(now))?;
        changes.withdrawn += 1;
    }
    Ok(changes)
}

/// Files belong to product lines: what the role above them named would be nobody's release.
///
/// # Errors
/// When it names one.
pub(super) fn in_lines_alone(repository: &Repository) -> Result<(), RepositoryError> {
    let top = repository.targets(TOP).and_then(|top| top.signed.content.targets.keys().next());
    let refused = |path: &String| Err(RepositoryError::target(path, format!("{TOP} names it itself; a line must")));
    top.map_or(Ok(()), refused)
}

/// Clients learn of a path by the word of its line, and of no other role that they ask before.
fn found_by_clients(repository: &Repository, line: &str, path: &str) -> Result<(), RepositoryError> {
    match repository.speaker(path) {
        Some(speaker) if speaker == line => Ok(()),
        Some(other) => Err(RepositoryError::target(path, format!("{other} names it too, and is asked before {line}"))),
        None => Err(RepositoryError::target(path, format!("no client finds it: nobody hands this path to {line}"))),
    }
}

/// A path that is known keeps its content and what was said of it.
fn again(tx: &mut Tx<'_>, known: &Artifact, file: &TargetFile, line: &Line<'_>) -> Result<bool, RepositoryError> {
    let refused = |reason: &str| RepositoryError::target(&known.path, reason);
    let blob = sha256_of(file).ok_or_else(|| refused("it has no SHA-256"))?;
    let said = custom(&known.path, file)?;
    if blob != known.blob || text(&known.path, &said)? != known.custom {
        return Err(refused("it is published already with another content or other words; a target never changes"));
    }
    line.delta(&known.path, &said, blob)?;
    let was_gone = known.withdrawn.is_some();
    if was_gone {
        tx.artifact_set_withdrawn(known.id, None)?;
    }
    Ok(was_gone)
}

fn entered(
    tx: &mut Tx<'_>,
    line: &str,
    path: &str,
    file: &TargetFile,
    whole: &Line<'_>,
    now: Time,
    ids: &Ids,
) -> Result<Artifact, RepositoryError> {
    let refused = |reason: &str| RepositoryError::target(path, reason);
    let within = path.strip_prefix(line).and_then(|rest| rest.strip_prefix('/')).is_some();
    if !within || climbs(path) {
        return Err(refused("it does not lie below its product line"));
    }
    let said = custom(path, file)?;
    let release = said.release.parse().map_err(|_| refused("it names no release by its id, rel_…"))?;
    fits_catalogue(tx, path, release, &said)?;
    let blob = arrived(tx, path, file)?;
    Ok(Artifact {
        id: ids.of(now, path),
        path: path.to_owned(),
        line: line.to_owned(),
        release,
        blob,
        sequence: number(path, said.sequence)?,
        least: number(path, said.least)?,
        kind: said.kind.as_str().to_owned(),
        channel: said.channel.clone(),
        delta: whole.delta(path, &said, blob)?,
        custom: text(path, &said)?,
        issued: now,
        withdrawn: None,
    })
}

pub(super) fn custom(path: &str, file: &TargetFile) -> Result<Custom, RepositoryError> {
    let said = Custom::of(file).map_err(|source| RepositoryError::Custom { path: path.to_owned(), source })?;
    // A declaration that nobody can compare with would make everything undeclared, or nothing.
    let declared = said.network.as_ref().map(Declaration::deserialize).transpose();
    declared.map_err(|error| RepositoryError::target(path, format!("what it declares of the network: {error}")))?;
    Ok(said)
}

fn text(path: &str, custom: &Custom) -> Result<String, RepositoryError> {
    serde_json::to_string(custom).map_err(|error| RepositoryError::target(path, error.to_string()))
}

fn number(path: &str, number: u64) -> Result<i64, RepositoryError> {
    i64::try_from(number).map_err(|_| RepositoryError::target(path, "its sequence is larger than any can be"))
}

/// What the signer says of a release is what the catalogue says.
fn fits_catalogue(
    tx: &mut Tx<'_>,
    path: &str,
    id: steadfast_store::Id<steadfast_store::kinds::Release>,
    said: &Custom,
) -> Result<(), RepositoryError> {
    let differs = |what: &str, known: &str| {
        RepositoryError::target(path, format!("the catalogue has another {what} for this release: {known}"))
    };
    let release = tx.release(id)?.ok_or_else(|| RepositoryError::target(path, "the catalogue has no such release"))?;
    let part = tx.part(release.part)?.ok_or(RepositoryError::NotFound("part"))?;
    if part.id.to_string() != said.part {
        return Err(differs("part", &part.id.to_string()));
    }
    if part.product.to_string() != said.product {
        return Err(differs("product", &part.product.to_string()));
    }
    if i64::try_from(said.sequence) != Ok(release.sequence) {
        return Err(differs("sequence", &release.sequence.to_string()));
    }
    if said.version != release.label {
        return Err(differs("version", &release.label));
    }
    Ok(())
}

pub(super) fn sha256_of(file: &TargetFile) -> Option<BlobHash> {
    from_hex(file.hashes.get("sha256")?)?.try_into().ok().map(BlobHash)
}

/// The file arrived, and is the one that was signed.
fn arrived(tx: &mut Tx<'_>, path: &str, file: &TargetFile) -> Result<BlobHash, RepositoryError> {
    let refused = |reason: &str| RepositoryError::target(path, reason);
    let blob = sha256_of(file).ok_or_else(|| refused("it has no SHA-256"))?;
    let known: ArtifactFile =
        tx.artifact_file(blob)?.ok_or_else(|| refused("the file did not arrive yet: hand it in first"))?;
    if i64::try_from(file.length) != Ok(known.length) {
        return Err(refused("its length is not that of the file"));
    }
    match file.hashes.get("sha512") {
        Some(sha512) if *sha512 == hex(&known.sha512) => Ok(blob),
        Some(_) => Err(refused("its SHA-512 is not that of the file")),
        None => Err(refused("it has no SHA-512")),
    }
}
