//! After somebody else has guessed, does the owner still get in?

use super::{Check, Known};
use crate::clock;
use crate::doors::{Door, Heard, Jar, Who, come_home, guess};
use crate::verdict::{Reference, Said};
use crate::wire::Wire;

pub(super) const CHECK: Check = Check {
    name: "owner-gets-in",
    about: "guesses of others keep no owner out",
    references: &[Reference::Provision("5.1-5")],
};

/// What the owner's browser holds from before.
#[derive(Debug)]
pub(super) struct Before(Option<Jar>);

/// The owner's login before anybody guesses.
pub(super) fn before(known: &Known<'_, '_>, door: &mut dyn Door) -> Before {
    let Some((name, secret)) = owner(known) else { return Before(None) };
    let mut jar = Jar::default();
    let who = Who { account: &name, password: &secret, from: None };
    let heard = come_home(known.wire, door, &who, &mut jar).heard;
    Before((heard == Heard::In).then_some(jar))
}

fn owner(known: &Known<'_, '_>) -> Option<(String, String)> {
    let secret = known.secret.as_ref()?;
    Some((known.wire.ask.owner.as_ref()?.name.clone(), secret.as_str().to_owned()))
}

/// The owner's login after it; where there is no password, a stranger's from another address.
pub(super) fn after(known: &Known<'_, '_>, door: &mut dyn Door, before: Before, guessed_at: &str) -> Said {
    known.wire.says("the owner's login after the guesses");
    match (owner(known), before.0) {
        (Some((name, secret)), Some(jar)) => at_home(known.wire, door, (&name, &secret), jar),
        (Some(_), None) => {
            Said::unknown(format!("the owner's password did not open {} before the guesses", door.name()))
        }
        (None, _) => elsewhere(known.wire, door, guessed_at),
    }
}

/// Whether the password opens, from here with the cookies of before, or from another address without them.
fn at_home(wire: &Wire<'_>, door: &mut dyn Door, (name, secret): (&str, &str), mut jar: Jar) -> Said {
    let until = clock::steady() + wire.ask.patience;
    let begun = clock::steady();
    loop {
        let who = Who { account: name, password: secret, from: None };
        if come_home(wire, door, &who, &mut jar).heard == Heard::In {
            let waited = begun.elapsed().as_secs();
            return Said::passed(match waited {
                0 => format!("the owner gets in at {}", door.name()),
                _ => format!("the owner gets in at {} after {waited} s", door.name()),
            });
        }
        let second = wire.ask.second_source;
        if second.is_some() && guess(wire, door, &Who { from: second, ..who }).heard == Heard::In {
            return Said::passed(format!("the owner gets in at {} from another address", door.name()));
        }
        match clock::left(until) {
            Some(left) => std::thread::sleep(left.min(wire.ask.patience / 4)),
            None => return Said::failed(format!("guesses of others keep the owner out at {}", door.name())),
        }
    }
}

fn elsewhere(wire: &Wire<'_>, door: &mut dyn Door, guessed_at: &str) -> Said {
    let Some(from) = wire.ask.second_source else {
        return Said::unknown("neither the owner's password nor a second address of this machine is there to ask with");
    };
    let word = crate::chance::word();
    match guess(wire, door, &Who { account: guessed_at, password: &word, from: Some(from) }).heard {
        Heard::Wrong | Heard::In => Said::passed(format!("another address is not shut out at {}", door.name())),
        Heard::Refused(_) => Said::failed(format!("{} is shut for other addresses too", door.name())),
        Heard::Silent(silence) => Said::unknown(format!("another address, {}: {silence}", door.name())),
    }
}
