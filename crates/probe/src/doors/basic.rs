//! A login by HTTP's own way, in a header.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::form::refusal;
use super::{Door, Heard, Who, at};
use crate::wire::http::Request;
use crate::wire::{Place, Silence, Wire};

/// A page that asks for it.
#[derive(Debug)]
pub(super) struct Basic {
    place: Place,
    path: String,
}

impl Basic {
    pub(super) fn new(place: Place, path: &str) -> Self {
        Self { place, path: path.to_owned() }
    }
}

impl Door for Basic {
    fn name(&self) -> String {
        format!("HTTP basic {} at {}", self.path, at(self.place))
    }

    fn place(&self) -> Place {
        self.place
    }

    fn knock(&mut self, wire: &Wire<'_>, who: &Who<'_>) -> Result<Heard, Silence> {
        let word = STANDARD.encode(format!("{}:{}", who.account, who.password));
        let headers = vec![("Authorization", format!("Basic {word}"))];
        let request = Request { headers, ..Request::get(&self.path) };
        let answer = request.ask(wire, Place { from: who.from, ..self.place }, "a page with a password")?;
        Ok(match (answer.status, refusal(&answer)) {
            (_, Some(wait)) => Heard::Refused(wait),
            (401, None) => Heard::Wrong,
            (403, None) => Heard::Refused(answer.asks_to_wait()),
            (200..=299, None) => Heard::In,
            (status, None) => return Err(Silence::Unreadable(format!("HTTP {status}"))),
        })
    }
}
