//! What stands around every page: skip link, bar, menu, person menu, trail, messages, foot.

mod foot;
mod menu;
mod preferences;
mod ringing;
mod sample;

use maud::{DOCTYPE, Markup, html};

use super::components::{mark, notice};
use super::{Frame, Section, assets, urls};
use crate::t;

/// One page inside the frame.
#[derive(Clone, Debug)]
pub struct Page {
    title: String,
    body: Markup,
    section: Option<Section>,
    trail: Vec<(String, String)>,
    live: Option<&'static str>,
}

impl Page {
    /// A page with its title (also of the browser's window) and body. The body brings the heading.
    #[must_use]
    pub const fn new(title: String, body: Markup) -> Self {
        Self { title, body, section: None, trail: Vec::new(), live: None }
    }

    /// With the entry of the menu it belongs to.
    #[must_use]
    pub const fn section(mut self, section: Section) -> Self {
        self.section = Some(section);
        self
    }

    /// With one more step of the trail that leads here: address and words.
    #[must_use]
    pub fn under(mut self, href: impl Into<String>, words: String) -> Self {
        self.trail.push((href.into(), words));
        self
    }

    /// With parts that follow events of a kind: on each one the script loads the page again and replaces those parts.
    #[must_use]
    pub const fn live(mut self, kinds: &'static str) -> Self {
        self.live = Some(kinds);
        self
    }

    /// The whole page for somebody who is signed in.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let body = html! {
            div.shell {
                (self.bar(frame))
                (menu::menu(frame, self.section))
                main #main tabindex="-1" data-live=[self.live] data-live-url=[self.live.map(|_| urls::EVENTS)] {
                    (ringing::banner(frame))
                    (self.breadcrumbs(frame))
                    (flash(frame))
                    (self.body)
                }
                (foot::foot(frame))
            }
        };
        document(frame, &self.title, "app", &body)
    }

    /// The whole page for somebody who is not: one narrow column.
    #[must_use]
    pub fn render_entry(&self, frame: &Frame) -> Markup {
        let body = html! {
            div.entry {
                header.entry-head {
                    a.brand href=(urls::TODAY) { (mark()) span { "Steadfast" } }
                    (preferences::switches(frame))
                }
                main #main tabindex="-1" { (flash(frame)) (self.body) }
                (foot::foot(frame))
            }
        };
        document(frame, &self.title, "entry-page", &body)
    }

    /// The whole page for the world: under the maker's name, and no way to what is staff's.
    #[must_use]
    pub fn render_public(&self, frame: &Frame) -> Markup {
        let maker = if frame.organisation.is_empty() { "Steadfast" } else { &frame.organisation };
        let body = html! {
            div.entry {
                header.entry-head {
                    p.brand { (mark()) span { (maker) } }
                    (preferences::switches(frame))
                }
                main #main tabindex="-1" { (flash(frame)) (self.body) }
                (foot::foot(frame))
            }
        };
        document(frame, &self.title, "entry-page", &body)
    }

    fn bar(&self, frame: &Frame) -> Markup {
        html! {
            header.bar {
                (menu::opener(frame))
                a.brand href=(urls::TODAY) { (mark()) span { "Steadfast" } }
                @if !frame.organisation.is_empty() { span.organisation { (frame.organisation) } }
                @if let Some(person) = &frame.person { (preferences::person_menu(frame, person)) }
            }
        }
    }

    fn breadcrumbs(&self, frame: &Frame) -> Markup {
        html! {
            @if !self.trail.is_empty() {
                nav.breadcrumbs aria-label=(t!(frame.texts, "breadcrumbs")) {
                    ol {
                        @for (href, words) in &self.trail { li { a href=(href) { (words) } } }
                        li aria-current="page" { (self.title) }
                    }
                }
            }
        }
    }
}

fn flash(frame: &Frame) -> Markup {
    html! { @if let Some(flash) = &frame.flash { (notice(flash.tone, &flash.message)) } }
}

fn document(frame: &Frame, title: &str, kind: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(frame.texts.language().code()) data-theme=[frame.theme.attribute()] {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " · Steadfast" }
                link rel="icon" type="image/svg+xml" href=(assets::mark().path());
                link rel="stylesheet" href=(assets::stylesheet().path());
                script src=(assets::script().path()) defer {}
            }
            body class=(kind) {
                a.skip href="#main" { (t!(frame.texts, "skip-link")) }
                @if frame.sample { (sample::bar(frame)) }
                (body)
            }
        }
    }
}
