//! One device: what it runs, which flaws it has, its secrets' state, and everything that happened to it.

use maud::{Markup, html};

use super::fleet::{RunView, market_name, runs, state};
use super::triage::severity;
use super::unit_alerts::{AlertsOfUnit, alerts_of};
use super::unit_fresh_code::fresh_code;
use super::unit_stated::{StatedView, data, self_test};
use super::unit_updates::{UpdatesView, owner, statements, updates};
use crate::t;
use crate::web::components::{
    Choice, Confirm, Definitions, Input, Look, badge, card, columns, error_summary, fingerprint, form, notice,
    page_heading_with, post_button, reason, secret, section, select, submit, time, time_or_never, unknown, unknown_or,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// A secret, never itself.
#[derive(Clone, Debug)]
pub struct SecretView {
    /// `enrol-code`, `ddi-token` or `owner-code`.
    pub kind: &'static str,
    /// When it was made.
    pub made: i64,
    /// Until when it opens.
    pub expires: Option<i64>,
}

/// A flaw that the device has.
#[derive(Clone, Debug)]
pub struct FlawView {
    /// Its number.
    pub number: i64,
    /// Its name.
    pub name: String,
    /// One line about it; nothing where the reader may not read it.
    pub summary: Option<String>,
    /// `critical` to `unrated`.
    pub severity: &'static str,
    /// Whether it is exploited.
    pub exploited: bool,
    /// `affected`, `undecided` or `unknown`.
    pub answer: &'static str,
}

/// Something that happened.
#[derive(Clone, Debug)]
pub struct EventView {
    /// In kebab-case.
    pub kind: String,
    /// When.
    pub time: i64,
    /// What else is to be said, line by line.
    pub lines: Vec<String>,
    /// The record of whoever did it.
    pub record: Option<String>,
    /// The list that it comes from.
    pub list: Option<String>,
}

/// What the reader may do.
#[derive(Clone, Copy, Debug, Default)]
pub struct Offers {
    /// Change what is stated.
    pub change: bool,
    /// Make codes and tokens.
    pub enrol: bool,
    /// Give its owner a fresh code: where it shows none itself.
    pub fresh_code: bool,
    /// Give it another key.
    pub rekey: bool,
    /// Take it out of use.
    pub decommission: bool,
}

/// One device.
#[derive(Clone, Debug)]
pub struct UnitView {
    /// `unt_…`.
    pub id: String,
    /// Its serial number.
    pub serial: String,
    /// Id and name of its product.
    pub product: (String, String),
    /// What it runs, with since when and by whose word; and whether it came by metadata of which nobody knows how fresh they
    /// were.
    pub runs: Vec<(RunView, i64, &'static str, bool)>,
    /// Its key's fingerprint.
    pub key: Option<String>,
    /// The hardware revision.
    pub hardware: String,
    /// The Member State.
    pub market: Option<String>,
    /// Whether an owner's contact is known; and what it is, for those who may read it.
    pub contact: (bool, Option<String>),
    /// `expected`, `active` or `decommissioned`.
    pub state: &'static str,
    /// Whether it is silent.
    pub silent: bool,
    /// Since when it is out of use, where that is known; and by whose word: `staff` or `unit`.
    pub ended: (Option<i64>, Option<&'static str>),
    /// What it stated of itself.
    pub stated: StatedView,
    /// When it was first and last heard of, and entered.
    pub times: (Option<i64>, Option<i64>, i64),
    /// Rises with every change.
    pub version: i64,
    /// Its secrets.
    pub secrets: Vec<SecretView>,
    /// Its updates, where the reader may see them.
    pub updates: Option<UpdatesView>,
    /// What monitoring concluded of it; nothing where the reader may not see that.
    pub alerts: Option<AlertsOfUnit>,
    /// The first of its flaws, and whether there are more.
    pub flaws: (Vec<FlawView>, bool),
    /// What happened, the newest first.
    pub history: Vec<EventView>,
    /// The address of what happened before.
    pub earlier: Option<String>,
    /// What the reader may do.
    pub offers: Offers,
    /// Forms, as they were sent.
    pub filled: Filled,
}

/// The page.
#[must_use]
pub fn unit(frame: &Frame, view: &UnitView) -> Markup {
    let texts = frame.texts;
    let lead = html! {
        a href=(urls::with(urls::PRODUCT, &[&view.product.0])) { (view.product.1) } " " (state(texts, view.state, view.silent))
    };
    let body = html! {
        (page_heading_with(&view.serial, &lead, &html! {}))
        (error_summary(texts, &view.filled))
        @if view.state != "decommissioned" && view.silent {
            (notice(Tone::Information, &match view.state {
                "expected" => t!(texts, "unit-expected-notice"),
                _ => t!(texts, "unit-silent-notice"),
            }))
        }
        @if view.ended.1 == Some("unit") { (notice(Tone::Information, &t!(texts, "unit-ended-notice"))) }
        (columns(
            &html! {
                (card(&t!(texts, "unit-runs"), &running(frame, view)))
                @if let Some(view) = &view.updates { (updates(frame, view)) }
                @if let Some(alerts) = &view.alerts { (alerts_of(frame, &view.id, alerts)) }
                (card(&t!(texts, "unit-flaws"), &flaws(texts, view)))
                (self_test(frame, &view.id, &view.stated))
                (data(frame, &view.id, &view.stated))
                @if let Some(view) = &view.updates { (statements(frame, view)) }
                (section(&t!(texts, "unit-history"), &history(frame, view)))
            },
            &html! {
                (card(&t!(texts, "unit-facts"), &facts(frame, view)))
                @if let Some(updates) = &view.updates { (owner(frame, updates, &view.filled)) }
                @if view.state != "decommissioned" {
                    (card(&t!(texts, "unit-secrets"), &secrets(frame, view)))
                    @if view.offers.change { (card(&t!(texts, "unit-change"), &change(texts, view))) }
                }
                @if view.ended.1 != Some("staff") { (decisions(texts, view)) }
            },
        ))
    };
    Page::new(view.serial.clone(), body).section(Section::Fleet).under(urls::FLEET, t!(texts, "fleet")).render(frame)
}

fn running(frame: &Frame, view: &UnitView) -> Markup {
    let texts = frame.texts;
    html! {
        @if view.runs.is_empty() { p { (unknown(texts)) " " span.hint { (t!(texts, "unit-runs-none")) } } }
        ul.rows { @for (run, since, source, stale) in &view.runs { li { div.row-main {
            (runs(texts, std::slice::from_ref(run)))
            @if *stale { p { (badge(Tone::Unknown, &t!(texts, "update-not-fresh"))) " " span.hint { (t!(texts, "update-not-fresh-hint")) } } }
            p.hint { (texts.named("unit-source", source)) " · " (time(frame, *since)) }
        } } } }
    }
}

/// What a flaw is to a device, as a badge.
pub(super) fn answer(texts: Texts, answer: &str) -> Markup {
    let tone = match answer {
        "affected" => Tone::Bad,
        "undecided" => Tone::Warning,
        "fixed" => Tone::Good,
        "unknown" => Tone::Unknown,
        _ => Tone::Neutral,
    };
    let undecided = answer == "undecided";
    badge(tone, &if undecided { t!(texts, "place-undecided") } else { texts.named("unit-answer", answer) })
}

/// Flaws that are seen at once; the others open.
const SHOWN: usize = 8;

fn flaws(texts: Texts, view: &UnitView) -> Markup {
    let (flaws, more) = &view.flaws;
    html! {
        @if view.runs.iter().all(|(run, ..)| run.release.is_none()) { p { (unknown(texts)) " " span.hint { (t!(texts, "unit-flaws-unknown")) } } }
        @else if flaws.is_empty() { p.quiet { (t!(texts, "unit-flaws-none")) } }
        @if view.silent && !flaws.is_empty() { p.hint { (t!(texts, "unit-flaws-silent")) } }
        (flaw_rows(texts, &flaws[..flaws.len().min(SHOWN)]))
        @if flaws.len() > SHOWN {
            details {
                summary { (t!(texts, "unit-flaws-rest", count = flaws.len() - SHOWN)) }
                (flaw_rows(texts, &flaws[SHOWN..]))
            }
        }
        @if *more { p.hint { (t!(texts, "unit-flaws-more", count = flaws.len())) } }
    }
}

fn flaw_rows(texts: Texts, flaws: &[FlawView]) -> Markup {
    html! {
        ul.rows { @for flaw in flaws { li { div.row-main {
            p {
                a href=(urls::with(urls::FLAW, &[&flaw.number.to_string()])) { (flaw.name) } " "
                (severity(texts, flaw.severity)) " " (answer(texts, flaw.answer))
                @if flaw.exploited { " " (badge(Tone::Bad, &t!(texts, "flaw-exploited"))) }
            }
            p.hint { (flaw.summary.clone().unwrap_or_else(|| t!(texts, "flaw-own-hidden"))) }
        } } } }
    }
}

fn facts(frame: &Frame, view: &UnitView) -> Markup {
    let texts = frame.texts;
    let (enrolled, last_seen, created) = view.times;
    let key = match &view.key {
        Some(key) => fingerprint(texts, "unit-key", &t!(texts, "unit-key"), key),
        None => html! { (t!(texts, "unit-key-none")) },
    };
    let contact = match &view.contact {
        (_, Some(contact)) => html! { (contact) },
        (true, None) => html! { span.hint { (t!(texts, "unit-contact-hidden")) } },
        (false, None) => unknown(texts),
    };
    let never = t!(texts, "never");
    let standing = Definitions::new().row(t!(texts, "column-state"), state(texts, view.state, view.silent));
    let standing = match view.state {
        "decommissioned" => standing.row(t!(texts, "unit-ended"), ended(frame, view)),
        _ => standing,
    };
    standing
        .row(t!(texts, "unit-last-seen"), time_or_never(frame, last_seen, &never))
        .row(t!(texts, "unit-first-seen"), time_or_never(frame, enrolled, &never))
        .row(t!(texts, "unit-created"), time(frame, created))
        .text(t!(texts, "unit-market"), &market_name(texts, view.market.as_deref()))
        .row(t!(texts, "unit-hardware"), unknown_or(texts, Some(&*view.hardware).filter(|text| !text.is_empty())))
        .row(t!(texts, "unit-key"), key)
        .row(t!(texts, "unit-contact"), contact)
        .render()
}

/// Since when it is out of use, and by whose word.
fn ended(frame: &Frame, view: &UnitView) -> Markup {
    let texts = frame.texts;
    let (since, by) = view.ended;
    html! {
        @match since { Some(since) => (time(frame, since)), None => (unknown(texts)) }
        @if let Some(by) = by { " " span.hint { (texts.named("unit-ended-by", by)) } }
    }
}

fn secrets(frame: &Frame, view: &UnitView) -> Markup {
    let texts = frame.texts;
    let at = |pattern| urls::with(pattern, &[&view.id]);
    html! {
        @if view.secrets.is_empty() { p.quiet { (t!(texts, "unit-secrets-none")) } }
        ul.rows { @for secret in &view.secrets { li { div.row-main {
            p {
                strong { (texts.named("unit-secret", secret.kind)) } " "
                @if secret.expires.is_some_and(|expires| expires <= frame.now) {
                    (badge(Tone::Neutral, &t!(texts, "unit-secret-over")))
                }
            }
            p.hint {
                (t!(texts, "unit-secret-made")) " " (time(frame, secret.made))
                @if let Some(expires) = secret.expires { " · " (t!(texts, "expires")) " " (time(frame, expires)) }
            }
        } } } }
        p.hint { (t!(texts, "unit-secrets-hint")) }
        @if view.offers.enrol { div.actions {
            (post_button(&at(urls::UNIT_CODE), &t!(texts, "unit-code-make"), Look::Plain))
            (post_button(&at(urls::UNIT_TOKEN), &t!(texts, "unit-token-make"), Look::Plain))
            (post_button(&at(urls::UNIT_OWNER_CODE), &t!(texts, "unit-owner-code-make"), Look::Plain))
        } }
        @if view.offers.fresh_code { (fresh_code(texts, &at(urls::UNIT_FRESH_CODE))) }
    }
}

/// The states to choose from, by name.
pub(super) fn markets(texts: Texts) -> Vec<Choice> {
    let all = crate::fleet::market::ALL.iter();
    let mut all: Vec<Choice> = all.map(|one| Choice::new(one.code, market_name(texts, Some(one.code)))).collect();
    all.sort_by(|one, next| one.label.cmp(&next.label));
    all
}

fn change(texts: Texts, view: &UnitView) -> Markup {
    let none = t!(texts, "market-none");
    form(
        &urls::with(urls::UNIT_CHANGE, &[&view.id]),
        &html! {
            input type="hidden" name="base" value=(view.version);
            (select(texts, &view.filled, "market", &t!(texts, "unit-market"), Some(&none), &markets(texts)))
            (Input::text("hardware", t!(texts, "unit-hardware")).optional().autocomplete("off").render(texts, &view.filled))
            @if view.contact.1.is_some() || !view.contact.0 {
                (Input::area("contact", t!(texts, "unit-contact"), 2).hint(t!(texts, "unit-contact-hint")).optional()
                    .render(texts, &view.filled))
            }
            (submit(&t!(texts, "unit-change-save"), Look::Plain))
        },
    )
}

fn decisions(texts: Texts, view: &UnitView) -> Markup {
    let at = |pattern| urls::with(pattern, &[&view.id]);
    let came_back = |field| view.filled.problem(field).is_some() && view.filled.value("form") == field;
    html! {
        @if view.offers.rekey && view.state != "decommissioned" { (Confirm {
            id: "rekey",
            opener: t!(texts, "unit-rekey"),
            title: t!(texts, "unit-rekey-title"),
            explanation: t!(texts, "unit-rekey-effect"),
            fields: html! {
                (Input::text("key", t!(texts, "unit-key")).hint(t!(texts, "unit-key-hint")).autocomplete("off").render(texts, &view.filled))
                (reason(texts, "rekey", &view.filled))
                div.choice {
                    input id="field-take" type="checkbox" name="take" value="yes" checked[view.filled.has("take", "yes")];
                    div { label for="field-take" { (t!(texts, "unit-rekey-take")) } p.hint { (t!(texts, "unit-rekey-take-hint")) } }
                }
            },
            action: at(urls::UNIT_KEY),
            button: t!(texts, "unit-rekey"),
            look: Look::Plain,
            cancel: t!(texts, "cancel"),
            open: came_back("key") || view.filled.value("form") == "key",
        }.render()) }
        @if view.offers.decommission { (Confirm {
            id: "decommission",
            opener: t!(texts, "unit-decommission"),
            title: t!(texts, "unit-decommission-title", serial = &view.serial),
            explanation: t!(texts, "unit-decommission-effect"),
            fields: reason(texts, "decommission", &view.filled),
            action: at(urls::UNIT_DECOMMISSION),
            button: t!(texts, "unit-decommission"),
            look: Look::Danger,
            cancel: t!(texts, "cancel"),
            open: view.filled.value("form") == "decommission",
        }.render()) }
    }
}

fn history(frame: &Frame, view: &UnitView) -> Markup {
    let texts = frame.texts;
    html! {
        section.card {
            ul.rows { @for event in &view.history { li { div.row-main {
                p { strong { (texts.named("unit-event", &event.kind)) } " " span.hint { (time(frame, event.time)) } }
                @for line in &event.lines { p { (line) } }
                @if let Some(record) = &event.record {
                    p.hint { a href=(urls::with(urls::RECORD, &[record])) { (t!(texts, "unit-event-record")) } }
                }
                @if let Some(list) = &event.list {
                    p.hint { a href=(urls::with(urls::UNIT_LIST, &[list])) { (t!(texts, "unit-event-list")) } }
                }
            } } } }
            @if let Some(earlier) = &view.earlier { p { a href=(earlier) { (t!(texts, "unit-history-earlier")) } } }
        }
    }
}

/// A secret that was just made.
#[derive(Clone, Debug)]
pub struct UnitSecretView {
    /// The device: id and serial number.
    pub unit: (String, String),
    /// `enrol-code`, `ddi-token` or `owner-code`.
    pub kind: &'static str,
    /// The secret itself.
    pub text: String,
    /// Until when it opens.
    pub expires: Option<i64>,
}

/// A secret, the one time that it is shown.
#[must_use]
pub fn unit_secret(frame: &Frame, view: &UnitSecretView) -> Markup {
    let texts = frame.texts;
    let (id, serial) = &view.unit;
    let name = texts.named("unit-secret", view.kind);
    let body = html! {
        (page_heading_with(&name, &html! { (serial) }, &html! {}))
        section.card {
            (secret(texts, "secret", &name, &view.text))
            (notice(Tone::Warning, &t!(texts, "unit-secret-once")))
            p { (texts.named("unit-secret-use", view.kind)) }
            @if let Some(expires) = view.expires { p.hint { (t!(texts, "expires")) " " (time(frame, expires)) } }
            p { a.button href=(urls::with(urls::UNIT, &[id])) { (t!(texts, "unit-back")) } }
        }
    };
    Page::new(name, body)
        .section(Section::Fleet)
        .under(urls::FLEET, t!(texts, "fleet"))
        .under(urls::with(urls::UNIT, &[id]), serial.clone())
        .render(frame)
}

/// A new device.
#[derive(Clone, Debug)]
pub struct NewUnitView {
    /// Products to choose from.
    pub products: Vec<(String, String)>,
    /// Fields `product`, `serial`, `key`, `version`, `hardware`, `market`, `contact`.
    pub filled: Filled,
}

/// Entering one device.
#[must_use]
pub fn new_unit(frame: &Frame, view: &NewUnitView) -> Markup {
    let (texts, filled) = (frame.texts, &view.filled);
    let products: Vec<Choice> = view.products.iter().map(|(id, name)| Choice::new(id, name)).collect();
    let none = t!(texts, "market-none");
    let fields = html! {
        (error_summary(texts, filled))
        (select(texts, filled, "product", &t!(texts, "unit-product"), None, &products))
        (Input::text("serial", t!(texts, "unit-serial")).hint(t!(texts, "unit-serial-hint")).autocomplete("off").render(texts, filled))
        (Input::text("key", t!(texts, "unit-key")).hint(t!(texts, "unit-key-hint")).optional().autocomplete("off").render(texts, filled))
        (Input::text("version", t!(texts, "unit-version")).hint(t!(texts, "unit-version-hint")).optional().autocomplete("off").render(texts, filled))
        (Input::text("hardware", t!(texts, "unit-hardware")).optional().autocomplete("off").render(texts, filled))
        (select(texts, filled, "market", &t!(texts, "unit-market"), Some(&none), &markets(texts)))
        (Input::area("contact", t!(texts, "unit-contact"), 2).hint(t!(texts, "unit-contact-hint")).optional().render(texts, filled))
        (submit(&t!(texts, "unit-add"), Look::Primary))
    };
    let body = html! {
        (page_heading_with(&t!(texts, "unit-add"), &html! { (t!(texts, "unit-add-lead")) }, &html! {}))
        section.card { (form(urls::UNIT_NEW, &fields)) }
    };
    Page::new(t!(texts, "unit-add"), body).section(Section::Fleet).under(urls::FLEET, t!(texts, "fleet")).render(frame)
}
