//! The outside of OpenPGP: armour, packets, numbers, and what a signature says beside its document (RFC 9580, sections 4 to 6).

use super::crc24;
use crate::encoding::from_base64;

/// Bytes that are read from the front.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bytes<'a>(pub(super) &'a [u8]);

impl<'a> Bytes<'a> {
    pub(super) fn take(&mut self, many: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(many)?;
        self.0 = rest;
        Some(taken)
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    /// A whole number of so many bytes, the greatest byte first.
    pub(super) fn whole(&mut self, many: usize) -> Option<usize> {
        let number = self.take(many)?.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        usize::try_from(number).ok()
    }

    /// A number with its length in bits.
    pub(super) fn number(&mut self) -> Option<&'a [u8]> {
        let bits = self.whole(2)?;
        self.take(bits.div_ceil(8))
    }

    /// As many bytes as the two before them say.
    pub(super) fn counted(&mut self) -> Option<&'a [u8]> {
        let many = self.whole(2)?;
        self.take(many)
    }

    /// A length as packets and subpackets have it; none in parts.
    fn length(&mut self, two_until: u8) -> Option<usize> {
        match self.byte()? {
            255 => self.whole(4),
            short @ 0..192 => Some(usize::from(short)),
            long if long <= two_until => Some(((usize::from(long) - 192) << 8) + usize::from(self.byte()?) + 192),
            _ => None,
        }
    }

    fn packet(&mut self) -> Option<(u8, &'a [u8])> {
        let head = self.byte()?;
        let newer = head & 0xC0 == 0xC0;
        let (tag, length) = match (head & 0x80 != 0, newer) {
            (true, true) => (head & 0x3F, self.length(223)?),
            (true, false) => ((head >> 2) & 0x0F, self.whole(1 << (head & 3)).filter(|_| head & 3 != 3)?),
            _ => return None,
        };
        Some((tag, self.take(length)?))
    }

    fn said(&mut self) -> Option<(u8, &'a [u8])> {
        let length = self.length(254)?;
        let (kind, body) = self.take(length)?.split_first()?;
        Some((kind & 0x7F, body))
    }
}

/// Tag and body of each packet; nothing where that does not come out even.
pub(super) fn packets(bytes: &[u8]) -> Option<Vec<(u8, &[u8])>> {
    let (mut bytes, mut found) = (Bytes(bytes), Vec::new());
    while !bytes.0.is_empty() {
        found.push(bytes.packet()?);
    }
    Some(found)
}

/// What a signature says, by kind; nothing where that does not come out even.
pub(super) fn said(bytes: &[u8]) -> Option<Vec<(u8, &[u8])>> {
    let (mut bytes, mut found) = (Bytes(bytes), Vec::new());
    while !bytes.0.is_empty() {
        found.push(bytes.said()?);
    }
    Some(found)
}

/// The bytes in an armour of this name; nothing where there is none, or its checksum is another.
pub(super) fn dearmoured(text: &str, what: &str) -> Option<Vec<u8>> {
    let (begin, end) = (format!("-----BEGIN PGP {what}-----"), format!("-----END PGP {what}-----"));
    let (_, rest) = text.split_once(&begin)?;
    let (inside, _) = rest.split_once(&end)?;
    // Headers end in an empty line.
    let mut lines = inside.lines().skip(1).map(str::trim).skip_while(|line| !line.is_empty());
    lines.next()?;
    let (sums, lines): (Vec<&str>, Vec<&str>) =
        lines.filter(|line| !line.is_empty()).partition(|line| line.starts_with('='));
    let bytes = from_base64(&lines.concat())?;
    let sum = crc24(&bytes).to_be_bytes();
    let fits = |line: &&str| from_base64(line.trim_start_matches('=')).as_deref() == sum.get(1..);
    sums.iter().all(fits).then_some(bytes)
}
