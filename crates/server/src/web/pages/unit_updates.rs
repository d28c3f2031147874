//! The updates of one device: what became of each, what its owner decided, and what it stated.

use maud::{Markup, html};

use super::unit_stated::receipt;
use crate::t;
use crate::web::components::{Choice, Input, Look, badge, card, form, radios, select, submit, time};
use crate::web::{Filled, Frame, Texts, Tone, urls};

/// An update on the device.
#[derive(Clone, Debug)]
pub struct UpdateView {
    /// The distribution: `rol_…`.
    pub rollout: String,
    /// The version that it brings.
    pub label: String,
    /// `offered`, `running`, `unproven`, `proven`, `failed`, `returned`, `declined`, `cancelling` or `cancelled`.
    pub state: &'static str,
    /// What the device said last.
    pub said: String,
    /// When it was told, and when that changed last.
    pub times: (i64, i64),
}

/// What the owner decided on one version.
#[derive(Clone, Debug)]
pub struct WishView {
    /// The version.
    pub label: String,
    /// `postponed`, `refused` or `agreed`.
    pub wish: &'static str,
    /// Until when, where it is put off.
    pub until: Option<i64>,
    /// `owner`, `unit` or `staff`.
    pub source: &'static str,
    /// When.
    pub since: i64,
}

/// How the owner's switches stand, by the device's word; nothing where it never said.
#[derive(Clone, Copy, Debug, Default)]
pub struct SwitchesView {
    /// Whether it records security events.
    pub record: Option<bool>,
    /// Whether it sends them here.
    pub share: Option<bool>,
    /// Whether it may be acted on from afar.
    pub remote: Option<bool>,
    /// Since when it is known so.
    pub since: Option<i64>,
    /// Since when nothing is taken, by its owner's word at the owners' page.
    pub refused: Option<i64>,
}

/// Something that the device stated.
#[derive(Clone, Debug)]
pub struct StatementView {
    /// `ust_…`, where it can be had as a file that holds by itself.
    pub receipt: Option<String>,
    /// In kebab-case.
    pub kind: String,
    /// When it came.
    pub time: i64,
    /// When a record told of it.
    pub told: Option<i64>,
}

/// All of it.
#[derive(Clone, Debug)]
pub struct UpdatesView {
    /// `unt_…`.
    pub unit: String,
    /// Its updates, the newest first.
    pub updates: Vec<UpdateView>,
    /// Whether security updates install by themselves, and feature updates.
    pub always: (bool, bool),
    /// Where and when that was said; nothing where it is as the law has it.
    pub said: Option<(&'static str, i64)>,
    /// How the owner's switches stand.
    pub switches: SwitchesView,
    /// Decisions on single versions.
    pub wishes: Vec<WishView>,
    /// What it stated, the newest first.
    pub statements: Vec<StatementView>,
    /// Versions that can be decided on: ids and labels; nothing where the reader may not.
    pub decide: Option<Vec<(String, String)>>,
}

/// What became of an update, as a badge.
pub(super) fn update_state(texts: Texts, state: &str) -> Markup {
    let tone = match state {
        "proven" => Tone::Good,
        "failed" | "returned" => Tone::Bad,
        "unproven" => Tone::Unknown,
        "offered" | "running" => Tone::Information,
        _ => Tone::Neutral,
    };
    badge(tone, &texts.named("update-state", state))
}

/// The card of updates.
pub(super) fn updates(frame: &Frame, view: &UpdatesView) -> Markup {
    let texts = frame.texts;
    card(
        &t!(texts, "unit-updates"),
        &html! {
            @if view.updates.is_empty() { p.quiet { (t!(texts, "unit-updates-none")) } }
            ul.rows { @for update in &view.updates { li { div.row-main {
                p {
                    a href=(urls::with(urls::ROLLOUT, &[&update.rollout])) { (update.label) } " "
                    (update_state(texts, update.state))
                }
                p.hint { (texts.named("update-means", update.state)) " · " (time(frame, update.times.1)) }
                @if !update.said.is_empty() { p { (t!(texts, "update-said")) " " q.said { (update.said) } } }
            } } } }
        },
    )
}

/// The card of what it stated; nothing where it stated nothing.
pub(super) fn statements(frame: &Frame, view: &UpdatesView) -> Markup {
    let texts = frame.texts;
    html! {
        @if !view.statements.is_empty() {
            (card(&t!(texts, "unit-statements"), &html! {
                ul.rows { @for statement in &view.statements { li { div.row-main {
                    p { strong { (texts.named("statement", &statement.kind)) } " " span.hint { (time(frame, statement.time)) } }
                    p.hint { @match statement.told {
                        Some(told) => { (badge(Tone::Good, &t!(texts, "statement-told"))) " " (time(frame, told)) }
                        None => (badge(Tone::Neutral, &t!(texts, "statement-untold"))),
                    } }
                    @if let Some(id) = &statement.receipt { (receipt(texts, &view.unit, id)) }
                } } } }
                p.hint { (t!(texts, "unit-statements-hint")) }
            }))
        }
    }
}

/// The card of what its owner decided, with the form by which staff keep it.
pub(super) fn owner(frame: &Frame, view: &UpdatesView, filled: &Filled) -> Markup {
    let texts = frame.texts;
    let on = |on: bool| if on { t!(texts, "owner-on") } else { t!(texts, "owner-off") };
    card(
        &t!(texts, "unit-owner"),
        &html! {
            dl.definitions {
                div { dt { (t!(texts, "owner-automatic")) } dd { (on(view.always.0)) } }
                div { dt { (t!(texts, "owner-features")) } dd { (on(view.always.1 && view.always.0)) } }
            }
            p.hint { @match view.said {
                Some((source, since)) => { (texts.named("wish-source", source)) " · " (time(frame, since)) }
                None => (t!(texts, "owner-by-law")),
            } }
            (switches(frame, view.switches))
            ul.rows { @for wish in &view.wishes { li { div.row-main {
                p { strong { (wish.label) } " " (badge(Tone::Neutral, &texts.named("owner-wish", wish.wish)))
                    @if let Some(until) = wish.until { " " (t!(texts, "owner-until", date = texts.date(until))) } }
                p.hint { (texts.named("wish-source", wish.source)) " · " (time(frame, wish.since)) }
            } } } }
            @if let Some(versions) = &view.decide { (decide(texts, view, versions, filled)) }
        },
    )
}

/// What the owner switched on at the device.
fn switches(frame: &Frame, view: SwitchesView) -> Markup {
    let texts = frame.texts;
    let stands = |on: Option<bool>| match on {
        Some(true) => t!(texts, "owner-on"),
        Some(false) => t!(texts, "owner-off"),
        None => t!(texts, "owner-unknown"),
    };
    html! {
        dl.definitions {
            div { dt { (t!(texts, "owner-record")) } dd { (stands(view.record)) } }
            div { dt { (t!(texts, "owner-share")) } dd { (stands(view.share)) } }
            div { dt { (t!(texts, "owner-remote")) } dd { (stands(view.remote)) } }
        }
        p.hint { @match view.since {
            Some(since) => { (t!(texts, "owner-switched-at-device")) " · " (time(frame, since)) }
            None => (t!(texts, "owner-switches-unknown")),
        } }
        @if let Some(refused) = view.refused { p.hint { (t!(texts, "owner-refuses-sharing")) " · " (time(frame, refused)) } }
    }
}

fn decide(texts: Texts, view: &UpdatesView, versions: &[(String, String)], filled: &Filled) -> Markup {
    let action = urls::with(urls::UNIT_DECIDE, &[&view.unit]);
    let came_back = filled.value("form") == "decide";
    let release = came_back && filled.value("on") == "release";
    let kept = Filled::empty();
    let shown = if came_back { filled } else { &kept };
    html! {
        details.explanation open[came_back] {
            summary { (t!(texts, "owner-decide")) }
            p.hint { (t!(texts, "owner-decide-hint")) }
            @if !versions.is_empty() {
                (form(&action, &html! {
                    input type="hidden" name="on" value="release";
                    (select(texts, shown, "release", &t!(texts, "unit-release"), None, &choices(versions)))
                    (radios(texts, shown, "wish", &t!(texts, "owner-wants"), &wishes(texts)))
                    (Input::date("until", t!(texts, "owner-not-before")).optional().render(texts, shown))
                    (submit(&t!(texts, "owner-keep"), Look::Plain))
                }))
            }
            (form(&action, &html! {
                input type="hidden" name="on" value="always";
                (switch("automatic", &t!(texts, "owner-automatic"), view.always.0, came_back && !release, filled))
                (switch("features", &t!(texts, "owner-features"), view.always.1, came_back && !release, filled))
                (submit(&t!(texts, "owner-keep-always"), Look::Plain))
            }))
        }
    }
}

fn choices(versions: &[(String, String)]) -> Vec<Choice> {
    versions.iter().map(|(id, label)| Choice::new(id, label)).collect()
}

/// What an owner can want of one version.
fn wishes(texts: Texts) -> Vec<Choice> {
    ["postponed", "refused", "agreed"].map(|wish| Choice::new(wish, texts.named("owner-wish", wish))).into()
}

fn switch(name: &str, label: &str, on: bool, came_back: bool, filled: &Filled) -> Markup {
    let checked = if came_back { filled.has(name, "yes") } else { on };
    html! {
        div.choice {
            input id={ "field-" (name) } type="checkbox" name=(name) value="yes" checked[checked];
            div { label for={ "field-" (name) } { (label) } }
        }
    }
}
