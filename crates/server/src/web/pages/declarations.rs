//! The declarations of a product: which procedures are open to it, what was declared, and a new declaration.

use maud::{Markup, html};
use steadfast_cra::routes::{RouteAnswer, State};

use crate::conformity::declare::route::Routes;
use crate::t;
use crate::web::components::{
    Choice, Input, Look, badge, card, checkboxes, columns, empty, error_summary, form, notice, page_heading_with,
    section, select, submit, time,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// A procedure of Article 32.
#[derive(Clone, Debug)]
pub struct RouteRow {
    /// The answer for it.
    pub answer: RouteAnswer,
}

impl RouteRow {
    /// Every procedure.
    pub(crate) fn all(routes: &Routes) -> (&'static str, Vec<Self>) {
        (routes.class.as_str(), routes.answers.iter().cloned().map(|answer| Self { answer }).collect())
    }
}

/// A declaration in the list.
#[derive(Clone, Debug)]
pub struct DeclarationRow {
    /// `dcl_…`.
    pub id: String,
    /// The versions that it names.
    pub versions: String,
    /// By which procedure.
    pub procedure: String,
    /// What became of it.
    pub state: &'static str,
    /// Whether it is a sample.
    pub sample: bool,
    /// When it was prepared, signed, ended.
    pub prepared: i64,
    /// When it was signed.
    pub signed: Option<i64>,
    /// When it ended.
    pub ended: Option<i64>,
}

/// The page.
#[derive(Clone, Debug)]
pub struct DeclarationsView {
    /// `prd_…`.
    pub product: String,
    /// What it is called.
    pub name: String,
    /// The class of the product and what is open to it; nothing where the release has no product file that says so.
    pub routes: Option<(&'static str, Vec<RouteRow>)>,
    /// The release that stands for it.
    pub release: String,
    /// Id and version of every release.
    pub releases: Vec<(String, String)>,
    /// The newest first.
    pub rows: Vec<DeclarationRow>,
    /// Whether the reader may prepare one.
    pub may_prepare: bool,
    /// What stood against what was sent.
    pub refused: Option<String>,
    /// What was typed.
    pub filled: Filled,
}

/// The page.
#[must_use]
pub fn declarations(frame: &Frame, view: &DeclarationsView) -> Markup {
    let texts = frame.texts;
    let title = t!(texts, "declarations-of", product = view.name.as_str());
    let body = html! {
        (page_heading_with(&title, &html! { (t!(texts, "declarations-lead")) }, &html! {}))
        @if let Some(refused) = &view.refused { (notice(Tone::Bad, refused)) }
        (error_summary(texts, &view.filled))
        (columns(
            &html! {
                (section(&t!(texts, "declarations-known"), &known(frame, view)))
                (section(&t!(texts, "declarations-routes"), &routes(texts, view)))
            },
            &html! { @if view.may_prepare { (card(&t!(texts, "declarations-new"), &new(texts, view))) } },
        ))
    };
    Page::new(title, body)
        .section(Section::Products)
        .under(urls::with(urls::PRODUCT, &[&view.product]), view.name.clone())
        .render(frame)
}

/// What became of it, in words and colour.
pub(super) fn state_badge(texts: Texts, state: &str, sample: bool) -> Markup {
    let tone = match (state, sample) {
        ("signed", false) => Tone::Good,
        ("signed", true) | ("prepared", _) => Tone::Information,
        _ => Tone::Neutral,
    };
    html! {
        (badge(tone, &texts.named("declaration-state", state)))
        @if sample { " " (badge(Tone::Warning, &t!(texts, "declaration-sample"))) }
    }
}

fn known(frame: &Frame, view: &DeclarationsView) -> Markup {
    let texts = frame.texts;
    html! {
        @if view.rows.is_empty() { (empty(&t!(texts, "declarations-none"), &t!(texts, "declarations-none-hint"))) }
        ul.plain.stack {
            @for row in &view.rows {
                li {
                    a href=(urls::with(urls::DECLARATION, &[&row.id])) {
                        (t!(texts, "declaration-versions", versions = row.versions.as_str()))
                    }
                    " " (state_badge(texts, row.state, row.sample))
                    br;
                    span.hint {
                        (t!(texts, "declaration-by", procedure = row.procedure.as_str())) " · "
                        (time(frame, row.ended.or(row.signed).unwrap_or(row.prepared)))
                    }
                }
            }
        }
    }
}

fn routes(texts: Texts, view: &DeclarationsView) -> Markup {
    let Some((class, rows)) = &view.routes else {
        return notice(Tone::Warning, &t!(texts, "declarations-no-routes"));
    };
    html! {
        p { (t!(texts, "declarations-class", class = texts.named("declaration-class", class))) }
        ul.plain.stack {
            @for RouteRow { answer } in rows {
                li {
                    strong { (answer.procedure.as_str()) } " " (route_badge(texts, answer.state)) br;
                    (answer.reason.text.of(texts.language().code())) " "
                    span.hint {
                        (answer.reason.reference)
                        @if let Some(day) = answer.checked_on { " · " (t!(texts, "declarations-checked", day = day.to_string())) }
                    }
                }
            }
        }
    }
}

fn route_badge(texts: Texts, state: State) -> Markup {
    match state {
        State::Open => badge(Tone::Good, &t!(texts, "declaration-route-open")),
        State::Closed => badge(Tone::Bad, &t!(texts, "declaration-route-closed")),
        State::Unknown => badge(Tone::Warning, &t!(texts, "declaration-route-unknown")),
    }
}

fn new(texts: Texts, view: &DeclarationsView) -> Markup {
    let filled = &view.filled;
    let releases: Vec<Choice> = view.releases.iter().map(|(id, version)| Choice::new(id, version)).collect();
    let procedures: Vec<Choice> = ["A", "B+C", "H", "certification"]
        .map(|key| Choice::new(key, texts.named("declaration-procedure", &word(key))))
        .into();
    let sample =
        [Choice::explained("yes", t!(texts, "declaration-is-sample"), t!(texts, "declaration-is-sample-hint"))];
    form(
        &urls::with(urls::DECLARATIONS, &[&view.product]),
        &html! {
            (select(texts, filled, "release", &t!(texts, "declaration-release"), Some(&t!(texts, "declaration-newest")), &releases))
            (select(texts, filled, "procedure", &t!(texts, "declaration-procedure"), Some(&t!(texts, "declaration-as-file")), &procedures))
            (Input::text("body-name", t!(texts, "declaration-body-name")).optional().render(texts, filled))
            (Input::text("body-number", t!(texts, "declaration-body-number")).optional().hint(t!(texts, "declaration-body-number-hint")).render(texts, filled))
            (Input::text("certificate", t!(texts, "declaration-certificate")).optional().render(texts, filled))
            (checkboxes(texts, filled, "sample", &t!(texts, "declaration-practice"), &sample))
            (Input::text("number", t!(texts, "declaration-number")).optional().render(texts, filled))
            (Input::text("marking", t!(texts, "declaration-marking")).optional().hint(t!(texts, "declaration-marking-hint")).render(texts, filled))
            (Input::area("acts", t!(texts, "declaration-acts"), 2).optional().hint(t!(texts, "declaration-acts-hint")).render(texts, filled))
            (submit(&t!(texts, "declaration-prepare"), Look::Primary))
        },
    )
}

/// The word of a procedure in texts: `B+C` is `b-c`.
fn word(key: &str) -> String {
    key.to_ascii_lowercase().replace('+', "-")
}
