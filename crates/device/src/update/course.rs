//! What comes next: a function of what is so.

use steadfast_protocol::{Consent, Hold, Seconds, Wish};

use super::{Automatic, Phase, Window, Work};

/// What the next step depends on, beside the update itself.
#[derive(Clone, Copy, Debug)]
pub struct Situation {
    /// What the owner decided once for all; nothing: there is no owner, and it is as the law has it.
    pub consent: Option<Consent>,
    /// What the owner decided on this release.
    pub wish: Option<(Wish, Option<Seconds>)>,
    /// Whether updates can install by themselves.
    pub automatic: Automatic,
    /// When they do.
    pub window: Window,
    /// What time it is.
    pub now: Seconds,
    /// The minute of the owner's day, where that is known.
    pub minute: Option<u16>,
    /// Whether the product said that it is in a safe state, or is not asked.
    pub safe: bool,
}

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing: there is no update, or what came of it is told.
    Nothing,
    /// To look into the repository, what signed metadata says of it.
    Find,
    /// To bring the image.
    Bring,
    /// To wait.
    Wait(Why),
    /// To ask the product whether it is in a safe state.
    Ask,
    /// To put it in its place.
    Install,
    /// To restart into it.
    Restart,
    /// To look whether it is well.
    Watch,
}

/// Why an update waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The owner put it off, until then.
    Postponed(Option<Seconds>),
    /// The owner refused it.
    Refused,
    /// Updates do not install by themselves: the owner said so.
    AutomaticOff,
    /// They never do on this product.
    NotApplicable,
    /// It brings something new, and nobody agreed yet.
    NotAgreed,
    /// The window is not open.
    Window,
    /// The manufacturer holds it back.
    HeldBack,
}

/// What comes next for an update.
#[must_use]
pub fn step(work: Option<&Work>, so: &Situation) -> Step {
    let Some(work) = work else { return Step::Nothing };
    match work.phase {
        Phase::Offered => Step::Find,
        Phase::Known => may_bring(work, so).map_or_else(Step::Wait, |()| Step::Bring),
        Phase::Brought => match may_install(work, so) {
            Err(why) => Step::Wait(why),
            Ok(()) if so.safe => Step::Install,
            Ok(()) => Step::Ask,
        },
        Phase::Installed => Step::Restart,
        Phase::Trial => Step::Watch,
        Phase::Failed | Phase::Returned => Step::Nothing,
    }
}

/// Whether it is worth bringing: not where it would lie there against the owner's will.
fn may_bring(work: &Work, so: &Situation) -> Result<(), Why> {
    match wanted(work, so) {
        Err(Why::Postponed(_)) => Ok(()),
        other => other.map(drop),
    }
}

fn may_install(work: &Work, so: &Situation) -> Result<(), Why> {
    let now = wanted(work, so)?;
    // A hold that stands for the owner's will is theirs to lift at the unit; what the manufacturer holds back is not.
    let is_lifted = now == Will::Now && work.hold.is_some();
    if !(work.may || is_lifted) {
        return Err(held(work));
    }
    if now == Will::Now || so.window.is_open(so.minute) { Ok(()) } else { Err(Why::Window) }
}

fn held(work: &Work) -> Why {
    match work.hold {
        Some(Hold::Postponed) => Why::Postponed(work.until),
        Some(Hold::Refused) => Why::Refused,
        Some(Hold::OptedOut) => Why::AutomaticOff,
        Some(Hold::NotAgreed) => Why::NotAgreed,
        None => Why::HeldBack,
    }
}

/// How much an update is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Will {
    /// By itself, in its window.
    ByItself,
    /// Somebody asked for it.
    Now,
}

fn wanted(work: &Work, so: &Situation) -> Result<Will, Why> {
    match so.wish {
        Some((Wish::Agreed, _)) => return Ok(Will::Now),
        Some((Wish::Refused, _)) => return Err(Why::Refused),
        Some((Wish::Postponed, until)) => {
            let until = work.no_later(until);
            if until.is_none_or(|until| so.now < until) {
                return Err(Why::Postponed(until));
            }
        }
        None => {}
    }
    let consent = so.consent.unwrap_or(Consent { automatic: true, features: false, since: None });
    match () {
        () if so.automatic == Automatic::NotApplicable => Err(Why::NotApplicable),
        () if !consent.automatic => Err(Why::AutomaticOff),
        () if !work.is_security() && !consent.features => Err(Why::NotAgreed),
        () => Ok(Will::ByItself),
    }
}
