//! The update that waits, and what the owner says to it.

use maud::{Markup, html};

use super::form::hidden;
use super::frame::Frame;
use super::home::state;

/// An update.
#[derive(Clone, Debug)]
pub struct UpdateView<'a> {
    /// The release.
    pub release: &'a str,
    /// Its version.
    pub version: &'a str,
    /// The key of what it is for.
    pub kind: &'static str,
    /// What it brings, by its signers' words.
    pub notes: &'a str,
    /// The vulnerabilities that it mends.
    pub fixes: &'a [String],
    /// How far it is, or why it waits.
    pub state: String,
    /// Whether there is something to decide.
    pub may_decide: bool,
    /// Whether it came to nothing.
    pub is_over: bool,
    /// Whether it came by a stick.
    pub by_stick: bool,
    /// Days by which it can be put off.
    pub days: &'a [i64],
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct UpdatesView<'a> {
    /// Whether this unit installs updates at all.
    pub can: bool,
    /// What runs.
    pub runs: Vec<String>,
    /// The update that waits, or what became of the last one.
    pub update: Option<UpdateView<'a>>,
    /// Security updates install by themselves.
    pub automatic: bool,
    /// They never do, for this reason.
    pub not_applicable: Option<&'a str>,
    /// When they do; empty: at any time.
    pub window: String,
    /// The owner's time zone.
    pub zone: &'a str,
}

/// The page.
#[must_use]
pub fn updates(frame: &Frame<'_>, view: &UpdatesView<'_>, may: bool) -> Vec<u8> {
    let content = html! {
        p { (frame.t("updates-runs")) " " strong { (view.runs.join(", ")) @if view.runs.is_empty() { (frame.t("unknown")) } } }
        @if !view.can { p.note { (frame.m("updates-cannot")) } }
        @match &view.update {
            Some(update) => (one(frame, update, may)),
            None => @if view.can { p.note.good { (frame.t("updates-none")) } }
        }
        (when(frame, view, may))
    };
    frame.page(frame.t("updates-title"), &content)
}

fn one(frame: &Frame<'_>, update: &UpdateView<'_>, may: bool) -> Markup {
    html! {
        div.card {
            h2 { (frame.language.with("updates-version", &[("version", update.version)])) }
            p.hint { (frame.t(update.kind)) }
            @if !update.notes.is_empty() { p { (update.notes) } }
            @if !update.fixes.is_empty() { p { (frame.t("updates-fixes")) " " span.mono { (update.fixes.join(", ")) } } }
            @if update.by_stick { p.hint { (frame.t("updates-by-stick")) } }
            p.note.bad[update.is_over] { (update.state) }
            @if may && update.may_decide { (choices(frame, update)) }
        }
    }
}

fn choices(frame: &Frame<'_>, update: &UpdateView<'_>) -> Markup {
    html! {
        form method="post" action="/updates/decide" {
            (hidden(frame))
            input type="hidden" name="release" value=(update.release);
            div.row {
                button name="do" value="now" { (frame.t(if update.is_over { "updates-again" } else { "updates-now" })) }
                @if !update.is_over { button.plain name="do" value="refuse" { (frame.t("updates-refuse")) } }
            }
        }
        @if !update.is_over && !update.days.is_empty() {
            form method="post" action="/updates/decide" {
                (hidden(frame))
                input type="hidden" name="release" value=(update.release);
                input type="hidden" name="do" value="later";
                div.row {
                    label for="days" { (frame.t("updates-later")) }
                    select id="days" name="days" { @for days in update.days {
                        option value=(days) { @match days {
                            1 => (frame.t("updates-day")),
                            _ => (frame.language.with("updates-days", &[("days", &days.to_string())])),
                        } }
                    } }
                    button.plain { (frame.t("updates-put-off")) }
                }
            }
        }
        p.hint { (frame.t("updates-receipt")) }
    }
}

fn when(frame: &Frame<'_>, view: &UpdatesView<'_>, may: bool) -> Markup {
    if let Some(reason) = view.not_applicable {
        return html! { div.card { h2 { (frame.t("updates-automatic")) } p { (frame.t("update-not-applicable")) " " (reason) } } };
    }
    html! {
        div.card {
            h2 { (frame.t("updates-automatic")) }
            p { (state(frame, Some(view.automatic))) " " a href="/switches" { (frame.t("updates-to-switches")) } }
            @if may {
                form method="post" action="/updates/window" {
                    (hidden(frame))
                    div.field {
                        label for="window" { (frame.t("updates-window")) }
                        p.hint id="window-hint" { (frame.language.with("updates-window-hint", &[("zone", view.zone)])) }
                        input type="text" id="window" name="window" value=(view.window) placeholder="02:00-05:00"
                            aria-describedby="window-hint" maxlength="13" autocomplete="off";
                    }
                    p { button.plain { (frame.t("save")) } }
                }
            }
        }
    }
}
