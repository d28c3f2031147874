//! Opening, starting and closing.
#![expect(unsafe_code, reason = "names that C links by")]

use std::path::{Path, PathBuf};

use steadfast_device::accounts::Cost;
use steadfast_device::update::Images;

use crate::border::{SizeOut, Text, TextOut};
use crate::code::SfCode;
use crate::failure::Failure;
use crate::handles::{self, Handle, HandleOut, guarded, with};
use crate::held::{Held, Ways};
use crate::kept::Kept;
use crate::words::{SfStart, flags};

/// Opens the folder in which a unit keeps what it is, for this process alone; it is made where it is not there. Close the
/// handle with sf_close.
#[unsafe(no_mangle)]
pub extern "C" fn sf_open(folder: Text, unit: HandleOut) -> SfCode {
    guarded(|| {
        unit.ready()?;
        let kept = Kept::folder(Path::new(folder.read()?.as_str()))?;
        unit.put(handles::open(Held::new(kept)))
    })
}

/// Opens a unit that is kept in memory alone, and gone with its handle: for tests.
#[unsafe(no_mangle)]
pub extern "C" fn sf_open_memory(unit: HandleOut) -> SfCode {
    guarded(|| {
        unit.ready()?;
        unit.put(handles::open(Held::new(Kept::memory())))
    })
}

/// Closes a handle. What the unit keeps is on its medium already; seal the log before (sf_tick). A handle that was closed
/// answers SF_HANDLE ever after, also here. Null is no handle, and no mistake.
#[unsafe(no_mangle)]
pub extern "C" fn sf_close(unit: Handle) -> SfCode {
    guarded(|| if unit.is_null() { Ok(()) } else { handles::close(unit) })
}

/// Starts the unit: once for each handle, at each start of the machine or of the program. An erasure that was begun comes to
/// its end first, which may take long: see sf_erase.
///
/// `images` is the folder of the two images where this program installs updates; null where it does not. `beside` is a folder
/// with what the product keeps of its owner, which goes with every erasure; null where there is none. `options` is a sum of
/// SfStart.
#[unsafe(no_mangle)]
pub extern "C" fn sf_start(unit: Handle, images: Text, beside: Text, options: u32) -> SfCode {
    with(unit, |held| {
        let options = flags(options, SfStart::LittleMemory as u32 | SfStart::BesideIsSealed as u32)?;
        let is = |option: SfStart| options & option as u32 != 0;
        let cost = if is(SfStart::LittleMemory) { Cost::SMALL } else { Cost::STANDARD };
        let beside = path(beside)?.map(|path| (path, is(SfStart::BesideIsSealed)));
        held.start(Ways { images: path(images)?, beside, cost })
    })
}

/// The path of the image that is to be started now, out of a folder of two: for whatever starts the product, before anything
/// else. One on trial has a start less each time, and is given up where it has none left. Where the path does not fit, a
/// start was used all the same: PATH_MAX is enough.
#[unsafe(no_mangle)]
pub extern "C" fn sf_image_to_start(images: Text, buffer: TextOut, capacity: usize, length: SizeOut) -> SfCode {
    guarded(|| {
        buffer.ready(0, capacity, length)?;
        let starts = Images::open(Path::new(images.read()?.as_str()))?.start()?;
        buffer.give(&starts.to_string_lossy(), capacity, length)
    })
}

fn path(text: Text) -> Result<Option<PathBuf>, Failure> {
    Ok(text.read_if_there()?.map(|text| PathBuf::from(text.as_str())))
}
