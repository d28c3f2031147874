//! Which fields the document and its components have, and where missing ones go.

use std::collections::BTreeMap;
use std::fmt::Write;

use comfy_table::CellAlignment;
use steadfast_cra::sbom_fields;

use super::super::report::{Assessed, Finding, Report, State, Total};
use super::layout::{counted, empty, grouped};

pub(super) fn document(findings: &[Finding], width: Option<u16>) -> String {
    let mut table = empty(width, ["The document", "asked", "section", "found"]);
    for Finding { field, state } in findings {
        table.add_row([field.label, field.level.code(), field.section, &found(*state)]);
    }
    table.trim_fmt()
}

fn found(state: State) -> String {
    let word = match state {
        State::Given => "yes",
        State::Unfit(_) => "no",
        State::Missing => "missing",
        State::Unknown(_) => "cannot be told",
    };
    state.detail().map_or_else(|| word.to_owned(), |detail| format!("{word}: {detail}"))
}

pub(super) fn totals(report: &Report, width: Option<u16>) -> String {
    let all = format!("have (of {})", grouped(report.bom.components));
    let mut table = empty(width, ["Each component", "asked", "section", &all, "unfit", "missing", "unknown"]);
    for total in &report.totals {
        table.add_row(row(total));
    }
    for column in table.column_iter_mut().skip(3) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table.trim_fmt()
}

fn row(total: &Total) -> [String; 7] {
    let [label, level, section] = [total.field.label, total.field.level.code(), total.field.section].map(str::to_owned);
    let [unfit, missing, unknown] = [total.unfit, total.missing, total.unknown].map(grouped_or_dash);
    [label, level, section, grouped(total.given), unfit, missing, unknown]
}

fn grouped_or_dash(number: usize) -> String {
    if number == 0 { "-".to_owned() } else { grouped(number) }
}

/// Where each required field that some component lacks is to be written in a format that the guideline accepts.
pub(super) fn remedies(report: &Report) -> Option<String> {
    let mut text = String::from("Where to write what is required and missing");
    let lacking = report.totals.iter().filter(|total| total.field.is_required() && total.missing + total.unfit > 0);
    let mut lines = lacking.filter_map(|total| remedy(report, total)).peekable();
    lines.peek()?;
    for line in lines {
        let _ = write!(text, "\n  {line}");
    }
    text.push_str(
        "\nAn entry that stands for no file (section 3.2.2) needs no file name, SHA-512 or file property; formats have \
         no mark for such entries.",
    );
    Some(text)
}

fn remedy(report: &Report, total: &Total) -> Option<String> {
    let field = sbom_fields::field(total.field.code)?;
    let carrier = if report.bom.format.starts_with("SPDX") { field.spdx } else { field.cyclonedx };
    let reasons = reasons(report, field.code).map(|reasons| format!(" ({reasons})")).unwrap_or_default();
    Some(format!("{}: {carrier}{reasons}", field.label))
}

/// What is wrong with what components give for a field, and how many of them.
fn reasons(report: &Report, code: &str) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let gaps = report.components.iter().flat_map(Assessed::required_gaps);
    for detail in gaps.filter(|gap| gap.field.code == code).filter_map(|gap| gap.state.detail()) {
        *counts.entry(detail).or_default() += 1;
    }
    let texts = counts.iter().map(|(detail, count)| format!("{}: {detail}", counted(*count, "component")));
    let joined = texts.collect::<Vec<_>>().join("; ");
    (!joined.is_empty()).then_some(joined)
}
