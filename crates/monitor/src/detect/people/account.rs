//! Accounts that many guess at.

use core::net::IpAddr;

use minicbor::{Decode, Encode};

use super::super::{Against, Cause, Detector, Figure, Reason};
use super::known::Many;
use super::{DAY, count, hash, surprise_of};
use crate::event::Seconds;

/// So many strangers who fail at one account within a day guess at it.
pub const CROWD: u32 = 6;

/// So many points at one account that nobody took back by coming in are guessing, however slow. A third of the hundred
/// failures after which an account has to be shut (NIST SP 800-63B).
pub const WORN: u32 = 30;

/// Points that a day takes away.
const A_DAY: u32 = 2;

/// One account.
#[derive(Clone, Debug, PartialEq, Encode, Decode)]
#[cbor(map)]
struct Account {
    #[n(0)]
    name: u64,
    #[n(1)]
    points: u32,
    /// Since when it has points.
    #[n(2)]
    first: Seconds,
    /// Until when days were taken off.
    #[n(3)]
    last: Seconds,
    /// Who failed since the day began.
    #[n(4)]
    strangers: Many,
    /// When that day began.
    #[n(5)]
    day: Seconds,
    #[n(6)]
    tell_crowd_at: u32,
    #[n(7)]
    tell_worn_at: u32,
}

/// The accounts that are kept.
#[derive(Clone, Debug, Default, PartialEq, Encode, Decode)]
#[cbor(transparent)]
pub(super) struct Accounts {
    #[n(0)]
    kept: Vec<Account>,
}

impl Accounts {
    pub(super) fn fail(
        &mut self,
        name: &str,
        stranger: Option<IpAddr>,
        points: u32,
        at: Seconds,
        most: usize,
    ) -> Option<Reason> {
        let account = self.account(hash(name), at, most);
        account.fail(stranger, points, at);
        account.told(name, at)
    }

    /// Somebody came in, who takes so many points back. How many guess at it, if many do.
    pub(super) fn succeed(&mut self, name: &str, taken_back: u32, at: Seconds) -> Option<u32> {
        let name = hash(name);
        let account = self.kept.iter_mut().find(|account| account.name == name)?;
        account.points = account.points.saturating_sub(taken_back);
        account.pass(at);
        let crowd = account.strangers.count();
        (crowd >= CROWD || account.points >= WORN).then_some(crowd.max(account.points))
    }

    fn account(&mut self, name: u64, at: Seconds, most: usize) -> &mut Account {
        let place = self.kept.iter().position(|account| account.name == name);
        let place = place.unwrap_or_else(|| {
            let account = Account::new(name, at);
            if self.kept.len() < most.max(1) {
                self.kept.push(account);
                return self.kept.len() - 1;
            }
            let least = self.kept.iter().enumerate().min_by_key(|(_, account)| (account.points, account.last));
            let least = least.map_or(0, |(place, _)| place);
            self.kept[least] = account;
            least
        });
        &mut self.kept[place]
    }
}

impl Account {
    fn new(name: u64, at: Seconds) -> Self {
        let strangers = Many::default();
        Self { name, points: 0, first: at, last: at, strangers, day: at, tell_crowd_at: CROWD, tell_worn_at: WORN }
    }

    fn fail(&mut self, stranger: Option<IpAddr>, points: u32, at: Seconds) {
        self.pass(at);
        if self.points == 0 {
            self.first = at;
        }
        self.points = self.points.saturating_add(points);
        stranger.map(|source| self.strangers.put(source));
    }

    fn pass(&mut self, at: Seconds) {
        let days = at.saturating_sub(self.last).max(0) / DAY;
        if days > 0 {
            let gone = u32::try_from(days).unwrap_or(u32::MAX).saturating_mul(A_DAY);
            self.points = self.points.saturating_sub(gone);
            self.last += days * DAY;
        }
        if self.points < WORN {
            self.tell_worn_at = WORN;
        }
        if at.saturating_sub(self.day) >= DAY {
            (self.strangers, self.day, self.tell_crowd_at) = (Many::default(), at, CROWD);
        }
    }

    fn told(&mut self, name: &str, at: Seconds) -> Option<Reason> {
        let crowd = self.strangers.count();
        let cause = || Cause::Account(name.into());
        if crowd >= self.tell_crowd_at {
            self.tell_crowd_at = crowd.saturating_mul(10);
            let reason = Reason::new(Detector::Guessing, cause(), at).since(self.day).score(surprise_of(crowd));
            return Some(reason.figures(count(CROWD - 1), Figure::Count(crowd.into()), Against::Rule));
        }
        if self.points < self.tell_worn_at {
            return None;
        }
        self.tell_worn_at = self.points.saturating_mul(10);
        let reason = Reason::new(Detector::SlowGuessing, cause(), at).since(self.first).score(surprise_of(self.points));
        Some(reason.figures(count(WORN - 1), count(self.points), Against::Rule))
    }
}
