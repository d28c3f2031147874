//! Deltas beside an image, from the images before it. They are transport alone: each is a target of its own, and the image
//! is there as a whole too.

use std::fs::File;
use std::io;
use std::path::Path;

use steadfast_delta::{Identity, make};
use steadfast_mapped::Mapped;
use steadfast_trust::encoding::hex;
use steadfast_trust::tuf::{Custom, Delta, Signed, TargetFile, Targets};

use super::sign::{Ready, taken};
use crate::ceremony::Folder;
use crate::failure::Failure;
use crate::progress::Progress;

/// A delta that is no smaller than so many percent of its image is not worth its room.
const WORTH: u64 = 70;

/// Deltas to an image, and in words why there is none where one could be.
#[derive(Default)]
pub(super) struct Deltas {
    pub(super) ready: Vec<Ready>,
    pub(super) notes: Vec<String>,
}

/// Makes the deltas to an image from the `most` latest of its name, part, channel and hardware. Those that are there
/// already stay.
pub(super) fn deltas(
    folder: &Folder,
    signed: &Signed<Targets>,
    image: &Ready,
    custom: &Custom,
    most: usize,
) -> Result<Deltas, Failure> {
    let mut made = Deltas::default();
    let new = Image::open(image.copy.path()).map_err(unreadable(image.copy.path()))?;
    for (path, old) in older(signed, &image.path, custom, most) {
        let from = sha256_of(old);
        let to = sha256_of(&image.target);
        let place = format!("{}.from-{}.delta", image.path, from.get(..16).unwrap_or(from));
        if from == to || signed.content.targets.contains_key(&place) {
            continue;
        }
        let delta = Delta { from: from.to_owned(), to: to.to_owned(), image: image.path.clone() };
        let custom = Custom { delta: Some(delta), ..custom.clone() };
        match bytes(folder, path, old, &new)? {
            Ok(bytes) => {
                let (target, copy) = taken(&mut &bytes[..], &image.path, folder.place(), &custom)?;
                made.ready.push(Ready { path: place, target, copy });
            }
            Err(why) => made.notes.push(format!("no delta from {path}: {why}")),
        }
    }
    Ok(made)
}

/// A file that is looked at.
struct Image(Mapped);

impl Image {
    fn open(path: &Path) -> io::Result<Self> {
        Mapped::open(&File::open(path)?).map(Self)
    }
}

fn unreadable(file: &Path) -> impl Fn(io::Error) -> Failure {
    let file = file.to_owned();
    move |source| Failure::Unreadable { file: file.clone(), source }
}

fn sha256_of(target: &TargetFile) -> &str {
    target.hashes.get("sha256").map(String::as_str).unwrap_or_default()
}

fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Images before this one that units may run when they take it, the latest first.
fn older<'a>(signed: &'a Signed<Targets>, path: &str, said: &Custom, most: usize) -> Vec<(&'a str, &'a TargetFile)> {
    let fits = |there: &Custom| {
        let same = there.part == said.part && there.channel == said.channel && there.hardware == said.hardware;
        same && there.delta.is_none() && (said.least..said.sequence).contains(&there.sequence)
    };
    let targets = signed.content.targets.iter().filter(|(there, _)| name_of(there) == name_of(path));
    let known = targets.filter_map(|(path, target)| Some((Custom::of(target).ok()?, path.as_str(), target)));
    let mut found: Vec<_> = known.filter(|(custom, ..)| fits(custom)).collect();
    found.sort_by_key(|(custom, ..)| std::cmp::Reverse(custom.sequence));
    found.into_iter().take(most).map(|(_, path, target)| (path, target)).collect()
}

/// The delta from an older image, or why there is none.
fn bytes(folder: &Folder, path: &str, old: &TargetFile, new: &Image) -> Result<Result<Vec<u8>, String>, Failure> {
    let file = folder.target(path);
    let old_image = match Image::open(&file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok(Err(format!("its bytes do not lie in {}", file.display())));
        }
        opened => opened.map_err(unreadable(&file))?,
    };
    if hex(&Identity::of(&old_image.0).sha256) != sha256_of(old) {
        return Ok(Err(format!("{} is no longer the file that was signed", file.display())));
    }
    let progress = Progress::new("making a delta");
    progress.says(&format!("from {path}, {} bytes", old.length));
    let patch = make(&old_image.0, &new.0);
    progress.end();
    let patch = match patch {
        Ok(patch) => patch.bytes,
        Err(error) => return Ok(Err(error.to_string())),
    };
    let share = (patch.len() as u64).saturating_mul(100) / (new.0.len() as u64).max(1);
    Ok(if share < WORTH { Ok(patch) } else { Err(format!("it would be {share} % of the image")) })
}
