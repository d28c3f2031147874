//! The report for people: conclusions first, then fields and where to put them, then the worst components.

mod components;
mod fields;
mod layout;

use std::fmt::Write;

use super::report::{Coverage, Demand, Minimum, Report};
use crate::terminal::clean;
use layout::{counted, grouped};

/// The report as text for a terminal of `width` columns; tables keep their natural width without one.
pub(crate) fn table(report: &Report, width: Option<u16>) -> String {
    let sections = [
        Some(heading(report)),
        Some(minimum(&report.cra_minimum)),
        Some(guideline(report)),
        Some(fields::document(&report.document, width)),
        Some(fields::totals(report, width)),
        fields::remedies(report),
        components::product(report),
        components::worst(report, width),
    ];
    sections.into_iter().flatten().collect::<Vec<_>>().join("\n\n") + "\n"
}

fn heading(report: &Report) -> String {
    let bom = &report.bom;
    let subject = match (&bom.name, &bom.version) {
        (Some(name), Some(version)) => format!("SBOM of {} {}", clean(name), clean(version)),
        (Some(name), None) => format!("SBOM of {}, version not stated", clean(name)),
        (None, _) => "SBOM that names no product".to_owned(),
    };
    let format = [clean(&bom.format), clean(&bom.format_version)].join(" ");
    let mut text = format!("{subject}: {format}, {}", counted(bom.components, "component"));
    if bom.unreadable > 0 {
        let _ = write!(text, "\n{} more could not be read and are not judged", grouped(bom.unreadable));
    }
    text
}

fn minimum(minimum: &Minimum) -> String {
    let reference = minimum.rules.first().map_or("", |rule| rule.reference);
    let verdict = match minimum.verdict {
        Demand::Met => "met, as far as a document can show",
        other => met(other),
    };
    let mut text = format!("Minimum of the Cyber Resilience Act ({reference}): {verdict}");
    for rule in &minimum.rules {
        let _ = write!(text, "\n  {}: {} ({})", rule.code.replace('-', " "), met(rule.verdict), clean(&rule.reason));
    }
    text
}

fn met(verdict: Demand) -> &'static str {
    match verdict {
        Demand::Met => "met",
        Demand::NotMet => "NOT MET",
        Demand::Unknown => "cannot be told",
    }
}

fn guideline(report: &Report) -> String {
    let result = &report.tr_03183_2;
    let verdict = match result.verdict {
        Coverage::Complete => "complete",
        Coverage::Incomplete => "NOT COMPLETE",
        Coverage::Unknown => "cannot be told",
    };
    let mut text = format!("{} (recommended, not law): {verdict}", result.guideline);
    for reason in &result.reasons {
        let _ = write!(text, "\n  {}", clean(reason));
    }
    text
}
