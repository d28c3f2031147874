//! What a unit signed to be kept: receipts of updates, what its owner decided there, what became of its owner's things, and
//! what it found when it looked at itself.

use serde_json::json;
use steadfast_protocol::{
    Decision, Digest, Envelope, EnvelopeError, Exported, MOST_STATEMENT, Message, NoticeReached, Outcome, Receipt,
    Refused, SelfTested, Switched, Wiped, decode,
};
use steadfast_store::{Id, Release, Tx, Unit, UnitEvent, UnitStatement, kinds};

use super::answer::seconds;
use super::check_in::Taken;
use super::error::DeviceError;
use super::{end, outside, owners, tested};
use crate::owner_notices::tell::reached;
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
/// often it comes. `unit` is the unit as it is before them. Where it signed enough for today, they wait on the unit.
pub(super) fn take(
    tx: &mut Tx<'_>,
    taken: &Taken,
    unit: &Unit,
    has_signed_enough: bool,
) -> Result<(Vec<Digest>, Vec<Refused>), DeviceError> {
    let (mut kept, mut refused) = (Vec::new(), Vec::new());
    for (place, bytes) in taken.said.statements.iter().enumerate().filter(|_| !has_signed_enough) {
        let digest = Envelope::digest(bytes);
        match one(tx, taken, unit, place, bytes, digest)? {
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

fn one(
    tx: &mut Tx<'_>,
    taken: &Taken,
    unit: &Unit,
    place: usize,
    bytes: &[u8],
    digest: [u8; 32],
) -> Result<Fate, DeviceError> {
    if let Some(there) = tx.unit_statement(&digest)? {
        let own = there.unit == unit.number;
        return Ok(if own { Fate::Kept } else { Fate::Refused("another-unit") });
    }
    if bytes.len() > MOST_STATEMENT {
        return Ok(Fate::Refused("too-large"));
    }
    let Ok(envelope) = decode::<Envelope>(bytes) else { return Ok(Fate::Refused("malformed")) };
    let Some((kind, effect)) = effect(tx, taken, unit, place, &envelope) else {
        return Ok(Fate::Refused("unknown-type"));
    };
    let fate = match effect {
        Ok(effect) => effect?,
        Err(EnvelopeError::Payload(_)) => Fate::Refused("malformed"),
        Err(_) => Fate::Refused("not-believed"),
    };
    if fate == Fate::Kept {
        let (id, unit, content) = (taken.ids.statements[place], unit.number, bytes.to_vec());
        tx.unit_statement_insert(&UnitStatement { id, unit, kind: kind.to_owned(), content, digest, told: None })?;
    }
    Ok(fate)
}

/// What a statement changed, where it is the unit's own.
type Effect = Result<Result<Fate, DeviceError>, EnvelopeError>;

/// The kind under which a statement is kept, and what it changed; nothing for a type that this program does not know.
fn effect(
    tx: &mut Tx<'_>,
    taken: &Taken,
    unit: &Unit,
    place: usize,
    envelope: &Envelope,
) -> Option<(&'static str, Effect)> {
    let key = &taken.key;
    Some(match envelope.payload_type.as_str() {
        Receipt::TYPE => ("receipt", envelope.open(key).map(|said| received(tx, taken, unit, place, &said))),
        Decision::TYPE => ("owner-decided", envelope.open(key).map(|said| owners::said(tx, taken, unit, place, &said))),
        Switched::TYPE => ("switched", envelope.open(key).map(|said| switched(tx, taken, &said))),
        Wiped::TYPE => ("wiped", envelope.open(key).map(|said| end::wiped(tx, taken, place, &said))),
        SelfTested::TYPE => ("self-tested", envelope.open(key).map(|said| tested::tested(tx, taken, place, &said))),
        Exported::TYPE => ("exported", envelope.open(key).map(|said| tested::exported(tx, taken, place, &said))),
        NoticeReached::TYPE => ("notice-reached", envelope.open(key).map(|said| noticed(tx, taken, place, &said))),
        _ => return None,
    })
}

/// What a receipt changes. What it says must fit the release that it names. Where no rollout told the unit of it, it was
/// installed by another way, as from a stick: that is noted, and kept as it was signed.
fn received(tx: &mut Tx<'_>, taken: &Taken, unit: &Unit, place: usize, receipt: &Receipt) -> Result<Fate, DeviceError> {
    let release = match believed(tx, unit, receipt)? {
        Ok(release) => release,
        Err(reason) => return Ok(Fate::Refused(reason)),
    };
    let event = taken.ids.events[place];
    let Some(action) = tx.rollout_action_of_release(unit.number, release.id)? else {
        outside::note(tx, unit, &release, receipt, event)?;
        return Ok(Fate::Kept);
    };
    let Some(report) = report_of(receipt) else { return Ok(Fate::Kept) };
    let moved = report::take(tx, unit, &action, &report, event, taken.now)?;
    if !moved && receipt.fresh == Some(false) {
        outside::note(tx, unit, &release, receipt, event)?;
    }
    if moved && receipt.outcome == Some(Outcome::Installed) {
        let starts = i64::try_from(receipt.starts).unwrap_or(i64::MAX);
        tx.rollout_action_starts((unit.number, action.number), starts)?;
    }
    Ok(Fate::Kept)
}

/// How far a notice to the owner came. It counts once, and only where the unit was told it.
fn noticed(tx: &mut Tx<'_>, taken: &Taken, place: usize, said: &NoticeReached) -> Result<Fate, DeviceError> {
    if said.unit != taken.unit.id.to_string() {
        return Ok(Fate::Refused("another-unit"));
    }
    match reached(tx, taken.unit.number, &said.notice, said.step, taken.now)? {
        Err(reason) => Ok(Fate::Refused(reason)),
        Ok(None) => Ok(Fate::Kept),
        Ok(Some(step)) => {
            let facts = json!({ "notice": said.notice }).to_string();
            let event = UnitEvent { id: taken.ids.events[place], kind: step.to_owned(), facts };
            tx.unit_event(taken.unit.number, &event)?;
            Ok(Fate::Kept)
        }
    }
}

/// That the owner switched something is kept as it was signed. What holds now is what the check-in itself says; but what was
/// shared before they switched sharing off goes, also where it is on again.
fn switched(tx: &mut Tx<'_>, taken: &Taken, said: &Switched) -> Result<Fate, DeviceError> {
    if said.unit != taken.unit.id.to_string() {
        return Ok(Fate::Refused("another-unit"));
    }
    let unit = taken.unit.number;
    if !(said.switches.record && said.switches.share) {
        tx.unit_events_erase(unit)?;
        tx.alerts_forget(unit)?;
        // Whoever switches it off there after they refused it here says the same; what they switch on later is newer.
        if tx.unit_log(unit)?.refused.is_some_and(|refused| seconds(refused) <= said.time) {
            tx.unit_log_refuse(unit, None)?;
        }
    }
    Ok(Fate::Kept)
}

/// The release that a receipt is about; or why it is refused.
fn believed(tx: &mut Tx<'_>, unit: &Unit, receipt: &Receipt) -> Result<Result<Release, &'static str>, RolloutError> {
    if receipt.unit != unit.id.to_string() {
        return Ok(Err("another-unit"));
    }
    let Some(release) = named(tx, receipt)? else { return Ok(Err("unknown-release")) };
    let part = tx.part(release.part)?.filter(|part| part.product == unit.product);
    let fits = part.is_some_and(|part| part.id.to_string() == receipt.part);
    if !fits || i64::try_from(receipt.sequence) != Ok(release.sequence) {
        return Ok(Err("another-release"));
    }
    let right = match &receipt.image {
        Some(image) => is_of(tx, release.id, image)?,
        None => never_came_so_far(receipt),
    };
    Ok(if right { Ok(release) } else { Err("another-image") })
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
