//! One notice to owners: what it says, whom it is for, and how far it came.

use maud::{Markup, html};

use super::cases::called;
use super::fleet::market_name;
use super::owner_notice_form::{NoticeFormView, form_of};
use crate::t;
use crate::web::charts::{Layer, wave_bar};
use crate::web::components::{
    Cell, Column, Definitions, Listing, Look, Paging, Query, badge, button_link, card, columns, empty, error_summary,
    form, notice, page_heading_with, section, submit, time, unknown,
};
use crate::web::layout::Page;
use crate::web::{Frame, Section, Texts, Tone, urls};

/// How far a notice came: units, kept, opened, waiting, not reachable.
#[derive(Clone, Copy, Debug, Default)]
pub struct ProgressView {
    /// All units that it is for.
    pub units: i64,
    /// They state that they keep it.
    pub kept: i64,
    /// Among them: an owner opened it.
    pub opened: i64,
    /// They did not come for it yet.
    pub waiting: i64,
    /// Nothing leads to their owners.
    pub unreachable: i64,
}

/// How a draft could reach whom it is for.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReachView {
    /// All units in its scope.
    pub units: i64,
    /// By the unit itself.
    pub by_unit: i64,
    /// By mail.
    pub by_mail: i64,
    /// By a webhook.
    pub by_webhook: i64,
    /// By nothing.
    pub by_nothing: i64,
}

/// What the reader may do.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoticeRights {
    /// Write.
    pub write: bool,
    /// Send and recall.
    pub send: bool,
    /// See which units.
    pub units: bool,
}

/// A notice.
#[derive(Clone, Debug)]
pub struct OwnerNoticeView {
    /// Its id and number.
    pub id: String,
    /// Its number in the case.
    pub number: i64,
    /// Id, number and title of the case.
    pub case: (String, i64, String),
    /// `draft`, `sent` or `recalled`.
    pub state: &'static str,
    /// What it says: language, title, what happened, what to do.
    pub texts: Vec<(&'static str, String, String, String)>,
    /// `information`, `important` or `urgent`.
    pub gravity: String,
    /// Where there is more.
    pub address: String,
    /// `releases`, `case` or `product`.
    pub base: &'static str,
    /// Versions of its scope, and markets.
    pub scope: (Vec<String>, Vec<String>),
    /// Whether units are told that come later.
    pub later: bool,
    /// The notice in whose place it comes.
    pub corrects: Option<i64>,
    /// When it was sent, and recalled.
    pub times: (Option<i64>, Option<i64>),
    /// The SHA-256 of what was sent.
    pub digest: Option<String>,
    /// Of a draft.
    pub reach: ReachView,
    /// Of what was sent.
    pub progress: ProgressView,
    /// Deliveries to addresses of owners': `mail` or `webhook`, `delivered`, `waiting` or `failed`, how many.
    pub deliveries: Vec<(&'static str, String, i64)>,
    /// The version that is decided upon.
    pub version: i64,
    /// The form of a draft.
    pub form: NoticeFormView,
    /// What the reader may do.
    pub rights: NoticeRights,
    /// What stood against it: the text's key.
    pub refused: Option<String>,
}

/// The state as a badge.
pub(super) fn state(texts: Texts, state: &str) -> Markup {
    let tone = match state {
        "sent" => Tone::Good,
        "recalled" => Tone::Warning,
        _ => Tone::Neutral,
    };
    badge(tone, &texts.named("owner-notice-state", state))
}

/// The bar and its figures.
pub(super) fn bar(texts: Texts, progress: &ProgressView) -> Markup {
    let count = |number: i64| u64::try_from(number).unwrap_or(0);
    let other = progress.units - progress.kept - progress.waiting - progress.unreachable;
    let parts = [
        ("opened", "coverage-shares", progress.opened),
        ("kept", "layer-low", progress.kept - progress.opened),
        ("waiting", "layer-medium", progress.waiting),
        ("elsewhere", "layer-other", other),
        ("unreachable", "layer-unrated", progress.unreachable),
    ];
    let parts =
        parts.map(|(name, class, number)| (Layer { name: texts.named("notice-reach", name), class }, count(number)));
    html! {
        (wave_bar(texts, &t!(texts, "owner-notice-progress"), &parts))
        ul.plain { @for (layer, number) in parts.iter().filter(|(_, number)| *number > 0) {
            li { (texts.number(*number)) " " (layer.name) }
        } }
    }
}

/// The page.
#[must_use]
pub fn owner_notice(frame: &Frame, view: &OwnerNoticeView) -> Markup {
    let texts = frame.texts;
    let title = t!(texts, "owner-notice-called", number = view.number);
    let (case, number, name) = &view.case;
    let case_name = called(texts, *number, name);
    let is_draft = view.state == "draft";
    let body = html! {
        (page_heading_with(&title, &html! { (state(texts, view.state)) " " (case_name) }, &html! {}))
        (error_summary(texts, &view.form.filled))
        @if let Some(refused) = &view.refused { (notice(Tone::Warning, refused)) }
        (columns(
            &html! {
                @if is_draft && view.rights.write {
                    (section(&t!(texts, "owner-notice-write"), &form_of(texts, view)))
                } @else {
                    (says(texts, view))
                }
            },
            &html! {
                @if is_draft { (reach(texts, view)) } @else { (came(frame, view)) }
                (card(&t!(texts, "owner-notice-scope"), &scope(texts, view)))
            },
        ))
    };
    Page::new(title, body)
        .section(Section::Cases)
        .under(urls::CASES, t!(texts, "cases"))
        .under(urls::with(urls::CASE, &[case]), case_name)
        .render(frame)
}

fn says(texts: Texts, view: &OwnerNoticeView) -> Markup {
    html! {
        p { strong { (texts.named("notice-gravity", &view.gravity)) } }
        @for (language, title, happened, advice) in &view.texts {
            (section(&texts.named("notice-language", language), &html! {
                div lang=(language) {
                    p { strong { (title) } }
                    @for line in happened.lines() { p { (line) } }
                    @for line in advice.lines() { p { (line) } }
                }
            }))
        }
        @if !view.address.is_empty() { p { a href=(view.address) rel="noreferrer" { (view.address) } } }
    }
}

fn scope(texts: Texts, view: &OwnerNoticeView) -> Markup {
    let (versions, markets) = &view.scope;
    let everywhere = t!(texts, "owner-notice-everywhere");
    let markets: Vec<String> = markets
        .iter()
        .map(|market| market_name(texts, Some(market.as_str()).filter(|market| *market != "-")))
        .collect();
    let mut list = Definitions::new().text(t!(texts, "owner-notice-base"), &texts.named("notice-base", view.base));
    if !versions.is_empty() {
        list = list.text(t!(texts, "owner-notice-releases"), &versions.join(", "));
    }
    let places = if markets.is_empty() { everywhere } else { markets.join(", ") };
    let later = if view.later { t!(texts, "owner-notice-later-yes") } else { t!(texts, "owner-notice-later-no") };
    list = list.text(t!(texts, "owner-notice-markets"), &places).text(t!(texts, "owner-notice-later"), &later);
    if let Some(number) = view.corrects {
        let words = t!(texts, "owner-notice-called", number = number);
        list = list.text(t!(texts, "owner-notice-corrects"), &words);
    }
    list.render()
}

/// Whom a draft would reach, and the button that sends it to them and to nobody else.
fn reach(texts: Texts, view: &OwnerNoticeView) -> Markup {
    let reach = view.reach;
    let number = |number: i64| texts.number(u64::try_from(number).unwrap_or(0));
    let list = Definitions::new()
        .text(t!(texts, "owner-notice-units"), &number(reach.units))
        .text(t!(texts, "owner-notice-by-unit"), &number(reach.by_unit))
        .text(t!(texts, "owner-notice-by-mail"), &number(reach.by_mail))
        .text(t!(texts, "owner-notice-by-webhook"), &number(reach.by_webhook))
        .text(t!(texts, "owner-notice-by-nothing"), &number(reach.by_nothing));
    let body = html! {
        (list.render())
        @if view.rights.send && reach.units > 0 {
            (form(&urls::with(urls::OWNER_NOTICE_SEND, &[&view.id]), &html! {
                input type="hidden" name="seen" value=(view.version);
                input type="hidden" name="units" value=(reach.units);
                p.hint { (t!(texts, "owner-notice-send-hint")) }
                (submit(&t!(texts, "owner-notice-send", count = reach.units), Look::Primary))
            }))
        }
        @if reach.units == 0 { p.quiet { (t!(texts, "owner-notice-nobody")) } }
        @if view.rights.write {
            (form(&urls::with(urls::OWNER_NOTICE_DROP, &[&view.id]), &html! {
                input type="hidden" name="seen" value=(view.version);
                (submit(&t!(texts, "owner-notice-drop"), Look::Quiet))
            }))
        }
    };
    card(&t!(texts, "owner-notice-reach"), &body)
}

fn came(frame: &Frame, view: &OwnerNoticeView) -> Markup {
    let texts = frame.texts;
    let (sent, recalled) = view.times;
    let units = i64::max(view.progress.units, 0);
    let mut list = Definitions::new()
        .row(t!(texts, "owner-notice-sent"), sent.map_or_else(|| unknown(texts), |at| time(frame, at)))
        .text(t!(texts, "owner-notice-units"), &texts.number(u64::try_from(units).unwrap_or(0)));
    if let Some(at) = recalled {
        list = list.row(t!(texts, "owner-notice-recalled"), time(frame, at));
    }
    if let Some(digest) = &view.digest {
        list = list.row(t!(texts, "owner-notice-digest"), html! { code.digest { (digest) } });
    }
    let body = html! {
        (bar(texts, &view.progress))
        @for (way, state, count) in &view.deliveries {
            p {
                (texts.named("owner-notice-way", way)) ": " (texts.number(u64::try_from(*count).unwrap_or(0))) " "
                (texts.named("owner-delivery", state))
            }
        }
        (list.render())
        @if view.rights.units {
            p { a href=(urls::with(urls::OWNER_NOTICE_UNITS, &[&view.id])) { (t!(texts, "owner-notice-all-units")) } }
        }
        @if view.rights.write {
            (form(&urls::with(urls::CASE_OWNERS, &[&view.case.0]), &html! {
                input type="hidden" name="corrects" value=(view.id);
                (submit(&t!(texts, "owner-notice-correct"), Look::Plain))
            }))
        }
        @if view.rights.send && view.state == "sent" {
            (form(&urls::with(urls::OWNER_NOTICE_RECALL, &[&view.id]), &html! {
                input type="hidden" name="seen" value=(view.version);
                p.hint { (t!(texts, "owner-notice-recall-hint")) }
                (submit(&t!(texts, "owner-notice-recall"), Look::Danger))
            }))
        }
    };
    card(&t!(texts, "owner-notice-progress"), &body)
}

/// A unit of a notice.
#[derive(Clone, Debug)]
pub struct NoticedRow {
    /// Its id and serial number.
    pub unit: (String, String),
    /// The Member State where it was made available.
    pub market: Option<String>,
    /// Whether it speaks for itself.
    pub speaks: bool,
    /// When it was told, stated that it keeps it, and that an owner opened it.
    pub times: [Option<i64>; 3],
    /// To its owner's addresses: `mail` or `webhook`, the state, when it was tried last, and what the other side answered.
    pub deliveries: Vec<(&'static str, String, Option<i64>, String)>,
}

/// The units of a notice.
#[derive(Clone, Debug)]
pub struct NoticedUnitsView {
    /// Id and number of the notice.
    pub notice: (String, i64),
    /// Id, number and title of the case.
    pub case: (String, i64, String),
    /// This page's.
    pub rows: Vec<NoticedRow>,
    /// No filters.
    pub query: Query,
    /// Which page this is.
    pub paging: Paging,
}

/// The page of its units.
#[must_use]
pub fn noticed_units(frame: &Frame, view: &NoticedUnitsView) -> Markup {
    let texts = frame.texts;
    let (case, number, name) = &view.case;
    let case_name = called(texts, *number, name);
    let title = t!(texts, "owner-notice-called", number = view.notice.1);
    let list = Listing {
        id: "noticed-units",
        caption: t!(texts, "owner-notice-all-units"),
        columns: vec![
            Column::new(t!(texts, "unit-serial")),
            Column::new(t!(texts, "unit-market")),
            Column::new(t!(texts, "owner-notice-told")),
            Column::new(t!(texts, "owner-notice-kept")),
            Column::new(t!(texts, "owner-notice-opened")),
            Column::new(t!(texts, "owner-notice-elsewhere")),
        ],
        rows: view.rows.iter().map(|row| cells(frame, row)).collect(),
        query: &view.query,
        paging: &view.paging,
        filter: html! {},
        empty: empty(&t!(texts, "owner-notice-nobody"), ""),
    };
    let body = html! {
        (page_heading_with(&t!(texts, "owner-notice-all-units"), &html! { (title) }, &html! {
            (button_link(&urls::with(urls::OWNER_NOTICE, &[&view.notice.0]), &title, Look::Plain))
        }))
        (list.render(texts))
    };
    Page::new(t!(texts, "owner-notice-all-units"), body)
        .section(Section::Cases)
        .under(urls::CASES, t!(texts, "cases"))
        .under(urls::with(urls::CASE, &[case]), case_name)
        .under(urls::with(urls::OWNER_NOTICE, &[&view.notice.0]), title.clone())
        .render(frame)
}

fn cells(frame: &Frame, row: &NoticedRow) -> Vec<Cell> {
    let texts = frame.texts;
    let at = |at: Option<i64>, none: String| match at {
        Some(at) => time(frame, at),
        None => html! { span.quiet { (none) } },
    };
    let [told, kept, opened] = row.times;
    let none = if row.speaks { t!(texts, "owner-notice-not-yet") } else { t!(texts, "owner-notice-not-by-unit") };
    vec![
        html! { a href=(urls::with(urls::UNIT, &[&row.unit.0])) { (row.unit.1) } },
        html! { (market_name(texts, row.market.as_deref())) },
        at(told, none),
        at(kept, "–".to_owned()),
        at(opened, "–".to_owned()),
        html! {
            @for (way, state, tried, answer) in &row.deliveries {
                p {
                    (texts.named("owner-notice-way", way)) ": " (texts.named("owner-delivery", state))
                    @if let Some(at) = tried { " " (time(frame, *at)) }
                    @if !answer.is_empty() { " " span.hint { (answer) } }
                }
            }
            @if row.deliveries.is_empty() { span.quiet { "–" } }
        },
    ]
}
