//! One distribution, live: its waves, its pace, why it fails where it does, what owners decided, and what can be done.

use maud::{Markup, html};

use super::rollout_waves::{WaveView, waves};
use super::rollouts::{FOLLOWED, state_badge};
use crate::t;
use crate::web::components::{
    Confirm, Definitions, Look, badge, button_link, card, columns, figure_card, figures, notice, notice_with,
    page_heading_with, post_button, time, unknown,
};
use crate::web::layout::Page;
use crate::web::{Frame, Section, Texts, Tone, urls};

/// A way in which the update failed.
#[derive(Clone, Debug)]
pub struct FailureView {
    /// Whether the devices run again what they ran before.
    pub returned: bool,
    /// What they said; empty where they said nothing.
    pub said: String,
    /// How many.
    pub devices: u64,
}

/// What owners decided.
#[derive(Clone, Copy, Debug, Default)]
pub struct OwnersView {
    /// Put it off, and until a time that is over.
    pub postponed: (u64, u64),
    /// Refused it.
    pub refused: u64,
    /// Took it by a decision of their own.
    pub agreed: u64,
    /// Have automatic updates switched off.
    pub opted_out: u64,
    /// Have not agreed yet.
    pub not_agreed: u64,
}

/// When it could be through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finish {
    /// It does not run.
    Still,
    /// It cannot be said yet.
    Unknown,
    /// The open wave could be through then; and the whole then at the soonest, where waves come after it.
    At(i64, Option<i64>),
    /// It was through, or was ended, then.
    Over(i64),
}

/// What the reader may do with it now.
#[derive(Clone, Copy, Debug, Default)]
pub struct Offers {
    /// Give it another plan.
    pub plan: bool,
    /// Approve it alone.
    pub approve: bool,
    /// Propose it to a second person.
    pub propose: bool,
    /// Start it.
    pub start: bool,
    /// Pause it.
    pub pause: bool,
    /// Let it go on.
    pub resume: bool,
    /// Stop it for good.
    pub stop: bool,
}

/// One distribution.
#[derive(Clone, Debug)]
pub struct RolloutView {
    /// `rol_…`.
    pub id: String,
    /// The release: id and version.
    pub release: (String, String),
    /// Names of product and part.
    pub product: (String, String),
    /// `security`, `feature` or `combined`.
    pub kind: String,
    /// `draft` to `done`.
    pub state: &'static str,
    /// Whether failures halted it.
    pub halted: bool,
    /// The wave that is open, from 0.
    pub open: usize,
    /// Its waves.
    pub waves: Vec<WaveView>,
    /// When it could be through.
    pub finish: Finish,
    /// Ways in which it failed, the most frequent first.
    pub failures: Vec<FailureView>,
    /// What owners decided.
    pub owners: OwnersView,
    /// Hardware revisions that it is for; none: for all.
    pub hardware: Vec<String>,
    /// Member States that it is for; none: for all.
    pub markets: Vec<String>,
    /// How many days a security update can be put off.
    pub postponement: u16,
    /// When it was planned, began and ended.
    pub times: (i64, Option<i64>, Option<i64>),
    /// Whether it waits for a second person.
    pub proposed: bool,
    /// What can be done.
    pub offers: Offers,
}

/// The page.
#[must_use]
pub fn rollout(frame: &Frame, view: &RolloutView) -> Markup {
    let texts = frame.texts;
    let title = format!("{} {}", view.product.0, view.release.1);
    let lead = html! {
        (view.product.1) " · " (texts.named("update-kind", &view.kind)) " · "
        (state_badge(texts, view.state, view.halted))
    };
    let release =
        button_link(&urls::with(urls::RELEASE, &[&view.release.0]), &t!(texts, "rollout-to-release"), Look::Quiet);
    let body = html! {
        div id="rollout-head" data-live-part { (page_heading_with(&title, &lead, &release)) (standing(texts, view)) }
        div id="rollout-figures" data-live-part { (numbers(frame, view)) }
        (columns(
            &html! {
                div id="rollout-waves" data-live-part { (card(&t!(texts, "rollout-waves"), &waves(frame, &view.waves))) }
                div id="rollout-failures" data-live-part { (card(&t!(texts, "rollout-failures"), &failures(texts, view))) }
            },
            &html! {
                div id="rollout-do" data-live-part { (steps(texts, view)) }
                div id="rollout-owners" data-live-part { (card(&t!(texts, "rollout-owners"), &owners(texts, view))) }
                div id="rollout-facts" data-live-part { (card(&t!(texts, "rollout-plan"), &facts(frame, view))) }
            },
        ))
    };
    Page::new(title, body)
        .section(Section::Rollouts)
        .under(urls::ROLLOUTS, t!(texts, "rollouts"))
        .live(FOLLOWED)
        .render(frame)
}

/// Why it stands where it stands, where that is not said by its state alone.
fn standing(texts: Texts, view: &RolloutView) -> Markup {
    let wave = view.open + 1;
    html! {
        @match view.state {
            "paused" if view.halted => (notice(Tone::Bad, &t!(texts, "rollout-halted-why", wave = wave))),
            "paused" => (notice(Tone::Warning, &t!(texts, "rollout-paused-why"))),
            "stopped" => (notice(Tone::Information, &t!(texts, "rollout-stopped-why"))),
            "draft" if view.proposed => (notice_with(Tone::Information, &html! {
                p { (t!(texts, "rollout-proposed")) " " a href=(urls::APPROVALS) { (t!(texts, "approvals")) } }
            })),
            _ => {}
        }
    }
}

fn numbers(frame: &Frame, view: &RolloutView) -> Markup {
    let texts = frame.texts;
    let sum = |of: fn(&WaveView) -> u64| view.waves.iter().map(of).sum::<u64>();
    let (size, proven, failed) =
        (sum(|wave| wave.size), sum(|wave| wave.counts.proven), sum(|wave| wave.counts.failed));
    let declined = sum(|wave| wave.counts.declined);
    let began = view.times.1.is_some();
    let number = |count: u64| html! { @if began { (texts.number(count)) } @else { "–" } };
    figures(&[
        figure_card(
            &t!(texts, "rollout-proven"),
            &number(proven),
            &html! { (t!(texts, "rollout-proven-note", size = size)) },
        ),
        figure_card(&t!(texts, "rollout-failed"), &number(failed), &html! { (t!(texts, "rollout-failed-note")) }),
        figure_card(&t!(texts, "rollout-declined"), &number(declined), &html! { (t!(texts, "rollout-declined-note")) }),
        figure_card(&t!(texts, "rollout-finish"), &finish(texts, view), &finish_note(texts, view)),
    ])
}

fn finish(texts: Texts, view: &RolloutView) -> Markup {
    match view.finish {
        Finish::Still => html! { "–" },
        Finish::Unknown => unknown(texts),
        Finish::At(time, _) | Finish::Over(time) => html! { (texts.date(time)) },
    }
}

fn finish_note(texts: Texts, view: &RolloutView) -> Markup {
    html! { @match view.finish {
        Finish::Still => (t!(texts, "rollout-finish-still")),
        Finish::Unknown => (t!(texts, "rollout-finish-unknown")),
        Finish::At(_, Some(end)) => (t!(texts, "rollout-finish-wave", wave = view.open + 1, end = texts.date(end))),
        Finish::At(_, None) => (t!(texts, "rollout-finish-last")),
        Finish::Over(_) => (t!(texts, "rollout-finish-over")),
    } }
}

fn failures(texts: Texts, view: &RolloutView) -> Markup {
    html! {
        @if view.failures.is_empty() { p.quiet { (t!(texts, "rollout-failures-none")) } }
        ul.rows { @for failure in &view.failures { li { div.row-main {
            p {
                strong { (t!(texts, "rollout-devices", count = failure.devices)) } " "
                @if failure.returned { (badge(Tone::Bad, &texts.named("update-state", "returned"))) }
                @else { (badge(Tone::Bad, &texts.named("update-state", "failed"))) }
            }
            p { @if failure.said.is_empty() { span.quiet { (t!(texts, "update-said-nothing")) } }
                @else { q.said { (failure.said) } } }
        } } } }
        @if !view.failures.is_empty() { p.hint { (t!(texts, "rollout-failures-hint")) } }
    }
}

fn owners(texts: Texts, view: &RolloutView) -> Markup {
    let owners = &view.owners;
    let number = |count: u64| texts.number(count);
    let postponed = html! {
        (number(owners.postponed.0))
        @if owners.postponed.1 > 0 { " " span.hint { (t!(texts, "rollout-postponed-over", count = owners.postponed.1)) } }
    };
    let list = Definitions::new()
        .row(t!(texts, "owner-wish-postponed"), postponed)
        .text(t!(texts, "owner-wish-refused"), &number(owners.refused))
        .text(t!(texts, "rollout-opted-out"), &number(owners.opted_out));
    let list = match view.kind.as_str() {
        "feature" => list.text(t!(texts, "rollout-not-agreed"), &number(owners.not_agreed)),
        _ => list,
    };
    html! {
        (list.text(t!(texts, "owner-wish-agreed"), &number(owners.agreed)).render())
        p.hint { (t!(texts, "rollout-owners-hint")) }
    }
}

fn facts(frame: &Frame, view: &RolloutView) -> Markup {
    let texts = frame.texts;
    let all = t!(texts, "rollout-for-all");
    let listed = |some: String| if some.is_empty() { all.clone() } else { some };
    let markets = view.markets.iter().map(|code| super::fleet::market_name(texts, Some(code)));
    let (planned, began, ended) = view.times;
    let mut facts = Definitions::new()
        .text(t!(texts, "unit-hardware"), &listed(view.hardware.join(", ")))
        .text(t!(texts, "unit-market"), &listed(markets.collect::<Vec<_>>().join(", ")))
        .text(t!(texts, "rollout-postponement"), &t!(texts, "rollout-days", count = view.postponement))
        .row(t!(texts, "rollout-planned"), time(frame, planned));
    if let Some(began) = began {
        facts = facts.row(t!(texts, "rollout-began"), time(frame, began));
    }
    if let Some(ended) = ended {
        facts = facts.row(t!(texts, "rollout-ended"), time(frame, ended));
    }
    facts.render()
}

/// What can be done with it now.
fn steps(texts: Texts, view: &RolloutView) -> Markup {
    let offers = &view.offers;
    let at = |pattern| urls::with(pattern, &[&view.id]);
    let propose = urls::query(urls::APPROVAL_PROPOSE, &[("kind", "approve-rollout"), ("subject", &view.id)]);
    let Offers { plan, approve, propose: proposes, start, pause, resume, stop } = *offers;
    html! {
        @if plan || approve || proposes || start || pause || resume || stop {
            (card(&t!(texts, "release-do"), &html! {
                @if approve {
                    p { (t!(texts, "rollout-approve-hint")) }
                    (post_button(&at(urls::ROLLOUT_APPROVE), &t!(texts, "rollout-approve"), Look::Primary))
                }
                @if proposes {
                    p { (t!(texts, "rollout-propose-hint")) }
                    (button_link(&propose, &t!(texts, "rollout-propose"), Look::Primary))
                }
                @if start {
                    p { (t!(texts, "rollout-start-hint")) }
                    (post_button(&at(urls::ROLLOUT_START), &t!(texts, "rollout-start"), Look::Primary))
                }
                @if resume {
                    @if view.halted { p { (t!(texts, "rollout-resume-hint")) } }
                    (post_button(&at(urls::ROLLOUT_RESUME), &t!(texts, "rollout-resume"), Look::Plain))
                }
                div.actions {
                    @if plan { (button_link(&at(urls::ROLLOUT_PLAN), &t!(texts, "rollout-change-plan"), Look::Plain)) }
                    @if pause { (post_button(&at(urls::ROLLOUT_PAUSE), &t!(texts, "rollout-pause"), Look::Plain)) }
                    @if stop { (self::stop(texts, view)) }
                }
            }))
        }
    }
}

fn stop(texts: Texts, view: &RolloutView) -> Markup {
    Confirm {
        id: "stop",
        opener: t!(texts, "rollout-stop"),
        title: t!(texts, "rollout-stop-title"),
        explanation: t!(texts, "rollout-stop-effect"),
        fields: html! {},
        action: urls::with(urls::ROLLOUT_STOP, &[&view.id]),
        button: t!(texts, "rollout-stop"),
        look: Look::Danger,
        cancel: t!(texts, "cancel"),
        open: false,
    }
    .render()
}
