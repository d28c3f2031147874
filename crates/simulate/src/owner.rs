//! The owners of simulated units.

use steadfast_protocol::{Decision, Offer, Seconds, Wish};

/// What an owner does when an update comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Owner {
    /// Lets it happen.
    #[default]
    Content,
    /// Puts each one off by so many seconds, once.
    Postpones(Seconds),
    /// Refuses each one.
    Refuses,
    /// Agrees to each one that asks.
    Agrees,
}

impl Owner {
    /// What the owner decides on an offer that is new to them.
    pub(crate) fn decides(self, unit: &str, number: u64, offer: &Offer, now: Seconds) -> Option<Decision> {
        let (wish, until) = match self {
            Self::Content => return None,
            Self::Postpones(seconds) => {
                let until = now.saturating_add(seconds);
                (Wish::Postponed, Some(offer.latest.map_or(until, |latest| until.min(latest))))
            }
            Self::Refuses => (Wish::Refused, None),
            Self::Agrees if offer.install => return None,
            Self::Agrees => (Wish::Agreed, None),
        };
        Some(Decision {
            unit: unit.to_owned(),
            number,
            time: now,
            always: None,
            release: Some(offer.release.clone()),
            wish: Some(wish),
            until,
            version: Some(offer.version.clone()),
        })
    }
}
