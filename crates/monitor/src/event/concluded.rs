//! What the unit concluded from its own events.

use super::record::record;
use super::word::words;
use super::{Address, Class, Text, Transport};
use crate::detect::Detector;

words! {
    /// What became of a conclusion.
    ConclusionStep {
        /// It is new.
        Found = 0 "found",
        /// Nothing more was seen of it for a day.
        Over = 1 "over",
        /// Somebody knows what it was.
        Known = 2 "known",
        /// Somebody says that it is as it should be: it is told no more.
        Expected = 3 "expected",
        /// That was taken back.
        TakenBack = 4 "taken-back",
    }
}

record! {
    /// A conclusion (OCSF 2004). What it is about: an address with its port, or a name; where neither is there, the unit itself,
    /// or many.
    Concluded {
        /// What became of it.
        0 step: ConclusionStep,
        /// Which one: its number.
        1 id: u64,
        /// What found it.
        2 detector: Detector,
        /// The address that it is about.
        3 address: Address,
        /// The port.
        4 port: u16,
        /// What carries it.
        5 transport: Transport,
        /// The account or the file that it is about.
        6 name: Text<'a, 64>,
        /// What was expected, where it is a number.
        7 expected: u64,
        /// What was seen, where it is a number.
        8 seen: u64,
        /// The class of the events behind it.
        9 class: Class,
        /// The number of the first of them.
        10 first: u64,
        /// The number of the last.
        11 last: u64,
        /// How many there are.
        12 count: u64,
        /// Who says so.
        13 by: Text<'a, 64>,
    }
}
