//! What a page of an owner carries in its forms in place of the code: sealed, and soon over.

use steadfast_store::{Id, Time, kinds};
use steadfast_trust::encoding::{from_hex, hex};

use crate::app::App;

/// How long a pass opens, in microseconds: a quarter of an hour.
const LIFE: i64 = 15 * 60_000_000;
/// The place that it is sealed for.
const PLACE: &str = "owners-page/pass";

/// A unit whose code was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pass {
    /// Which.
    pub(super) unit: Id<kinds::Unit>,
    /// What is kept of its code: it opens no longer than the code does.
    pub(super) code: [u8; 32],
    /// Until when.
    pub(super) until: Time,
}

impl Pass {
    /// When the code was shown.
    pub(super) fn made(&self) -> Time {
        Time(self.until.0 - LIFE)
    }

    /// For a code that was shown now.
    pub(super) fn new(app: &App, unit: Id<kinds::Unit>, code: [u8; 32]) -> Self {
        Self { unit, code, until: Time(app.ambient.now().0 + LIFE) }
    }

    /// As the form carries it; nothing of it is kept here.
    pub(super) fn sealed(&self, app: &App) -> String {
        let bytes = [self.unit.bytes().as_slice(), &self.code, &self.until.0.to_be_bytes()].concat();
        let nonce = app.ambient.random();
        hex(&app.vault.seal(&bytes, PLACE, &nonce).unwrap_or_default())
    }

    /// What a form carried, where it opens still.
    pub(super) fn read(app: &App, text: &str) -> Option<Self> {
        let opened = app.vault.unseal(&from_hex(text)?, PLACE).ok()?;
        let (unit, rest) = opened.split_first_chunk::<16>()?;
        let (code, rest) = rest.split_first_chunk::<32>()?;
        let until = Time(i64::from_be_bytes(rest.try_into().ok()?));
        (app.ambient.now() < until).then_some(Self { unit: Id::from_bytes(*unit), code: *code, until })
    }
}
