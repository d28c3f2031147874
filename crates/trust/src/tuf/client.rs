//! The walk of a client: what is asked for, in which order (specification, section 5).

use jiff::Timestamp as Moment;
use thiserror::Error;

use super::walk::Walk;
use super::{Distrust, Document, TargetFile, Targets, Trusted, file_name, quoted};

/// What a client needs of the world.
pub trait Outside {
    /// Why something cannot be fetched, read or kept.
    type Error;

    /// A file of the repository, or nothing where there is none. Of one that is longer than `most` bytes, no more than
    /// `most + 1` are taken.
    ///
    /// # Errors
    /// When the repository cannot be asked.
    fn fetch(&mut self, file: &str, most: u64) -> Result<Option<Vec<u8>>, Self::Error>;

    /// What was kept of a role.
    ///
    /// # Errors
    /// When it cannot be read.
    fn load(&mut self, role: &str) -> Result<Option<Vec<u8>>, Self::Error>;

    /// Keeps what is believed of a role, byte by byte.
    ///
    /// # Errors
    /// When it cannot be kept.
    fn keep(&mut self, role: &str, bytes: &[u8]) -> Result<(), Self::Error>;
}

/// How much a client takes from a repository that it does not believe yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a root.
    pub root: u64,
    /// Bytes of a timestamp.
    pub timestamp: u64,
    /// Bytes of a snapshot whose length was not announced.
    pub snapshot: u64,
    /// Bytes of targets whose length was not announced.
    pub targets: u64,
    /// Roots, one after the other.
    pub rotations: u32,
    /// Roles that are asked for a target.
    pub roles: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { root: 512_000, timestamp: 16_384, snapshot: 2_000_000, targets: 5_000_000, rotations: 256, roles: 32 }
    }
}

/// Why a client stops.
#[derive(Debug, Error)]
pub enum ClientError<E> {
    /// The world failed.
    #[error(transparent)]
    Outside(E),
    /// What came is not believed.
    #[error(transparent)]
    Distrust(#[from] Distrust),
    /// There was no root to begin with.
    #[error("there is no trusted root to begin with")]
    NoRoot,
    /// The repository does not have a file that it must have.
    #[error("the repository has no {0}")]
    Missing(String),
    /// The repository sent more than is taken.
    #[error("{file}: longer than the {most} bytes that are taken")]
    Long {
        /// Which file.
        file: String,
        /// Bytes that are taken.
        most: u64,
    },
    /// Nobody whom this client trusts says what that is.
    #[error("{0:?}: no trusted role names this target")]
    Unknown(String),
}

/// A target that somebody trusted names.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// Its path.
    pub path: String,
    /// By the word of which role.
    pub role: String,
    /// What is said of it.
    pub file: TargetFile,
}

impl Target {
    /// Where it lies below the address of targets: its name behind its hash, where the repository is consistent
    /// (section 6.2).
    pub fn address(&self, consistent: bool) -> String {
        let steps: Vec<String> = self.path.split('/').map(quoted).collect();
        let Some((name, folders)) = steps.split_last() else { return String::new() };
        let hash = self.file.hashes.get("sha256").or_else(|| self.file.hashes.values().next());
        let name = hash.filter(|_| consistent).map_or_else(|| name.clone(), |hash| format!("{}.{name}", quoted(hash)));
        folders.iter().map(String::as_str).chain([name.as_str()]).collect::<Vec<_>>().join("/")
    }
}

/// A client of one repository.
#[derive(Debug)]
pub struct Client<O> {
    outside: O,
    limits: Limits,
    trusted: Trusted,
}

impl<O: Outside> Client<O> {
    /// Begins with the root that was kept last.
    ///
    /// # Errors
    /// When there is none, or it is not usable.
    pub fn new(mut outside: O, limits: Limits, now: Moment) -> Result<Self, ClientError<O::Error>> {
        let root = outside.load("root").map_err(ClientError::Outside)?.ok_or(ClientError::NoRoot)?;
        Ok(Self { outside, limits, trusted: Trusted::begin(&root, now)? })
    }

    /// What is believed.
    pub fn trusted(&self) -> &Trusted {
        &self.trusted
    }

    /// Brings the top-level roles up to date.
    ///
    /// # Errors
    /// When the repository cannot be asked, or is not believed. What was believed until then is kept.
    pub fn refresh(&mut self) -> Result<(), ClientError<O::Error>> {
        self.roots()?;
        self.timestamp()?;
        self.snapshot()?;
        self.targets("targets", "root")
    }

    /// Brings a role up to date that the targets of the top level delegate to.
    ///
    /// # Errors
    /// As [`refresh`](Self::refresh), which comes first.
    pub fn delegated(&mut self, role: &str) -> Result<&Document<Targets>, ClientError<O::Error>> {
        self.targets(role, "targets")?;
        self.trusted.targets(role).ok_or_else(|| ClientError::Unknown(role.to_owned()))
    }

    fn roots(&mut self) -> Result<(), ClientError<O::Error>> {
        for _ in 0..self.limits.rotations {
            let file = file_name("root", Some(self.trusted.root().signed.version.saturating_add(1)));
            let Some(bytes) = self.fetched(&file, self.limits.root)? else { break };
            self.trusted.next_root(&bytes)?;
            self.keep("root", &bytes)?;
        }
        Ok(())
    }

    fn timestamp(&mut self) -> Result<(), ClientError<O::Error>> {
        if let Some(kept) = self.load("timestamp")? {
            // What is no longer believed is not compared with; the repository's is judged by itself.
            let _ = self.trusted.next_timestamp(&kept);
        }
        let bytes = self.fetch(&file_name("timestamp", None), self.limits.timestamp)?;
        if self.trusted.next_timestamp(&bytes)? {
            self.keep("timestamp", &bytes)?;
        }
        Ok(())
    }

    fn snapshot(&mut self) -> Result<(), ClientError<O::Error>> {
        if let Some(kept) = self.load("snapshot")?
            && self.trusted.next_snapshot(&kept, true).is_ok()
        {
            return Ok(());
        }
        let announced = self.trusted.announced_snapshot()?;
        let (file, most) = (self.trusted.file("snapshot", announced.version), announced.length);
        let bytes = self.fetch(&file, most.unwrap_or(self.limits.snapshot))?;
        self.trusted.next_snapshot(&bytes, false)?;
        self.keep("snapshot", &bytes)
    }

    fn targets(&mut self, role: &str, delegator: &str) -> Result<(), ClientError<O::Error>> {
        if self.trusted.has_targets(role, delegator)? {
            return Ok(());
        }
        if let Some(kept) = self.load(role)?
            && self.trusted.next_targets(role, delegator, &kept).is_ok()
        {
            return Ok(());
        }
        let announced = self.trusted.announced_targets(role)?;
        let (file, most) = (self.trusted.file(role, announced.version), announced.length);
        let bytes = self.fetch(&file, most.unwrap_or(self.limits.targets))?;
        self.trusted.next_targets(role, delegator, &bytes)?;
        self.keep(role, &bytes)
    }

    /// What a trusted role says of a path. Roles are asked depth first, in the order of their delegators (section 5.6.7).
    ///
    /// # Errors
    /// When nobody names it, a role is not believed, or the repository cannot be asked.
    pub fn target(&mut self, path: &str) -> Result<Target, ClientError<O::Error>> {
        let mut walk = Walk::default();
        while let Some((role, delegator)) = walk.next().filter(|_| walk.asked() <= self.limits.roles) {
            self.targets(&role, &delegator)?;
            let Some(targets) = self.trusted.targets(&role) else { continue };
            if let Some(file) = targets.signed.content.targets.get(path) {
                return Ok(Target { path: path.to_owned(), role, file: file.clone() });
            }
            walk.hand_on(&role, &targets.signed.content, path);
        }
        Err(ClientError::Unknown(path.to_owned()))
    }

    /// What the client was given at its beginning.
    pub fn into_outside(self) -> O {
        self.outside
    }

    fn load(&mut self, role: &str) -> Result<Option<Vec<u8>>, ClientError<O::Error>> {
        self.outside.load(role).map_err(ClientError::Outside)
    }

    fn keep(&mut self, role: &str, bytes: &[u8]) -> Result<(), ClientError<O::Error>> {
        self.outside.keep(role, bytes).map_err(ClientError::Outside)
    }

    fn fetch(&mut self, file: &str, most: u64) -> Result<Vec<u8>, ClientError<O::Error>> {
        self.fetched(file, most)?.ok_or_else(|| ClientError::Missing(file.to_owned()))
    }

    fn fetched(&mut self, file: &str, most: u64) -> Result<Option<Vec<u8>>, ClientError<O::Error>> {
        let bytes = self.outside.fetch(file, most).map_err(ClientError::Outside)?;
        match bytes {
            Some(bytes) if bytes.len() as u64 > most => Err(ClientError::Long { file: file.to_owned(), most }),
            other => Ok(other),
        }
    }
}
