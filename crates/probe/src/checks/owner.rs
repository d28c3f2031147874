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
    let begun = clock::steady();
    let until = begun + wire.ask.patience;
    let who = Who { account: name, password: secret, from: None };
    loop {
        match come_home(wire, door, &who, &mut jar).heard {
            Heard::In => return Said::passed(after_so_long(door, begun.elapsed().as_secs())),
            Heard::Silent(silence) => return Said::unknown(format!("the owner's login at {}: {silence}", door.name())),
            Heard::Wrong | Heard::Refused(_) => {}
        }
        let second = wire.ask.second_source;
        if second.is_some() && guess(wire, door, &Who { from: second, ..who }).heard == Heard::In {
            return Said::passed(format!("the owner gets in at {} from another address", door.name()));
        }
        let Some(left) = clock::left(until) else { return shut_out(door, second.is_some()) };
        std::thread::sleep(left.min(wire.ask.patience / 4));
    }
}

fn after_so_long(door: &dyn Door, seconds: u64) -> String {
    let when = if seconds == 0 { String::new() } else { format!(" after {seconds} s") };
    format!("the owner gets in at {}{when}", door.name())
}

/// Where only one address was there to ask from, it may be that address alone that is shut out, and rightly.
fn shut_out(door: &dyn Door, is_everywhere: bool) -> Said {
    if is_everywhere {
        return Said::failed(format!("guesses of others keep the owner out at {}", door.name()));
    }
    Said::unknown(format!(
        "{} refuses the owner at the address that the guesses came from; whether at others too shows with --second-source",
        door.name()
    ))
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
