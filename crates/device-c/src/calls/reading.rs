//! How things stand.
#![expect(unsafe_code, reason = "names that C links by")]

use steadfast_device::identity::Identity;
use steadfast_device::update::{Phase, Slot, Work};
use steadfast_protocol::Kind;

use crate::border::{NumberOut, SizeOut, TextOut};
use crate::code::SfCode;
use crate::failure::Failure;
use crate::handles::{Handle, with};
use crate::held::Held;
use crate::home::Home;
use crate::words::{SfKind, SfNumber, SfPhase, SfText};

/// A text of the unit: `what` is a SfText. SF_TEXT_SERIAL, SF_TEXT_PRODUCT and SF_TEXT_FINGERPRINT are there before sf_start
/// too, once the unit was made.
#[unsafe(no_mangle)]
pub extern "C" fn sf_text(unit: Handle, what: u32, buffer: TextOut, capacity: usize, length: SizeOut) -> SfCode {
    with(unit, |held| {
        let what = SfText::of(what)?;
        let text = match what {
            SfText::Serial | SfText::Product | SfText::Fingerprint => of_identity(held, what)?,
            _ => of_unit(held.home()?, what)?,
        };
        buffer.give(&text, capacity, length)
    })
}

/// A number of the unit: `what` is a SfNumber.
#[unsafe(no_mangle)]
pub extern "C" fn sf_number(unit: Handle, what: u32, number: NumberOut) -> SfCode {
    with(unit, |held| {
        let what = SfNumber::of(what)?;
        let value = of_home(held.home()?, what)?;
        number.put(value)
    })
}

fn of_identity(held: &mut Held, what: SfText) -> Result<String, Failure> {
    let identity = match held.bare() {
        Ok(storage) => {
            Identity::load(storage)?.ok_or_else(|| Failure::new(SfCode::Nobody, "the unit was never made"))?
        }
        Err(_) => held.home()?.unit.identity.clone(),
    };
    Ok(match what {
        SfText::Serial => identity.serial.clone(),
        SfText::Product => identity.product.clone(),
        _ => identity.public().fingerprint().to_string(),
    })
}

fn of_unit(home: &Home, what: SfText) -> Result<String, Failure> {
    let unit = &home.unit;
    let text = match what {
        SfText::Unit => unit.life.unit.clone(),
        SfText::ProductName => Some(unit.factory.name.clone()),
        SfText::Maker => Some(unit.factory.maker.clone()),
        SfText::Server => unit.factory.server.as_ref().map(|server| server.url.clone()),
        SfText::Path => home.talk.path.map(str::to_owned),
        SfText::WhyLocked => unit.why_locked().map(str::to_owned),
        SfText::WhyBroken => unit.updates.why_broken().map(str::to_owned),
        SfText::Zone => unit.owner().map(|owner| owner.zone.clone()),
        SfText::Window => Some(unit.situation(None, false).window.to_string()),
        SfText::Known => home.known.clone(),
        SfText::UpdateImage => Some(image(home)?),
        _ => unit.updates.work().and_then(|work| of_work(work, what)),
    };
    text.ok_or_else(|| Failure::nothing("there is no such text now"))
}

fn of_work(work: &Work, what: SfText) -> Option<String> {
    match what {
        SfText::UpdateRelease => Some(work.release.clone()),
        SfText::UpdatePart => Some(work.part.clone()),
        SfText::UpdateVersion => Some(work.version.clone()),
        SfText::UpdateNotes => Some(work.notes.clone()),
        SfText::UpdateFixes => Some(work.fixes.join("\n")),
        SfText::UpdateDetail => work.detail.clone(),
        _ => None,
    }
}

/// The file of the image on trial, or of the slot into which the next one comes.
fn image(home: &Home) -> Result<String, Failure> {
    let images = home.images()?;
    let boot = images.boot()?;
    let slot: Slot = boot.trial.map_or_else(|| boot.spare(), |(slot, _)| slot);
    Ok(images.path(slot).to_string_lossy().into_owned())
}

fn of_home(home: &mut Home, what: SfNumber) -> Result<i64, Failure> {
    let unit = &home.unit;
    let owner = unit.owner();
    let (switches, consent) = (owner.map(|owner| owner.switches), owner.map(|owner| owner.consent));
    let number = match what {
        SfNumber::Owned => owner.is_some().into(),
        SfNumber::Locked => unit.is_locked().into(),
        SfNumber::Record => unit.records().into(),
        SfNumber::Share => switches.is_some_and(|switches| switches.share).into(),
        SfNumber::Remote => switches.is_some_and(|switches| switches.remote).into(),
        SfNumber::Automatic => consent.is_some_and(|consent| consent.automatic).into(),
        SfNumber::Features => consent.is_some_and(|consent| consent.features).into(),
        SfNumber::Present => home.set_up.is_present(unit.steady()).into(),
        SfNumber::SharePreset => unit.factory.share.preset.into(),
        SfNumber::Starts => whole(unit.life.starts),
        SfNumber::Resets => whole(unit.life.resets),
        SfNumber::Time => unit.now(),
        SfNumber::Waiting => i64::try_from(unit.outbox.len()).unwrap_or(i64::MAX),
        SfNumber::LogWorks => unit.log.health().is_writing.into(),
        SfNumber::Wait => whole(home.wait.as_secs().saturating_add(1)),
        _ => {
            let of_work = unit.updates.work().and_then(|work| number_of_work(work, what));
            return of_work.ok_or_else(|| Failure::nothing("there is no such number now"));
        }
    };
    Ok(number)
}

fn number_of_work(work: &Work, what: SfNumber) -> Option<i64> {
    match what {
        SfNumber::UpdatePhase => Some(phase(work.phase) as i64),
        SfNumber::UpdateKind => work.kind.map(|kind| self::kind(kind) as i64),
        SfNumber::UpdateSequence => Some(whole(work.sequence)),
        SfNumber::UpdateLength => Some(whole(work.length)),
        SfNumber::UpdateLatest => work.latest,
        _ => None,
    }
}

fn phase(phase: Phase) -> SfPhase {
    match phase {
        Phase::Offered => SfPhase::Offered,
        Phase::Known => SfPhase::Known,
        Phase::Brought => SfPhase::Brought,
        Phase::Installed => SfPhase::Installed,
        Phase::Trial => SfPhase::Trial,
        Phase::Failed => SfPhase::Failed,
        Phase::Returned => SfPhase::Returned,
    }
}

fn kind(kind: Kind) -> SfKind {
    match kind {
        Kind::Security => SfKind::Security,
        Kind::Feature => SfKind::Feature,
        Kind::Combined => SfKind::Combined,
    }
}

fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
