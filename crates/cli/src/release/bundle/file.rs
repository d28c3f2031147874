//! A bundle on its way to its file. It is there once a unit with the first root would take it.

use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use steadfast_trust::tuf::{BundleError, BundleHead, BundleReader, Kept, Limits, Root, Targets};

use super::word::Word;
use super::{ReleaseBundle, ReleaseFailure};
use crate::ceremony::Folder;
use crate::failure::Failure;
use crate::progress::Progress;

/// Bytes at a time.
const PIECE: usize = 1 << 16;

/// Writes it; what became of it, in words.
pub(super) fn write(
    folder: &Folder,
    word: &Word,
    args: &ReleaseBundle,
    to: &Path,
    clock: Timestamp,
) -> Result<String, Failure> {
    let roots = roots(folder, args.first_root)?;
    let image = args.image.clone().unwrap_or_else(|| folder.target(&args.target));
    let head = head(folder, word, args, &roots)?;
    let unwritable = |source| Failure::Unwritable { file: to.to_owned(), source };
    let everybody = PermissionsExt::from_mode(0o644);
    let mut new = tempfile::Builder::new()
        .permissions(everybody)
        .tempfile_in(to.parent().unwrap_or(Path::new(".")))
        .map_err(unwritable)?;
    new.write_all(&head.bytes).map_err(unwritable)?;
    // A byte more shows that there is more.
    let mut content = opened(&image)?.take(head.length.saturating_add(1));
    copied(&mut content, &mut new, (&image, to))?;
    new.as_file().sync_all().and_then(|()| new.rewind()).map_err(unwritable)?;
    let first = roots.first().map(Vec::as_slice).unwrap_or_default();
    believed(new.as_file(), first, (to, &image), clock)?;
    new.persist(to).map_err(|error| unwritable(error.error))?;
    word.done()?;
    Ok(format!("{}: {}, {} bytes, counts until {}", to.display(), args.target, head.length, word.until()))
}

/// A stick that is full is told from an image that cannot be read.
fn copied(from: &mut impl Read, into: &mut impl Write, (image, to): (&Path, &Path)) -> Result<(), Failure> {
    let progress = Progress::new("bundling");
    let (mut piece, mut all) = (vec![0; PIECE], 0);
    loop {
        let read = from.read(&mut piece).map_err(|source| Failure::Unreadable { file: image.to_owned(), source })?;
        if read == 0 {
            break;
        }
        let unwritable = |source| Failure::Unwritable { file: to.to_owned(), source };
        into.write_all(&piece[..read]).map_err(unwritable)?;
        all += read as u64;
        progress.fetched(all, &image.display().to_string());
    }
    progress.end();
    Ok(())
}

/// What stands before the image, and the length of the image.
struct Head {
    bytes: Vec<u8>,
    length: u64,
}

fn head(folder: &Folder, word: &Word, args: &ReleaseBundle, roots: &[Vec<u8>]) -> Result<Head, Failure> {
    let name = args.target.split('/').next().unwrap_or_default();
    let line = folder.needed::<Targets>(name)?.document.signed;
    let absent = || ReleaseFailure::Absent(args.target.clone());
    let length = line.content.targets.get(&args.target).ok_or_else(absent)?.length;
    let targets = folder.bytes(&folder.needed::<Targets>("targets")?.file)?;
    let word = word.bytes()?;
    let head = BundleHead {
        roots: (args.first_root, roots),
        targets: &targets,
        line: (name, &word),
        image: (&args.target, length),
    };
    let bytes = head.to_bytes().map_err(unusable(folder.place()))?;
    Ok(Head { bytes, length })
}

/// The roots from this one on.
fn roots(folder: &Folder, first: u64) -> Result<Vec<Vec<u8>>, Failure> {
    let newest = folder.needed::<Root>("root")?.version;
    if first > newest {
        return Err(Failure::Usage(format!("--first-root {first}: the newest root is {newest}")));
    }
    (first..=newest).map(|version| folder.bytes(&folder.file("root", version))).collect()
}

/// Takes it as a unit would that has this root.
fn believed(bundle: &File, root: &[u8], (to, image): (&Path, &Path), clock: Timestamp) -> Result<(), Failure> {
    let bundle = BundleReader::open(bundle, &Limits::default()).map_err(unusable(to))?;
    let (_, mut content) = bundle.believe(root, &Kept::default(), clock).map_err(unusable(to))?;
    let other = |source| ReleaseFailure::Image { file: image.to_owned(), source };
    io::copy(&mut content, &mut io::sink()).map(drop).map_err(|error| other(error).into())
}

fn opened(file: &Path) -> Result<File, Failure> {
    File::open(file).map_err(|source| Failure::Unreadable { file: file.to_owned(), source })
}

fn unusable(file: &Path) -> impl Fn(BundleError) -> ReleaseFailure {
    let file: PathBuf = file.to_owned();
    move |source| ReleaseFailure::Bundle { file: file.clone(), source }
}
