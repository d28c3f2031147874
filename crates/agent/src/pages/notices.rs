//! What the manufacturer told the owner.

use maud::{Markup, html};

use super::form::hidden;
use super::frame::Frame;

/// A notice, in the reader's language where there is one.
#[derive(Clone, Debug, Default)]
pub struct NoticeView {
    /// Its id.
    pub id: String,
    /// The language that it is in.
    pub language: String,
    /// In a line.
    pub title: String,
    /// What happened.
    pub happened: String,
    /// What the owner can do.
    pub advice: String,
    /// The key of how grave it is.
    pub gravity: &'static str,
    /// Where there is more.
    pub address: Option<String>,
    /// Whether it comes in the place of an earlier one.
    pub corrects: bool,
    /// When it was sent, and when it came.
    pub times: (String, String),
    /// When an owner read it.
    pub opened: Option<String>,
}

/// The band on the overview: nobody overlooks it, and it stays until an owner read it.
#[must_use]
pub(super) fn band(frame: &Frame<'_>, unread: &[NoticeView]) -> Markup {
    html! {
        @for one in unread {
            div.note.bad role="alert" lang=(one.language) {
                p { (frame.m("notices-from")) " · " (frame.t(one.gravity)) }
                p { strong { (one.title) } }
                p { a href={ "/notices#" (one.id) } lang=(frame.language.code()) { (frame.t("notices-read-on")) } }
            }
        }
    }
}

/// The page.
#[must_use]
pub fn notices(frame: &Frame<'_>, all: &[NoticeView], is_owner: bool) -> Vec<u8> {
    let content = html! {
        p { (frame.m("notices-intro")) }
        @if all.is_empty() { p.note.good { (frame.m("notices-none")) } }
        @for one in all { (card(frame, one, is_owner)) }
    };
    frame.page(&frame.m("notices-title"), &content)
}

fn card(frame: &Frame<'_>, one: &NoticeView, is_owner: bool) -> Markup {
    let (sent, came) = &one.times;
    html! {
        div.card id=(one.id) {
            div lang=(one.language) {
                h2 { (one.title) }
                p { strong { (frame.t(one.gravity)) } @if one.corrects { " · " (frame.t("notices-corrects")) } }
                @for line in one.happened.lines() { p { (line) } }
                @if !one.advice.is_empty() {
                    h3 lang=(frame.language.code()) { (frame.t("notices-advice")) }
                    @for line in one.advice.lines() { p { (line) } }
                }
            }
            @if let Some(address) = &one.address { p { (frame.t("notices-more")) " " span.mono { (address) } } }
            p.hint { (frame.language.with("notices-times", &[("sent", sent), ("came", came)])) }
            @match &one.opened {
                Some(time) => p { (frame.language.with("notices-opened", &[("time", time)])) },
                None if is_owner => form method="post" action="/notices/read" {
                    (hidden(frame))
                    input type="hidden" name="id" value=(one.id);
                    button { (frame.t("notices-open")) }
                    p.hint { (frame.m("notices-open-hint")) }
                },
                None => p.hint { (frame.t("notices-owner")) },
            }
        }
    }
}
