//! Going along the chain of one class, and what is found not to hold there.

use std::cmp::Ordering;

use steadfast_monitor::event::Class;
use steadfast_trust::hash::Hash;

use super::chain;
use super::segment::Header;

/// Something that is not as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// Events are not there.
    #[error("{}: events {first} to {last} are missing", .class.code())]
    Missing {
        /// Of which class.
        class: Class,
        /// The first of them.
        first: u64,
        /// The last.
        last: u64,
    },
    /// Bytes cannot be read.
    #[error("{}: {bytes} bytes after event {after} cannot be read", .class.code())]
    Damaged {
        /// Of which class.
        class: Class,
        /// The number of the last event before them.
        after: u64,
        /// How many.
        bytes: u64,
    },
    /// The events up to this number are others than were recorded there: the chain leads elsewhere.
    #[error("{}: the events up to {at} are others than were sealed", .class.code())]
    Altered {
        /// Of which class.
        class: Class,
        /// The number.
        at: u64,
    },
    /// An event stands behind one of a higher number, or of the same.
    #[error("{}: event {at} stands behind one of a higher number, or of the same", .class.code())]
    Order {
        /// Of which class.
        class: Class,
        /// Its number.
        at: u64,
    },
    /// A head that this key did not sign, or that cannot be read.
    #[error("head {place} is not signed by this key")]
    Head {
        /// Its place among the heads, from 0.
        place: usize,
    },
    /// A head that says less than the one before it.
    #[error("head {place} says less than the one before it")]
    HeadOrder {
        /// Its place among the heads, from 0.
        place: usize,
    },
    /// The export does not end as one does.
    #[error("the file ends before its end")]
    Cut,
}

/// The most flaws that are told one by one.
pub(super) const MOST_FLAWS: usize = 64;

/// The walk.
#[derive(Debug)]
pub(super) struct Walk {
    class: Class,
    /// What signed heads say: the number, and the chain there.
    anchors: Vec<(u64, Hash)>,
    /// The number of the last event, or what counts as that.
    pub(super) last: u64,
    /// The chain there.
    pub(super) chain: Hash,
    /// The chain begins anew behind a loss: what was signed, and what a header says, comes before it.
    pub(super) is_lost: bool,
    /// The first number that is there.
    pub(super) first: Option<u64>,
    /// How many events are there.
    pub(super) events: u64,
    /// Up to which number what is there is what was signed.
    pub(super) sealed: u64,
    pub(super) flaws: Vec<Flaw>,
    is_begun: bool,
}

impl Walk {
    /// A walk over what follows this number and this value of the chain.
    pub(super) fn new(class: Class, anchors: Vec<(u64, Hash)>, last: u64, chain: Hash) -> Self {
        let (first, flaws) = (None, Vec::new());
        Self { class, anchors, last, chain, is_lost: false, first, events: 0, sealed: 0, flaws, is_begun: false }
    }

    /// The chain; nothing where it is lost.
    pub(super) fn known(&self) -> Option<Hash> {
        Some(self.chain).filter(|_| !self.is_lost)
    }

    /// The highest number that a signed head tells of.
    pub(super) fn signed(&self) -> u64 {
        self.anchors.iter().map(|(size, _)| *size).max().unwrap_or(0)
    }

    /// What a signed head says of the chain at this number.
    pub(super) fn anchor(&self, number: u64) -> Option<Hash> {
        self.anchors.iter().find(|(size, _)| *size == number).map(|(_, chain)| *chain)
    }

    pub(super) fn flaw(&mut self, flaw: Flaw) {
        if self.flaws.len() < MOST_FLAWS {
            self.flaws.push(flaw);
        }
    }

    /// Bytes that cannot be read.
    pub(super) fn damage(&mut self, bytes: u64) {
        self.flaw(Flaw::Damaged { class: self.class, after: self.last, bytes });
        self.lose(self.last);
    }

    /// Goes on from this number, behind a loss: with what was signed there, or with a value that says that it is none.
    pub(super) fn lose(&mut self, last: u64) {
        self.last = last;
        let anchor = self.anchor(last);
        self.is_lost = anchor.is_none();
        self.chain = anchor.unwrap_or_else(|| chain::gap(self.class, last));
    }

    /// A segment begins.
    pub(super) fn header(&mut self, header: &Header) {
        let before = header.first - 1;
        match before.cmp(&self.last) {
            Ordering::Less => self.flaw(Flaw::Order { class: self.class, at: header.first }),
            Ordering::Equal => self.held(&header.chain),
            Ordering::Greater if self.is_begun => self.missing(before),
            Ordering::Greater => {}
        }
        self.is_begun = true;
        self.last = self.last.max(before);
        (self.chain, self.is_lost) = (header.chain, false);
        self.meet();
    }

    fn held(&mut self, chain: &Hash) {
        if !self.is_lost && self.chain != *chain {
            self.flaw(Flaw::Altered { class: self.class, at: self.last });
        }
    }

    pub(super) fn missing(&mut self, to: u64) {
        self.flaw(Flaw::Missing { class: self.class, first: self.last.saturating_add(1), last: to });
    }

    /// An event follows. Tells whether it belongs here.
    pub(super) fn event(&mut self, number: u64, bytes: &[u8]) -> bool {
        if number <= self.last {
            self.flaw(Flaw::Order { class: self.class, at: number });
            self.is_lost = true;
            return false;
        }
        if number > self.last.saturating_add(1) {
            if self.is_begun {
                self.missing(number - 1);
            }
            self.lose(number - 1);
        }
        self.chain = chain::next(&self.chain, bytes);
        self.is_begun = true;
        self.first.get_or_insert(number);
        self.events += 1;
        self.last = number;
        self.meet();
        true
    }

    /// Holds what was found against what was signed at this number. A chain that is lost, and leads elsewhere, is found again
    /// there, which proves nothing of what led to it.
    fn meet(&mut self) {
        let Some(anchor) = self.anchor(self.last) else { return };
        match (self.chain == anchor, self.is_lost) {
            (true, _) => self.sealed = self.last,
            (false, true) => {}
            (false, false) => self.flaw(Flaw::Altered { class: self.class, at: self.last }),
        }
        (self.chain, self.is_lost) = (anchor, false);
    }

    /// Nothing follows: whether it goes as far as was signed, and as far as it says. Where no event is there, all were erased
    /// if it says that it goes on above them.
    pub(super) fn end(&mut self, size: u64) {
        let there = if self.is_begun { self.last } else { size };
        let wanted = self.signed().max(size);
        if wanted > there {
            self.missing(wanted);
        }
        self.last = there;
    }
}
