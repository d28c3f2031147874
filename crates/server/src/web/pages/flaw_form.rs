//! The form by which somebody decides on a flaw: what is so, why, and how far that reaches.

use maud::{Markup, html};

use super::flaw::FlawFacts;
use crate::t;
use crate::web::components::{Choice, Input, Look, error_summary, form, radios, select, submit};
use crate::web::{Filled, Frame, Texts, urls};

/// Something that a decision can reach, and how many exposures it would decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Exposures in it.
    pub count: u64,
}

/// The form.
#[derive(Clone, Debug)]
pub struct FormView {
    /// Components with the flaw.
    pub components: Vec<Target>,
    /// Product lines with it.
    pub products: Vec<Target>,
    /// Releases with it.
    pub releases: Vec<Target>,
    /// How often it was decided on when this was read.
    pub seen: i64,
    /// Fields `status`, `justification`, `statement`, `action`, `reach`, `component`, `product`, `release`.
    pub filled: Filled,
}

/// The form's fields.
pub const FIELDS: [&str; 8] =
    ["status", "justification", "statement", "action", "reach", "component", "product", "release"];

/// The form.
pub(super) fn decide(frame: &Frame, facts: &FlawFacts, view: &FormView) -> Markup {
    let (texts, filled) = (frame.texts, &view.filled);
    let why = |word: &&str| Choice::new(*word, texts.named("justification", word));
    let whys: Vec<Choice> = crate::triage::wanted::JUSTIFICATIONS.iter().map(why).collect();
    let every = t!(texts, "decide-every-component", count = view.components.len());
    let body = html! {
        (error_summary(texts, filled))
        input type="hidden" name="seen" value=(view.seen);
        (radios(texts, filled, "status", &t!(texts, "decide-status"), &statuses(texts)))
        (select(texts, filled, "justification", &t!(texts, "decide-justification"), Some(&t!(texts, "decide-justification-none")), &whys))
        (Input::area("statement", t!(texts, "decide-statement"), 3).hint(t!(texts, "decide-statement-hint")).optional().render(texts, filled))
        (Input::area("action", t!(texts, "decide-action"), 2).hint(t!(texts, "decide-action-hint")).optional().render(texts, filled))
        (radios(texts, filled, "reach", &t!(texts, "decide-reach"), &reaches(texts, view)))
        (target(texts, filled, ("component", &t!(texts, "decide-component")), Some(&every), &view.components))
        (target(texts, filled, ("product", &t!(texts, "decide-product")), None, &view.products))
        (target(texts, filled, ("release", &t!(texts, "decide-release")), None, &view.releases))
        (submit(&t!(texts, "decide"), Look::Primary))
    };
    form(&urls::with(urls::FLAW_ASSESS, &[&facts.number.to_string()]), &body)
}

fn statuses(texts: Texts) -> Vec<Choice> {
    let words = ["not_affected", "affected", "fixed", "under_investigation"];
    let hint = |word: &str| texts.named("vex-hint", word);
    words.iter().map(|word| Choice::explained(*word, texts.named("vex", word), hint(word))).collect()
}

/// How far it can reach. Each says how many exposures it would decide at most.
fn reaches(texts: Texts, view: &FormView) -> Vec<Choice> {
    let most = |targets: &[Target]| targets.iter().map(|target| target.count).max().unwrap_or(0);
    vec![
        Choice::explained(
            "product",
            t!(texts, "decide-reach-product"),
            t!(texts, "decide-reach-product-hint", count = most(&view.products)),
        ),
        Choice::explained(
            "component",
            t!(texts, "decide-reach-component"),
            t!(texts, "decide-reach-component-hint", count = view.components.iter().map(|one| one.count).sum::<u64>()),
        ),
        Choice::explained(
            "release",
            t!(texts, "decide-reach-release"),
            t!(texts, "decide-reach-release-hint", count = most(&view.releases)),
        ),
    ]
}

/// A choice among several, or `every` one of them where that can be meant; where there is only one, it is sent without
/// being asked for.
fn target(
    texts: Texts,
    filled: &Filled,
    (name, label): (&str, &str),
    every: Option<&str>,
    targets: &[Target],
) -> Markup {
    let label_of = |target: &Target| target.label.trim_start_matches("pkg:").to_owned();
    let words = |target: &Target| t!(texts, "decide-target", name = label_of(target), count = target.count);
    let choices: Vec<Choice> = targets.iter().map(|target| Choice::new(&target.value, words(target))).collect();
    html! {
        @match targets {
            [] => {},
            [only] => input type="hidden" name=(name) value=(only.value);,
            _ => (select(texts, filled, name, label, every, &choices)),
        }
    }
}
