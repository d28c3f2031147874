//! Tasks and people of a case, and the form of what else makes somebody look.

use maud::{Markup, html};

use super::case::CaseView;
use super::case_form::signal;
use super::case_known::erase;
use crate::t;
use crate::web::components::{Choice, Input, Look, badge, card, card_with_id, form, post_button, select, submit, time};
use crate::web::{Filled, Frame, Texts, Tone, urls};

/// A task.
#[derive(Clone, Debug)]
pub struct TaskView {
    /// Its number.
    pub number: i64,
    /// What is to be done; empty: erased.
    pub what: String,
    /// Who does it.
    pub person: Option<String>,
    /// By when.
    pub due: Option<i64>,
    /// When it was done, and by whose word.
    pub done: Option<(i64, Option<String>)>,
}

/// Tasks and people.
#[derive(Clone, Debug, Default)]
pub struct WorkView {
    /// What is to be done, and what was.
    pub tasks: Vec<TaskView>,
    /// Who works on it: id, name, and `lead` or `member`.
    pub people: Vec<(String, Option<String>, &'static str)>,
    /// Who could: id and name.
    pub everybody: Vec<(String, String)>,
}

fn everybody(view: &CaseView) -> Vec<Choice> {
    view.work.everybody.iter().map(|(id, name)| Choice::new(id, name)).collect()
}

/// What is to be done.
pub(super) fn tasks(frame: &Frame, view: &CaseView) -> Markup {
    let texts = frame.texts;
    let body = html! {
        @if view.work.tasks.is_empty() { p.quiet { (t!(texts, "case-tasks-none")) } }
        ul.case-tasks { @for task in &view.work.tasks { li { (of_task(frame, view, task)) } } }
        @if view.rights.work { details open[view.returned.form == "task"] {
            summary { (t!(texts, "case-task-give")) } (task_form(texts, view))
        } }
    };
    card_with_id("tasks", &t!(texts, "case-tasks"), &body)
}

fn of_task(frame: &Frame, view: &CaseView, task: &TaskView) -> Markup {
    let texts = frame.texts;
    let late = task.done.is_none() && task.due.is_some_and(|due| due < frame.now);
    html! {
        p {
            @if task.done.is_some() { (badge(Tone::Good, &t!(texts, "case-task-is-done"))) " " }
            @if late { (badge(Tone::Bad, &t!(texts, "overdue"))) " " }
            @if task.what.is_empty() { span.quiet { (t!(texts, "words-erased")) } } @else { (task.what) }
        }
        p.hint {
            @if let Some(person) = &task.person { (person) " · " }
            @match (&task.done, task.due) {
                (Some((at, _)), _) => (time(frame, *at)),
                (None, Some(due)) => { (t!(texts, "case-task-due")) " " (time(frame, due)) }
                (None, None) => (t!(texts, "as-soon-as-possible")),
            }
        }
        @if task.done.is_none() && view.rights.work {
            (post_button(
                &urls::with(urls::CASE_TASK_DONE, &[&view.row.id, &task.number.to_string()]),
                &t!(texts, "case-task-done"),
                Look::Plain,
            ))
        }
        @if !task.what.is_empty() { (erase(texts, view, "task", task.number)) }
    }
}

fn task_form(texts: Texts, view: &CaseView) -> Markup {
    let filled = view.returned.of("task", Filled::empty);
    let nobody = t!(texts, "case-task-anybody");
    form(
        &urls::with(urls::CASE_TASK, &[&view.row.id]),
        &html! {
            (Input::text("what", t!(texts, "case-task-what")).render(texts, &filled))
            (select(texts, &filled, "person", &t!(texts, "case-task-person"), Some(&nobody), &everybody(view)))
            (Input::moment("due", t!(texts, "case-task-by")).optional().render(texts, &filled))
            (submit(&t!(texts, "case-task-give"), Look::Plain))
        },
    )
}

/// Who works on it.
pub(super) fn people(frame: &Frame, view: &CaseView) -> Markup {
    let texts = frame.texts;
    let body = html! {
        @if view.work.people.is_empty() { p.quiet { (t!(texts, "case-people-none")) } }
        ul.case-people { @for (id, name, role) in &view.work.people { li {
            a href=(urls::with(urls::PERSON, &[id])) { (name.as_deref().unwrap_or(id)) } " "
            span.hint { (texts.named("case-role", role)) }
        } } }
        @if view.rights.work { details open[view.returned.form == "person"] {
            summary { (t!(texts, "case-person-set")) } (person_form(texts, view))
        } }
    };
    card_with_id("people", &t!(texts, "case-people"), &body)
}

/// The field is called `who`: the form of a task has a field `person` of its own on the same page.
fn person_form(texts: Texts, view: &CaseView) -> Markup {
    let filled = view.returned.of("person", Filled::empty);
    let roles = ["lead", "member", "none"].map(|role| Choice::new(role, texts.named("case-role", role)));
    form(
        &urls::with(urls::CASE_PERSON, &[&view.row.id]),
        &html! {
            (select(texts, &filled, "who", &t!(texts, "case-person"), None, &everybody(view)))
            (select(texts, &filled, "role", &t!(texts, "case-role"), None, &roles))
            (submit(&t!(texts, "case-person-set"), Look::Plain))
        },
    )
}

/// What else makes somebody look.
pub(super) fn note_signal(frame: &Frame, view: &CaseView) -> Markup {
    let texts = frame.texts;
    let filled = view.returned.of("signal", || Filled::empty().with("received", &*view.decide.now));
    let fields = html! {
        p.hint { (t!(texts, "signal-note-hint")) }
        (form(&urls::with(urls::CASE_SIGNAL, &[&view.row.id]), &html! {
            (signal(texts, &filled)) (submit(&t!(texts, "signal-note"), Look::Plain))
        }))
    };
    html! {
        @if view.rights.signal {
            (card(&t!(texts, "signal-new"), &html! {
                details open[view.returned.form == "signal"] { summary { (t!(texts, "signal-note")) } (fields) }
            }))
        }
    }
}
