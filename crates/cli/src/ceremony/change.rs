//! `root init`, `root rotate`, `root line`: the next metadata, for people to sign.

use std::io::Write;
use std::path::PathBuf;

use jiff::{Timestamp, ToSpan};
use steadfast_trust::tuf::{Expires, Public, Root, Signed, Targets};

use super::{CeremonyFailure, Folder, Init, LineArgs, Rotate};
use crate::failure::{Exit, Failure};
use crate::keys;
use crate::terminal::clean;

pub(super) fn init(args: &Init, clock: Timestamp, out: &mut dyn Write) -> Result<Exit, Failure> {
    let folder = Folder::new(&args.place.dir);
    let mut root = Signed::<Root>::empty(after(clock, args.root_days)?);
    assign(&mut root, "root", &publics(&args.root_key)?, args.root_threshold)?;
    assign(&mut root, "targets", &publics(&args.targets_key)?, args.targets_threshold)?;
    online(&mut root, &keys::public(&args.online_key)?);
    let targets = Signed::new(Targets::default(), after(clock, args.targets_days)?);
    for role in ["root", "targets"] {
        let file = folder.file(role, 1);
        (!file.exists()).then_some(()).ok_or(CeremonyFailure::There(file))?;
    }
    let files = [folder.draft("root", &root)?, folder.draft("targets", &targets)?];
    told(&files, out)
}

pub(super) fn rotate(args: &Rotate, clock: Timestamp, out: &mut dyn Write) -> Result<Exit, Failure> {
    let folder = Folder::new(&args.place.dir);
    let before = folder.successor::<Root>("root")?;
    let mut root = before.clone();
    root.expires = after(clock, args.root_days)?;
    let roots = changed(&root, "root", &args.add_root_key, &args.remove_root_key)?;
    let signers = changed(&root, "targets", &args.add_targets_key, &args.remove_targets_key)?;
    let of = |role: &str| before.content.roles.get(role).map(|role| role.threshold);
    assign(&mut root, "root", &roots, args.root_threshold.or_else(|| of("root")))?;
    assign(&mut root, "targets", &signers, args.targets_threshold.or_else(|| of("targets")))?;
    if let Some(key) = &args.online_key {
        online(&mut root, &keys::public(key)?);
    }
    let others_sign = root.content.roles.get("targets") != before.content.roles.get("targets");
    // Whether the newest targets are signed is asked of the root that is in force until now.
    let renewed = (others_sign || args.renew_targets)
        .then(|| renewed_targets(&folder, after(clock, args.targets_days)?))
        .transpose()?;
    let mut files = vec![folder.draft("root", &root)?];
    if let Some(targets) = renewed {
        files.push(folder.draft("targets", &targets)?);
    }
    told(&files, out)
}

/// The same targets again, for the new keys to sign.
fn renewed_targets(folder: &Folder, expires: Expires) -> Result<Signed<Targets>, Failure> {
    let targets = folder.successor::<Targets>("targets")?;
    Ok(Signed { expires, ..targets })
}

pub(super) fn line(args: &LineArgs, clock: Timestamp, out: &mut dyn Write) -> Result<Exit, Failure> {
    let folder = Folder::new(&args.place.dir);
    let mut targets = folder.successor::<Targets>("targets")?;
    targets.expires = after(clock, args.days)?;
    if args.remove {
        let missing = || CeremonyFailure::Missing { folder: args.place.dir.clone(), role: args.name.clone() };
        targets.withdraw(&args.name).then_some(()).ok_or_else(missing)?;
        return told(&[folder.draft("targets", &targets)?], out);
    }
    let holders = publics(&args.key)?;
    enough(&args.name, args.threshold, &holders)?;
    targets.delegate(&args.name, &[format!("{}/*/*", args.name)], &holders, args.threshold);
    let mut own = match folder.newest::<Targets>(&args.name)? {
        Some(_) => folder.successor::<Targets>(&args.name)?,
        None => Signed::new(Targets::default(), targets.expires),
    };
    own.expires = targets.expires;
    told(&[folder.draft("targets", &targets)?, folder.draft(&args.name, &own)?], out)
}

/// So many days from now.
pub(crate) fn after(clock: Timestamp, days: u16) -> Result<Expires, CeremonyFailure> {
    let hours = (i64::from(days) * 24).hours();
    clock.checked_add(hours).map(Expires::at).map_err(|_| CeremonyFailure::Date)
}

fn publics(files: &[PathBuf]) -> Result<Vec<Public>, Failure> {
    files.iter().map(|file| keys::public(file)).collect()
}

fn enough(role: &str, threshold: usize, keys: &[Public]) -> Result<(), CeremonyFailure> {
    let mut ids: Vec<String> = keys.iter().map(Public::id).collect();
    ids.sort_unstable();
    ids.dedup();
    let refused = || CeremonyFailure::Threshold { role: role.to_owned(), threshold, keys: ids.len() };
    (1..=ids.len()).contains(&threshold).then_some(()).ok_or_else(refused)
}

fn assign(
    root: &mut Signed<Root>,
    role: &str,
    keys: &[Public],
    threshold: Option<usize>,
) -> Result<(), CeremonyFailure> {
    let threshold = threshold.unwrap_or(keys.len() / 2 + 1);
    enough(role, threshold, keys)?;
    root.assign(role, keys, threshold);
    Ok(())
}

fn online(root: &mut Signed<Root>, key: &Public) {
    for role in ["snapshot", "timestamp"] {
        root.assign(role, std::slice::from_ref(key), 1);
    }
}

/// The keys of a role after some came and some went.
fn changed(root: &Signed<Root>, role: &str, add: &[PathBuf], remove: &[String]) -> Result<Vec<Public>, Failure> {
    let mut keys = root.holders(role);
    for named in remove {
        let gone = identified(named, &keys);
        let no_signer = || CeremonyFailure::NoSigner { key: named.clone(), role: role.to_owned() };
        let gone = gone.ok_or_else(no_signer)?;
        keys.retain(|key| *key != gone);
    }
    for file in add {
        let new = keys::public(file)?;
        if !keys.contains(&new) {
            keys.push(new);
        }
    }
    Ok(keys)
}

/// One of these keys, by its file, its fingerprint or its id.
fn identified(named: &str, keys: &[Public]) -> Option<Public> {
    let file = PathBuf::from(named);
    let by_file = file.is_file().then(|| keys::public(&file).ok()).flatten();
    let fingerprint = named.parse().ok();
    let is =
        |key: &&Public| Some(*key) == by_file.as_ref() || Some(key.fingerprint()) == fingerprint || key.id() == named;
    keys.iter().find(is).cloned()
}

fn told(files: &[PathBuf], out: &mut dyn Write) -> Result<Exit, Failure> {
    for file in files {
        let line = format!("{}: waits for signatures", file.display());
        writeln!(out, "{}", clean(&line)).map_err(Failure::Output)?;
    }
    Ok(Exit::Yes)
}
