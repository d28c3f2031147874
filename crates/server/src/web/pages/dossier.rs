//! The dossier of a product: how complete it is by Annex VII, what is kept of it, and what an authority gets.

use maud::{Markup, html};

use crate::conformity::dossier::points::PointRow;
use crate::t;
use crate::web::components::{
    Choice, Input, Look, badge, button_link, card, checkboxes, columns, empty, error_summary, figure_card, figures,
    form, notice, page_heading_with, section, select, submit, time,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// A dossier, or a part of one, that is kept.
#[derive(Clone, Debug)]
pub struct KeptDossierRow {
    /// `kdc_…`.
    pub id: String,
    /// `dossier` or `dossier-subset`.
    pub kind: String,
    /// Its file.
    pub name: String,
    /// When it was kept.
    pub kept: i64,
    /// When it was last read whole, and what was wrong then.
    pub proved: (Option<i64>, Option<String>),
}

/// The page.
#[derive(Clone, Debug)]
pub struct DossierView {
    /// `prd_…` and its name.
    pub product: (String, String),
    /// `rel_…` and its version.
    pub release: (String, String),
    /// The others.
    pub releases: Vec<(String, String)>,
    /// Every point of Annex VII, in its order.
    pub points: Vec<PointRow>,
    /// The newest first.
    pub kept: Vec<KeptDossierRow>,
    /// Whether the reader may keep one, and hand parts of one over.
    pub may: (bool, bool),
    /// What was typed.
    pub filled: Filled,
}

impl DossierView {
    fn count(&self, state: &str) -> usize {
        self.points.iter().filter(|point| point.state == state).count()
    }

    fn at(&self, pattern: &str) -> String {
        urls::with(pattern, &[&self.product.0])
    }

    fn of_release(&self, pattern: &str) -> String {
        urls::query(&self.at(pattern), &[("release", self.release.0.as_str())])
    }
}

/// The page.
#[must_use]
pub fn dossier(frame: &Frame, view: &DossierView) -> Markup {
    let texts = frame.texts;
    let title = t!(texts, "dossier-of", product = view.product.1.as_str());
    let export =
        urls::query(&format!("/api/v1/products/{}/dossier", view.product.0), &[("release", view.release.0.as_str())]);
    let buttons = html! {
        (button_link(&export, &t!(texts, "dossier-take"), Look::Primary))
        " " (button_link(&view.of_release(urls::REGISTER), &t!(texts, "register"), Look::Plain))
        " " (button_link(&view.of_release(urls::RISK), &t!(texts, "risk"), Look::Plain))
        " " (button_link(&view.of_release(urls::CALENDAR), &t!(texts, "calendar"), Look::Plain))
    };
    let body = html! {
        (page_heading_with(&title, &html! { (t!(texts, "dossier-lead")) }, &buttons))
        (error_summary(texts, &view.filled))
        (notice(Tone::Information, &t!(texts, "register-note")))
        (which(texts, view))
        (figures(&["there", "missing", "not-needed"].map(|state| counted(texts, view, state))))
        (columns(
            &html! {
                (section(&t!(texts, "dossier-points"), &points(texts, view)))
                (section(&t!(texts, "dossier-kept"), &kept(frame, view)))
            },
            &html! {
                @if view.may.0 { (card(&t!(texts, "dossier-keep"), &keep(texts, view))) }
                @if view.may.1 { (card(&t!(texts, "dossier-hand-over"), &hand_over(texts, view))) }
                p { a href=(view.at(urls::EVIDENCE_KEYS)) { (t!(texts, "signers-of", product = view.product.1.as_str())) } }
            },
        ))
    };
    Page::new(title, body)
        .section(Section::Products)
        .under(view.at(urls::PRODUCT), view.product.1.clone())
        .render(frame)
}

fn which(texts: Texts, view: &DossierView) -> Markup {
    html! {
        p {
            (t!(texts, "register-release", version = view.release.1.as_str()))
            @if !view.releases.is_empty() {
                " " (t!(texts, "register-others")) " "
                @for (place, (id, version)) in view.releases.iter().take(8).enumerate() {
                    @if place > 0 { ", " }
                    a href=(urls::query(&view.at(urls::DOSSIER), &[("release", id.as_str())])) { (version) }
                }
            }
        }
    }
}

fn counted(texts: Texts, view: &DossierView, state: &str) -> Markup {
    let (label, hint) = (texts.named("dossier-state", state), texts.named("dossier-state-hint", state));
    figure_card(&label, &html! { (view.count(state)) }, &html! { (hint) })
}

fn tone(state: &str) -> Tone {
    match state {
        "there" => Tone::Good,
        "missing" => Tone::Warning,
        _ => Tone::Neutral,
    }
}

fn points(texts: Texts, view: &DossierView) -> Markup {
    html! {
        ol.plain.stack {
            @for point in &view.points {
                li {
                    strong { (point.title) } " " (badge(tone(point.state), &texts.named("dossier-state", point.state)))
                    br;
                    span.hint { (t!(texts, "dossier-point", point = point.point.as_str())) }
                    @if !point.places.is_empty() {
                        details {
                            summary { (t!(texts, "dossier-places", count = point.places.len())) }
                            ul { @for place in &point.places { li { code { (place) } } } }
                        }
                    }
                }
            }
        }
    }
}

fn kept(frame: &Frame, view: &DossierView) -> Markup {
    let texts = frame.texts;
    html! {
        @if view.kept.is_empty() { (empty(&t!(texts, "dossier-kept-none"), &t!(texts, "dossier-kept-none-hint"))) }
        ul.plain.stack {
            @for row in &view.kept {
                li {
                    a href={ "/api/v1/documents/" (row.id) "/file" } { (row.name) } " "
                    @if row.kind != "dossier" { (badge(Tone::Information, &t!(texts, "dossier-handed"))) }
                    br;
                    span.hint { (t!(texts, "dossier-kept-since")) " " (time(frame, row.kept)) " · " (proved(frame, row)) }
                }
            }
        }
    }
}

fn proved(frame: &Frame, row: &KeptDossierRow) -> Markup {
    let texts = frame.texts;
    match &row.proved {
        (_, Some(fault)) => badge(Tone::Bad, fault),
        (Some(at), None) => html! { (t!(texts, "dossier-proved")) " " (time(frame, *at)) },
        (None, None) => html! { (t!(texts, "dossier-unproved")) },
    }
}

fn keep(texts: Texts, view: &DossierView) -> Markup {
    form(
        &view.at(urls::DOSSIER_KEEP),
        &html! {
            p { (t!(texts, "dossier-keep-hint")) }
            input type="hidden" name="release" value=(view.release.0);
            (submit(&t!(texts, "dossier-keep-now"), Look::Plain))
        },
    )
}

fn hand_over(texts: Texts, view: &DossierView) -> Markup {
    let there = view.points.iter().filter(|point| point.state == "there");
    let choices: Vec<Choice> =
        there.map(|point| Choice::explained(point.point.clone(), point.title.clone(), point.point.clone())).collect();
    let languages =
        [Choice::new("en", t!(texts, "notice-language-en")), Choice::new("de", t!(texts, "notice-language-de"))];
    form(
        &view.at(urls::DOSSIER_HAND_OVER),
        &html! {
            p { (t!(texts, "dossier-hand-over-hint")) }
            input type="hidden" name="release" value=(view.release.0);
            (Input::text("to", t!(texts, "dossier-to")).hint(t!(texts, "dossier-to-hint")).render(texts, &view.filled))
            (Input::area("asked", t!(texts, "dossier-asked"), 3).hint(t!(texts, "dossier-asked-hint")).render(texts, &view.filled))
            (checkboxes(texts, &view.filled, "points", &t!(texts, "dossier-wanted"), &choices))
            (Input::area("paths", t!(texts, "dossier-paths"), 2).hint(t!(texts, "dossier-paths-hint")).optional().render(texts, &view.filled))
            (select(texts, &view.filled, "language", &t!(texts, "dossier-language"), Some(&t!(texts, "dossier-languages")), &languages))
            (submit(&t!(texts, "dossier-hand-over-make"), Look::Plain))
        },
    )
}
