//! The container, byte for byte: a ZIP archive in which every byte beside contents and their checksums follows from the
//! list of names and lengths.
//!
//! Contents are stored, not compressed: what is declared is what is there, nothing unfolds, and where each file lies
//! follows from the manifest alone. There are no extra fields, no comments, no times, no 64-bit sizes.

/// Bytes of a local header before the name.
pub(super) const LOCAL: usize = 30;
/// Bytes of a directory entry before the name.
pub(super) const CENTRAL: usize = 46;
/// Bytes of the end record.
pub(super) const END: usize = 22;
/// How a local header begins.
pub(super) const LOCAL_MARK: &[u8; 4] = b"PK\x03\x04";
/// Where the checksum stands in a local header.
pub(super) const CHECKSUM: std::ops::Range<usize> = 14..18;
/// The most files of a container: what 16 bits count, less what a reader could take for a mark of 64-bit forms.
pub(super) const MOST_FILES: usize = 65_000;
/// The most bytes of a container, for the same reason.
pub(super) const MOST_BYTES: u64 = 0xffff_0000;

/// 1 January 1980, the first day that the format has.
const DATE: u16 = 0x0021;
/// The version of the format that is needed for stored files.
const VERSION: u16 = 10;

/// A file's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) path: String,
    /// Bytes of its content.
    pub(super) bytes: u32,
    /// Where its local header begins.
    pub(super) offset: u32,
}

impl Placed {
    /// Where its content begins.
    pub(super) fn content(&self) -> u64 {
        u64::from(self.offset) + (LOCAL + self.path.len()) as u64
    }

    /// The local header with its name (APPNOTE, section 4.3.7).
    pub(super) fn local(&self, checksum: u32) -> Vec<u8> {
        let mut out = Vec::with_capacity(LOCAL + self.path.len());
        out.extend_from_slice(LOCAL_MARK);
        self.common(checksum, &mut out);
        out.extend_from_slice(self.path.as_bytes());
        out
    }

    /// The directory entry with its name (APPNOTE, section 4.3.12).
    pub(super) fn central(&self, checksum: u32) -> Vec<u8> {
        let mut out = Vec::with_capacity(CENTRAL + self.path.len());
        out.extend_from_slice(b"PK\x01\x02");
        out.extend_from_slice(&VERSION.to_le_bytes());
        self.common(checksum, &mut out);
        // Comment, disk, two kinds of attributes: none.
        out.extend_from_slice(&[0; 10]);
        out.extend_from_slice(&self.offset.to_le_bytes());
        out.extend_from_slice(self.path.as_bytes());
        out
    }

    /// What both headers say alike: version, flags, method, time, date, checksum, lengths.
    fn common(&self, checksum: u32, out: &mut Vec<u8>) {
        let name = u16::try_from(self.path.len()).unwrap_or(u16::MAX);
        for half in [VERSION, 0, 0, 0, DATE] {
            out.extend_from_slice(&half.to_le_bytes());
        }
        for word in [checksum, self.bytes, self.bytes] {
            out.extend_from_slice(&word.to_le_bytes());
        }
        out.extend_from_slice(&name.to_le_bytes());
        out.extend_from_slice(&[0; 2]);
    }
}

/// Places of files that follow one another, and where the directory begins; nothing where they are too many or too long
/// for the format's 32 bits.
pub(super) fn place<'a>(files: impl Iterator<Item = (&'a str, u64)>) -> Option<(Vec<Placed>, u32)> {
    let (mut placed, mut offset, mut directory) = (Vec::new(), 0_u64, END as u64);
    for (path, bytes) in files {
        let (at, bytes) = (u32::try_from(offset).ok()?, u32::try_from(bytes).ok()?);
        offset += (LOCAL + path.len()) as u64 + u64::from(bytes);
        directory += (CENTRAL + path.len()) as u64;
        placed.push(Placed { path: path.to_owned(), bytes, offset: at });
        if placed.len() > MOST_FILES || offset + directory > MOST_BYTES {
            return None;
        }
    }
    Some((placed, u32::try_from(offset).ok()?))
}

/// The end record (APPNOTE, section 4.3.16).
pub(super) fn end(files: usize, directory: u32, bytes: u32) -> [u8; END] {
    let count = u16::try_from(files).unwrap_or(u16::MAX).to_le_bytes();
    let mut out = [0; END];
    out[..4].copy_from_slice(b"PK\x05\x06");
    out[8..10].copy_from_slice(&count);
    out[10..12].copy_from_slice(&count);
    out[12..16].copy_from_slice(&bytes.to_le_bytes());
    out[16..20].copy_from_slice(&directory.to_le_bytes());
    out
}
