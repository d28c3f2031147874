//! Rows of findings: one row for one flaw in one component, however many packages were built from it.

use anstyle::AnsiColor;
use steadfast_formats::bom::Component;
use steadfast_matching::finding::{Finding, Kind, Status};
use steadfast_matching::reason::Reason;

use super::super::answer::{Answered, identity};
use super::table::{bold, is_vulnerability, paint};
use crate::table::{count, row, table, width};

/// How many rows a component has before the rest is summed up.
const ROWS_OF_ONE: usize = 5;
/// What stands where no fixed version is known; [`affected`] says below the table what it means.
const NO_FIX: &str = "no fix known";
/// How much of a summary is shown, in characters.
const SUMMARY: usize = 100;

/// Findings that are the same flaw in packages built from the same thing.
struct Row<'a> {
    finding: &'a Finding,
    component: &'a Component,
    /// How many more packages have it.
    others: usize,
}

/// Rows of a component.
struct Block<'a> {
    rows: Vec<Row<'a>>,
}

/// Vulnerabilities that affect the bill.
pub(super) fn affected(answered: &Answered<'_>, all: bool) -> String {
    let blocks = blocks(answered, |finding| finding.status == Status::Affected && is_vulnerability(&finding.kind));
    if blocks.is_empty() {
        return String::new();
    }
    let mut rows = table(&["severity", "component", "vulnerability", "what it is", "what to do"], width());
    for block in &blocks {
        let shown = if all { block.rows.len() } else { ROWS_OF_ONE };
        for found in block.rows.iter().take(shown) {
            let id = names(found.finding);
            row(&mut rows, &[&severity(found), &named(found), &id, &summary(found.finding), &remedy(found.finding)]);
        }
        if block.rows.len() > shown {
            rest(&mut rows, block, shown);
        }
    }
    let number: usize = blocks.iter().map(|block| block.rows.len()).sum();
    let heading = count(number, "known vulnerability affects", "known vulnerabilities affect");
    let components = count(blocks.len(), "component", "components");
    let no_fix = blocks.iter().flat_map(|block| &block.rows).any(|found| found.finding.fixed_in.is_empty());
    let advice = if no_fix { NO_FIX_MEANS } else { "" };
    format!("{}\n{}\n{advice}", bold(&format!("{heading} {components}")), coloured(&rows.to_string()))
}

const NO_FIX_MEANS: &str =
    "No fix known: mitigate it, replace or remove the component, or state with --vex why it does not apply.\n";

fn rest(rows: &mut comfy_table::Table, block: &Block<'_>, shown: usize) {
    let Some(first) = block.rows.first() else { return };
    let more = format!("and {} more", block.rows.len() - shown);
    let fixable = block.rows.iter().filter(|found| !found.finding.fixed_in.is_empty()).count();
    let advice = format!("{fixable} of {} have a fix; --all lists them", block.rows.len());
    row(rows, &["", &named(first), &more, "", &advice]);
}

/// Findings of which it cannot be told whether they affect the bill, by reason and component.
pub(super) fn undecided(answered: &Answered<'_>, all: bool) -> String {
    let blocks = blocks(answered, |finding| finding.status == Status::Unknown && is_vulnerability(&finding.kind));
    if blocks.is_empty() {
        return String::new();
    }
    let mut rows = table(&["findings", "component", "vulnerabilities", "why", "what to do"], width());
    let shown = if all { blocks.len() } else { 12 };
    for block in blocks.iter().take(shown) {
        let Some(first) = block.rows.first() else { continue };
        let reason = first.finding.reason.unwrap_or(Reason::AdvisorySilent);
        let ids = if all { usize::MAX } else { 3 };
        row(
            &mut rows,
            &[&block.rows.len().to_string(), &named(first), &examples(block, ids), reason.words(), doubt(reason)],
        );
    }
    let number: usize = blocks.iter().map(|block| block.rows.len()).sum();
    let heading = count(number, "finding could not be decided", "findings could not be decided");
    let more = blocks.len().saturating_sub(shown);
    let more = if more > 0 { format!("and {more} more components (--all lists them)\n") } else { String::new() };
    format!("{}\n{rows}\n{more}", bold(&heading))
}

fn examples(block: &Block<'_>, shown: usize) -> String {
    let ids: Vec<&str> = block.rows.iter().take(shown).map(|found| found.finding.id.as_str()).collect();
    let more = block.rows.len().saturating_sub(shown);
    if more > 0 { format!("{} and {more} more", ids.join(", ")) } else { ids.join(", ") }
}

fn doubt(reason: Reason) -> &'static str {
    match reason {
        Reason::CommitsOnly => "look whether the fix is in your source, and state it with --vex",
        Reason::CpeOnly => "load its own ecosystem's advisories: steadfast feed import",
        Reason::ReleaseUnknown => "state the distribution's release in the bill",
        Reason::NoVersion | Reason::VersionNotOrderable => "state its upstream version in the bill",
        _ => "decide by hand, and state it with --vex",
    }
}

/// Informational advisories: unmaintained and unsound packages.
pub(super) fn informational(answered: &Answered<'_>) -> String {
    let blocks = blocks(answered, |finding| finding.status == Status::Affected && !is_vulnerability(&finding.kind));
    if blocks.is_empty() {
        return String::new();
    }
    let mut rows = table(&["kind", "component", "advisory", "what it is"], width());
    for found in blocks.iter().flat_map(|block| &block.rows) {
        let Kind::Informational(kind) = &found.finding.kind else { continue };
        row(&mut rows, &[kind, &named(found), &found.finding.id, &summary(found.finding)]);
    }
    let number: usize = blocks.iter().map(|block| block.rows.len()).sum();
    let heading =
        count(number, "informational advisory, which blocks nothing", "informational advisories, which block nothing");
    format!("{}\n{rows}\n", bold(&heading))
}

/// Findings in rows, rows by component, in the order of urgency.
fn blocks<'a>(answered: &'a Answered<'_>, wanted: impl Fn(&Finding) -> bool) -> Vec<Block<'a>> {
    let mut blocks: Vec<Block<'a>> = Vec::new();
    let mut places = std::collections::BTreeMap::new();
    for finding in answered.scan.findings.iter().filter(|finding| wanted(finding)) {
        let Some(component) = answered.component(finding) else { continue };
        let place = *places.entry(identity(component)).or_insert(blocks.len());
        if place == blocks.len() {
            blocks.push(Block { rows: Vec::new() });
        }
        match blocks[place].rows.iter_mut().find(|row| row.finding.id == finding.id) {
            Some(row) => {
                row.others += 1;
                if component.name.len() < row.component.name.len() {
                    row.component = component;
                }
            }
            None => blocks[place].rows.push(Row { finding, component, others: 0 }),
        }
    }
    blocks
}

fn named(found: &Row<'_>) -> String {
    let version = found.component.version.as_deref().map(|version| format!(" {version}")).unwrap_or_default();
    let others = if found.others > 0 { format!(" (+{})", found.others) } else { String::new() };
    format!("{}{version}{others}", found.component.name)
}

/// The id, and the CVE id where that is another one.
fn names(finding: &Finding) -> String {
    let cve = finding.aliases.iter().find(|alias| alias.starts_with("CVE-"));
    match cve {
        Some(cve) if !finding.id.starts_with("CVE-") => format!("{} {cve}", finding.id),
        _ => finding.id.clone(),
    }
}

fn severity(found: &Row<'_>) -> String {
    let score = found.finding.cvss.as_ref().map(|(_, tenths)| format!(" {:.1}", f64::from(*tenths) / 10.0));
    let mark = if found.finding.exploited.is_some() { " EXPLOITED" } else { "" };
    format!("{}{}{mark}", found.finding.severity.word(), score.unwrap_or_default())
}

fn summary(finding: &Finding) -> String {
    let mut characters = finding.summary.chars();
    let start: String = characters.by_ref().take(SUMMARY).collect();
    if characters.next().is_some() { format!("{}…", start.trim_end()) } else { start }
}

fn remedy(finding: &Finding) -> String {
    let update = finding.fixed_in.first().map(|version| format!("update to {version} or later"));
    update.unwrap_or_else(|| {
        "no fixed version known: mitigate or remove it, or state with --vex why it does not apply".to_owned()
    })
}

/// The severity words at the start of rows, in colour.
fn coloured(text: &str) -> String {
    let colour = |word: &str| match word {
        "critical" => Some(AnsiColor::Magenta),
        "high" => Some(AnsiColor::Red),
        "medium" => Some(AnsiColor::Yellow),
        "low" => Some(AnsiColor::Cyan),
        _ => None,
    };
    let paint_line = |line: &str| {
        let word = line.split_whitespace().next().unwrap_or_default();
        colour(word)
            .filter(|_| line.starts_with([' ', 'c', 'h', 'm', 'l']))
            .map_or_else(|| line.to_owned(), |colour| line.replacen(word, &paint(colour, word), 1))
    };
    text.lines().map(paint_line).collect::<Vec<_>>().join("\n")
}
