//! One case: what runs, what is known, what happened, and what is to be decided.

use maud::{Markup, html};

use super::case_advisories::{CaseAdvisoryRow, advisories};
use super::case_closing::{ClosingView, closing};
use super::case_containment::{ContainmentView, containment};
use super::case_decide::{DecideView, close, decide};
use super::case_known::{CaseKnownView, SignalView, known, signals};
use super::case_owners::{OwnersRow, owners};
use super::case_timeline::{TimelineView, timeline};
use super::case_units::{CaseUnitRow, list};
use super::case_work::{WorkView, note_signal, people, tasks};
use super::cases::{CaseRow, assessment, called, state};
use crate::t;
use crate::web::charts::{Clock, clock};
use crate::web::components::{
    Definitions, Look, button_link, card, card_with_id, columns, error_summary, notice, page_heading_with, section,
    time, unknown,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// What runs of a case.
#[derive(Clone, Debug, Default)]
pub struct ClocksView {
    /// Until when somebody should assess it.
    pub assess_by: Option<i64>,
    /// Whether the hours run from a signal, as if it had been awareness.
    pub is_safe: bool,
    /// The reports that are due, the next one first.
    pub stages: Vec<StageClockView>,
}

/// A report that is due.
#[derive(Clone, Debug)]
pub struct StageClockView {
    /// Which.
    pub stage: &'static str,
    /// Since when it runs, and until when it is due, unextended.
    pub span: (i64, i64),
    /// The end that the law grants where the last day is no working day.
    pub latest_by_law: Option<i64>,
    /// Article and point.
    pub source: &'static str,
}

/// A form that came back.
#[derive(Clone, Debug, Default)]
pub struct Returned {
    /// Which: `assess`, `awareness`, `signal`, `note`, `task`, `person`, `fix`, `close`.
    pub form: &'static str,
    /// What was typed, and what is wrong with it.
    pub filled: Filled,
    /// Whether somebody decided, or a signal came, meanwhile.
    pub changed: bool,
}

impl Returned {
    /// What was typed into a form; else what it begins with.
    pub(super) fn of(&self, form: &str, fresh: impl FnOnce() -> Filled) -> Filled {
        if self.form == form { self.filled.clone() } else { fresh() }
    }
}

/// What the reader may do.
#[derive(Clone, Copy, Debug, Default)]
pub struct CaseRights {
    /// Decide on the duty to report.
    pub assess: bool,
    /// Close and reopen.
    pub close: bool,
    /// Note signals.
    pub signal: bool,
    /// Notes, tasks, people.
    pub work: bool,
    /// Erase words.
    pub erase: bool,
    /// Write what owners are told.
    pub tell: bool,
    /// Plan a recall.
    pub recall: bool,
    /// Write an advisory.
    pub advise: bool,
}

/// One case.
#[derive(Clone, Debug)]
pub struct CaseView {
    /// What the list shows too.
    pub row: CaseRow,
    /// Id and name of the product that is still there.
    pub product: Option<(String, String)>,
    /// Number and name of the flaw; the number is not there where no source names it.
    pub flaw: Option<(Option<i64>, String)>,
    /// When it was closed.
    pub closed: Option<i64>,
    /// Who assessed it last, and when.
    pub assessed: Option<(Option<String>, i64)>,
    /// What runs.
    pub clocks: ClocksView,
    /// The way from the flaw to the end.
    pub closing: ClosingView,
    /// What is known now.
    pub known: CaseKnownView,
    /// What made somebody look.
    pub signals: Vec<SignalView>,
    /// The first of its devices, and whether there are more.
    pub units: (Vec<CaseUnitRow>, bool),
    /// What happened.
    pub timeline: TimelineView,
    /// Tasks and people.
    pub work: WorkView,
    /// What is decided upon.
    pub decide: DecideView,
    /// What the reader may do.
    pub rights: CaseRights,
    /// A form that came back.
    pub returned: Returned,
    /// Reports of finders that are part of it, where the reader may read them: id and number.
    pub reports: Vec<(String, i64)>,
    /// Reports to maintainers: number, component, the state's key.
    pub upstream: Vec<(i64, String, &'static str)>,
    /// What owners were told, the newest first.
    pub owners: Vec<OwnersRow>,
    /// What was held because of it, and what can be.
    pub containment: ContainmentView,
    /// Its advisories, where the reader may read them.
    pub advisories: Option<Vec<CaseAdvisoryRow>>,
}

/// The page.
#[must_use]
pub fn case(frame: &Frame, view: &CaseView) -> Markup {
    let texts = frame.texts;
    let row = &view.row;
    let title = called(texts, row.number, &row.title);
    let lead = html! {
        (texts.named("case-kind", row.kind)) " " (state(texts, row.is_open)) " " (assessment(texts, row.assessment))
    };
    let to_decide = html! {
        @if view.rights.assess && row.is_open && row.assessment.is_none() {
            (button_link("#decide", &t!(texts, "case-assess"), Look::Primary))
        }
    };
    let body = html! {
        (page_heading_with(&title, &lead, &to_decide))
        (error_summary(texts, &view.returned.filled))
        @if view.returned.changed { (notice(Tone::Warning, &t!(texts, "case-changed"))) }
        (columns(
            &html! {
                (clocks(frame, view))
                (closing(frame, view))
                (section(&t!(texts, "case-known"), &known(frame, &view.known)))
                (units(frame, view))
                (owners(frame, view))
                (section(&t!(texts, "case-signals"), &signals(frame, view)))
                (timeline(frame, view))
            },
            &html! {
                (card(&t!(texts, "case-facts"), &facts(frame, view)))
                (decide(frame, view))
                (containment(frame, view))
                (advisories(frame, view))
                (tasks(frame, view))
                (people(frame, view))
                (note_signal(frame, view))
                (disclosed(frame.texts, view))
                (close(frame, view))
            },
        ))
    };
    Page::new(title, body).section(Section::Cases).under(urls::CASES, t!(texts, "cases")).render(frame)
}

/// The reports of finders that are part of it, and those that went to maintainers.
fn disclosed(texts: Texts, view: &CaseView) -> Markup {
    card(
        &t!(texts, "upstream"),
        &html! {
            @for (id, number) in &view.reports {
                p { a href=(urls::with(urls::REPORT_READ, &[id])) { (t!(texts, "report-called", number = *number)) } }
            }
            @for (number, component, state) in &view.upstream {
                p { (t!(texts, "upstream-called", number = *number, component = component)) " · "
                    (texts.named("upstream-state", state)) }
            }
            p { a href=(urls::with(urls::CASE_UPSTREAM, &[&view.row.id])) { (t!(texts, "upstream-go")) } }
        },
    )
}

fn facts(frame: &Frame, view: &CaseView) -> Markup {
    let texts = frame.texts;
    let mut list = Definitions::new()
        .text(t!(texts, "case-kind"), &texts.named("case-kind", view.row.kind))
        .row(t!(texts, "case-product"), product(frame, view))
        .row(t!(texts, "case-opened"), time(frame, view.row.opened));
    if let Some(closed) = view.closed {
        list = list.row(t!(texts, "case-closed-at"), time(frame, closed));
    }
    if let Some((number, name)) = &view.flaw {
        list = list.row(
            t!(texts, "case-flaw"),
            match number {
                Some(number) => html! { a href=(urls::with(urls::FLAW, &[&number.to_string()])) { (name) } },
                None => html! { (name) br; span.hint { (t!(texts, "case-flaw-unknown")) } },
            },
        );
    }
    if let Some((by, at)) = &view.assessed {
        let by = html! {
            (time(frame, *at)) br;
            span.hint { @match by { Some(name) => (t!(texts, "answer-by", name = name)), None => (unknown(texts)) } }
        };
        list = list.row(t!(texts, "case-assessed"), by);
    }
    list.render()
}

fn product(frame: &Frame, view: &CaseView) -> Markup {
    let texts = frame.texts;
    match &view.product {
        Some((id, name)) => html! { a href=(urls::with(urls::PRODUCT, &[id])) { (name) } },
        None if view.row.product.is_empty() => unknown(texts),
        None => html! { (view.row.product) br; span.hint { (t!(texts, "case-product-gone")) } },
    }
}

/// The clocks as times, and drawn.
fn clocks(frame: &Frame, view: &CaseView) -> Markup {
    let (texts, clocks) = (frame.texts, &view.clocks);
    let body = html! {
        @if let Some(by) = clocks.assess_by {
            (notice(if by < frame.now { Tone::Bad } else { Tone::Warning }, &t!(
                texts, "case-assess-by", time = texts.moment(by), distance = texts.distance(by, frame.now)
            )))
        }
        @for (at, stage) in clocks.stages.iter().enumerate() { (stage_clock(frame, (&view.row.id, clocks), stage, at == 0)) }
        @if clocks.is_safe && !clocks.stages.is_empty() { p.hint { (t!(texts, "clock-safe-note")) } }
        @if clocks.stages.is_empty() { p.quiet { (t!(texts, "clock-none")) } }
        p { a href=(urls::with(urls::NOTICES, &[&view.row.id])) { (t!(texts, "case-notices")) } }
    };
    card_with_id("clocks", &t!(texts, "case-clocks"), &body)
}

/// When a report is due; where the law grants more, that stands below and is not drawn.
fn stage_clock(frame: &Frame, (case, clocks): (&str, &ClocksView), stage: &StageClockView, is_next: bool) -> Markup {
    let (texts, name) = (frame.texts, frame.texts.named("notice-stage", stage.stage));
    let hours = clocks.is_safe && matches!(stage.stage, "early-warning" | "notification");
    let marks = clocks.assess_by.filter(|_| is_next && clocks.is_safe).map(|by| (by, t!(texts, "clock-assess-by")));
    let title = if hours { t!(texts, "clock-safe", stage = name) } else { name };
    html! {
        (clock(texts, &Clock { title, span: stage.span, marks: marks.into_iter().collect(), now: frame.now }))
        p.hint {
            (t!(texts, "clock-due", time = texts.moment(stage.span.1), source = stage.source))
            @if let Some(latest) = stage.latest_by_law {
                " " (t!(texts, "clock-latest-by-law", time = texts.moment(latest)))
            }
            " " a href=(urls::with(urls::NOTICE, &[case, stage.stage])) {
                (t!(texts, "notice-draft-of", stage = texts.named("notice-stage", stage.stage)))
            }
        }
    }
}

fn units(frame: &Frame, view: &CaseView) -> Markup {
    let texts = frame.texts;
    let (rows, more) = &view.units;
    html! {
        (section(&t!(texts, "case-units"), &html! {
            (list(frame, &view.row.id, rows))
            @if *more {
                p { a href=(urls::with(urls::CASE_UNITS, &[&view.row.id])) { (t!(texts, "case-units-all")) } }
            }
        }))
    }
}
