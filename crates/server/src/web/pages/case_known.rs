//! What is known of a case now, and what made somebody look.

use maud::{Markup, html};

use super::case::CaseView;
use super::flaw_units::{CountsView, hit_counts};
use super::fleet::market_name;
use crate::t;
use crate::web::components::{Definitions, Look, card, submit, time, unknown};
use crate::web::{Frame, Texts, urls};

/// How many devices were made available in which Member State; nothing: nobody has said.
pub type InMarkets = Vec<(Option<String>, u64)>;

/// Why: in words.
#[derive(Clone, Debug)]
pub struct CaseReason {
    /// What it is about, and what found it.
    pub what: String,
    /// What was expected, what was seen, compared with whom.
    pub figures: [String; 3],
}

/// An alert of a case.
#[derive(Clone, Debug)]
pub struct CaseAlertView {
    /// `alt_…`.
    pub id: String,
    /// What it says, and when it was seen first and last; nothing: it is gone.
    pub says: Option<(String, (i64, i64))>,
    /// Why.
    pub reasons: Vec<CaseReason>,
}

/// What is known now.
#[derive(Clone, Debug, Default)]
pub struct CaseKnownView {
    /// Its alerts.
    pub alerts: Vec<CaseAlertView>,
    /// How many devices they are about, by Member State.
    pub markets: InMarkets,
    /// What these devices run: part, version, how many.
    pub releases: Vec<(String, String, u64)>,
    /// What is declared of that, release by release; nothing: nobody declared anything.
    pub declared: Vec<(String, Option<Vec<String>>)>,
    /// How many devices of the product share events, of how many.
    pub coverage: Option<(u64, u64)>,
    /// Whether it names a flaw that no source names.
    pub is_flaw_unknown: bool,
    /// What its flaw means to the fleet, and in which Member States.
    pub flaw: Option<(CountsView, InMarkets)>,
}

/// What was known when a signal was noted, of its alert: devices, Member States, releases.
#[derive(Clone, Debug, Default)]
pub struct ThenView {
    /// What it was about.
    pub cause: Option<String>,
    /// At how many devices.
    pub units: u64,
    /// When it was seen first, and last.
    pub times: (i64, i64),
    /// Where they were made available.
    pub markets: InMarkets,
    /// What they ran: part, version, how many.
    pub releases: Vec<(String, String, u64)>,
}

/// A signal.
#[derive(Clone, Debug)]
pub struct SignalView {
    /// Its number.
    pub number: i64,
    /// What it is.
    pub kind: &'static str,
    /// When it arrived, and when it was noted.
    pub times: (i64, i64),
    /// Until when it should be assessed, and until when an early warning would be due.
    pub until: (i64, i64),
    /// Since when another round took its place.
    pub settled: Option<i64>,
    /// Who noted it.
    pub by: Option<String>,
    /// `alt_…`.
    pub alert: Option<String>,
    /// Where it can be looked up.
    pub reference: String,
    /// What it says; nothing: erased.
    pub about: Option<String>,
    /// What was known then of its alert.
    pub then: Option<ThenView>,
    /// What was known then of the flaw: devices that ran an affected release, of how many.
    pub flaw_then: Option<(u64, u64)>,
}

/// What is known now.
pub(super) fn known(frame: &Frame, view: &CaseKnownView) -> Markup {
    let texts = frame.texts;
    html! {
        @for alert in &view.alerts { (of_alert(frame, alert)) }
        @if !view.alerts.is_empty() { (card(&t!(texts, "case-known-devices"), &devices(texts, view))) }
        @if let Some((counts, markets)) = &view.flaw {
            (card(&t!(texts, "hit"), &html! { (hit_counts(texts, counts)) p { (in_markets(texts, markets)) } }))
        }
        @if view.is_flaw_unknown { p.quiet { (t!(texts, "case-flaw-unknown")) } }
        @else if view.alerts.is_empty() && view.flaw.is_none() { p.quiet { (t!(texts, "case-known-nothing")) } }
    }
}

fn of_alert(frame: &Frame, alert: &CaseAlertView) -> Markup {
    let texts = frame.texts;
    let caption = format!("why-{}", alert.id);
    html! {
        section.card {
            @if let Some((says, (first, last))) = &alert.says {
                h3 id=(caption) { a href=(urls::with(urls::ALERT, &[&alert.id])) { (says) } }
                p.hint { (t!(texts, "seen-first")) " " (time(frame, *first)) " · "
                    (t!(texts, "seen-last")) " " (time(frame, *last)) }
            } @else {
                p.quiet { (t!(texts, "case-alert-gone")) }
            }
            @if !alert.reasons.is_empty() { (reasons(texts, &caption, &alert.reasons)) }
        }
    }
}

fn reasons(texts: Texts, caption: &str, reasons: &[CaseReason]) -> Markup {
    html! {
        div.table-region.reasons role="region" aria-labelledby=(caption) tabindex="0" {
            table role="table" aria-labelledby=(caption) {
                thead role="rowgroup" { tr role="row" {
                    @for key in ["what", "expected", "seen", "against"] {
                        th scope="col" role="columnheader" { (texts.named("reason", key)) }
                    }
                } }
                tbody role="rowgroup" { @for reason in reasons { tr role="row" {
                    th scope="row" role="rowheader" { (reason.what) }
                    @for (key, words) in ["expected", "seen", "against"].iter().zip(&reason.figures) {
                        td role="cell" data-label=(texts.named("reason", key)) { div { (words) } }
                    }
                } } }
            }
        }
    }
}

fn devices(texts: Texts, view: &CaseKnownView) -> Markup {
    let all: u64 = view.markets.iter().map(|(_, units)| units).sum();
    let mut list = Definitions::new()
        .text(t!(texts, "alert-units"), &texts.number(all))
        .row(t!(texts, "case-markets"), in_markets(texts, &view.markets))
        .row(t!(texts, "unit-runs"), ran(texts, &view.releases));
    for (release, declared) in &view.declared {
        list = list.row(t!(texts, "case-declared", release = release.as_str()), endpoints(texts, declared.as_deref()));
    }
    if let Some((shares, all)) = view.coverage {
        let words = t!(texts, "case-coverage", shares = shares, all = all);
        list = list.row(t!(texts, "case-share"), html! { (words) br; span.hint { (t!(texts, "coverage-no-proof")) } });
    }
    list.render()
}

fn in_markets(texts: Texts, markets: &[(Option<String>, u64)]) -> Markup {
    let words = |(market, units): &(Option<String>, u64)| {
        format!("{} {}", market_name(texts, market.as_deref()), texts.number(*units))
    };
    let words: Vec<String> = markets.iter().map(words).collect();
    html! { @if words.is_empty() { (unknown(texts)) } @else { (words.join(", ")) } }
}

fn ran(texts: Texts, releases: &[(String, String, u64)]) -> Markup {
    let words = |(part, version, units): &(String, String, u64)| format!("{part} {version}: {}", texts.number(*units));
    let words: Vec<String> = releases.iter().map(words).collect();
    html! { @if words.is_empty() { (unknown(texts)) } @else { (words.join(", ")) } }
}

/// Whom a release may talk to, as it is declared.
pub(super) fn endpoints(texts: Texts, declared: Option<&[String]>) -> Markup {
    html! {
        @match declared {
            None => (t!(texts, "case-declared-nothing")),
            Some([]) => (t!(texts, "case-declared-nobody")),
            Some(endpoints) => (endpoints.join("; ")),
        }
    }
}

/// What made somebody look, the newest first.
pub(super) fn signals(frame: &Frame, view: &CaseView) -> Markup {
    html! { @for signal in view.signals.iter().rev() { (of_signal(frame, view, signal)) } }
}

fn of_signal(frame: &Frame, view: &CaseView, signal: &SignalView) -> Markup {
    let texts = frame.texts;
    let list = Definitions::new()
        .row(t!(texts, "signal-received"), time(frame, signal.times.0))
        .row(t!(texts, "signal-noted"), noted(frame, signal))
        .row(
            t!(texts, "signal-assess-by"),
            html! {
                (time(frame, signal.until.0)) br; span.hint { (t!(texts, "signal-assess-by-note")) }
            },
        )
        .row(
            t!(texts, "signal-safe"),
            html! {
                (time(frame, signal.until.1)) br; span.hint { (t!(texts, "signal-safe-note")) }
            },
        );
    let list = match signal.settled {
        Some(settled) => list.row(t!(texts, "signal-settled"), time(frame, settled)),
        None => list,
    };
    html! {
        section.card id={ "signal-" (signal.number) } {
            h3 { (t!(texts, "signal-called", number = signal.number, kind = texts.named("signal", signal.kind))) }
            (said(texts, view, signal))
            (list.render())
            @if let Some(then) = &signal.then { (known_then(frame, then)) }
            @if let Some((affected, all)) = signal.flaw_then {
                p.hint { (t!(texts, "signal-flaw-then", affected = affected, all = all)) }
            }
        }
    }
}

fn noted(frame: &Frame, signal: &SignalView) -> Markup {
    html! {
        (time(frame, signal.times.1))
        @if let Some(by) = &signal.by { " · " (t!(frame.texts, "answer-by", name = by)) }
    }
}

fn said(texts: Texts, view: &CaseView, signal: &SignalView) -> Markup {
    html! {
        @if let Some(alert) = &signal.alert {
            p { a href=(urls::with(urls::ALERT, &[alert])) { (t!(texts, "signal-to-alert")) } }
        }
        @match signal.about.as_deref() {
            None => p.quiet { (t!(texts, "words-erased")) },
            Some("") => {},
            Some(about) => { p { q.said { (about) } } (erase(texts, view, "signal", signal.number)) }
        }
        @if !signal.reference.is_empty() { p.hint { (t!(texts, "signal-reference")) ": " (signal.reference) } }
    }
}

/// The button that erases words, for whoever may.
pub(super) fn erase(texts: Texts, view: &CaseView, of: &str, number: i64) -> Markup {
    html! {
        @if view.rights.erase {
            form.inline method="post" action=(urls::with(urls::CASE_ERASE, &[&view.row.id])) {
                input type="hidden" name="of" value=(of);
                input type="hidden" name="number" value=(number);
                (submit(&t!(texts, "words-erase"), Look::Quiet))
            }
        }
    }
}

fn known_then(frame: &Frame, then: &ThenView) -> Markup {
    let texts = frame.texts;
    let mut list = Definitions::new();
    if let Some(cause) = &then.cause {
        list = list.text(texts.named("reason", "what"), cause);
    }
    let list = list
        .text(t!(texts, "alert-units"), &texts.number(then.units))
        .row(t!(texts, "seen-first"), time(frame, then.times.0))
        .row(t!(texts, "seen-last"), time(frame, then.times.1))
        .row(t!(texts, "case-markets"), in_markets(texts, &then.markets))
        .row(t!(texts, "unit-runs"), ran(texts, &then.releases));
    html! { details { summary { (t!(texts, "signal-known-then")) } (list.render()) } }
}
