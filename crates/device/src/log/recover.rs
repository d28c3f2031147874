//! What is found of one class when the log is opened.

use steadfast_monitor::event::Class;
use steadfast_trust::hash::Hash;

use super::documents::{KeptClass, Noted, SentClass};
use super::report::Report;
use super::ring::{Active, Ring};
use super::segment::{HEADER, Header, Piece, most_events, name, named, pieces};
use super::walk::Walk;
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

/// The end of the last segment.
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
    let walk = Walk::new(class, anchors, kept.size, before);
    let ring = Ring { kept, sent, ..Ring::new(class, limits) };
    let mut look = Look { ring, walk, reports: Vec::new(), tail: None, reserve: 0 };
    look.find(storage, names)?;
    for segment in look.ring.segments.clone() {
        look.segment(storage, segment);
    }
    look.go_on();
    look.end(storage);
    Ok((look.ring, look.reports))
}

impl Look {
    /// Finds the segments. Those that were to be erased, or to make room, do so now.
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
        self.ring.trim(storage, self.ring.limits.count as usize)
    }

    fn segment(&mut self, storage: &impl Storage, segment: u64) {
        let name = name(self.ring.class, segment);
        (self.tail, self.reserve) = (None, 0);
        match storage.read(&name) {
            Ok(Some(bytes)) => self.readable(name, &bytes, self.ring.segments.back() == Some(&segment)),
            _ => {
                self.walk.damage(0);
                self.reserve = most_events(u64::from(self.ring.limits.segment));
            }
        }
        if self.tail.is_none() {
            self.tell(segment);
        }
    }

    fn readable(&mut self, name: String, bytes: &[u8], is_last: bool) {
        let header = Header::read(bytes).filter(|header| header.class == self.ring.class);
        match &header {
            Some(header) => self.walk.header(header),
            None => self.walk.damage(HEADER.min(bytes.len()) as u64),
        }
        let is_open = is_last && header.is_some();
        let (mut length, mut torn) = (HEADER as u64, 0);
        for piece in pieces(bytes) {
            match piece {
                Piece::Event { number, bytes, end } => {
                    self.walk.event(number, bytes);
                    length = end as u64;
                }
                Piece::Damage { from, to } if is_open && to == bytes.len() => torn = (to - from) as u64,
                Piece::Damage { from, to } => self.walk.damage((to - from) as u64),
            }
        }
        if is_open {
            self.tail = Some(Tail { active: Active { name, length }, torn });
        }
    }

    /// Makes reports of what is wrong with a segment and was not told before.
    fn tell(&mut self, segment: u64) {
        let flaws = std::mem::take(&mut self.walk.flaws);
        if flaws.is_empty() {
            return;
        }
        let count = u32::try_from(flaws.len()).unwrap_or(u32::MAX);
        let noted = &mut self.ring.kept.noted;
        let told = noted.iter().find(|noted| noted.segment == segment).map_or(0, |noted| noted.flaws);
        noted.retain(|noted| noted.segment != segment);
        noted.push(Noted { segment, flaws: count.max(told) });
        let name = name(self.ring.class, segment);
        self.reports.extend(flaws.iter().skip(told as usize).map(|flaw| Report::flaw(flaw, &name)));
    }

    /// Goes on above every number that was signed, sent or kept, so that none stands for two events. What is missing then
    /// is a flaw of the segment in which the next event will stand.
    fn go_on(&mut self) {
        if self.reserve > 0 {
            self.walk.lose(self.walk.last.saturating_add(self.reserve));
        }
        let floor = self.ring.kept.size.max(self.walk.signed()).max(self.ring.sent.up_to);
        if floor > self.walk.last {
            self.walk.missing(floor);
            self.walk.lose(floor);
        }
        let open = self.ring.segments.back().copied().filter(|_| self.tail.is_some());
        self.tell(open.unwrap_or_else(|| self.ring.next_segment()));
    }

    /// Settles where the class stands.
    fn end(&mut self, storage: &impl Storage) {
        let ring = &mut self.ring;
        (ring.size, ring.chain) = (self.walk.last, self.walk.chain);
        let Some(Tail { active, torn }) = self.tail.take() else { return };
        if torn > 0 {
            ring.is_torn = storage.truncate(&active.name, active.length).is_err();
            self.reports.push(Report::torn(ring.class, &active.name, torn));
        }
        ring.active = Some(active);
    }
}
