//! Logging in, step by step: [`Door::knock`] counts the try, [`Door::next_attempt`] hands out the one that is judged now,
//! [`Attempt::hash`] may run anywhere, [`Door::finish`] says what comes of it.

use std::time::Duration;

use super::account::{Account, Role};
use super::attempt::{Attempt, Caller, Half, Hashed, Ticket};
use super::budget::Shut;
use super::cookie::{BrowserId, Cookie};
use super::cost::Cost;
use super::hash::{HashError, Verifier};
use super::name::Name;
use super::people::People;
use super::queue::{Place, Queue};
use super::secret::Secret;
use super::throttle::{Throttle, Who};
use crate::outside::{Clock, NoRandom, Random, Storage};

/// How long a right password waits for its code.
const HALF: Duration = Duration::from_secs(5 * 60);

/// Where an attempt comes from.
#[derive(Clone, Debug)]
pub enum Origin {
    /// From the unit itself, such as its own screen or a cable.
    Here,
    /// Over a network, with the cookie of the browser where it has one that opened.
    Network(Option<Cookie>),
}

/// What somebody typed, and where.
#[derive(Debug)]
pub struct Login {
    /// The name, as it was typed.
    pub name: String,
    /// The password.
    pub password: Secret,
    /// The code of the second factor, where it was typed at once.
    pub code: Option<String>,
    /// Where it comes from.
    pub from: Origin,
}

/// What becomes of an attempt at first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begun {
    /// It was counted, and waits for its hash.
    Waits(Ticket),
    /// There is no try before this time is over; nothing was counted.
    Refused(Duration),
    /// There is no try until somebody who is known, or who is at the unit, gets in; nothing was counted.
    Stopped,
    /// Too many wait; nothing was counted.
    Busy,
}

impl From<Shut> for Begun {
    fn from(shut: Shut) -> Self {
        match shut {
            Shut::For(wait) => Self::Refused(wait),
            Shut::Stopped => Self::Stopped,
        }
    }
}

/// What comes of an attempt.
#[derive(Debug)]
pub enum Outcome {
    /// Somebody is in.
    In(In),
    /// The name or the password is wrong. Nobody is told which.
    Wrong,
    /// The password is right, and a code is needed: [`Door::second`].
    SecondFactorNeeded(Half),
    /// The password is right, the code is wrong.
    WrongCode(Half),
    /// The password is right, and the unit does not know what time it is, so that no code can be judged.
    NoTime(Half),
    /// No code is judged now, and none was counted.
    Shut(Shut, Half),
    /// Too late for a code: the password is needed anew.
    Expired,
    /// There was no memory to judge it; it counts as no try.
    Failed(HashError),
}

/// Somebody who is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct In {
    /// The account.
    pub name: Name,
    /// What it may do.
    pub role: Role,
    /// The browser, for its cookie; nothing at the unit itself, and where there is no randomness.
    pub browser: Option<BrowserId>,
    /// Whether the people changed, by a code that was taken or a browser that is known from now on. They are to be kept
    /// before anything is let.
    pub changed: bool,
}

/// The door of a unit.
#[derive(Debug)]
pub struct Door<S> {
    throttle: Throttle<S>,
    queue: Queue<Attempt>,
    running: Option<Ticket>,
    last: u64,
    cost: Cost,
    nobody: [u8; 32],
}

impl<S: Storage> Door<S> {
    /// A door with its throttle; passwords are hashed at this cost.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn new(throttle: Throttle<S>, cost: Cost, random: &impl Random) -> Result<Self, NoRandom> {
        let nobody = random.bytes()?;
        Ok(Self { throttle, queue: Queue::default(), running: None, last: 0, cost, nobody })
    }

    /// The throttle, to reopen it or to hear of its troubles.
    pub fn throttle(&mut self) -> &mut Throttle<S> {
        &mut self.throttle
    }

    /// Counts an attempt and lets it wait for its hash.
    pub fn knock(&mut self, people: &People, login: Login, clock: &impl Clock, random: &impl Random) -> Begun {
        let typed = login.name.trim().to_lowercase();
        let account = typed.parse().ok().and_then(|name| people.find(&name));
        let (place, who) = place(&login.from, account, &typed);
        let (name, now) = (account.map(Account::name), clock.steady());
        self.throttle.keep_only(|name| people.find(name));
        if !self.queue.has_room(place) {
            return Begun::Busy;
        }
        let counted = match self.throttle.count(who, now) {
            Ok(counted) => counted,
            Err(shut) => return shut.into(),
        };
        let browser = if let Who::Known(_, browser) = who { Some(browser) } else { None };
        let caller = Caller { account: name.cloned(), place, browser, counted };
        self.wait(place, account, people, caller, login, random)
    }

    fn wait(
        &mut self,
        place: Place,
        account: Option<&Account>,
        people: &People,
        caller: Caller,
        login: Login,
        random: &impl Random,
    ) -> Begun {
        self.last += 1;
        let ticket = Ticket(self.last);
        let verifier = account.map_or_else(|| self.nobody(people), |account| account.verifier.clone());
        let is_old = account.is_some() && verifier.needs_rehash(self.cost);
        let renewal = random.bytes().ok().filter(|_| is_old).map(|salt| (self.cost, salt));
        let attempt = Attempt { ticket, caller, password: login.password, code: login.code, verifier, renewal };
        self.queue.push(place, attempt).map_or(Begun::Busy, |()| Begun::Waits(ticket))
    }

    /// What names are checked against that are none: it costs what the first account's does, so that time tells nothing.
    fn nobody(&self, people: &People) -> Verifier {
        let cost = people.iter().next().map_or(self.cost, |account| account.verifier.cost());
        Verifier::of_nobody(cost, self.nobody)
    }

    /// The attempt whose hash is to be made now; nothing while one is being made, or where nobody waits.
    pub fn next_attempt(&mut self) -> Option<Attempt> {
        if self.running.is_some() {
            return None;
        }
        let attempt = self.queue.pop()?;
        self.running = Some(attempt.ticket);
        Some(attempt)
    }

    /// The hash of an attempt will never come, as when its thread died. It stays counted.
    pub fn abandon(&mut self, ticket: Ticket) {
        self.running.take_if(|running| *running == ticket);
    }

    /// Says what comes of an attempt, and lets the next one go.
    pub fn finish(&mut self, people: &mut People, hashed: Hashed, clock: &impl Clock, random: &impl Random) -> Outcome {
        self.abandon(hashed.ticket);
        let Hashed { caller, code, verifier, is_right, renewed, .. } = hashed;
        match is_right {
            Err(error) => {
                self.throttle.undo(&caller.counted);
                return Outcome::Failed(error);
            }
            Ok(false) => return Outcome::Wrong,
            Ok(true) => {}
        }
        let mut half = Half { caller, verifier, until: clock.steady().saturating_add(HALF) };
        let Some(account) = half.account(people) else { return Outcome::Wrong };
        let is_renewed = renewed.is_some();
        if let Some(renewed) = renewed {
            account.verifier = renewed.clone();
            half.verifier = renewed;
        }
        match code {
            None if account.totp.is_some() => Outcome::SecondFactorNeeded(half),
            code => self.judge(people, half, code.as_deref(), is_renewed, clock, random),
        }
    }

    /// Judges the code that was missing. It counts as a try of its own.
    pub fn second(
        &mut self,
        people: &mut People,
        half: Half,
        code: &str,
        clock: &impl Clock,
        random: &impl Random,
    ) -> Outcome {
        let now = clock.steady();
        if now > half.until {
            return Outcome::Expired;
        }
        match self.throttle.count_again(&half.caller.counted, now) {
            Err(shut) => Outcome::Shut(shut, half),
            Ok(counted) => {
                let half = Half { caller: Caller { counted, ..half.caller }, ..half };
                self.judge(people, half, Some(code), false, clock, random)
            }
        }
    }

    /// Judges the code, where one is asked for. The try was counted.
    fn judge(
        &mut self,
        people: &mut People,
        half: Half,
        code: Option<&str>,
        is_renewed: bool,
        clock: &impl Clock,
        random: &impl Random,
    ) -> Outcome {
        let Some(account) = half.account(people) else { return Outcome::Wrong };
        let Some(totp) = account.totp.as_mut() else { return self.enter(account, half.caller, is_renewed, random) };
        let Some(now) = clock.wall() else {
            self.throttle.undo(&half.caller.counted);
            return Outcome::NoTime(half);
        };
        if !code.is_some_and(|code| totp.take(code, now)) {
            return Outcome::WrongCode(half);
        }
        self.enter(account, half.caller, true, random)
    }

    fn enter(&mut self, account: &mut Account, caller: Caller, changed: bool, random: &impl Random) -> Outcome {
        let browser = match caller.place {
            Place::Here => None,
            Place::Known | Place::Stranger => caller.browser.or_else(|| BrowserId::random(random).ok()),
        };
        let is_new = browser.is_some_and(|browser| account.remember(browser));
        self.throttle.succeed(caller.counted, &account.name);
        Outcome::In(In { name: account.name.clone(), role: account.role, browser, changed: changed || is_new })
    }
}

impl Half {
    /// The account, if its password is still the one that was right.
    fn account<'a>(&self, people: &'a mut People) -> Option<&'a mut Account> {
        let account = people.find_mut(self.caller.account.as_ref()?)?;
        (account.verifier == self.verifier).then_some(account)
    }
}

/// A browser is known to the account that it logged in to, as long as that one remembers it.
fn place<'a>(from: &Origin, account: Option<&'a Account>, typed: &'a str) -> (Place, Who<'a>) {
    let name = account.map(Account::name);
    match (from, account) {
        (Origin::Here, _) => (Place::Here, Who::Here(name)),
        (Origin::Network(Some(cookie)), Some(account)) if account.is_of(cookie) => {
            (Place::Known, Who::Known(account.name(), cookie.browser()))
        }
        (Origin::Network(_), _) => (Place::Stranger, Who::Stranger(typed, name)),
    }
}
