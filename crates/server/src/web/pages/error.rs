//! Pages for what went wrong: what, why, what to do.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{Look, actions, button_link, copyable, page_heading_with, time};
use crate::web::layout::Page;
use crate::web::{Frame, Texts, urls};

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// 400: the request makes no sense; the reason in the reader's language.
    BadRequest(String),
    /// 403: not allowed; the reason in the reader's language.
    Forbidden(String),
    /// 403: the request came from another site.
    CrossSite,
    /// 404.
    NotFound,
    /// 409: somebody else was faster, or it does not fit; the reason in the reader's language.
    Conflict(String),
    /// 413: more than the server takes.
    TooLarge {
        /// Bytes it takes.
        most: u64,
    },
    /// 429: too often.
    TooMany {
        /// From when another request counts.
        until: i64,
    },
    /// 500.
    Internal,
    /// 503: the database does not answer.
    Away,
}

/// A page about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorView {
    /// What.
    pub trouble: Trouble,
    /// The request's id, by which the log knows it.
    pub request: String,
}

impl Trouble {
    /// The HTTP status.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::BadRequest(_) => 400,
            Self::Forbidden(_) | Self::CrossSite => 403,
            Self::NotFound => 404,
            Self::Conflict(_) => 409,
            Self::TooLarge { .. } => 413,
            Self::TooMany { .. } => 429,
            Self::Internal => 500,
            Self::Away => 503,
        }
    }

    fn title(&self, texts: Texts) -> String {
        match self {
            Self::BadRequest(_) => t!(texts, "error-bad-request"),
            Self::Forbidden(_) => t!(texts, "error-forbidden"),
            Self::CrossSite => t!(texts, "error-cross-site"),
            Self::NotFound => t!(texts, "error-not-found"),
            Self::Conflict(_) => t!(texts, "error-conflict"),
            Self::TooLarge { .. } => t!(texts, "error-too-large"),
            Self::TooMany { .. } => t!(texts, "error-too-many"),
            Self::Internal => t!(texts, "error-internal"),
            Self::Away => t!(texts, "error-away"),
        }
    }

    fn why(&self, texts: Texts) -> String {
        match self {
            Self::BadRequest(reason) | Self::Forbidden(reason) | Self::Conflict(reason) => reason.clone(),
            Self::CrossSite => t!(texts, "error-cross-site-why"),
            Self::NotFound => t!(texts, "error-not-found-why"),
            Self::TooLarge { most } => t!(texts, "error-too-large-why", most = texts.bytes(*most)),
            Self::TooMany { .. } => t!(texts, "error-too-many-why"),
            Self::Internal => t!(texts, "error-internal-why"),
            Self::Away => t!(texts, "error-away-why"),
        }
    }

    fn what_to_do(&self, texts: Texts) -> String {
        match self {
            Self::BadRequest(_) | Self::TooLarge { .. } => t!(texts, "error-bad-request-do"),
            Self::Forbidden(_) => t!(texts, "error-forbidden-do"),
            Self::CrossSite => t!(texts, "error-cross-site-do"),
            Self::NotFound => t!(texts, "error-not-found-do"),
            Self::Conflict(_) => t!(texts, "error-conflict-do"),
            Self::TooMany { .. } => t!(texts, "error-too-many-do"),
            Self::Internal => t!(texts, "error-internal-do"),
            Self::Away => t!(texts, "error-away-do"),
        }
    }
}

/// The page; with the menu for somebody who is signed in.
#[must_use]
pub fn error(frame: &Frame, view: &ErrorView) -> Markup {
    let (texts, trouble) = (frame.texts, &view.trouble);
    let title = trouble.title(texts);
    let body = html! {
        (page_heading_with(&title, &html! { (trouble.why(texts)) }, &html! {}))
        section.card.accented {
            h2 { (t!(texts, "what-to-do")) }
            p { (trouble.what_to_do(texts)) }
            @if let Trouble::TooMany { until } = trouble { p { (t!(texts, "error-again-from")) " " strong { (time(frame, *until)) } } }
            (actions(&[button_link(urls::TODAY, &t!(texts, "error-home"), Look::Plain)]))
            p.hint {
                (t!(texts, "error-status", status = trouble.status().to_string())) " · " (t!(texts, "error-request")) " "
                (copyable(texts, "request-id", &t!(texts, "error-request"), &view.request))
            }
        }
    };
    let page = Page::new(title, body);
    if frame.person.is_some() { page.render(frame) } else { page.render_entry(frame) }
}
