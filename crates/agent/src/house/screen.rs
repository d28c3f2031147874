//! Logging in at the unit itself: the product's own program, with its screen and its keys, asks whether a password is right.
//! It has tries of its own, which nobody on a network uses up, and comes first.

use serde::{Deserialize, Serialize};
use steadfast_device::accounts::{Begun, Login, Origin, Outcome, Secret, Ticket};
use steadfast_monitor::event::{Attempt, Authentication, Factor, Place, What};

use super::Home;
use super::lines::Heard;
use crate::event_loop::Hands;
use crate::socket::{Client, ClientId};

/// What somebody typed at the unit.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Typed {
    name: String,
    password: String,
    #[serde(default)]
    code: Option<String>,
}

impl std::fmt::Debug for Typed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Typed").field("name", &self.name).finish_non_exhaustive()
    }
}

/// What comes of it.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Entered {
    /// They are who they say, and an owner or a user.
    As(String, &'static str),
    /// Something typed is wrong; which, is not said.
    Wrong,
    /// The password is right, and a code is needed, or another one.
    Code,
    /// There is no try for so many seconds.
    Wait(u64),
    /// There is no try until the button is pressed.
    Stopped,
    /// Too many wait, or there is no memory: the program asks again.
    Busy,
    /// Nobody can log in: the unit has no owner.
    Nobody,
}

impl Home {
    /// Judges a password for a program that speaks for the unit. The answer comes later, or at once where it is not judged.
    pub(super) fn typed_here(
        &mut self,
        client: Client,
        typed: Typed,
        hands: &mut Hands<Self>,
    ) -> Option<Heard<'static>> {
        if !self.speaks_for_the_unit(client) {
            return Some(Heard::Refused("not-allowed"));
        }
        let Some(owner) = self.unit.owner() else { return Some(Heard::Login(Entered::Nobody)) };
        let Ok(password) = Secret::typed(typed.password) else { return Some(Heard::Login(Entered::Wrong)) };
        let login = Login { name: typed.name.clone(), password, code: typed.code, from: Origin::Here };
        let begun = self.door.knock(&owner.people, login, &self.unit.clock, &self.unit.random);
        self.look_at_tries();
        match begun {
            Begun::Waits(ticket) => {
                self.screens.insert(ticket, (client.id, typed.name));
                self.next_attempt(hands);
                None
            }
            Begun::Refused(wait) => Some(Heard::Login(Entered::Wait(wait.as_secs() + 1))),
            Begun::Stopped => Some(Heard::Login(Entered::Stopped)),
            Begun::Busy => Some(Heard::Login(Entered::Busy)),
        }
    }

    /// What was typed at the unit is judged; whether it was.
    pub(super) fn judged_here(&mut self, ticket: Ticket, outcome: &Outcome, hands: &mut Hands<Self>) -> bool {
        let Some((client, typed)) = self.screens.remove(&ticket) else { return false };
        let (entered, attempt, factor) = match outcome {
            Outcome::In(entered) => {
                let name = entered.name.as_str().to_owned();
                (Entered::As(name, entered.role.code()), Some(Attempt::Accepted), Factor::Password)
            }
            Outcome::Wrong | Outcome::Expired => (Entered::Wrong, Some(Attempt::Wrong), Factor::Password),
            Outcome::SecondFactorNeeded(_) => (Entered::Code, None, Factor::TimeCode),
            Outcome::WrongCode(_) | Outcome::NoTime(_) => (Entered::Code, Some(Attempt::Wrong), Factor::TimeCode),
            Outcome::Shut(..) | Outcome::Failed(_) => (Entered::Busy, None, Factor::Password),
        };
        if attempt.is_some() {
            let name = self.somebody(&typed);
            let account = name.as_ref().map(|name| name.as_str().into());
            let (place, factor) = (Some(Place::Here), Some(factor));
            self.unit.record(What::Authentication(Authentication {
                attempt,
                account,
                place,
                factor,
                ..Authentication::default()
            }));
        }
        self.says_entered(client, entered, hands);
        true
    }

    pub(super) fn says_entered(&self, client: ClientId, entered: Entered, hands: &mut Hands<Self>) {
        // A program that is gone has nobody at its keys.
        let _is_there = hands.say(client, &Heard::Login(entered).line());
    }
}
