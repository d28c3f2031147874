//! The fleet: how many devices there are, where, what they run, and the list of them.

use maud::{Markup, html};

use crate::t;
use crate::web::charts::{Rank, Ranks, Tile, TileMap, ranks, tile_map};
use crate::web::components::{
    Cell, Choice, Column, Input, Listing, Look, Paging, Query, badge, button_link, card, empty_with, figure_card,
    figures, page_heading_with, select, time_or_never, unknown,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// How many devices there are.
#[derive(Clone, Copy, Debug, Default)]
pub struct TallyView {
    /// In use.
    pub in_use: u64,
    /// Heard of lately.
    pub heard: u64,
    /// Silent.
    pub silent: u64,
    /// Among the silent, never heard of.
    pub expected: u64,
    /// With a version that the catalogue does not know.
    pub unknown: u64,
    /// Out of use.
    pub decommissioned: u64,
}

/// Devices in use by what their last self-test came to; the others never stated one.
#[derive(Clone, Copy, Debug, Default)]
pub struct TestsView {
    /// Everything was as it should be.
    pub passed: u64,
    /// Something was not.
    pub failed: u64,
    /// Something could not be looked at.
    pub unknown: u64,
}

/// A state of the map.
#[derive(Clone, Debug)]
pub struct MarketView {
    /// Its letters; nothing for devices of which nobody has said.
    pub code: Option<&'static str>,
    /// Column and row.
    pub place: (u8, u8),
    /// Devices in use.
    pub units: u64,
}

/// A release that devices run.
#[derive(Clone, Debug)]
pub struct ShareView {
    /// `rel_…`.
    pub release: String,
    /// Product, part and version.
    pub name: (String, String, String),
    /// Devices heard of lately, and silent ones.
    pub units: (u64, u64),
}

/// A part of a device with its version.
#[derive(Clone, Debug)]
pub struct RunView {
    /// The part's name.
    pub part: String,
    /// The version.
    pub label: String,
    /// `rel_…`; nothing where the catalogue does not know it.
    pub release: Option<String>,
}

/// A device of the list.
#[derive(Clone, Debug)]
pub struct UnitRow {
    /// `unt_…`.
    pub id: String,
    /// Its serial number.
    pub serial: String,
    /// Its product's name.
    pub product: String,
    /// What it runs.
    pub runs: Vec<RunView>,
    /// The Member State.
    pub market: Option<String>,
    /// `expected`, `active` or `decommissioned`.
    pub state: &'static str,
    /// Whether it is silent.
    pub silent: bool,
    /// When it was last heard of.
    pub last_seen: Option<i64>,
}

/// The page.
#[derive(Clone, Debug)]
pub struct FleetView {
    /// The numbers.
    pub tally: TallyView,
    /// What the last self-tests came to.
    pub tests: TestsView,
    /// Devices that were erased lately, and among them those that went to somebody else.
    pub erased: (u64, u64),
    /// Every state, and what has none.
    pub markets: Vec<MarketView>,
    /// Columns and rows of the map.
    pub map: (u8, u8),
    /// Releases, the most frequent first.
    pub shares: Vec<ShareView>,
    /// Products to choose from.
    pub products: Vec<(String, String)>,
    /// This page's devices.
    pub rows: Vec<UnitRow>,
    /// Filters `product`, `release`, `market`, `state`, `silent`, `serial`, `tested`.
    pub query: Query,
    /// Which page this is.
    pub paging: Paging,
    /// Whether the reader may enter devices.
    pub may_enrol: bool,
}

/// Releases that are drawn; the filter has the others.
const DRAWN: usize = 10;

/// The page.
#[must_use]
pub fn fleet(frame: &Frame, view: &FleetView) -> Markup {
    let texts = frame.texts;
    let buttons = html! {
        (button_link(urls::UNIT_LISTS, &t!(texts, "unit-lists"), Look::Quiet))
        @if view.may_enrol {
            (button_link(urls::UNIT_NEW, &t!(texts, "unit-add"), Look::Plain))
        }
    };
    let body = html! {
        (page_heading_with(&t!(texts, "fleet"), &html! { (t!(texts, "fleet-lead")) }, &buttons))
        div id="fleet-numbers" data-live-part { (numbers(texts, view)) }
        @if view.tally.in_use > 0 {
            div.columns.even {
                (card(&t!(texts, "fleet-map"), &map(texts, view)))
                (card(&t!(texts, "fleet-releases"), &releases(texts, view)))
            }
        }
        div id="fleet-part" data-live-part { (list(frame, view).render(texts)) }
    };
    Page::new(t!(texts, "fleet"), body).section(Section::Fleet).live("job").render(frame)
}

/// The list again with one filter set, and the product kept.
fn narrowed(view: &FleetView, name: &str, value: &str) -> String {
    urls::query(urls::FLEET, &[("product", view.query.value("product")), (name, value)])
}

fn numbers(texts: Texts, view: &FleetView) -> Markup {
    let tally = view.tally;
    let linked = |count: u64, name: &str, value: &str| {
        html! { @if count > 0 { a href=(narrowed(view, name, value)) { (texts.number(count)) } } @else { (texts.number(count)) } }
    };
    figures(&[
        figure_card(
            &t!(texts, "fleet-in-use"),
            &html! { (texts.number(tally.in_use)) },
            &html! { (t!(texts, "fleet-in-use-note")) },
        ),
        figure_card(
            &t!(texts, "fleet-heard"),
            &linked(tally.heard, "silent", "no"),
            &html! { (t!(texts, "fleet-heard-note")) },
        ),
        figure_card(
            &t!(texts, "fleet-silent"),
            &linked(tally.silent, "silent", "yes"),
            &html! { (t!(texts, "fleet-silent-note", count = tally.expected)) },
        ),
        figure_card(
            &t!(texts, "fleet-unknown"),
            &linked(tally.unknown, "release", "unknown"),
            &html! { (t!(texts, "fleet-unknown-note")) },
        ),
        figure_card(
            &t!(texts, "fleet-decommissioned"),
            &linked(tally.decommissioned, "state", "decommissioned"),
            &html! { (t!(texts, "fleet-decommissioned-note")) },
        ),
        figure_card(&t!(texts, "fleet-tests"), &linked(view.tests.failed, "tested", "failed"), &tests(texts, view)),
        figure_card(
            &t!(texts, "fleet-erased"),
            &html! { (texts.number(view.erased.0)) },
            &html! { (t!(texts, "fleet-erased-note", count = view.erased.1)) },
        ),
    ])
}

/// The other ends of self-tests, each leading to its devices. A device that never stated one has not passed.
fn tests(texts: Texts, view: &FleetView) -> Markup {
    let TestsView { passed, failed, unknown } = view.tests;
    let never = view.tally.in_use.saturating_sub(passed + failed + unknown);
    html! {
        @for (verdict, count) in [("passed", passed), ("unknown", unknown)] {
            a href=(narrowed(view, "tested", verdict)) { (texts.named("self-test", verdict)) } " " (texts.number(count)) " · "
        }
        (texts.named("self-test", "never")) " " (texts.number(never))
    }
}

/// The name of a market, or that nobody has said.
pub(super) fn market_name(texts: Texts, code: Option<&str>) -> String {
    code.map_or_else(|| t!(texts, "market-none"), |code| texts.named("market", &code.to_lowercase()))
}

fn map(texts: Texts, view: &FleetView) -> Markup {
    let tile = |market: &MarketView| Tile {
        label: market.code.unwrap_or("?").to_owned(),
        name: market_name(texts, market.code),
        place: market.place,
        count: market.units,
        href: narrowed(view, "market", market.code.unwrap_or("-")),
        placeless: market.code.is_none(),
    };
    let states = view.markets.iter().filter(|market| market.code.is_some() && market.units > 0).count();
    let none = view.markets.iter().find(|market| market.code.is_none()).map_or(0, |market| market.units);
    tile_map(
        texts,
        &TileMap {
            id: "fleet-map".to_owned(),
            title: t!(texts, "fleet-map-title"),
            description: t!(texts, "fleet-map-description", states = states, none = none),
            place_heading: t!(texts, "unit-market"),
            value_heading: t!(texts, "fleet-devices"),
            size: view.map,
            tiles: view.markets.iter().map(tile).collect(),
        },
    )
}

fn releases(texts: Texts, view: &FleetView) -> Markup {
    let row = |share: &ShareView| {
        let (product, part, version) = &share.name;
        Rank {
            label: html! {
                a href=(narrowed(view, "release", &share.release)) { (product) " " (version) } " " span.hint { (part) }
            },
            values: share.units,
        }
    };
    html! {
        @if view.shares.is_empty() { p.quiet { (t!(texts, "fleet-releases-empty")) } } @else {
            (ranks(texts, &Ranks {
                title: t!(texts, "fleet-releases-title"),
                label_heading: t!(texts, "unit-release"),
                value_headings: (t!(texts, "fleet-heard"), t!(texts, "fleet-silent")),
                rows: view.shares.iter().take(DRAWN).map(row).collect(),
            }))
            @if view.shares.len() > DRAWN { p.hint { (t!(texts, "fleet-releases-more", count = view.shares.len() - DRAWN)) } }
        }
    }
}

fn list<'a>(frame: &Frame, view: &'a FleetView) -> Listing<'a> {
    let texts = frame.texts;
    let first = html! {
        @if view.may_enrol { (button_link(urls::UNIT_LISTS, &t!(texts, "unit-list-hand-in"), Look::Primary)) }
    };
    Listing {
        id: "units",
        caption: t!(texts, "units-caption"),
        columns: vec![
            Column::new(t!(texts, "unit-serial")),
            Column::new(t!(texts, "unit-runs")),
            Column::new(t!(texts, "unit-market")),
            Column::new(t!(texts, "column-state")),
            Column::new(t!(texts, "unit-last-seen")),
        ],
        rows: view.rows.iter().map(|row| cells(frame, row)).collect(),
        query: &view.query,
        paging: &view.paging,
        filter: filter(texts, view),
        empty: empty_with(&t!(texts, "units-empty"), &t!(texts, "units-empty-hint"), &first),
    }
}

fn filter(texts: Texts, view: &FleetView) -> Markup {
    let names = ["product", "release", "market", "state", "silent", "serial", "tested"];
    let filled = names.iter().fold(Filled::empty(), |filled, name| filled.with(name, view.query.value(name)));
    let any = t!(texts, "any");
    let products: Vec<Choice> = view.products.iter().map(|(id, name)| Choice::new(id, name)).collect();
    let releases = view.shares.iter().map(|share| {
        let (product, part, version) = &share.name;
        Choice::new(&share.release, format!("{product} {part} {version}"))
    });
    let releases: Vec<Choice> = releases.chain([Choice::new("unknown", t!(texts, "unit-release-unknown"))]).collect();
    let markets =
        view.markets.iter().map(|market| Choice::new(market.code.unwrap_or("-"), market_name(texts, market.code)));
    let mut markets: Vec<Choice> = markets.collect();
    markets.sort_by(|one, next| (one.value == "-", &one.label).cmp(&(next.value == "-", &next.label)));
    let states =
        ["expected", "active", "decommissioned"].map(|state| Choice::new(state, texts.named("unit-state", state)));
    let silent = [("no", t!(texts, "fleet-heard")), ("yes", t!(texts, "fleet-silent"))];
    let silent = silent.map(|(value, words)| Choice::new(value, words));
    let tested = ["passed", "failed", "unknown", "never"].map(|one| Choice::new(one, texts.named("self-test", one)));
    html! {
        (Input::search("serial", t!(texts, "unit-serial-begins")).render(texts, &filled))
        (select(texts, &filled, "product", &t!(texts, "unit-product"), Some(&any), &products))
        (select(texts, &filled, "release", &t!(texts, "unit-release"), Some(&any), &releases))
        (select(texts, &filled, "market", &t!(texts, "unit-market"), Some(&any), &markets))
        (select(texts, &filled, "state", &t!(texts, "column-state"), Some(&any), &states))
        (select(texts, &filled, "silent", &t!(texts, "unit-last-seen"), Some(&any), &silent))
        (select(texts, &filled, "tested", &t!(texts, "unit-self-test"), Some(&any), &tested))
    }
}

fn cells(frame: &Frame, row: &UnitRow) -> Vec<Cell> {
    let texts = frame.texts;
    vec![
        html! { a href=(urls::with(urls::UNIT, &[&row.id])) { (row.serial) } br; span.hint { (row.product) } },
        runs(texts, &row.runs),
        html! { (market_name(texts, row.market.as_deref())) },
        state(texts, row.state, row.silent),
        time_or_never(frame, row.last_seen, &t!(texts, "never")),
    ]
}

/// What a device runs, part by part.
pub(super) fn runs(texts: Texts, runs: &[RunView]) -> Markup {
    html! {
        @if runs.is_empty() { (unknown(texts)) }
        ul.plain { @for run in runs { li {
            (run.part) " "
            @match &run.release {
                Some(release) => a href=(urls::with(urls::RELEASE, &[release])) { (run.label) },
                None => { (run.label) " " (badge(Tone::Unknown, &t!(texts, "unit-release-unknown"))) }
            }
        } } }
    }
}

/// Where a device stands, as a badge.
pub(super) fn state(texts: Texts, state: &str, silent: bool) -> Markup {
    match (state, silent) {
        ("active", true) => badge(Tone::Unknown, &t!(texts, "fleet-silent")),
        ("active", false) => badge(Tone::Good, &texts.named("unit-state", state)),
        ("expected", _) => badge(Tone::Unknown, &texts.named("unit-state", state)),
        _ => badge(Tone::Neutral, &texts.named("unit-state", state)),
    }
}

/// How many devices the fleet knows to run a release, heard of lately and silent; nothing where it knows none of the product.
pub(super) fn runners(texts: Texts, release: &str, runners: Option<(u64, u64)>) -> Markup {
    html! {
        @if let Some((heard, silent)) = runners {
            br; a href=(urls::query(urls::FLEET, &[("release", release)])) {
                (t!(texts, "release-runners", count = heard + silent, silent = silent))
            }
        }
    }
}
