//! The overview: how the unit is.

use maud::{Markup, html};

use super::frame::Frame;
use super::noticed::{self, NoticedLine};
use super::notices::{self, NoticeView};
use super::policy::{self, PolicyView};

/// What the overview needs.
#[derive(Clone, Debug, Default)]
pub struct Home {
    /// The serial number.
    pub serial: String,
    /// What runs, part by part.
    pub runs: Vec<String>,
    /// Since when, as text.
    pub since: String,
    /// The switches: record, share, remote (nothing: there is none), automatic updates.
    pub switches: [Option<bool>; 4],
    /// When the manufacturer's server was last heard, as text.
    pub server: Option<String>,
    /// How many settings differ from the secure ones.
    pub drift: usize,
    /// How many wrong passwords strangers tried.
    pub strangers: u64,
    /// The clock is not set, or wrong.
    pub clock_wrong: bool,
    /// The log cannot be written; so many entries are lost.
    pub log_lost: Option<u64>,
    /// What does not work: the key of what, and why.
    pub troubles: Vec<(&'static str, String)>,
    /// Ports that are open and that nobody declared.
    pub undeclared: Vec<String>,
    /// The certificate's fingerprint.
    pub certificate: String,
    /// The last day of support, and whether it is over.
    pub support: Option<(String, bool)>,
    /// Whether an update waits for the owner's word.
    pub update_waits: bool,
    /// What was noticed: the newest, and how many more there are.
    pub noticed: (Vec<NoticedLine>, u64),
    /// What the manufacturer told and no owner read, and how many notices there are in all.
    pub told: (Vec<NoticeView>, usize),
    /// What the manufacturer would have the unit obey now.
    pub policy: Option<PolicyView>,
}

/// The overview.
#[must_use]
pub fn home(frame: &Frame<'_>, home: &Home) -> Vec<u8> {
    let notes = notes(frame, home);
    let [record, share, remote, automatic] = home.switches;
    let (told, in_all) = &home.told;
    let content = html! {
        (notices::band(frame, told))
        (policy::band(frame, home.policy.as_ref()))
        (noticed::band(frame, &home.noticed.0, home.noticed.1))
        @if notes.is_empty() && home.noticed.0.is_empty() && told.is_empty() && home.policy.is_none() { p.note.good { (frame.t("home-fine")) } }
        @for note in &notes { p.note.bad { (note) } }
        div.card { dl {
            dt { (frame.t("home-runs")) } dd { @for run in &home.runs { (run) br; } @if home.runs.is_empty() { (frame.t("unknown")) } }
            dt { (frame.t("home-since")) } dd { (home.since) }
            dt { (frame.m("home-server")) } dd { (home.server.as_deref().unwrap_or(frame.t("never"))) }
            @if *in_all > 0 { dt { (frame.m("notices-title")) } dd { a href="/notices" { (in_all) } } }
            dt { (frame.t("home-updates")) } dd { (state(frame, automatic)) }
            dt { (frame.t("home-record")) } dd { (state(frame, record)) }
            dt { (frame.m("home-share")) } dd { (state(frame, share)) }
            @if remote.is_some() { dt { (frame.t("home-remote")) } dd { (state(frame, remote)) } }
            @if let Some((day, _)) = &home.support { dt { (frame.t("home-support")) } dd { (day) } }
            dt { (frame.t("home-serial")) } dd { (home.serial) }
            dt { (frame.t("home-certificate")) } dd.mono { (home.certificate) }
        } }
    };
    frame.page(frame.t("home-title"), &content)
}

/// On or off, in a word.
pub(super) fn state(frame: &Frame<'_>, on: Option<bool>) -> Markup {
    match on {
        Some(true) => html! { span.state.on { (frame.t("on")) } },
        Some(false) => html! { span.state { (frame.t("off")) } },
        None => html! { (frame.t("unknown")) },
    }
}

fn notes(frame: &Frame<'_>, home: &Home) -> Vec<String> {
    let count = |key, count: u64, name: &str| frame.language.with(key, &[(name, &count.to_string())]);
    let mut notes = Vec::new();
    if let Some((day, true)) = &home.support {
        notes.push(frame.language.with("home-support-over", &[("day", day), ("maker", frame.maker)]));
    }
    notes.extend(home.update_waits.then(|| frame.t("home-update").to_owned()));
    notes.extend((home.strangers > 0).then(|| count("home-strangers", home.strangers, "count")));
    notes.extend((home.drift > 0).then(|| count("home-drift", home.drift as u64, "count")));
    notes.extend(home.log_lost.map(|lost| count("home-log-broken", lost, "lost")));
    notes.extend(
        home.troubles.iter().map(|(key, why)| frame.language.with(key, &[("why", why), ("maker", frame.maker)])),
    );
    let ports = home.undeclared.join(", ");
    notes.extend((!ports.is_empty()).then(|| frame.language.with("home-undeclared", &[("ports", &ports)])));
    notes.extend(home.clock_wrong.then(|| frame.t("home-clock-wrong").to_owned()));
    notes
}
