//! Forms: a label, a hint and an error at each field, and a summary that leads to the fields.

use std::borrow::Cow;

use maud::{Markup, html};

use super::icon::{Icon, icon};
use crate::t;
use crate::web::{Filled, Problem, Texts};

/// A form that posts to `action`. Checks are the server's, so the browser's own do not get in between.
#[must_use]
pub fn form(action: &str, body: &Markup) -> Markup {
    html! { form.stack method="post" action=(action) novalidate { (body) } }
}

/// A form that sends files too.
#[must_use]
pub fn form_with_files(action: &str, body: &Markup) -> Markup {
    html! { form.stack method="post" action=(action) enctype="multipart/form-data" novalidate { (body) } }
}

/// All problems of a form at its head, each leading to its field. Problems of no field have the name `form`.
#[must_use]
pub fn error_summary(texts: Texts, filled: &Filled) -> Markup {
    html! {
        @if !filled.is_fine() {
            div.error-summary role="alert" tabindex="-1" id="error-summary" data-focus {
                p.error-summary-title {
                    (t!(texts, "form-problems", count = filled.problems().len()))
                }
                ul {
                    @for (field, problem) in filled.problems() {
                        li { @if *field == "form" { (problem.say(texts)) }
                             @else { a href={ "#field-" (field) } { (problem.say(texts)) } } }
                    }
                }
            }
        }
    }
}

/// One line to type in.
#[derive(Clone, Debug)]
pub struct Input {
    name: Cow<'static, str>,
    kind: &'static str,
    label: String,
    hint: Option<String>,
    autocomplete: Option<&'static str>,
    required: bool,
    keyboard: Option<&'static str>,
    most: Option<u32>,
    lines: Option<u32>,
    in_filter: bool,
    place: Option<String>,
}

impl Input {
    /// A line of text.
    #[must_use]
    pub fn text(name: impl Into<Cow<'static, str>>, label: String) -> Self {
        Self {
            name: name.into(),
            kind: "text",
            label,
            hint: None,
            autocomplete: None,
            required: true,
            keyboard: None,
            most: None,
            lines: None,
            in_filter: false,
            place: None,
        }
    }

    /// An e-mail address.
    #[must_use]
    pub fn email(name: impl Into<Cow<'static, str>>, label: String) -> Self {
        Self { kind: "email", ..Self::text(name, label) }
    }

    /// A password, which is never shown again.
    #[must_use]
    pub fn password(name: impl Into<Cow<'static, str>>, label: String) -> Self {
        Self { kind: "password", ..Self::text(name, label) }
    }

    /// A code from a device, typed digit by digit.
    #[must_use]
    pub fn code(name: impl Into<Cow<'static, str>>, label: String) -> Self {
        Self {
            autocomplete: Some("one-time-code"),
            keyboard: Some("numeric"),
            most: Some(12),
            ..Self::text(name, label)
        }
    }

    /// A date.
    #[must_use]
    pub fn date(name: impl Into<Cow<'static, str>>, label: String) -> Self {
        Self { kind: "date", ..Self::text(name, label) }
    }

    /// A date and time, in UTC.
    #[must_use]
    pub fn moment(name: impl Into<Cow<'static, str>>, label: String) -> Self {
        Self { kind: "datetime-local", ..Self::text(name, label) }
    }

    /// A word to search for.
    #[must_use]
    pub fn search(name: impl Into<Cow<'static, str>>, label: String) -> Self {
        Self { kind: "search", required: false, in_filter: true, ..Self::text(name, label) }
    }

    /// A web address.
    #[must_use]
    pub fn url(name: impl Into<Cow<'static, str>>, label: String) -> Self {
        Self { kind: "url", ..Self::text(name, label) }
    }

    /// A whole number.
    #[must_use]
    pub fn number(name: impl Into<Cow<'static, str>>, label: String) -> Self {
        Self { keyboard: Some("numeric"), most: Some(18), autocomplete: Some("off"), ..Self::text(name, label) }
    }

    /// A file.
    #[must_use]
    pub fn file(name: impl Into<Cow<'static, str>>, label: String) -> Self {
        Self { kind: "file", ..Self::text(name, label) }
    }

    /// Several lines.
    #[must_use]
    pub fn area(name: impl Into<Cow<'static, str>>, label: String, lines: u32) -> Self {
        Self { lines: Some(lines), ..Self::text(name, label) }
    }

    /// With a hint below the label.
    #[must_use]
    pub fn hint(mut self, hint: String) -> Self {
        self.hint = Some(hint);
        self
    }

    /// With the browser's name for what belongs here.
    #[must_use]
    pub const fn autocomplete(mut self, purpose: &'static str) -> Self {
        self.autocomplete = Some(purpose);
        self
    }

    /// May stay empty, without saying so: in a filter every field may.
    #[must_use]
    pub const fn plain(mut self) -> Self {
        self.required = false;
        self.in_filter = true;
        self
    }

    /// May stay empty.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.required = false;
        self
    }

    /// One of several fields of this name on the page, told apart by `place`.
    #[must_use]
    pub fn placed(mut self, place: &str) -> Self {
        self.place = Some(place.to_owned());
        self
    }

    /// What the ids of the field, its hint and its error end in.
    fn key(&self) -> String {
        self.place.as_ref().map_or_else(|| self.name.to_string(), |place| format!("{}-{place}", self.name))
    }

    /// The field with what was typed and what is wrong with it.
    #[must_use]
    pub fn render(&self, texts: Texts, filled: &Filled) -> Markup {
        html! {
            div.field.has-error[filled.problem(&self.name).is_some()] {
                label for={ "field-" (self.key()) } {
                    (self.label)
                    @if !self.required && !self.in_filter { " " span.optional { (t!(texts, "form-optional")) } }
                }
                (hint(&self.key(), self.hint.as_deref()))
                (error(texts, &self.key(), filled.problem(&self.name)))
                (self.control(filled))
            }
        }
    }

    fn control(&self, filled: &Filled) -> Markup {
        let described = described_by(&self.key(), self.hint.is_some(), filled.problem(&self.name).is_some());
        let invalid = filled.problem(&self.name).map(|_| "true");
        let typed = if self.kind == "password" { "" } else { filled.value(&self.name) };
        html! {
            @if let Some(lines) = self.lines {
                textarea id={ "field-" (self.key()) } name=(self.name) rows=(lines) required[self.required]
                    aria-describedby=[described] aria-invalid=[invalid] { (typed) }
            } @else {
                input id={ "field-" (self.key()) } type=(self.kind) name=(self.name) value=[shown(typed)]
                    autocomplete=[self.autocomplete] inputmode=[self.keyboard] maxlength=[self.most]
                    required[self.required] aria-describedby=[described] aria-invalid=[invalid];
            }
        }
    }
}

/// A reason in words, for whoever reads the proof log later; `place` tells several on one page apart.
#[must_use]
pub fn reason(texts: Texts, place: &str, filled: &Filled) -> Markup {
    Input::area("reason", t!(texts, "reason"), 2).hint(t!(texts, "reason-hint")).placed(place).render(texts, filled)
}

fn shown(typed: &str) -> Option<&str> {
    (!typed.is_empty()).then_some(typed)
}

fn hint(name: &str, words: Option<&str>) -> Markup {
    html! { @if let Some(words) = words { p.hint id={ "hint-" (name) } { (words) } } }
}

fn error(texts: Texts, name: &str, problem: Option<&Problem>) -> Markup {
    html! {
        @if let Some(problem) = problem {
            p.field-error id={ "error-" (name) } { (icon(Icon::Warning)) span { (problem.say(texts)) } }
        }
    }
}

fn described_by(name: &str, has_hint: bool, is_wrong: bool) -> Option<String> {
    let hint = has_hint.then(|| format!("hint-{name}"));
    let error = is_wrong.then(|| format!("error-{name}"));
    let ids: Vec<String> = hint.into_iter().chain(error).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// One of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// A line that explains it.
    pub hint: Option<String>,
}

impl Choice {
    /// A choice without an explanation.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None }
    }

    /// A choice with an explanation.
    #[must_use]
    pub fn explained(value: impl Into<String>, label: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..Self::new(value, label) }
    }
}

/// A drop-down list; `none` is the words of the choice that sends nothing.
#[must_use]
pub fn select(
    texts: Texts,
    filled: &Filled,
    name: &str,
    label: &str,
    none: Option<&str>,
    choices: &[Choice],
) -> Markup {
    let described = described_by(name, false, filled.problem(name).is_some());
    html! {
        div.field.has-error[filled.problem(name).is_some()] {
            label for={ "field-" (name) } { (label) }
            (error(texts, name, filled.problem(name)))
            select id={ "field-" (name) } name=(name) aria-describedby=[described]
                aria-invalid=[filled.problem(name).map(|_| "true")] {
                @if let Some(none) = none { option value="" { (none) } }
                @for choice in choices {
                    option value=(choice.value) selected[filled.has(name, &choice.value)] { (choice.label) }
                }
            }
        }
    }
}

/// A drop-down list whose choices stand in groups, with a hint below the label.
#[must_use]
pub fn select_groups(
    texts: Texts,
    filled: &Filled,
    name: &str,
    (label, explained): (&str, &str),
    none: &str,
    groups: &[Group],
) -> Markup {
    let described = described_by(name, true, filled.problem(name).is_some());
    let option = |choice: &Choice| {
        html! { option value=(choice.value) selected[filled.has(name, &choice.value)] { (choice.label) } }
    };
    html! {
        div.field.has-error[filled.problem(name).is_some()] {
            label for={ "field-" (name) } { (label) }
            (hint(name, Some(explained)))
            (error(texts, name, filled.problem(name)))
            select id={ "field-" (name) } name=(name) aria-describedby=[described]
                aria-invalid=[filled.problem(name).map(|_| "true")] {
                option value="" { (none) }
                @for group in groups {
                    @if group.label.is_empty() { @for choice in &group.choices { (option(choice)) } }
                    @else { optgroup label=(group.label) { @for choice in &group.choices { (option(choice)) } } }
                }
            }
        }
    }
}

/// Any number of several, each with its explanation.
#[must_use]
pub fn checkboxes(texts: Texts, filled: &Filled, name: &str, legend: &str, choices: &[Choice]) -> Markup {
    group(texts, filled, name, legend, "checkbox", choices)
}

/// Several choices under a heading of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What they have in common.
    pub label: String,
    /// The choices.
    pub choices: Vec<Choice>,
}

/// Any number of several that stand in groups.
#[must_use]
pub fn checkbox_groups(texts: Texts, filled: &Filled, name: &str, legend: &str, groups: &[Group]) -> Markup {
    let described = described_by(name, false, filled.problem(name).is_some());
    let starts = groups.iter().scan(0, |next, group| {
        let start = *next;
        *next += group.choices.len();
        Some(start)
    });
    html! {
        fieldset.field.has-error[filled.problem(name).is_some()] aria-describedby=[described] {
            legend { (legend) }
            (error(texts, name, filled.problem(name)))
            div.choice-groups {
                @for (group, start) in groups.iter().zip(starts) { (choice_group(filled, name, group, start)) }
            }
        }
    }
}

fn choice_group(filled: &Filled, name: &str, group: &Group, start: usize) -> Markup {
    let id = format!("group-{name}-{start}");
    html! {
        div.choices role="group" aria-labelledby=(id) {
            p.choice-group id=(id) { (group.label) }
            @for (at, choice) in (start..).zip(&group.choices) { (one_of(filled, name, "checkbox", at, choice)) }
        }
    }
}

/// Exactly one of several, each with its explanation.
#[must_use]
pub fn radios(texts: Texts, filled: &Filled, name: &str, legend: &str, choices: &[Choice]) -> Markup {
    group(texts, filled, name, legend, "radio", choices)
}

fn group(texts: Texts, filled: &Filled, name: &str, legend: &str, kind: &str, choices: &[Choice]) -> Markup {
    let described = described_by(name, false, filled.problem(name).is_some());
    html! {
        fieldset.field.has-error[filled.problem(name).is_some()] aria-describedby=[described] {
            legend { (legend) }
            (error(texts, name, filled.problem(name)))
            div.choices {
                @for (at, choice) in choices.iter().enumerate() { (one_of(filled, name, kind, at, choice)) }
            }
        }
    }
}

/// The first one has the field's own id, which the error summary leads to.
fn one_of(filled: &Filled, name: &str, kind: &str, at: usize, choice: &Choice) -> Markup {
    let id = if at == 0 { format!("field-{name}") } else { format!("field-{name}-{at}") };
    let explained = choice.hint.as_ref().map(|_| format!("{id}-hint"));
    html! {
        div.choice {
            input id=(id) type=(kind) name=(name) value=(choice.value) aria-describedby=[explained.as_deref()]
                checked[filled.has(name, &choice.value)];
            div {
                label for=(id) { (choice.label) }
                @if let Some(hint) = &choice.hint { p.hint id={ (id) "-hint" } { (hint) } }
            }
        }
    }
}
