//! Sessions, as they stand on the account and on a person's page.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{Look, badge, post_button, time, unknown};
use crate::web::{Frame, Tone, urls};

/// A browser that is signed in.
#[derive(Clone, Debug)]
pub struct SessionRow {
    /// `ses_…`.
    pub id: String,
    /// Browser and system in words, if it said so.
    pub browser: Option<String>,
    /// When it signed in.
    pub started: i64,
    /// Its last request.
    pub last_used: i64,
    /// Whether it is the one that looks.
    pub current: bool,
}

/// The rows; `own` ones can be ended one by one.
pub(super) fn sessions(frame: &Frame, rows: &[SessionRow], own: bool) -> Markup {
    let texts = frame.texts;
    html! {
        @if rows.is_empty() { p.quiet { (t!(texts, "sessions-none")) } }
        @else { ul.rows { @for row in rows { li { (session(frame, row)) @if own && !row.current { (end(frame, row)) } } } } }
    }
}

fn session(frame: &Frame, row: &SessionRow) -> Markup {
    let texts = frame.texts;
    html! {
        div.row-main {
            p {
                @match &row.browser { Some(browser) => strong { (browser) }, None => (unknown(texts)) }
                @if row.current { " " (badge(Tone::Information, &t!(texts, "session-this"))) }
            }
            p.hint {
                (t!(texts, "session-since")) " " (texts.moment(row.started)) " · "
                (t!(texts, "last-used")) " " (time(frame, row.last_used))
            }
        }
    }
}

fn end(frame: &Frame, row: &SessionRow) -> Markup {
    post_button(&urls::with(urls::ACCOUNT_SESSION_REVOKE, &[&row.id]), &t!(frame.texts, "session-end"), Look::Plain)
}
