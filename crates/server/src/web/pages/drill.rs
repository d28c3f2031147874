//! One drill: what it was about, and step by step how it went.

use maud::{Markup, html};
use serde_json::Value;

use super::drills::{DrillRow, gaps, state};
use crate::drills::report::{DrillReport, Gap, StepDone};
use crate::t;
use crate::web::components::{Definitions, Look, badge, button_link, card, notice, page_heading_with, section, submit};
use crate::web::layout::Page;
use crate::web::{Frame, Section, Texts, Tone, urls};

/// A drill.
pub(crate) struct DrillView {
    /// As the list has it.
    pub(crate) row: DrillRow,
    /// Its record.
    pub(crate) record: Option<String>,
    /// Why it could not be held.
    pub(crate) reason: String,
    /// What it showed, or shows so far.
    pub(crate) report: Option<DrillReport>,
    /// The case of one that people play themselves.
    pub(crate) case: Option<String>,
    /// Whether the reader may end it now.
    pub(crate) may_end: bool,
}

/// The page.
pub(crate) fn drill(frame: &Frame, view: &DrillView) -> Markup {
    let texts = frame.texts;
    let title = texts.named("drill-scenario", view.row.scenario);
    let download = html! {
        @if view.row.state == "held" {
            (button_link(&urls::with(urls::DRILL_BUNDLE, &[&view.row.id]), &t!(texts, "drill-bundle"), Look::Plain))
        }
    };
    let body = html! {
        (page_heading_with(&title, &html! { (state(texts, &view.row)) }, &download))
        div.stack-wide id="drill-part" data-live-part {
            @if view.row.state == "failed" { (notice(Tone::Bad, &view.reason)) }
            @if let Some(report) = &view.report {
                (notice(Tone::Information, &origin(texts, view)))
                @if view.may_end { (end(texts, view)) }
                (card(&t!(texts, "drill-about"), &facts(texts, view, report)))
                (section(&t!(texts, "drill-timeline"), &timeline(texts, report)))
                @if view.case.is_none() { (card(&t!(texts, "drill-kept-in"), &kept_in(texts, report))) }
                @if view.case.is_none() { (card(&t!(texts, "drill-answers"), &people(texts, report))) }
            }
        }
    };
    Page::new(title, body).section(Section::Drills).live("job record").render(frame)
}

/// Where what stands here comes from.
fn origin(texts: Texts, view: &DrillView) -> String {
    match (&view.case, view.row.state) {
        (None, _) => t!(texts, "drill-on-copy"),
        (Some(_), "waiting") => t!(texts, "drill-so-far"),
        (Some(_), _) => t!(texts, "drill-by-hand"),
    }
}

fn end(texts: Texts, view: &DrillView) -> Markup {
    html! {
        div.actions {
            @if let Some(case) = &view.case {
                (button_link(&urls::with(urls::CASE, &[case]), &t!(texts, "drill-to-the-case"), Look::Primary))
            }
            form method="post" action=(urls::with(urls::DRILL_END, &[&view.row.id])) {
                (submit(&t!(texts, "drill-end"), Look::Plain))
            }
        }
    }
}

/// A time of the scenario; as it stands where it is none. It is played: how far it is from now says nothing.
fn moment(texts: Texts, text: &str) -> Markup {
    match text.parse::<jiff::Timestamp>() {
        Ok(at) => html! { time datetime=(text) { (texts.moment(at.as_microsecond())) } },
        Err(_) => html! { (text) },
    }
}

fn facts(texts: Texts, view: &DrillView, report: &DrillReport) -> Markup {
    let mut rows = Definitions::new().row(t!(texts, "drill-gaps"), gaps(texts, report.gaps));
    if !report.flaw.is_empty() {
        rows = rows.text(t!(texts, "drill-flaw"), &report.flaw);
    }
    if !report.product.is_empty() {
        rows = rows.text(t!(texts, "drill-product"), &report.product);
    }
    let begins = html! {
        (moment(texts, &report.begins))
        @if !report.holiday.is_empty() { ", " (t!(texts, "drill-before-holiday", day = &*report.holiday)) }
    };
    rows = rows.row(t!(texts, "drill-begins"), begins);
    if view.case.is_none() {
        rows = rows.row(t!(texts, "drill-copied"), moment(texts, &report.copied));
        rows = rows.text(t!(texts, "drill-copy-took"), &t!(texts, "drill-milliseconds", value = report.copy_ms));
    }
    if let Some(record) = &view.record {
        rows = rows.row(t!(texts, "drill-record"), html! { a href=(urls::with(urls::RECORD, &[record])) { (record) } });
    }
    html! { (rows.render()) @if view.record.is_some() { p.hint { (t!(texts, "drill-bundle-help")) } } }
}

fn timeline(texts: Texts, report: &DrillReport) -> Markup {
    html! { ol.case-timeline { @for step in &report.steps { li { (one(texts, step)) } } } }
}

fn one(texts: Texts, step: &StepDone) -> Markup {
    let tone = match &*step.outcome {
        "done" => Tone::Good,
        "gap" => Tone::Warning,
        _ => Tone::Bad,
    };
    html! {
        p { strong { (texts.named("drill-step", &step.step)) } " " (badge(tone, &texts.named("drill-outcome", &step.outcome))) }
        @for gap in &step.gaps { (missing(texts, gap)) }
        @if !step.facts.is_empty() {
            p.quiet {
                @for (number, (name, value)) in step.facts.iter().enumerate() {
                    @if number > 0 { " · " }
                    (texts.named("drill-fact", name)) ": " (said(texts, value))
                }
            }
        }
        p.hint {
            (moment(texts, &step.at)) " · " (t!(texts, "drill-since")) ": " (texts.duration(step.minutes * 60_000_000))
            @if let Some(due) = &step.due { " · " (t!(texts, "drill-due")) ": " (moment(texts, due)) }
            @if step.machine_us > 0 {
            " · " (t!(texts, "drill-machine")) ": " (t!(texts, "drill-milliseconds", value = (step.machine_us + 999) / 1000))
            }
        }
    }
}

fn missing(texts: Texts, gap: &Gap) -> Markup {
    html! {
        p { (texts.named("drill-gap", &gap.code)) }
        @if !gap.what.is_empty() { p.quiet { (what(texts, gap)) } }
    }
}

/// What exactly: fields and points by the words that their own pages have for them.
fn what(texts: Texts, gap: &Gap) -> String {
    let family = match &*gap.code {
        "fields-missing" => "notice-field",
        "not-ready" => "ready",
        "no-second-person" => "action",
        "still-missing" => "closing-missing",
        _ => return gap.what.join(", "),
    };
    gap.what.iter().map(|word| texts.named(family, word)).collect::<Vec<_>>().join(" · ")
}

fn said(texts: Texts, value: &Value) -> String {
    match value {
        Value::String(word) if word.is_empty() => "–".to_owned(),
        Value::String(word) => match word.parse::<jiff::Timestamp>() {
            Ok(at) => texts.moment(at.as_microsecond()),
            Err(_) => texts.named_maybe("drill-said", word).unwrap_or_else(|| word.clone()),
        },
        Value::Bool(is_so) => texts.named("drill-said", if *is_so { "yes" } else { "no" }),
        other => other.as_u64().map_or_else(|| other.to_string(), |number| texts.number(number)),
    }
}

fn kept_in(texts: Texts, report: &DrillReport) -> Markup {
    html! {
        @if report.kept_in.is_empty() { p { (t!(texts, "drill-kept-in-nothing")) } }
        @else {
            ul { @for (way, count) in &report.kept_in { li { (texts.number(*count)) " " (texts.named("drill-way", way)) } } }
        }
    }
}

fn people(texts: Texts, report: &DrillReport) -> Markup {
    let answers = &report.answers;
    html! {
        p {
            @match answers.median_minutes {
                Some(minutes) => { (t!(texts, "drill-answers-measured", count = answers.measured, minutes = minutes)) }
                None => { (t!(texts, "drill-answers-assumed", minutes = answers.assumed_minutes)) }
            }
        }
        @if !report.assumed.is_empty() {
            p.hint {
                (t!(texts, "drill-assumed")) ": "
                @for (number, (what, minutes)) in report.assumed.iter().enumerate() {
                    @if number > 0 { " · " }
                    (texts.named("drill-assumed", what)) " " (texts.duration(*minutes * 60_000_000))
                }
            }
        }
    }
}
