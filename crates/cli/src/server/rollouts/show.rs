//! `rollout list` and `show`.

use std::io::Write;

use serde_json::Value;

use super::super::client::Client;
use super::super::{listed, moment, products, segment, text, write};
use super::{RolloutList, RolloutShow};
use crate::failure::{Exit, Failure};
use crate::table::grouped;
use crate::terminal::clean;

/// Cells of a wave's bar.
const CELLS: u64 = 30;
/// What the cells mean.
const LEGEND: &str = "█ runs it, proved   ▓ failed or went back   · its owner has it wait   ░ still to come";

/// Rollouts, the newest first.
pub(super) fn list(args: &RolloutList, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.listing.connection)?;
    let limit = args.listing.limit.to_string();
    let given = |option: &Option<String>| option.clone().unwrap_or_default();
    let (cursor, state) = (given(&args.listing.cursor), given(&args.state));
    let product = args.product.as_deref().map(|given| products::named(&client, given)).transpose()?.unwrap_or_default();
    let query = [("limit", &*limit), ("cursor", &cursor), ("product", &product), ("state", &state)];
    let answer = client.json("/api/v1/rollouts", &query)?;
    let headings = ["kind", "order", "state", "started (UTC)", "ended (UTC)", "release", "id"];
    write(out, args.listing.format, &answer, || listed(&answer, &headings, cells))
}

fn cells(rollout: &Value) -> Vec<String> {
    let of = |name| text(rollout, name).to_owned();
    let order = rollout["sequence"].to_string();
    vec![
        of("kind"),
        order,
        state(rollout),
        moment(rollout, "started"),
        moment(rollout, "ended"),
        super::super::short(text(rollout, "release")),
        of("id"),
    ]
}

/// Where it stands, in words.
pub(super) fn state(rollout: &Value) -> String {
    match (text(rollout, "state"), text(rollout, "halt")) {
        ("running", _) => format!("running, wave {}", rollout["wave"]),
        ("paused", "failures") => format!("halted by failures in wave {}", rollout["wave"]),
        ("paused", _) => format!("paused by staff in wave {}", rollout["wave"]),
        (state, _) => state.to_owned(),
    }
}

/// One rollout.
pub(super) fn show(args: &RolloutShow, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let answer = client.json(&format!("/api/v1/rollouts/{}", segment("rol", &args.id)?), &[])?;
    write(out, args.format, &answer, || shown(&answer))
}

/// A rollout as it stands.
pub(super) fn shown(rollout: &Value) -> String {
    let kind = text(rollout, "kind");
    let mut lines = vec![
        format!("{kind} update {}: {}", text(rollout, "label"), state(rollout)),
        format!("  {:<8} {}", "for", audience(&rollout["plan"])),
    ];
    let times = [("created", "made"), ("started", "started"), ("ended", "ended")];
    let known = times.iter().filter(|(name, _)| !rollout[*name].is_null());
    lines.extend(known.map(|(name, word)| format!("  {word:<8} {} UTC", moment(rollout, name))));
    lines.push(format!("  {:<8} {}", "release", text(rollout, "release")));
    lines.push(format!("  {:<8} {}", "id", text(rollout, "id")));
    lines.push(String::new());
    lines.extend(waves(rollout));
    lines.extend([format!("  {LEGEND}"), String::new()]);
    lines.extend(devices(&rollout["states"]));
    lines.extend(reasons(rollout));
    lines.extend(owners(rollout));
    lines.iter().map(|line| format!("{}\n", clean(line))).collect()
}

fn audience(plan: &Value) -> String {
    let all = |name: &str| {
        let found = plan[name].as_array().into_iter().flatten().filter_map(Value::as_str);
        found.collect::<Vec<_>>().join(", ")
    };
    match (all("hardware"), all("markets")) {
        (hardware, markets) if hardware.is_empty() && markets.is_empty() => "every device of the product".to_owned(),
        (hardware, markets) if markets.is_empty() => format!("hardware {hardware}"),
        (hardware, markets) if hardware.is_empty() => format!("devices in {markets}"),
        (hardware, markets) => format!("hardware {hardware} in {markets}"),
    }
}

fn waves(rollout: &Value) -> Vec<String> {
    let planned = rollout["plan"]["waves"].as_array().map(Vec::as_slice).unwrap_or_default();
    let opened = rollout["waves"].as_array().map(Vec::as_slice).unwrap_or_default();
    let line = |(which, plan): (u64, &Value)| {
        let open = opened.iter().find(|wave| wave["wave"] == which);
        let before = usize::try_from(which).ok().and_then(|which| planned.get(which.checked_sub(2)?));
        let told = open.map_or_else(|| opens(before, which), |wave| format!("{}  {}", bar(wave), counts(wave)));
        format!("  wave {which:<2} to {:>3} %  {told}", number(plan, "share"))
    };
    (1..).zip(planned).map(line).collect()
}

fn number(item: &Value, name: &str) -> u64 {
    item[name].as_u64().unwrap_or(0)
}

fn figure(count: u64) -> String {
    grouped(usize::try_from(count).unwrap_or(usize::MAX))
}

/// When a wave opens that did not yet.
fn opens(before: Option<&Value>, wave: u64) -> String {
    let Some(before) = before else { return "opens at the start".to_owned() };
    let hours = match number(before, "hours") {
        0 => String::new(),
        1 => ", after an hour at the earliest".to_owned(),
        hours => format!(", after {hours} hours at the earliest"),
    };
    format!("opens when {} % of wave {} run it{hours}", before["success"], wave - 1)
}

/// How a wave stands, drawn. Whatever there is of something shows as one cell at least.
fn bar(wave: &Value) -> String {
    let [proven, failed, declined] = ["proven", "failed", "declined"].map(|name| number(wave, name));
    let size = number(wave, "size").max(proven.saturating_add(failed).saturating_add(declined));
    let mut left = CELLS;
    let mut cells = |count: u64| {
        let share = count.saturating_mul(CELLS).checked_div(size).unwrap_or(0).max(u64::from(count > 0)).min(left);
        left -= share;
        usize::try_from(share).unwrap_or(0)
    };
    // What is few takes its cells first.
    let (failed, declined) = (cells(failed), cells(declined));
    let proven = cells(proven);
    let rest = usize::try_from(left).unwrap_or(0);
    ["█".repeat(proven), "▓".repeat(failed), "·".repeat(declined), "░".repeat(rest)].concat()
}

/// How a wave stands, in figures.
pub(super) fn counts(wave: &Value) -> String {
    let (size, proven) = (number(wave, "size"), number(wave, "proven"));
    let mut words = format!("{} of {} run it", figure(proven), figure(size.max(proven)));
    for (name, what) in [("failed", "failed"), ("declined", "waiting for owners")] {
        match number(wave, name) {
            0 => {}
            count => words.push_str(&format!(", {} {what}", figure(count))),
        }
    }
    words
}

/// Lines below a heading; nothing where there are none.
fn headed(heading: &str, lines: Vec<String>) -> Vec<String> {
    if lines.is_empty() { lines } else { [vec![heading.to_owned()], lines].concat() }
}

/// Devices by where they stand.
fn devices(states: &Value) -> Vec<String> {
    let words = [
        ("offered", "told of it"),
        ("running", "at work on it"),
        ("unproven", "installed, not proved yet"),
        ("proven", "running it, proved"),
        ("failed", "failed to install it"),
        ("returned", "back at what ran before"),
        ("declined", "waiting, as owners have it"),
        ("cancelling", "asked to stop"),
        ("cancelled", "stopped"),
    ];
    let there = words.iter().filter(|(name, _)| number(states, name) > 0);
    let lines: Vec<String> =
        there.map(|(name, words)| format!("  {:>8}  {words}", figure(number(states, name)))).collect();
    if lines.is_empty() { vec!["No device was told of it yet.".to_owned()] } else { headed("Devices", lines) }
}

/// Why it failed, as devices said it.
fn reasons(rollout: &Value) -> Vec<String> {
    let reasons = rollout["reasons"].as_array().map(Vec::as_slice).unwrap_or_default();
    let word = |reason: &Value| match text(reason, "reason") {
        "" => "no reason given".to_owned(),
        words => words.to_owned(),
    };
    let line = |reason: &Value| format!("  {:>8}  {}", figure(number(reason, "units")), word(reason));
    headed("Why, as devices say it", reasons.iter().map(line).collect())
}

/// What owners decided: their right, and nobody's failure.
fn owners(rollout: &Value) -> Vec<String> {
    let decided = &rollout["decisions"];
    let all = [
        (number(decided, "postponed"), "put it off"),
        (number(decided, "refused"), "refused it"),
        (number(decided, "agreed"), "agreed to it"),
        (number(rollout, "opted_out"), "let no update install by itself"),
    ];
    let there = all.iter().filter(|(count, _)| *count > 0);
    headed("Owners", there.map(|(count, words)| format!("  {:>8}  {words}", figure(*count))).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{bar, shown};

    #[test]
    fn a_rollout_is_drawn_wave_by_wave() {
        let rollout = json!({
            "id": "rol_0190", "release": "rel_0190", "kind": "security", "label": "2.4.1", "state": "running", "wave": 2,
            "created": "2026-11-20T08:00:00Z", "started": "2026-11-20T09:00:00Z", "ended": null,
            "plan": {"hardware": ["B"], "markets": [], "waves": [
                {"share": 5, "success": 95, "failure": 10, "hours": 24}, {"share": 30, "success": 95, "failure": 5, "hours": 1},
                {"share": 100, "success": 90, "failure": 5}
            ]},
            "waves": [
                {"wave": 1, "size": 500, "proven": 497, "failed": 1, "declined": 2},
                {"wave": 2, "size": 2500, "proven": 1250, "failed": 0, "declined": 20}
            ],
            "states": {"offered": 30, "proven": 1747, "failed": 1, "declined": 22},
            "reasons": [{"reason": "no room on the flash", "units": 1}],
            "decisions": {"postponed": 12, "refused": 1}, "opted_out": 9,
        });
        let drawn = shown(&rollout);
        let waves: Vec<&str> = drawn.lines().filter(|line| line.starts_with("  wave")).collect();
        assert_eq!(
            waves,
            [
                "  wave 1  to   5 %  ████████████████████████████▓·  497 of 500 run it, 1 failed, 2 waiting for owners",
                "  wave 2  to  30 %  ███████████████·░░░░░░░░░░░░░░  1,250 of 2,500 run it, 20 waiting for owners",
                "  wave 3  to 100 %  opens when 95 % of wave 2 run it, after an hour at the earliest",
            ]
        );
    }

    #[test]
    fn a_bar_has_its_length_and_hides_nothing() {
        for (size, proven, failed, declined) in
            [(0, 0, 0, 0), (10, 10, 0, 0), (1000, 998, 1, 1), (3, 1, 1, 1), (2, 2, 2, 2), (1000, 1, 1, 0)]
        {
            let wave = json!({"size": size, "proven": proven, "failed": failed, "declined": declined});
            let bar = bar(&wave);
            assert_eq!(bar.chars().count(), 30, "{bar}");
            for (count, cell) in [(proven, '█'), (failed, '▓'), (declined, '·')] {
                assert_eq!(count > 0, bar.contains(cell), "{wave}: {bar}");
            }
        }
    }

    #[test]
    fn a_wave_that_is_done_is_full_and_one_that_reaches_nobody_is_empty() {
        assert_eq!(bar(&json!({"size": 7, "proven": 7})), "█".repeat(30));
        assert_eq!(bar(&json!({"size": 0})), "░".repeat(30));
    }
}
