//! The support period and its reasons, Art. 13(8) and (19), Annex VII point 4.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use steadfast_cra::support::{Finding, Period, Weight, check, criteria};

use crate::builder::{Builder, about};
use crate::document::{Block, Document, Why};
use crate::facts::{Product, Said};
use crate::{Language, render};

/// What was decided, and why.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct SupportStatement {
    /// The product.
    pub product: Product,
    /// The day on which the units in question are placed on the market.
    pub from: Option<Date>,
    /// The last day of support.
    pub to: Option<Date>,
    /// For how many months it is expected to be in use.
    pub expected_months: Option<u32>,
    /// The reason for each criterion, by its id in `cra::support`.
    pub reasons: BTreeMap<String, Said>,
}

/// The statement, with what does not hold.
pub fn support_statement(facts: &SupportStatement, language: Language, made: Timestamp) -> Document {
    let mut paper = Builder::new("support-statement", "support-title", about(&facts.product, language), language, made);
    period(&mut paper, facts, language);
    findings(&mut paper, facts);
    reasons(&mut paper, facts, language);
    paper.done()
}

fn period(paper: &mut Builder, facts: &SupportStatement, language: Language) {
    let end = facts.to.map(|end| render::support_end(end, language));
    let from = facts.from.map(|day| render::day(day, language));
    let months = facts.expected_months.map(|months| paper.filled("months", &[("months", &months.to_string())]));
    paper.heading("support");
    paper.said("Art. 13(19)", "support-end", end);
    paper.said("Art. 13(8)", "support-begin", from);
    paper.said("Art. 13(8)", "expected-use", months);
}

fn findings(paper: &mut Builder, facts: &SupportStatement) {
    let reasoned: Vec<&str> =
        facts.reasons.iter().filter(|(_, said)| said.is_stated()).map(|(id, _)| id.as_str()).collect();
    let period = Period { from: facts.from, to: facts.to, expected_months: facts.expected_months, reasoned: &reasoned };
    let found = check(&period);
    for finding in &found {
        let why = if finding.is_contradiction() { Why::Contradicted } else { Why::NotStated };
        let required = *finding != Finding::StartNotStated;
        paper.gap(finding_point(*finding), why, required);
    }
    let entries: Vec<String> = found.into_iter().filter_map(key).map(|key| paper.text(key)).collect();
    if !entries.is_empty() {
        paper.heading("findings");
        paper.block(Block::List { entries });
    }
}

const fn finding_point(finding: Finding) -> &'static str {
    match finding {
        Finding::EndNotStated => "Art. 13(19)",
        Finding::NotReasoned(_) => "VII.4",
        _ => "Art. 13(8)",
    }
}

/// The text of a finding; criteria without a reason stand in their table.
const fn key(finding: Finding) -> Option<&'static str> {
    match finding {
        Finding::EndNotStated => Some("end-not-stated"),
        Finding::StartNotStated => Some("start-not-stated"),
        Finding::EndsBeforeItBegins => Some("ends-before-it-begins"),
        Finding::ShorterThanFiveYears => Some("shorter-than-five-years"),
        Finding::ShorterThanUse => Some("shorter-than-use"),
        Finding::UseNotStated => Some("use-not-stated"),
        Finding::NotReasoned(_) => None,
    }
}

fn reasons(paper: &mut Builder, facts: &SupportStatement, language: Language) {
    let empty = Said::default();
    let rows = criteria().iter().filter_map(|one| {
        let said = facts.reasons.get(&one.id).unwrap_or(&empty);
        let shown = one.weight == Weight::Must || said.is_stated();
        shown.then(|| vec![one.title.of(language.tag()).to_owned(), reason(paper, said, language)])
    });
    let rows = rows.collect();
    let head = vec![paper.text("criterion"), paper.text("reason")];
    let caption = paper.text("criteria");
    paper.heading("criteria");
    paper.block(Block::Table { caption, head, rows });
}

fn reason(paper: &Builder, said: &Said, language: Language) -> String {
    let missing = if said.is_stated() { "not-in-language" } else { "not-stated" };
    said.of(language).map_or_else(|| paper.text(missing), str::to_owned)
}
