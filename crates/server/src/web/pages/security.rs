//! The advisories of a product, for everybody: what to do, in plain words, the newest first.

use maud::{Markup, html};

use crate::advisories::content::Words;
use crate::t;
use crate::web::components::{badge, notice, notice_with, page_heading_with, time};
use crate::web::layout::Page;
use crate::web::{Frame, Language, Texts, Tone};

/// The advisories of a product.
#[derive(Clone, Debug, Default)]
pub struct SecurityView {
    /// What the product is called.
    pub product: String,
    /// Where vulnerabilities can be reported; may be empty.
    pub contact: String,
    /// The address of its feed.
    pub feed: String,
    /// The newest first.
    pub rows: Vec<SecurityRow>,
    /// Where staff who look at it beforehand came from; nothing for the world.
    pub back: Option<String>,
}

/// An advisory.
#[derive(Clone, Debug, Default)]
pub struct SecurityRow {
    /// What the world calls it.
    pub name: String,
    /// In one line.
    pub title: Words,
    /// What it is about.
    pub summary: Words,
    /// What to do.
    pub action: Words,
    /// Why it does not hold any more; empty while it does.
    pub withdrawn: String,
    /// Names of its vulnerabilities.
    pub flaws: Vec<String>,
    /// Whether one of them is exploited.
    pub exploited: bool,
    /// What is said of releases.
    pub states: Vec<StateRow>,
    /// The path of its document.
    pub document: String,
    /// Which version this is, and when it was published.
    pub revision: i64,
    /// In microseconds since the epoch.
    pub released: i64,
}

/// What is said of a release.
#[derive(Clone, Debug, Default)]
pub struct StateRow {
    /// Its version.
    pub release: String,
    /// `affected`, `fixed`, `not_affected`, `under_investigation`.
    pub state: String,
    /// In words.
    pub detail: String,
}

fn words(texts: Texts, words: &Words) -> String {
    let german = texts.language() == Language::German && !words.de.is_empty();
    if german { words.de.clone() } else { words.en.clone() }
}

/// The page.
#[must_use]
pub fn security(frame: &Frame, view: &SecurityView) -> Markup {
    let texts = frame.texts;
    let title = t!(texts, "security-title", product = view.product.as_str());
    let body = html! {
        @if let Some(back) = &view.back { (notice_with(Tone::Information, &html! {
            p { (t!(texts, "security-preview")) " " a href=(back) { (t!(texts, "security-back")) } }
        })) }
        (page_heading_with(&title, &html! { (t!(texts, "security-lead")) }, &html! {}))
        @if view.rows.is_empty() { section.card { p { (t!(texts, "security-none")) } } }
        @for row in &view.rows { (advisory(frame, row)) }
        p.hint {
            a href=(view.feed) { (t!(texts, "security-feed")) }
            @if !view.contact.is_empty() { " · " (t!(texts, "security-contact", contact = view.contact.as_str())) }
        }
    };
    Page::new(title, body).render_public(frame)
}

fn advisory(frame: &Frame, row: &SecurityRow) -> Markup {
    let texts = frame.texts;
    html! {
        section.card id=(row.name) {
            h2 { (words(texts, &row.title)) }
            p.hint {
                (row.name) " · " (time(frame, row.released)) " · "
                (t!(texts, "security-version", number = row.revision))
                @for flaw in &row.flaws { " · " (flaw) }
            }
            @if !row.withdrawn.is_empty() {
                (notice(Tone::Neutral, &format!("{}: {}", t!(texts, "security-withdrawn"), row.withdrawn)))
            } @else if row.exploited { p { (badge(Tone::Bad, &t!(texts, "security-exploited"))) } }
            @if row.withdrawn.is_empty() {
                p { (words(texts, &row.summary)) }
                h3 { (t!(texts, "security-action")) }
                p { (action(texts, row)) }
                (states(texts, row))
            }
            p { a href=(row.document) { (t!(texts, "security-document")) } }
        }
    }
}

/// What somebody wrote, or what follows from the states.
fn action(texts: Texts, row: &SecurityRow) -> String {
    let written = words(texts, &row.action);
    let has = |state: &str| row.states.iter().any(|said| said.state == state);
    let fixed = row.states.iter().filter(|said| said.state == "fixed");
    if !written.is_empty() {
        written
    } else if has("fixed") {
        let releases: Vec<&str> = fixed.map(|said| said.release.as_str()).collect();
        t!(texts, "security-update", releases = releases.join(", "))
    } else if has("affected") {
        t!(texts, "security-no-fix")
    } else if has("under_investigation") {
        t!(texts, "security-looking")
    } else {
        t!(texts, "security-nothing")
    }
}

fn states(texts: Texts, row: &SecurityRow) -> Markup {
    html! {
        @if !row.states.is_empty() {
            ul {
                @for said in &row.states {
                    li {
                        (said.release) ": " (badge(tone(&said.state), &texts.named("security-state", &said.state)))
                        @if !said.detail.is_empty() { " " (said.detail) }
                    }
                }
            }
        }
    }
}

fn tone(state: &str) -> Tone {
    match state {
        "affected" => Tone::Bad,
        "fixed" | "not_affected" => Tone::Good,
        _ => Tone::Unknown,
    }
}
