//! Who is heard next. A hash takes much of a unit, so one runs at a time, and whoever floods the unit waits behind those
//! whom it knows.

use std::collections::VecDeque;

/// Where somebody is, in the order in which they are heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// At the unit itself, such as its own screen or a cable.
    Here,
    /// In a browser that logged in to this account before.
    Known,
    /// Anywhere else.
    Stranger,
}

impl Place {
    /// How many of a kind may wait.
    #[must_use]
    pub fn room(self) -> usize {
        match self {
            Self::Here | Self::Known => 8,
            Self::Stranger => 4,
        }
    }
}

/// What waits: a bounded line for each place.
#[derive(Debug)]
pub struct Queue<T> {
    lines: [VecDeque<T>; 3],
}

impl<T> Default for Queue<T> {
    fn default() -> Self {
        Self { lines: [VecDeque::new(), VecDeque::new(), VecDeque::new()] }
    }
}

impl<T> Queue<T> {
    /// Whether one more may wait there.
    #[must_use]
    pub fn has_room(&self, place: Place) -> bool {
        self.lines[place as usize].len() < place.room()
    }

    /// Puts one at the end of its line.
    ///
    /// # Errors
    /// Gives it back where as many wait as may.
    pub fn push(&mut self, place: Place, item: T) -> Result<(), T> {
        if !self.has_room(place) {
            return Err(item);
        }
        self.lines[place as usize].push_back(item);
        Ok(())
    }

    /// Takes the one that is next: by place, then by age.
    pub fn pop(&mut self) -> Option<T> {
        self.lines.iter_mut().find_map(VecDeque::pop_front)
    }

    /// How many wait.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.iter().map(VecDeque::len).sum()
    }

    /// Whether nobody waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
