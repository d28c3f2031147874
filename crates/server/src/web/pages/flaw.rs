//! One flaw: what is known, which releases it hits, what was decided.

use maud::{Markup, html};

use super::flaw_form::{FormView, decide};
use super::flaw_units::{CountsView, hit_card};
use super::triage::{listed, percent, score, severity};
use crate::t;
use crate::web::components::{
    Choice, Column, Definitions, Listing, Look, Paging, Query, badge, button_link, card, columns, empty, notice,
    page_heading_with, post_button, section, select, submit, time, unknown,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// What is known of a flaw.
#[derive(Clone, Debug)]
pub struct FlawFacts {
    /// Its number.
    pub number: i64,
    /// Its first name.
    pub name: String,
    /// All names, each with the page that tells of it, where one is known.
    pub names: Vec<(String, Option<String>)>,
    /// Whether it is of the own register.
    pub own: bool,
    /// One line about it; nothing where the reader may not read the own register.
    pub summary: Option<String>,
    /// Its entry in the own register, for those who may read it.
    pub register: Option<String>,
    /// `critical` to `unrated`.
    pub severity: &'static str,
    /// Tenths of the CVSS base score.
    pub cvss: Option<i64>,
    /// The CVSS vector.
    pub vector: Option<String>,
    /// The probability of exploitation.
    pub epss: Option<f64>,
    /// By whose word it is exploited.
    pub exploited: Option<String>,
    /// Its kind, where it is no vulnerability.
    pub informational: Option<String>,
    /// The versions that mend it.
    pub fixed: Vec<String>,
    /// Addresses to read more.
    pub references: Vec<String>,
    /// The last change of its records.
    pub modified: Option<i64>,
    /// When it was first seen here.
    pub first_seen: i64,
    /// Exposures that wait.
    pub waits: u64,
}

/// An exposure of it.
#[derive(Clone, Debug)]
pub struct PlaceRow {
    /// Product, part and label of the release.
    pub product: String,
    /// The part.
    pub part: String,
    /// The label of the release.
    pub release: String,
    /// Its page, where the reader may see it.
    pub page: Option<String>,
    /// The component; nothing for the product itself.
    pub component: Option<String>,
    /// Its version.
    pub version: Option<String>,
    /// `affected`, `unknown`, `not_affected` or `fixed`.
    pub found: String,
    /// The code of the reason.
    pub reason: Option<String>,
    /// The versions that mend it there.
    pub fixed: Vec<String>,
    /// What stands: status and justification.
    pub status: Option<(String, Option<String>)>,
    /// Why it is to be looked at again.
    pub revisit: Option<String>,
    /// Whether somebody has to decide.
    pub waits: bool,
    /// Since when.
    pub opened: i64,
    /// Since when it is no more.
    pub closed: Option<i64>,
}

/// How far a decision reaches, with the names of what it reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReachWords {
    /// A component everywhere; or whatever the flaw is in.
    Everywhere(Option<String>),
    /// A product line, and the component.
    Product(String, Option<String>),
    /// A release, and the component.
    Release(String, Option<String>),
}

/// A decision.
#[derive(Clone, Debug)]
pub struct DecisionRow {
    /// `asm_…`.
    pub id: String,
    /// The status.
    pub status: String,
    /// Why not affected.
    pub justification: Option<String>,
    /// Why, in words.
    pub statement: String,
    /// What is to be done.
    pub action: String,
    /// How far it reaches.
    pub reach: ReachWords,
    /// Who decided.
    pub person: Option<String>,
    /// The document that it was read from.
    pub source: Option<String>,
    /// When.
    pub time: i64,
    /// Since when it does not stand any more.
    pub ended: Option<i64>,
    /// Whether one of its exposures is to be looked at again.
    pub revisit: bool,
}

/// A flaw.
#[derive(Clone, Debug)]
pub struct FlawView {
    /// What is known.
    pub facts: FlawFacts,
    /// This page's exposures.
    pub places: Vec<PlaceRow>,
    /// Filters `state`, `product`.
    pub query: Query,
    /// Which page this is.
    pub paging: Paging,
    /// Product lines with it, to choose from.
    pub products: Vec<(String, String)>,
    /// What was decided, the newest first.
    pub decisions: Vec<DecisionRow>,
    /// How often it was decided on.
    pub seen: i64,
    /// The form, for whoever may decide.
    pub form: Option<FormView>,
    /// What somebody else decided meanwhile.
    pub conflict: bool,
    /// The devices that it hits.
    pub hit: CountsView,
}

/// The page.
#[must_use]
pub fn flaw(frame: &Frame, view: &FlawView) -> Markup {
    let (texts, facts) = (frame.texts, &view.facts);
    let lead = html! {
        (severity(texts, facts.severity))
        @if facts.exploited.is_some() { " " (badge(Tone::Bad, &t!(texts, "flaw-exploited"))) }
        @if facts.own { " " (badge(Tone::Information, &t!(texts, "flaw-own"))) }
        @if let Some(kind) = &facts.informational { " " (badge(Tone::Neutral, &texts.named("informational", kind))) }
        @if let Some(entry) = &facts.register { " " a href=(urls::with(urls::OWN_FLAW, &[entry])) { (t!(texts, "own-to-entry")) } }
        br; (facts.summary.clone().unwrap_or_else(|| t!(texts, "flaw-own-hidden")))
    };
    let body = html! {
        (page_heading_with(&facts.name, &lead, &what_if(frame, facts)))
        @if view.conflict { (notice(Tone::Warning, &t!(texts, "flaw-conflict"))) }
        (columns(
            &html! {
                (known(frame, facts))
                (hit_card(texts, facts.number, &view.hit))
                (places(frame, view))
                (section(&t!(texts, "flaw-decisions"), &decisions(frame, view)))
            },
            &html! { @if let Some(form) = &view.form { (card(&t!(texts, "flaw-decide"), &decide(frame, facts, form))) } },
        ))
    };
    Page::new(facts.name.clone(), body).section(Section::Triage).under(urls::TRIAGE, t!(texts, "triage")).render(frame)
}

/// A drill about it, where it can be exploited and the reader sees drills.
fn what_if(frame: &Frame, facts: &FlawFacts) -> Markup {
    let sees = frame.person.as_ref().is_some_and(|person| person.sections.contains(&Section::Drills));
    let address = urls::query(urls::DRILLS, &[("advisory", &facts.name)]);
    html! {
        @if sees && facts.informational.is_none() {
            (button_link(&address, &t!(frame.texts, "drill-what-if"), Look::Plain))
        }
    }
}

fn known(frame: &Frame, facts: &FlawFacts) -> Markup {
    let texts = frame.texts;
    let rated = html! {
        (severity(texts, facts.severity))
        @if let Some(tenths) = facts.cvss { " CVSS\u{a0}" (score(tenths)) }
        @if let Some(vector) = &facts.vector { br; span.hint { (vector) } }
    };
    let exploited = match &facts.exploited {
        Some(who) => html! { (t!(texts, "flaw-exploited-by", who = listed(texts, who))) },
        None => html! { (t!(texts, "flaw-exploited-by-nobody")) },
    };
    let epss = facts.epss.map(|epss| html! { (t!(texts, "flaw-epss-value", percent = percent(epss))) });
    let rows = Definitions::new()
        .row(t!(texts, "flaw-names"), names(facts))
        .row(t!(texts, "flaw-severity"), rated)
        .row(t!(texts, "flaw-exploitation"), exploited)
        .row(t!(texts, "flaw-epss"), epss.unwrap_or_else(|| unknown(texts)))
        .row(t!(texts, "flaw-fixed"), fixed(texts, facts))
        .row(t!(texts, "flaw-first-seen"), time(frame, facts.first_seen))
        .row(
            t!(texts, "flaw-modified"),
            facts.modified.map_or_else(|| unknown(texts), |modified| time(frame, modified)),
        );
    let references = html! { ul.plain { @for address in &facts.references { li { (reference(address)) } } } };
    let rows = if facts.references.is_empty() { rows } else { rows.row(t!(texts, "flaw-references"), references) };
    card(&t!(texts, "flaw-known"), &rows.render())
}

fn names(facts: &FlawFacts) -> Markup {
    html! { ul.plain { @for (name, address) in &facts.names { li {
        @match address {
            Some(address) => a href=(address) rel="noreferrer" { (name) },
            None => (name),
        }
    } } } }
}

/// What a document calls an address becomes a link only where it is one of the web.
fn reference(address: &str) -> Markup {
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    html! { @if is_web { a.address href=(address) rel="noreferrer nofollow" { (address) } } @else { span.address { (address) } } }
}

fn fixed(texts: Texts, facts: &FlawFacts) -> Markup {
    html! { @if facts.fixed.is_empty() { (t!(texts, "flaw-fixed-nowhere")) } @else { (facts.fixed.join(", ")) } }
}

/// The states that exposures can be filtered by.
pub const STATES: [&str; 5] = ["open", "waiting", "decided", "revisit", "closed"];

fn places(frame: &Frame, view: &FlawView) -> Markup {
    let texts = frame.texts;
    let filled =
        ["state", "product"].iter().fold(Filled::empty(), |filled, name| filled.with(name, view.query.value(name)));
    let states: Vec<Choice> = STATES.iter().map(|state| Choice::new(*state, texts.named("place", state))).collect();
    let products: Vec<Choice> = view.products.iter().map(|(id, name)| Choice::new(id, name)).collect();
    let any = t!(texts, "any");
    Listing {
        id: "places",
        caption: t!(texts, "flaw-places"),
        columns: vec![
            Column::new(t!(texts, "flaw-release")),
            Column::new(t!(texts, "triage-component")),
            Column::new(t!(texts, "flaw-found")),
            Column::new(t!(texts, "flaw-standing")),
        ],
        rows: view.places.iter().map(|row| place(texts, row)).collect(),
        query: &view.query,
        paging: &view.paging,
        filter: html! {
            (select(texts, &filled, "product", &t!(texts, "triage-product"), Some(&any), &products))
            (select(texts, &filled, "state", &t!(texts, "column-state"), Some(&any), &states))
        },
        empty: empty(&t!(texts, "flaw-places-empty"), &t!(texts, "flaw-places-empty-hint")),
    }
    .render(texts)
}

fn place(texts: Texts, row: &PlaceRow) -> Vec<Markup> {
    vec![
        html! {
            (row.product) " "
            @match &row.page { Some(page) => a href=(page) { (row.release) }, None => (row.release) }
            br; span.hint { (row.part) }
        },
        html! {
            @match &row.component { Some(name) => (name), None => (t!(texts, "flaw-product-itself")) }
            @if let Some(version) = &row.version { " " span.hint { (version) } }
        },
        html! {
            (found(texts, &row.found)) " " span.hint { (t!(texts, "flaw-since", day = texts.date(row.opened))) }
            @if let Some(reason) = &row.reason { br; span.hint { (texts.named("finding", reason)) } }
            @if !row.fixed.is_empty() { br; span.hint { (t!(texts, "flaw-fixed-in", versions = row.fixed.join(", "))) } }
        },
        standing(texts, row),
    ]
}

/// What was found, as a badge.
fn found(texts: Texts, found: &str) -> Markup {
    let tone = match found {
        "affected" => Tone::Bad,
        "unknown" => Tone::Unknown,
        _ => Tone::Good,
    };
    badge(tone, &texts.named("found", found))
}

fn standing(texts: Texts, row: &PlaceRow) -> Markup {
    html! {
        @if let Some(closed) = row.closed {
            (badge(Tone::Neutral, &t!(texts, "place-closed"))) " " span.hint { (t!(texts, "flaw-until", time = texts.moment(closed))) }
        }
        @else if let Some((status, justification)) = &row.status {
            (status_badge(texts, status))
            @if let Some(why) = justification { br; span.hint { (texts.named("justification", why)) } }
        } @else if row.waits { (badge(Tone::Warning, &t!(texts, "place-undecided"))) }
        @else { (t!(texts, "place-nothing")) }
        @if let Some(revisit) = &row.revisit {
            br; (badge(Tone::Information, &t!(texts, "place-revisit"))) br; span.hint { (texts.named("revisit", revisit)) }
        }
    }
}

/// What was decided, as a badge.
fn status_badge(texts: Texts, status: &str) -> Markup {
    let tone = match status {
        "affected" => Tone::Bad,
        "under_investigation" => Tone::Unknown,
        _ => Tone::Good,
    };
    badge(tone, &texts.named("vex", status))
}

fn decisions(frame: &Frame, view: &FlawView) -> Markup {
    let texts = frame.texts;
    html! {
        @if view.decisions.is_empty() { p { (t!(texts, "flaw-decisions-empty")) } }
        @for row in &view.decisions { section.card { (decision(frame, view, row)) } }
    }
}

fn decision(frame: &Frame, view: &FlawView, row: &DecisionRow) -> Markup {
    let texts = frame.texts;
    html! {
        p {
            (status_badge(texts, &row.status)) " " (reach(texts, &row.reach))
            @if let Some(ended) = row.ended { " " (badge(Tone::Neutral, &t!(texts, "decision-ended", time = texts.moment(ended)))) }
            @if row.revisit { " " (badge(Tone::Information, &t!(texts, "place-revisit"))) }
        }
        @if let Some(why) = &row.justification { p { (texts.named("justification", why)) } }
        @if !row.statement.is_empty() { p { (row.statement) } }
        @if !row.action.is_empty() { p { strong { (t!(texts, "decision-action")) } " " (row.action) } }
        p.hint { (maker(texts, row)) " · " (time(frame, row.time)) }
        @if view.form.is_some() && row.ended.is_none() { div.actions {
            @if row.revisit {
                form method="post" action=(at(view, urls::FLAW_RENEW, &row.id)) {
                    input type="hidden" name="seen" value=(view.seen);
                    (submit(&t!(texts, "decision-renew"), Look::Primary))
                }
            }
            (post_button(&at(view, urls::FLAW_WITHDRAW, &row.id), &t!(texts, "decision-withdraw"), Look::Plain))
        } }
    }
}

fn at(view: &FlawView, pattern: &str, id: &str) -> String {
    urls::with(pattern, &[&view.facts.number.to_string(), id])
}

fn maker(texts: Texts, row: &DecisionRow) -> String {
    match (&row.person, &row.source) {
        (Some(person), Some(source)) => t!(texts, "decision-imported", person = person, source = source),
        (Some(person), None) => person.clone(),
        (None, Some(source)) => source.clone(),
        (None, None) => t!(texts, "decision-by-nobody"),
    }
}

fn reach(texts: Texts, reach: &ReachWords) -> String {
    match reach {
        ReachWords::Everywhere(None) => t!(texts, "reach-everywhere"),
        ReachWords::Everywhere(Some(component)) => t!(texts, "reach-component", component = component),
        ReachWords::Product(product, None) => t!(texts, "reach-product", product = product),
        ReachWords::Product(product, Some(component)) => {
            t!(texts, "reach-product-component", product = product, component = component)
        }
        ReachWords::Release(release, None) => t!(texts, "reach-release", release = release),
        ReachWords::Release(release, Some(component)) => {
            t!(texts, "reach-release-component", release = release, component = component)
        }
    }
}
