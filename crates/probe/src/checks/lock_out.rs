//! Does the device slow guesses down? Wrong ones at a name that nobody has, then, where one was given, at a real one, until it
//! refuses. What goes on meanwhile, and whether the owner gets in afterwards, is seen on the way.

use std::time::Duration;

use super::core_function::Watched;
use super::curve::{Curve, MOST_GUESSES_A_DAY, rounded};
use super::{Check, Known, owner};
use crate::clock;
use crate::doors::{Door, Heard, Who, guess};
use crate::verdict::{Reference, Said};
use crate::wire::{Silence, Wire};

pub(super) const CHECK: Check = Check {
    name: "lock-out",
    about: "guesses at passwords are slowed down",
    references: &[Reference::Provision("5.1-5")],
};

/// The core function is looked at after so many guesses, and whenever the door has shut.
const EVERY: u32 = 4;

/// What the guesses showed.
pub(super) struct Guessed {
    pub(super) curve: Said,
    pub(super) owner: Said,
    pub(super) core: Said,
    pub(super) facts: Vec<String>,
}

pub(super) fn run(known: &mut Known<'_, '_>, mut core: Watched) -> Guessed {
    let mut doors = std::mem::take(&mut known.doors);
    let (mut curves, mut owners, mut facts) = (Vec::new(), Vec::new(), Vec::new());
    for door in &mut doors {
        let before = owner::before(known, door.as_mut());
        let (said, guessed_at, told) = at_door(known.wire, door.as_mut(), &mut core);
        curves.push(said);
        facts.extend(told);
        owners.push(owner::after(known, door.as_mut(), before, &guessed_at));
    }
    known.doors = doors;
    let none = || known.no_door();
    Guessed {
        curve: Said::worst(curves).unwrap_or_else(none),
        owner: best(owners).unwrap_or_else(none),
        core: core.said(),
        facts,
    }
}

/// One door that keeps the owner out is one too many; but not every door is one for the owner.
fn best(owners: Vec<Said>) -> Option<Said> {
    use crate::verdict::Verdict::{Passed, Unknown};
    let passed = owners.iter().any(|said| said.0 == Passed);
    Said::worst(owners.into_iter().filter(|said| !(passed && said.0 == Unknown)).collect())
}

/// What guesses met at one door, at whom they were aimed last, and the curves as facts.
fn at_door(wire: &Wire<'_>, door: &mut dyn Door, core: &mut Watched) -> (Said, String, Vec<String>) {
    let nobody = crate::chance::account();
    let made_up = curve(wire, door, &nobody, Stop::Patience, core);
    let mut facts = vec![fact(wire, door, "a name that nobody has", &made_up)];
    let real = wire.ask.owner.as_ref().map(|owner| owner.name.clone()).filter(|_| door.has_accounts());
    let Some(real) = real else {
        return (judge(wire, door, &made_up, door.has_accounts()), nobody, facts);
    };
    let named = curve(wire, door, &real, Stop::FirstRefusal, core);
    facts.push(fact(wire, door, "a real account", &named));
    let said = judge_real(wire, door, &made_up, &named);
    (said, real, facts)
}

/// When to stop guessing at a door that has shut.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    /// When it stays shut for as long as may be waited.
    Patience,
    /// At once: somebody may need this account.
    FirstRefusal,
}

fn curve(
    wire: &Wire<'_>,
    door: &mut dyn Door,
    account: &str,
    stop: Stop,
    core: &mut Watched,
) -> Result<Curve, Silence> {
    let (begun, mut curve, mut pause) = (clock::steady(), Curve::default(), wire.ask.patience / 16);
    let mut until = None;
    while curve.judged + curve.refused < wire.ask.guesses {
        let sofar = curve.judged + curve.refused;
        wire.says(&format!("lock-out at {}: {} guesses, {} refused", door.name(), sofar, curve.refused));
        let password = crate::chance::word();
        let guess = guess(wire, door, &Who { account, password: &password, from: None });
        let at = clock::steady().saturating_duration_since(begun);
        if sofar % EVERY == EVERY - 1 || matches!(guess.heard, Heard::Refused(_)) && curve.refused == 0 {
            core.look(wire);
        }
        let stated = match guess.heard {
            Heard::Wrong => {
                curve.judged(at, guess.took);
                continue;
            }
            Heard::In => return Err(Silence::Unreadable("a password that nobody has opens it".to_owned())),
            Heard::Silent(silence) if curve.judged == 0 || silence == Silence::Spent => return Err(silence),
            Heard::Silent(_) => None,
            Heard::Refused(stated) => stated,
        };
        let was_shut = curve.is_open_ended();
        curve.refused(at, stated);
        let end = *until.get_or_insert(clock::steady() + wire.ask.patience);
        let Some(left) = clock::left(end).filter(|_| stop == Stop::Patience) else { break };
        let is_longer = stated.is_some_and(|stated| stated > left);
        // It said how long, for longer than may be waited, and kept to it when it was asked again.
        if is_longer && was_shut {
            break;
        }
        let wait = if is_longer { wire.ask.patience / 4 } else { stated.unwrap_or(pause) };
        std::thread::sleep(wait.min(left));
        pause = (pause * 2).min(Duration::from_secs(15));
    }
    Ok(curve)
}

fn fact(wire: &Wire<'_>, door: &dyn Door, whom: &str, curve: &Result<Curve, Silence>) -> String {
    let words = match curve {
        Ok(curve) => curve.words(wire.ask.space),
        Err(silence) => silence.to_string(),
    };
    format!("{}, {whom}: {words}", door.name())
}

/// A real account is left alone once it is shut, so that how long that lasts is the device's own word, or what was seen at the
/// name that nobody has.
fn judge_real(
    wire: &Wire<'_>,
    door: &dyn Door,
    made_up: &Result<Curve, Silence>,
    named: &Result<Curve, Silence>,
) -> Said {
    let shut = named.as_ref().is_ok_and(|curve| curve.refused > 0 && !curve.is_slow());
    let seen = made_up.as_ref().is_ok_and(|curve| curve.refused > 0);
    if !shut {
        judge(wire, door, named, false)
    } else if seen {
        judge(wire, door, made_up, false)
    } else {
        let judged = named.as_ref().map_or(0, |curve| curve.judged);
        let name = door.name();
        Said::unknown(format!("{name}: the account is shut after {judged} guesses; for how long was not tried"))
    }
}

/// `is_nobody`: guesses went to names that nobody has alone, which a throttle of accounts need not count.
fn judge(wire: &Wire<'_>, door: &dyn Door, curve: &Result<Curve, Silence>, is_nobody: bool) -> Said {
    let curve = match curve {
        Ok(curve) => curve,
        Err(silence) => return Said::unknown(format!("{}: {silence}", door.name())),
    };
    let words = format!("{}: {}", door.name(), curve.words(wire.ask.space));
    if curve.judged == 0 {
        Said::unknown(format!("{}: it refused before it was guessed at: come back when it is open again", door.name()))
    } else if curve.is_slow() {
        Said::passed(format!("{}: {}", door.name(), curve.pace(wire.ask.space)))
    } else if curve.is_open_ended() {
        Said::unknown(format!(
            "{words}; whether it stays shut long enough shows with more time (--seconds-of-patience)"
        ))
    } else if is_nobody && curve.refused == 0 {
        Said::unknown(format!(
            "{words}; whether a real account is better kept shows only when one is named (--account)"
        ))
    } else {
        Said::failed(format!("{words}, and {} are the limit", rounded(MOST_GUESSES_A_DAY)))
    }
}
