//! Which of two images starts: the one that is known to be good, or another one on trial, for a few starts.
//!
//! A line a fact, so that whatever starts the product can read it: `good a`, `trial b`, `left 3`, `started b`.

use std::fmt;

/// How often an image on trial is started before it is given up.
pub(super) const STARTS: u8 = 3;

/// One of the two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Slot {
    /// The first.
    #[default]
    A,
    /// The second.
    B,
}

impl Slot {
    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }

    /// Its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
        }
    }

    fn of(name: &str) -> Option<Self> {
        [Self::A, Self::B].into_iter().find(|slot| slot.as_str() == name)
    }
}

/// What starts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Boot {
    /// The image that is known to be good.
    pub good: Slot,
    /// Another one that has to show that it is, and how many starts it has left.
    pub trial: Option<(Slot, u8)>,
    /// The one that was started last; nothing: nothing starts through this file.
    pub started: Option<Slot>,
}

impl Boot {
    /// Reads it. What is not understood says nothing; without `good` there is none.
    pub(super) fn read(text: &str) -> Option<Self> {
        let value = |name: &str| text.lines().filter_map(|line| line.split_once(' ')).find(|(key, _)| *key == name);
        let slot = |name: &str| value(name).and_then(|(_, value)| Slot::of(value));
        let left = value("left").and_then(|(_, left)| left.parse().ok()).unwrap_or_default();
        Some(Self { good: slot("good")?, trial: slot("trial").map(|slot| (slot, left)), started: slot("started") })
    }

    /// The image that starts now. One on trial has a start less; where it has none left, it is given up.
    pub(super) fn start(&mut self) -> Slot {
        let starts = match self.trial {
            Some((slot, left)) if left > 0 => {
                self.trial = Some((slot, left - 1));
                slot
            }
            _ => {
                self.trial = None;
                self.good
            }
        };
        self.started = Some(starts);
        starts
    }

    /// The image into which the next one goes: neither the good one, nor the one that runs.
    #[must_use]
    pub fn spare(&self) -> Slot {
        self.good.other()
    }
}

impl fmt::Display for Boot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "good {}", self.good.as_str())?;
        if let Some((slot, left)) = self.trial {
            writeln!(f, "trial {}\nleft {left}", slot.as_str())?;
        }
        self.started.map_or(Ok(()), |slot| writeln!(f, "started {}", slot.as_str()))
    }
}
