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

use super::delta::deltas;
use super::described::described;
use super::{ReleaseFailure, ReleaseSign};
use crate::ceremony::{Folder, after, sign_drafts, words_of};
use crate::failure::{Exit, Failure};
use crate::keys;
use crate::progress::Progress;
use crate::terminal::clean;

/// A file that lies ready: nothing of the folder changes before all of them do.
pub(super) struct Ready {
    pub(super) path: String,
    pub(super) target: TargetFile,
    pub(super) copy: NamedTempFile,
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
        signed.content.targets.retain(|_, target| !leads_to(target, path));
    }
    let (ready, notes) = if args.files.is_empty() { Default::default() } else { ready(args, &folder, &mut signed)? };
    for file in ready {
        writeln!(out, "{}  {} bytes", clean(&file.path), file.target.length).map_err(Failure::Output)?;
        put(file.copy, &folder.target(&file.path))?;
    }
    for note in notes {
        writeln!(out, "{}", clean(&note)).map_err(Failure::Output)?;
    }
    folder.draft(&args.line, &signed)?;
    for key in &keys {
        sign_drafts(&folder, key, |role| role == args.line)?;
    }
    writeln!(out, "{}", clean(&words_of(&folder, &args.line)?)).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

/// Whether a target is a delta to an image.
fn leads_to(target: &TargetFile, image: &str) -> bool {
    Custom::of(target).is_ok_and(|custom| custom.delta.is_some_and(|delta| delta.image == image))
}

/// The files with the deltas to them, and what is to be said of deltas that are not there.
fn ready(
    args: &ReleaseSign,
    folder: &Folder,
    signed: &mut Signed<Targets>,
) -> Result<(Vec<Ready>, Vec<String>), Failure> {
    let custom = described(args)?;
    in_order(&custom, signed)?;
    let (mut all, mut notes) = (Vec::new(), Vec::new());
    for file in &args.files {
        let name = file.file_name().and_then(|name| name.to_str()).filter(|name| !climbs(name));
        let name = name.ok_or_else(|| ReleaseFailure::Name(file.clone()))?;
        let path = format!("{}/{}/{name}", args.line, custom.sequence);
        let unreadable = |source| Failure::Unreadable { file: file.clone(), source };
        let mut content = File::open(file).map_err(unreadable)?;
        let (target, copy) = taken(&mut content, &file.display().to_string(), folder.place(), &custom)?;
        let image = Ready { path, target, copy };
        enter(signed, &image)?;
        let made = deltas(folder, signed, &image, &custom, usize::from(args.delta_from))?;
        made.ready.iter().try_for_each(|delta| enter(signed, delta))?;
        all.push(image);
        all.extend(made.ready);
        notes.extend(made.notes);
    }
    Ok((all, notes))
}

/// A target never changes.
fn enter(signed: &mut Signed<Targets>, file: &Ready) -> Result<(), ReleaseFailure> {
    let before = signed.content.targets.insert(file.path.clone(), file.target.clone());
    let changed = before.is_some_and(|before| before != file.target);
    if changed { Err(ReleaseFailure::There(file.path.clone())) } else { Ok(()) }
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

/// Copies what is read from `name` beside where targets lie, and says what it is.
pub(super) fn taken(
    content: &mut dyn Read,
    name: &str,
    beside: &Path,
    custom: &Custom,
) -> Result<(TargetFile, NamedTempFile), Failure> {
    let unreadable = |source| Failure::Unreadable { file: name.into(), source };
    let unwritable = |source| Failure::Unwritable { file: beside.to_owned(), source };
    let mut copy = NamedTempFile::new_in(beside).map_err(unwritable)?;
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
        progress.fetched(length, name);
    }
    progress.end();
    copy.as_file().sync_all().map_err(unwritable)?;
    let hashes = [("sha256", hex(&sha256.finalize())), ("sha512", hex(&sha512.finalize()))];
    let hashes = BTreeMap::from(hashes.map(|(name, hash)| (name.to_owned(), hash)));
    let custom = custom.to_value().map_err(|error| unreadable(io::Error::other(error)))?;
    Ok((TargetFile { length, hashes, custom: Some(custom), more: serde_json::Map::new() }, copy))
}
