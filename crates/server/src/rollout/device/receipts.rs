//! What a unit signed to be kept: receipts of updates, and what its owner decided there.

use serde_json::json;
use steadfast_protocol::{
    Decision, Digest, Envelope, EnvelopeError, MOST_STATEMENTS, Message, Outcome, Receipt, Refused, decode,
};
use steadfast_store::{Id, Release, Tx, UnitEvent, UnitStatement, kinds};

use super::check_in::Taken;
use super::error::DeviceError;
use super::owners;
use crate::rollout::RolloutError;
use crate::rollout::report::{self, Report};

/// Files of a release.
const FILES: i64 = 500;

/// Takes the statements of a request: those that are kept, and those that are refused with the reason. A statement counts
/// once, however often it comes.
pub(super) fn take(tx: &mut Tx<'_>, taken: &Taken) -> Result<(Vec<Digest>, Vec<Refused>), DeviceError> {
    let (mut kept, mut refused) = (Vec::new(), Vec::new());
    for (place, bytes) in taken.said.statements.iter().enumerate().take(MOST_STATEMENTS) {
        let digest = Envelope::digest(bytes);
        match one(tx, taken, place, bytes, digest)? {
            Ok(()) => kept.push(digest.into()),
            Err(reason) => {
                let facts = json!({ "reason": reason }).to_string();
                let event = UnitEvent { id: taken.ids.events[place], kind: "statement-refused".to_owned(), facts };
                tx.unit_event(taken.unit.number, &event)?;
                refused.push(Refused { statement: digest.into(), reason: reason.to_owned() });
            }
        }
    }
    Ok((kept, refused))
}

/// One statement; or why it is refused.
fn one(
    tx: &mut Tx<'_>,
    taken: &Taken,
    place: usize,
    bytes: &[u8],
    digest: [u8; 32],
) -> Result<Result<(), &'static str>, DeviceError> {
    if let Some(there) = tx.unit_statement(&digest)? {
        return Ok(if there.unit == taken.unit.number { Ok(()) } else { Err("another-unit") });
    }
    let Ok(envelope) = decode::<Envelope>(bytes) else { return Ok(Err("malformed")) };
    let (kind, effect) = match envelope.payload_type.as_str() {
        Receipt::TYPE => ("receipt", envelope.open(&taken.key).map(|receipt| received(tx, taken, place, &receipt))),
        Decision::TYPE => {
            ("owner-decided", envelope.open(&taken.key).map(|said| owners::said(tx, taken, place, &said)))
        }
        _ => return Ok(Err("unknown-type")),
    };
    let refused = match effect {
        Ok(effect) => effect?,
        Err(EnvelopeError::Payload(_)) => Err("malformed"),
        Err(_) => Err("not-believed"),
    };
    if refused.is_ok() {
        let (id, unit, content) = (taken.ids.statements[place], taken.unit.number, bytes.to_vec());
        tx.unit_statement_insert(&UnitStatement { id, unit, kind: kind.to_owned(), content, digest, told: None })?;
    }
    Ok(refused)
}

/// What a receipt changes. What it says must fit the release that it names; of an update that nobody offered it is kept, and
/// changes nothing.
fn received(
    tx: &mut Tx<'_>,
    taken: &Taken,
    place: usize,
    receipt: &Receipt,
) -> Result<Result<(), &'static str>, DeviceError> {
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
    let rollout = tx.rollout_of_release(release.id, 1)?.into_iter().next();
    let action = match &rollout {
        Some(rollout) => tx.rollout_action_of(rollout.id, taken.unit.number)?,
        None => None,
    };
    let (Some(action), Some(report)) = (action, report_of(receipt)) else { return Ok(Ok(())) };
    let number = (taken.unit.number, action.number);
    if report::take(tx, &taken.unit, &action, &report, taken.ids.events[place], taken.now)?
        && receipt.outcome == Some(Outcome::Installed)
    {
        tx.rollout_action_starts(number, i64::try_from(receipt.starts).unwrap_or(i64::MAX))?;
    }
    Ok(Ok(()))
}

/// Whether a unit can say this of an update without having its image.
fn never_came_so_far(receipt: &Receipt) -> bool {
    matches!(
        receipt.outcome,
        Some(Outcome::Running | Outcome::Failed | Outcome::Cancelled | Outcome::CannotStop) | None
    )
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
