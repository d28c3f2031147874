//! What stands around every page.

use maud::{DOCTYPE, Markup, html};

use crate::http::encoded;
use crate::texts::Language;

/// Where in the menu a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Overview.
    Home,
    /// Updates.
    Updates,
    /// The owner's data.
    Data,
    /// What was noticed.
    Noticed,
    /// Log.
    Log,
    /// Switches.
    Switches,
    /// Settings.
    Settings,
    /// People.
    People,
    /// Back to factory settings.
    Reset,
}

impl Place {
    const ALL: [(Self, &'static str, &'static str); 9] = [
        (Self::Home, "/", "menu-home"),
        (Self::Updates, "/updates", "menu-updates"),
        (Self::Data, "/data", "menu-data"),
        (Self::Noticed, "/noticed", "menu-noticed"),
        (Self::Log, "/log", "menu-log"),
        (Self::Switches, "/switches", "menu-switches"),
        (Self::Settings, "/settings", "menu-settings"),
        (Self::People, "/people", "menu-people"),
        (Self::Reset, "/reset", "menu-reset"),
    ];
}

/// Who reads, in which language, and where.
#[derive(Clone, Debug)]
pub struct Frame<'a> {
    /// The language.
    pub language: Language,
    /// The product's name.
    pub product: &'a str,
    /// The manufacturer's name.
    pub maker: &'a str,
    /// Who is logged in, and the token that their forms carry.
    pub who: Option<(&'a str, &'a str)>,
    /// Where the page is; nothing: outside the menu.
    pub place: Option<Place>,
    /// The address of this page, for the other language.
    pub here: &'a str,
}

impl Frame<'_> {
    /// A text.
    #[must_use]
    pub fn t(&self, key: &'static str) -> &'static str {
        self.language.text(key)
    }

    /// A text in which the manufacturer is named.
    #[must_use]
    pub fn m(&self, key: &'static str) -> String {
        self.language.with(key, &[("maker", self.maker)])
    }

    /// The token of whoever is logged in.
    #[must_use]
    pub fn token(&self) -> &str {
        self.who.map_or("", |(_, token)| token)
    }

    /// A whole page.
    #[must_use]
    pub fn page(&self, title: &str, content: &Markup) -> Vec<u8> {
        let page = html! {
            (DOCTYPE)
            html lang=(self.language.code()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (title) " · " (self.product) }
                    link rel="stylesheet" href="/style.css";
                    link rel="icon" href="data:,";
                }
                body {
                    a.skip href="#content" { (self.t("skip")) }
                    header { div { strong { (self.product) } (self.menu()) } }
                    main id="content" { h1 { (title) } (content) }
                    footer { (self.foot()) }
                }
            }
        };
        page.into_string().into_bytes()
    }

    fn menu(&self) -> Markup {
        html! {
            @if self.who.is_some() {
                nav { @for (place, path, key) in Place::ALL {
                    a href=(path) aria-current=[(self.place == Some(place)).then_some("page")] { (self.t(key)) }
                } }
            }
        }
    }

    fn foot(&self) -> Markup {
        let other = self.language.other();
        html! {
            a href={ "/language?to=" (other.code()) "&back=" (encoded(self.here)) } lang=(other.code()) { (self.t("other-language")) }
            a href="/help" { (self.t("menu-help")) }
            @if let Some((name, token)) = self.who {
                span { (self.language.with("logged-in-as", &[("name", name)])) }
                form method="post" action="/logout" {
                    input type="hidden" name="token" value=(token);
                    button.plain { (self.t("log-out")) }
                }
            }
        }
    }
}

/// A page that says one thing.
#[must_use]
pub fn message(frame: &Frame<'_>, title: &'static str, text: &str) -> Vec<u8> {
    frame.page(frame.t(title), &html! { p { (text) } p { a href="/" { (frame.t("back")) } } })
}
