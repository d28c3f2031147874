//! The pages of owners: the way in, and the state of a device's updates with what its owner decides. In plain words.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{
    Input, Look, badge, card, error_summary, form, notice, page_heading_with, submit, time, unknown,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Texts, Tone, urls};

use super::owner_contact::{Left, contact};
use super::owner_held::{HeldView, SharingView, closed, held, sharing};
use super::public_product::month;
use super::unit_updates::update_state;

/// The way in.
#[derive(Clone, Debug, Default)]
pub struct EnterView {
    /// Field `serial`; problems at `form`, never at a field, since they must not tell which of the two was wrong.
    pub filled: Filled,
}

/// The way in.
#[must_use]
pub fn enter(frame: &Frame, view: &EnterView) -> Markup {
    let texts = frame.texts;
    let fields = html! {
        (error_summary(texts, &view.filled))
        (Input::text("serial", t!(texts, "unit-serial")).hint(t!(texts, "owner-serial-hint")).autocomplete("off")
            .render(texts, &view.filled))
        (Input::text("code", t!(texts, "owner-code")).hint(t!(texts, "owner-code-hint")).autocomplete("off")
            .render(texts, &view.filled))
        (submit(&t!(texts, "owner-enter"), Look::Primary))
    };
    let body = html! {
        (page_heading_with(&t!(texts, "owner-title"), &html! { (t!(texts, "owner-lead")) }, &html! {}))
        section.card { (form(urls::OWNER, &fields)) }
        p.hint { (t!(texts, "owner-no-account")) }
    };
    Page::new(t!(texts, "owner-title"), body).render_public(frame)
}

/// How an update stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It installs when the device asks next.
    Next,
    /// The device works on it: `running` or `unproven`.
    AtWork(&'static str),
    /// The owner put it off until then.
    Postponed(i64),
    /// The owner refused it.
    Refused,
    /// The owner switched automatic updates off.
    OptedOut,
    /// It brings something new, and waits for the owner.
    NotAgreed,
}

/// A vulnerability that an update mends.
#[derive(Clone, Debug)]
pub struct FixView {
    /// Its name.
    pub name: String,
    /// What was published of it, in a line.
    pub summary: Option<String>,
    /// Where more stands.
    pub address: Option<String>,
}

/// An update that is there for the device.
#[derive(Clone, Debug)]
pub struct AvailableView {
    /// `rel_…`.
    pub release: String,
    /// Its version.
    pub label: String,
    /// `security`, `feature` or `combined`.
    pub kind: String,
    /// What its maker says of it.
    pub notes: String,
    /// What it mends.
    pub fixes: Vec<FixView>,
    /// How it stands.
    pub standing: Standing,
    /// Until when it can be put off at the longest; nothing where there is no limit.
    pub latest: Option<i64>,
    /// Whether it can be put off by a day at least.
    pub can_wait: bool,
}

/// A device, for its owner.
#[derive(Clone, Debug)]
pub struct OwnerView {
    /// What stands for the code, for a while.
    pub pass: String,
    /// The product.
    pub product: String,
    /// The serial number.
    pub serial: String,
    /// What it runs: parts and versions.
    pub runs: Vec<(String, String)>,
    /// The last day of security support, and whether it is over; nothing where it is not known.
    pub support: Option<(String, bool)>,
    /// Whether it was not heard of for too long.
    pub silent: bool,
    /// What is there for it.
    pub available: Option<AvailableView>,
    /// Whether it was asked to stop an update.
    pub taken_back: bool,
    /// What became of the last ones: version, state, when.
    pub past: Vec<(String, &'static str, i64)>,
    /// Whether security updates install by themselves, and feature updates.
    pub always: (bool, bool),
    /// Whether that is so because nobody said otherwise.
    pub by_law: bool,
    /// Field `until`.
    pub filled: Filled,
    /// Whether it shares events.
    pub sharing: SharingView,
    /// What is held of it; nothing: no fresh code was shown.
    pub held: Option<HeldView>,
    /// Where the owner wants to be told; nothing: no fresh code was shown.
    pub contact: Option<Left>,
}

/// A device, for its owner.
#[must_use]
pub fn owner(frame: &Frame, view: &OwnerView) -> Markup {
    let texts = frame.texts;
    let title = t!(texts, "owner-device", product = &view.product);
    let body = html! {
        (page_heading_with(&title, &html! { (t!(texts, "unit-serial")) " " (view.serial) }, &html! {}))
        (error_summary(texts, &view.filled))
        @if view.silent { (notice(Tone::Unknown, &t!(texts, "owner-silent"))) }
        (card(&t!(texts, "owner-runs"), &runs(texts, view)))
        (card(&t!(texts, "owner-support"), &support(texts, view)))
        @match &view.available {
            Some(update) => (available(frame, view, update)),
            None => (card(&t!(texts, "owner-available-none"), &html! {
                p { @if view.taken_back { (t!(texts, "owner-taken-back")) } @else { (t!(texts, "owner-nothing")) } }
            })),
        }
        (card(&t!(texts, "owner-always"), &always(texts, view)))
        @if !view.past.is_empty() { (card(&t!(texts, "owner-past"), &past(frame, view))) }
        (sharing(frame, &view.pass, view.sharing, view.held.is_some()))
        @if let Some(left) = &view.contact { (contact(texts, &view.pass, left, &view.filled)) }
        @match &view.held {
            Some(what) => (held(frame, &view.pass, what)),
            None => (closed(texts)),
        }
        p.hint { (t!(texts, "owner-leave")) " " a href=(urls::OWNER) { (t!(texts, "owner-leave-now")) } }
    };
    Page::new(title, body).render_public(frame)
}

fn support(texts: Texts, view: &OwnerView) -> Markup {
    html! {
        @match &view.support {
            Some((ends, true)) => (notice(Tone::Warning, &t!(texts, "owner-support-over", day = ends))),
            Some((ends, false)) => p { (t!(texts, "owner-support-until", month = month(texts, ends), day = ends)) },
            None => p { (unknown(texts)) },
        }
    }
}

fn runs(texts: Texts, view: &OwnerView) -> Markup {
    html! {
        @if view.runs.is_empty() { p { (unknown(texts)) } }
        ul.plain { @for (part, label) in &view.runs { li { (part) " " strong { (label) } } } }
    }
}

fn available(frame: &Frame, view: &OwnerView, update: &AvailableView) -> Markup {
    let texts = frame.texts;
    let tone = if update.kind == "feature" { Tone::Information } else { Tone::Warning };
    card(
        &t!(texts, "owner-available", version = &update.label),
        &html! {
            p { (badge(tone, &texts.named("update-kind", &update.kind))) }
            (standing(frame, update))
            @if !update.notes.is_empty() { h3 { (t!(texts, "owner-notes")) }
                @for line in update.notes.lines().filter(|line| !line.trim().is_empty()) { p { (line) } } }
            @if !update.fixes.is_empty() {
                h3 { (t!(texts, "owner-fixes")) }
                ul.rows { @for fix in &update.fixes { li { div.row-main { (self::fix(texts, fix)) } } } }
            }
            @if !matches!(update.standing, Standing::AtWork(_)) { (decisions(frame, view, update)) }
        },
    )
}

fn fix(texts: Texts, fix: &FixView) -> Markup {
    html! {
        p { strong { (fix.name) } }
        p.hint { @match &fix.summary { Some(summary) => (summary), None => (t!(texts, "owner-fix-unknown")) } }
        @if let Some(address) = &fix.address { p.hint { a href=(address) rel="noreferrer" { (t!(texts, "owner-fix-more", name = &fix.name)) } } }
    }
}

/// When it installs, or why it waits.
fn standing(frame: &Frame, update: &AvailableView) -> Markup {
    let texts = frame.texts;
    match update.standing {
        Standing::Next => notice(Tone::Information, &t!(texts, "owner-installs-next")),
        Standing::AtWork(state) => notice(Tone::Information, &texts.named("owner-at-work", state)),
        Standing::Postponed(until) => {
            notice(Tone::Information, &t!(texts, "owner-installs-then", date = texts.moment(until)))
        }
        Standing::Refused => notice(Tone::Neutral, &t!(texts, "owner-is-refused")),
        Standing::OptedOut => notice(Tone::Neutral, &t!(texts, "owner-is-opted-out")),
        Standing::NotAgreed => notice(Tone::Information, &t!(texts, "owner-is-not-agreed")),
    }
}

/// Hidden fields, and one decision.
fn carried(view: &OwnerView, release: &str, decision: &str) -> Markup {
    html! {
        input type="hidden" name="pass" value=(view.pass);
        @if !release.is_empty() { input type="hidden" name="release" value=(release); }
        input type="hidden" name="decision" value=(decision);
    }
}

fn one_button(view: &OwnerView, release: &str, decision: &str, label: &str, look: Look) -> Markup {
    html! { form.inline method="post" action=(urls::OWNER_DECIDE) { (carried(view, release, decision)) (submit(label, look)) } }
}

fn decisions(frame: &Frame, view: &OwnerView, update: &AvailableView) -> Markup {
    let texts = frame.texts;
    let waits = update.standing != Standing::Next;
    let button = |decision, label: String, look| one_button(view, &update.release, decision, &label, look);
    html! {
        h3 { (t!(texts, "owner-decide-title")) }
        @if waits { div { (button("agreed", t!(texts, "owner-install-now"), Look::Primary)) } }
        @if update.can_wait {
            (form(urls::OWNER_DECIDE, &html! {
                (carried(view, &update.release, "postponed"))
                (until(texts, view, update))
                (submit(&t!(texts, "owner-postpone"), Look::Plain))
            }))
        } @else { p.hint { (t!(texts, "owner-cannot-wait")) } }
        @if update.standing != Standing::Refused {
            div.stack {
                p.hint { (t!(texts, "owner-refuse-hint")) }
                (button("refused", t!(texts, "owner-refuse"), Look::Plain))
            }
        }
    }
}

fn until(texts: Texts, view: &OwnerView, update: &AvailableView) -> Markup {
    let input = Input::date("until", t!(texts, "owner-not-before"));
    let input = match update.latest {
        Some(latest) => input.hint(t!(texts, "owner-latest", latest = texts.date(latest))),
        None => input.hint(t!(texts, "owner-no-latest")),
    };
    input.render(texts, &view.filled)
}

fn always(texts: Texts, view: &OwnerView) -> Markup {
    let (automatic, features) = view.always;
    let said = |on: bool| {
        if on { badge(Tone::Good, &t!(texts, "owner-on")) } else { badge(Tone::Neutral, &t!(texts, "owner-off")) }
    };
    html! {
        div {
            p { strong { (t!(texts, "owner-automatic")) } " " (said(automatic)) }
            p.hint { @if automatic { (t!(texts, "owner-automatic-on")) } @else { (t!(texts, "owner-automatic-off")) } }
        }
        @match automatic {
            true => (one_button(view, "", "automatic-off", &t!(texts, "owner-switch-automatic-off"), Look::Plain)),
            false => (one_button(view, "", "automatic-on", &t!(texts, "owner-switch-automatic-on"), Look::Plain)),
        }
        @if automatic {
            div {
                p { strong { (t!(texts, "owner-features")) } " " (said(features)) }
                p.hint { @if features { (t!(texts, "owner-features-on")) } @else { (t!(texts, "owner-features-off")) } }
            }
            @match features {
                true => (one_button(view, "", "features-off", &t!(texts, "owner-switch-features-off"), Look::Plain)),
                false => (one_button(view, "", "features-on", &t!(texts, "owner-switch-features-on"), Look::Plain)),
            }
        }
        @if view.by_law { p.hint { (t!(texts, "owner-by-law")) } }
    }
}

fn past(frame: &Frame, view: &OwnerView) -> Markup {
    html! {
        ul.rows { @for (label, state, changed) in &view.past { li { div.row-main {
            p { (label) " " (update_state(frame.texts, state)) }
            p.hint { (frame.texts.named("owner-past", state)) " · " (time(frame, *changed)) }
        } } } }
    }
}
