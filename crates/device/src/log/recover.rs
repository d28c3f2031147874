//! What is found of one class when the log is opened.

use steadfast_monitor::event::Class;
use steadfast_trust::hash::Hash;

use super::documents::{KeptClass, SentClass};
use super::report::Report;
use super::ring::{Active, Ring};
use super::segment::{HEADER, Header, Piece, most_events, name, named, pieces};
use super::walk::{Flaw, Walk};
use super::{chain, sizes};
use crate::outside::{Storage, StorageError};

/// What is known of a class beside its segments.
pub(super) struct Known {
    pub(super) class: Class,
    pub(super) limits: sizes::Ring,
    pub(super) kept: KeptClass,
    pub(super) sent: SentClass,
    /// What signed heads say of it.
    pub(super) anchors: Vec<(u64, Hash)>,
}

/// The end of the last segment, where events can be added to it.
struct Tail {
    active: Active,
    /// Bytes behind what is whole.
    torn: u64,
}

/// The look at a class.
struct Look {
    ring: Ring,
    walk: Walk,
    reports: Vec<Report>,
    tail: Option<Tail>,
    /// How many numbers a segment that cannot be read may have used.
    reserve: u64,
}

/// Looks at the segments of a class: what is torn at the end is cut off, what is damaged before stays as it is, and numbers
/// go on above all that were ever promised. Tells what is to be told.
pub(super) fn recover(
    storage: &impl Storage,
    names: &[String],
    known: Known,
) -> Result<(Ring, Vec<Report>), StorageError> {
    let Known { class, limits, kept, sent, anchors } = known;
    let before = kept.chain.map_or_else(|| chain::begin(class), |chain| *chain);
    let walk = Walk::new(class, anchors, kept.size, Some(before));
    let ring = Ring { kept, sent, ..Ring::new(class, limits) };
    let mut look = Look { ring, walk, reports: Vec::new(), tail: None, reserve: 0 };
    look.find(storage, names)?;
    for place in 0..look.ring.segments.len() {
        look.segment(storage, place);
    }
    look.go_on();
    look.end(storage);
    Ok((look.ring, look.reports))
}

impl Look {
    /// Finds the segments. Those that were to be erased are.
    fn find(&mut self, storage: &impl Storage, names: &[String]) -> Result<(), StorageError> {
        let class = self.ring.class;
        let of = |name: &String| named(name).filter(|(known, _)| *known == class).map(|(_, number)| number);
        let mut numbers: Vec<u64> = names.iter().filter_map(of).collect();
        numbers.sort_unstable();
        let (erased, there): (Vec<u64>, _) = numbers.into_iter().partition(|it| *it <= self.ring.kept.through);
        for number in erased {
            storage.destroy(&name(class, number))?;
        }
        self.ring.segments = there.into();
        Ok(())
    }

    fn segment(&mut self, storage: &impl Storage, place: usize) {
        let Some(number) = self.ring.segments.get(place).copied() else { return };
        let name = name(self.ring.class, number);
        (self.tail, self.reserve) = (None, 0);
        match storage.read(&name) {
            Ok(Some(bytes)) => self.readable(&name, &bytes, place + 1 == self.ring.segments.len()),
            _ => {
                self.walk.damage(0);
                self.reserve = most_events(u64::from(self.ring.limits.segment));
            }
        }
        self.tell(number, &name);
    }

    fn readable(&mut self, name: &str, bytes: &[u8], is_last: bool) {
        let header = Header::read(bytes).filter(|header| header.class == self.ring.class);
        match &header {
            Some(header) => self.walk.header(header),
            None => self.walk.damage(HEADER.min(bytes.len()) as u64),
        }
        let (mut whole, mut torn) = (HEADER as u64, 0);
        for piece in pieces(bytes) {
            match piece {
                Piece::Event { number, bytes, end } => {
                    self.walk.event(number, bytes);
                    whole = end as u64;
                }
                Piece::Damage { from, to } if is_last && to == bytes.len() => torn = (to - from) as u64,
                Piece::Damage { from, to } => self.walk.damage((to - from) as u64),
            }
        }
        if is_last && self.walk.flaws.is_empty() && self.walk.chain.is_some() {
            self.tail = Some(Tail { active: Active { name: name.to_owned(), length: whole }, torn });
        } else if torn > 0 {
            self.walk.damage(torn);
        }
    }

    /// Makes reports of what is wrong with a segment, unless that was done before.
    fn tell(&mut self, segment: u64, name: &str) {
        let flaws = std::mem::take(&mut self.walk.flaws);
        if flaws.is_empty() || self.ring.kept.noted.contains(&segment) {
            return;
        }
        self.ring.kept.noted.push(segment);
        self.reports.extend(flaws.iter().map(|flaw| Report::flaw(flaw, name)));
    }

    /// Goes on above every number that was signed, sent or kept, so that none stands for two events.
    fn go_on(&mut self) {
        if self.reserve > 0 {
            self.walk.last = self.walk.last.saturating_add(self.reserve);
            self.walk.chain = None;
        }
        let (kept, last) = (&self.ring.kept, self.walk.last);
        let floor = kept.size.max(self.walk.signed()).max(self.ring.sent.up_to);
        if floor > last {
            self.walk.chain = self.walk.anchor(floor);
            self.walk.last = floor;
            self.tail = None;
            self.walk.flaw(Flaw::Missing { class: self.ring.class, first: last + 1, last: floor });
            let next = self.ring.next_segment();
            self.tell(next, &name(self.ring.class, next));
        }
    }

    /// Settles where the class stands.
    fn end(&mut self, storage: &impl Storage) {
        let ring = &mut self.ring;
        ring.size = self.walk.last;
        ring.chain = self.walk.chain.unwrap_or_else(|| chain::gap(ring.class, ring.size));
        let Some(Tail { active, torn }) = self.tail.take() else { return };
        if torn > 0 {
            ring.is_torn = storage.truncate(&active.name, active.length).is_err();
            self.reports.push(Report::torn(ring.class, &active.name, torn));
        }
        ring.active = Some(active);
    }
}
