//! The new file as pieces: which stretch of the old file, with differences, and how many new bytes behind it. This is the
//! way of bsdiff: a match begins where it is clearly better than going on beside the last one, and both are stretched
//! towards each other as long as more than half of their bytes agree.

use super::seeds::Seeds;

/// A match elsewhere must agree in so many bytes more than going on where we are.
const CLEARLY_BETTER: usize = 8;

/// Beside the last match, what agrees for so long is taken without a search.
const GOES_ON: usize = 32;

/// The longest match that a search looks for. Longer ones go on by themselves.
pub(super) const LONGEST: usize = 4096;

/// A stretch of the new file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    /// Where it lies in the old file.
    pub(super) old: usize,
    /// Where it lies in the new file.
    pub(super) new: usize,
    /// How long the two are alike.
    pub(super) length: usize,
    /// How many new bytes follow.
    pub(super) extra: usize,
}

/// A stretch of the old file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) at: usize,
    pub(super) length: usize,
}

/// Goes through the new file once.
pub(super) struct Pieces<'a> {
    old: &'a [u8],
    new: &'a [u8],
    seeds: &'a Seeds<'a>,
    /// Where in the new file we are.
    at: usize,
    /// The match there.
    found: Found,
    /// Where the match that is not given yet begins, in the old file and in the new one.
    last_old: usize,
    last_new: usize,
}

impl<'a> Pieces<'a> {
    pub(super) fn new(old: &'a [u8], new: &'a [u8], seeds: &'a Seeds<'a>) -> Self {
        Self { old, new, seeds, at: 0, found: Found::default(), last_old: 0, last_new: 0 }
    }

    /// Where in the old file a place of the new one would lie if the last match went on.
    fn beside(&self, new: usize) -> usize {
        self.last_old.wrapping_add(new).wrapping_sub(self.last_new)
    }

    fn agrees(&self, new: usize) -> bool {
        self.old.get(self.beside(new)) == self.new.get(new)
    }

    /// Moves to the next match that is better than the last, and true; or along the last match, and false.
    fn advance(&mut self) -> bool {
        self.at += self.found.length;
        self.at += self.going_on();
        let (mut agreeing, mut counted) = (0, self.at);
        while self.at < self.new.len() {
            self.found = self.seeds.longest(&self.new[self.at..], self.beside(self.at));
            let end = self.at + self.found.length.max(1);
            agreeing += (counted..end).filter(|at| self.agrees(*at)).count();
            counted = counted.max(end);
            if self.found.length > agreeing + CLEARLY_BETTER {
                return true;
            }
            if self.found.length == agreeing && agreeing > 0 {
                return false;
            }
            agreeing -= usize::from(self.agrees(self.at));
            self.at += 1;
        }
        true
    }

    /// How far the last match goes on, if that is far enough to spare a search.
    fn going_on(&self) -> usize {
        let old = self.old.get(self.beside(self.at)..).unwrap_or_default();
        let length = alike(old, &self.new[self.at..]);
        if length < GOES_ON { 0 } else { length }
    }

    /// The last match with what belongs to it; the match here becomes the last one.
    fn piece(&mut self) -> Piece {
        let (mut forward, mut backward) = (self.forward(), self.backward());
        let overlap = (self.last_new + forward + backward).saturating_sub(self.at);
        if overlap > 0 {
            let kept = self.kept(forward, backward, overlap);
            forward -= overlap - kept;
            backward -= kept;
        }
        let begin = self.at - backward;
        let extra = begin - self.last_new - forward;
        let piece = Piece { old: self.last_old, new: self.last_new, length: forward, extra };
        self.last_new = begin;
        self.last_old = self.found.at.saturating_sub(backward);
        piece
    }

    /// How far the last match is stretched forward.
    fn forward(&self) -> usize {
        let pairs = self.old[self.last_old..].iter().zip(&self.new[self.last_new..self.at]);
        best(pairs.map(|(old, new)| old == new))
    }

    /// How far the match here is stretched backward.
    fn backward(&self) -> usize {
        if self.at == self.new.len() {
            return 0;
        }
        let pairs = self.old[..self.found.at].iter().rev().zip(self.new[self.last_new..self.at].iter().rev());
        best(pairs.map(|(old, new)| old == new))
    }

    /// How many bytes of the overlap the last match keeps, so that most agree.
    fn kept(&self, forward: usize, backward: usize, overlap: usize) -> usize {
        let (new, last, here) =
            (self.last_new + forward - overlap, self.last_old + forward - overlap, self.found.at - backward);
        let (mut score, mut highest, mut kept) = (0_i64, 0, 0);
        for at in 0..overlap {
            let byte = self.new[new + at];
            score += i64::from(byte == self.old[last + at]) - i64::from(byte == self.old[here + at]);
            if score > highest {
                (highest, kept) = (score, at + 1);
            }
        }
        kept
    }
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        while self.at < self.new.len() {
            if self.advance() {
                let piece = self.piece();
                if piece.length + piece.extra > 0 {
                    return Some(piece);
                }
            }
        }
        None
    }
}

/// How many bytes at the beginning are the same.
pub(super) fn alike(one: &[u8], other: &[u8]) -> usize {
    const WORD: usize = 32;
    let words = one.chunks_exact(WORD).zip(other.chunks_exact(WORD)).take_while(|(one, other)| one == other).count();
    let rest = one[words * WORD..].iter().zip(&other[words * WORD..]).take_while(|(one, other)| one == other);
    words * WORD + rest.count()
}

/// The length at which agreeing bytes outnumber the others most.
fn best(agreeing: impl Iterator<Item = bool>) -> usize {
    let (mut score, mut highest, mut length) = (0_i64, 0, 0);
    for (at, agrees) in agreeing.enumerate() {
        score += if agrees { 1 } else { -1 };
        if score > highest {
            (highest, length) = (score, at + 1);
        }
    }
    length
}
