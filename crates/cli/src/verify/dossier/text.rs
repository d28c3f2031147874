//! The answer for people: conclusion first, what was checked, what it means.

use std::fmt::Write as _;

use super::report::{MEANING, One, Report};
use crate::table::{count, wrapped};
use crate::terminal::clean;

/// What stands beside the answer where nobody named a key.
const NOT_CHECKED: &str = "Whoever made the file may have made the key: compare it with what the issuer published elsewhere, \
                           or name that with --key.";

/// What holds parts, in the order in which it is told: the word for programs, and what people read.
const HELD: [(&str, &str); 6] = [
    ("by-record", "named by a record of the ledger with their digest"),
    ("spoken-of", "spoken of by a record that does not name their digest"),
    ("record-erased", "resting on a record whose content was erased: its digest cannot be compared"),
    ("record-withheld", "resting on a record that was not handed over"),
    ("by-manifest", "held by the signed manifest alone"),
    ("withheld", "not handed over"),
];

/// The answer as text.
pub(super) fn text(report: &Report<'_>) -> String {
    let mut text = format!("{}\n\n", heading(report.verdict));
    for dossier in &report.dossiers {
        for (name, value) in rows(dossier) {
            let _ = writeln!(text, "  {name:<11} {}", clean(&value));
        }
        text.push('\n');
    }
    if let Some(relation) = report.relation {
        let _ = writeln!(text, "{}\n", relation_in_words(relation));
    }
    if let Some(fault) = &report.fault {
        let path = if fault.path.is_empty() { "the dossier as a whole" } else { &fault.path };
        let record = fault.record.map(|number| format!(", record {number}")).unwrap_or_default();
        let place = format!("{}: {path}{record}: {}", report.file, fault.reason);
        return format!("{text}{}\n\nReason code: {}\n", wrapped(&clean(&place)), fault.code);
    }
    let caution = if report.issuer_checked { "" } else { NOT_CHECKED };
    text + &wrapped(format!("{} {caution} {MEANING}", since(report)).trim()) + "\n"
}

fn heading(verdict: &str) -> &'static str {
    match verdict {
        "unaltered" => "UNALTERED",
        "unaltered-issuer-not-checked" => "UNALTERED, ISSUER NOT CHECKED",
        "undecided" => "CANNOT BE DECIDED",
        "forked" => "TWO HEADS OF ONE LEDGER",
        _ => "ALTERED",
    }
}

fn since(report: &Report<'_>) -> String {
    let newest = report.dossiers.iter().max_by_key(|dossier| dossier.checkpoint.size);
    newest.map_or_else(String::new, |dossier| {
        format!("Unaltered since checkpoint {} under key {}.", dossier.checkpoint.size, dossier.key)
    })
}

fn relation_in_words(relation: &str) -> &'static str {
    match relation {
        "second-grew-from-first" => "The second carries a proof that its ledger grew from that of the first.",
        "first-grew-from-second" => "The first carries a proof that its ledger grew from that of the second.",
        _ => "Both rest on one and the same checkpoint.",
    }
}

fn rows(dossier: &One<'_>) -> Vec<(&'static str, String)> {
    let product = dossier.product;
    let mut rows = vec![
        ("product", format!("{}, {}, of {}", product.name, product.designation, product.manufacturer)),
        ("made", dossier.made.to_owned()),
        ("ledger", dossier.checkpoint.origin.to_owned()),
    ];
    let releases: Vec<&str> = dossier.releases.iter().map(|release| release.version.as_str()).collect();
    if !releases.is_empty() {
        rows.insert(1, ("releases", releases.join(", ")));
    }
    if let Some(handed) = &dossier.handed_over {
        rows.push(("handed over", format!("to {} at {}: a subset of the dossier", handed.to, handed.made)));
    }
    rows.push(("signed", "the manifest, by both halves of the ledger's key".to_owned()));
    rows.push(("records", records(dossier)));
    rows.extend(dossier.roles.iter().map(|(role, found)| ("parts", counted(role, found.parts, found.withheld))));
    let held = HELD.iter().filter_map(|(word, words)| Some((words, dossier.held.get(word)?)));
    rows.extend(held.map(|(words, number)| ("held", format!("{} {words}", count(*number, "part", "parts")))));
    if !dossier.grown_from.is_empty() {
        let sizes: Vec<String> = dossier.grown_from.iter().map(u64::to_string).collect();
        rows.push(("grown from", format!("checkpoints over its first {} records", sizes.join(", "))));
    }
    rows.push(("register", dossier.register.says.clone()));
    if !dossier.witnesses_unchecked.is_empty() {
        let names = dossier.witnesses_unchecked.join(", ");
        rows.push(("witnesses", format!("{names} (their signatures are not checked here)")));
    }
    rows
}

fn records(dossier: &One<'_>) -> String {
    let found = &dossier.records;
    let size = dossier.checkpoint.size;
    let mut text = format!("{} of a ledger of {size}, each with its proof", count(found.checked, "record", "records"));
    if found.erased > 0 {
        let _ = write!(text, "; {} of them: content erased, hash holds", found.erased);
    }
    if found.withheld > 0 {
        let _ = write!(text, "; {} not handed over", found.withheld);
    }
    text
}

fn counted(role: &str, parts: usize, withheld: usize) -> String {
    let beside = if withheld > 0 { format!(", {withheld} of them not handed over") } else { String::new() };
    format!("{} of the role {role}{beside}", count(parts, "part", "parts"))
}
