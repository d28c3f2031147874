//! Where tries come from.

use core::net::IpAddr;

use minicbor::{Decode, Encode};

use super::super::{Against, Cause, Detector, Reason};
use super::{DAY, count, hash, surprise_of};
use crate::event::{Address, Attempt, Authentication, Factor, Seconds};

/// Points of a source that never came in that are guessing.
pub const STRANGER: u32 = 6;

/// Points of a source that came in before that are.
pub const KNOWN: u32 = 12;

/// Points within this are guessing; over longer they are slow guessing.
const AT_ONCE: Seconds = 3600;

/// A session that was given up so long after a try is another one.
const SESSION: Seconds = 120;

/// The most points of one name that nobody has, in one session.
const A_NAME: u32 = 3;

/// What success takes away of points that were no tries for its account: one mistyped name, and a session given up.
const MISTYPED: u32 = A_NAME + 1;

/// One source.
#[derive(Clone, Debug, PartialEq, Encode, Decode)]
#[cbor(map)]
struct Source {
    #[n(0)]
    address: Address,
    /// Points of now.
    #[n(1)]
    points: u32,
    /// How many of them are for the account that was tried last.
    #[n(2)]
    of_account: u32,
    /// The account that was tried last.
    #[n(3)]
    account: Option<u64>,
    /// Since when it has points.
    #[n(4)]
    first: Seconds,
    /// When it failed last, or a week was forgiven.
    #[n(5)]
    last: Seconds,
    /// Points of the session that may still be open.
    #[n(6)]
    session: u32,
    /// Whether it came in, and to which account.
    #[n(7)]
    came_in: Option<u64>,
    /// Whether all that it tried looks like a machine whose credential is no longer good.
    #[n(8)]
    is_stale: bool,
    /// From how many points on it is told again.
    #[n(9)]
    tell_at: u32,
}

/// The sources that are kept.
#[derive(Clone, Debug, Default, PartialEq, Encode, Decode)]
#[cbor(transparent)]
pub(super) struct Sources {
    #[n(0)]
    kept: Vec<Source>,
}

/// What a failure came to.
pub(super) struct Failed {
    pub(super) points: u32,
    pub(super) is_known: bool,
    /// Whether it is a machine whose credential is no longer good, by all that it tried.
    pub(super) is_stale: bool,
    pub(super) reason: Option<Reason>,
}

/// How a source stood when it came in.
pub(super) struct Before {
    pub(super) was_guessing: bool,
    pub(super) was_known: bool,
    pub(super) points: u32,
    pub(super) first: Seconds,
    pub(super) taken_back: u32,
}

impl Sources {
    pub(super) fn fail(&mut self, it: &Authentication<'_>, at: Seconds, most: usize) -> Failed {
        // Where no address is told all are one: there is nothing else to tell them apart by.
        let address = it.source.unwrap_or(Address(core::net::Ipv4Addr::UNSPECIFIED.into()));
        let source = self.source(address, at, most);
        let points = source.fail(it, at);
        let is_known = source.came_in.is_some();
        Failed { points, is_known, is_stale: is_known && source.is_stale, reason: source.told(at) }
    }

    pub(super) fn succeed(&mut self, address: IpAddr, name: &str, at: Seconds, most: usize) -> Before {
        self.source(Address(address), at, most).succeed(hash(name))
    }

    fn source(&mut self, address: Address, at: Seconds, most: usize) -> &mut Source {
        let place = self.kept.iter().position(|source| source.address == address);
        let place = place.unwrap_or_else(|| {
            let source = Source::new(address, at);
            if self.kept.len() < most.max(1) {
                self.kept.push(source);
                return self.kept.len() - 1;
            }
            let least = self.least();
            self.kept[least] = source;
            least
        });
        &mut self.kept[place]
    }

    /// The one that is missed least: with the fewest points, then a stranger, then the oldest.
    fn least(&self) -> usize {
        let weight = |source: &Source| (source.points, source.came_in.is_some(), source.last);
        let places = self.kept.iter().enumerate().min_by_key(|(_, source)| weight(source));
        places.map_or(0, |(place, _)| place)
    }
}

impl Source {
    fn new(address: Address, at: Seconds) -> Self {
        Self {
            address,
            points: 0,
            of_account: 0,
            account: None,
            first: at,
            last: at,
            session: 0,
            came_in: None,
            is_stale: true,
            tell_at: 0,
        }
    }

    /// Takes in a failure; how many points it is.
    fn fail(&mut self, it: &Authentication<'_>, at: Seconds) -> u32 {
        self.forgive(at);
        let account = it.account.map(|name| hash(name.as_str()));
        let points = self.worth(it, account, at);
        if self.points == 0 {
            self.first = at;
        }
        if account.is_some() && account != self.account {
            (self.account, self.of_account) = (account, 0);
        }
        self.points = self.points.saturating_add(points);
        self.of_account = self.of_account.saturating_add(points);
        self.last = self.last.max(at);
        self.is_stale &= is_stale(it) && (account.is_none() || account == self.came_in);
        points
    }

    fn worth(&mut self, it: &Authentication<'_>, account: Option<u64>, at: Seconds) -> u32 {
        let tries = u32::try_from(it.tries.unwrap_or(1)).unwrap_or(u32::MAX);
        // A service tells a name that nobody has once a session, before any password.
        let begins = it.attempt == Some(Attempt::UnknownAccount) && it.factor.is_none();
        let goes_on = self.session > 0 && !begins && (0..SESSION).contains(&at.saturating_sub(self.last));
        let before = if goes_on { self.session } else { 0 };
        let is_same = goes_on && account == self.account;
        let points = match it.attempt {
            Some(Attempt::GivenUp) => u32::from(before < 2),
            // One name that nobody has opens nothing, however many passwords go with it.
            Some(Attempt::UnknownAccount) if is_same => A_NAME.saturating_sub(before).min(tries),
            Some(Attempt::UnknownAccount) if begins => 2,
            Some(Attempt::UnknownAccount) => tries.saturating_add(1).min(A_NAME),
            _ => tries,
        };
        let is_over = it.attempt == Some(Attempt::GivenUp);
        let is_other = it.attempt == Some(Attempt::UnknownAccount) && !is_same;
        self.session = if is_over {
            0
        } else if is_other {
            points
        } else {
            before.saturating_add(points)
        };
        points
    }

    /// A quiet week is a point less. What was told is told anew when it comes again.
    fn forgive(&mut self, at: Seconds) {
        let weeks = u32::try_from(at.saturating_sub(self.last) / (7 * DAY)).unwrap_or_default();
        if weeks == 0 {
            return;
        }
        self.points = self.points.saturating_sub(weeks);
        self.of_account = self.of_account.min(self.points);
        self.last = at;
        if self.points == 0 {
            (self.tell_at, self.is_stale) = (0, true);
        }
    }

    fn threshold(&self) -> u32 {
        if self.came_in.is_some() { KNOWN } else { STRANGER }
    }

    fn told(&mut self, at: Seconds) -> Option<Reason> {
        let threshold = self.threshold();
        if self.points < self.tell_at.max(threshold) {
            return None;
        }
        self.tell_at = self.points.saturating_mul(10);
        let detector = match at.saturating_sub(self.first) < AT_ONCE {
            _ if self.came_in.is_some() && self.is_stale => Detector::StaleCredential,
            true => Detector::Guessing,
            false => Detector::SlowGuessing,
        };
        let reason = Reason::new(detector, Cause::Source(Some(self.address)), at).since(self.first);
        let reason = reason.figures(count(threshold - 1), count(self.points), Against::Rule);
        Some(reason.score(surprise_of(self.points)))
    }

    fn succeed(&mut self, account: u64) -> Before {
        let own = if self.account == Some(account) { self.of_account } else { 0 };
        let taken_back = own + (self.points - own).min(MISTYPED);
        let before = Before {
            was_guessing: self.points >= self.threshold() && !(self.came_in.is_some() && self.is_stale),
            was_known: self.came_in.is_some(),
            points: self.points,
            first: self.first,
            taken_back: own,
        };
        self.points -= taken_back;
        (self.of_account, self.session, self.came_in) = (0, 0, Some(account));
        self.is_stale |= self.points == 0;
        before
    }
}

/// Nothing was guessed: a key was shown, or nothing at all.
fn is_stale(it: &Authentication<'_>) -> bool {
    it.attempt == Some(Attempt::GivenUp) || it.factor == Some(Factor::Key)
}
