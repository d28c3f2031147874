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
use crate::{Failure, now};
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

/// What one way of scoring gives.
struct Figures {
    areas: Vec<f64>,
    found: Vec<f64>,
    speeds: Vec<f64>,
}

/// Each in turn for each seed: ours, theirs, ours, theirs.
fn compare(edges: &[Labelled]) {
    let mut figures = [(); 3].map(|()| Figures { areas: Vec::new(), found: Vec::new(), speeds: Vec::new() });
    for seed in SEEDS {
        let ways: [&dyn Fn() -> Vec<f32>; 3] =
            [&|| ours(edges, Settings::default(), seed), &|| Peer::Plain.score(edges, seed), &|| {
                Peer::Relational.score(edges, seed)
            }];
        for (way, figures) in ways.into_iter().zip(&mut figures) {
            let begin = now();
            let scores = way();
            figures.speeds.push(edges.len() as f64 / begin.elapsed().as_secs_f64() / 1e6);
            let scored = labelled(edges, &scores);
            figures.areas.push(area(&scored));
            figures.found.push(found_at(&scored, 0.01));
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
    let measured = format!("{:.1} %", 100.0 * mean(&figures.found));
    row(&format!("DARPA, {name}: attacks found with 1 % of the rest"), "", &measured, None);
    let speed = median(&figures.speeds);
    let measured = format!("{speed:.1} million");
    let met = has_goal.then_some(speed >= SPEED);
    row(&format!("DARPA, {name}: edges a second, one core"), &goal(format!("≥ {SPEED} million")), &measured, met);
}

/// The halves of the time: the first alone, the second going on from it, and the second alone.
fn halves(edges: &[Labelled]) {
    let middle = edges.last().map_or(0, |last| last.edge.tick / 2);
    let at = edges.iter().position(|edge| edge.edge.tick > middle).unwrap_or_default();
    let ways: [(&str, &dyn Fn(&[Labelled]) -> Vec<f32>); 2] = [
        ("bursts of ours", &|edges| ours(edges, Settings::default(), SEEDS[0])),
        ("MidasR", &|edges| Peer::Relational.score(edges, SEEDS[0])),
    ];
    for (name, way) in ways {
        let (whole, second) = (labelled(edges, &way(edges)), labelled(&edges[at..], &way(&edges[at..])));
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
