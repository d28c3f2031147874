//! What a line says for one bundle, in the making: it waits in the folder, below `bundles`, until enough have signed it.

use std::io;
use std::path::PathBuf;

use jiff::{Timestamp, ToSpan};
use steadfast_trust::key::HeldKey;
use steadfast_trust::tuf::{Document, Draft, Expires, Signed, Targets};

use super::ReleaseBundle;
use crate::ceremony::{CeremonyFailure, Folder, after, malformed};
use crate::failure::Failure;
use crate::release::ReleaseFailure;

/// Between the clocks of those who sign.
const APART: i64 = 24;

/// The line's word.
pub(super) struct Word {
    file: PathBuf,
    draft: Draft,
    expires: Expires,
}

impl Word {
    /// Goes on with what somebody signed, while it says what the line says now and still counts; else it begins anew.
    pub(super) fn begin(
        folder: &Folder,
        line: &Signed<Targets>,
        args: &ReleaseBundle,
        clock: Timestamp,
    ) -> Result<Self, Failure> {
        let file = place(folder, &args.target);
        let until = after(clock, args.valid)?;
        let said = |expires| {
            let signed = line.for_bundle(&args.target, expires);
            let signed = signed.ok_or_else(|| ReleaseFailure::Absent(args.target.clone()))?;
            Draft::new(&signed).map_err(malformed(&file))
        };
        if let Some((draft, expires)) = there(&file)?
            && !expires.is_over(clock)
            && said(expires)?.says_the_same(&draft)
        {
            if !args.key.is_empty() {
                agreed(&file, expires, until, args.valid)?;
            }
            return Ok(Self { file, draft, expires });
        }
        Ok(Self { draft: said(until)?, file, expires: until })
    }

    pub(super) fn sign(&mut self, key: &HeldKey) -> Result<(), Failure> {
        let failed = |source| CeremonyFailure::Signing { file: self.file.clone(), source };
        Ok(self.draft.sign(key).map_err(failed)?)
    }

    /// The day until which it counts.
    pub(super) fn until(&self) -> impl std::fmt::Display {
        self.expires.moment().strftime("%Y-%m-%d")
    }

    pub(super) fn bytes(&self) -> Result<Vec<u8>, Failure> {
        self.draft.to_bytes().map_err(malformed(&self.file))
    }

    /// What is missing, in words; nothing where enough have signed.
    pub(super) fn missing(&self, folder: &Folder, name: &str) -> Result<Option<String>, Failure> {
        let targets = folder.needed::<Targets>("targets")?;
        let nobody = || CeremonyFailure::Missing { folder: folder.place().to_owned(), role: name.to_owned() };
        let by = targets.document.signed.authority(name).ok_or_else(nobody)?;
        let document = Document::<Targets>::read(&self.bytes()?).map_err(malformed(&self.file))?;
        let (have, need) = (document.signers(&by).len(), by.role.threshold);
        Ok((have < need).then(|| format!("{have} of {need} by the word of targets {}", targets.version)))
    }

    /// Leaves it in the folder for the others, where somebody `signed` it; in words.
    pub(super) fn wait(&self, missing: Option<String>, signed: bool) -> Result<String, Failure> {
        if signed {
            let folder = self.file.parent().unwrap_or(&self.file);
            let unwritable = |source| Failure::Unwritable { file: folder.to_owned(), source };
            std::fs::create_dir_all(folder).map_err(unwritable)?;
            crate::tuf::write(&self.file, &self.bytes()?)?;
        }
        let state = missing.map_or_else(|| "signed".to_owned(), |missing| format!("waits for signatures: {missing}"));
        Ok(format!("{}: counts until {}, {state}", self.file.display(), self.until()))
    }

    /// It is in its bundle.
    pub(super) fn done(&self) -> Result<(), Failure> {
        match std::fs::remove_file(&self.file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            removed => removed.map_err(|source| Failure::Unwritable { file: self.file.clone(), source }),
        }
    }
}

fn place(folder: &Folder, path: &str) -> PathBuf {
    let file = path.split('/').fold(folder.place().join("bundles"), |folder, step| folder.join(step));
    file.with_added_extension("json")
}

fn there(file: &std::path::Path) -> Result<Option<(Draft, Expires)>, Failure> {
    let bytes = match std::fs::read(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        read => read.map_err(|source| Failure::Unreadable { file: file.to_owned(), source })?,
    };
    let document = Document::<Targets>::read(&bytes).map_err(malformed(file))?;
    let draft = Draft::read(&bytes).map_err(malformed(file))?;
    Ok(Some((draft, document.signed.expires)))
}

/// Nobody signs for longer than they say.
fn agreed(file: &std::path::Path, expires: Expires, until: Expires, valid: u16) -> Result<(), Failure> {
    let latest = until.moment().checked_add(APART.hours()).map_err(|_| CeremonyFailure::Date)?;
    if expires.moment() > latest {
        let (file, until) = (file.to_owned(), expires.moment());
        return Err(ReleaseFailure::Longer { file, until, valid }.into());
    }
    Ok(())
}
