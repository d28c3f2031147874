//! What is believed, and by which rules something new is (specification, section 5).

use std::collections::BTreeMap;

use jiff::Timestamp as Moment;

use super::content::SNAPSHOT_FILE;
use super::{Content, Distrust, Document, MetaFile, Root, Snapshot, Targets, Timestamp, file_name};

/// The metadata that a client believes. Whatever it is given is checked against what it believes already; what fails
/// changes nothing, apart from a snapshot or timestamp that is believed and not in force: it still says which versions
/// may not go back.
#[derive(Debug)]
pub struct Trusted {
    now: Moment,
    root: Document<Root>,
    timestamp: Option<Document<Timestamp>>,
    snapshot: Option<Document<Snapshot>>,
    targets: BTreeMap<String, Document<Targets>>,
}

impl Trusted {
    /// Begins with a root that came with the program or was believed before. `now` stays the same until the end
    /// (section 5.1).
    ///
    /// # Errors
    /// When it is no root, or not signed by its own keys.
    pub fn begin(root: &[u8], now: Moment) -> Result<Self, Distrust> {
        let root = Document::<Root>::read(root).map_err(Distrust::malformed("root"))?;
        root.verify("root", root.signed.authority("root"))?;
        Ok(Self { now, root, timestamp: None, snapshot: None, targets: BTreeMap::new() })
    }

    /// The root.
    pub fn root(&self) -> &Document<Root> {
        &self.root
    }

    /// The timestamp.
    pub fn timestamp(&self) -> Option<&Document<Timestamp>> {
        self.timestamp.as_ref()
    }

    /// The snapshot.
    pub fn snapshot(&self) -> Option<&Document<Snapshot>> {
        self.snapshot.as_ref()
    }

    /// Targets by the name of their role.
    pub fn targets(&self, role: &str) -> Option<&Document<Targets>> {
        self.targets.get(role)
    }

    /// Whether files carry their version or hash in their names.
    pub fn is_consistent(&self) -> bool {
        self.root.signed.content.consistent_snapshot
    }

    /// The next root: signed by the keys of this one, and by its own (section 5.3).
    ///
    /// # Errors
    /// When it is not.
    pub fn next_root(&mut self, bytes: &[u8]) -> Result<(), Distrust> {
        let next = Document::<Root>::read(bytes).map_err(Distrust::malformed("root"))?;
        next.verify("root", self.root.signed.authority("root"))?;
        let expected = self.root.signed.version.saturating_add(1);
        if next.signed.version != expected {
            return Err(Distrust::version("root", next.signed.version, format!("after this comes {expected}")));
        }
        next.verify("root", next.signed.authority("root"))?;
        self.root = next;
        Ok(())
    }

    /// A timestamp (section 5.4). The same version again is no news, and keeps the one there is: false.
    ///
    /// # Errors
    /// When it is not signed, goes back or is too old, or the root is too old.
    pub fn next_timestamp(&mut self, bytes: &[u8]) -> Result<bool, Distrust> {
        in_time("root", &self.root, self.now)?;
        let next = Document::<Timestamp>::read(bytes).map_err(Distrust::malformed("timestamp"))?;
        next.verify("timestamp", self.root.signed.authority("timestamp"))?;
        if let Some(before) = &self.timestamp {
            let (old, new) = (before.signed.version, next.signed.version);
            if new == old {
                return Ok(false);
            }
            not_back("timestamp", old, new)?;
            not_back("snapshot", announced(before)?.version, announced(&next)?.version)?;
        }
        let next = self.timestamp.insert(next);
        in_time("timestamp", next, self.now)?;
        Ok(true)
    }

    /// What is announced of the snapshot.
    ///
    /// # Errors
    /// When there is no timestamp, or it is too old.
    pub fn announced_snapshot(&self) -> Result<&MetaFile, Distrust> {
        let timestamp = self.timestamp.as_ref().ok_or_else(|| Distrust::Unnamed("snapshot".to_owned()))?;
        in_time("timestamp", timestamp, self.now)?;
        announced(timestamp)
    }

    /// A snapshot (section 5.5). One that was `kept` was compared with what was announced when it came.
    ///
    /// # Errors
    /// When it is not the announced one, not signed, goes back or is too old.
    pub fn next_snapshot(&mut self, bytes: &[u8], kept: bool) -> Result<(), Distrust> {
        let announced = self.announced_snapshot()?;
        let version = announced.version;
        if !kept {
            announced.check("snapshot", bytes)?;
        }
        let next = Document::<Snapshot>::read(bytes).map_err(Distrust::malformed("snapshot"))?;
        next.verify("snapshot", self.root.signed.authority("snapshot"))?;
        if let Some(before) = &self.snapshot {
            none_back(before, &next)?;
        }
        let next = self.snapshot.insert(next);
        in_force(next, version, self.now)
    }

    /// What is announced of a role's targets.
    ///
    /// # Errors
    /// When there is no snapshot in force, or it does not name them.
    pub fn announced_targets(&self, name: &str) -> Result<&MetaFile, Distrust> {
        let unnamed = || Distrust::Unnamed(name.to_owned());
        let snapshot = self.snapshot.as_ref().ok_or_else(unnamed)?;
        in_force(snapshot, self.announced_snapshot()?.version, self.now)?;
        snapshot.signed.content.meta.get(&file_of(name)).ok_or_else(unnamed)
    }

    /// Targets of a role, by the word of the role that delegates to it, or of the root (section 5.6).
    ///
    /// # Errors
    /// When they are not the announced ones, signed for a bundle, not signed by whom the delegator names, or too old.
    pub fn next_targets(&mut self, name: &str, delegator: &str, bytes: &[u8]) -> Result<(), Distrust> {
        let announced = self.announced_targets(name)?;
        announced.check(name, bytes)?;
        let next = Document::<Targets>::read(bytes).map_err(Distrust::malformed(name))?;
        not_marked(name, &next)?;
        self.delegated(name, delegator, &next)?;
        if next.signed.version != announced.version {
            let expected = format!("announced was {}", announced.version);
            return Err(Distrust::version(name, next.signed.version, expected));
        }
        in_time(name, &next, self.now)?;
        self.targets.insert(name.to_owned(), next);
        Ok(())
    }

    /// Whether what is believed of a role is also believed by the word of this delegator: each delegator says for itself
    /// who signs. False where nothing is believed yet.
    ///
    /// # Errors
    /// When it is not.
    pub fn has_targets(&self, name: &str, delegator: &str) -> Result<bool, Distrust> {
        let Some(targets) = self.targets.get(name) else { return Ok(false) };
        self.delegated(name, delegator, targets)?;
        Ok(true)
    }

    fn delegated(&self, name: &str, delegator: &str, targets: &Document<Targets>) -> Result<(), Distrust> {
        let by = match delegator {
            "root" => self.root.signed.authority(name),
            delegator => self.targets.get(delegator).and_then(|delegator| delegator.signed.authority(name)),
        };
        targets.verify(name, by)
    }
}

/// The name that a snapshot gives to a role's file: the role's own, whatever is in it.
fn file_of(role: &str) -> String {
    format!("{role}.json")
}

pub(super) fn in_time<T: Content>(name: &str, document: &Document<T>, now: Moment) -> Result<(), Distrust> {
    let expires = document.signed.expires;
    if expires.is_over(now) {
        return Err(Distrust::Expired { role: name.to_owned(), at: expires.moment() });
    }
    Ok(())
}

/// What was signed for a bundle counts for long: shown by a repository, it could keep clients from what is newer.
pub(super) fn not_marked(name: &str, targets: &Document<Targets>) -> Result<(), Distrust> {
    let marked = targets.signed.content.is_marked();
    if marked { Err(Distrust::Marked(name.to_owned())) } else { Ok(()) }
}

pub(super) fn not_back(name: &str, old: u64, new: u64) -> Result<(), Distrust> {
    if new < old {
        return Err(Distrust::version(name, new, format!("{old} was believed before: it would go back")));
    }
    Ok(())
}

fn announced(timestamp: &Document<Timestamp>) -> Result<&MetaFile, Distrust> {
    timestamp.signed.content.meta.get(SNAPSHOT_FILE).ok_or_else(|| Distrust::Unnamed("snapshot".to_owned()))
}

/// No role's targets may go back or vanish (section 5.5.5).
fn none_back(before: &Document<Snapshot>, next: &Document<Snapshot>) -> Result<(), Distrust> {
    for (name, old) in &before.signed.content.meta {
        let new = next.signed.content.meta.get(name).ok_or_else(|| Distrust::Unnamed(name.clone()))?;
        not_back(name, old.version, new.version)?;
    }
    Ok(())
}

fn in_force(snapshot: &Document<Snapshot>, announced: u64, now: Moment) -> Result<(), Distrust> {
    in_time("snapshot", snapshot, now)?;
    let found = snapshot.signed.version;
    if found == announced {
        Ok(())
    } else {
        Err(Distrust::version("snapshot", found, format!("announced was {announced}")))
    }
}

impl Trusted {
    /// The file at a repository that holds a role, as it is announced.
    pub(super) fn file(&self, role: &str, version: u64) -> String {
        file_name(role, self.is_consistent().then_some(version))
    }
}
