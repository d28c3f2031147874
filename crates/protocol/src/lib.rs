//! What a unit and the server say to each other at `/device/v1`.
//!
//! Everything that a unit says is an [`Envelope`]: a payload, what it is, and the unit's signature over both. The request
//! is one ([`CheckIn`], or [`Enrol`] the first time), and what it carries to be kept are others ([`Receipt`], [`Decision`],
//! [`Exported`], [`Wiped`], [`SelfTested`], [`NoticeReached`]), which hold by themselves, whoever shows them as a [`ReceiptCopy`]; so does the head of its event log ([`SealedHead`]). Events
//! travel in an [`EventBatch`]. The server answers with [`Answer`], [`Enrolled`], [`Taken`] or [`Refusal`].
//!
//! Payloads are CBOR (RFC 8949) maps with whole numbers as keys. A field that a reader does not know is passed over, one
//! that is absent is nothing, and a word that it does not know is nothing too: so an old unit meets a new server, and the
//! other way round. Fields that are no `Option` are there for ever; a key is never given another meaning; a change that this does not carry takes another type and
//! another path.

mod answer;
mod born;
mod check_in;
pub mod code;
mod enrol;
mod envelope;
mod events;
mod log;
mod owner_notice;
mod pace;
mod packed;
mod policy;
mod receipt_copy;
mod self_test;
mod statement;
mod switches;
mod vault;
mod wiped;

pub use answer::{Answer, Hold, Kind, Offer, Refusal, Refused, Stop};
pub use born::Born;
pub use check_in::{CheckIn, Consent, Runs, TreeHead};
pub use enrol::{Enrol, Enrolled, KnownPart};
pub use envelope::{Envelope, EnvelopeError, Message, MessageError, Read, decode, decode_within, encode};
pub use events::{EVENTS, EventBatch, MOST_EVENT, MOST_EVENTS, Taken};
pub use log::{ClassHead, SealedHead};
pub use owner_notice::{
    Gravity, MOST_NOTICE_ADDRESS, MOST_NOTICE_LANGUAGES, MOST_NOTICE_TEXT, MOST_NOTICES, NoticeReached, NoticeStep,
    NoticeText, OwnerNotice,
};
pub use pace::Pace;
pub use packed::{PackedError, chain_begin, chained, deflate, inflate};
pub use policy::{
    Before, ByWhom, LONGEST_POLICY, MOST_FUNCTION, MOST_PAUSED, MOST_POLICY, MOST_REASON, MOST_TRIES, MOST_WAIT,
    Policy, PolicyError, PolicyReason, PolicyTaken, SignedPolicy, Stance, Tighter, is_function,
};
pub use receipt_copy::{CopyError, ReceiptCopy, Said};
pub use self_test::{Check, Checked, Found, SelfTested};
pub use statement::{Decision, Outcome, Receipt, Wish};
pub use switches::{Switched, Switches};
pub use vault::{Exported, TakenOver, Way};
pub use wiped::{Purpose, Remains, Wiped};

/// Where units enrol.
pub const ENROL: &str = "/device/v1/enrol";

/// Where they check in.
pub const CHECK_IN: &str = "/device/v1/check-in";

/// What requests and answers are.
pub const CONTENT_TYPE: &str = "application/cbor";

/// Bytes of the longest request, and of the longest answer.
pub const MOST_BYTES: usize = 256 << 10;

/// The most statements that one request carries.
pub const MOST_STATEMENTS: usize = 64;

/// The most parts of which one request says what runs.
pub const MOST_RUNS: usize = 100;

/// Bytes of the longest statement.
pub const MOST_STATEMENT: usize = 8 << 10;

/// Seconds since the epoch, UTC.
pub type Seconds = i64;

/// A SHA-256.
pub type Digest = minicbor::bytes::ByteArray<32>;
