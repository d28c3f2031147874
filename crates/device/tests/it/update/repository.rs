//! A repository in memory that does what it should, or what it is told to. Keys go by numbers: 1 signs roots, 4 targets, 5 the
//! line `gateway`, 6 snapshot and timestamp, 7 another line. The first two are pairs.

use std::collections::BTreeMap;
use std::io::{Error, ErrorKind};

use serde_json::Map;
use steadfast_device::update::{Settings, Sink, Source};
use steadfast_trust::encoding::hex;
use steadfast_trust::hash::sha256;
use steadfast_trust::key::SigningKey;
use steadfast_trust::tuf::{
    Content, Custom, Delta, Draft, Ed25519Key, Expires, MetaFile, Public, Root, Sign, Signed, Snapshot, Target,
    TargetFile, Targets, Timestamp, UpdateKind, file_name,
};

pub(super) const PART: &str = "prt_app";
pub(super) const LINE: &str = "gateway";

/// Bytes that are sent at once.
const PIECE: usize = 1000;

/// What the repository does with a target.
#[derive(Clone, Debug)]
pub(super) enum Fault {
    /// It breaks off after so many bytes, each time.
    Breaks(usize),
    /// It says that it ends after so many bytes.
    Ends(usize),
    /// It never ends.
    Endless,
    /// It begins at the first byte, and says so.
    FromFirst,
    /// It sends this.
    Other(Vec<u8>),
    /// It has none.
    Missing,
}

/// Why it does not answer.
#[derive(Debug, thiserror::Error)]
#[error("the repository is away: {0}")]
pub(super) struct Away(#[from] Error);

/// The repository: what its makers say, its files, and what was asked.
#[derive(Clone, Debug)]
pub(super) struct Repository {
    pub(super) root: Signed<Root>,
    pub(super) targets: Signed<Targets>,
    pub(super) line: Signed<Targets>,
    pub(super) snapshot: Signed<Snapshot>,
    pub(super) timestamp: Signed<Timestamp>,
    pub(super) files: BTreeMap<String, Vec<u8>>,
    /// Contents by path.
    contents: BTreeMap<String, Vec<u8>>,
    /// By how an address ends.
    pub(super) faults: BTreeMap<String, Fault>,
    /// Which targets were asked for, from where on, and how many bytes were sent.
    pub(super) asked: Vec<(String, u64, u64)>,
}

fn signer(number: u8) -> Box<dyn Sign> {
    match number {
        1 | 4 => Box::new(SigningKey::from_seeds(&[number; 32], &[number ^ 0xff; 32]).expect("a key")),
        _ => Box::new(Ed25519Key::from_seed(&[number; 32])),
    }
}

pub(super) fn public(number: u8) -> Public {
    signer(number).public()
}

pub(super) fn signed<T: Content>(signed: &Signed<T>, by: u8) -> Vec<u8> {
    let mut draft = Draft::new(signed).expect("it can be written");
    draft.sign(&*signer(by)).expect("it signs");
    draft.to_bytes().expect("it can be written")
}

pub(super) fn expires(text: &str) -> Expires {
    Expires::at(text.parse().expect("a moment"))
}

fn said(version: u64, bytes: &[u8]) -> MetaFile {
    let hashes = [("sha256".to_owned(), hex(&sha256(&[bytes])))].into();
    MetaFile { version, length: Some(bytes.len() as u64), hashes: Some(hashes), more: Map::new() }
}

/// What is said of release 7, or any other.
pub(super) fn custom(sequence: u64) -> Custom {
    Custom {
        schema: Custom::SCHEMA,
        product: "prd_camera".to_owned(),
        part: PART.to_owned(),
        release: format!("rel_{sequence}"),
        version: format!("{sequence}.0"),
        sequence,
        least: 0,
        hardware: Vec::new(),
        channel: "stable".to_owned(),
        kind: UpdateKind::Security,
        reason: None,
        notes: String::new(),
        fixes: Vec::new(),
        network: None,
        delta: None,
    }
}

pub(super) fn path(sequence: u64) -> String {
    format!("gateway/app/{sequence}.img")
}

/// Bytes as of a program; two of near numbers have much in common.
pub(super) fn image(number: u8) -> Vec<u8> {
    let words = (0..12_000_u32).map(|at| at.wrapping_mul(2_654_435_761) ^ (at % 97 / 90 * u32::from(number)));
    words.flat_map(u32::to_le_bytes).chain(vec![number; 40]).collect()
}

impl Repository {
    /// Its makers name nothing yet.
    pub(super) fn new() -> Self {
        let later = || expires("2028-01-01T00:00:00Z");
        let mut root = Signed::<Root>::empty(later());
        for (role, key) in [("root", 1), ("targets", 4), ("snapshot", 6), ("timestamp", 6)] {
            root.assign(role, &[public(key)], 1);
        }
        let mut targets = Signed::new(Targets::default(), later());
        targets.delegate(LINE, &["gateway/*/*".to_owned()], &[public(5)], 1);
        let mut repository = Self {
            root,
            targets,
            line: Signed::new(Targets::default(), later()),
            snapshot: Signed::new(Snapshot { meta: BTreeMap::new(), more: Map::new() }, later()),
            timestamp: Signed::new(Timestamp { meta: BTreeMap::new(), more: Map::new() }, later()),
            files: BTreeMap::new(),
            contents: BTreeMap::new(),
            faults: BTreeMap::new(),
            asked: Vec::new(),
        };
        repository.put_root(1);
        repository.publish();
        repository
    }

    /// It has release 7.
    pub(super) fn with_seven() -> Self {
        let mut repository = Self::new();
        repository.release(&custom(7), &image(7));
        repository
    }

    pub(super) fn settings(&self) -> Settings {
        let root = String::from_utf8(self.files["1.root.json"].clone()).expect("text");
        let said = serde_json::json!({ "root": root, "line": LINE, "hardware": "B" });
        serde_json::from_value(said).expect("settings")
    }

    pub(super) fn put_root(&mut self, by: u8) {
        self.files.insert(file_name("root", Some(self.root.version)), signed(&self.root, by));
    }

    /// A file of targets where clients look, named by the snapshot.
    pub(super) fn place(&mut self, role: &str, version: u64, bytes: Vec<u8>) {
        self.snapshot.content.meta.insert(format!("{role}.json"), said(version, &bytes));
        self.files.insert(file_name(role, Some(version)), bytes);
    }

    pub(super) fn put_snapshot(&mut self, by: u8) {
        let bytes = signed(&self.snapshot, by);
        self.timestamp.content.meta.insert("snapshot.json".to_owned(), said(self.snapshot.version, &bytes));
        self.files.insert(file_name("snapshot", Some(self.snapshot.version)), bytes);
    }

    pub(super) fn put_timestamp(&mut self, by: u8) {
        self.files.insert("timestamp.json".to_owned(), signed(&self.timestamp, by));
    }

    fn publish(&mut self) {
        self.place("targets", self.targets.version, signed(&self.targets, 4));
        self.place(LINE, self.line.version, signed(&self.line, 5));
        self.put_snapshot(6);
        self.put_timestamp(6);
    }

    /// The next version of everything but the root, over what was changed.
    pub(super) fn next(&mut self) {
        self.targets.version += 1;
        self.line.version += 1;
        self.snapshot.version += 1;
        self.timestamp.version += 1;
        self.publish();
    }

    /// What is said of a content by `custom`.
    pub(super) fn file(custom: &Custom, content: &[u8]) -> TargetFile {
        let hashes = [("sha256".to_owned(), hex(&sha256(&[content])))].into();
        let custom = Some(custom.to_value().expect("it can be written"));
        TargetFile { length: content.len() as u64, hashes, custom, more: Map::new() }
    }

    /// The line names an image, and it is published.
    pub(super) fn release(&mut self, custom: &Custom, content: &[u8]) {
        self.put(&path(custom.sequence), custom, content);
        self.next();
    }

    /// The line names a target, at the next version.
    pub(super) fn put(&mut self, path: &str, custom: &Custom, content: &[u8]) {
        self.line.content.targets.insert(path.to_owned(), Self::file(custom, content));
        self.contents.insert(path.to_owned(), content.to_vec());
    }

    /// The line names these bytes as a patch from an image to one that it names.
    pub(super) fn patch(&mut self, name: &str, from: &[u8], to: (&Custom, &[u8]), patch: &[u8]) {
        let [from, leads] = [from, to.1].map(|content| hex(&sha256(&[content])));
        let delta = Some(Delta { from, to: leads, image: path(to.0.sequence) });
        self.put(&format!("gateway/app/{name}.delta"), &Custom { delta, ..to.0.clone() }, patch);
        self.next();
    }

    pub(super) fn fault(&mut self, ends: &str, fault: Fault) {
        self.faults.insert(ends.to_owned(), fault);
    }

    /// How many bytes were sent of targets whose address ends so.
    pub(super) fn sent(&self, ends: &str) -> u64 {
        self.asked.iter().filter(|(address, ..)| address.ends_with(ends)).map(|(.., sent)| sent).sum()
    }

    fn content(&self, address: &str) -> Option<Vec<u8>> {
        let address_of = |path: &String, file: &TargetFile| {
            Target { path: path.clone(), role: String::new(), file: file.clone() }.address(true)
        };
        let named = self.line.content.targets.iter().find(|(path, file)| address_of(path, file) == address);
        named.and_then(|(path, _)| self.contents.get(path).cloned())
    }
}

impl Source for Repository {
    type Error = Away;

    fn metadata(&mut self, file: &str, most: u64) -> Result<Option<Vec<u8>>, Away> {
        let most = usize::try_from(most.saturating_add(1)).expect("small");
        Ok(self.files.get(file).map(|bytes| bytes.iter().copied().take(most).collect()))
    }

    fn target(&mut self, address: &str, from: u64, _: u64, to: &mut dyn Sink) -> Result<(), Away> {
        let fault = self.faults.iter().find(|(ends, _)| address.ends_with(*ends)).map(|(_, fault)| fault.clone());
        let content = self.content(address).filter(|_| !matches!(fault, Some(Fault::Missing)));
        self.asked.push((address.to_owned(), from, 0));
        let content = content.ok_or(Error::from(ErrorKind::NotFound))?;
        let rest = usize::try_from(from).map_or(&[][..], |from| content.get(from..).unwrap_or_default());
        let sent = &mut self.asked.last_mut().expect("just asked").2;
        let mut send = |bytes: &[u8]| {
            *sent += bytes.len() as u64;
            bytes.chunks(PIECE).try_for_each(|piece| to.write_all(piece))
        };
        match fault {
            Some(Fault::Breaks(after)) if after < rest.len() => {
                send(&rest[..after])?;
                Err(Error::from(ErrorKind::ConnectionReset).into())
            }
            Some(Fault::Ends(after)) => Ok(send(&rest[..after.min(rest.len())])?),
            Some(Fault::Endless) => loop {
                send(rest)?;
                send(&content)?;
            },
            Some(Fault::FromFirst) => {
                to.anew()?;
                self.asked.last_mut().expect("just asked").2 += content.len() as u64;
                Ok(content.chunks(PIECE).try_for_each(|piece| to.write_all(piece))?)
            }
            Some(Fault::Other(bytes)) => Ok(send(&bytes[usize::try_from(from).expect("small").min(bytes.len())..])?),
            _ => Ok(send(rest)?),
        }
    }
}
