//! Whether each class of threats was considered at each interface.

use std::collections::{BTreeMap, BTreeSet};

use super::Phase::Design;
use super::found::Found;
use super::rules;
use crate::catalogue;
use crate::file::{Interface, ProductFile, Stride};

pub(super) fn check(file: &ProductFile, found: &mut Found<'_>) {
    let mut considered: BTreeMap<&str, BTreeSet<Stride>> = BTreeMap::new();
    for threat in &file.threat {
        for id in &threat.interfaces {
            considered.entry(id).or_default().extend(threat.stride);
        }
    }
    for (at, interface) in file.interface.iter().enumerate() {
        match considered.get(interface.id.as_str()) {
            None => {
                let says = format!("nobody considered what could happen at \"{}\"", interface.id);
                found.missing(Design, &rules::NO_THREATS, format!("interface[{at}]"), says);
            }
            Some(classes) => lacking(at, interface, classes, found),
        }
    }
}

fn lacking(at: usize, interface: &Interface, considered: &BTreeSet<Stride>, found: &mut Found<'_>) {
    for class in Stride::ALL.into_iter().filter(|class| !considered.contains(class)) {
        let says = format!("{} was not considered at \"{}\"", class.as_str(), interface.id);
        let proposal = interface.kind.and_then(|kind| catalogue::proposal(kind, class));
        let advice = proposal.map_or_else(
            || rules::CLASS.advice.to_owned(),
            |proposal| format!("{} For example: {}", rules::CLASS.advice, proposal.says),
        );
        found.advised(Design, &rules::CLASS, format!("interface[{at}]"), says, advice);
    }
}
