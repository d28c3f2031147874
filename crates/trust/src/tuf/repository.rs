//! A repository as its server keeps it: what people signed elsewhere is taken in, snapshot and timestamp are made here.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp as Moment;
use serde_json::Map;
use sha2::{Digest, Sha512};
use thiserror::Error;

use super::content::SNAPSHOT_FILE;
use super::trusted::{in_time, not_marked};
use super::walk::Walk;
use super::{
    Content, DelegatedRole, Distrust, Document, Draft, DraftError, Expires, MetaFile, Public, Root, Sign, Signed,
    Snapshot, Targets, Timestamp, Trusted,
};
use crate::encoding::hex;
use crate::hash::sha256;

/// How far the version of targets may be ahead of the published one: whoever signs several times before publishing is
/// welcome, whoever would use the numbers up is not.
const LEAP: u64 = 1000;

/// The newest of each role, and how it is known to the next snapshot.
#[derive(Debug)]
pub struct Repository {
    root: Document<Root>,
    targets: BTreeMap<String, Held>,
    /// The roles whose targets were taken, and that nobody looked at yet.
    new: BTreeSet<String>,
    snapshot: u64,
    timestamp: u64,
}

#[derive(Debug)]
struct Held {
    document: Document<Targets>,
    file: MetaFile,
}

/// Why what was handed in is not published.
#[derive(Debug, Error)]
pub enum Unpublishable {
    /// It is not believed.
    #[error(transparent)]
    Distrust(#[from] Distrust),
    /// Its version does not come next, or goes too far ahead.
    #[error("{role}: version {found}; after {before} comes {}", before.saturating_add(1))]
    Version {
        /// Of which role.
        role: String,
        /// The version that is published.
        before: u64,
        /// The version that was handed in.
        found: u64,
    },
    /// There is no first root yet.
    #[error("there is no root yet: publish 1.root.json first, with the metadata of targets")]
    NoRoot,
    /// A role that must be there is not.
    #[error("{0}: it is delegated to, but there is no metadata of it")]
    Missing(String),
    /// Clients could not tell versions apart.
    #[error("the root does not ask for consistent snapshots")]
    Inconsistent,
    /// The server's key is not the one that the root names for snapshot and timestamp.
    #[error("the root names another key for {0} than this server's own, which `steadfast root online-key` asks for")]
    OnlineKey(&'static str),
    /// Snapshot or timestamp could not be signed.
    #[error(transparent)]
    Draft(#[from] DraftError),
}

/// A role's metadata as it is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Which role.
    pub role: String,
    /// Which version.
    pub version: u64,
    /// Until when it counts.
    pub expires: Expires,
    /// The file.
    pub bytes: Vec<u8>,
}

impl Repository {
    /// What was published last, checked anew: a root, targets and delegated roles by their names, and the versions of
    /// snapshot and timestamp (0: none yet).
    ///
    /// # Errors
    /// When it is not what it was.
    pub fn open(
        root: &[u8],
        targets: &BTreeMap<String, Vec<u8>>,
        (snapshot, timestamp): (u64, u64),
    ) -> Result<Self, Unpublishable> {
        let root = Document::<Root>::read(root).map_err(Distrust::malformed("root"))?;
        let held = targets.iter().map(|(name, bytes)| Ok((name.clone(), Held::read(name, bytes)?)));
        let targets = held.collect::<Result<_, Distrust>>()?;
        Ok(Self { root, targets, new: BTreeSet::new(), snapshot, timestamp })
    }

    /// A repository that begins with version 1 of its root.
    ///
    /// # Errors
    /// When it is no such root.
    pub fn begin(root: &[u8], now: Moment) -> Result<Self, Unpublishable> {
        let trusted = Trusted::begin(root, now)?;
        let root = trusted.root().clone();
        if root.signed.version != 1 {
            return Err(Unpublishable::Version { role: "root".to_owned(), before: 0, found: root.signed.version });
        }
        in_time("root", &root, now)?;
        Ok(Self { root, targets: BTreeMap::new(), new: BTreeSet::new(), snapshot: 0, timestamp: 0 })
    }

    /// The root in force.
    pub fn root(&self) -> &Document<Root> {
        &self.root
    }

    /// Targets in force, by role.
    pub fn targets(&self, role: &str) -> Option<&Document<Targets>> {
        self.targets.get(role).map(|held| &held.document)
    }

    /// The names of the roles that have targets.
    pub fn roles(&self) -> impl Iterator<Item = &str> {
        self.targets.keys().map(String::as_str)
    }

    /// Takes the next root.
    ///
    /// # Errors
    /// When it does not follow this one.
    pub fn take_root(&mut self, bytes: &[u8], now: Moment) -> Result<(), Unpublishable> {
        let next = Document::<Root>::read(bytes).map_err(Distrust::malformed("root"))?;
        let (before, found) = (self.root.signed.version, next.signed.version);
        if found != before.saturating_add(1) {
            return Err(Unpublishable::Version { role: "root".to_owned(), before, found });
        }
        for by in [&self.root, &next] {
            next.verify("root", by.signed.authority("root"))?;
        }
        in_time("root", &next, now)?;
        self.root = next;
        Ok(())
    }

    /// Takes newer targets of a role. By whom they must be signed is looked at by [`settle`](Self::settle).
    ///
    /// # Errors
    /// When they are none, signed for a bundle, expired, not newer, or so far ahead that soon no version would come after them.
    pub fn take_targets(&mut self, role: &str, bytes: &[u8], now: Moment) -> Result<(), Unpublishable> {
        let held = Held::read(role, bytes)?;
        not_marked(role, &held.document)?;
        let before = self.targets.get(role).map_or(0, |held| held.document.signed.version);
        let found = held.document.signed.version;
        if found <= before || found - before > LEAP {
            return Err(Unpublishable::Version { role: role.to_owned(), before, found });
        }
        in_time(role, &held.document, now)?;
        self.new.insert(role.to_owned());
        self.targets.insert(role.to_owned(), held);
        Ok(())
    }

    /// Looks at the whole: everything that clients will be led to is there and signed by whom it must be, and nothing
    /// else was taken. The roles that clients may be led to.
    ///
    /// # Errors
    /// When it is not.
    pub fn settle(&self) -> Result<BTreeSet<String>, Unpublishable> {
        if !self.root.signed.content.consistent_snapshot {
            return Err(Unpublishable::Inconsistent);
        }
        let top = self.held("targets")?;
        top.document.verify("targets", self.root.signed.authority("targets"))?;
        let (mut waiting, mut seen) = (vec!["targets".to_owned()], BTreeSet::new());
        while let Some(delegator) = waiting.pop() {
            if seen.insert(delegator.clone()) {
                waiting.extend(self.delegated_by(&delegator)?);
            }
        }
        match self.new.iter().find(|role| !seen.contains(*role)) {
            Some(stray) => Err(Distrust::Undelegated(stray.clone()).into()),
            None => Ok(seen),
        }
    }

    /// The role by whose word clients learn of a path: the first that names it, in the order in which they ask. Nothing
    /// where none does.
    pub fn speaker(&self, path: &str) -> Option<&str> {
        let mut walk = Walk::default();
        while let Some((role, _)) = walk.next() {
            let (role, held) = self.targets.get_key_value(&role)?;
            let content = &held.document.signed.content;
            if content.targets.contains_key(path) {
                return Some(role);
            }
            walk.hand_on(role, content, path);
        }
        None
    }

    fn held(&self, role: &str) -> Result<&Held, Unpublishable> {
        self.targets.get(role).ok_or_else(|| Unpublishable::Missing(role.to_owned()))
    }

    /// The roles that one delegates to, each checked by its word.
    fn delegated_by(&self, delegator: &str) -> Result<Vec<String>, Unpublishable> {
        let signed = &self.held(delegator)?.document.signed;
        let roles = signed.content.delegations.iter().flat_map(|delegations| &delegations.roles);
        let mut names = Vec::new();
        for DelegatedRole { name, .. } in roles {
            self.held(name)?.document.verify(name, signed.authority(name))?;
            names.push(name.clone());
        }
        Ok(names)
    }

    /// Whether the key signs snapshot and timestamp by the word of the root.
    ///
    /// # Errors
    /// When it does not, or not alone: where another key may sign beside it, or with it.
    pub fn names_online(&self, key: &dyn Sign) -> Result<(), Unpublishable> {
        let own = key.public();
        for name in ["snapshot", "timestamp"] {
            let role = self.root.signed.content.roles.get(name);
            let alone = role.is_some_and(|role| role.threshold == 1 && role.keyids.len() == 1);
            let named = self.root.signed.holders(name);
            // A root may ask for less than both halves; it may not ask for another second half.
            let is_own = |named: &Public| {
                named.key() == own.key() && named.ml_dsa().is_none_or(|second| own.ml_dsa() == Some(second))
            };
            (alone && named.iter().all(is_own) && !named.is_empty())
                .then_some(())
                .ok_or(Unpublishable::OnlineKey(name))?;
        }
        Ok(())
    }

    /// The next snapshot, signed.
    ///
    /// # Errors
    /// When it cannot be signed.
    pub fn next_snapshot(&mut self, key: &dyn Sign, expires: Expires) -> Result<Published, Unpublishable> {
        let meta = self.targets.iter().map(|(role, held)| (format!("{role}.json"), held.file.clone())).collect();
        let version = self.snapshot.saturating_add(1);
        let published = online("snapshot", Snapshot { meta, more: Map::new() }, version, expires, key)?;
        self.snapshot = version;
        Ok(published)
    }

    /// The next timestamp, signed: it says that this snapshot is in force.
    ///
    /// # Errors
    /// When it cannot be signed.
    pub fn next_timestamp(
        &mut self,
        key: &dyn Sign,
        snapshot: &Published,
        expires: Expires,
    ) -> Result<Published, Unpublishable> {
        let meta = [(SNAPSHOT_FILE.to_owned(), described(snapshot.version, &snapshot.bytes))].into();
        let version = self.timestamp.saturating_add(1);
        let published = online("timestamp", Timestamp { meta, more: Map::new() }, version, expires, key)?;
        self.timestamp = version;
        Ok(published)
    }
}

impl Held {
    fn read(role: &str, bytes: &[u8]) -> Result<Self, Distrust> {
        let document = Document::<Targets>::read(bytes).map_err(Distrust::malformed(role))?;
        let file = described(document.signed.version, bytes);
        Ok(Self { document, file })
    }
}

fn described(version: u64, bytes: &[u8]) -> MetaFile {
    let hashes = [("sha256".to_owned(), hex(&sha256(&[bytes]))), ("sha512".to_owned(), hex(&Sha512::digest(bytes)))];
    MetaFile { version, length: Some(bytes.len() as u64), hashes: Some(hashes.into()), more: Map::new() }
}

fn online<T: Content>(
    role: &str,
    content: T,
    version: u64,
    expires: Expires,
    key: &dyn Sign,
) -> Result<Published, Unpublishable> {
    let mut draft = Draft::new(&Signed { version, ..Signed::new(content, expires) }).map_err(DraftError::from)?;
    draft.sign(key)?;
    let bytes = draft.to_bytes().map_err(DraftError::from)?;
    Ok(Published { role: role.to_owned(), version, expires, bytes })
}
