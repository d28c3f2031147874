//! Publishes a folder of metadata as a server does, for `cargo xtask bench tuf`: snapshot and timestamp are signed, and
//! targets lie under names with their hashes.
//!
//! Usage: `published FOLDER KEY PASSPHRASE`, the key being the one that the root names for snapshot and timestamp.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use steadfast_trust::encoding::hex;
use steadfast_trust::hash::sha256;
use steadfast_trust::key::{HeldKey, KeyFile};
use steadfast_trust::tuf::{Document, Expires, Repository, Targets, file_name, versioned};

type Failure = Box<dyn Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, key, passphrase] = arguments.as_slice() else {
        return Err("usage: published FOLDER KEY PASSPHRASE".into());
    };
    let (folder, key) = (Path::new(folder), KeyFile::read(&fs::read(key)?)?.unlock(passphrase)?);
    let newest = newest(folder)?;
    sign(folder, &newest, &key)?;
    newest.into_iter().filter(|(role, _)| role != "root").try_for_each(|(_, bytes)| name(folder, &bytes))
}

/// The newest metadata of each role.
fn newest(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if let Some((version, role)) = versioned(&name) {
            let known = found.entry(role.to_owned()).or_insert(version);
            *known = version.max(*known);
        }
    }
    let read =
        |(role, version): (String, u64)| Ok((role.clone(), fs::read(folder.join(file_name(&role, Some(version))))?));
    found.into_iter().map(read).collect()
}

#[expect(clippy::disallowed_methods, reason = "this is a program's edge: clients will look at the clock too")]
fn sign(folder: &Path, newest: &BTreeMap<String, Vec<u8>>, key: &HeldKey) -> Result<(), Failure> {
    let now = Timestamp::now();
    let mut repository = Repository::begin(newest.get("root").ok_or("there is no root")?, now)?;
    for (role, bytes) in newest.iter().filter(|(role, _)| *role != "root") {
        repository.take_targets(role, bytes, now)?;
    }
    repository.settle()?;
    repository.names_online(key)?;
    let expires = Expires::at(now + SignedDuration::from_hours(24));
    let snapshot = repository.next_snapshot(key, expires)?;
    fs::write(folder.join(file_name("snapshot", Some(snapshot.version))), &snapshot.bytes)?;
    let timestamp = repository.next_timestamp(key, &snapshot, expires)?;
    Ok(fs::write(folder.join(file_name("timestamp", None)), &timestamp.bytes)?)
}

/// Gives the targets of a role their names.
fn name(folder: &Path, metadata: &[u8]) -> Result<(), Failure> {
    for path in Document::<Targets>::read(metadata)?.signed.content.targets.keys() {
        let plain = folder.join("targets").join(path);
        let hash = hex(&sha256(&[&fs::read(&plain)?]));
        let file = plain.file_name().ok_or("a target without a name")?.to_string_lossy().into_owned();
        fs::rename(&plain, plain.with_file_name(format!("{hash}.{file}")))?;
    }
    Ok(())
}
