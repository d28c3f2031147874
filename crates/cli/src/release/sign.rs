//! Targets on their way into a line's metadata.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use jiff::Timestamp;
use sha2::{Digest, Sha256, Sha512};
use steadfast_trust::encoding::hex;
use steadfast_trust::tuf::{Custom, Signed, TargetFile, Targets, climbs};
use tempfile::NamedTempFile;

use super::described::described;
use super::{ReleaseFailure, ReleaseSign};
use crate::ceremony::{Folder, after, sign_drafts, words_of};
use crate::failure::{Exit, Failure};
use crate::keys;
use crate::progress::Progress;
use crate::terminal::clean;

/// A file that lies ready: nothing of the folder changes before all of them do.
struct Ready {
    path: String,
    target: TargetFile,
    copy: NamedTempFile,
}

pub(crate) fn run(args: &ReleaseSign, clock: Timestamp, out: &mut dyn Write) -> Result<Exit, Failure> {
    let folder = Folder::new(&args.place.dir);
    let keys = args.key.iter().map(|file| keys::open(file, &args.passphrase)).collect::<Result<Vec<_>, _>>()?;
    let mut signed = folder.successor::<Targets>(&args.line)?;
    signed.expires = after(clock, args.days)?;
    for (key, file) in keys.iter().zip(&args.key) {
        folder.signs(key, &args.line)?.then_some(()).ok_or_else(|| crate::ceremony::nothing_to_sign(file))?;
    }
    for path in &args.withdraw {
        let gone = signed.content.targets.remove(path);
        gone.map(drop).ok_or_else(|| ReleaseFailure::Absent(path.clone()))?;
    }
    let ready = if args.files.is_empty() { Vec::new() } else { ready(args, &folder, &mut signed)? };
    for file in ready {
        writeln!(out, "{}  {} bytes", clean(&file.path), file.target.length).map_err(Failure::Output)?;
        put(file.copy, &folder.target(&file.path))?;
    }
    folder.draft(&args.line, &signed)?;
    for key in &keys {
        sign_drafts(&folder, key, |role| role == args.line)?;
    }
    writeln!(out, "{}", clean(&words_of(&folder, &args.line)?)).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn ready(args: &ReleaseSign, folder: &Folder, signed: &mut Signed<Targets>) -> Result<Vec<Ready>, Failure> {
    let custom = described(args)?;
    in_order(&custom, signed)?;
    let mut all = Vec::new();
    for file in &args.files {
        let name = file.file_name().and_then(|name| name.to_str()).filter(|name| !climbs(name));
        let name = name.ok_or_else(|| ReleaseFailure::Name(file.clone()))?;
        let path = format!("{}/{}/{name}", args.line, custom.sequence);
        let (target, copy) = taken(file, folder.place(), &custom)?;
        match signed.content.targets.get(&path) {
            Some(there) if *there != target => return Err(ReleaseFailure::There(path).into()),
            _ => drop(signed.content.targets.insert(path.clone(), target.clone())),
        }
        all.push(Ready { path, target, copy });
    }
    Ok(all)
}

fn put(copy: NamedTempFile, to: &Path) -> Result<(), Failure> {
    let unwritable = |source| Failure::Unwritable { file: to.to_owned(), source };
    std::fs::create_dir_all(to.parent().unwrap_or(Path::new("."))).map_err(unwritable)?;
    copy.persist(to).map(drop).map_err(|error| unwritable(error.error))
}

/// A part's releases only go up; a release may get further files.
fn in_order(custom: &Custom, signed: &Signed<Targets>) -> Result<(), ReleaseFailure> {
    let said = signed.content.targets.values().filter_map(|target| Custom::of(target).ok());
    let same = said.filter(|there| there.part == custom.part && there.channel == custom.channel);
    let newest = same.filter(|there| there.release != custom.release).map(|there| there.sequence).max();
    match newest.filter(|newest| *newest >= custom.sequence) {
        Some(newest) => Err(ReleaseFailure::Order { sequence: custom.sequence, newest }),
        None => Ok(()),
    }
}

/// Copies a file beside where targets lie, and says what it is.
fn taken(file: &Path, beside: &Path, custom: &Custom) -> Result<(TargetFile, NamedTempFile), Failure> {
    let unreadable = |source| Failure::Unreadable { file: file.to_owned(), source };
    let unwritable = |source| Failure::Unwritable { file: beside.to_owned(), source };
    let mut copy = NamedTempFile::new_in(beside).map_err(unwritable)?;
    let mut content = File::open(file).map_err(unreadable)?;
    let progress = Progress::new("signing");
    let (mut sha256, mut sha512, mut length) = (Sha256::new(), Sha512::new(), 0);
    let mut piece = vec![0; 1 << 16];
    loop {
        let read = content.read(&mut piece).map_err(unreadable)?;
        if read == 0 {
            break;
        }
        sha256.update(&piece[..read]);
        sha512.update(&piece[..read]);
        copy.write_all(&piece[..read]).map_err(unwritable)?;
        length += read as u64;
        progress.fetched(length, &file.display().to_string());
    }
    progress.end();
    copy.as_file().sync_all().map_err(unwritable)?;
    let hashes = [("sha256", hex(&sha256.finalize())), ("sha512", hex(&sha512.finalize()))];
    let hashes = BTreeMap::from(hashes.map(|(name, hash)| (name.to_owned(), hash)));
    let custom = custom.to_value().map_err(|error| unreadable(io::Error::other(error)))?;
    Ok((TargetFile { length, hashes, custom: Some(custom), more: serde_json::Map::new() }, copy))
}
