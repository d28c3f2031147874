//! The library itself.
#![expect(unsafe_code, reason = "names that C links by")]

use std::ffi::c_char;

use crate::border::{SizeOut, TextOut};
use crate::code::SfCode;
use crate::failure;
use crate::handles::guarded;

/// The version of this interface. A program compares it with sf_abi_version before all else.
pub const SF_ABI_VERSION: u32 = 1;

/// The version of the interface that the library has: SF_ABI_VERSION of its own header. A program that was compiled with
/// another one must not use it. Within a version calls and choices are added, and nothing is changed or taken away.
#[unsafe(no_mangle)]
pub extern "C" fn sf_abi_version() -> u32 {
    SF_ABI_VERSION
}

/// The name of a code, as it stands here: "SF_TOO_SMALL"; "SF_UNKNOWN" for a number that is none. It is never freed.
#[unsafe(no_mangle)]
pub extern "C" fn sf_error_name(code: i32) -> *const c_char {
    SfCode::of(code).map_or(c"SF_UNKNOWN", SfCode::name).as_ptr()
}

/// What the last call of this thread that failed had to say, in English, for whoever mends it. It asks for no handle, since
/// sf_open may fail too. A call that succeeds leaves it as it is.
#[unsafe(no_mangle)]
pub extern "C" fn sf_last_error(buffer: TextOut, capacity: usize, length: SizeOut) -> SfCode {
    let last = failure::last();
    guarded(|| buffer.give(&last, capacity, length))
}
