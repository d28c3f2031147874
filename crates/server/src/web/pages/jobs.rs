//! Jobs: the work the server does by itself.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{
    Cell, Choice, Column, Definitions, Listing, Look, Paging, Query, badge, card, code_block, columns, copyable, empty,
    figure_card, figures, notice, page_heading_with, post_button, progress, select, time, time_or_never,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobState {
    /// For its time to come.
    Waiting,
    /// For its next attempt, after one that went wrong.
    Retrying,
    /// A process works on it.
    Running,
    /// It succeeded and will not run again.
    Done,
    /// It was given up.
    Failed,
}

impl JobState {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Waiting, Self::Retrying, Self::Running, Self::Done, Self::Failed];

    /// The key in the filter `state`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Retrying => "retrying",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    fn words(self, texts: Texts) -> String {
        match self {
            Self::Waiting => t!(texts, "job-waiting"),
            Self::Retrying => t!(texts, "job-retrying"),
            Self::Running => t!(texts, "job-running"),
            Self::Done => t!(texts, "job-done"),
            Self::Failed => t!(texts, "job-failed"),
        }
    }

    fn badge(self, texts: Texts) -> Markup {
        let tone = match self {
            Self::Waiting => Tone::Neutral,
            Self::Retrying => Tone::Warning,
            Self::Running => Tone::Information,
            Self::Done => Tone::Good,
            Self::Failed => Tone::Bad,
        };
        badge(tone, &self.words(texts))
    }
}

/// One job.
#[derive(Clone, Debug)]
pub struct JobRow {
    /// `job_…`.
    pub id: String,
    /// Kind in kebab-case.
    pub kind: String,
    /// Where it stands.
    pub state: JobState,
    /// Attempts since it last succeeded.
    pub attempts: u64,
    /// Steps done and all steps, where the job counts them; all of them may be unknown.
    pub progress: Option<(u64, Option<u64>)>,
    /// When it runs next; none if it runs now or never again.
    pub due: Option<i64>,
    /// When it last ended, well or not.
    pub ended: Option<i64>,
}

/// How many jobs stand where; none where not counted.
#[derive(Clone, Copy, Debug, Default)]
pub struct JobCounts {
    /// Waiting, retrying included.
    pub waiting: Option<u64>,
    /// Running.
    pub running: Option<u64>,
    /// Given up.
    pub failed: Option<u64>,
}

/// The list.
#[derive(Clone, Debug)]
pub struct JobsView {
    /// This page's jobs.
    pub rows: Vec<JobRow>,
    /// Filters `kind`, `state`.
    pub query: Query,
    /// Which page this is.
    pub paging: Paging,
    /// All kinds, for the filter.
    pub kinds: Vec<String>,
    /// How many stand where.
    pub counts: JobCounts,
}

/// The list of jobs.
#[must_use]
pub fn jobs(frame: &Frame, view: &JobsView) -> Markup {
    let texts = frame.texts;
    let list = Listing {
        id: "jobs",
        caption: t!(texts, "jobs-caption"),
        columns: vec![
            Column::new(t!(texts, "job-kind")),
            Column::new(t!(texts, "column-state")),
            Column::numeric(t!(texts, "job-attempts")),
            Column::new(t!(texts, "job-next")),
            Column::new(t!(texts, "job-ended")),
        ],
        rows: view.rows.iter().map(|row| cells(frame, row)).collect(),
        query: &view.query,
        paging: &view.paging,
        filter: filter(texts, view),
        empty: empty(&t!(texts, "jobs-empty"), &t!(texts, "jobs-empty-hint")),
    };
    let body = html! {
        (page_heading_with(&t!(texts, "jobs"), &html! { (t!(texts, "jobs-lead")) }, &html! {}))
        div id="job-counts" data-live-part { (counts(texts, view.counts)) }
        div id="job-list" data-live-part { (list.render(texts)) }
    };
    Page::new(t!(texts, "jobs"), body).section(Section::Jobs).live("job").render(frame)
}

fn counts(texts: Texts, counts: JobCounts) -> Markup {
    let number = |count: Option<u64>| {
        html! { @match count { Some(count) => (texts.number(count)), None => span.unknown-value { (t!(texts, "unknown")) } } }
    };
    figures(&[
        figure_card(&t!(texts, "job-running"), &number(counts.running), &html! {}),
        figure_card(&t!(texts, "job-waiting"), &number(counts.waiting), &html! {}),
        figure_card(&t!(texts, "job-failed"), &number(counts.failed), &html! {}),
    ])
}

fn cells(frame: &Frame, row: &JobRow) -> Vec<Cell> {
    let texts = frame.texts;
    vec![
        html! { a href=(urls::with(urls::JOB, &[&row.id])) { (texts.named("job-kind", &row.kind)) } },
        state_with_progress(texts, row),
        html! { (row.attempts) },
        time_or_never(frame, row.due, &t!(texts, "job-not-again")),
        time_or_never(frame, row.ended, &t!(texts, "never")),
    ]
}

fn state_with_progress(texts: Texts, row: &JobRow) -> Markup {
    html! {
        div.state-progress {
            (row.state.badge(texts))
            @if let Some((done, total)) = row.progress { (progress(texts, &t!(texts, "job-progress"), done, total)) }
        }
    }
}

fn filter(texts: Texts, view: &JobsView) -> Markup {
    let filled = Filled::empty().with("kind", view.query.value("kind")).with("state", view.query.value("state"));
    let any = t!(texts, "any");
    let kinds: Vec<Choice> =
        view.kinds.iter().map(|kind| Choice::new(kind.as_str(), texts.named("job-kind", kind))).collect();
    let states: Vec<Choice> =
        JobState::ALL.into_iter().map(|state| Choice::new(state.key(), state.words(texts))).collect();
    html! {
        (select(texts, &filled, "kind", &t!(texts, "job-kind"), Some(&any), &kinds))
        (select(texts, &filled, "state", &t!(texts, "column-state"), Some(&any), &states))
    }
}

/// One job.
#[derive(Clone, Debug)]
pub struct JobView {
    /// What the list shows too.
    pub row: JobRow,
    /// Whether this version of the program knows the kind; else the job is left alone.
    pub known: bool,
    /// How long between two runs, in microseconds; none for a job that runs once.
    pub every: Option<i64>,
    /// When it was made.
    pub created: i64,
    /// When it last succeeded.
    pub succeeded: Option<i64>,
    /// Why the last attempt went wrong.
    pub error: Option<String>,
    /// Whether the reader may run it now.
    pub may_run: bool,
}

/// One job.
#[must_use]
pub fn job(frame: &Frame, view: &JobView) -> Markup {
    let texts = frame.texts;
    let name = texts.named("job-kind", &view.row.kind);
    let run = html! { @if view.may_run && view.row.state != JobState::Running {
        (post_button(&urls::with(urls::JOB_RUN, &[&view.row.id]), &t!(texts, "job-run"), Look::Primary))
    } };
    let explained = texts.named_maybe("job-does", &view.row.kind);
    let lead = html! { @if let Some(words) = explained { (words) } };
    let body = html! {
        (page_heading_with(&name, &lead, &run))
        @if !view.known { (notice(Tone::Warning, &t!(texts, "job-kind-unknown"))) }
        div.stack-wide id="job" data-live-part { (state(frame, view)) }
    };
    Page::new(name, body).section(Section::Jobs).under(urls::JOBS, t!(texts, "jobs")).live("job").render(frame)
}

fn state(frame: &Frame, view: &JobView) -> Markup {
    let texts = frame.texts;
    let main = html! {
        (card(&t!(texts, "column-state"), &html! {
            (state_with_progress(texts, &view.row))
            @if let Some(error) = &view.error { (code_block(texts, "job-error", &t!(texts, "job-error"), error)) }
            @else if view.row.ended.is_some() { p.quiet { (t!(texts, "job-no-error")) } }
            @else { p.quiet { (t!(texts, "job-no-attempt")) } }
        }))
    };
    columns(&main, &card(&t!(texts, "job-facts"), &facts(frame, view)))
}

fn facts(frame: &Frame, view: &JobView) -> Markup {
    let texts = frame.texts;
    let every = view.every.map_or_else(|| t!(texts, "job-once"), |every| texts.duration(every));
    Definitions::new()
        .row(t!(texts, "job-next"), time_or_never(frame, view.row.due, &t!(texts, "job-not-again")))
        .text(t!(texts, "job-every"), &every)
        .text(t!(texts, "job-attempts"), &texts.number(view.row.attempts))
        .row(t!(texts, "job-succeeded"), time_or_never(frame, view.succeeded, &t!(texts, "never")))
        .row(t!(texts, "job-ended"), time_or_never(frame, view.row.ended, &t!(texts, "never")))
        .row(t!(texts, "created"), time(frame, view.created))
        .row(t!(texts, "identifier"), copyable(texts, "job-id", &t!(texts, "identifier"), &view.row.id))
        .render()
}
