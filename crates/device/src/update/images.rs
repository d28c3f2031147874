//! Two images as files, of which one runs. The other is where the next one arrives, in pieces, over power losses.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, Read as _, Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};

use steadfast_mapped::Mapped;
use steadfast_trust::encoding::{from_hex, hex};
use steadfast_trust::tuf::{Check, Distrust};

use super::boot::{Boot, STARTS, Slot};
use super::fetch::Sink;

/// Bytes that are read at once.
const PIECE: usize = 64 << 10;

/// The state, and the file that is locked while it changes: the agent and whatever starts the product both write it.
const BOOT: &str = "boot";
const LOCK: &str = "boot.lock";

/// A folder with two images.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Images(PathBuf);

/// Why an image cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum ImageError {
    /// The files.
    #[error("{place}: {source}")]
    Io {
        /// Where.
        place: String,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The state of the images is not there as it was written.
    #[error("{0}: it does not say which image is good")]
    Boot(String),
    /// What lies there is not what was announced.
    #[error(transparent)]
    Distrust(#[from] Distrust),
    /// The image that would be written over runs, or is to be tried.
    #[error("the slot for the next image is not free before the next restart")]
    Taken,
    /// The image is not in its slot any more.
    #[error("the image is not in its slot any more: it comes anew")]
    Gone,
}

/// A file that arrives in pieces.
#[derive(Debug)]
pub(super) struct Arriving {
    file: File,
    length: u64,
    most: u64,
    /// Bytes that came in this go.
    pub(super) came: u64,
}

impl Images {
    /// A folder as it is.
    #[must_use]
    pub fn at(folder: &Path) -> Self {
        Self(folder.to_owned())
    }

    /// A folder, which is made where it is not there.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn open(folder: &Path) -> Result<Self, ImageError> {
        let images = Self(folder.to_owned());
        fs::create_dir_all(folder).map_err(images.failed(""))?;
        Ok(images)
    }

    /// Where an image lies.
    #[must_use]
    pub fn path(&self, slot: Slot) -> PathBuf {
        self.0.join(file(slot))
    }

    /// What starts. Where nothing was written yet, it is the first image.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn boot(&self) -> Result<Boot, ImageError> {
        match fs::read_to_string(self.0.join(BOOT)) {
            Ok(text) => Boot::read(&text).ok_or_else(|| ImageError::Boot(self.place(BOOT))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Boot::default()),
            Err(error) => Err(self.failed(BOOT)(error)),
        }
    }

    /// The image that is to be started now, for whatever starts the product. One on trial has a start less.
    ///
    /// # Errors
    /// When it cannot be read, or not be kept: then nothing on trial may start.
    pub fn start(&self) -> Result<PathBuf, ImageError> {
        let mut starts = Slot::A;
        self.change(|boot| starts = boot.start())?;
        Ok(self.path(starts))
    }

    /// The image that is good, for where [`start`](Self::start) fails: the product starts all the same. Where nobody can say
    /// which one that is, it is one that is there.
    #[must_use]
    pub fn good_one(&self) -> PathBuf {
        let said = self.boot().map(|boot| boot.good);
        let there = [Slot::A, Slot::B].into_iter().find(|slot| self.path(*slot).exists());
        self.path(said.ok().or(there).unwrap_or_default())
    }

    /// The next starts are those of the spare image, on trial.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn try_spare(&self) -> Result<(), ImageError> {
        self.change(|boot| boot.trial = Some((boot.spare(), STARTS)))
    }

    /// The image on trial is good. Nothing on trial: nothing happens.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn good(&self) -> Result<(), ImageError> {
        self.change(|boot| {
            if let Some((slot, _)) = boot.trial.take() {
                boot.good = slot;
            }
        })
    }

    /// The image on trial is given up: the next start is that of the good one.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn give_up(&self) -> Result<(), ImageError> {
        self.change(|boot| boot.trial = None)
    }

    fn change(&self, change: impl FnOnce(&mut Boot)) -> Result<(), ImageError> {
        let place = self.0.join(LOCK);
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(&place);
        // Another user may have made it, and a medium may take nothing: to hold it is enough.
        let lock = lock.or_else(|_| File::open(&place));
        let lock = lock.and_then(|lock| lock.lock().map(|()| lock)).map_err(self.failed(LOCK))?;
        let before = self.boot()?;
        let mut boot = before;
        change(&mut boot);
        if boot != before || !self.0.join(BOOT).exists() {
            self.replace(BOOT, boot.to_string().as_bytes())?;
        }
        drop(lock);
        Ok(())
    }

    /// What the image in a slot is, as it was when it came to be whole; nothing: nobody looked.
    #[must_use]
    pub fn is(&self, slot: Slot) -> Option<[u8; 32]> {
        let text = fs::read_to_string(self.0.join(format!("{}.sha256", file(slot)))).ok()?;
        from_hex(text.trim())?.try_into().ok()
    }

    /// The good image, mapped, and what it is. Where nobody looked yet, that is found out.
    pub(super) fn old(&self) -> Result<Option<(Mapped, [u8; 32])>, ImageError> {
        let slot = self.boot()?.good;
        let place = file(slot);
        let opened = match File::open(self.path(slot)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            opened => opened.map_err(self.failed(place))?,
        };
        let mapped = Mapped::open(&opened).map_err(self.failed(place))?;
        if let Some(known) = self.is(slot) {
            return Ok(Some((mapped, known)));
        }
        let found = steadfast_trust::hash::sha256(&[&mapped]);
        self.name(slot, &found)?;
        Ok(Some((mapped, found)))
    }

    fn name(&self, slot: Slot, sha256: &[u8; 32]) -> Result<(), ImageError> {
        self.replace(&format!("{}.sha256", file(slot)), format!("{}\n", hex(sha256)).as_bytes())
    }

    /// Goes on with the file that is to arrive in the spare slot, or begins anew where another one lies there.
    pub(super) fn arriving(&self, sha256: &str, most: u64) -> Result<Arriving, ImageError> {
        let slot = self.free()?;
        let mark = format!("{}.sha256", file(slot));
        if self.0.join(&mark).exists() {
            self.forget(&mark)?;
            // It must not be there again, after a power loss, beside an image that was written over.
            self.sync()?;
        }
        self.going_on(file(slot), sha256, most)
    }

    /// The slot for the next image.
    fn free(&self) -> Result<Slot, ImageError> {
        let boot = self.boot()?;
        let spare = boot.spare();
        if boot.trial.is_some() || boot.started == Some(spare) { Err(ImageError::Taken) } else { Ok(spare) }
    }

    /// Likewise with a patch; nothing where this one led nowhere before.
    pub(super) fn patch(&self, sha256: &str, most: u64) -> Result<Option<Arriving>, ImageError> {
        if self.is_refused(sha256) { Ok(None) } else { self.going_on(PATCH, sha256, most).map(Some) }
    }

    fn is_refused(&self, sha256: &str) -> bool {
        let known = fs::read_to_string(self.0.join(PATCH_PART)).unwrap_or_default();
        known.trim().strip_prefix(LED_NOWHERE) == Some(sha256)
    }

    /// The patch led nowhere: it is not fetched again while an image comes as a whole, in how many pieces ever.
    pub(super) fn refuse_patch(&self, sha256: &str) -> Result<(), ImageError> {
        if self.is_refused(sha256) {
            return Ok(());
        }
        self.forget(PATCH)?;
        self.replace(PATCH_PART, format!("{LED_NOWHERE}{sha256}\n").as_bytes())
    }

    /// The good image is not what it was taken for: the next look finds out what it is.
    pub(super) fn mistook_old(&self) -> Result<(), ImageError> {
        self.forget(&format!("{}.sha256", file(self.boot()?.good)))
    }

    /// Whether the spare image is there already, as this check says of it: power may have gone before that was kept elsewhere.
    pub(super) fn is_there(&self, sha256: &[u8; 32], check: Check) -> Result<bool, ImageError> {
        let slot = self.free()?;
        Ok(self.is(slot).as_ref() == Some(sha256) && self.checked(file(slot), check).is_ok())
    }

    fn going_on(&self, name: &str, sha256: &str, most: u64) -> Result<Arriving, ImageError> {
        let part = format!("{name}.part");
        let is_same = fs::read_to_string(self.0.join(&part)).is_ok_and(|known| known.trim() == sha256);
        let mut file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(self.0.join(name))
            .map_err(self.failed(name))?;
        let there = file.metadata().map_err(self.failed(name))?.len();
        if !is_same || there > most {
            file.set_len(0).and_then(|()| file.sync_all()).map_err(self.failed(name))?;
            self.replace(&part, format!("{sha256}\n").as_bytes())?;
        }
        let length = file.seek(SeekFrom::End(0)).map_err(self.failed(name))?;
        Ok(Arriving { file, length, most, came: 0 })
    }

    /// The spare image is whole, as this check says of what lies on the medium; else it begins anew the next time.
    pub(super) fn finish(&self, arrived: &Arriving, check: Check) -> Result<[u8; 32], ImageError> {
        let slot = self.free()?;
        arrived.file.sync_all().map_err(self.failed(file(slot)))?;
        let found = self.checked(file(slot), check).inspect_err(|_| drop(arrived.file.set_len(0)))?;
        self.name(slot, &found)?;
        self.forget(&format!("{}.part", file(slot)))?;
        Ok(found)
    }

    /// The patch is whole; else it begins anew the next time.
    pub(super) fn finish_patch(&self, arrived: &Arriving, check: Check) -> Result<BufReader<File>, ImageError> {
        arrived.file.sync_all().map_err(self.failed(PATCH))?;
        self.checked(PATCH, check).inspect_err(|_| drop(arrived.file.set_len(0)))?;
        File::open(self.0.join(PATCH)).map(BufReader::new).map_err(self.failed(PATCH))
    }

    /// The patch is not needed any more.
    pub(super) fn drop_patch(&self) -> Result<(), ImageError> {
        self.forget(PATCH)?;
        self.forget(PATCH_PART)
    }

    /// Reads a file back and holds it against what was announced; tells its SHA-256.
    fn checked(&self, name: &str, mut check: Check) -> Result<[u8; 32], ImageError> {
        use sha2::{Digest as _, Sha256};
        let mut file = File::open(self.0.join(name)).map_err(self.failed(name))?;
        let (mut piece, mut hash) = (vec![0; PIECE], Sha256::new());
        loop {
            let count = file.read(&mut piece).map_err(self.failed(name))?;
            if count == 0 {
                break;
            }
            check.update(&piece[..count])?;
            hash.update(&piece[..count]);
        }
        check.finish()?;
        Ok(hash.finalize().into())
    }

    /// A small file in the place of another, whole or not at all.
    fn replace(&self, name: &str, bytes: &[u8]) -> Result<(), ImageError> {
        let new = self.0.join(format!("{name}.new"));
        let write = || {
            let mut file = File::create(&new)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            fs::rename(&new, self.0.join(name))?;
            File::open(&self.0)?.sync_all()
        };
        write().map_err(self.failed(name))
    }

    fn sync(&self) -> Result<(), ImageError> {
        File::open(&self.0).and_then(|folder| folder.sync_all()).map_err(self.failed(""))
    }

    fn forget(&self, name: &str) -> Result<(), ImageError> {
        match fs::remove_file(self.0.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(self.failed(name)(error)),
            _ => Ok(()),
        }
    }

    fn place(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    fn failed(&self, name: &str) -> impl Fn(io::Error) -> ImageError {
        let place = self.place(name);
        move |source| ImageError::Io { place: place.clone(), source }
    }
}

/// The name of the patch while it arrives, and of what says which one it is.
const PATCH: &str = "patch";
const PATCH_PART: &str = "patch.part";

/// What is put before the name of a patch that led nowhere.
const LED_NOWHERE: &str = "not ";

fn file(slot: Slot) -> &'static str {
    match slot {
        Slot::A => "image-a",
        Slot::B => "image-b",
    }
}

impl Arriving {
    /// How many bytes are there.
    pub(super) fn length(&self) -> u64 {
        self.length
    }
}

impl Write for Arriving {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = usize::try_from(self.most - self.length).unwrap_or(usize::MAX);
        if room == 0 && !bytes.is_empty() {
            return Err(io::Error::other("more came than was announced"));
        }
        let written = self.file.write(&bytes[..bytes.len().min(room)])?;
        self.length += written as u64;
        self.came += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Sink for Arriving {
    fn anew(&mut self) -> io::Result<()> {
        self.file.set_len(0)?;
        self.file.rewind()?;
        self.length = 0;
        Ok(())
    }
}
