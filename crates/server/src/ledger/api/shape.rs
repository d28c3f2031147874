//! A record as the API shows it.

use serde::Serialize;
use serde_json::{Map, Value};
use steadfast_store::{RecordRow, Time};
use steadfast_trust::encoding::{base64, hex};
use steadfast_trust::record::Record;
use utoipa::ToSchema;

/// A record.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct RecordView {
    /// Its id.
    pub(crate) id: String,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub(crate) time: Time,
    /// What it states.
    pub(crate) kind: String,
    /// Who did it, for those who may read the content.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) actor: Option<String>,
    /// What it is about, for those who may read the content.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) subject: Option<String>,
    /// Its number in the log, from 0; absent for the moment until it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) number: Option<u64>,
    /// What stands in the log, in hexadecimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) leaf: Option<String>,
    /// Whether its content was erased; its leaf stays.
    pub(crate) erased: bool,
    /// What else it says, for those who may read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) facts: Option<Map<String, Value>>,
}

impl RecordView {
    /// As those see it who may read its content, or may not.
    pub(crate) fn of(row: &RecordRow, content: bool) -> Self {
        let readable = content && row.content.is_some();
        Self {
            id: row.id.to_string(),
            time: row.time,
            kind: row.kind.clone(),
            actor: readable.then(|| row.actor.clone()),
            subject: readable.then(|| row.subject.clone()),
            number: row.place.map(|(number, _)| number),
            leaf: row.place.map(|(_, leaf)| hex(&leaf)),
            erased: row.content.is_none(),
            facts: content.then(|| facts(row)).flatten(),
        }
    }
}

fn facts(row: &RecordRow) -> Option<Map<String, Value>> {
    let (_, envelope) = row.content.as_ref()?;
    Record::peek(envelope).ok().map(|record| record.facts)
}

/// A record with the bytes that were signed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct WholeRecord {
    /// The record.
    #[serde(flatten)]
    pub(crate) record: RecordView,
    /// The salt of its leaf, in base64, for those who may read the content.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) salt: Option<String>,
    /// The signed envelope, as its bytes are kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) envelope: Option<String>,
}

impl WholeRecord {
    /// As those see it who may read its content, or may not.
    pub(crate) fn of(row: &RecordRow, content: bool) -> Self {
        let kept = row.content.as_ref().filter(|_| content);
        Self {
            record: RecordView::of(row, content),
            salt: kept.map(|(salt, _)| base64(salt)),
            envelope: kept.and_then(|(_, envelope)| String::from_utf8(envelope.clone()).ok()),
        }
    }
}
