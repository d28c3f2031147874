//! Nodes of a file, by column, each with an anchor of its own.

use std::collections::{BTreeMap, BTreeSet};

use steadfast_cra::annex_i;

use super::{Kind, MOST_NODES, Node, Place, Risk};
use crate::file::{ProductFile, Treatment};

/// The nodes of a file by column, and how many are too many.
pub(super) fn nodes(file: &ProductFile) -> (Vec<Node>, usize) {
    let columns = [assets(file), interfaces(file), threats(file), controls(file), evidence(file), requirements(file)];
    let left_out = columns.iter().map(|nodes| nodes.len().saturating_sub(MOST_NODES)).sum();
    let mut nodes: Vec<Node> = columns.into_iter().flat_map(|nodes| nodes.into_iter().take(MOST_NODES)).collect();
    anchor(&mut nodes);
    (nodes, left_out)
}

fn node(kind: Kind, id: &str, label: &str) -> Node {
    let label = if label.trim().is_empty() { id } else { label };
    Node {
        kind,
        id: id.to_owned(),
        label: label.trim().to_owned(),
        anchor: String::new(),
        risk: None,
        set_aside: false,
        flags: Vec::new(),
        place: Place::default(),
    }
}

fn assets(file: &ProductFile) -> Vec<Node> {
    file.asset.iter().map(|one| node(Kind::Asset, &one.id, &one.name)).collect()
}

/// Each interface with its entries below it; entries of none come last.
fn interfaces(file: &ProductFile) -> Vec<Node> {
    let of = |id: &str| file.entry.iter().filter(move |one| one.interface == id).collect::<Vec<_>>();
    let mut entered: BTreeSet<&str> = BTreeSet::new();
    let mut nodes = Vec::new();
    for interface in &file.interface {
        nodes.push(node(Kind::Interface, &interface.id, &interface.name));
        if entered.insert(&interface.id) {
            nodes.extend(of(&interface.id).into_iter().map(|one| node(Kind::Entry, &one.id, &one.name)));
        }
    }
    let others = file.entry.iter().filter(|one| !entered.contains(one.interface.as_str()));
    nodes.extend(others.map(|one| node(Kind::Entry, &one.id, &one.name)));
    nodes
}

fn threats(file: &ProductFile) -> Vec<Node> {
    let made = file.threat.iter().map(|one| Node {
        risk: Some(Risk::of(one, &file.risk)),
        set_aside: one.treatment == Some(Treatment::NotPresent),
        ..node(Kind::Threat, &one.id, &one.says)
    });
    made.collect()
}

fn controls(file: &ProductFile) -> Vec<Node> {
    file.control.iter().map(|one| node(Kind::Control, &one.id, &one.says)).collect()
}

fn evidence(file: &ProductFile) -> Vec<Node> {
    file.evidence.iter().map(|one| node(Kind::Evidence, &one.id, &one.says)).collect()
}

fn requirements(file: &ProductFile) -> Vec<Node> {
    let aside = |id: &str| file.not_applicable.iter().any(|one| one.requirement == id && !one.reason.trim().is_empty());
    let made = annex_i::requirements()
        .iter()
        .map(|one| Node { set_aside: aside(&one.id), ..node(Kind::Requirement, &one.id, &one.title) });
    made.collect()
}

/// Gives each node an anchor; of several with one, those after the first have a number behind it.
fn anchor(nodes: &mut [Node]) {
    let mut given: BTreeMap<String, usize> = BTreeMap::new();
    for node in nodes {
        let plain = format!("{}-{}", node.kind.as_str(), safe(&node.id));
        let times = given.entry(plain.clone()).or_default();
        *times += 1;
        node.anchor = if *times == 1 { plain } else { format!("{plain}~{times}") };
    }
}

/// An id of letters, digits and `-` alone, and what else it has as `_` with the number of the byte: no two become the same.
fn safe(id: &str) -> String {
    let byte = |byte: u8| match byte {
        b'-' => "-".to_owned(),
        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        byte => format!("_{byte:02x}"),
    };
    id.bytes().map(byte).collect()
}
