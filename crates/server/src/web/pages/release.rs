//! One release: what it is, where it stands, and what the release check says of it and why.

use maud::{Markup, html};
use steadfast_matching::gate::Code;

use crate::t;
use crate::web::components::{
    Cell, Column, Confirm, Definitions, Input, Listing, Look, Paging, Query, actions, badge, button_link, card,
    columns, copyable, empty, figure_card, figures, form, notice, page_heading_with, post_button, submit, tabs, time,
    unknown,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

use super::fleet::runners;
use super::vex;

/// Kinds of events after which pages of the catalogue look again.
pub(super) const FOLLOWED: &str = "record job approval";

/// What the release check says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// `pass`, `undecided` or `blocked`; nothing where it never looked.
    pub verdict: Option<String>,
    /// Whether the bill of today waits to be met, or the verdict is to be looked at again.
    pub waits: bool,
    /// Whether there is a bill at all.
    pub billed: bool,
}

/// What the release check says, as a badge.
pub(super) fn check_badge(texts: Texts, check: &Check) -> Markup {
    let word = check.verdict.as_deref();
    match word {
        _ if !check.billed => badge(Tone::Unknown, &t!(texts, "check-no-bill")),
        _ if check.waits => badge(Tone::Unknown, &t!(texts, "check-waits")),
        Some("pass") => badge(Tone::Good, &t!(texts, "check-pass")),
        Some("blocked") => badge(Tone::Bad, &t!(texts, "check-blocked")),
        _ => badge(Tone::Unknown, &t!(texts, "check-undecided")),
    }
}

/// Where a release stands, as a badge.
pub(super) fn state_badge(texts: Texts, state: &str) -> Markup {
    let tone = if state == "on-sale" { Tone::Information } else { Tone::Neutral };
    badge(tone, &texts.named("release-state", state))
}

/// The head of each page of a release.
#[derive(Clone, Debug)]
pub struct ReleaseHead {
    /// `rel_…`.
    pub id: String,
    /// Its version.
    pub label: String,
    /// `prd_…` and name of its product.
    pub product: (String, String),
    /// `prt_…` and name of its part.
    pub part: (String, String),
    /// `draft`, `gated`, `on-sale`, `withdrawn`; `placed` where its last unit was.
    pub state: &'static str,
    /// What the release check says.
    pub check: Check,
}

impl ReleaseHead {
    /// Product and version.
    fn title(&self) -> String {
        format!("{} {}", self.product.1, self.label)
    }

    /// A page of the release: its head, the way to the others, and a body.
    pub(super) fn page(&self, frame: &Frame, pattern: &str, buttons: &Markup, body: &Markup) -> Markup {
        let texts = frame.texts;
        let at = |pattern| urls::with(pattern, &[&self.id]);
        let entries = [
            (at(urls::RELEASE), t!(texts, "release-overview")),
            (at(urls::RELEASE_EXPOSURES), t!(texts, "release-exposures")),
            (at(urls::RELEASE_COMPONENTS), t!(texts, "release-components")),
            (at(urls::RELEASE_DIFFERENCE), t!(texts, "release-difference")),
            (at(urls::RELEASE_REACH), t!(texts, "release-reach")),
        ];
        let lead = html! {
            (self.part.1) " · " (state_badge(texts, self.state)) " " (check_badge(texts, &self.check))
        };
        let whole = html! {
            div id="release-head" data-live-part { (page_heading_with(&self.title(), &lead, buttons)) }
            (tabs(&t!(texts, "release-views"), &at(pattern), &entries))
            (body)
        };
        Page::new(self.title(), whole)
            .section(Section::Products)
            .under(urls::PRODUCTS, t!(texts, "products"))
            .under(urls::with(urls::PRODUCT, &[&self.product.0]), self.product.1.clone())
            .live(FOLLOWED)
            .render(frame)
    }
}

/// A file that is kept as it came.
#[derive(Clone, Debug)]
pub struct FileView {
    /// What it was called.
    pub name: String,
    /// SHA-256 of its content.
    pub sha256: String,
}

/// What the check said last, more closely.
#[derive(Clone, Debug)]
pub struct VerdictView {
    /// How often each reason holds, by its code.
    pub reasons: Vec<(String, u64)>,
    /// Components that could be checked.
    pub checked: u64,
    /// Components that could not.
    pub unknown: u64,
    /// The snapshot of advisories, in hexadecimal.
    pub snapshot: String,
    /// When it was looked at last; nothing while it is to be looked at again.
    pub looked: Option<i64>,
    /// Since when it is so.
    pub since: i64,
}

/// A turn of the verdict.
#[derive(Clone, Debug)]
pub struct TurnView {
    /// What it was from then on.
    pub verdict: String,
    /// Why.
    pub reasons: Vec<(String, u64)>,
    /// When.
    pub time: i64,
}

/// What the reader may do with the release now.
#[derive(Clone, Copy, Debug, Default)]
pub struct Offers {
    /// Give it files, state its units, change it.
    pub change: bool,
    /// Record that it was checked.
    pub gate: bool,
    /// Put it on sale.
    pub sell: bool,
    /// Record when its last unit was placed.
    pub placed: bool,
    /// Withdraw it.
    pub withdraw: bool,
    /// Propose to sell it against its verdict.
    pub propose: bool,
    /// Download what was decided on its exposures.
    pub vex: bool,
}

/// One release.
#[derive(Clone, Debug)]
pub struct ReleaseView {
    /// The head.
    pub head: ReleaseHead,
    /// Its place in the order.
    pub sequence: i64,
    /// Its day.
    pub released: String,
    /// Since when it is on sale.
    pub on_sale: Option<i64>,
    /// When its last unit was placed.
    pub last_placed: Option<i64>,
    /// When it was decided to sell it against its verdict.
    pub overridden: Option<i64>,
    /// Whether it must not be delivered now: it is sold, its check does not pass, and nobody decided so.
    pub stop: bool,
    /// Units in the field.
    pub units: Option<u64>,
    /// Devices known to run it, heard of lately and silent; nothing where the fleet knows none of its product.
    pub runners: Option<(u64, u64)>,
    /// Whether its part has deployments instead of units.
    pub remote: bool,
    /// Its bill.
    pub sbom: Option<FileView>,
    /// Its product file.
    pub file: Option<FileView>,
    /// Components of its bill.
    pub components: u64,
    /// Entries of it that were not understood.
    pub reported: u64,
    /// Exposures: those that wait for a decision, and those that are open.
    pub exposures: (u64, u64),
    /// What the check said last.
    pub verdict: Option<VerdictView>,
    /// Turns of the verdict, the newest first.
    pub turns: Vec<TurnView>,
    /// What can be done.
    pub offers: Offers,
    /// The form of units, and that of the last day.
    pub filled: Filled,
}

/// One release.
#[must_use]
pub fn release(frame: &Frame, view: &ReleaseView) -> Markup {
    let texts = frame.texts;
    let at = |pattern| urls::with(pattern, &[&view.head.id]);
    let buttons = html! {
        @if view.offers.change {
            (button_link(&at(urls::RELEASE_FILES), &t!(texts, "release-give-files"), Look::Plain))
            (button_link(&at(urls::RELEASE_CHANGE), &t!(texts, "release-edit"), Look::Plain))
        }
    };
    let main = html! {
        div id="release-check" data-live-part { (check(frame, view)) }
        div id="release-turns" data-live-part { (turns(frame, view)) }
    };
    let aside = html! {
        (states(frame, view))
        div id="release-facts" data-live-part { (card(&t!(texts, "release-facts"), &facts(frame, view))) }
    };
    let body = html! {
        @if view.stop { (notice(Tone::Bad, &t!(texts, "release-stop"))) }
        div id="release-figures" data-live-part { (counts(texts, view)) }
        (columns(&main, &aside))
    };
    view.head.page(frame, urls::RELEASE, &buttons, &body)
}

fn counts(texts: Texts, view: &ReleaseView) -> Markup {
    let at = |pattern| urls::with(pattern, &[&view.head.id]);
    let mut reasons = view.verdict.iter().flat_map(|verdict| &verdict.reasons);
    let against_nothing = reasons.any(|(code, _)| code == Code::NoAdvisories.text());
    let known = view.head.check.billed && !view.head.check.waits && !against_nothing;
    let number = |count: u64| html! { @if known { (texts.number(count)) } @else { (unknown(texts)) } };
    let reported = html! {
        @if view.reported > 0 { (t!(texts, "release-reported", count = view.reported)) }
        @else { a href=(at(urls::RELEASE_COMPONENTS)) { (t!(texts, "release-see-components")) } }
    };
    let components = html! { @if view.sbom.is_some() { (texts.number(view.components)) } @else { (unknown(texts)) } };
    let units = if view.remote { t!(texts, "release-deployments") } else { t!(texts, "release-units") };
    let stated = html! { @match view.units { Some(units) => (texts.number(units)), None => (unknown(texts)) } };
    let note = html! { (t!(texts, "release-units-note")) (runners(texts, &view.head.id, view.runners)) };
    figures(&[
        figure_card(
            &t!(texts, "release-to-decide"),
            &number(view.exposures.0),
            &html! {
                a href=(urls::query(&at(urls::RELEASE_EXPOSURES), &[("state", "waits")])) { (t!(texts, "release-see-these")) }
            },
        ),
        figure_card(
            &t!(texts, "release-open"),
            &number(view.exposures.1),
            &html! {
                a href=(at(urls::RELEASE_EXPOSURES)) { (t!(texts, "release-see-these")) }
            },
        ),
        figure_card(&t!(texts, "release-components"), &components, &reported),
        figure_card(&units, &stated, &note),
    ])
}

/// Reasons in plain words, each with how often it holds.
fn reasons(texts: Texts, all: &[(String, u64)]) -> Markup {
    html! {
        ul.plain {
            @for (code, count) in all {
                li { (texts.number(*count)) " × " (texts.named("check-reason", code)) }
            }
        }
    }
}

fn check(frame: &Frame, view: &ReleaseView) -> Markup {
    let texts = frame.texts;
    let head = &view.head.check;
    let words = match head.verdict.as_deref() {
        _ if !head.billed => t!(texts, "check-no-bill-means"),
        _ if head.waits => t!(texts, "check-waits-means"),
        Some("pass") => t!(texts, "check-pass-means"),
        Some("blocked") => t!(texts, "check-blocked-means"),
        _ => t!(texts, "check-undecided-means"),
    };
    card(
        &t!(texts, "release-check"),
        &html! {
            p { (check_badge(texts, head)) " " (words) }
            @if let Some(verdict) = &view.verdict {
                @if !verdict.reasons.is_empty() { h3 { (t!(texts, "check-reasons")) } (reasons(texts, &verdict.reasons)) }
                (grounds(frame, verdict))
            }
            p.hint { (t!(texts, "check-law")) }
        },
    )
}

fn grounds(frame: &Frame, verdict: &VerdictView) -> Markup {
    let texts = frame.texts;
    let looked = html! {
        @match verdict.looked { Some(looked) => (time(frame, looked)), None => (t!(texts, "check-again")) }
    };
    Definitions::new()
        .text(t!(texts, "check-checked"), &texts.number(verdict.checked))
        .text(t!(texts, "check-unknown"), &texts.number(verdict.unknown))
        .row(t!(texts, "check-since"), time(frame, verdict.since))
        .row(t!(texts, "check-looked"), looked)
        .row(
            t!(texts, "check-snapshot"),
            html! { code { (verdict.snapshot.get(..16).unwrap_or(&verdict.snapshot)) "…" } },
        )
        .render()
}

fn turns(frame: &Frame, view: &ReleaseView) -> Markup {
    let texts = frame.texts;
    let of = |turn: &TurnView| Check { verdict: Some(turn.verdict.clone()), waits: false, billed: true };
    let rows: Vec<Vec<Cell>> = view
        .turns
        .iter()
        .map(|turn| vec![time(frame, turn.time), check_badge(texts, &of(turn)), reasons(texts, &turn.reasons)])
        .collect();
    let list = Listing {
        id: "turns",
        caption: t!(texts, "check-history"),
        columns: vec![
            Column::new(t!(texts, "record-when")),
            Column::new(t!(texts, "release-check")),
            Column::new(t!(texts, "check-why")),
        ],
        paging: &Paging::whole(rows.len() as u64),
        rows,
        query: &Query::new(urls::with(urls::RELEASE, &[&view.head.id])),
        filter: html! {},
        empty: empty(&t!(texts, "check-history-empty"), &t!(texts, "check-history-empty-hint")),
    };
    list.render(texts)
}

fn facts(frame: &Frame, view: &ReleaseView) -> Markup {
    let texts = frame.texts;
    let file = |id: &str, file: &Option<FileView>, pattern: &str, none: String| {
        html! {
            @match file {
                Some(file) => {
                    a href=(urls::with(pattern, &[&view.head.id])) download { (file.name) }
                    br; span.hint { "SHA-256 " (copyable(texts, id, &t!(texts, "release-hash"), &file.sha256)) }
                },
                None => span.quiet { (none) },
            }
        }
    };
    let moment = |moment: i64| html! { (texts.date(moment)) };
    let mut facts = Definitions::new()
        .text(t!(texts, "release-version"), &view.head.label)
        .text(t!(texts, "release-day"), &view.released)
        .text(t!(texts, "release-sequence"), &view.sequence.to_string())
        .row(t!(texts, "release-sbom"), file("sbom-hash", &view.sbom, urls::RELEASE_SBOM, t!(texts, "release-no-sbom")))
        .row(
            t!(texts, "release-file"),
            file("file-hash", &view.file, urls::RELEASE_FILE, t!(texts, "release-no-file")),
        );
    if view.offers.vex {
        facts = facts.row(t!(texts, "release-vex"), vex::of_release(texts, &view.head.id));
    }
    if let Some(since) = view.on_sale {
        facts = facts.row(t!(texts, "release-on-sale-since"), moment(since));
    }
    if let Some(day) = view.last_placed {
        facts = facts.row(t!(texts, "release-last-placed"), moment(day));
    }
    if let Some(at) = view.overridden {
        facts = facts.row(t!(texts, "release-overridden"), time(frame, at));
    }
    facts.render()
}

/// What can be done with it now.
fn states(frame: &Frame, view: &ReleaseView) -> Markup {
    let texts = frame.texts;
    let offers = &view.offers;
    let at = |pattern| urls::with(pattern, &[&view.head.id]);
    let propose = urls::query(urls::APPROVAL_PROPOSE, &[("kind", "sell-against-verdict"), ("subject", &view.head.id)]);
    let any = offers.change || offers.gate || offers.sell || offers.placed || offers.withdraw || offers.propose;
    html! {
        @if any {
            (card(&t!(texts, "release-do"), &html! {
                @if offers.gate {
                    p { (t!(texts, "release-gate-hint")) }
                    (post_button(&at(urls::RELEASE_GATE), &t!(texts, "release-gate"), Look::Primary))
                }
                @if offers.sell {
                    p { (t!(texts, "release-sell-hint")) }
                    (post_button(&at(urls::RELEASE_SELL), &t!(texts, "release-sell"), Look::Primary))
                }
                @if offers.propose {
                    p { (t!(texts, "release-propose-hint")) }
                    (button_link(&propose, &t!(texts, "release-propose"), Look::Plain))
                }
                @if offers.change { (units(texts, view)) }
                @if offers.placed || offers.withdraw {
                    (actions(&[
                        html! { @if offers.placed { (placed(texts, view)) } },
                        html! { @if offers.withdraw { (withdraw(texts, view)) } },
                    ]))
                }
            }))
        }
    }
}

fn units(texts: Texts, view: &ReleaseView) -> Markup {
    let label = if view.remote { t!(texts, "release-deployments") } else { t!(texts, "release-units") };
    let fields = html! {
        (Input::number("units", label).hint(t!(texts, "release-units-hint")).optional().render(texts, &view.filled))
        (submit(&t!(texts, "release-units-save"), Look::Plain))
    };
    form(&urls::with(urls::RELEASE_UNITS, &[&view.head.id]), &fields)
}

fn placed(texts: Texts, view: &ReleaseView) -> Markup {
    Confirm {
        id: "placed",
        opener: t!(texts, "release-placed"),
        title: t!(texts, "release-placed-title"),
        explanation: t!(texts, "release-placed-effect"),
        fields: Input::date("day", t!(texts, "release-placed-day")).render(texts, &view.filled),
        action: urls::with(urls::RELEASE_PLACED, &[&view.head.id]),
        button: t!(texts, "release-placed-do"),
        look: Look::Plain,
        cancel: t!(texts, "cancel"),
        open: view.filled.problem("day").is_some(),
    }
    .render()
}

fn withdraw(texts: Texts, view: &ReleaseView) -> Markup {
    Confirm {
        id: "withdraw",
        opener: t!(texts, "release-withdraw"),
        title: t!(texts, "release-withdraw-title"),
        explanation: t!(texts, "release-withdraw-effect"),
        fields: html! {},
        action: urls::with(urls::RELEASE_WITHDRAW, &[&view.head.id]),
        button: t!(texts, "release-withdraw"),
        look: Look::Danger,
        cancel: t!(texts, "cancel"),
        open: false,
    }
    .render()
}
