//! A login at a broker.

use super::{Door, Heard, Who, at};
use crate::wire::mqtt::{Back, question, read};
use crate::wire::{Place, Silence, Wire};

/// A broker.
#[derive(Debug)]
pub(super) struct Broker(pub(super) Place);

impl Door for Broker {
    fn name(&self) -> String {
        format!("MQTT at {}", at(self.0))
    }

    fn place(&self) -> Place {
        self.0
    }

    fn knock(&mut self, wire: &Wire<'_>, who: &Who<'_>) -> Result<Heard, Silence> {
        let credentials = (!who.account.is_empty()).then_some((who.account, who.password));
        Ok(match ask(wire, Place { from: who.from, ..self.0 }, credentials)? {
            Back::In => Heard::In,
            Back::Wrong => Heard::Wrong,
            Back::Refused => Heard::Refused(None),
            Back::Half | Back::NotMqtt => return Err(Silence::Unreadable("it is not MQTT".to_owned())),
        })
    }
}

/// What a broker says to these.
pub(crate) fn ask(wire: &Wire<'_>, place: Place, credentials: Option<(&str, &str)>) -> Result<Back, Silence> {
    let heard = wire.open(place).and_then(|mut connection| {
        connection.send(&question(credentials))?;
        connection.read_until(|bytes| read(bytes) != Back::Half)
    });
    let words = heard.as_ref().map(|bytes| format!("{:?}", read(bytes))).unwrap_or_default();
    wire.note(place, "an MQTT client that wants in", heard.as_ref().map(|bytes| (words.as_str(), bytes.as_slice())));
    heard.map(|bytes| read(&bytes))
}
