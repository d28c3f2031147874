//! Which events were seen: each counts once, however often and in whatever order it comes.

use minicbor::{Decode, Encode};

/// The last number, and which of the 64 before it were seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode)]
pub(super) struct Order {
    #[n(0)]
    last: u64,
    #[n(1)]
    window: u64,
}

impl Order {
    /// Whether an event was not seen before; it is from now on. Numbers begin at 1: one without a number is always new, one too
    /// old to know is not.
    pub(super) fn is_new(&mut self, number: u64) -> bool {
        self.is_new_or(number, false)
    }

    /// The same, where somebody else knows of one that is too old.
    pub(super) fn is_new_or(&mut self, number: u64, old: bool) -> bool {
        if number == 0 {
            return true;
        }
        if number > self.last {
            let shift = u32::try_from(number - self.last).unwrap_or(u32::MAX);
            self.window = self.window.checked_shl(shift).unwrap_or(0) | 1;
            self.last = number;
            return true;
        }
        let bit = u32::try_from(self.last - number).ok().and_then(|back| 1_u64.checked_shl(back));
        let is_new = bit.map_or(old, |bit| self.window & bit == 0);
        self.window |= bit.unwrap_or(0);
        is_new
    }
}
