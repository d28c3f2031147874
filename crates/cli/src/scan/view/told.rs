//! What became of VEX statements, in numbers per document: applied, ignored and why, stale.

use std::collections::BTreeMap;

use steadfast_matching::vex::Outcome;

use super::super::answer::{Answered, Context};
use super::table::bold;
use crate::table::grouped;
use crate::terminal::clean;

/// A line per document.
pub(super) fn summary(context: &Context<'_>, answered: &Answered<'_>) -> String {
    let mut lines = String::new();
    if !answered.scan.bill_outcomes.is_empty() {
        lines += &line("in the bill itself", &answered.scan.bill_outcomes);
    }
    let mut rest = answered.scan.outcomes.as_slice();
    for given in context.documents {
        let (own, others) = rest.split_at(given.document.statements.len().min(rest.len()));
        lines += &line(&given.file.to_string_lossy(), own);
        let broken = given.document.problems.iter().take(3);
        broken.for_each(|problem| lines += &format!("    not understood: {}\n", clean(&problem.to_string())));
        rest = others;
    }
    if lines.is_empty() { lines } else { format!("{}\n{lines}", bold("VEX statements")) }
}

fn line(name: &str, outcomes: &[Outcome]) -> String {
    let mut numbers: BTreeMap<Outcome, usize> = BTreeMap::new();
    outcomes.iter().for_each(|outcome| *numbers.entry(*outcome).or_default() += 1);
    let each = numbers.iter().map(|(outcome, number)| format!("{} {}", grouped(*number), outcome.words()));
    let each = each.collect::<Vec<_>>().join("; ");
    format!("  {}: {}\n", clean(name), if each.is_empty() { "no statements" } else { &each })
}
