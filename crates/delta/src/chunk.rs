//! Chunks of LZMA2, by their headers alone.

/// The longest chunk: a header of six bytes and 64 KiB.
pub(crate) const LONGEST: usize = 6 + (1 << 16);

/// What the header of a chunk says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Chunk {
    /// How many bytes the chunk has, its header included.
    pub(crate) length: usize,
    /// How many bytes it gives, at most 2 MiB.
    pub(crate) gives: usize,
}

/// How long the header is that begins with `control`, or `None` where no chunk begins so: the mark of a stream's end
/// does not stand in a patch, because the new file's length says where the streams end.
pub(crate) fn header_length(control: u8) -> Option<usize> {
    match control {
        1 | 2 => Some(3),
        0x80..=0xbf => Some(5),
        0xc0.. => Some(6),
        _ => None,
    }
}

/// Reads a whole header of the length that [`header_length`] tells.
pub(crate) fn read(header: &[u8]) -> Chunk {
    let sized = |at: usize| (usize::from(header[at]) << 8 | usize::from(header[at + 1])) + 1;
    if header[0] < 0x80 {
        return Chunk { length: header.len() + sized(1), gives: sized(1) };
    }
    let high = usize::from(header[0] & 0x1f) << 16;
    Chunk { length: header.len() + sized(3), gives: high + sized(1) }
}
