//! At its set-up, does the device take a password that is short, or one that everybody has?

use zeroize::Zeroizing;

use super::{Check, Known};
use crate::doors::{Jar, SetUp, fetch, filled, resolved};
use crate::verdict::{Reference, Said};
use crate::wire::http::Request;
use crate::wire::{Silence, Wire};

pub(super) const CHECK: Check = Check {
    name: "weak-password",
    about: "a weak password is refused at the set-up",
    references: &[Reference::Provision("5.1-1")],
};

/// A short one, and a long one that stands near the top of every list.
const WEAK: [&str; 2] = ["abc123", "password1234"];

pub(super) fn run(known: &mut Known<'_, '_>) -> Said {
    let Some(set_up) = known.set_up.clone() else {
        return known.not_fresh();
    };
    if !known.wire.ask.may_change {
        return Said::unknown(
            "not tried: it would set the device up, and the device may not be changed (--may-change)",
        );
    }
    let said = choose(known, &set_up).unwrap_or_else(|silence| Said::unknown(silence.to_string()));
    known.look_again();
    said
}

fn choose(known: &mut Known<'_, '_>, set_up: &SetUp) -> Result<Said, Silence> {
    let wire = known.wire;
    for weak in WEAK {
        if is_taken(wire, set_up, weak)? {
            known.secret = Some(Zeroizing::new(weak.to_owned()));
            return Ok(Said::failed(format!("{weak:?} was taken: it is the device's password now, change it")));
        }
    }
    let Some(strong) = wire.ask.secret() else {
        return Ok(Said::unknown("both were refused; whether for being weak is not known without a good one to try"));
    };
    Ok(if is_taken(wire, set_up, strong)? {
        Said::passed("a short one and a common one were refused, and the owner's was taken")
    } else {
        Said::unknown("both were refused, and the owner's as well: the set-up may want more than a password")
    })
}

/// Whether the device asks for no set-up any more, once this was sent.
fn is_taken(wire: &Wire<'_>, set_up: &SetUp, password: &str) -> Result<bool, Silence> {
    wire.says("passwords at the set-up");
    let mut jar = Jar::default();
    let Some(form) = page_form(wire, set_up, &mut jar)? else { return Ok(false) };
    let account = wire.ask.owner.as_ref().map_or("owner", |owner| owner.name.as_str());
    let path = resolved(&set_up.path, &form.action);
    let request = Request { path, form: Some(filled(&form, account, password)), headers: jar.header() };
    request.ask(wire, set_up.place, "a password at the set-up")?;
    Ok(page_form(wire, set_up, &mut Jar::default())?.is_none())
}

/// The form of the set-up, while there is one.
fn page_form(wire: &Wire<'_>, set_up: &SetUp, jar: &mut Jar) -> Result<Option<crate::wire::forms::Form>, Silence> {
    let page = fetch(wire, set_up.place, &set_up.path, jar).ok_or(Silence::Late)?;
    Ok(page.form.filter(crate::wire::forms::Form::sets_up))
}
