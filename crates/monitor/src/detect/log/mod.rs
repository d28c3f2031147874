//! Whether a unit's log is still the one that the server knows: seen from the heads of its check-ins and from the chain of its
//! batches.
//!
//! A unit's numbers and starts only ever grow, and each value of the chain follows from the one before. So:
//!
//! - a head that is smaller than one before it: the log was **rolled back**, as by an old copy of the storage;
//! - another head of the same size, another chain at the same number, or the newer line again after the older one: there are **two
//!   logs**, as of a cloned unit, or a log that was written anew;
//! - numbers that never came: a **gap**. It is told after [`PATIENCE`], so that a batch that comes late fills it, and not where
//!   the owner erased the log, which the unit says itself, or where the unit was told to wait and ran out of room.
//!
//! Digests are taken as they are: whoever received a batch has computed that its events lead from the one to the other.

use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};

use super::{Against, Cause, Detector, Figure, Place, Reason};
use crate::event::{Class, Seconds};

/// A SHA-256.
pub type Digest = [u8; 32];

/// How long a gap may still be filled.
pub const PATIENCE: Seconds = 3600;

/// How many heads are remembered, and how many places in the chain of a class.
const REMEMBERED: usize = 2;

/// The most gaps of a class that wait; of more, the newest are told.
const GAPS: usize = 2;

/// The head that a unit's check-in tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// How many events there were.
    pub size: u64,
    /// What all of them lead to.
    pub root: Digest,
    /// How often the unit had started.
    pub starts: u64,
}

/// Events of one class as they came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Batch {
    /// The class.
    pub class: Class,
    /// The first event's number.
    pub first: u64,
    /// The last one's.
    pub last: u64,
    /// The chain before the first, where the unit knows it.
    pub before: Option<Digest>,
    /// The chain after the last.
    pub after: Option<Digest>,
    /// Whether the unit was told to wait since its batch before: what is missing between them it dropped meanwhile, as it may.
    pub has_waited: bool,
}

/// A head that is remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
struct Known {
    #[n(0)]
    size: u64,
    #[n(1)]
    root: ByteArray<32>,
    #[n(2)]
    starts: u64,
}

/// A place in a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
struct Mark {
    #[n(0)]
    number: u64,
    #[n(1)]
    chain: ByteArray<32>,
}

/// Numbers that have not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
struct Gap {
    #[n(0)]
    first: u64,
    #[n(1)]
    last: u64,
    #[n(2)]
    noticed: Seconds,
}

/// What came of one class.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
struct Chain {
    /// The newest number that came; nothing before the first batch.
    #[n(0)]
    last: Option<u64>,
    #[n(1)]
    marks: Vec<Mark>,
    #[n(2)]
    gaps: Vec<Gap>,
    /// Whether the next gap is the owner's wish.
    #[n(3)]
    is_erased: bool,
}

/// What the server knows of one unit's log. A unit that is enrolled anew has a new one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct OwnLog {
    #[n(0)]
    heads: Vec<Known>,
    /// The furthest head, and whether a smaller one came after it.
    #[n(1)]
    furthest: Option<Known>,
    #[n(2)]
    is_back: bool,
    #[n(3)]
    security: Chain,
    #[n(4)]
    network: Chain,
    #[n(5)]
    product: Chain,
}

impl OwnLog {
    /// Takes in the furthest head that was told before, where only those that come after trouble are taken in. Nothing is told
    /// of it.
    pub fn known(&mut self, head: &Head) {
        if self.furthest.is_some_and(|furthest| furthest.size >= head.size) {
            return;
        }
        self.furthest = Some(Known { size: head.size, root: head.root.into(), starts: head.starts });
    }

    /// Forgets the heads that are told again with the next one: all but the last of an older line.
    pub fn forget_heads(&mut self) {
        let kept = usize::from(self.is_back);
        self.heads.drain(..self.heads.len().saturating_sub(kept));
        self.furthest = None;
    }

    /// Takes in the head of a check-in.
    pub fn head(&mut self, head: &Head, at: Seconds, tell: &mut dyn FnMut(Reason)) {
        let head = Known { size: head.size, root: head.root.into(), starts: head.starts };
        if let Some(other) =
            self.heads.iter().chain(&self.furthest).find(|known| known.size == head.size && known.root != head.root)
        {
            tell(two(other.size, at));
        }
        match self.furthest {
            Some(furthest) if head.size < furthest.size || head.starts < furthest.starts => {
                // Each further head of the older line says nothing new.
                if !std::mem::replace(&mut self.is_back, true) {
                    tell(rolled_back(&furthest, &head, at));
                }
            }
            Some(furthest) => {
                let returns = self.is_back && head.starts == furthest.starts && self.is_of_older_line(&furthest);
                if returns {
                    tell(two(head.size, at));
                }
                self.is_back = false;
                self.furthest = Some(head);
            }
            None => self.furthest = Some(head),
        }
        remember(&mut self.heads, head, REMEMBERED);
    }

    /// Whether what came last was of a unit that had started more seldom than the furthest: starts do not go back, so who has
    /// both lines is two.
    fn is_of_older_line(&self, furthest: &Known) -> bool {
        self.heads.last().is_some_and(|last| last.starts < furthest.starts)
    }

    /// Takes in a batch.
    pub fn batch(&mut self, batch: &Batch, at: Seconds, tell: &mut dyn FnMut(Reason)) {
        self.pass(at, tell);
        if batch.first > batch.last {
            return;
        }
        let chain = self.chain(batch.class);
        if let Some(number) = chain.differs(batch) {
            tell(two(number, at).at(place(batch)));
        }
        chain.take(batch, at);
    }

    /// The owner erased the events of a class, or of all, and the unit said so. That excuses what is missing by now, or else what
    /// is missing next.
    pub fn erased(&mut self, class: Option<Class>) {
        for each in Class::ALL.iter().filter(|each| class.is_none_or(|class| class == **each)) {
            let chain = self.chain(*each);
            chain.is_erased = chain.gaps.is_empty();
            chain.gaps.clear();
        }
    }

    /// Tells the gaps that nothing filled in time.
    pub fn pass(&mut self, at: Seconds, tell: &mut dyn FnMut(Reason)) {
        for class in Class::ALL {
            let overdue = |gap: &mut Gap| at.saturating_sub(gap.noticed) >= PATIENCE;
            self.chain(*class).gaps.extract_if(.., overdue).for_each(|gap| tell(missing(*class, &gap, at)));
        }
    }

    /// The newest number at which both have the same chain: two units with one history. A chain before the first event is no
    /// history.
    #[must_use]
    pub fn shares_history(&self, other: &Self) -> Option<u64> {
        let chains =
            [(&self.security, &other.security), (&self.network, &other.network), (&self.product, &other.product)];
        let shared = chains.into_iter().flat_map(|(own, other)| {
            own.marks.iter().filter(|mark| mark.number > 0 && other.marks.contains(mark)).map(|mark| mark.number)
        });
        shared.max()
    }

    /// What to tell of a unit that shares its history with another one.
    #[must_use]
    pub fn shared(number: u64, at: Seconds) -> Reason {
        two(number, at)
    }

    /// The values of the chain that are remembered, with their class and number: whoever keeps them of all units finds two with
    /// one history by looking up a value.
    pub fn marks(&self) -> impl Iterator<Item = (Class, u64, Digest)> {
        let of = |class: Class, chain: &Chain| {
            chain.marks.clone().into_iter().map(move |mark| (class, mark.number, mark.chain.into()))
        };
        of(Class::Security, &self.security)
            .chain(of(Class::Network, &self.network))
            .chain(of(Class::Product, &self.product))
    }

    fn chain(&mut self, class: Class) -> &mut Chain {
        match class {
            Class::Security => &mut self.security,
            Class::Network => &mut self.network,
            Class::Product => &mut self.product,
        }
    }
}

impl Chain {
    /// The number after which the chain is another one than is known.
    fn differs(&self, batch: &Batch) -> Option<u64> {
        let ends = [(batch.first.saturating_sub(1), batch.before), (batch.last, batch.after)];
        let other = |number: u64, chain: Digest| {
            self.marks.iter().any(|mark| mark.number == number && mark.chain[..] != chain[..])
        };
        ends.into_iter()
            .find(|(number, chain)| chain.is_some_and(|chain| other(*number, chain)))
            .map(|(number, _)| number)
    }

    fn take(&mut self, batch: &Batch, at: Seconds) {
        self.fill(batch);
        let next = self.last.map_or(batch.first, |last| last.saturating_add(1));
        if batch.first > next && !(std::mem::take(&mut self.is_erased) || batch.has_waited) {
            remember(&mut self.gaps, Gap { first: next, last: batch.first - 1, noticed: at }, GAPS);
        }
        if self.last.is_some_and(|last| batch.last < last) {
            // What comes late is held against what is known, and takes the place of nothing newer.
            return;
        }
        self.last = Some(batch.last);
        for (number, chain) in [(batch.first.saturating_sub(1), batch.before), (batch.last, batch.after)] {
            let Some(chain) = chain else { continue };
            let mark = Mark { number, chain: chain.into() };
            if !self.marks.contains(&mark) {
                remember(&mut self.marks, mark, REMEMBERED);
            }
        }
    }

    /// What comes late fills what was missing, wholly or in part.
    fn fill(&mut self, batch: &Batch) {
        let left = |gap: &Gap| {
            let before = Gap { last: gap.last.min(batch.first.saturating_sub(1)), ..*gap };
            let after = Gap { first: gap.first.max(batch.last.saturating_add(1)), ..*gap };
            if batch.last < gap.first || batch.first > gap.last { vec![*gap] } else { vec![before, after] }
        };
        self.gaps = self.gaps.iter().flat_map(left).filter(|gap| gap.first <= gap.last).take(GAPS).collect();
    }
}

/// The newest ones are kept.
fn remember<T>(list: &mut Vec<T>, item: T, most: usize) {
    if list.len() >= most {
        list.remove(0);
    }
    list.push(item);
}

fn rolled_back(from: &Known, to: &Known, at: Seconds) -> Reason {
    let reason = Reason::new(Detector::LogRolledBack, Cause::OwnLog, at);
    let (expected, seen) = if to.size < from.size { (from.size, to.size) } else { (from.starts, to.starts) };
    reason.figures(Figure::Number(expected), Figure::Number(seen), Against::Rule)
}

fn two(number: u64, at: Seconds) -> Reason {
    Reason::new(Detector::LogForked, Cause::OwnLog, at).figures(Figure::Count(1), Figure::Number(number), Against::Rule)
}

fn missing(class: Class, gap: &Gap, at: Seconds) -> Reason {
    let count = (gap.last - gap.first).saturating_add(1);
    let reason = Reason::new(Detector::LogGap, Cause::OwnLog, at).since(gap.noticed);
    let place = Place { count, class: Some(class), first: gap.first, last: gap.last };
    reason.figures(Figure::Nothing, Figure::Count(count), Against::Rule).at(place)
}

fn place(batch: &Batch) -> Place {
    let count = (batch.last - batch.first).saturating_add(1);
    Place { count, class: Some(batch.class), first: batch.first, last: batch.last }
}
