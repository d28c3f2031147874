//! One source of advisories, and the form that adds one.

use maud::{Markup, html};

use super::feeds::{SourceRow, Standing, age, covers};
use crate::t;
use crate::web::components::{
    Choice, Confirm, Definitions, Input, Look, actions, card, columns, error_summary, form, notice, notice_with,
    page_heading_with, post_button, select, submit, time, time_or_never,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// What is held back of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldView {
    /// Records in force.
    pub old: u64,
    /// Records that came.
    pub new: u64,
    /// Since when.
    pub since: i64,
}

/// One source that is fetched.
#[derive(Clone, Debug)]
pub struct FeedView {
    /// What the list shows too.
    pub row: SourceRow,
    /// Its address.
    pub url: String,
    /// Hours between two fetches.
    pub every_hours: u64,
    /// Bytes of what was taken last.
    pub bytes: u64,
    /// When it was tried last.
    pub tried: Option<i64>,
    /// Since when it is there.
    pub created: i64,
    /// Whether it is fetched.
    pub is_on: bool,
    /// What waits for a decision.
    pub held: Option<HeldView>,
    /// The age up to which it is fresh, in microseconds.
    pub limit: i64,
    /// The version that the form is about.
    pub version: i64,
    /// Fields `url`, `every`.
    pub filled: Filled,
    /// Whether the reader may change it.
    pub may_change: bool,
    /// Whether the reader may have it fetched.
    pub may_fetch: bool,
    /// Whether the reader may decide on what is held back.
    pub may_decide: bool,
}

/// One source.
#[must_use]
pub fn feed(frame: &Frame, view: &FeedView) -> Markup {
    let texts = frame.texts;
    let body = html! {
        (page_heading_with(&view.row.name, &html! { span.address { (view.url) } }, &html! {}))
        div id="feed-standing" data-live-part { (standing(frame, view)) }
        (columns(
            &html! { div id="feed-facts" data-live-part { (card(&t!(texts, "feed-facts"), &facts(frame, view))) } },
            &html! { (buttons(texts, view)) @if view.may_change { (card(&t!(texts, "feed-change"), &change(texts, view))) } },
        ))
    };
    page(frame, view.row.name.clone(), body)
}

fn page(frame: &Frame, title: String, body: Markup) -> Markup {
    Page::new(title, body)
        .section(Section::Feeds)
        .under(urls::FEEDS, t!(frame.texts, "feeds"))
        .live("job")
        .render(frame)
}

/// What is wrong with it, and what waits.
fn standing(frame: &Frame, view: &FeedView) -> Markup {
    let texts = frame.texts;
    html! {
        @if let Some(held) = view.held { (question(frame, view, held)) }
        @if let Some(failure) = &view.row.failure {
            (notice(Tone::Warning, &t!(texts, "feed-failure", reason = failure)))
        }
        @match view.row.standing {
            Standing::Stale => (notice(Tone::Bad, &t!(texts, "feed-stale-note"))),
            Standing::Never => (notice(Tone::Unknown, &t!(texts, "feed-never-note"))),
            _ => {}
        }
        @if !view.is_on { (notice(Tone::Neutral, &t!(texts, "feed-off-note"))) }
    }
}

fn question(frame: &Frame, view: &FeedView, held: HeldView) -> Markup {
    let texts = frame.texts;
    let id = view.row.id.clone().unwrap_or_default();
    notice_with(
        Tone::Warning,
        &html! {
            p { strong { (t!(texts, "feed-held-question", old = held.old, new = held.new)) } }
            p { (t!(texts, "feed-held-why")) " " (t!(texts, "feed-held-since")) " " (time(frame, held.since)) }
            @if view.may_decide {
                (actions(&[
                    post_button(&urls::with(urls::FEED_LEAVE, &[&id]), &t!(texts, "feed-leave"), Look::Primary),
                    take(texts, urls::with(urls::FEED_TAKE, &[&id])),
                ]))
            }
        },
    )
}

/// Taking what is held back, with what that means.
pub(super) fn take(texts: Texts, action: String) -> Markup {
    Confirm {
        id: "take",
        opener: t!(texts, "feed-take"),
        title: t!(texts, "feed-take-title"),
        explanation: t!(texts, "feed-take-effect"),
        fields: html! {},
        action,
        button: t!(texts, "feed-take"),
        look: Look::Danger,
        cancel: t!(texts, "cancel"),
        open: false,
    }
    .render()
}

fn facts(frame: &Frame, view: &FeedView) -> Markup {
    let (texts, row) = (frame.texts, &view.row);
    let never = t!(texts, "never");
    Definitions::new()
        .row(t!(texts, "column-state"), row.standing.badge(texts))
        .row(t!(texts, "feed-age"), age(frame, row.as_of, view.limit))
        .text(t!(texts, "feed-kind"), &texts.named("feed-kind", &row.kind))
        .row(t!(texts, "feed-covers"), covers(texts, &row.covers, usize::MAX))
        .text(t!(texts, "feed-records"), &texts.number(row.records))
        .text(t!(texts, "feed-not-understood"), &texts.number(row.problems))
        .text(t!(texts, "feed-bytes"), &texts.bytes(view.bytes))
        .row(t!(texts, "feed-last"), time_or_never(frame, row.succeeded, &never))
        .row(t!(texts, "feed-tried"), time_or_never(frame, view.tried, &never))
        .row(t!(texts, "feed-next"), html! { @match row.next { Some(next) => (time(frame, next)), None => "–" } })
        .text(t!(texts, "feed-every"), &t!(texts, "feed-hours", count = view.every_hours))
        .row(t!(texts, "feed-added"), time(frame, view.created))
        .render()
}

fn buttons(texts: Texts, view: &FeedView) -> Markup {
    let id = view.row.id.clone().unwrap_or_default();
    let at = |pattern| urls::with(pattern, &[&id]);
    html! {
        @if view.may_fetch || view.may_change {
            (card(&t!(texts, "feed-do"), &actions(&[html! {
                @if view.may_fetch && view.is_on {
                    (post_button(&at(urls::FEED_FETCH), &t!(texts, "feed-fetch"), Look::Primary))
                }
                @if view.may_change && view.is_on {
                    (post_button(&at(urls::FEED_DISABLE), &t!(texts, "feed-disable"), Look::Plain))
                }
                @if view.may_change && !view.is_on {
                    (post_button(&at(urls::FEED_ENABLE), &t!(texts, "feed-enable"), Look::Primary))
                }
            }])))
        }
    }
}

fn change(texts: Texts, view: &FeedView) -> Markup {
    let id = view.row.id.clone().unwrap_or_default();
    form(
        &urls::with(urls::FEED, &[&id]),
        &html! {
            (error_summary(texts, &view.filled))
            input type="hidden" name="version" value=(view.version);
            (address(texts, &view.filled))
            (every(texts, &view.filled))
            (submit(&t!(texts, "feed-save"), Look::Plain))
        },
    )
}

fn address(texts: Texts, filled: &Filled) -> Markup {
    Input::url("url", t!(texts, "feed-url")).hint(t!(texts, "feed-url-hint")).autocomplete("off").render(texts, filled)
}

fn every(texts: Texts, filled: &Filled) -> Markup {
    let hours = [1_u64, 3, 6, 12, 24, 48, 168];
    let choices = hours.map(|hours| Choice::new(hours.to_string(), t!(texts, "feed-hours", count = hours)));
    select(texts, filled, "every", &t!(texts, "feed-every"), None, &choices)
}

/// The form of a new source.
#[must_use]
pub fn new_feed(frame: &Frame, kinds: &[&str], filled: &Filled) -> Markup {
    let texts = frame.texts;
    let title = t!(texts, "feed-add");
    let choices: Vec<Choice> = kinds.iter().map(|kind| Choice::new(*kind, texts.named("feed-kind", kind))).collect();
    let body = html! {
        (page_heading_with(&title, &html! { (t!(texts, "feed-add-lead")) }, &html! {}))
        section.card { (form(urls::FEED_NEW, &html! {
            (error_summary(texts, filled))
            (Input::text("name", t!(texts, "feed-name")).hint(t!(texts, "feed-name-hint")).autocomplete("off").render(texts, filled))
            (select(texts, filled, "kind", &t!(texts, "feed-kind"), None, &choices))
            (address(texts, filled))
            (every(texts, filled))
            (submit(&title, Look::Primary))
        })) }
    };
    page(frame, title.clone(), body)
}
