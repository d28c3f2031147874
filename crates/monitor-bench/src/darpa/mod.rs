//! Bursts on the edges of DARPA 1998, beside the Rust port of MIDAS.
//!
//! Scores are those of the edges in their order, one row of the file after the other, nothing seen before. The peer does
//! not take an edge that is late, so its times are clamped to the latest so far.

mod edges;
mod peers;
mod sensitivity;

use std::path::Path;

use steadfast_monitor::measure::burst::{Burst, Settings};

use crate::curve::{Scored, area, found_at};
use crate::row::{least, mean, median, row};
use crate::{Failure, worked};
use edges::{Labelled, read};
use peers::Peer;

/// Seeds of which figures are the mean.
const SEEDS: [u64; 5] = [1, 2, 3, 4, 5];

/// The goal of the area under the curve.
const AREA: f64 = 0.990;

/// The goal of edges a second, in millions.
const SPEED: f64 = 10.0;

/// Measures.
///
/// # Errors
/// When the data cannot be read.
pub(crate) fn measure(folder: &Path) -> Result<(), Failure> {
    let edges = read(&folder.join("darpa/edges.csv.gz"))?;
    let state = Burst::new(Settings::default(), 0).bytes_kept() / 1024;
    println!("    {} edges; ours keeps {state} KiB, the peers 2 rows of 1,024 as it does", edges.len());
    compare(&edges);
    halves(&edges);
    sensitivity::measure(&edges);
    Ok(())
}

/// Which shares of the edges that belong to no attack may score as high.
const ALLOWED: [f64; 2] = [0.01, 0.001];

/// Gives scores under a seed.
type Way = fn(&[Labelled], u64) -> Vec<f32>;

/// What one way of scoring gives.
struct Figures {
    areas: Vec<f64>,
    found: Vec<[f64; 2]>,
    speeds: Vec<f64>,
}

/// Each in turn for each seed: ours, theirs, ours, theirs.
fn compare(edges: &[Labelled]) {
    let mut figures = [(); 3].map(|()| Figures { areas: Vec::new(), found: Vec::new(), speeds: Vec::new() });
    for seed in SEEDS {
        let ways: [Way; 3] = [
            |edges, seed| ours(edges, Settings::default(), seed),
            |edges, seed| Peer::Plain.score(edges, seed),
            |edges, seed| Peer::Relational.score(edges, seed),
        ];
        for (way, figures) in ways.into_iter().zip(&mut figures) {
            let begin = worked();
            let scores = way(edges, seed);
            figures.speeds.push(edges.len() as f64 / (worked() - begin).as_secs_f64() / 1e6);
            let scored = labelled(edges, &scores);
            figures.areas.push(area(&scored));
            figures.found.push(ALLOWED.map(|allowed| found_at(&scored, allowed)));
        }
    }
    let names = ["bursts of ours", "`midas_rs` 0.2.1, Midas", "`midas_rs` 0.2.1, MidasR"];
    for (at, (name, figures)) in names.into_iter().zip(&figures).enumerate() {
        print(name, figures, at == 0);
    }
}

fn print(name: &str, figures: &Figures, has_goal: bool) {
    let goal = |goal: String| if has_goal { goal } else { String::new() };
    let (mean_area, least_area) = (mean(&figures.areas), least(&figures.areas));
    let measured = format!("{mean_area:.4} (least of {} seeds {least_area:.4})", SEEDS.len());
    row(
        &format!("DARPA, {name}: AUC"),
        &goal(format!("≥ {AREA:.3}")),
        &measured,
        has_goal.then_some(least_area >= AREA),
    );
    let found = [0, 1].map(|at| mean(&figures.found.iter().map(|found| 100.0 * found[at]).collect::<Vec<_>>()));
    let measured = format!("{:.1} %, {:.1} %", found[0], found[1]);
    row(&format!("DARPA, {name}: edges of attacks found with 1 %, 0.1 % of the others"), "", &measured, None);
    let speed = median(&figures.speeds);
    let measured = format!("{speed:.1} million");
    let met = has_goal.then_some(speed >= SPEED);
    row(&format!("DARPA, {name}: edges for each second of work"), &goal(format!("≥ {SPEED} million")), &measured, met);
}

/// The halves of the time: the first alone, the second going on from it, and the second alone.
fn halves(edges: &[Labelled]) {
    let middle = edges.last().map_or(0, |last| last.edge.tick / 2);
    let at = edges.iter().position(|edge| edge.edge.tick > middle).unwrap_or_default();
    let ways: [(&str, Way); 2] = [
        ("bursts of ours", |edges, seed| ours(edges, Settings::default(), seed)),
        ("MidasR", |edges, seed| Peer::Relational.score(edges, seed)),
    ];
    for (name, way) in ways {
        let (whole, second) =
            (labelled(edges, &way(edges, SEEDS[0])), labelled(&edges[at..], &way(&edges[at..], SEEDS[0])));
        let areas = [area(&whole[..at]), area(&whole[at..]), area(&second)].map(|area| format!("{area:.4}"));
        let [first, going_on, alone] = areas;
        let measured = format!("{first}; {going_on}, alone {alone}");
        row(&format!("DARPA, {name}: AUC of the first half of the time; of the second"), "", &measured, None);
    }
}

fn labelled(edges: &[Labelled], scores: &[f32]) -> Vec<Scored> {
    scores.iter().copied().zip(edges.iter().map(|edge| edge.is_attack)).collect()
}

/// Our scores.
fn ours(edges: &[Labelled], settings: Settings, seed: u64) -> Vec<f32> {
    let mut burst = Burst::new(settings, seed);
    edges.iter().map(|edge| burst.score(edge.edge)).collect()
}
