//! What a webhook is told: a CloudEvent that says what happened, by ids alone. Who wants more asks the API.

use serde_json::{Value, json};
use steadfast_store::{Id, RecordRow, Time, kinds};

use crate::app::App;

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

    /// A record that has its number.
    pub(crate) fn record(&self, row: &RecordRow) -> String {
        let id = row.id.to_string();
        let data = json!({
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
        self.event(&id, &format!("{RECORD}{}", row.kind), &row.subject, row.time, &data)
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
