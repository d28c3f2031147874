//! The form of a distribution's plan: its waves, whom it is for, and how long owners may put it off.

use maud::{Markup, html};

use super::unit::markets;
use crate::t;
use crate::web::components::{Input, Look, checkboxes, error_summary, form, notice, page_heading_with, submit};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// The most waves that a plan has.
pub const MOST_WAVES: usize = 20;
/// Rows of the form beyond those that are filled.
const SPARE: usize = 2;

/// The columns of a wave, with the most digits of each.
pub const COLUMNS: [(&str, u32); 4] = [("share", 3), ("success", 3), ("failure", 3), ("hours", 5)];

/// The names by which errors find the waves.
pub const WAVES: [&str; MOST_WAVES] = [
    "wave-1", "wave-2", "wave-3", "wave-4", "wave-5", "wave-6", "wave-7", "wave-8", "wave-9", "wave-10", "wave-11",
    "wave-12", "wave-13", "wave-14", "wave-15", "wave-16", "wave-17", "wave-18", "wave-19", "wave-20",
];

/// A plan to be made or changed.
#[derive(Clone, Debug)]
pub struct RolloutFormView {
    /// The release: id, and product with version.
    pub release: (String, String),
    /// Of one that is there: its id and version.
    pub rollout: Option<(String, i64)>,
    /// The waves as they were typed, column by column.
    pub waves: Vec<[String; 4]>,
    /// Fields `hardware`, `market`, `postponement`; errors of waves stand at `wave-1` and so on.
    pub filled: Filled,
}

/// The page.
#[must_use]
pub fn rollout_form(frame: &Frame, view: &RolloutFormView) -> Markup {
    let (texts, filled) = (frame.texts, &view.filled);
    let (release, name) = &view.release;
    let action = match &view.rollout {
        Some((id, _)) => urls::with(urls::ROLLOUT_PLAN, &[id]),
        None => urls::with(urls::ROLLOUT_NEW, &[release]),
    };
    let (title, button) = match view.rollout {
        Some(_) => (t!(texts, "rollout-change-plan"), t!(texts, "rollout-save-plan")),
        None => (t!(texts, "rollout-new"), t!(texts, "rollout-make")),
    };
    let fields = html! {
        (error_summary(texts, filled))
        @if let Some((_, version)) = &view.rollout { input type="hidden" name="version" value=(version); }
        (waves(texts, view))
        (Input::number("postponement", t!(texts, "rollout-postponement"))
            .hint(t!(texts, "rollout-postponement-hint")).render(texts, filled))
        (Input::text("hardware", t!(texts, "unit-hardware")).hint(t!(texts, "rollout-hardware-hint")).optional()
            .autocomplete("off").render(texts, filled))
        details.folded open[!filled.value("market").is_empty()] {
            summary { (t!(texts, "rollout-markets")) }
            p.hint { (t!(texts, "rollout-markets-hint")) }
            div.choice-columns { (checkboxes(texts, filled, "market", &t!(texts, "unit-market"), &markets(texts))) }
        }
        (notice(Tone::Information, &t!(texts, "rollout-plan-next")))
        (submit(&button, Look::Primary))
    };
    let body = html! {
        (page_heading_with(&title, &html! { (name) " · " (t!(texts, "rollout-new-lead")) }, &html! {}))
        section.card { (form(&action, &fields)) }
    };
    let page = Page::new(title, body).section(Section::Rollouts).under(urls::ROLLOUTS, t!(texts, "rollouts"));
    match &view.rollout {
        Some((id, _)) => page.under(urls::with(urls::ROLLOUT, &[id]), name.clone()),
        None => page,
    }
    .render(frame)
}

fn waves(texts: Texts, view: &RolloutFormView) -> Markup {
    let rows = (view.waves.len() + SPARE).min(MOST_WAVES);
    html! {
        fieldset.field.plan-waves aria-describedby="hint-waves" {
            legend { (t!(texts, "rollout-waves")) }
            p.hint id="hint-waves" { (t!(texts, "rollout-waves-hint")) }
            ol { @for (at, name) in WAVES.iter().copied().enumerate().take(rows) { (wave(texts, view, at, name)) } }
            details.explanation {
                summary { (t!(texts, "rollout-columns")) }
                dl.definitions { @for (column, _) in COLUMNS { div {
                    dt { (texts.named("rollout-column", column)) } dd { (texts.named("rollout-means", column)) }
                } } }
            }
        }
    }
}

fn wave(texts: Texts, view: &RolloutFormView, at: usize, name: &'static str) -> Markup {
    let problem = view.filled.problem(name);
    let number = at + 1;
    let value = |column: usize| view.waves.get(at).map_or("", |wave| wave[column].as_str());
    html! {
        li.has-error[problem.is_some()] {
            @if let Some(problem) = problem { p.field-error id={ "error-" (name) } { (problem.say(texts)) } }
            div.plan-wave role="group" aria-label=(t!(texts, "rollout-wave-number", wave = number))
                aria-describedby=[problem.map(|_| format!("error-{name}"))] {
                strong.plan-number { (t!(texts, "rollout-wave-number", wave = number)) }
                @for (column, (key, most)) in COLUMNS.into_iter().enumerate() {
                    @let id = if column == 0 { format!("field-{name}") } else { format!("field-{name}-{key}") };
                    div.plan-value {
                        label for=(id) { (texts.named("rollout-column", key)) }
                        input id=(id) name=(key) inputmode="numeric" autocomplete="off" maxlength=(most)
                            value=[Some(value(column)).filter(|text| !text.is_empty())]
                            aria-invalid=[problem.map(|_| "true")];
                    }
                }
            }
        }
    }
}
