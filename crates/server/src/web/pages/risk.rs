//! The risk assessment of a release as a picture that one can walk, and below it what each node is linked to.

use maud::{Markup, PreEscaped, html};
use steadfast_product::picture::{Column, Node, Picture, Weight};

use crate::t;
use crate::web::components::{Look, badge, button_link, empty, page_heading_with, section};
use crate::web::layout::Page;
use crate::web::{Frame, Section, Texts, Tone, urls};

/// The page.
#[derive(Clone, Debug)]
pub struct RiskView {
    /// `prd_…` and its name.
    pub product: (String, String),
    /// `rel_…` and its version.
    pub release: (String, String),
    /// The picture; nothing where the release has no product file.
    pub picture: Option<Picture>,
    /// How it was weighed, when, and who approved it.
    pub method: (String, Option<String>, String),
}

/// The page.
#[must_use]
pub fn risk(frame: &Frame, view: &RiskView) -> Markup {
    let texts = frame.texts;
    let title = t!(texts, "risk-of", product = view.product.1.as_str());
    let register =
        urls::query(&urls::with(urls::REGISTER, &[&view.product.0]), &[("release", view.release.0.as_str())]);
    let buttons = button_link(&register, &t!(texts, "register"), Look::Plain);
    let body = html! {
        (page_heading_with(&title, &html! { (t!(texts, "risk-lead")) }, &buttons))
        p { (t!(texts, "register-release", version = view.release.1.as_str())) " " (approved(texts, view)) }
        @match &view.picture {
            Some(picture) if !picture.nodes.is_empty() => { (drawn(texts, picture)) }
            _ => { (empty(&t!(texts, "risk-none"), &t!(texts, "risk-none-hint"))) }
        }
    };
    Page::new(title, body)
        .section(Section::Products)
        .under(urls::with(urls::PRODUCT, &[&view.product.0]), view.product.1.clone())
        .render(frame)
}

fn approved(texts: Texts, view: &RiskView) -> Markup {
    let (method, day, by) = &view.method;
    html! {
        @if let Some(day) = day { (t!(texts, "risk-approved", day = day.as_str(), by = by.as_str())) " " }
        (method)
    }
}

fn drawn(texts: Texts, picture: &Picture) -> Markup {
    let svg = picture.svg(|key| texts.named("risk", key));
    let flagged: Vec<&Node> = picture.nodes.iter().filter(|node| !node.flags.is_empty()).collect();
    html! {
        @if picture.left_out > 0 { p { (t!(texts, "risk-left-out", count = picture.left_out)) } }
        div.table-region.risk-region role="region" aria-label=(t!(texts, "risk-picture")) tabindex="0" { (PreEscaped(svg)) }
        @if !flagged.is_empty() {
            (section(&t!(texts, "risk-flagged"), &html! { ul { @for node in flagged { li {
                a href={ "#" (node.anchor) } { (node.id) } ": " (flags(texts, node))
            } } } }))
        }
        @for column in Column::ALL {
            (section(&texts.named("risk", &format!("picture-column-{}", word(column))), &listed(texts, picture, column)))
        }
    }
}

const fn word(column: Column) -> &'static str {
    match column {
        Column::Assets => "assets",
        Column::Interfaces => "interfaces",
        Column::Threats => "threats",
        Column::Controls => "controls",
        Column::Evidence => "evidence",
        Column::Requirements => "requirements",
    }
}

fn flags(texts: Texts, node: &Node) -> Markup {
    html! {
        @for flag in &node.flags {
            (badge(Tone::Warning, &texts.named("risk", &format!("picture-flag-{}", flag.as_str())))) " "
        }
    }
}

fn listed(texts: Texts, picture: &Picture, column: Column) -> Markup {
    let members = picture.nodes.iter().enumerate().filter(|(_, node)| node.kind.column() == column);
    html! { ul.plain.stack { @for (at, node) in members { li id=(node.anchor) { (one(texts, picture, at, node)) } } } }
}

/// A node: what it is, what is at risk, what it is linked to.
fn one(texts: Texts, picture: &Picture, at: usize, node: &Node) -> Markup {
    html! {
        a href={ "#" (node.mark()) } { code { (node.id) } } " " (node.label) " "
        @if node.set_aside { (badge(Tone::Neutral, &texts.named("risk", "picture-set-aside"))) " " }
        (flags(texts, node))
        @if let Some(risk) = node.risk.filter(|_| !node.set_aside) {
            br;
            span.hint {
                (texts.named("risk", "picture-before")) ": " (weight(texts, risk.before)) " · "
                (texts.named("risk", "picture-after")) ": " (weight(texts, risk.after))
            }
        }
        @let links: Vec<_> = picture.neighbours(at).collect();
        @if !links.is_empty() {
            details {
                summary { (t!(texts, "risk-links", count = links.len())) }
                ul { @for (link, begins, other) in links { li {
                    (texts.named(if begins { "risk-link" } else { "risk-linked" }, link.as_str())) " "
                    a href={ "#" (other.anchor) } { (other.id) } " " span.quiet { (other.label) }
                } } }
            }
        }
    }
}

fn weight(texts: Texts, weight: Option<Weight>) -> String {
    match weight {
        Some(weight) => {
            let level = texts.named("risk", &format!("picture-level-{}", weight.level.as_str()));
            format!("{} / {} ({level})", weight.score, weight.most)
        }
        None => texts.named("risk", "picture-not-weighed"),
    }
}
