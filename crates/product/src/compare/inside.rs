//! Interfaces, data, remote parts, services.

use super::Change;
use super::modification::{
    DOOR_CHANGED, HARMLESS_DATA, LESS, NEW_DATA, NEW_DOOR, NEW_SLOT, RELIANCE, RELIED_ON, Rule, SAFER, UNGUARDED,
    WIDER, change,
};
use super::paired::{Paired, paired};
use crate::file::{Classification, Data, Exposure, Interface, ProductFile};

pub(super) fn changes(old: &ProductFile, new: &ProductFile) -> Vec<Change> {
    let doors = paired(&old.interface, &new.interface, |one| &one.id).into_iter().map(|pair| {
        let named = named("interface", &pair.newest().id);
        change(named, pair.how(), reach(&pair), door(&pair))
    });
    let data = paired(&old.data, &new.data, |one| &one.id)
        .into_iter()
        .map(|pair| change(named("data", &pair.newest().id), pair.how(), pair.newest().name.clone(), of_data(&pair)));
    let remote = paired(&old.remote, &new.remote, |one| &one.id).into_iter().map(|pair| {
        change(named("remote", &pair.newest().id), pair.how(), pair.newest().purpose.clone(), reliance(&pair))
    });
    let services = paired(&old.service, &new.service, |one| &one.id).into_iter().map(|pair| {
        change(named("service", &pair.newest().id), pair.how(), pair.newest().purpose.clone(), reliance(&pair))
    });
    doors.chain(data).chain(remote).chain(services).collect()
}

pub(super) fn named(table: &str, id: &str) -> String {
    format!("{table} \"{id}\"")
}

/// How many people can reach it: more for a higher number.
fn width(interface: &Interface) -> u8 {
    match interface.exposed_to {
        Some(Exposure::Opened) => 0,
        Some(Exposure::SameMachine) => 1,
        Some(Exposure::Present) => 2,
        Some(Exposure::Nearby) => 3,
        Some(Exposure::LocalNetwork) => 4,
        Some(Exposure::Internet) | None => 5,
    }
}

/// From this width on, somebody far away can reach it.
const BY_NETWORK: u8 = 3;

fn door(pair: &Paired<'_, Interface>) -> Rule {
    match pair {
        Paired::Added(new) if width(new) >= BY_NETWORK => NEW_DOOR,
        Paired::Added(_) => NEW_SLOT,
        Paired::Removed(_) => LESS,
        Paired::Changed(old, new) if !old.authentication.is_empty() && new.authentication.is_empty() => UNGUARDED,
        Paired::Changed(old, new) if width(new) > width(old) => WIDER,
        Paired::Changed(old, new) if is_closed_now(old, new) => SAFER,
        Paired::Changed(..) => DOOR_CHANGED,
    }
}

/// Whether fewer people reach it, or it is off as delivered, and all else is as it was.
fn is_closed_now(old: &Interface, new: &Interface) -> bool {
    let narrower =
        width(new) <= width(old) && (new.on_by_default != Some(true) || new.on_by_default == old.on_by_default);
    let alike = Interface { exposed_to: old.exposed_to, on_by_default: old.on_by_default, ..new.clone() };
    narrower && alike == *old
}

fn reach(pair: &Paired<'_, Interface>) -> String {
    match pair {
        Paired::Changed(old, new) if old.exposed_to != new.exposed_to => {
            format!("reached by {} → {}", who(old), who(new))
        }
        Paired::Added(new) => format!("reached by {}", who(new)),
        Paired::Removed(_) | Paired::Changed(..) => String::new(),
    }
}

fn who(interface: &Interface) -> &'static str {
    match interface.exposed_to {
        None => "nobody knows whom",
        Some(Exposure::Internet) => "the internet",
        Some(Exposure::LocalNetwork) => "the local network",
        Some(Exposure::Nearby) => "whoever is near",
        Some(Exposure::Present) => "whoever is before it",
        Some(Exposure::Opened) => "whoever opens it",
        Some(Exposure::SameMachine) => "programs on the machine",
    }
}

fn of_data(pair: &Paired<'_, Data>) -> Rule {
    match pair {
        Paired::Removed(_) => LESS,
        Paired::Added(new) if is_public(new) => HARMLESS_DATA,
        Paired::Changed(old, new) if is_public(old) && is_public(new) => HARMLESS_DATA,
        Paired::Added(_) | Paired::Changed(..) => NEW_DATA,
    }
}

fn is_public(data: &Data) -> bool {
    data.classification == Some(Classification::Public)
}

const fn reliance<T>(pair: &Paired<'_, T>) -> Rule {
    match pair {
        Paired::Removed(_) => RELIED_ON,
        Paired::Added(_) | Paired::Changed(..) => RELIANCE,
    }
}
