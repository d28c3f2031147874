//! Interfaces, data, remote parts, services, accounts.

use super::Phase::Design;
use super::found::Found;
use super::rules;
use super::said::said;
use crate::file::{Classification, FirstCredential, Interface, ProductFile};

pub(super) fn check(file: &ProductFile, found: &mut Found<'_>) {
    file.interface.iter().enumerate().for_each(|(at, one)| interface(at, one, found));
    data(file, found);
    let remote = file.remote.iter().map(|one| (&one.purpose, &one.without_it));
    relied_on("remote", remote, found);
    relied_on("service", file.service.iter().map(|one| (&one.purpose, &one.without_it)), found);
    for (at, account) in file.account.iter().enumerate() {
        let path = format!("account[{at}].first-credential");
        match account.first_credential {
            Some(FirstCredential::Shared) => {
                found.wrong(&rules::SHARED, path, format!("\"{}\" begins with a shared credential", account.role));
            }
            None => found.not_said(Design, &path, rules::SHARED.clause, "Say what the account begins with."),
            Some(_) => {}
        }
    }
}

fn interface(at: usize, interface: &Interface, found: &mut Found<'_>) {
    let clause = "Annex I Part I (2)(j)";
    let said_of = [
        ("kind", interface.kind.is_some(), "Say its kind: threats are proposed by it."),
        ("side", interface.side.is_some(), "Say physical or logical."),
        ("exposed-to", interface.exposed_to.is_some(), "Say who can reach it."),
        ("on-by-default", interface.on_by_default.is_some(), "Say whether it is open as delivered."),
    ];
    for (name, _, advice) in said_of.iter().filter(|row| !row.1) {
        found.not_said(Design, &format!("interface[{at}].{name}"), clause, advice);
    }
    if !said(&interface.authentication) && !said(&interface.no_authentication) {
        let says = format!("\"{}\": nothing is said on who may use it", interface.id);
        found.missing(Design, &rules::NO_DOOR_CHECK, format!("interface[{at}]"), says);
    }
}

fn data(file: &ProductFile, found: &mut Found<'_>) {
    for (at, data) in file.data.iter().enumerate() {
        let path = format!("data[{at}]");
        let is_public = data.classification == Some(Classification::Public);
        if data.classification.is_none() {
            found.not_said(
                Design,
                &format!("{path}.classification"),
                "Annex I Part I (2)(e)",
                "Say how sensitive it is.",
            );
        }
        if !said(&data.purpose) {
            found.not_said(Design, &format!("{path}.purpose"), "Annex I Part I (2)(g)", "Say what it is needed for.");
        }
        if !is_public && (!said(&data.protection) || !said(&data.erasure)) {
            let says = format!("\"{}\": protection or erasure are not said", data.id);
            found.missing(Design, &rules::DATA_BARE, path, says);
        }
    }
}

fn relied_on<'a>(table: &str, entries: impl Iterator<Item = (&'a String, &'a String)>, found: &mut Found<'_>) {
    for (at, (purpose, without_it)) in entries.enumerate() {
        if !said(purpose) {
            found.not_said(Design, &format!("{table}[{at}].purpose"), "Art. 3(2), 13(5)", "Say what needs it.");
        }
        if !said(without_it) {
            let advice = "Say what the product still does without it.";
            found.not_said(Design, &format!("{table}[{at}].without-it"), "Annex I Part I (2)(h)", advice);
        }
    }
}
