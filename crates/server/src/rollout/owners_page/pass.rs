//! What a page of an owner carries in its forms in place of the code: sealed, and soon over.

use steadfast_store::{Id, Time, kinds};
use steadfast_trust::encoding::{from_hex, hex};

use crate::app::App;
use crate::rollout::owner::Proof;

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
    /// Whether it was a fresh one.
    pub(super) is_fresh: bool,
    /// Until when.
    pub(super) until: Time,
}

impl Pass {
    /// The code, and when it was shown.
    pub(super) fn proof(&self) -> Proof {
        Proof { code: self.code, shown: Time(self.until.0 - LIFE), is_fresh: self.is_fresh }
    }

    /// For a code that was shown now.
    pub(super) fn new(app: &App, unit: Id<kinds::Unit>, code: [u8; 32], is_fresh: bool) -> Self {
        Self { unit, code, is_fresh, until: Time(app.ambient.now().0 + LIFE) }
    }

    /// As the form carries it; nothing of it is kept here.
    pub(super) fn sealed(&self, app: &App) -> String {
        let bytes = [self.unit.bytes().as_slice(), &self.code, &[u8::from(self.is_fresh)], &self.until.0.to_be_bytes()]
            .concat();
        let nonce = app.ambient.random();
        hex(&app.vault.seal(&bytes, PLACE, &nonce).unwrap_or_default())
    }

    /// What a form carried, where it opens still.
    pub(super) fn read(app: &App, text: &str) -> Option<Self> {
        let opened = app.vault.unseal(&from_hex(text)?, PLACE).ok()?;
        let (unit, rest) = opened.split_first_chunk::<16>()?;
        let (code, rest) = rest.split_first_chunk::<32>()?;
        let (is_fresh, rest) = rest.split_first()?;
        let until = Time(i64::from_be_bytes(rest.try_into().ok()?));
        (app.ambient.now() < until).then_some(Self {
            unit: Id::from_bytes(*unit),
            code: *code,
            is_fresh: *is_fresh == 1,
            until,
        })
    }
}
