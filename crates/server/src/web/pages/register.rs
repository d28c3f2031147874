//! The register of one product: each requirement of Annex I with its verdict, how old that is, why it is so, and what is next.

use fluent_bundle::FluentValue;
use jiff::Timestamp;
mod duties;

use maud::{Markup, html};
use steadfast_conformity::ahead::Ending;
use steadfast_conformity::evidence::{Key, Row};
use steadfast_conformity::judge::{Answer, Answered, Entry, Verdict};
use steadfast_conformity::shelf::Release;
use steadfast_cra::annex_i;

use crate::conformity::read::Found;
use crate::t;
use crate::web::components::{Look, badge, button_link, figure_card, figures, notice, page_heading_with, section};
use crate::web::layout::Page;
use crate::web::{Frame, Section, Texts, Tone, urls};

/// The register with what the reader may do.
pub(crate) struct RegisterView {
    /// What the product is called.
    pub(crate) name: String,
    /// What was found.
    pub(crate) found: Found,
    /// What ends next, and turns something.
    pub(crate) endings: Vec<Ending>,
    /// Whether the reader may take the dossier out.
    pub(crate) may_export: bool,
    /// Whether the reader may look at records.
    pub(crate) may_read_records: bool,
}

const VERDICTS: [Verdict; 5] =
    [Verdict::Contradicted, Verdict::Unknown, Verdict::Stated, Verdict::Shown, Verdict::NotApplicable];

/// The page.
pub(crate) fn register(frame: &Frame, view: &RegisterView) -> Markup {
    let texts = frame.texts;
    let of = &view.found.register;
    let title = t!(texts, "register-of", product = view.name.as_str());
    let export = html! {
        @if !of.release.is_empty() {
            @if view.may_export {
                (button_link(&of_release(view, urls::DOSSIER), &t!(texts, "dossier"), Look::Primary)) " "
                (button_link(&urls::with(urls::DECLARATIONS, &[&of.product]), &t!(texts, "register-declarations"), Look::Plain)) " "
            }
            (button_link(&of_release(view, urls::RISK), &t!(texts, "risk"), Look::Plain)) " "
            (button_link(&of_release(view, urls::CALENDAR), &t!(texts, "calendar"), Look::Plain))
        }
    };
    let body = html! {
        (page_heading_with(&title, &html! { (t!(texts, "register-lead")) }, &export))
        (notice(Tone::Information, &t!(texts, "register-note")))
        (which(texts, view))
        (figures(&VERDICTS.map(|verdict| counted(texts, view, verdict))))
        @if view.found.behind { (notice(Tone::Warning, &t!(texts, "register-behind"))) }
        @if view.found.erased > 0 { (notice(Tone::Warning, &t!(texts, "register-erased", count = number(view.found.erased)))) }
        (section(&t!(texts, "register-part-one"), &entries(frame, view, "I.1.")))
        (section(&t!(texts, "register-part-two"), &entries(frame, view, "I.2.")))
        (section(&t!(texts, "register-duties"), &duties::duties(frame, view)))
        (section(&t!(texts, "register-ahead"), &ahead(frame, &view.endings)))
        @if !view.found.aside.is_empty() { (section(&t!(texts, "register-aside"), &aside(texts, view))) }
    };
    Page::new(title, body)
        .section(Section::Products)
        .under(urls::with(urls::PRODUCT, &[&of.product]), view.name.clone())
        .live("record")
        .render(frame)
}

fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn of_release(view: &RegisterView, pattern: &str) -> String {
    let of = &view.found.register;
    urls::query(&urls::with(pattern, &[&of.product]), &[("release", of.release.as_str())])
}

/// The release that this is about, and the others.
fn which(texts: Texts, view: &RegisterView) -> Markup {
    let of = &view.found.register;
    let own = |release: &&Release| release.id == of.release;
    let current = view.found.releases.iter().find(own);
    let mut others: Vec<&Release> = view.found.releases.iter().filter(|release| !own(release)).collect();
    others.sort_by_key(|release| std::cmp::Reverse(release.sequence));
    html! {
        p {
            @match current {
                Some(release) => { (t!(texts, "register-release", version = release.version.as_str())) }
                None => { (t!(texts, "register-no-release")) }
            }
            @if !others.is_empty() {
                " " (t!(texts, "register-others")) " "
                @for (place, release) in others.iter().take(8).enumerate() {
                    @if place > 0 { ", " }
                    a href=(urls::query(&urls::with(urls::REGISTER, &[&of.product]), &[("release", release.id.as_str())])) {
                        (release.version)
                    }
                }
            }
        }
    }
}

fn counted(texts: Texts, view: &RegisterView, verdict: Verdict) -> Markup {
    let label = texts.named("register-verdict", verdict.as_str());
    let hint = texts.named("register-verdict-hint", verdict.as_str());
    figure_card(&label, &html! { (view.found.register.count(verdict)) }, &html! { (hint) })
}

pub(super) const fn tone(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::Shown => Tone::Good,
        Verdict::Stated => Tone::Information,
        Verdict::Contradicted => Tone::Bad,
        Verdict::Unknown => Tone::Warning,
        Verdict::NotApplicable => Tone::Neutral,
    }
}

fn entries(frame: &Frame, view: &RegisterView, part: &str) -> Markup {
    let own = view.found.register.entries.iter().filter(|entry| entry.requirement.starts_with(part));
    html! { ol.plain.stack-wide { @for entry in own { li id=(entry.requirement) { (one(frame, view, entry)) } } } }
}

/// The text's key of a requirement: `I.1.2.a` is `i-1-2-a`.
pub(crate) fn key(requirement: &str) -> String {
    requirement.to_ascii_lowercase().replace('.', "-")
}

fn one(frame: &Frame, view: &RegisterView, entry: &Entry) -> Markup {
    let texts = frame.texts;
    let reference = annex_i::requirement(&entry.requirement).map(|known| known.reference.as_str()).unwrap_or_default();
    judged(frame, view, entry, &texts.named("requirement", &key(&entry.requirement)), reference)
}

/// A requirement or duty with its verdict, what is there for it, and what is missing.
fn judged(frame: &Frame, view: &RegisterView, entry: &Entry, title: &str, reference: &str) -> Markup {
    let texts = frame.texts;
    html! {
        p {
            strong { (title) } " "
            (badge(tone(entry.verdict), &texts.named("register-verdict", entry.verdict.as_str())))
            br;
            span.hint { (reference) (ages(texts, entry)) }
        }
        @if let Some(exempt) = &entry.exempt { p { (t!(texts, "register-reason")) ": " (exempt.words) } }
        @if !entry.against.is_empty() {
            ul { @for row in &entry.against { li { (because(texts, view, row)) } } }
        }
        @if !entry.needs.is_empty() && entry.exempt.is_none() {
            details open[entry.verdict.is_open()] {
                summary { (t!(texts, "register-needs", met = met(entry), all = entry.needs.len() as i64)) }
                ul { @for need in &entry.needs { li { (needed(texts, view, need)) } } }
            }
        }
    }
}

fn met(entry: &Entry) -> i64 {
    entry.needs.iter().filter(|need| matches!(need.answer, Answer::Met | Answer::Said)).count() as i64
}

/// Since when it is so, how old the oldest of it is, and until when.
fn ages(texts: Texts, entry: &Entry) -> Markup {
    let day = |at: Timestamp| texts.day(at.as_microsecond());
    html! {
        @if let Some(since) = entry.since { " · " (t!(texts, "register-since", day = day(since))) }
        @if let Some(oldest) = entry.oldest { " · " (t!(texts, "register-oldest", day = day(oldest))) }
        @if let Some(until) = entry.until { " · " (t!(texts, "register-until", day = day(until))) }
    }
}

/// One thing that must be there: what it is, whether it is, and what to do where it is not.
fn needed(texts: Texts, view: &RegisterView, need: &Answered) -> Markup {
    let name = match need.need.strip_prefix("expected:") {
        Some(id) => t!(texts, "register-expected", evidence = id),
        None => texts.named("register-need", &need.need),
    };
    let answer = match need.answer {
        Answer::Met => ("met", Tone::Good),
        Answer::Said => ("said", Tone::Information),
        Answer::Expired => ("expired", Tone::Warning),
        Answer::Untold => ("untold", Tone::Warning),
        Answer::Missing => ("missing", Tone::Warning),
    };
    html! {
        (name) " " (badge(answer.1, &texts.named("register-answer", answer.0)))
        @if let Some(row) = &need.row { br; (because(texts, view, row)) }
        @if !matches!(need.answer, Answer::Met | Answer::Said) { br; span.hint { (next(texts, need)) } }
    }
}

fn next(texts: Texts, need: &Answered) -> String {
    match need.need.starts_with("expected:") {
        true => t!(texts, "register-next-expected"),
        false => texts.named("register-next", &need.need),
    }
}

/// Why a row says what it says, with its record.
fn because(texts: Texts, view: &RegisterView, row: &Row) -> Markup {
    let figures: Vec<(&str, FluentValue<'_>)> =
        row.figures.iter().map(|(name, value)| (name.as_str(), FluentValue::from(*value))).collect();
    let reason = texts.named_with("register-because", &row.because, &figures);
    html! {
        span.quiet {
            (reason.unwrap_or_else(|| row.because.clone()))
            @if !row.key.source.is_empty() { " (" (row.key.source) ")" }
            @if !row.words.is_empty() { ": " (row.words) }
            " · " (texts.day(row.time.as_microsecond()))
            @if view.may_read_records {
                " · " a href=(urls::with(urls::RECORD, &[&row.record])) { (t!(texts, "register-record", number = number(row.number))) }
            }
        }
    }
}

/// What ends next, and what turns then.
fn ahead(frame: &Frame, endings: &[Ending]) -> Markup {
    let texts = frame.texts;
    let name =
        |key: &Key| format!("{} {}", texts.named("register-kind", key.kind.as_str()), key.source).trim().to_owned();
    html! {
        @if endings.is_empty() { p.quiet { (t!(texts, "register-ahead-none")) } }
        @else {
            ul { @for ending in endings { li {
                strong { (texts.day(ending.at.as_microsecond())) } ": "
                (ending.keys.iter().map(name).collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(", "))
                " → "
                @for (place, turn) in ending.turns.iter().enumerate() {
                    @if place > 0 { ", " }
                    a href=(format!("#{}", turn.requirement)) { (turn.requirement) }
                }
            } } }
        }
    }
}

fn aside(texts: Texts, view: &RegisterView) -> Markup {
    html! {
        ul { @for aside in &view.found.aside { li {
            (texts.named("register-set-aside", &aside.because)) " · "
            (t!(texts, "register-record", number = number(aside.number)))
        } } }
    }
}
