//! The Rust port of MIDAS, by its own defaults but for the width.

use midas_rs::{Midas, MidasParams, MidasR, MidasRParams};

use super::edges::Labelled;

/// Rows and cells in a row, as ours.
const SIZE: (u64, u64) = (2, 1_024);

/// One of its two ways; there is none that filters.
pub(super) enum Peer {
    /// Edges alone.
    Plain,
    /// Edges, sources and destinations.
    Relational,
}

impl Peer {
    /// Its scores. What it calls `m_value` goes into its hashes, and stands for a seed.
    pub(super) fn score(&self, edges: &[Labelled], seed: u64) -> Vec<f32> {
        let ((rows, buckets), m_value) = (SIZE, 773 + 2 * seed);
        match self {
            Self::Plain => {
                let mut midas = Midas::new(MidasParams { rows, buckets, m_value });
                scores(edges, |edge| midas.insert(edge))
            }
            Self::Relational => {
                let mut midas = MidasR::new(MidasRParams { rows, buckets, m_value, ..MidasRParams::default() });
                scores(edges, |edge| midas.insert(edge))
            }
        }
    }
}

fn scores(edges: &[Labelled], mut score: impl FnMut((u64, u64, u64)) -> f64) -> Vec<f32> {
    let mut latest = 0;
    let each = edges.iter().map(|one| {
        latest = latest.max(u64::from(one.edge.tick));
        score((one.edge.source, one.edge.destination, latest + 1)) as f32
    });
    each.collect()
}
