//! `root sign`: one's signature under everything that waits for it.

use std::io::Write;
use std::path::{Path, PathBuf};

use steadfast_trust::key::HeldKey;
use steadfast_trust::tuf::{Draft, Sign as _};

use super::state::{Line, lines};
use super::{CeremonyFailure, Folder, Sign, malformed};
use crate::failure::{Exit, Failure};
use crate::keys;
use crate::terminal::clean;

pub(super) fn run(args: &Sign, out: &mut dyn Write) -> Result<Exit, Failure> {
    let folder = Folder::new(&args.place.dir);
    for file in &args.key {
        let key = keys::open(file, &args.passphrase)?;
        if sign_drafts(&folder, &key, |_| true)?.is_empty() {
            return Err(super::nothing_to_sign(file));
        }
    }
    for line in lines(&folder)? {
        writeln!(out, "{}", clean(&words(&line))).map_err(Failure::Output)?;
    }
    Ok(Exit::Yes)
}

/// Signs what waits for this key, of the roles that `wanted` names; the files that were signed.
pub(crate) fn sign_drafts(
    folder: &Folder,
    key: &HeldKey,
    wanted: impl Fn(&str) -> bool,
) -> Result<Vec<PathBuf>, Failure> {
    let id = key.public().id();
    let waiting = lines(folder)?.into_iter().filter(|line| !line.is_complete() && line.takes(&id));
    let mut signed = Vec::new();
    for line in waiting.filter(|line| wanted(&line.role)) {
        sign(folder, &line.file, key)?;
        signed.push(line.file);
    }
    Ok(signed)
}

fn sign(folder: &Folder, file: &Path, key: &HeldKey) -> Result<(), Failure> {
    let mut draft = Draft::read(&folder.bytes(file)?).map_err(malformed(file))?;
    draft.sign(key).map_err(|source| CeremonyFailure::Signing { file: file.to_owned(), source })?;
    folder.write(file, &draft)
}

/// How far a file is, in a line.
pub(super) fn words(line: &Line) -> String {
    let missing: Vec<String> = line
        .needs
        .iter()
        .filter(|need| need.signed.len() < need.threshold)
        .map(|need| format!("{} of {} by the word of {}", need.signed.len(), need.threshold, need.by))
        .collect();
    let state = match (line.needs.is_empty(), missing.is_empty()) {
        (true, _) => "nobody delegates to it any more".to_owned(),
        (_, true) => "signed".to_owned(),
        _ => format!("waits for signatures: {}", missing.join(", ")),
    };
    format!("{}: {state}", line.file.display())
}

/// How far a role's newest file is, in a line.
pub(crate) fn words_of(folder: &Folder, role: &str) -> Result<String, Failure> {
    let found = lines(folder)?.into_iter().find(|line| line.role == role);
    Ok(found.map_or_else(|| format!("{role}: there is none"), |line| words(&line)))
}
