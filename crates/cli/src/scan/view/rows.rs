//! Rows of findings: one row for one flaw in one component, however many packages were built from it.

use anstyle::AnsiColor;
use steadfast_formats::bom::Component;
use steadfast_matching::finding::{Finding, Kind, Status};
use steadfast_matching::reason::Reason;
use steadfast_matching::version::Scheme;

use super::super::answer::{Answered, identity};
use super::table::{bold, is_vulnerability, paint};
use crate::table::{count, row, table, width};
use crate::terminal::clean;

/// How many rows a component has before the rest is summed up.
const ROWS_OF_ONE: usize = 5;
/// What stands where no fixed version is known.
const NO_FIX: &str = "no fix known";
/// How much of a summary is shown, in characters.
const SUMMARY: usize = 100;

/// Findings that are the same flaw in packages built from the same thing.
struct Row<'a> {
    finding: &'a Finding,
    component: &'a Component,
    /// How many more packages have it.
    others: usize,
    /// The order of its versions.
    scheme: Scheme,
}

/// Rows of a component.
struct Block<'a> {
    rows: Vec<Row<'a>>,
}

/// Vulnerabilities that affect the bill, by component: what to do first, then each of them in one line.
pub(super) fn affected(answered: &Answered<'_>, all: bool) -> String {
    let blocks = blocks(answered, |finding| finding.status == Status::Affected && is_vulnerability(&finding.kind));
    if blocks.is_empty() {
        return String::new();
    }
    let number: usize = blocks.iter().map(|block| block.rows.len()).sum();
    let heading = count(number, "known vulnerability affects", "known vulnerabilities affect");
    let components = count(blocks.len(), "component", "components");
    let each = blocks.iter().map(|block| component(block, if all { usize::MAX } else { ROWS_OF_ONE }));
    let each = each.collect::<Vec<_>>().join("\n");
    let no_fix = blocks.iter().flat_map(|block| &block.rows).any(|found| found.finding.fixed_in.is_empty());
    let advice = if no_fix { format!("\n{NO_FIX_MEANS}") } else { String::new() };
    format!("{}\n\n{}{advice}", bold(&format!("{heading} {components}")), each)
}

const NO_FIX_MEANS: &str =
    "No fix known: mitigate it, replace or remove the component, or state with --vex why it does not apply.\n";

/// A component with its findings, the worst `shown` of them one by one.
fn component(block: &Block<'_>, shown: usize) -> String {
    let Some(first) = block.rows.first() else { return String::new() };
    let rows = block.rows.iter().take(shown);
    let ids = rows.clone().map(|found| names(found.finding).chars().count()).max().unwrap_or_default();
    let lines = rows.map(|found| line(found, ids));
    let more = block.rows.len().saturating_sub(shown);
    let more = if more > 0 { format!("  and {more} more; --all lists them\n") } else { String::new() };
    format!("{}  {}\n{}{more}", bold(&clean(&named(first))), advice(block), lines.collect::<String>())
}

/// What to do about a component as a whole: the lowest version that fixes all that can be fixed.
fn advice(block: &Block<'_>) -> String {
    let first_fixes: Vec<&String> = block.rows.iter().filter_map(|found| found.finding.fixed_in.first()).collect();
    let scheme = block.rows.first().map_or(Scheme::Generic, |found| found.scheme);
    let order = |left: &&String, right: &&String| scheme.compare(left, right).unwrap_or_else(|_| left.cmp(right));
    let Some(target) = first_fixes.iter().copied().max_by(order) else { return String::new() };
    let of_all = format!("{} of {}", first_fixes.len(), block.rows.len());
    let fixed = if block.rows.len() == 1 { String::new() } else { format!(", which fixes {of_all}") };
    paint(AnsiColor::Green, &format!("→ update to {} or later{fixed}", clean(target)))
}

/// One finding: severity, ids, the version that fixes it, what it is; cut to the width.
fn line(found: &Row<'_>, ids: usize) -> String {
    let finding = found.finding;
    let word = finding.severity.word();
    let score =
        finding.cvss.as_ref().map_or_else(String::new, |(_, tenths)| format!("{:.1}", f64::from(*tenths) / 10.0));
    let mark = if finding.exploited.is_some() { "EXPLOITED " } else { "" };
    let fix = finding.fixed_in.first().map_or_else(|| NO_FIX.to_owned(), |version| format!("fixed in {version}"));
    let start = format!("{score:>4}  {:ids$}  {fix:18}  {mark}", names(finding));
    let room = usize::from(width()).saturating_sub(12 + start.chars().count()).max(20);
    format!(
        "  {}{}{}{}\n",
        coloured(word),
        " ".repeat(9usize.saturating_sub(word.len())),
        clean(&start),
        clean(&cut(&finding.summary, room))
    )
}

fn cut(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.to_owned();
    }
    let start: String = text.chars().take(room.saturating_sub(1)).collect();
    format!("{}…", start.trim_end())
}

fn coloured(word: &str) -> String {
    match word {
        "critical" => paint(AnsiColor::Magenta, word),
        "high" => paint(AnsiColor::Red, word),
        "medium" => paint(AnsiColor::Yellow, word),
        "low" => paint(AnsiColor::Cyan, word),
        _ => word.to_owned(),
    }
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
        Reason::RangeNotUnderstood | Reason::AdvisorySilent => "read the advisory, and state with --vex what holds",
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
        row(&mut rows, &[kind, &named(found), &found.finding.id, &cut(&found.finding.summary, SUMMARY)]);
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
            None => blocks[place].rows.push(Row { finding, component, others: 0, scheme: answered.scheme(finding) }),
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
