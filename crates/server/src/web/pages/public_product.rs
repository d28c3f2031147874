//! What everybody may read of a product: for importers, dealers and owners, on paper too.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{Definitions, card, notice, page_heading_with, unknown, unknown_or};
use crate::web::layout::Page;
use crate::web::{Frame, Texts, Tone, urls};

/// What the page says.
#[derive(Clone, Debug, Default)]
pub struct PublicProductView {
    /// Its own address.
    pub address: String,
    /// Where its advisories are.
    pub security: String,
    /// The name it is sold under.
    pub name: String,
    /// Type, batch or model.
    pub designation: String,
    /// Its number in trade; empty: none.
    pub gtin: String,
    /// Name, address and contact of the manufacturer.
    pub maker: [String; 3],
    /// The single point of contact.
    pub contact: Option<String>,
    /// Ends of support, by the day of placing.
    pub ends: Vec<(Option<String>, String)>,
    /// The end for a device that is placed today.
    pub ends_today: Option<String>,
    /// Address and day of the declaration of conformity.
    pub declared: Option<(String, String)>,
    /// Languages of the user information, by their codes.
    pub languages: Vec<String>,
    /// Parts, and versions that get security updates.
    pub parts: Vec<(String, Vec<String>)>,
}

/// The page.
#[must_use]
pub fn public_product(frame: &Frame, view: &PublicProductView) -> Markup {
    let texts = frame.texts;
    let body = html! {
        (page_heading_with(&view.name, &html! { (view.designation) }, &html! {}))
        (card(&t!(texts, "public-product"), &facts(texts, view)))
        (card(&t!(texts, "public-support"), &support(texts, view)))
        (card(&t!(texts, "public-ce"), &declared(texts, view)))
        (card(&t!(texts, "public-security"), &security(texts, view)))
        p.hint { (t!(texts, "public-source")) " " a href={ (view.address) ".json" } { (t!(texts, "public-as-json")) } " · " (languages(view)) }
    };
    Page::new(view.name.clone(), body).render_public(frame)
}

/// The same page in each language, by its address alone.
fn languages(view: &PublicProductView) -> Markup {
    html! {
        a href={ (view.address) "?lang=en" } hreflang="en" lang="en" { "English" } " · "
        a href={ (view.address) "?lang=de" } hreflang="de" lang="de" { "Deutsch" }
    }
}

fn facts(texts: Texts, view: &PublicProductView) -> Markup {
    let [name, address, contact] = &view.maker;
    let stated = |text: &str| unknown_or(texts, Some(text).filter(|text| !text.is_empty()));
    let rows = Definitions::new()
        .row(t!(texts, "product-name"), html! { (view.name) })
        .row(t!(texts, "product-designation"), stated(&view.designation));
    let rows = if view.gtin.is_empty() { rows } else { rows.row("GTIN".to_owned(), html! { (view.gtin) }) };
    rows.row(
        t!(texts, "product-manufacturer"),
        html! { (name) br; (lines(texts, address)) @if !contact.is_empty() { br; (contact) } },
    )
    .row(t!(texts, "public-languages"), stated(&view.languages.join(", ")))
    .render()
}

fn lines(texts: Texts, text: &str) -> Markup {
    html! {
        @if text.is_empty() { (unknown(texts)) }
        @for (at, line) in text.lines().enumerate() { @if at > 0 { br; } (line) }
    }
}

fn declared(texts: Texts, view: &PublicProductView) -> Markup {
    html! {
        @match &view.declared {
            Some((address, day)) => {
                p { (t!(texts, "public-declared", day = day)) }
                p { a href=(address) { (t!(texts, "public-declaration")) } br; span.hint { (address) } }
            }
            None => (notice(Tone::Unknown, &t!(texts, "public-not-declared"))),
        }
    }
}

fn support(texts: Texts, view: &PublicProductView) -> Markup {
    let several = view.ends.len() > 1;
    html! {
        @if view.ends.is_empty() { p { (unknown(texts)) } }
        @for (from, ends) in &view.ends {
            p {
                @match from {
                    Some(from) => (t!(texts, "public-placed-from", day = from)),
                    None if several => (t!(texts, "public-placed-before")),
                    None => (t!(texts, "public-support-until")),
                }
                br; strong { (month(texts, ends)) } " " span.hint { "(" (ends) ")" }
            }
        }
        @if several { @if let Some(ends) = &view.ends_today { p { (t!(texts, "public-placed-today")) " " strong { (month(texts, ends)) } } } }
        p.hint { (t!(texts, "public-support-means")) }
        @for (part, versions) in &view.parts {
            p { (t!(texts, "public-updates", part = part)) " " (versions.join(", ")) }
        }
    }
}

/// Month and year of a day (Article 13(19) asks for these at the least).
#[must_use]
pub fn month(texts: Texts, day: &str) -> String {
    let (year, rest) = day.split_once('-').unwrap_or((day, ""));
    let month = rest.split_once('-').map_or("", |(month, _)| month);
    texts.named_maybe("month", month).map_or_else(|| day.to_owned(), |name| format!("{name} {year}"))
}

fn security(texts: Texts, view: &PublicProductView) -> Markup {
    html! {
        p { (t!(texts, "public-contact")) br; (unknown_or(texts, view.contact.as_deref())) }
        p { a href=(urls::REPORT) { (t!(texts, "public-report")) } }
        p { a href=(view.security) { (t!(texts, "public-advisories")) } }
        p { a href=(urls::POLICY) { (t!(texts, "disclosure-policy")) } " · " a href=(urls::SECURITY_TXT) { "security.txt" } }
    }
}
