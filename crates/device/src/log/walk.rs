//! Going along the chain of one class, and what is found not to hold there.

use steadfast_monitor::event::Class;
use steadfast_trust::hash::Hash;

use super::chain;
use super::segment::Header;

/// Something that is not as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Events are not there.
    Missing {
        /// Of which class.
        class: Class,
        /// The first of them.
        first: u64,
        /// The last.
        last: u64,
    },
    /// Bytes cannot be read.
    Damaged {
        /// Of which class.
        class: Class,
        /// The number of the last event before them.
        after: u64,
        /// How many.
        bytes: u64,
    },
    /// The events up to this number are others than were recorded there: the chain leads elsewhere.
    Altered {
        /// Of which class.
        class: Class,
        /// The number.
        at: u64,
    },
    /// An event stands behind one of a higher number, or of the same.
    Order {
        /// Of which class.
        class: Class,
        /// Its number.
        at: u64,
    },
    /// A head that this key did not sign, or that cannot be read.
    Head {
        /// Its place among the heads, from 0.
        place: usize,
    },
    /// A head that says less than the one before it.
    HeadOrder {
        /// Its place among the heads, from 0.
        place: usize,
    },
    /// The export does not end as one does.
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
    /// The chain there; nothing where it is lost.
    pub(super) chain: Option<Hash>,
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
    pub(super) fn new(class: Class, anchors: Vec<(u64, Hash)>, last: u64, chain: Option<Hash>) -> Self {
        Self { class, anchors, last, chain, first: None, events: 0, sealed: 0, flaws: Vec::new(), is_begun: false }
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
        self.chain = None;
    }

    /// A segment begins.
    pub(super) fn header(&mut self, header: &Header) {
        let before = header.first - 1;
        if self.is_begun || before < self.last {
            self.joined(before, &header.chain);
        } else if before == self.last {
            self.held(&header.chain);
        }
        self.is_begun = true;
        self.last = self.last.max(before);
        self.chain = Some(header.chain);
        self.meet();
    }

    /// Whether a segment fits to what came before.
    fn joined(&mut self, before: u64, chain: &Hash) {
        match before.cmp(&self.last) {
            std::cmp::Ordering::Less => self.flaw(Flaw::Order { class: self.class, at: before + 1 }),
            std::cmp::Ordering::Equal => self.held(chain),
            std::cmp::Ordering::Greater => self.missing(before),
        }
    }

    fn held(&mut self, chain: &Hash) {
        if self.chain.is_some_and(|known| known != *chain) {
            self.flaw(Flaw::Altered { class: self.class, at: self.last });
        }
    }

    fn missing(&mut self, to: u64) {
        self.flaw(Flaw::Missing { class: self.class, first: self.last.saturating_add(1), last: to });
    }

    /// An event follows. Tells whether it belongs here.
    pub(super) fn event(&mut self, number: u64, bytes: &[u8]) -> bool {
        if number <= self.last {
            self.flaw(Flaw::Order { class: self.class, at: number });
            self.chain = None;
            return false;
        }
        if number > self.last.saturating_add(1) {
            if self.is_begun {
                self.missing(number - 1);
            }
            self.chain = None;
        }
        self.chain = self.chain.map(|chain| chain::next(&chain, bytes));
        self.is_begun = true;
        self.first.get_or_insert(number);
        self.events += 1;
        self.last = number;
        self.meet();
        true
    }

    /// Holds what was found against what was signed at this number. A lost chain is found again there.
    fn meet(&mut self) {
        let Some(anchor) = self.anchor(self.last) else { return };
        match self.chain {
            Some(chain) if chain != anchor => self.flaw(Flaw::Altered { class: self.class, at: self.last }),
            _ => self.sealed = self.last,
        }
        self.chain = Some(anchor);
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
