//! What rests on itself, by way of others.

use std::collections::BTreeMap;

use super::found::Found;
use super::rules;
use crate::file::ProductFile;

/// Names one cycle, if there is one. What nothing rests on is taken away until nothing more can be; what stays has one.
pub(super) fn cycle(table: &str, edges: &BTreeMap<&str, &[String]>, found: &mut Found<'_>) {
    let mut counts: BTreeMap<&str, usize> = edges.keys().map(|id| (*id, 0)).collect();
    for target in edges.values().flat_map(|targets| targets.iter()) {
        if let Some(count) = counts.get_mut(target.as_str()) {
            *count += 1;
        }
    }
    let mut free: Vec<&str> = counts.iter().filter(|(_, count)| **count == 0).map(|(id, _)| *id).collect();
    while let Some(id) = free.pop() {
        counts.remove(id);
        for target in edges.get(id).into_iter().flat_map(|targets| targets.iter()) {
            if let Some(count) = counts.get_mut(target.as_str()) {
                *count -= 1;
                if *count == 0 {
                    free.push(target);
                }
            }
        }
    }
    if let Some(first) = counts.keys().next() {
        let says = format!("{} rests on itself", walked(first, edges, &counts));
        let at = edges_at(table, first, found.file());
        found.wrong(&rules::CYCLE, at, says);
    }
}

/// A walk along the cycle, of at most eight steps.
fn walked(first: &str, edges: &BTreeMap<&str, &[String]>, left: &BTreeMap<&str, usize>) -> String {
    let mut names = vec![first];
    while names.len() < 8 {
        let here = names.last().copied().unwrap_or(first);
        let targets = edges.get(here).into_iter().flat_map(|targets| targets.iter());
        let Some(next) = targets.map(String::as_str).find(|target| left.contains_key(target)) else { break };
        names.push(next);
        if next == first {
            break;
        }
    }
    names.join(" → ")
}

fn edges_at(table: &str, id: &str, file: &ProductFile) -> String {
    let at = match table {
        "threat" => file.threat.iter().position(|one| one.id == id),
        _ => file.control.iter().position(|one| one.id == id),
    };
    format!("{table}[{}]", at.unwrap_or_default())
}
