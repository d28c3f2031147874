//! The end of an owner's time.
#![expect(unsafe_code, reason = "names that C links by")]

use steadfast_protocol::Purpose;

use super::line::SF_CODE_SIZE;
use crate::border::{SizeOut, TextOut};
use crate::code::SfCode;
use crate::handles::{Handle, with_home};
use crate::words::SfPurpose;

/// Draws the code for whoever gets the unit, to be shown before sf_erase with SF_PURPOSE_HANDOVER: it is told here and kept
/// nowhere. The last one counts. The buffer has room for SF_CODE_SIZE bytes.
#[unsafe(no_mangle)]
pub extern "C" fn sf_new_code(unit: Handle, buffer: TextOut, capacity: usize, length: SizeOut) -> SfCode {
    with_home(unit, |home| {
        buffer.ready(SF_CODE_SIZE, capacity, length)?;
        let (code, hash) = home.unit.new_code()?;
        buffer.give(&code, capacity, length)?;
        home.new_code = Some(hash);
        Ok(())
    })
}

/// Erases everything of the owner's, the folder beside included. `purpose` is a SfPurpose. Ask for the owner's password
/// before (sf_log_in). Once begun it comes to its end, also over power losses: where this fails after its first step the unit
/// is locked, and the next call or the next sf_start goes on. A handover without sf_new_code leaves a unit that only presence
/// opens.
///
/// It takes as long as to overwrite what lies in the folder beside, so call it where no watchdog waits. A program that is ended
/// meanwhile goes on by sf_start with what was not overwritten yet.
#[unsafe(no_mangle)]
pub extern "C" fn sf_erase(unit: Handle, purpose: u32) -> SfCode {
    with_home(unit, |home| {
        let (purpose, code) = match SfPurpose::of(purpose)? {
            SfPurpose::Reset => (Purpose::Reset, None),
            SfPurpose::Handover => (Purpose::Handover, home.new_code),
            SfPurpose::EndOfLife => (Purpose::EndOfLife, None),
        };
        home.unit.erase(purpose, code)?;
        home.forget_everybody();
        Ok(())
    })
}
