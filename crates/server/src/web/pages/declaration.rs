//! One declaration of conformity: what it says, what was open, its papers, and the signature.

use maud::{Markup, html};
use steadfast_conformity::judge::Verdict;
use steadfast_cra::routes::Procedure;
use steadfast_dossier::facts::Assessment;
use steadfast_store::Declaration;

use super::declarations::state_badge;
use crate::conformity::declare::content::Content;
use crate::t;
use crate::web::components::{
    Confirm, Definitions, Input, Look, card, columns, error_summary, form, notice, page_heading_with, post_button,
    section, submit, time, unknown_or,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// The page.
pub(crate) struct DeclarationView {
    /// `dcl_…`.
    pub(crate) id: String,
    /// Id and name of the product.
    pub(crate) product: (String, String),
    /// Who prepared it, and who signed it.
    pub(crate) names: Vec<String>,
    /// What is open, or was when it was prepared where that is over.
    pub(crate) open: Vec<(String, Verdict)>,
    /// Whether the reader's role may sign it now.
    pub(crate) may_sign: bool,
    /// Whether the reader prepared it, and so may not sign it.
    pub(crate) own: bool,
    /// Whether the reader may drop it.
    pub(crate) may_drop: bool,
    /// Whether the reader may withdraw it.
    pub(crate) may_withdraw: bool,
    /// The names of its papers.
    pub(crate) papers: Vec<String>,
    /// What stood against what was sent.
    pub(crate) refused: Option<String>,
    /// What was typed.
    pub(crate) filled: Filled,
    /// What is kept of it.
    pub(crate) row: Declaration,
    /// What it says.
    pub(crate) content: Content,
}

/// The page.
pub(crate) fn declaration(frame: &Frame, view: &DeclarationView) -> Markup {
    let texts = frame.texts;
    let title = t!(texts, "declaration-of", product = view.product.1.as_str());
    let body = html! {
        (page_heading_with(&title, &state_badge(texts, view.row.state.as_str(), view.row.sample), &html! {}))
        @if view.row.sample { (notice(Tone::Warning, &t!(texts, "declaration-sample-note"))) }
        @if let Some(refused) = &view.refused { (notice(Tone::Bad, refused)) }
        (error_summary(texts, &view.filled))
        (columns(
            &html! {
                (section(&t!(texts, "declaration-says"), &says(frame, view)))
                (section(&t!(texts, "declaration-open"), &open(texts, view)))
                (section(&t!(texts, "declaration-papers"), &papers(view)))
            },
            &next(texts, view),
        ))
    };
    Page::new(title, body)
        .section(Section::Products)
        .under(urls::with(urls::DECLARATIONS, &[&view.product.0]), t!(texts, "declarations"))
        .render(frame)
}

/// What a notified body has part in; none takes part under module A.
fn of_body(texts: Texts, assessment: &Assessment, said: Option<&str>) -> Markup {
    match (assessment.procedure, said) {
        (Some(Procedure::InternalControl), None) => html! { (t!(texts, "declaration-no-body")) },
        _ => unknown_or(texts, said),
    }
}

fn says(frame: &Frame, view: &DeclarationView) -> Markup {
    let (texts, said) = (frame.texts, &view.content.declaration);
    let assessment = &said.assessment;
    let body = assessment
        .body_name
        .as_deref()
        .map(|name| format!("{name} {}", assessment.body_number.as_deref().unwrap_or_default()).trim().to_owned());
    let acts: Vec<&str> = said.acts.iter().map(|act| act.name.as_str()).collect();
    let standards: Vec<&str> = said.standards.iter().map(|standard| standard.name.as_str()).collect();
    let name = |at: usize| view.names.get(at).map(String::as_str).filter(|name| !name.is_empty());
    Definitions::new()
        .row(t!(texts, "declaration-field-product"), unknown_or(texts, said.product.name.as_deref()))
        .row(t!(texts, "declaration-field-type"), unknown_or(texts, said.product.designation.as_deref()))
        .text(t!(texts, "declaration-field-versions"), &said.product.versions.join(", "))
        .row(t!(texts, "declaration-field-manufacturer"), unknown_or(texts, said.manufacturer.name.as_deref()))
        .text(t!(texts, "declaration-field-acts"), &acts.join("; "))
        .row(
            t!(texts, "declaration-field-standards"),
            unknown_or(texts, Some(standards.join("; ").as_str()).filter(|text| !text.is_empty())),
        )
        .row(t!(texts, "declaration-procedure"), unknown_or(texts, assessment.procedure.map(|one| one.as_str())))
        .row(t!(texts, "declaration-body-name"), of_body(texts, assessment, body.as_deref()))
        .row(t!(texts, "declaration-certificate"), of_body(texts, assessment, assessment.certificate.as_deref()))
        .row(
            t!(texts, "declaration-field-prepared"),
            html! { (unknown_or(texts, name(0))) ", " (time(frame, view.row.prepared.0)) },
        )
        .row(t!(texts, "declaration-field-signed"), signed(frame, view, name(1)))
        .render()
}

fn signed(frame: &Frame, view: &DeclarationView, name: Option<&str>) -> Markup {
    let texts = frame.texts;
    let signature = &view.content.declaration.signature;
    let Some(at) = view.row.signed else { return html! { (t!(texts, "declaration-not-signed")) } };
    html! {
        (unknown_or(texts, name)) ", " (signature.function.as_deref().unwrap_or_default()) ", "
        (signature.place.as_deref().unwrap_or_default()) ", " (time(frame, at.0))
        @if let Some(record) = &view.row.record {
            " " a href=(urls::with(urls::RECORD, &[&record.to_string()])) { (t!(texts, "declaration-record")) }
        }
    }
}

fn open(texts: Texts, view: &DeclarationView) -> Markup {
    html! {
        @if view.open.is_empty() { p { (t!(texts, "declaration-nothing-open")) } }
        @else {
            p { (t!(texts, "declaration-open-lead", count = view.open.len() as i64)) }
            ul {
                @for (requirement, verdict) in &view.open {
                    li {
                        a href={ (urls::with(urls::REGISTER, &[&view.product.0])) "#" (requirement) } { (requirement) } ": "
                        (texts.named("register-verdict", verdict.as_str()))
                    }
                }
            }
        }
        @if !view.row.reason.is_empty() { p { (t!(texts, "declaration-words")) ": " (view.row.reason) } }
    }
}

fn papers(view: &DeclarationView) -> Markup {
    html! {
        ul {
            @for name in &view.papers {
                li { a href=(urls::with(urls::DECLARATION_PAPER, &[&view.id, name])) { (name) } }
            }
        }
    }
}

/// What the reader can do with it.
fn next(texts: Texts, view: &DeclarationView) -> Markup {
    html! {
        @if view.may_sign && view.own { (notice(Tone::Information, &t!(texts, "declaration-same-person"))) }
        @if view.may_sign && !view.own { (card(&t!(texts, "declaration-sign"), &sign(texts, view))) }
        @if view.may_drop {
            (post_button(&urls::with(urls::DECLARATION_DROP, &[&view.id]), &t!(texts, "declaration-drop"), Look::Quiet))
        }
        @if view.may_withdraw { (withdraw(texts, view)) }
    }
}

fn sign(texts: Texts, view: &DeclarationView) -> Markup {
    let filled = &view.filled;
    let words =
        Input::area("words", t!(texts, "declaration-sign-words"), 3).hint(t!(texts, "declaration-sign-words-hint"));
    let words = if view.open.is_empty() { words.optional() } else { words };
    form(
        &urls::with(urls::DECLARATION, &[&view.id]),
        &html! {
            p { (t!(texts, "declaration-sign-lead")) }
            (Input::text("place", t!(texts, "declaration-sign-place")).render(texts, filled))
            (Input::text("function", t!(texts, "declaration-sign-function")).render(texts, filled))
            (words.render(texts, filled))
            (submit(&t!(texts, "declaration-sign-button"), Look::Primary))
        },
    )
}

fn withdraw(texts: Texts, view: &DeclarationView) -> Markup {
    let reason = Input::area("reason", t!(texts, "declaration-withdraw-reason"), 3);
    Confirm {
        id: "withdraw",
        opener: t!(texts, "declaration-withdraw"),
        title: t!(texts, "declaration-withdraw"),
        explanation: t!(texts, "declaration-withdraw-hint"),
        fields: reason.render(texts, &view.filled),
        action: urls::with(urls::DECLARATION_WITHDRAW, &[&view.id]),
        button: t!(texts, "declaration-withdraw"),
        look: Look::Danger,
        cancel: t!(texts, "cancel"),
        open: !view.filled.is_fine(),
    }
    .render()
}
