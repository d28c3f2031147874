//! Many who try, each a little, whatever the account.

use core::net::IpAddr;

use minicbor::{Decode, Encode};

use super::super::{Against, Cause, Detector, Figure, Reason, Surprise};
use super::DAY;
use super::known::Many;
use crate::event::Seconds;

/// What a unit is taken to see of it in a day before it has days of its own.
const FEW: f64 = 2.0;

/// How rare a day must be, as minus the decimal logarithm of its chance.
const RARE: f32 = 6.0;

/// How much a day counts in what is usual.
const WEIGHT: f64 = 0.2;

/// The strangers who failed today, beside other days.
#[derive(Clone, Debug, Default, PartialEq, Encode, Decode)]
#[cbor(map)]
pub(super) struct Crowd {
    #[n(0)]
    today: Many,
    /// When today began.
    #[n(1)]
    day: Option<Seconds>,
    /// How many there usually are.
    #[n(2)]
    usual: f64,
    /// Days of which that is known.
    #[n(3)]
    days: u64,
    /// From how many on it is told again today.
    #[n(4)]
    tell_at: u32,
}

impl Crowd {
    pub(super) fn fail(&mut self, source: IpAddr, at: Seconds) -> Option<Reason> {
        self.pass(at);
        if !self.today.put(source) || self.today.count() < self.tell_at {
            return None;
        }
        let (seen, usual) = (self.today.count(), self.usual.max(FEW));
        let score = Surprise::of(rarity(seen, usual));
        (score >= Surprise::of(RARE)).then(|| {
            self.tell_at = seen.saturating_mul(10);
            let reason = Reason::new(Detector::Guessing, Cause::Source(None), at).since(self.day.unwrap_or(at));
            let expected = Figure::Count(usual.round() as u64);
            reason.score(score).figures(expected, Figure::Count(seen.into()), Against::Own(self.days))
        })
    }

    /// A day that is over is learnt, but never more than what is told: an attack must not make itself usual at once.
    fn pass(&mut self, at: Seconds) {
        let began = *self.day.get_or_insert(at);
        let days = at.saturating_sub(began).max(0) / DAY;
        if days == 0 {
            return;
        }
        let most = (self.usual.max(FEW) * 4.0).max(12.0);
        let quiet = i32::try_from(days - 1).unwrap_or(i32::MAX);
        let with_today = self.usual + WEIGHT * (f64::from(self.today.count()).min(most) - self.usual);
        self.usual = with_today * (1.0 - WEIGHT).powi(quiet);
        self.days = self.days.saturating_add(days.unsigned_abs());
        (self.today, self.day, self.tell_at) = (Many::default(), Some(began + days * DAY), 0);
    }
}

/// Minus the decimal logarithm of the chance that so many or more come where so many are usual (Poisson; the bound of Chernoff,
/// which is never too surprised).
fn rarity(seen: u32, usual: f64) -> f32 {
    let seen = f64::from(seen);
    if seen <= usual {
        return 0.0;
    }
    let nats = seen * (seen / usual).ln() - seen + usual;
    (nats / std::f64::consts::LN_10) as f32
}
