//! The forms of a product's lifecycle: an end of support, what it rests on, the public page.

use maud::{Markup, html};

use super::lifecycle::LifecycleView;
use crate::t;
use crate::web::components::{Choice, Definitions, Input, Look, badge, checkboxes, form, submit, unknown, unknown_or};
use crate::web::{Filled, Texts, Tone, urls};

/// What was typed into a form that came back, else what is known.
fn typed(view: &LifecycleView, name: &str, fresh: Filled) -> Filled {
    if view.returned.0 == name { view.returned.1.clone() } else { fresh }
}

/// An end of support.
pub(super) fn promise_form(texts: Texts, view: &LifecycleView) -> Markup {
    let filled = typed(view, "promise", Filled::empty());
    form(
        &urls::with(urls::SUPPORT_PROMISES, &[&view.id]),
        &html! {
            (Input::date("placed-from", t!(texts, "promise-placed-from")).optional().hint(t!(texts, "promise-placed-from-hint")).render(texts, &filled))
            (Input::date("ends", t!(texts, "promise-ends")).hint(t!(texts, "promise-ends-hint")).render(texts, &filled))
            (Input::area("reason", t!(texts, "promise-reason"), 2).optional().render(texts, &filled))
            (submit(&t!(texts, "promise-keep"), Look::Primary))
        },
    )
}

/// What the period rests on; as a form where the reader may change it.
pub(super) fn reasons_form(texts: Texts, view: &LifecycleView) -> Markup {
    if !view.may.0 {
        return reasons(texts, view);
    }
    let support = &view.support;
    let fresh =
        Filled::empty().with("expected-months", support.months.map(|months| months.to_string()).unwrap_or_default());
    let fresh = support.considered.iter().fold(fresh, |filled, (name, text)| filled.with(name, text.as_str()));
    let filled = typed(view, "reasons", fresh);
    html! {
        p.hint { (t!(texts, "support-reasons-law")) }
        details open[view.returned.0 == "reasons" || support.version == 0] {
            summary { (t!(texts, "support-reasons-change")) }
            (form(&urls::with(urls::SUPPORT_REASONS, &[&view.id]), &html! {
                input type="hidden" name="seen" value=(support.version);
                (Input::number("expected-months", t!(texts, "considered-expected-months")).optional().render(texts, &filled))
                @for (name, _) in &support.considered {
                    (Input::area(*name, texts.named("considered", name), 2).optional().render(texts, &filled))
                }
                (submit(&t!(texts, "support-reasons-keep"), Look::Plain))
            }))
        }
        @if support.version > 0 { (reasons(texts, view)) }
    }
}

fn reasons(texts: Texts, view: &LifecycleView) -> Markup {
    let months = view.support.months.map(|months| t!(texts, "considered-months", months = months));
    let rows = Definitions::new().row(t!(texts, "considered-expected-months"), unknown_or(texts, months.as_deref()));
    let each = view.support.considered.iter().fold(rows, |rows, (name, text)| {
        let said = Some(text.as_str()).filter(|text| !text.is_empty());
        rows.row(texts.named("considered", name), unknown_or(texts, said))
    });
    each.render()
}

/// What everybody may read; as a form where the reader may change it.
pub(super) fn page_form(texts: Texts, view: &LifecycleView) -> Markup {
    let page = &view.page;
    let word = if page.slug.is_empty() { &view.id } else { &page.slug };
    let address = urls::with(urls::PUBLIC_PRODUCT, &[word]);
    html! {
        p {
            @if page.published { (badge(Tone::Good, &t!(texts, "product-page-published"))) " " a href=(address) { (address) } }
            @else { (badge(Tone::Neutral, &t!(texts, "product-page-hidden"))) }
        }
        @if view.may.1 { (page_fields(texts, view)) }
        @else { p { (t!(texts, "product-page-languages")) ": " @if page.languages.is_empty() { (unknown(texts)) } @else { (page.languages) } } }
    }
}

fn page_fields(texts: Texts, view: &LifecycleView) -> Markup {
    let page = &view.page;
    let fresh = Filled::empty()
        .with("slug", page.slug.as_str())
        .with("gtin", page.gtin.as_str())
        .with("languages", page.languages.as_str())
        .with("published", if page.published { "yes" } else { "" });
    let filled = typed(view, "page", fresh);
    let publish = [Choice::explained("yes", t!(texts, "product-page-publish"), t!(texts, "product-page-publish-hint"))];
    form(
        &urls::with(urls::PRODUCT_PAGE, &[&view.id]),
        &html! {
            input type="hidden" name="seen" value=(page.version);
            (Input::text("slug", t!(texts, "product-page-slug")).optional().hint(t!(texts, "product-page-slug-hint")).render(texts, &filled))
            (Input::text("gtin", t!(texts, "product-page-gtin")).optional().render(texts, &filled))
            (Input::text("languages", t!(texts, "product-page-languages")).optional().hint(t!(texts, "product-page-languages-hint")).render(texts, &filled))
            (checkboxes(texts, &filled, "published", &t!(texts, "product-page-who"), &publish))
            (submit(&t!(texts, "product-page-keep"), Look::Plain))
        },
    )
}
