//! Checking an exported log with nothing but the unit's public key.

use std::io::{self, BufRead, Read as _};

use steadfast_monitor::event::Class;
use steadfast_protocol::{Envelope, SealedHead, decode};
use steadfast_trust::encoding::from_hex;
use steadfast_trust::key::UnitPublicKey;

use super::export::{EndLine, Line, SegmentLine, VERSION, says};
use super::head::anchors;
use super::segment::{Header, number};
use super::walk::{Flaw, MOST_FLAWS, Walk};
use super::{chain, index};

/// Bytes of the longest line that is read.
const MOST_LINE: u64 = 64 << 10;

/// What an export shows. What was recorded need not have been true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Each class.
    pub classes: [CheckedClass; 3],
    /// What is not as it was recorded, at most 64 for each class.
    pub flaws: Vec<Flaw>,
    /// Heads that the key signed.
    pub heads: usize,
    /// Events beside which stands something else than they say, or what a later version made of them.
    pub other_words: u64,
}

impl Checked {
    /// What is there is what was recorded, one event after the other, up to the last of each class. What stands before the
    /// first of a class is not here: the ring dropped it, its owner erased it, or somebody took it out.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.flaws.is_empty() && self.heads > 0 && self.classes.iter().all(CheckedClass::is_sealed)
    }
}

impl CheckedClass {
    /// Whether all that is there is what was signed.
    #[must_use]
    pub fn is_sealed(&self) -> bool {
        self.events == 0 || self.sealed == self.last
    }

    /// How many events were before the first that is here, or all.
    #[must_use]
    pub fn before(&self) -> u64 {
        self.first.map_or(self.last, |first| first - 1)
    }
}

/// What an export shows of one class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CheckedClass {
    /// Which.
    pub class: Class,
    /// How many events there are.
    pub events: u64,
    /// The number of the first.
    pub first: Option<u64>,
    /// The number of the last.
    pub last: u64,
    /// Up to which number they are what was signed. What comes after proves nothing yet.
    pub sealed: u64,
}

/// An export that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// It cannot be read.
    #[error("the export cannot be read: {0}")]
    Input(#[source] io::Error),
    /// A line is none of an export.
    #[error("line {line}: {reason}")]
    Line {
        /// Its number, from 1.
        line: u64,
        /// Why.
        reason: &'static str,
    },
}

/// The key that an export claims to be made with, by its first line; nothing where that is not the first line of one.
#[must_use]
pub fn export_key(first_line: &[u8]) -> Option<UnitPublicKey> {
    let line: Line = serde_json::from_slice(first_line).ok()?;
    line.log?;
    UnitPublicKey::from_bytes(&from_hex(&line.key?)?)
}

/// Checks an export under the unit's key: the chain of each class from its first event to its last, and the signed heads.
///
/// # Errors
/// When it cannot be read, or is none.
pub fn verify_export(mut from: impl BufRead, key: &UnitPublicKey) -> Result<Checked, ExportError> {
    let mut check = Check::new(*key);
    let (mut line, mut text) = (0, Vec::new());
    loop {
        text.clear();
        from.by_ref().take(MOST_LINE).read_until(b'\n', &mut text).map_err(ExportError::Input)?;
        if text.is_empty() {
            break;
        }
        line += 1;
        check.line(line, &text).map_err(|reason| ExportError::Line { line, reason })?;
    }
    Ok(check.end())
}

/// A check that is under way.
struct Check {
    key: UnitPublicKey,
    heads: Vec<SealedHead>,
    places: usize,
    /// The walk through each class; none before the first segment.
    walks: Option<[Walk; 3]>,
    class: Option<Class>,
    flaws: Vec<Flaw>,
    other_words: u64,
    end: Option<Vec<EndLine>>,
}

impl Check {
    fn new(key: UnitPublicKey) -> Self {
        let (heads, flaws) = (Vec::new(), Vec::new());
        Self { key, heads, places: 0, walks: None, class: None, flaws, other_words: 0, end: None }
    }

    fn line(&mut self, number: u64, text: &[u8]) -> Result<(), &'static str> {
        let line: Line = serde_json::from_slice(text).map_err(|_| "not JSON of this shape")?;
        if (number == 1) != line.log.is_some() {
            return Err("an export begins with its version, once");
        }
        if line.log.is_some_and(|version| version != VERSION) {
            return Err("a version that is not read here");
        }
        if self.end.is_some() {
            return Err("something behind the end");
        }
        if let Some(head) = &line.head {
            self.head(head)?;
        }
        if let Some(segment) = &line.segment {
            self.segment(segment, line.damaged)?;
        } else if let Some(bytes) = line.damaged {
            self.walk()?.damage(bytes);
        }
        if let Some(event) = &line.event {
            self.event(event, &line)?;
        }
        self.end = line.end;
        Ok(())
    }

    fn head(&mut self, head: &str) -> Result<(), &'static str> {
        if self.walks.is_some() {
            return Err("heads stand before all events");
        }
        let place = self.places;
        self.places += 1;
        match from_hex(head).and_then(|bytes| signed(&bytes, &self.key)) {
            None => self.flaw(Flaw::Head { place }),
            Some(head) => {
                if self.heads.last().is_some_and(|last| goes_back(last, &head)) {
                    self.flaw(Flaw::HeadOrder { place });
                }
                self.heads.push(head);
            }
        }
        Ok(())
    }

    fn flaw(&mut self, flaw: Flaw) {
        if self.flaws.len() < MOST_FLAWS {
            self.flaws.push(flaw);
        }
    }

    fn walks(&mut self) -> &mut [Walk; 3] {
        let heads = &self.heads;
        self.walks.get_or_insert_with(|| {
            [Class::Security, Class::Network, Class::Product].map(|class| {
                let anchors = heads.iter().flat_map(|head| anchors(head, class)).collect();
                Walk::new(class, anchors, 0, chain::begin(class))
            })
        })
    }

    fn walk(&mut self) -> Result<&mut Walk, &'static str> {
        let class = self.class.ok_or("no segment begins before it")?;
        Ok(&mut self.walks()[index(class)])
    }

    /// A segment begins. Where it does not say with what, nothing leads to its events: that is a flaw, whatever it says of
    /// damage.
    fn segment(&mut self, line: &SegmentLine, damaged: Option<u64>) -> Result<(), &'static str> {
        let class = Class::ALL.iter().copied().find(|class| class.code() == line.class);
        let class = class.ok_or("a class that is not known here")?;
        self.class = Some(class);
        let (Some(first), Some(chain)) = (line.first, &line.chain) else {
            self.walk()?.damage(damaged.unwrap_or_default());
            return Ok(());
        };
        let chain = from_hex(chain).and_then(|bytes| bytes.try_into().ok()).ok_or("not a value of the chain")?;
        let header = (first > 0).then_some(Header { class, first, chain }).ok_or("events count from 1")?;
        self.walk()?.header(&header);
        Ok(())
    }

    fn event(&mut self, event: &str, line: &Line) -> Result<(), &'static str> {
        let bytes = from_hex(event).ok_or("not in hexadecimal")?;
        let number = number(&bytes).ok_or("not an event")?;
        self.walk()?.event(number, &bytes);
        self.other_words += u64::from(line.says != says(&bytes));
        Ok(())
    }

    fn end(mut self) -> Checked {
        self.walks();
        let ends = self.end.take();
        let mut walks = self.walks.take().into_iter().flatten();
        let mut flaws = self.flaws;
        let classes = [Class::Security, Class::Network, Class::Product].map(|class| {
            let size = ends.iter().flatten().find(|end| end.class == class.code()).map_or(0, |end| end.size);
            walks.next().map_or_else(|| nothing(class), |walk| ended(class, walk, size, &mut flaws))
        });
        if ends.is_none() {
            flaws.push(Flaw::Cut);
        }
        Checked { classes, flaws, heads: self.heads.len(), other_words: self.other_words }
    }
}

fn ended(class: Class, mut walk: Walk, size: u64, flaws: &mut Vec<Flaw>) -> CheckedClass {
    walk.end(size);
    flaws.append(&mut walk.flaws);
    let (events, first, last, sealed) = (walk.events, walk.first, walk.last, walk.sealed);
    CheckedClass { class, events, first, last, sealed }
}

fn nothing(class: Class) -> CheckedClass {
    CheckedClass { class, events: 0, first: None, last: 0, sealed: 0 }
}

/// The head, if this key signed it.
fn signed(bytes: &[u8], key: &UnitPublicKey) -> Option<SealedHead> {
    decode::<Envelope>(bytes).ok()?.open(key).ok()
}

/// Whether a class has less in the later head.
fn goes_back(earlier: &SealedHead, later: &SealedHead) -> bool {
    earlier.classes.iter().any(|before| {
        let after = later.classes.iter().find(|after| after.class == before.class);
        after.is_none_or(|after| after.size < before.size || (after.size == before.size && after.chain != before.chain))
    })
}
