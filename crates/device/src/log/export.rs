//! The whole log as lines of JSON, for its owner and for whoever checks it.
//!
//! First a line that says what this is, then the signed heads, then each class: where a segment begins with its first
//! number and the chain before it, each event as it was recorded (hexadecimal) with what it says, and what cannot be read;
//! at last a line with the numbers up to which it goes.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use steadfast_monitor::event::{Class, Event};
use steadfast_trust::encoding::hex;
use steadfast_trust::key::UnitPublicKey;

use super::segment::{HEADER, Header, Piece, pieces};
use super::{Log, LogError};
use crate::outside::Storage;

/// The version of these lines.
pub(super) const VERSION: u32 = 1;

/// A line. What a reader does not know is passed over.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Line {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) log: Option<u32>,
    /// The unit's public key, in hexadecimal, so that it is at hand: whose it is, its fingerprint on the label says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) key: Option<String>,
    /// A signed head, in hexadecimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) head: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) segment: Option<SegmentLine>,
    /// An event, in hexadecimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) event: Option<String>,
    /// What it says: for people; what counts are its bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) says: Option<Map<String, Value>>,
    /// Bytes that cannot be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) damaged: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) end: Option<Vec<EndLine>>,
}

/// Where a segment begins.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct SegmentLine {
    pub(super) class: String,
    /// Nothing where its header cannot be read.
    pub(super) first: Option<u64>,
    pub(super) chain: Option<String>,
}

/// How far a class goes.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct EndLine {
    pub(super) class: String,
    pub(super) size: u64,
}

impl<S: Storage> Log<S> {
    /// Writes the whole log of the unit with this key, one segment in memory at a time. Seal it before: what was not sealed proves nothing.
    ///
    /// # Errors
    /// When the storage fails, the log could not be opened yet, or the lines cannot be written.
    pub fn export(&self, key: &UnitPublicKey, to: &mut impl Write) -> Result<(), LogError> {
        let standing = self.standing()?;
        let mut lines = Vec::new();
        for piece in 0..standing.pieces() {
            lines.clear();
            standing.write(piece, &self.storage, key, &mut lines)?;
            to.write_all(&lines).map_err(LogError::Output)?;
        }
        to.flush().map_err(LogError::Output)
    }
}

pub(super) fn put(to: &mut impl Write, line: &Line) -> Result<(), LogError> {
    let written = serde_json::to_writer(&mut *to, line).map_err(io::Error::from);
    written.and_then(|()| to.write_all(b"\n")).map_err(LogError::Output)
}

pub(super) fn put_unreadable(to: &mut impl Write, class: Class) -> Result<(), LogError> {
    let segment = SegmentLine { class: class.code().to_owned(), first: None, chain: None };
    put(to, &Line { segment: Some(segment), damaged: Some(0), ..Line::default() })
}

pub(super) fn put_segment(to: &mut impl Write, class: Class, bytes: &[u8]) -> Result<(), LogError> {
    let header = Header::read(bytes).filter(|header| header.class == class);
    let (first, chain) = header.map_or((None, None), |header| (Some(header.first), Some(hex(&header.chain))));
    let damaged = header.is_none().then_some(HEADER.min(bytes.len()) as u64);
    let segment = SegmentLine { class: class.code().to_owned(), first, chain };
    put(to, &Line { segment: Some(segment), damaged, ..Line::default() })?;
    for piece in pieces(bytes) {
        let line = match piece {
            Piece::Event { bytes, .. } => Line { event: Some(hex(bytes)), says: says(bytes), ..Line::default() },
            Piece::Damage { from, to } => Line { damaged: Some((to - from) as u64), ..Line::default() },
        };
        put(to, &line)?;
    }
    Ok(())
}

/// What an event says, by name.
pub(super) fn says(bytes: &[u8]) -> Option<Map<String, Value>> {
    let event = Event::decode(bytes).ok()?;
    let mut said = Map::new();
    said.insert("number".to_owned(), event.number.into());
    said.insert("time".to_owned(), event.time.into());
    said.insert("uptime".to_owned(), event.uptime.into());
    said.insert("starts".to_owned(), event.starts.into());
    said.insert("severity".to_owned(), event.severity.map(|severity| severity.code()).into());
    said.insert("outcome".to_owned(), event.outcome.map(|outcome| outcome.code()).into());
    if let Some(what) = &event.what {
        said.insert("kind".to_owned(), what.kind().code().into());
        let mut fields = Map::new();
        what.fields(&mut |name, value| drop(fields.insert(name.to_owned(), value.to_string().into())));
        said.insert("fields".to_owned(), fields.into());
    }
    Some(said)
}
