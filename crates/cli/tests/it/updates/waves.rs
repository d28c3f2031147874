//! A release on its way to two hundred units that speak for themselves and three devices with SWUpdate, in three waves, in
//! each of which the server dies.

use std::collections::BTreeMap;
use std::process::{Child, Stdio};

use serde_json::{Value, json};
use steadfast_testkit::swupdate::Device;
use steadfast_testkit::wait::poll;

use super::line::{Damage, Line};
use super::swupdate::{Field, LONG};
use crate::program::Run;
use crate::serve::house::House;

const SIMULATED: u64 = 200;
/// The owners of the first two say something.
const UNDECIDED: u64 = SIMULATED - 2;

#[test]
fn three_waves_reach_everybody_once_though_the_server_dies_in_each() {
    let mut field = Field::new(House::sqlite());
    // Slow enough for a wave to be seen while it is open.
    field.maker.house.environment.push(("STEADFAST_POLL_SECONDS", "4"));
    field.maker.house.stop();
    field.maker.house.start();
    field.maker.enter("Gateway", "0.9");
    let image: Vec<u8> = (0..1_500_000_u32).map(|at| at.to_le_bytes()[at as usize % 3]).collect();
    let release = field.published("1.0", &image, "security");
    let line = Line::to(field.maker.house.port, Damage::Cut);
    let mut devices: Vec<(String, Device)> = ["SW-1", "SW-2", "SW-3"].map(|serial| field.device(serial)).into();
    devices[2].1.settings.server = line.address();
    for (_, device) in &mut devices {
        device.start();
    }
    let mut simulated = simulate(&field);
    let known = || (field.active() == SIMULATED + 3).then_some(());
    assert!(poll(LONG, known).is_some(), "{} are known", field.active());

    let rollout = field.spread(&release, &[(10, 90), (40, 90), (100, 100)]);
    for wave in 0..3 {
        field.until(&mut devices, &image, |field| at_work(&field.get(&format!("/api/v1/rollouts/{rollout}")), wave));
        field.maker.house.kill();
        field.maker.house.start();
    }
    // It is done when enough of each wave are through; the last of them come after.
    field.until(&mut devices, &image, |field| {
        let shown = field.get(&format!("/api/v1/rollouts/{rollout}"));
        shown["state"] == "done" && sum(&shown, "proven") == UNDECIDED + 3
    });

    let shown = field.get(&format!("/api/v1/rollouts/{rollout}"));
    assert_eq!((sum(&shown, "failed"), sum(&shown, "declined")), (0, 2), "{shown}");
    let ended = poll(LONG, || simulated.try_wait().expect("a process"));
    assert!(ended.is_some(), "the simulated units do not come to their end");
    let told = Run::of(simulated.wait_with_output().expect("its words")).exits(0).json();
    let installed: BTreeMap<usize, usize> =
        told["units"].as_array().expect("units").iter().fold(BTreeMap::new(), count);
    let wanted = BTreeMap::from([(0, 2), (1, UNDECIDED as usize)]);
    assert_eq!(installed, wanted, "each installs once, but those whose owners do not want it");
    for (id, device) in &mut devices {
        field.reaches(id, "proven", device);
    }
    owners_are_seen(&field, &shown);
}

/// How many units installed how often.
fn count(mut all: BTreeMap<usize, usize>, unit: &Value) -> BTreeMap<usize, usize> {
    *all.entry(unit["installed"].as_array().expect("a list").len()).or_default() += 1;
    all
}

/// One put it off, one refused it: in the history of each, and in the rollout, never as a failure.
fn owners_are_seen(field: &Field, shown: &Value) {
    let (postponed, refused) = (field.unit("SIM-00001"), field.unit("SIM-00002"));
    for (unit, word) in [(&postponed, "postponed"), (&refused, "refused")] {
        let id = unit["id"].as_str().expect("an id");
        let updates = field.get(&format!("/api/v1/units/{id}/updates"));
        assert_eq!(updates["updates"][0]["state"], "declined", "{updates}");
        assert_eq!(updates["decisions"][0]["decision"], word, "{updates}");
        assert_eq!(updates["decisions"][0]["source"], "unit", "{updates}");
    }
    assert_eq!(shown["decisions"], json!({"postponed": 1, "refused": 1}), "{shown}");
}

/// Whether a wave is open and somebody of it is at work, or about to be.
fn at_work(shown: &Value, wave: u64) -> bool {
    let busy = |state: &str| shown["states"][state].as_u64().unwrap_or(0) > 0;
    let open = shown["state"] == "running" && shown["wave"] == wave + 1;
    open && ["offered", "running", "unproven"].into_iter().any(busy)
}

fn sum(shown: &Value, name: &str) -> u64 {
    let waves = shown["waves"].as_array().map(Vec::as_slice).unwrap_or_default();
    waves.iter().map(|wave| wave[name].as_u64().unwrap_or(0)).sum()
}

/// Two hundred units whose first owner puts everything off and whose second refuses everything.
fn simulate(field: &Field) -> Child {
    let words = format!(
        "simulate --units {SIMULATED} --product Gateway --runs 0.9 --prefix SIM --market DE --postpone 1 --refuse 1 \
         --until 1.0 --for 600 --format json"
    );
    let mut command = field.maker.program().command(&words.split_whitespace().collect::<Vec<_>>());
    command.env("STEADFAST_SERVER", field.maker.address()).env("STEADFAST_TOKEN", &field.token);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs")
}
