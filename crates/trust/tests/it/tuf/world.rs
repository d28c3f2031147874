//! A repository in memory with a client before it. Keys go by numbers: 1, 2 and 3 sign roots, two of them must; 4 signs
//! targets, 5 the line `gateway`, 6 snapshot and timestamp. All are pairs.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::rc::Rc;

use jiff::Timestamp as Moment;
use serde_json::{Map, Value};
use steadfast_trust::encoding::hex;
use steadfast_trust::hash::sha256;
use steadfast_trust::tuf::{
    Client, ClientError, Content, Draft, Expires, Limits, MetaFile, Outside, Public, Root, Sign, Signed, Snapshot,
    Target, TargetFile, Targets, Timestamp, file_name,
};

use crate::key;

/// Why a client stopped.
pub(super) type Stopped = ClientError<Infallible>;

pub(super) const ROOTS: &[u8] = &[1, 2];
pub(super) const TARGETS: &[u8] = &[4];
pub(super) const LINE: &[u8] = &[5];
pub(super) const ONLINE: &[u8] = &[6];
/// The target that there is.
pub(super) const PATH: &str = "gateway/1/fw.bin";
/// Its content.
pub(super) const CONTENT: &[u8] = b"firmware";

/// Files of a repository, and what a client keeps of it.
#[derive(Debug, Default)]
pub(super) struct Memory {
    pub(super) files: BTreeMap<String, Vec<u8>>,
    pub(super) kept: BTreeMap<String, Vec<u8>>,
    pub(super) asked: Vec<String>,
}

/// The same memory, as a client holds it.
#[derive(Debug, Clone, Default)]
pub(super) struct Shared(pub(super) Rc<RefCell<Memory>>);

impl Outside for Shared {
    type Error = Infallible;

    fn fetch(&mut self, file: &str, most: u64) -> Result<Option<Vec<u8>>, Infallible> {
        let mut memory = self.0.borrow_mut();
        memory.asked.push(file.to_owned());
        let most = usize::try_from(most.saturating_add(1)).expect("small");
        Ok(memory.files.get(file).map(|bytes| bytes.iter().copied().take(most).collect()))
    }

    fn load(&mut self, role: &str) -> Result<Option<Vec<u8>>, Infallible> {
        Ok(self.0.borrow().kept.get(role).cloned())
    }

    fn keep(&mut self, role: &str, bytes: &[u8]) -> Result<(), Infallible> {
        self.0.borrow_mut().kept.insert(role.to_owned(), bytes.to_vec());
        Ok(())
    }
}

pub(super) fn moment(text: &str) -> Moment {
    text.parse().expect("a moment")
}

pub(super) fn now() -> Moment {
    moment("2026-06-01T00:00:00Z")
}

pub(super) fn expires(text: &str) -> Expires {
    Expires::at(moment(text))
}

pub(super) fn later() -> Expires {
    expires("2027-06-01T00:00:00Z")
}

/// The public half of a pair.
pub(super) fn public(number: u8) -> Public {
    Sign::public(&key(number))
}

pub(super) fn publics(numbers: &[u8]) -> Vec<Public> {
    numbers.iter().map(|number| public(*number)).collect()
}

/// Metadata as a file, signed by these keys.
pub(super) fn file<T: Content>(signed: &Signed<T>, by: &[u8]) -> Vec<u8> {
    let mut draft = Draft::new(signed).expect("it can be written");
    for number in by {
        draft.sign(&key(*number)).expect("it signs");
    }
    draft.to_bytes().expect("it can be written")
}

/// What is said of a target.
pub(super) fn target(content: &[u8]) -> TargetFile {
    let hashes = [("sha256".to_owned(), hex(&sha256(&[content])))].into();
    TargetFile { length: content.len() as u64, hashes, custom: None, more: Map::new() }
}

/// What a snapshot or timestamp says of a file.
pub(super) fn said(version: u64, bytes: &[u8]) -> MetaFile {
    let hashes = [("sha256".to_owned(), hex(&sha256(&[bytes])))].into();
    MetaFile { version, length: Some(bytes.len() as u64), hashes: Some(hashes), more: Map::new() }
}

/// The JSON of a file, changed.
pub(super) fn edited(bytes: &[u8], edit: impl Fn(&mut Value)) -> Vec<u8> {
    let mut value: Value = serde_json::from_slice(bytes).expect("JSON");
    edit(&mut value);
    serde_json::to_vec(&value).expect("JSON")
}

/// The repository's makers, and its files.
pub(super) struct World {
    pub(super) root: Signed<Root>,
    pub(super) targets: Signed<Targets>,
    pub(super) line: Signed<Targets>,
    pub(super) snapshot: Signed<Snapshot>,
    pub(super) timestamp: Signed<Timestamp>,
    pub(super) shared: Shared,
    pub(super) now: Moment,
    pub(super) limits: Limits,
}

impl World {
    /// Version 1 of everything, published; the client has the root alone.
    pub(super) fn new() -> Self {
        let mut root = Signed::<Root>::empty(later());
        root.assign("root", &publics(&[1, 2, 3]), 2);
        root.assign("targets", &publics(TARGETS), 1);
        root.assign("snapshot", &publics(ONLINE), 1);
        root.assign("timestamp", &publics(ONLINE), 1);
        let mut targets = Signed::new(Targets::default(), later());
        targets.delegate("gateway", &["gateway/*/*".to_owned()], &publics(LINE), 1);
        let mut line = Signed::new(Targets::default(), later());
        line.content.targets.insert(PATH.to_owned(), target(CONTENT));
        let snapshot = Signed::new(Snapshot { meta: BTreeMap::new(), more: Map::new() }, later());
        let timestamp = Signed::new(Timestamp { meta: BTreeMap::new(), more: Map::new() }, later());
        let (shared, now, limits) = (Shared::default(), now(), Limits::default());
        let mut world = Self { root, targets, line, snapshot, timestamp, shared, now, limits };
        world.put_root(ROOTS);
        world.put_all();
        world.trust("1.root.json");
        world
    }

    /// The same with a client that believes all of it.
    pub(super) fn believed() -> Self {
        let world = Self::new();
        world.refresh().expect("it is believed");
        world
    }

    pub(super) fn get(&self, name: &str) -> Vec<u8> {
        self.shared.0.borrow().files.get(name).unwrap_or_else(|| panic!("there is no {name}")).clone()
    }

    pub(super) fn put(&self, name: &str, bytes: Vec<u8>) {
        self.shared.0.borrow_mut().files.insert(name.to_owned(), bytes);
    }

    /// Has the client begin with this root.
    pub(super) fn trust(&self, name: &str) {
        let root = self.get(name);
        self.shared.0.borrow_mut().kept.insert("root".to_owned(), root);
    }

    /// The root under the name of its version.
    pub(super) fn put_root(&self, by: &[u8]) {
        self.put(&file_name("root", Some(self.root.version)), file(&self.root, by));
    }

    pub(super) fn put_targets(&mut self, by: &[u8]) {
        let bytes = file(&self.targets, by);
        self.place("targets", self.targets.version, bytes);
    }

    pub(super) fn put_line(&mut self, by: &[u8]) {
        let bytes = file(&self.line, by);
        self.place("gateway", self.line.version, bytes);
    }

    /// Puts a file of targets where clients look, and has the snapshot name it.
    pub(super) fn place(&mut self, role: &str, version: u64, bytes: Vec<u8>) {
        self.snapshot.content.meta.insert(format!("{role}.json"), said(version, &bytes));
        self.put(&file_name(role, Some(version)), bytes);
    }

    pub(super) fn put_snapshot(&mut self, by: &[u8]) {
        let bytes = file(&self.snapshot, by);
        let version = self.snapshot.version;
        self.timestamp.content.meta.insert("snapshot.json".to_owned(), said(version, &bytes));
        self.put(&file_name("snapshot", Some(version)), bytes);
    }

    pub(super) fn put_timestamp(&self, by: &[u8]) {
        self.put("timestamp.json", file(&self.timestamp, by));
    }

    /// Everything but the root, each by whom it must be.
    pub(super) fn put_all(&mut self) {
        self.put_targets(TARGETS);
        self.put_line(LINE);
        self.put_snapshot(ONLINE);
        self.put_timestamp(ONLINE);
    }

    /// The next snapshot and timestamp over what was put, by the right key.
    pub(super) fn next(&mut self) {
        self.snapshot.version += 1;
        self.timestamp.version += 1;
        self.put_snapshot(ONLINE);
        self.put_timestamp(ONLINE);
    }

    /// The next version of the line, published.
    pub(super) fn next_line(&mut self, by: &[u8]) {
        self.line.version += 1;
        self.put_line(by);
        self.next();
    }

    /// What a client says that begins with what was kept, looks for news, and asks for a target.
    pub(super) fn ask(&self, path: &str) -> Result<Target, Stopped> {
        let mut client = Client::new(self.shared.clone(), self.limits, self.now)?;
        client.refresh()?;
        client.target(path)
    }

    /// The same, for the target that there is.
    pub(super) fn refresh(&self) -> Result<Target, Stopped> {
        self.ask(PATH)
    }

    /// What the client keeps.
    pub(super) fn kept(&self) -> BTreeMap<String, Vec<u8>> {
        self.shared.0.borrow().kept.clone()
    }
}
