//! One security event, as it is recorded on a unit, sent and kept.

mod address;
mod concluded;
mod maker;
mod network;
mod people;
mod product;
mod record;
mod software;
mod state;
mod text;
pub(crate) mod told;
mod what;
pub(crate) mod word;

use minicbor::encode::write::Cursor;
use minicbor::{Decode, Encode};

pub use address::Address;
pub use concluded::{Concluded, ConclusionStep};
pub use maker::{MakerNotice, MakerPolicy, MakerStep, PolicyStep};
pub use network::{Connection, Direction, Network, NetworkActivity, Transport};
pub use people::{Account, AccountChange, Attempt, Authentication, Factor, Place, Switch, SwitchKind};
pub use product::Product;
pub use software::{Program, Reason, Run, Running, Update, UpdateStep};
pub use state::{Configuration, Finding, Integrity, Reset, ResetStep, Setting};
pub use text::Text;
pub use told::Value;
pub use what::{Kind, What};
pub use word::{Class, Outcome, Severity};

/// Bytes of the longest event.
pub const MOST_EVENT: usize = 512;

/// Seconds since the epoch, UTC.
pub type Seconds = i64;

/// When something happened, by what the unit knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// Wall time; nothing where the unit has no clock.
    pub time: Option<Seconds>,
    /// Seconds since this start.
    pub uptime: u64,
    /// How often the unit had started.
    pub starts: u64,
}

/// A security event (IEC 62443-4-2 CR 2.8; CRA Annex I Part I (2)(l)). Its texts are borrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Event<'a> {
    /// Its place among the events of its class, from 1. The log gives it.
    #[n(0)]
    pub number: u64,
    /// Wall time; nothing where the unit had no clock.
    #[n(1)]
    pub time: Option<Seconds>,
    /// Seconds since that start of the unit.
    #[n(2)]
    pub uptime: u64,
    /// How often the unit had started.
    #[n(3)]
    pub starts: u64,
    /// How much it matters.
    #[n(4)]
    pub severity: Option<Severity>,
    /// How it ended.
    #[n(5)]
    pub outcome: Option<Outcome>,
    /// What happened; nothing: a kind that came after this reader.
    #[b(6)]
    pub what: Option<What<'a>>,
}

impl<'a> Event<'a> {
    /// An event with the severity and the outcome that are usual for it.
    #[must_use]
    pub fn new(moment: Moment, what: What<'a>) -> Self {
        let Moment { time, uptime, starts } = moment;
        let (severity, outcome) = (Some(what.severity()), Some(what.outcome()));
        Self { number: 0, time, uptime, starts, severity, outcome, what: Some(what) }
    }

    /// When it happened.
    #[must_use]
    pub fn moment(&self) -> Moment {
        Moment { time: self.time, uptime: self.uptime, starts: self.starts }
    }

    /// Its kind; nothing: one that came after this reader.
    #[must_use]
    pub fn kind(&self) -> Option<Kind> {
        self.what.as_ref().map(What::kind)
    }

    /// What it is kept with; nothing: of a kind that came after this reader.
    #[must_use]
    pub fn class(&self) -> Option<Class> {
        self.kind().map(Kind::class)
    }

    /// Writes it to the buffer, and says how many bytes it takes. Nothing is allocated.
    ///
    /// # Panics
    /// Never: what a text, an address and a number take is bounded by their types, and the sum by [`MOST_EVENT`].
    pub fn encode(&self, buffer: &mut [u8; MOST_EVENT]) -> usize {
        let mut cursor = Cursor::new(&mut buffer[..]);
        minicbor::encode(self, &mut cursor).expect("the types bound what it takes");
        cursor.position()
    }

    /// Reads an event. It borrows from the bytes.
    ///
    /// # Errors
    /// When the bytes are no event, or something follows it.
    pub fn decode(bytes: &'a [u8]) -> Result<Self, EventError> {
        if bytes.len() > MOST_EVENT {
            return Err(EventError::Large(bytes.len()));
        }
        let mut decoder = minicbor::Decoder::new(bytes);
        let event = decoder.decode().map_err(EventError::Shape)?;
        match bytes.len() - decoder.position() {
            0 => Ok(event),
            more => Err(EventError::More(more)),
        }
    }
}

/// Bytes that are no event.
#[derive(Debug, thiserror::Error)]
pub enum EventError {
    /// Too long to be one.
    #[error("{0} bytes are more than the {MOST_EVENT} of an event")]
    Large(usize),
    /// No CBOR of this shape.
    #[error("no event: {0}")]
    Shape(#[source] minicbor::decode::Error),
    /// Something behind its end.
    #[error("{0} bytes follow that belong to nothing")]
    More(usize),
}
