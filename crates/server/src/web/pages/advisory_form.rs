//! The form of an advisory: its words, who may read it, and what is said of each vulnerability and release.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{Choice, Input, Look, checkboxes, form, radios, select, submit};
use crate::web::{Filled, Texts, urls};

/// The form of an advisory.
#[derive(Clone, Debug)]
pub struct AdvisoryFormView {
    /// Its vulnerabilities, and an empty one behind them.
    pub flaws: Vec<FlawForm>,
    /// What was typed, else what is kept.
    pub filled: Filled,
}

/// What is said of a vulnerability.
#[derive(Clone, Debug)]
pub struct FlawForm {
    /// What it is called; empty for a new one.
    pub name: String,
    /// Releases of which something is said.
    pub said: Vec<ReleaseForm>,
    /// Other releases of the product, the newest first.
    pub others: Vec<ReleaseForm>,
}

/// What is said of a release.
#[derive(Clone, Debug)]
pub struct ReleaseForm {
    /// `rel_…`.
    pub id: String,
    /// Its part and version.
    pub name: String,
}

/// The four labels, the widest first.
const LABELS: [&str; 4] = ["white", "green", "amber", "red"];

/// A field of a vulnerability.
pub(crate) fn of_flaw(at: usize, field: &str) -> String {
    format!("flaw-{at}-{field}")
}

/// A field of a release at a vulnerability.
pub(crate) fn of_release(at: usize, field: &str, release: &str) -> String {
    format!("flaw-{at}-{field}-{release}")
}

/// The form.
pub(super) fn form_of(texts: Texts, (id, version): (&str, i64), view: &AdvisoryFormView) -> Markup {
    let filled = &view.filled;
    let label =
        |word| Choice::explained(word, texts.named("advisory-tlp", word), texts.named("advisory-tlp-means", word));
    let fields = html! {
        input type="hidden" name="seen" value=(version);
        (language(texts, filled, "en"))
        (language(texts, filled, "de"))
        (radios(texts, filled, "tlp", &t!(texts, "advisory-tlp"), &LABELS.map(label)))
        @for (at, flaw) in view.flaws.iter().enumerate() { (flaw_of(texts, filled, at, flaw)) }
        (Input::area("references", t!(texts, "advisory-references"), 3).hint(t!(texts, "advisory-references-hint"))
            .optional().render(texts, filled))
        (Input::area("thanks", t!(texts, "advisory-thanks"), 2).hint(t!(texts, "advisory-thanks-hint"))
            .optional().render(texts, filled))
        (Input::area("withdrawn", t!(texts, "advisory-withdrawn"), 2).hint(t!(texts, "advisory-withdrawn-hint"))
            .optional().render(texts, filled))
        (submit(&t!(texts, "advisory-keep"), Look::Primary))
    };
    form(&urls::with(urls::OWN_ADVISORY, &[id]), &fields)
}

fn language(texts: Texts, filled: &Filled, code: &str) -> Markup {
    let input = |name: &str, input: Input| if code == "en" && name != "action" { input } else { input.optional() };
    let title = input("title", Input::text(format!("title-{code}"), t!(texts, "advisory-title")));
    let summary = Input::area(format!("summary-{code}"), t!(texts, "advisory-summary"), 4)
        .hint(t!(texts, "advisory-summary-hint"));
    let action =
        Input::area(format!("action-{code}"), t!(texts, "security-action"), 3).hint(t!(texts, "advisory-action-hint"));
    html! {
        fieldset.field.spoken {
            legend { (texts.named("notice-language", code)) }
            @if code == "en" { p.hint { (t!(texts, "advisory-english")) } }
            (title.render(texts, filled))
            (input("summary", summary).render(texts, filled))
            (input("action", action).render(texts, filled))
        }
    }
}

fn flaw_of(texts: Texts, filled: &Filled, at: usize, view: &FlawForm) -> Markup {
    let is_new = view.name.is_empty() && view.said.is_empty();
    let title = if is_new {
        t!(texts, "advisory-flaw-more")
    } else {
        t!(texts, "advisory-flaw", number = at + 1, name = &view.name)
    };
    html! {
        details.flaw-said #{ "flaw-" (at) } open[!is_new || at == 0] {
            summary { strong { (title) } }
            (facts(texts, filled, at))
            fieldset.field {
                legend { (t!(texts, "advisory-states")) }
                p.hint { (t!(texts, "advisory-states-hint")) }
                @for one in &view.said { (release(texts, filled, at, one)) }
                @if !view.others.is_empty() {
                    details open[view.said.is_empty() && !is_new] {
                        summary { (t!(texts, "advisory-releases-more", count = view.others.len())) }
                        @for one in &view.others { (release(texts, filled, at, one)) }
                    }
                }
            }
        }
    }
}

fn facts(texts: Texts, filled: &Filled, at: usize) -> Markup {
    let text = |field: &str, label: String, hint: String| {
        Input::text(of_flaw(at, field), label).hint(hint).optional().render(texts, filled)
    };
    html! {
        (text("ids", t!(texts, "advisory-ids"), t!(texts, "advisory-ids-hint")))
        (Input::area(of_flaw(at, "description"), t!(texts, "advisory-description"), 3).optional().render(texts, filled))
        (text("vector", t!(texts, "vector-v3"), t!(texts, "advisory-vector-hint")))
        (text("vector-v4", t!(texts, "vector-v4"), t!(texts, "advisory-vector-v4-hint")))
        (text("cwe", t!(texts, "advisory-cwe"), t!(texts, "advisory-cwe-hint")))
        (text("exploited", t!(texts, "advisory-exploited"), t!(texts, "advisory-exploited-hint")))
    }
}

/// What is said of a release: its state, and below it why, and what helps.
fn release(texts: Texts, filled: &Filled, at: usize, view: &ReleaseForm) -> Markup {
    let name = |field: &str| of_release(at, field, &view.id);
    let state = |word: &&str| Choice::new(*word, texts.named("security-state", word));
    let states: Vec<Choice> = crate::advisories::content::STATES.iter().map(state).collect();
    let why = |word: &&str| Choice::new(*word, texts.named("justification", word));
    let whys: Vec<Choice> = crate::triage::wanted::JUSTIFICATIONS.iter().map(why).collect();
    let none = [Choice::new("yes", t!(texts, "advisory-no-fix"))];
    html! {
        div.field {
            (select(texts, filled, &name("state"), &view.name, Some(&t!(texts, "advisory-state-none")), &states))
            details {
                summary { (t!(texts, "advisory-why-and-help")) }
                (select(texts, filled, &name("why"), &t!(texts, "advisory-why"), Some(&t!(texts, "advisory-why-none")), &whys))
                (Input::area(name("detail"), t!(texts, "advisory-detail"), 2).optional().render(texts, filled))
                (Input::area(name("mitigation"), t!(texts, "advisory-mitigation"), 2).optional().render(texts, filled))
                (checkboxes(texts, filled, &name("no-fix"), &t!(texts, "advisory-fix"), &none))
            }
        }
    }
}
