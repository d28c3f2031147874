//! Metadata that people signed is published: all of what they hand in, or nothing.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use steadfast_store::{Id, Metadata, Time, Tx, kinds};
use steadfast_trust::encoding::hex;
use steadfast_trust::hash::sha256;
use steadfast_trust::key::HeldKey;
use steadfast_trust::tuf::{
    Content, Distrust, Document, Expires, Published, Repository, Root, Targets, Unpublishable, versioned,
};

use super::{RepositoryError, online, read, targets};
use crate::act::{Ask, Fact};
use crate::app::App;

/// How long a timestamp counts: whoever withholds newer ones can do so for that long.
pub(super) const TIMESTAMP: SignedDuration = SignedDuration::from_hours(24);
/// How long a snapshot counts.
pub(super) const SNAPSHOT: SignedDuration = SignedDuration::from_hours(24 * 7);

/// The role that says which lines there are.
pub(super) const TOP: &str = "targets";

/// Files of metadata by role, each with the version that its name says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bundle {
    roots: BTreeMap<u64, Vec<u8>>,
    targets: BTreeMap<String, (u64, Vec<u8>)>,
}

/// What was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Receipt {
    /// The roles and versions that were handed in.
    pub(crate) taken: Vec<(String, u64)>,
    /// The version of the snapshot that is in force now.
    pub(crate) snapshot: u64,
    /// Files of releases that became known, and that are no longer offered.
    pub(crate) targets: targets::Changes,
}

impl Bundle {
    /// Takes one file by its name: `2.root.json`, `7.gateway.json`.
    ///
    /// # Errors
    /// When the name is none, or its role is there already.
    pub(crate) fn put(&mut self, name: &str, content: Vec<u8>) -> Result<(), RepositoryError> {
        let refused = || RepositoryError::Name(name.chars().take(100).collect());
        let (version, role) = versioned(name).ok_or_else(refused)?;
        let there = match role {
            "root" => self.roots.insert(version, content).is_some(),
            "snapshot" | "timestamp" => return Err(refused()),
            _ => self.targets.insert(role.to_owned(), (version, content)).is_some(),
        };
        if there { Err(RepositoryError::Twice(role.to_owned())) } else { Ok(()) }
    }

    /// Whether it changes who signs what.
    pub(crate) fn root_or_targets(&self) -> Option<&'static str> {
        let top = self.targets.contains_key(TOP).then_some(TOP);
        if self.roots.is_empty() { top } else { Some("root") }
    }

    fn is_empty(&self) -> bool {
        self.roots.is_empty() && self.targets.is_empty()
    }

    /// The lines whose files may be others now: those that came, or all where it was said anew which lines there are.
    fn touches<'a>(&self, repository: &'a Repository) -> Vec<&'a str> {
        let all = self.targets.contains_key(TOP);
        let lines = repository.roles().filter(|role| *role != TOP);
        lines.filter(|line| all || self.targets.contains_key(*line)).collect()
    }

    fn taken(&self) -> Vec<(String, u64)> {
        let roots = self.roots.keys().map(|version| ("root".to_owned(), *version));
        let targets = self.targets.iter().map(|(role, (version, _))| (role.clone(), *version));
        roots.chain(targets).collect()
    }
}

/// Publishes a bundle. Everything that clients would be led to is checked before anything changes.
///
/// # Errors
/// When it is not believed, does not fit what is here, or is not allowed.
pub(crate) async fn publish(app: &App, ask: Ask, bundle: Bundle) -> Result<Receipt, RepositoryError> {
    if bundle.is_empty() {
        return Err(RepositoryError::Nothing);
    }
    let vault = app.vault.clone();
    let ids = Ids(app.ambient.random());
    let done = app.act::<_, RepositoryError, _>(ask, move |tx, at| {
        let repository = taken(tx, &bundle, at.now)?;
        let reached = repository.settle()?;
        targets::in_lines_alone(&repository)?;
        let key = online::in_force(tx, &vault, &repository)?;
        keep(tx, &bundle, at.now)?;
        let mut changes = targets::Changes::default();
        for line in bundle.touches(&repository) {
            let offered = reached.contains(line);
            changes.add(targets::follow(tx, &repository, line, offered, at.now, &ids)?);
        }
        let snapshot = renewed(tx, repository, &key, at.now, true)?;
        let receipt = Receipt { taken: bundle.taken(), snapshot, targets: changes };
        let fact = fact(&bundle, &receipt);
        Ok((receipt, fact))
    });
    Ok(done.await?.answer)
}

/// Ids of rows that a transaction makes: the same in every attempt.
pub(super) struct Ids([u8; 16]);

impl Ids {
    /// The id of the row with this name.
    pub(super) fn of(&self, now: Time, name: &str) -> Id<kinds::Artifact> {
        let digest = sha256(&[&self.0, name.as_bytes()]);
        Id::new(now, std::array::from_fn(|at| digest[at]))
    }
}

fn taken(tx: &mut Tx<'_>, bundle: &Bundle, now: Time) -> Result<Repository, RepositoryError> {
    let now = Timestamp::from(now);
    let mut roots = bundle.roots.values();
    let mut repository = match read::standing(tx)?.repository {
        Some(repository) => repository,
        None => Repository::begin(roots.next().ok_or(Unpublishable::NoRoot)?, now)?,
    };
    for root in roots {
        repository.take_root(root, now)?;
    }
    for (role, (_, content)) in &bundle.targets {
        repository.take_targets(role, content, now)?;
    }
    Ok(repository)
}

fn keep(tx: &mut Tx<'_>, bundle: &Bundle, now: Time) -> Result<(), RepositoryError> {
    for (version, content) in &bundle.roots {
        keep_one::<Root>(tx, "root", *version, content, now)?;
    }
    for (role, (version, content)) in &bundle.targets {
        keep_one::<Targets>(tx, role, *version, content, now)?;
    }
    Ok(())
}

/// Under the version that it says it has, whatever its name was.
fn keep_one<T: Content>(
    tx: &mut Tx<'_>,
    role: &str,
    version: u64,
    content: &[u8],
    now: Time,
) -> Result<(), RepositoryError> {
    let unread = |reason| Unpublishable::from(Distrust::Malformed { role: role.to_owned(), reason });
    let signed = Document::<T>::read(content).map_err(unread)?.signed;
    if signed.version != version {
        return Err(RepositoryError::Name(format!("{version}.{role}.json, which says version {}", signed.version)));
    }
    insert(tx, role, version, content, signed.expires, now)
}

fn insert(
    tx: &mut Tx<'_>,
    role: &str,
    version: u64,
    content: &[u8],
    expires: Expires,
    now: Time,
) -> Result<(), RepositoryError> {
    let version = i64::try_from(version).map_err(|_| RepositoryError::Name(role.to_owned()))?;
    let (role, content, expires) = (role.to_owned(), content.to_vec(), Time::from(expires.moment()));
    Ok(tx.metadata_insert(&Metadata { role, version, content, expires, published: now })?)
}

/// Signs a timestamp, and where it is asked for or due a snapshot before it; the version of the snapshot in force.
pub(super) fn renewed(
    tx: &mut Tx<'_>,
    mut repository: Repository,
    key: &HeldKey,
    now: Time,
    anew: bool,
) -> Result<u64, RepositoryError> {
    let kept = if anew { None } else { tx.metadata_newest("snapshot")? };
    let snapshot = match kept {
        Some(kept) => published(kept)?,
        None => {
            let made = repository.next_snapshot(key, expires(now, SNAPSHOT)?)?;
            online_insert(tx, &made, now)?;
            made
        }
    };
    let timestamp = repository.next_timestamp(key, &snapshot, expires(now, TIMESTAMP)?)?;
    online_insert(tx, &timestamp, now)?;
    Ok(snapshot.version)
}

fn published(kept: Metadata) -> Result<Published, RepositoryError> {
    let expires = Expires::at(Timestamp::from(kept.expires));
    Ok(Published { role: kept.role, version: kept.version.unsigned_abs(), expires, bytes: kept.content })
}

/// Clients ask for the timestamp in force, and for the snapshot that it names: one before it may still be on its way.
fn online_insert(tx: &mut Tx<'_>, made: &Published, now: Time) -> Result<(), RepositoryError> {
    insert(tx, &made.role, made.version, &made.bytes, made.expires, now)?;
    let below = i64::try_from(made.version).unwrap_or(i64::MAX).saturating_sub(8);
    tx.metadata_forget(&made.role, below)?;
    Ok(())
}

fn expires(now: Time, span: SignedDuration) -> Result<Expires, RepositoryError> {
    Timestamp::from(now).checked_add(span).map(Expires::at).map_err(|_| RepositoryError::Date)
}

fn fact(bundle: &Bundle, receipt: &Receipt) -> Fact {
    let digest = |content: &[u8]| hex(&sha256(&[content]));
    let roots = bundle.roots.iter().map(|(version, content)| (format!("{version}.root.json"), digest(content)));
    let targets =
        bundle.targets.iter().map(|(role, (version, content))| (format!("{version}.{role}.json"), digest(content)));
    let files: serde_json::Map<String, serde_json::Value> =
        roots.chain(targets).map(|(name, digest)| (name, digest.into())).collect();
    Fact::new("metadata-published", &"repository")
        .with("files", files)
        .with("snapshot", receipt.snapshot)
        .with("targets", receipt.targets.made)
        .with("withdrawn", receipt.targets.withdrawn)
}
