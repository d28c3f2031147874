//! Rows of the pages from rows of the database.

use serde_json::Value;
use steadfast_store::{
    ErasedTally, Id, NamePage, ReleaseShare, StoreError, TestTally, Tx, UnitEvent, UnitRuns, UnitTally, kinds,
};

use crate::fleet::affected::Counts;
use crate::fleet::market;
use crate::fleet::reason::{Reason, Wrong};
use crate::t;
use crate::web::pages::flaw_units::CountsView;
use crate::web::pages::fleet::{MarketView, RunView, ShareView, TallyView, TestsView};
use crate::web::pages::unit::EventView;
use crate::web::{Filled, Problem, Texts};

/// More products than anybody chooses from.
const MOST_PRODUCTS: i64 = 500;

pub(super) fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// How many devices a flaw hits, for its page.
pub(crate) fn counts(counts: &Counts) -> CountsView {
    CountsView {
        affected: count(counts.affected - counts.undecided),
        undecided: count(counts.undecided),
        fixed: count(counts.fixed),
        other: count(counts.other),
        unknown: count(counts.unknown),
        patched: counts.patched().map(count),
    }
}

pub(super) fn tally(tally: &UnitTally) -> TallyView {
    TallyView {
        in_use: count(tally.in_use()),
        heard: count(tally.heard),
        silent: count(tally.silent),
        expected: count(tally.expected),
        unknown: count(tally.unknown),
        decommissioned: count(tally.decommissioned),
    }
}

/// How many devices have which self-test behind them.
pub(super) fn tests(tally: &TestTally) -> TestsView {
    TestsView { passed: count(tally.passed), failed: count(tally.failed), unknown: count(tally.unknown) }
}

/// How many devices were erased lately: all of them, and those that went to somebody else.
pub(super) fn erased(tally: &ErasedTally) -> (u64, u64) {
    (count(tally.all()), count(tally.handover))
}

/// Every state with its devices, and what has none in a corner of the map that is sea.
pub(super) fn markets(counted: &[(String, i64)]) -> Vec<MarketView> {
    let of = |code: &str| counted.iter().find(|(market, _)| market == code).map_or(0, |(_, units)| count(*units));
    let states = market::ALL.iter().map(|state| MarketView {
        code: Some(state.code),
        place: (state.column, state.row),
        units: of(state.code),
    });
    let none = MarketView { code: None, place: (0, market::MAP.1 - 1), units: of(steadfast_store::NO_MARKET) };
    states.chain([none]).collect()
}

pub(super) fn share(share: ReleaseShare) -> ShareView {
    ShareView {
        release: share.release.to_string(),
        name: (share.product_name, share.part_name, share.label),
        units: (count(share.heard), count(share.silent)),
    }
}

pub(super) fn run(run: &UnitRuns) -> RunView {
    RunView {
        part: run.part_name.clone(),
        label: run.label.clone(),
        release: run.release.map(|release| release.to_string()),
    }
}

/// Products to choose from, by name.
pub(super) fn products(tx: &mut Tx<'_>) -> Result<Vec<(String, String)>, StoreError> {
    let named = tx.product_list("", NamePage::First, MOST_PRODUCTS)?;
    Ok(named.into_iter().map(|product| (product.id.to_string(), product.name)).collect())
}

/// The name of a product; its id where there is none any more.
pub(super) fn product(tx: &mut Tx<'_>, id: Id<kinds::Product>) -> Result<String, StoreError> {
    Ok(tx.product(id)?.map_or_else(|| id.to_string(), |product| product.name))
}

/// Something that happened, in words.
pub(super) fn event(texts: Texts, event: UnitEvent) -> EventView {
    let facts: Value = serde_json::from_str(&event.facts).unwrap_or_default();
    let text = |name: &str| facts[name].as_str().map(str::to_owned);
    let mut lines = Vec::new();
    lines.extend(text("secret").map(|kind| texts.named("unit-secret", &kind)));
    lines.extend(facts["fields"].as_array().map(|fields| fields_changed(texts, fields)));
    lines.extend(text("before").map(|key| t!(texts, "unit-event-before", key = key)));
    lines.extend(text("now").map(|key| t!(texts, "unit-event-now", key = key)));
    lines.extend(ran(texts, &facts["ran"]));
    lines.extend(updated(texts, &facts));
    lines.extend(decided(texts, &facts));
    lines.extend(stated(texts, &event.kind, &facts));
    lines.extend(outside(texts, &event.kind, &facts));
    lines.extend(text("reason").map(|reason| t!(texts, "unit-event-reason", reason = reason)));
    EventView { kind: event.kind, time: event.id.made().0, lines, record: text("record"), list: text("import") }
}

fn fields_changed(texts: Texts, fields: &[Value]) -> String {
    let names = fields.iter().filter_map(Value::as_str).map(|field| texts.named("unit-field", field));
    names.collect::<Vec<_>>().join(", ")
}

/// What became of an update, and what the unit said.
fn updated(texts: Texts, facts: &Value) -> Vec<String> {
    let Some(state) = facts["state"].as_str() else { return Vec::new() };
    let said = facts["said"].as_str().filter(|said| !said.is_empty());
    let said = said.map(|said| t!(texts, "unit-event-said", said = said));
    std::iter::once(texts.named("update-state", state)).chain(said).collect()
}

/// What its owner decided, and by which way it was told.
fn decided(texts: Texts, facts: &Value) -> Vec<String> {
    let Some(source) = facts["by"].as_str() else { return Vec::new() };
    let on = |name: &str| if facts[name] == true { t!(texts, "owner-on") } else { t!(texts, "owner-off") };
    let what = match facts["wish"].as_str() {
        Some(wish) => texts.named("owner-wish", wish),
        None => t!(texts, "unit-event-always", automatic = on("automatic"), features = on("features")),
    };
    let until = facts["until"].as_str().and_then(|until| until.parse::<jiff::Timestamp>().ok());
    let until = until.map(|until| t!(texts, "owner-until", date = texts.date(until.as_microsecond())));
    [Some(what), until, Some(texts.named("wish-source", source))].into_iter().flatten().collect()
}

/// Which version came by another way than a distribution, and that nobody knows how fresh its metadata were.
fn outside(texts: Texts, kind: &str, facts: &Value) -> Vec<String> {
    if kind != "update-outside" {
        return Vec::new();
    }
    let version = facts["version"].as_str().unwrap_or_default();
    let stale = (facts["fresh"] == false).then(|| t!(texts, "update-not-fresh"));
    std::iter::once(t!(texts, "unit-event-outside", version = version)).chain(stale).collect()
}

/// What a self-test came to, and which of its checks did not pass.
fn self_tested(texts: Texts, facts: &Value) -> Vec<String> {
    let checks = |name: &str| -> Option<String> {
        let checks = facts[name].as_array()?.iter().filter_map(Value::as_str);
        let checks: Vec<String> = checks.map(|check| texts.named("self-test-check", check)).collect();
        (!checks.is_empty()).then(|| checks.join(", "))
    };
    let verdict = facts["verdict"].as_str().map(|verdict| texts.named("self-test", verdict));
    let failed = checks("failed").map(|checks| t!(texts, "unit-event-test-failed", checks = checks));
    let unknown = checks("unknown").map(|checks| t!(texts, "unit-event-test-unknown", checks = checks));
    [verdict, failed, unknown].into_iter().flatten().collect()
}

/// By which way an export left, and whether it was looked at there.
fn exported(texts: Texts, facts: &Value) -> Vec<String> {
    let way = texts.named("export-way", facts["way"].as_str().unwrap_or("unknown"));
    let verified =
        if facts["verified"] == true { t!(texts, "export-verified") } else { t!(texts, "export-not-verified") };
    vec![format!("{way}: {verified}")]
}

/// What an erasure was for, and what became of the code on the label.
fn wiped(texts: Texts, facts: &Value) -> Vec<String> {
    let number = |name: &str| facts[name].as_u64().unwrap_or(0);
    let (resets, destroyed, found) = (number("resets"), number("destroyed"), number("found"));
    let what_for = facts["purpose"].as_str().map(|purpose| texts.named("erased-for", purpose));
    let code = facts["code"].as_str().map(|code| texts.named("unit-event-code", code));
    let things = t!(texts, "unit-event-reset", resets = resets, destroyed = destroyed, found = found);
    what_for.into_iter().chain([things]).chain(code).collect()
}

/// What the unit said of its log, its owner's switches, its owner's data, or itself.
fn stated(texts: Texts, kind: &str, facts: &Value) -> Vec<String> {
    let on = |name: &str| if facts[name] == true { t!(texts, "owner-on") } else { t!(texts, "owner-off") };
    let number = |name: &str| facts[name].as_u64().unwrap_or(0);
    match kind {
        "switched" => {
            let (record, share, remote) = (on("record"), on("share"), on("remote"));
            let stand = t!(texts, "unit-event-switches", record = record, share = share, remote = remote);
            let erased = t!(texts, "unit-event-erased", count = number("erased"));
            std::iter::once(stand).chain((number("erased") > 0).then_some(erased)).collect()
        }
        "log-behind" | "log-differs" => {
            vec![t!(texts, "unit-event-log", size = number("size"), known = number("known"))]
        }
        "events-dropped" => {
            let class = texts.named("event-class", facts["class"].as_str().unwrap_or_default());
            vec![t!(texts, "unit-event-dropped", class = class, first = number("first"), last = number("last"))]
        }
        "wiped" => wiped(texts, facts),
        "self-tested" => self_tested(texts, facts),
        "exported" => exported(texts, facts),
        _ => Vec::new(),
    }
}

fn ran(texts: Texts, facts: &Value) -> Option<String> {
    let parts = facts.as_object().filter(|parts| !parts.is_empty())?;
    let each = parts.iter().map(|(part, label)| format!("{part} {}", label.as_str().unwrap_or_default()));
    Some(t!(texts, "unit-event-ran", versions = each.collect::<Vec<_>>().join(", ")))
}

/// Puts what is wrong at its field.
pub(super) fn at_fields(texts: Texts, filled: Filled, wrong: &[Wrong]) -> Filled {
    wrong.iter().fold(filled, |filled, wrong| filled.wrong(field(&wrong.field), said(texts, &wrong.reason)))
}

/// The field of a form; what belongs to none stands at its head.
fn field(name: &str) -> &'static str {
    const FIELDS: [&str; 9] =
        ["product", "serial", "key", "hardware", "market", "contact", "version", "reason", "days"];
    FIELDS.iter().find(|known| **known == name).copied().unwrap_or("form")
}

fn said(texts: Texts, reason: &Reason) -> Problem {
    match reason {
        Reason::Missing => Problem::Missing,
        Reason::Length(most) => Problem::TooLong { most: u32::try_from(*most).unwrap_or(u32::MAX) },
        Reason::Unknown(_) => Problem::NoSuchChoice,
        other => Problem::Other(texts.named("unit-reason", other.code())),
    }
}
