//! Bursts in a stream of edges: who speaks to whom far more often than usual, in memory of a fixed size.
//!
//! The idea is that of MIDAS-F (microclusters in edge streams, filtering): count-min sketches of edges, of sources and of
//! destinations hold how much there is of each now and how much there usually is, and what is anomalous is not learnt as
//! usual. How it is done is our own:
//!
//! * *Now* is two windows that fade, a short and a long one, so that floods and slow scans are both seen. What the short one
//!   tells of is not counted in full by the long one: it would go on telling of a flood long after its end.
//! * The score is how surprising the count is in nats: the logarithm of how much better a raised rate explains it
//!   than the usual rate, times [`Settings::tolerance`], as counts of Poisson do. What is at most as usual scores nothing.
//! * A cell that is surprised learns on as though its rate were as usual, so that neither an attack becomes the usual nor
//!   silence does.
//! * Nothing is swept at each tick: new events weigh more instead of old ones less. After some ticks all cells are scaled
//!   down at once.
//!
//! ```
//! use steadfast_monitor::measure::burst::{Burst, Edge, Settings};
//!
//! let mut burst = Burst::new(Settings::default(), 7);
//! for tick in 0..2_000 {
//!     assert!(burst.score(Edge { tick, source: 1, destination: 2 }) < 20.0);
//! }
//! let scores = (0..1_000).map(|_| burst.score(Edge { tick: 2_000, source: 1, destination: 2 }));
//! assert!(scores.last() > Some(500.0));
//! ```

mod bytes;
mod cells;
mod clock;
mod settings;
mod surprise;

pub use settings::Settings;
pub use surprise::Seen;

use super::Apart;
use super::hash::{SALTS, fold};
use cells::{Cells, Place};
use clock::Clock;

/// Somebody spoke to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// When, in whole steps of the reader's own clock, such as minutes. One that is late weighs what it would weigh by
    /// now, had it come in time.
    pub tick: u32,
    /// Who. Any number that stands for it, such as a digest; it is hashed again.
    pub source: u64,
    /// With whom, or what.
    pub destination: u64,
}

/// What is seen of an edge, and of its two ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parts {
    /// Of the edge itself.
    pub edge: Seen,
    /// Of all from its source.
    pub source: Seen,
    /// Of all to its destination.
    pub destination: Seen,
}

impl Parts {
    /// How surprising it is: what the most surprising part is.
    #[must_use]
    pub fn score(&self) -> f32 {
        self.edge.surprise.max(self.source.surprise).max(self.destination.surprise)
    }
}

/// Scores each edge of a stream. Its state is [`Burst::bytes_kept`] and never grows.
#[derive(Clone, Debug, PartialEq)]
pub struct Burst {
    settings: Settings,
    seed: u64,
    clock: Clock,
    cells: Cells,
}

impl Burst {
    /// One that has seen nothing. Who knows the seed can choose names that fall into the same cells.
    #[must_use]
    pub fn new(settings: Settings, seed: u64) -> Self {
        let settings = settings.within_bounds();
        Self { settings, seed, clock: Clock::new(&settings), cells: Cells::new(settings.width) }
    }

    /// By what it measures.
    #[must_use]
    pub fn settings(&self) -> Settings {
        self.settings
    }

    /// How large its state is.
    #[must_use]
    pub fn bytes_kept(&self) -> usize {
        size_of::<Self>() + self.cells.bytes_kept()
    }

    /// Counts an edge, and says how surprising it is, in nats. It allocates nothing.
    #[inline]
    pub fn score(&mut self, edge: Edge) -> f32 {
        self.score_times(edge, 1)
    }

    /// Counts so many edges of one kind in one step. All of them are judged and learnt as the last one is: of a burst in few
    /// steps the first ones become the usual no more than the last.
    #[inline]
    pub fn score_times(&mut self, edge: Edge, times: u16) -> f32 {
        if let Some(by) = self.clock.advance(edge.tick) {
            self.cells.scale(by);
        }
        let weights = self.clock.weights(edge.tick).times(times);
        let places = self.places(edge.source, edge.destination);
        let sums = places.map(|place| self.cells.add_short(place, weights.short));
        let (score, shares) = self.clock.judge(&sums, weights, self.settings.gate);
        for (place, share) in places.iter().zip(shares) {
            self.cells.add_rest(*place, share.long * weights.long, f64::from(share.usual) * weights.usual);
        }
        score
    }

    /// What is seen by now of an edge, without counting one more: the reasons of a score.
    #[must_use]
    pub fn parts(&self, source: u64, destination: u64) -> Parts {
        let [edge, source, destination] =
            self.places(source, destination).map(|place| self.clock.seen(self.cells.look(place)));
        Parts { edge, source, destination }
    }

    /// Takes what an edge, its source and its destination do now as usual from here on, as after an update that was
    /// meant to change it. Others in the same cells are taken with it.
    pub fn accept(&mut self, source: u64, destination: u64) {
        for place in self.places(source, destination) {
            self.cells.raise(place, self.clock.usual_for(self.cells.look(place)));
        }
    }

    /// Adds what another has seen of another part of the same stream, as one that saw both would count it. What each
    /// learnt as usual is added too, as each decided by itself.
    ///
    /// # Errors
    /// When it measures by another seed or other settings.
    pub fn merge(&mut self, mut other: Self) -> Result<(), Apart> {
        if (self.settings, self.seed) != (other.settings, other.seed) {
            return Err(Apart);
        }
        let now = self.clock.now().max(other.clock.now());
        for one in [&mut *self, &mut other] {
            let by = one.clock.begin_anew(now);
            one.cells.scale(by);
        }
        self.cells.add(&other.cells);
        self.clock.join(&other.clock);
        Ok(())
    }

    #[inline]
    fn places(&self, source: u64, destination: u64) -> [Place; 3] {
        let from = fold(source, self.seed);
        let to = fold(destination, self.seed ^ SALTS[2]);
        let edge = fold(from, to.rotate_left(32));
        [self.cells.place(0, edge), self.cells.place(1, from), self.cells.place(2, to)]
    }
}
