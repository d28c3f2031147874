//! Before its owner has chosen a password, does the device do anything?

use super::{Check, Known, pages};
use crate::verdict::{Reference, Said};

pub(super) const CHECK: Check = Check {
    name: "set-up-open",
    about: "nothing works before a password is set",
    references: &[Reference::Provision("5.5-5")],
};

/// Where functions usually are.
const USUAL: [&str; 8] =
    ["/api", "/api/state", "/api/config", "/api/v1/status", "/status", "/settings", "/home", "/dashboard"];

pub(super) fn run(known: &Known<'_, '_>) -> Said {
    let Some(set_up) = &known.set_up else {
        return known.not_fresh();
    };
    let named = known.wire.ask.functions.iter().cloned();
    let paths: Vec<String> = named.chain(USUAL.map(str::to_owned)).collect();
    known.wire.says("functions before the set-up");
    match pages::shown(known.wire, set_up.place, &paths) {
        Ok(shown) if shown.is_empty() => {
            Said::passed(format!("none of {} functions answers before the set-up", paths.len()))
        }
        Ok(shown) => Said::failed(format!("{} answers before a password is set", shown.join(", "))),
        Err(silence) => Said::unknown(silence.to_string()),
    }
}
