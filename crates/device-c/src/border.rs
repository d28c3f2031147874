//! Memory of C, read and written: the one place with `unsafe` that is more than a name.
//!
//! A value of these types comes from C alone, as an argument of a call: nothing in Rust makes one. What the header asks of its
//! callers therefore holds of it: it is null, or leads to memory that is the call's as long as that lasts.

use std::ffi::{c_char, c_void};

use zeroize::Zeroizing;

use crate::code::SfCode;
use crate::failure::Failure;

/// Bytes of the longest text that is taken, its zero at the end not counted.
pub const MOST_TEXT: usize = 4096;

/// Something of the caller's that is handed back to its own functions, and never looked at.
pub type Context = *mut c_void;

/// A text: UTF-8 that ends with a zero byte.
#[derive(Clone, Copy, Debug)]
#[repr(transparent)]
pub struct Text(*const c_char);

/// The first of some bytes, whose count is another argument.
#[derive(Clone, Copy, Debug)]
#[repr(transparent)]
pub struct Bytes(*const u8);

/// Room for text, whose size is another argument.
#[derive(Clone, Copy, Debug)]
#[repr(transparent)]
pub struct TextOut(*mut c_char);

/// Room for bytes, whose size is another argument.
#[derive(Clone, Copy, Debug)]
#[repr(transparent)]
pub struct BytesOut(*mut u8);

/// A place for one value.
#[derive(Clone, Copy, Debug)]
#[repr(transparent)]
pub struct Place<T>(*mut T);

/// A place for a length.
pub type SizeOut = Place<usize>;

/// A place for a number.
pub type NumberOut = Place<i64>;

/// A place for a choice out of a list.
pub type ChoiceOut = Place<u32>;

impl Text {
    /// What it says. The copy is wiped when it is dropped: some of them are passwords.
    pub(crate) fn read(self) -> Result<Zeroizing<String>, Failure> {
        self.read_if_there()?.ok_or_else(|| Failure::null("a text"))
    }

    /// The same of a text that may be left out.
    pub(crate) fn read_if_there(self) -> Result<Option<Zeroizing<String>>, Failure> {
        if self.0.is_null() {
            return Ok(None);
        }
        let end = (0..=MOST_TEXT).find(|at| self.byte(*at) == 0);
        let long = || Failure::new(SfCode::TooLong, format!("a text has at most {MOST_TEXT} bytes"));
        // It never grows, so that nothing of a password stays behind where it was.
        let text = String::from_utf8((0..end.ok_or_else(long)?).map(|at| self.byte(at)).collect());
        text.map(|text| Some(Zeroizing::new(text))).map_err(|_| Failure::new(SfCode::NotText, "a text is no UTF-8"))
    }

    /// The byte at this place. None before it was the zero at the end.
    fn byte(self, at: usize) -> u8 {
        let place = self.0.cast::<u8>().wrapping_add(at);
        // SAFETY: it is not null, so it leads to a text that ends with a zero, which is not before this place.
        #[expect(unsafe_code, reason = "memory of the caller")]
        unsafe {
            place.read()
        }
    }
}

impl Bytes {
    /// So many of them; more than `most` are not taken.
    pub(crate) fn read(self, length: usize, most: usize) -> Result<Vec<u8>, Failure> {
        if length > most {
            return Err(Failure::new(
                SfCode::TooLong,
                format!("{length} bytes are more than the {most} that are taken"),
            ));
        }
        if length == 0 {
            return Ok(Vec::new());
        }
        if self.0.is_null() {
            return Err(Failure::null("bytes of which there are some"));
        }
        // SAFETY: it is not null, so there are as many bytes as the caller says, and nobody writes to them meanwhile.
        #[expect(unsafe_code, reason = "memory of the caller")]
        let bytes = unsafe { std::slice::from_raw_parts(self.0, length) };
        Ok(bytes.to_vec())
    }

    /// So many of them, or none where they are left out.
    pub(crate) fn read_exactly<const N: usize>(self, length: usize) -> Result<Option<[u8; N]>, Failure> {
        let bytes = self.read(length, N)?;
        let wrong = || Failure::new(SfCode::Range, format!("{length} bytes where {N} are taken, or none"));
        if bytes.is_empty() { Ok(None) } else { bytes.try_into().map(Some).map_err(|_| wrong()) }
    }
}

impl TextOut {
    /// Gives a text with a zero at its end. A zero within it would end it early, and becomes a space.
    pub(crate) fn give(self, text: &str, capacity: usize, length: SizeOut) -> Result<(), Failure> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(text.len() + 1));
        bytes.extend(text.bytes().map(|byte| if byte == 0 { b' ' } else { byte }));
        bytes.push(0);
        BytesOut(self.0.cast()).give(&bytes, capacity, length)
    }

    /// Sees to it before something happens that there is room for a text of this size, its zero included.
    pub(crate) fn ready(self, size: usize, capacity: usize, length: SizeOut) -> Result<(), Failure> {
        BytesOut(self.0.cast()).ready(size, capacity, length)
    }
}

impl BytesOut {
    /// Gives bytes, and says how many there are, also where there is too little room for them.
    pub(crate) fn give(self, bytes: &[u8], capacity: usize, length: SizeOut) -> Result<(), Failure> {
        self.ready(bytes.len(), capacity, length)?;
        if bytes.is_empty() {
            return Ok(());
        }
        // SAFETY: it is not null, so there is room for as many bytes as the caller says, which are enough. Nothing of Rust's
        // lies there.
        #[expect(unsafe_code, reason = "memory of the caller")]
        unsafe {
            std::ptr::copy_nonoverlapping(bytes.as_ptr(), self.0, bytes.len());
        }
        Ok(())
    }

    /// Sees to it that there is room for so many bytes, and says how many they are.
    pub(crate) fn ready(self, size: usize, capacity: usize, length: SizeOut) -> Result<(), Failure> {
        length.put(size)?;
        if size > capacity {
            return Err(Failure::new(SfCode::TooSmall, format!("{size} bytes do not fit into {capacity}")));
        }
        if self.0.is_null() && size > 0 { Err(Failure::null("a buffer")) } else { Ok(()) }
    }
}

impl<T: Copy> Place<T> {
    /// Puts a value there.
    pub(crate) fn put(self, value: T) -> Result<(), Failure> {
        self.ready()?;
        // SAFETY: it is not null, so it is a place for one value of this type. None of them has anything to drop.
        #[expect(unsafe_code, reason = "memory of the caller")]
        unsafe {
            self.0.write(value);
        }
        Ok(())
    }

    /// Sees to it before something happens that it is there, and aligned.
    pub(crate) fn ready(self) -> Result<(), Failure> {
        let sound = !self.0.is_null() && self.0.is_aligned();
        if sound { Ok(()) } else { Err(Failure::null("a place for a value")) }
    }
}
