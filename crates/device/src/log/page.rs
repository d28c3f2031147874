//! Reading the log, the newest event first, page by page.

use std::fmt;
use std::str::FromStr;

use steadfast_monitor::event::{Class, Event, EventError, Kind, Seconds, Severity};

use super::segment::{Header, Piece, name, pieces};
use super::{Log, LogError, index};
use crate::outside::{Storage, StorageError};

/// Which events are wanted. What is nothing leaves none out.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter<'f> {
    /// Of these classes; none: of all.
    pub classes: &'f [Class],
    /// Of this kind.
    pub kind: Option<Kind>,
    /// That matter at least so much.
    pub severity: Option<Severity>,
    /// In whose names and values this stands, in whatever case.
    pub text: Option<&'f str>,
    /// From this time on. An event without a time lies in no range.
    pub since: Option<Seconds>,
    /// Up to this time.
    pub until: Option<Seconds>,
}

impl Filter<'_> {
    fn takes(&self, event: &Event<'_>) -> bool {
        self.kind.is_none_or(|kind| event.kind() == Some(kind))
            && self.severity.is_none_or(|least| event.severity.is_some_and(|severity| severity >= least))
            && self.since.is_none_or(|since| event.time.is_some_and(|time| time >= since))
            && self.until.is_none_or(|until| event.time.is_some_and(|time| time <= until))
            && self.text.is_none_or(|text| rendered(event).contains(&text.to_lowercase()))
    }
}

/// An event's names and values, in small letters.
fn rendered(event: &Event<'_>) -> String {
    let mut said = event.kind().map_or("", Kind::code).to_owned();
    if let Some(what) = &event.what {
        what.fields(&mut |name, value| said.push_str(&format!(" {name} {value}")));
    }
    said.to_lowercase()
}

/// Where a page ended: the next one begins before these numbers, class by class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Before([u64; 3]);

impl Before {
    /// Before an event of this class; of the others, all.
    #[must_use]
    pub fn event(class: Class, number: u64) -> Self {
        let mut before = Self::default();
        before.0[index(class)] = number;
        before
    }
}

impl Default for Before {
    fn default() -> Self {
        Self([u64::MAX; 3])
    }
}

impl fmt::Display for Before {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [security, network, product] = self.0;
        write!(f, "{security}-{network}-{product}")
    }
}

impl FromStr for Before {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut numbers = text.splitn(3, '-').map(str::parse);
        let mut next = || numbers.next().unwrap_or_else(|| "".parse());
        Ok(Self([next()?, next()?, next()?]))
    }
}

/// An event that was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its class.
    pub class: Class,
    /// Its number in it.
    pub number: u64,
    /// As it was recorded.
    pub bytes: Vec<u8>,
}

impl Entry {
    /// What it says.
    ///
    /// # Errors
    /// When it is of a shape that is not read here.
    pub fn event(&self) -> Result<Event<'_>, EventError> {
        Event::decode(&self.bytes)
    }

    /// Its place in the order of all classes: by starts and time since the start, which no clock turns around.
    fn place(&self) -> (u64, u64, Class) {
        let when = self.event().map_or((0, 0), |event| (event.starts, event.uptime));
        (when.0, when.1, self.class)
    }
}

/// Events, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// They.
    pub events: Vec<Entry>,
    /// Where the next page begins; nothing: there is none.
    pub next: Option<Before>,
}

impl<S: Storage> Log<S> {
    /// A page of at most so many events before some place. Segments are read one at a time for each class.
    ///
    /// # Errors
    /// When the storage fails, or the log could not be opened yet.
    pub fn page(&self, filter: &Filter<'_>, before: Before, most: usize) -> Result<Page, LogError> {
        if !self.state.is_open {
            return Err(LogError::NotOpen(self.state.why()));
        }
        let wanted = |class: &&Class| filter.classes.is_empty() || filter.classes.contains(class);
        let mut ways: Vec<Backwards<'_, S>> =
            Class::ALL.iter().filter(wanted).map(|class| Backwards::new(self, *class, before)).collect();
        let (mut page, mut before) = (Page::default(), before);
        for way in &mut ways {
            way.forward(filter)?;
        }
        while let Some(way) = ways.iter_mut().filter(|way| way.found.is_some()).max_by_key(|way| way.place()) {
            if page.events.len() == most {
                page.next = Some(before);
                break;
            }
            if let Some(entry) = way.found.take() {
                before.0[index(entry.class)] = entry.number;
                page.events.push(entry);
            }
            way.forward(filter)?;
        }
        Ok(page)
    }
}

/// The way back through one class.
struct Backwards<'l, S> {
    log: &'l Log<S>,
    class: Class,
    below: u64,
    /// Segments that are still to be read.
    left: usize,
    bytes: Vec<u8>,
    /// Where the events of the present segment lie that are still to be looked at.
    events: Vec<(u64, std::ops::Range<usize>)>,
    found: Option<Entry>,
}

impl<'l, S: Storage> Backwards<'l, S> {
    fn new(log: &'l Log<S>, class: Class, before: Before) -> Self {
        let (below, left) = (before.0[index(class)], log.ring(class).segments.len());
        Self { log, class, below, left, bytes: Vec::new(), events: Vec::new(), found: None }
    }

    fn place(&self) -> Option<(u64, u64, Class)> {
        self.found.as_ref().map(Entry::place)
    }

    /// Finds the next event that is wanted.
    fn forward(&mut self, filter: &Filter<'_>) -> Result<(), StorageError> {
        while let Some((number, range)) = self.next()? {
            let bytes = &self.bytes[range];
            if Event::decode(bytes).is_ok_and(|event| filter.takes(&event)) {
                self.found = Some(Entry { class: self.class, number, bytes: bytes.to_vec() });
                return Ok(());
            }
        }
        Ok(())
    }

    fn next(&mut self) -> Result<Option<(u64, std::ops::Range<usize>)>, StorageError> {
        while self.events.is_empty() && self.left > 0 {
            self.left -= 1;
            self.load(self.left)?;
        }
        Ok(self.events.pop())
    }

    /// Reads a segment. One that is damaged gives what is whole of it.
    fn load(&mut self, place: usize) -> Result<(), StorageError> {
        let Some(segment) = self.log.ring(self.class).segments.get(place) else { return Ok(()) };
        let Some(bytes) = self.log.storage.read(&name(self.class, *segment))? else { return Ok(()) };
        if Header::read(&bytes).is_some_and(|header| header.first >= self.below) {
            return Ok(());
        }
        let (below, mut last) = (self.below, 0);
        self.events = pieces(&bytes)
            .filter_map(|piece| match piece {
                Piece::Event { number, bytes, end } if number > last => {
                    last = number;
                    Some((number, end - 4 - bytes.len()..end - 4))
                }
                _ => None,
            })
            .filter(|(number, _)| *number < below)
            .collect();
        self.bytes = bytes;
        Ok(())
    }
}
