//! What owners decided, and what may be installed on their devices (Regulation (EU) 2024/2847, Annex I, Part I,
//! point (2)(c): security updates come automatically by default, with a clear way to opt out, with a notice, and may be
//! put off for a while).

use steadfast_store::Time;

/// What the owner of a unit decided once for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Consent {
    /// Security updates install by themselves.
    pub automatic: bool,
    /// So do feature updates.
    pub features: bool,
}

impl Default for Consent {
    /// As the law has it: security updates by themselves, others when the owner agreed.
    fn default() -> Self {
        Self { automatic: true, features: false }
    }
}

/// What the owner decided on one update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Not before this.
    Postponed(Time),
    /// Not this one.
    Refused,
    /// This one, now.
    Agreed,
}

/// Why an update waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// The owner put it off until then.
    Postponed(Time),
    /// The owner refused it.
    Refused,
    /// The owner switched automatic updates off.
    OptedOut,
    /// It brings something new, and nobody agreed yet.
    NotAgreed,
}

/// Whether an update may be installed now. `latest` is when the longest postponement ends, where it is a security update:
/// nothing else overrides the owner, and nothing at all overrides a refusal or an opt-out.
///
/// # Errors
/// What holds it.
pub fn may_install(
    consent: Consent,
    wish: Option<Wish>,
    is_security: bool,
    latest: Option<Time>,
    now: Time,
) -> Result<(), Hold> {
    match wish {
        Some(Wish::Refused) => return Err(Hold::Refused),
        Some(Wish::Agreed) => return Ok(()),
        Some(Wish::Postponed(until)) => {
            let until = latest.filter(|_| is_security).map_or(until, |latest| until.min(latest));
            if now < until {
                return Err(Hold::Postponed(until));
            }
        }
        None => {}
    }
    match (is_security, consent) {
        (true, Consent { automatic: false, .. }) => Err(Hold::OptedOut),
        (false, Consent { automatic: true, features: true }) | (true, _) => Ok(()),
        (false, Consent { automatic: false, .. }) => Err(Hold::OptedOut),
        (false, _) => Err(Hold::NotAgreed),
    }
}
