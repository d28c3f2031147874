//! What the product and the worst components lack.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::super::report::{Assessed, Finding, Report, Total};
use super::layout::{empty, grouped};
use crate::terminal::clean;

/// The most components that are listed one by one.
const SHOWN: usize = 20;

/// What the product itself lacks, where the document keeps it apart from its components.
pub(super) fn product(report: &Report) -> Option<String> {
    let product = report.product.as_ref()?;
    let gaps = labels(product.required_gaps());
    (!gaps.is_empty()).then(|| format!("The product itself, {}, lacks: {gaps}", title(product)))
}

/// The components that lack most, beyond what all of them lack.
pub(super) fn worst(report: &Report, width: Option<u16>) -> Option<String> {
    let shared = shared(report);
    let own = report.components.iter().map(|component| (component, own_gaps(component, &shared)));
    let mut worst: Vec<_> = own.filter(|(_, gaps)| !gaps.is_empty()).collect();
    worst.sort_by_key(|(_, gaps)| Reverse(gaps.len()));
    let parts = [everywhere(report, &shared), listed(&worst, &shared, width), rest(worst.len())];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}

/// Required fields that not one of several components has: said once instead of in every row.
fn shared(report: &Report) -> BTreeSet<&'static str> {
    let nowhere = |total: &&Total| total.field.is_required() && total.given + total.unknown == 0;
    let several = report.components.len() > 1;
    report.totals.iter().filter(nowhere).map(|total| total.field.code).filter(|_| several).collect()
}

fn own_gaps<'a>(component: &'a Assessed, shared: &BTreeSet<&str>) -> Vec<&'a Finding> {
    component.required_gaps().filter(|gap| !shared.contains(gap.field.code)).collect()
}

fn everywhere(report: &Report, shared: &BTreeSet<&str>) -> Option<String> {
    let totals = report.totals.iter().filter(|total| shared.contains(total.field.code));
    let labels: Vec<&str> = totals.map(|total| total.field.label).collect();
    (!labels.is_empty()).then(|| format!("Every component lacks: {}", labels.join(", ")))
}

type Listed<'a> = (&'a Assessed, Vec<&'a Finding>);

fn listed(worst: &[Listed<'_>], shared: &BTreeSet<&str>, width: Option<u16>) -> Option<String> {
    let lacks = if shared.is_empty() { "lacks" } else { "also lacks" };
    let mut table = empty(width, ["Component", "place", lacks]);
    for (component, gaps) in worst.iter().take(SHOWN) {
        let place = clean(&component.place).into_owned();
        table.add_row([title(component), place, labels(gaps.iter().copied())]);
    }
    (!worst.is_empty()).then(|| table.trim_fmt())
}

fn rest(all: usize) -> Option<String> {
    let more = all.saturating_sub(SHOWN);
    (more > 0).then(|| format!("and {} more (--format json lists all)", grouped(more)))
}

fn title(component: &Assessed) -> String {
    let name = if component.name.trim().is_empty() { "(no name)" } else { component.name.as_str() };
    let version = component.version.as_deref().unwrap_or_default();
    clean(format!("{name} {version}").trim_end()).into_owned()
}

fn labels<'a>(gaps: impl Iterator<Item = &'a Finding>) -> String {
    gaps.map(|gap| gap.field.label).collect::<Vec<_>>().join(", ")
}
