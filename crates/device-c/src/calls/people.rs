//! Who comes in, and who does not.
#![expect(unsafe_code, reason = "names that C links by")]

use steadfast_device::accounts::budget::Shut;
use steadfast_device::accounts::{Begun, Cookie, Hashed, In, Login, Name, Origin, Outcome, PeopleError, Role, Secret};
use steadfast_monitor::event::{AccountChange, Attempt, Factor, Place};

use crate::border::{ChoiceOut, Text};
use crate::code::SfCode;
use crate::failure::Failure;
use crate::handles::{Handle, with_home};
use crate::home::Home;
use crate::words::{SfPlace, SfRole};

/// Checks a name and a password. Every try is counted, on the medium, before it is judged: five are free, each one after that
/// waits longer (SF_WAIT, SF_NUMBER_WAIT), after a hundred there is none (SF_STOPPED). It takes as long as a password hash
/// does, and the memory.
///
/// `place` is a SfPlace: who is at the unit itself has tries of their own, which nobody on a network uses up. `code` is that
/// of the second factor, or null. `known` is what the browser shows by which it is known (SF_TEXT_KNOWN), or null. *role is a
/// SfRole. It opens no session: what the program lets them do then, and for how long, is its own.
#[unsafe(no_mangle)]
pub extern "C" fn sf_log_in(
    unit: Handle,
    place: u32,
    name: Text,
    password: Text,
    code: Text,
    known: Text,
    role: ChoiceOut,
) -> SfCode {
    with_home(unit, |home| {
        role.ready()?;
        let place = SfPlace::of(place)?;
        let (name, password) = (name.read()?, Secret::typed(password.read()?.to_string()));
        let code = code.read_if_there()?.map(|code| code.trim().to_owned()).filter(|code| !code.is_empty());
        let (from, whence) = home.origin(place, &name, known.read_if_there()?.as_ref().map(|known| known.as_str()));
        let password = password.map_err(|_| wrong())?;
        let login = Login { name: name.to_string(), password, code, from };
        let entered = home.judged(login, whence)?;
        role.put(if entered.role == Role::Owner { SfRole::Owner } else { SfRole::User } as u32)
    })
}

/// Gives an account another password; whoever is `by` has shown who they are (sf_log_in), or is there in person. Browsers that
/// knew the old one are strangers.
#[unsafe(no_mangle)]
pub extern "C" fn sf_set_password(unit: Handle, name: Text, password: Text, by: Text) -> SfCode {
    with_home(unit, |home| {
        let (name, password, by): (Name, _, _) = (name.read()?.parse()?, password.read()?, by.read()?);
        // Nothing is hashed that nobody could use.
        home.unit.change(|owner| owner.people.find(&name).map(drop).ok_or(PeopleError::Unknown.into()))?;
        let verifier = home.hashed(&name, &password)?;
        home.unit.change(|owner| Ok(owner.people.set_password(&name, verifier, None)?))?;
        home.note_account(AccountChange::Password, name.as_str(), &by);
        Ok(())
    })
}

fn wrong() -> Failure {
    Failure::new(SfCode::Wrong, "the name or the password is wrong")
}

fn code_needed() -> Failure {
    Failure::new(SfCode::CodeNeeded, "a code of the app is needed")
}

impl Home {
    /// Where somebody is; with what the log says of it.
    fn origin(&self, place: SfPlace, name: &str, known: Option<&str>) -> (Origin, Place) {
        if place == SfPlace::Here {
            return (Origin::Here, Place::Here);
        }
        let cookie = known.zip(self.unit.owner()).and_then(|(text, owner)| {
            let cookie = Cookie::open(text, &owner.cookies())?;
            let account = owner.people.find(cookie.account()).filter(|account| account.knows(cookie.browser()))?;
            (self.somebody(name).as_ref() == Some(account.name())).then_some(cookie)
        });
        let whence = if cookie.is_some() { Place::KnownBrowser } else { Place::Stranger };
        (Origin::Network(cookie), whence)
    }

    /// Whose name was typed. One that nobody has is not written down: people type their password there.
    fn somebody(&self, typed: &str) -> Option<Name> {
        let name = typed.trim().to_lowercase().parse::<Name>().ok()?;
        self.unit.owner()?.people.find(&name).map(|account| account.name().clone())
    }

    /// Counts a try and judges it.
    fn judged(&mut self, login: Login, whence: Place) -> Result<In, Failure> {
        let Some(owner) = self.unit.owner() else {
            let locked = self.unit.is_locked();
            return Err(Failure::new(if locked { SfCode::Locked } else { SfCode::NoOwner }, "nobody can log in"));
        };
        let name = self.somebody(&login.name);
        let begun = self.door.knock(&owner.people, login, &self.unit.clock, &self.unit.random);
        let shut = match begun {
            Begun::Waits(_) => None,
            Begun::Refused(wait) => Some(Shut::For(wait)),
            Begun::Stopped => Some(Shut::Stopped),
            Begun::Busy => return Err(Failure::new(SfCode::Busy, "too many wait")),
        };
        if let Some(shut) = shut {
            self.note_throttled(whence, Factor::Password);
            return Err(self.shut(shut));
        }
        let attempt = self.door.next_attempt().ok_or_else(wrong)?;
        let outcome = self.finished(attempt.hash());
        self.told(outcome, name.as_ref(), whence)
    }

    fn finished(&mut self, hashed: Hashed) -> Outcome {
        let mut people = self.unit.owner().map(|owner| owner.people.clone()).unwrap_or_default();
        let outcome = self.door.finish(&mut people, hashed, &self.unit.clock, &self.unit.random);
        if matches!(&outcome, Outcome::In(entered) if entered.changed) {
            self.unit.remember(people);
        }
        outcome
    }

    /// What came of it, for the log and for who asked. Over a network nobody is told that a password was right.
    fn told(&mut self, outcome: Outcome, name: Option<&Name>, whence: Place) -> Result<In, Failure> {
        let account = name.map(Name::as_str);
        match outcome {
            Outcome::In(entered) => {
                self.note(Attempt::Accepted, account, whence, Some(Factor::Password));
                let browser = entered.browser.zip(self.unit.owner());
                self.known = browser.map(|(browser, owner)| Cookie::text(&entered.name, browser, &owner.cookies()));
                Ok(entered)
            }
            Outcome::Wrong | Outcome::Expired => {
                self.note(Attempt::Wrong, account, whence, Some(Factor::Password));
                Err(wrong())
            }
            Outcome::SecondFactorNeeded(_) if whence == Place::Here => Err(code_needed()),
            Outcome::SecondFactorNeeded(_) | Outcome::WrongCode(_) | Outcome::NoTime(_) => {
                self.note(Attempt::Wrong, account, whence, Some(Factor::TimeCode));
                Err(if whence == Place::Here { code_needed() } else { wrong() })
            }
            Outcome::Shut(shut, _) => Err(self.shut(shut)),
            Outcome::Failed(error) => Err(error.into()),
        }
    }
}
