//! What a webhook is told: a CloudEvent that says what happened, by ids alone. Who wants more asks the API.

use serde_json::{Value, json};
use steadfast_store::{Alarm, Id, RecordRow, StoreError, Time, Tx, kinds};

use crate::app::App;
use crate::messages::RING;
use crate::ringing::words;
use crate::web::{Language, Texts, urls};

/// The media type of the bodies.
pub(crate) const MEDIA_TYPE: &str = "application/cloudevents+json";
/// What the types of records begin with.
const RECORD: &str = "steadfast.record.";
const TEST: &str = "steadfast.test";

/// Who tells: the log's name, which never changes, and where people find the server.
#[derive(Clone, Debug)]
pub(crate) struct Teller {
    source: String,
    address: String,
}

impl Teller {
    pub(crate) fn of(app: &App) -> Self {
        Self { source: app.ledger.origin.clone(), address: app.config.address() }
    }

    /// A record that has its number. One that rings says for what, so that a gateway needs to ask nobody.
    pub(crate) fn record(&self, tx: &mut Tx<'_>, row: &RecordRow) -> Result<String, StoreError> {
        let id = row.id.to_string();
        let mut data = json!({
            "number": row.place.map(|(number, _)| number),
            "kind": row.kind,
            "actor": row.actor,
            "subject": row.subject,
            "links": {
                "record": format!("{}/api/v1/records/{id}", self.address),
                "proof": format!("{}/api/v1/records/{id}/proof", self.address),
                "page": format!("{}/proof-log/{id}", self.address),
            },
        });
        if let Some(alarm) = rung(tx, row)? {
            data["ring"] = self.ring(&alarm, row.time);
        }
        Ok(self.event(&id, &format!("{RECORD}{}", row.kind), &row.subject, row.time, &data))
    }

    fn ring(&self, alarm: &Alarm, now: Time) -> Value {
        json!({
            "clock": alarm.clock.as_str(),
            "case_number": alarm.number,
            "product": Some(&alarm.product).filter(|product| !product.is_empty()),
            "due": alarm.due.to_string(),
            "text": words::rings(Texts::new(Language::English), alarm, now),
            "page": format!("{}{}", self.address, urls::DUTY),
        })
    }

    /// A test that somebody asked for.
    pub(crate) fn test(&self, webhook: Id<kinds::Webhook>, delivery: Id<kinds::Delivery>, now: Time) -> String {
        let page = format!("{}/webhooks/{webhook}", self.address);
        let data = json!({ "webhook": webhook.to_string(), "links": { "page": page } });
        self.event(&delivery.to_string(), TEST, &webhook.to_string(), now, &data)
    }

    fn event(&self, id: &str, kind: &str, subject: &str, time: Time, data: &Value) -> String {
        json!({
            "specversion": "1.0",
            "id": id,
            "source": self.source,
            "type": kind,
            "subject": subject,
            "time": time.to_string(),
            "datacontenttype": "application/json",
            "data": data,
        })
        .to_string()
    }
}

/// The alarm that a record rings for.
fn rung(tx: &mut Tx<'_>, row: &RecordRow) -> Result<Option<Alarm>, StoreError> {
    match row.subject.parse().ok().filter(|_| row.kind == RING) {
        Some(id) => tx.alarm(id),
        None => Ok(None),
    }
}

/// The kind that a body tells of: of the record, or `test`.
pub(crate) fn kind_of(body: &str) -> String {
    let kind = serde_json::from_str::<Value>(body).ok().and_then(|event| event["type"].as_str().map(str::to_owned));
    let kind = kind.unwrap_or_default();
    kind.strip_prefix(RECORD).or_else(|| kind.strip_prefix("steadfast.")).unwrap_or(&kind).to_owned()
}

/// When what a body tells of happened.
pub(crate) fn time_of(body: &str) -> Option<Time> {
    let event: Value = serde_json::from_str(body).ok()?;
    serde_json::from_value(event["time"].clone()).ok()
}
