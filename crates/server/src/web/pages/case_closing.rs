//! From the flaw to the end of a case, as four linked steps: what has the flaw, which release is without it, how that is
//! spread, and which share of the devices runs it.

use maud::{Markup, html};

use super::case::CaseView;
use super::rollouts::state_badge;
use crate::t;
use crate::web::charts::{Chart, Layer, Point, Split, line, split};
use crate::web::components::{Look, badge, card_with_id, notice, submit, unknown};
use crate::web::{Frame, Texts, Tone, urls};

/// Releases that stand in a step before the rest is folded.
const FEW: usize = 5;

/// A release.
#[derive(Clone, Debug)]
pub struct ReleaseLine {
    /// `rel_…`.
    pub id: String,
    /// Its part.
    pub part: String,
    /// Its version.
    pub version: String,
    /// What the flaw is to it: the text `closing-answer-…`.
    pub answer: &'static str,
}

/// A release that is named as the fix.
#[derive(Clone, Debug)]
pub struct FixView {
    /// Which.
    pub release: ReleaseLine,
    /// Since when.
    pub named: i64,
    /// Whether it was withdrawn.
    pub is_withdrawn: bool,
    /// Whether it has the flaw.
    pub is_affected: bool,
    /// How it is spread: id, state, and whether it stopped itself.
    pub rollouts: Vec<(String, &'static str, bool)>,
}

/// What devices ran at a time.
#[derive(Clone, Copy, Debug)]
pub struct ShareView {
    /// When.
    pub time: i64,
    /// An affected release.
    pub affected: u64,
    /// One without the flaw.
    pub without: u64,
    /// Nobody can tell.
    pub unknown: u64,
    /// Among these: silent.
    pub silent: u64,
}

impl ShareView {
    /// All of them.
    #[must_use]
    pub const fn total(&self) -> u64 {
        self.affected + self.without + self.unknown
    }

    /// Of those of which it is known, the share without the flaw in tenths of a percent, never rounded up to all.
    #[must_use]
    pub const fn tenths(&self) -> Option<u64> {
        match self.affected + self.without {
            0 => None,
            known => Some(self.without * 1000 / known),
        }
    }
}

/// The way to the end.
#[derive(Clone, Debug, Default)]
pub struct ClosingView {
    /// Whether the case names a flaw.
    pub has_flaw: bool,
    /// Releases that the flaw was met in.
    pub exposed: Vec<ReleaseLine>,
    /// Releases that are named as the fix.
    pub fixes: Vec<FixView>,
    /// Releases that could be.
    pub remedies: Vec<ReleaseLine>,
    /// What devices run now.
    pub share: Option<ShareView>,
    /// What they ran at the last decision.
    pub decided: Option<ShareView>,
    /// What they ran since, the oldest first.
    pub shares: Vec<ShareView>,
    /// Owners who were told, of how many; nothing: it is not known.
    pub told: Option<(u64, u64)>,
    /// Advisories that anybody may read.
    pub advisories: Vec<String>,
    /// What is missing: the text `closing-missing-…`.
    pub missing: Vec<&'static str>,
    /// Since when the end is proposed.
    pub proposed: Option<i64>,
    /// Reports that are due.
    pub due: Vec<&'static str>,
    /// With what the form that closes the case begins.
    pub reason: String,
}

/// The card.
pub(super) fn closing(frame: &Frame, view: &CaseView) -> Markup {
    let (texts, way) = (frame.texts, &view.closing);
    let body = html! {
        @if way.has_flaw {
            ol.closing-steps {
                (step(&t!(texts, "closing-flaw"), &exposed(texts, way)))
                (step(&t!(texts, "closing-fix"), &fix(frame, view)))
                (step(&t!(texts, "closing-rollout"), &rollouts(texts, way)))
                (step(&t!(texts, "closing-units"), &told(texts, way)))
            }
            (bars(texts, way))
        }
        @if view.row.is_open {
            (missing(texts, way))
            @if way.has_flaw && view.rights.recall {
                p { a href=(urls::query(urls::RECALL_NEW, &[("case", &view.row.id)])) { (t!(texts, "recall-from-case")) } }
            }
        }
    };
    card_with_id("closing", &t!(texts, "closing"), &body)
}

fn step(title: &str, body: &Markup) -> Markup {
    html! { li { h3 { (title) } (body) } }
}

fn release(one: &ReleaseLine) -> Markup {
    html! { a href=(urls::with(urls::RELEASE, &[&one.id])) { (one.part) " " (one.version) } }
}

fn exposed(texts: Texts, way: &ClosingView) -> Markup {
    let line = |one: &ReleaseLine| {
        let tone = match one.answer {
            "affected" | "undecided" => Tone::Bad,
            "unknown" => Tone::Warning,
            _ => Tone::Good,
        };
        html! { li { (release(one)) " " (badge(tone, &texts.named("closing-answer", one.answer))) } }
    };
    let (first, rest) = way.exposed.split_at(way.exposed.len().min(FEW));
    html! {
        @if first.is_empty() { p.quiet { (t!(texts, "closing-flaw-none")) } }
        ul.plain { @for one in first { (line(one)) } }
        @if !rest.is_empty() {
            details { summary { (t!(texts, "closing-more", count = rest.len() as u64)) } ul.plain { @for one in rest { (line(one)) } } }
        }
    }
}

fn fix(frame: &Frame, view: &CaseView) -> Markup {
    let (texts, way) = (frame.texts, &view.closing);
    let may = view.rights.work && view.row.is_open;
    html! {
        @for one in &way.fixes {
            p {
                (release(&one.release))
                @if one.is_withdrawn { " " (badge(Tone::Bad, &t!(texts, "closing-withdrawn"))) }
                @if one.is_affected { " " (badge(Tone::Bad, &t!(texts, "closing-affected"))) }
            }
            p.hint { (t!(texts, "closing-named", time = texts.moment(one.named))) }
            @if may {
                form method="post" action=(urls::with(urls::CASE_FIX_BACK, &[&view.row.id, &one.release.id])) {
                    (submit(&t!(texts, "closing-take-back"), Look::Plain))
                }
            }
        }
        @if way.fixes.is_empty() && way.remedies.is_empty() { p.quiet { (t!(texts, "closing-fix-none")) } }
        @if !way.remedies.is_empty() {
            p.hint { (t!(texts, "closing-proposed")) }
            @for one in &way.remedies { (remedy(texts, (&view.row.id, may), one)) }
        }
    }
}

fn remedy(texts: Texts, (case, may): (&str, bool), one: &ReleaseLine) -> Markup {
    html! {
        @if may {
            form method="post" action=(urls::with(urls::CASE_FIX, &[case])) {
                input type="hidden" name="release" value=(one.id);
                (submit(&t!(texts, "closing-name", release = format!("{} {}", one.part, one.version)), Look::Plain))
            }
        } @else { p { (release(one)) } }
    }
}

fn rollouts(texts: Texts, way: &ClosingView) -> Markup {
    let all = || way.fixes.iter().flat_map(|fix| fix.rollouts.iter().map(move |rollout| (fix, rollout)));
    html! {
        @for (fix, (id, state, halted)) in all() {
            p { a href=(urls::with(urls::ROLLOUT, &[id])) { (fix.release.part) " " (fix.release.version) } " "
                (state_badge(texts, state, *halted)) }
        }
        @if all().next().is_none() { p.quiet { (t!(texts, "closing-rollout-none")) } }
    }
}

/// Which share runs it, and who knows of it.
fn told(texts: Texts, way: &ClosingView) -> Markup {
    html! {
        p {
            @match way.share.and_then(|share| share.tenths()) {
                Some(tenths) => strong { (t!(texts, "chart-percent", percent = tenths as f64 / 10.0)) },
                None => (unknown(texts)),
            }
            " " span.hint { (t!(texts, "closing-share")) }
        }
        p.hint {
            (t!(texts, "closing-told")) " "
            @match way.told {
                Some((told, all)) => (t!(texts, "closing-told-of", told = told, all = all)),
                None => (unknown(texts)),
            }
            br;
            (t!(texts, "closing-advisories")) " "
            @if way.advisories.is_empty() { (t!(texts, "closing-advisories-none")) } @else { (way.advisories.join(", ")) }
        }
    }
}

fn bars(texts: Texts, way: &ClosingView) -> Markup {
    html! {
        @if let Some(then) = &way.decided {
            (bar(texts, "share-then", t!(texts, "closing-then", time = texts.moment(then.time)), then))
        }
        @if let Some(now) = way.share.as_ref().filter(|share| share.total() > 0) {
            (bar(texts, "share-now", t!(texts, "closing-now"), now))
            @if now.silent > 0 { p.hint { (t!(texts, "closing-silent", count = now.silent)) } }
        }
        @if way.shares.len() > 1 { (over_time(texts, &way.shares)) }
    }
}

fn bar(texts: Texts, id: &str, title: String, share: &ShareView) -> Markup {
    let layer = |name, class| Layer { name: texts.named("closing-share", name), class };
    let parts = vec![
        (layer("affected", "answer-affected"), share.affected),
        (layer("unknown", "answer-unknown"), share.unknown),
        (layer("without", "answer-fixed"), share.without),
    ];
    split(texts, &Split { id: id.to_owned(), title, parts })
}

fn over_time(texts: Texts, shares: &[ShareView]) -> Markup {
    let point = |share: &ShareView| Point {
        label: texts.moment(share.time),
        value: share.tenths().map(|tenths| tenths as f64 / 10.0),
    };
    line(
        texts,
        &Chart {
            id: "share-over-time".to_owned(),
            title: t!(texts, "closing-over-time"),
            description: t!(texts, "closing-over-time-says"),
            label_heading: t!(texts, "closing-counted"),
            value_heading: t!(texts, "closing-percent"),
            points: shares.iter().map(point).collect(),
        },
    )
}

fn missing(texts: Texts, way: &ClosingView) -> Markup {
    html! {
        @if way.missing.is_empty() {
            (notice(Tone::Good, &match way.proposed {
                Some(at) => t!(texts, "closing-is-proposed", time = texts.moment(at)),
                None => t!(texts, "closing-can"),
            }))
        } @else {
            p { (t!(texts, "closing-missing")) }
            ul { @for word in &way.missing { li { (texts.named("closing-missing", word)) } } }
        }
    }
}
