//! What a unit signed to be kept: receipts of updates, what its owner decided there, and what became of its owner's things.

use serde_json::json;
use steadfast_protocol::{
    Decision, Digest, Envelope, EnvelopeError, MOST_STATEMENT, Message, Outcome, Receipt, Refused, Switched, Wiped,
    decode,
};
use steadfast_store::{Id, Release, RolloutAction, Tx, UnitEvent, UnitStatement, UnitSwitches, kinds};

use super::check_in::Taken;
use super::error::DeviceError;
use super::owners;
use crate::rollout::RolloutError;
use crate::rollout::report::{self, Report};

/// Files of a release.
const FILES: i64 = 500;

/// What becomes of a statement: it is kept, or refused for a reason in kebab-case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Kept,
    Refused(&'static str),
}

/// Takes the statements of a request: those that are kept, and those that are refused. A statement counts once, however
/// often it comes.
pub(super) fn take(tx: &mut Tx<'_>, taken: &Taken) -> Result<(Vec<Digest>, Vec<Refused>), DeviceError> {
    let (mut kept, mut refused) = (Vec::new(), Vec::new());
    for (place, bytes) in taken.said.statements.iter().enumerate() {
        let digest = Envelope::digest(bytes);
        match one(tx, taken, place, bytes, digest)? {
            Fate::Kept => kept.push(digest.into()),
            Fate::Refused(reason) => refused.push(Refused { statement: digest.into(), reason: reason.to_owned() }),
        }
    }
    if !refused.is_empty() {
        let reasons: Vec<&str> = refused.iter().map(|refused| refused.reason.as_str()).collect();
        let facts = json!({ "reasons": reasons }).to_string();
        let event = UnitEvent { id: taken.ids.refused, kind: "statement-refused".to_owned(), facts };
        tx.unit_event(taken.unit.number, &event)?;
    }
    Ok((kept, refused))
}

fn one(tx: &mut Tx<'_>, taken: &Taken, place: usize, bytes: &[u8], digest: [u8; 32]) -> Result<Fate, DeviceError> {
    if let Some(there) = tx.unit_statement(&digest)? {
        let own = there.unit == taken.unit.number;
        return Ok(if own { Fate::Kept } else { Fate::Refused("another-unit") });
    }
    if bytes.len() > MOST_STATEMENT {
        return Ok(Fate::Refused("too-large"));
    }
    let Ok(envelope) = decode::<Envelope>(bytes) else { return Ok(Fate::Refused("malformed")) };
    let (kind, effect) = match envelope.payload_type.as_str() {
        Receipt::TYPE => ("receipt", envelope.open(&taken.key).map(|receipt| received(tx, taken, place, &receipt))),
        Decision::TYPE => {
            ("owner-decided", envelope.open(&taken.key).map(|said| owners::said(tx, taken, place, &said)))
        }
        Switched::TYPE => ("switched", envelope.open(&taken.key).map(|said| switched(tx, taken, &said))),
        Wiped::TYPE => ("wiped", envelope.open(&taken.key).map(|said| wiped(tx, taken, place, &said))),
        _ => return Ok(Fate::Refused("unknown-type")),
    };
    let fate = match effect {
        Ok(effect) => effect?,
        Err(EnvelopeError::Payload(_)) => Fate::Refused("malformed"),
        Err(_) => Fate::Refused("not-believed"),
    };
    if fate == Fate::Kept {
        let (id, unit, content) = (taken.ids.statements[place], taken.unit.number, bytes.to_vec());
        tx.unit_statement_insert(&UnitStatement { id, unit, kind: kind.to_owned(), content, digest, told: None })?;
    }
    Ok(fate)
}

/// What a receipt changes. What it says must fit the release that it names, and the unit must have been told of it.
fn received(tx: &mut Tx<'_>, taken: &Taken, place: usize, receipt: &Receipt) -> Result<Fate, DeviceError> {
    let action = match believed(tx, taken, receipt)? {
        Ok(action) => action,
        Err(reason) => return Ok(Fate::Refused(reason)),
    };
    let Some(report) = report_of(receipt) else { return Ok(Fate::Kept) };
    if report::take(tx, &taken.unit, &action, &report, taken.ids.events[place], taken.now)?
        && receipt.outcome == Some(Outcome::Installed)
    {
        let starts = i64::try_from(receipt.starts).unwrap_or(i64::MAX);
        tx.rollout_action_starts((taken.unit.number, action.number), starts)?;
    }
    Ok(Fate::Kept)
}

/// That the owner switched something is kept as it was signed. What holds now is what the check-in itself says; but what was
/// shared before they switched sharing off goes, also where it is on again.
fn switched(tx: &mut Tx<'_>, taken: &Taken, said: &Switched) -> Result<Fate, DeviceError> {
    if said.unit != taken.unit.id.to_string() {
        return Ok(Fate::Refused("another-unit"));
    }
    if !said.switches.share {
        tx.event_batches_erase(taken.unit.number)?;
    }
    Ok(Fate::Kept)
}

/// The unit went back to its factory settings, by its word. What its owner had shared goes, and nobody shares any more until
/// somebody says so.
fn wiped(tx: &mut Tx<'_>, taken: &Taken, place: usize, said: &Wiped) -> Result<Fate, DeviceError> {
    if said.unit.as_ref().is_some_and(|named| *named != taken.unit.id.to_string()) {
        return Ok(Fate::Refused("another-unit"));
    }
    let facts = json!({ "resets": said.resets, "destroyed": said.destroyed, "found": said.found }).to_string();
    let event = UnitEvent { id: taken.ids.events[place], kind: "wiped".to_owned(), facts };
    let unit = taken.unit.number;
    tx.unit_event(unit, &event)?;
    tx.event_batches_erase(unit)?;
    if tx.unit_log(unit)?.switches.is_some() {
        tx.unit_switch(unit, UnitSwitches { record: false, share: false, remote: false }, taken.now)?;
    }
    Ok(Fate::Kept)
}

/// The update that a receipt is about; or why it is refused.
fn believed(
    tx: &mut Tx<'_>,
    taken: &Taken,
    receipt: &Receipt,
) -> Result<Result<RolloutAction, &'static str>, RolloutError> {
    if receipt.unit != taken.unit.id.to_string() {
        return Ok(Err("another-unit"));
    }
    let Some(release) = named(tx, receipt)? else { return Ok(Err("unknown-release")) };
    if i64::try_from(receipt.sequence) != Ok(release.sequence) || release.part.to_string() != receipt.part {
        return Ok(Err("another-release"));
    }
    let right = match &receipt.image {
        Some(image) => is_of(tx, release.id, image)?,
        None => never_came_so_far(receipt),
    };
    if !right {
        return Ok(Err("another-image"));
    }
    Ok(tx.rollout_action_of_release(taken.unit.number, release.id)?.ok_or("not-offered"))
}

/// Whether a unit can say this of an update without having its image.
fn never_came_so_far(receipt: &Receipt) -> bool {
    !matches!(receipt.outcome, Some(Outcome::Installed | Outcome::Proven | Outcome::Returned))
}

fn named(tx: &mut Tx<'_>, receipt: &Receipt) -> Result<Option<Release>, RolloutError> {
    let Ok(id) = receipt.release.parse::<Id<kinds::Release>>() else { return Ok(None) };
    Ok(tx.release(id)?)
}

/// Whether an image is one of a release.
pub(super) fn is_of(tx: &mut Tx<'_>, release: Id<kinds::Release>, image: &Digest) -> Result<bool, RolloutError> {
    let files = tx.artifact_of_release(release, FILES)?;
    Ok(files.iter().any(|file| file.delta.is_none() && file.blob.0 == **image))
}

/// What a receipt reports of an update. That it runs is said by the request itself, after a start.
fn report_of(receipt: &Receipt) -> Option<Report> {
    let words = receipt.detail.clone().unwrap_or_default();
    Some(match receipt.outcome? {
        Outcome::Running => Report::Running(words),
        Outcome::Installed => Report::Installed(words),
        Outcome::Failed => Report::Failed(words),
        Outcome::Cancelled => Report::Cancelled(words),
        Outcome::CannotStop => Report::CannotStop(words),
        Outcome::Returned | Outcome::Proven => return None,
    })
}
