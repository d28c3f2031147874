//! What the unit stated to its owner, as they may keep it.
#![expect(unsafe_code, reason = "names that C links by")]

use steadfast_protocol::ReceiptCopy;

use crate::border::{SizeOut, TextOut};
use crate::code::SfCode;
use crate::failure::Failure;
use crate::handles::{Handle, with_home};
use crate::words::SfForm;

/// A receipt, counted from the newest, which is 0; SF_NOTHING behind the last. `form` is a SfForm. `steadfast verify` checks
/// either.
#[unsafe(no_mangle)]
pub extern "C" fn sf_receipt(
    unit: Handle,
    index: u32,
    form: u32,
    buffer: TextOut,
    capacity: usize,
    length: SizeOut,
) -> SfCode {
    with_home(unit, |home| {
        let form = SfForm::of(form)?;
        let at = usize::try_from(index).unwrap_or(usize::MAX);
        let copy = home.unit.receipts().into_iter().nth(at);
        let copy = copy.ok_or_else(|| Failure::nothing("there is no such receipt"))?;
        buffer.give(&written(&copy, form), capacity, length)
    })
}

/// What the unit stated of its last erasure, for whoever did it and whoever gets it: until somebody sets the unit up.
/// SF_NOTHING where there is none.
#[unsafe(no_mangle)]
pub extern "C" fn sf_erased(unit: Handle, form: u32, buffer: TextOut, capacity: usize, length: SizeOut) -> SfCode {
    with_home(unit, |home| {
        let form = SfForm::of(form)?;
        let copy = home.unit.erased().ok_or_else(|| Failure::nothing("nothing is known of an erasure"))?;
        buffer.give(&written(&copy, form), capacity, length)
    })
}

fn written(copy: &ReceiptCopy, form: SfForm) -> String {
    match form {
        SfForm::Text => copy.text(),
        SfForm::Line => copy.line(),
    }
}
