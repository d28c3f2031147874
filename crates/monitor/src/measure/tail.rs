//! Where the tail of a stream of scores begins that comes as seldom as is asked for: a budget of false alarms.
//!
//! By the peaks over a threshold (the idea of SPOT): whatever scores are like, what is beyond a high one among them falls
//! off nearly as a generalised Pareto distribution does. Its two parameters come from the [`KEPT`] highest scores so far, by
//! probability-weighted moments. So the scores need not be of any known shape, and the answer goes beyond what was seen.
//! Over streams of scores with an end, with a variance and without one, from the first threshold on, alarms came 0.6 to 2.1 times
//! as often as asked for, and up to 2.7 times where scores are few whole numbers; most of what is too much comes early.
//!
//! A score beyond the threshold is an alarm, and is learnt as though it were no more than half as far again beyond where the
//! tail begins: by chance there are such scores, but an attack cannot push the threshold up by how high it scores. While
//! an alert is open, nothing should be learnt at all.

use super::Unreadable;
use super::number::{exp, ln};
use super::wire::{Reader, Writer};

/// Scores that are kept: the highest, and the one they are beyond.
pub const KEPT: usize = 100;

/// The fewest scores beyond the one they are measured from.
const LEAST: usize = 30;

/// Which share of all scores is taken to be the tail, at most.
const TAIL: u64 = 10;

/// How many times rarer than one of all that was seen an alarm may be.
const BEYOND: f64 = 10.0;

/// What these bytes are, and their version.
const KIND: (u8, u8) = (b'T', 1);

/// What a score is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Too few scores were seen to tell.
    NotKnownYet,
    /// Within the budget.
    Usual,
    /// Beyond the threshold.
    Alarm,
}

/// How often an alarm may come for nothing: the chance for each score.
///
/// # Panics
/// Never; without observations it is one.
#[must_use]
pub fn risk(alarms_a_month: f64, observations_a_month: f64) -> f64 {
    let risk = alarms_a_month / observations_a_month;
    if risk.is_nan() { 1.0 } else { risk.clamp(1e-12, 1.0) }
}

/// Learns what scores are like, and says which are beyond what the budget allows.
#[derive(Clone, Debug, PartialEq)]
pub struct Tail {
    risk: f64,
    /// How many were learnt.
    count: u64,
    /// The highest, in order, the lowest first; one more than is kept at most.
    highest: Box<[f32; KEPT + 1]>,
    used: usize,
    threshold: Option<f32>,
    /// As what any higher score is learnt.
    most: f32,
    /// After how many the threshold is to be found anew.
    next: u64,
}

impl Tail {
    /// One that has seen nothing, for a [`risk`].
    #[must_use]
    pub fn new(risk: f64) -> Self {
        let risk = if risk.is_nan() { 1.0 } else { risk.clamp(1e-12, 1.0) };
        Self { risk, count: 0, highest: Box::new([0.0; KEPT + 1]), used: 0, threshold: None, most: f32::MAX, next: 0 }
    }

    /// Says what a score is, and learns it. It allocates nothing.
    pub fn judge(&mut self, score: f32) -> Verdict {
        let verdict = self.verdict(score);
        self.learn(score);
        verdict
    }

    /// Says what a score is.
    #[must_use]
    pub fn verdict(&self, score: f32) -> Verdict {
        match self.threshold {
            None => Verdict::NotKnownYet,
            Some(threshold) if score > threshold => Verdict::Alarm,
            Some(_) => Verdict::Usual,
        }
    }

    /// Learns a score; one far beyond the threshold as though it were nearer. What is no number is passed over.
    pub fn learn(&mut self, score: f32) {
        if score.is_nan() {
            return;
        }
        let score = score.min(self.most).clamp(f32::MIN, f32::MAX);
        self.count = self.count.saturating_add(1);
        let is_high = self.put(score);
        if self.count >= self.next || (is_high && self.threshold.is_some()) {
            self.find();
        }
    }

    /// The score beyond which is an alarm; nothing where too few were seen to tell.
    #[must_use]
    pub fn threshold(&self) -> Option<f32> {
        self.threshold
    }

    /// How many were learnt.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Asks for another risk from now on.
    pub fn set_risk(&mut self, risk: f64) {
        self.risk = Self::new(risk).risk;
        self.find();
    }

    /// Learns all that another has learnt. The risk stays.
    pub fn merge(&mut self, other: &Self) {
        self.count = self.count.saturating_add(other.count);
        for score in &other.highest[..other.used] {
            self.put(*score);
        }
        self.find();
    }

    /// Keeps a score, if it is among the highest.
    fn put(&mut self, score: f32) -> bool {
        let kept = &mut self.highest[..self.used];
        let at = kept.partition_point(|kept| *kept < score);
        if self.used <= KEPT {
            self.highest.copy_within(at..self.used, at + 1);
            self.highest[at] = score;
            self.used += 1;
            return true;
        }
        if at == 0 {
            return false;
        }
        self.highest.copy_within(1..at, 0);
        self.highest[at - 1] = score;
        true
    }

    /// Finds the threshold anew, and when to do so next: once there is a hundredth more.
    fn find(&mut self) {
        self.next = self.count + self.count / 100 + 1;
        let beyond = (self.count / TAIL).min(self.used.saturating_sub(1) as u64) as usize;
        let is_enough = beyond >= LEAST && self.count as f64 * self.risk * BEYOND >= 1.0;
        if !is_enough {
            (self.threshold, self.most) = (None, f32::MAX);
            return;
        }
        let (from, threshold) = threshold(&self.highest[..self.used], beyond, self.count, self.risk);
        // Where all are alike, nothing says how far is far.
        self.most = if threshold > from { threshold + (threshold - from) / 2.0 } else { f32::MAX };
        self.threshold = Some(threshold);
    }

    /// What is kept, as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::new(KIND.0, KIND.1, 20 + 4 * self.used);
        writer.put(self.risk.to_le_bytes()).short(self.count).short(self.used as u64);
        for score in &self.highest[..self.used] {
            writer.put(score.to_le_bytes());
        }
        writer.done()
    }

    /// What [`Tail::to_bytes`] wrote.
    ///
    /// # Errors
    /// When these bytes are nothing of the kind.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Unreadable> {
        let mut reader = Reader::new(KIND.0, KIND.1, bytes)?;
        let mut read = Self::new(reader.finite()?);
        (read.count, read.used) = (reader.short()?, reader.short()? as usize);
        if read.used > KEPT + 1 || (read.used as u64) > read.count || read.used < (KEPT + 1).min(read.count as usize) {
            return Err(Unreadable);
        }
        for score in &mut read.highest[..read.used] {
            *score = reader.take().map(f32::from_le_bytes)?;
        }
        let sorted = &read.highest[..read.used];
        if !sorted.is_sorted() || sorted.iter().any(|score| !score.is_finite()) {
            return Err(Unreadable);
        }
        reader.end()?;
        read.find();
        Ok(read)
    }
}

/// Where the tail begins, and the score that one of `1 / risk` exceeds, by the highest `beyond` of sorted scores out of
/// `count`.
fn threshold(sorted: &[f32], beyond: usize, count: u64, risk: f64) -> (f32, f32) {
    let (below, above) = sorted.split_at(sorted.len() - beyond);
    let from = below.last().or(above.first()).copied().unwrap_or_default();
    let share = beyond as f64 / count as f64;
    if risk >= share {
        // What is asked for is no rarer than the tail itself, of which the scores say where it is.
        let at = (risk * count as f64) as usize;
        return (from, sorted.len().checked_sub(at + 1).map_or(from, |at| sorted[at]));
    }
    let excesses = above.iter().map(|score| f64::from(*score) - f64::from(from));
    let (shape, scale) = shape_and_scale(excesses, beyond as f64);
    let rarer = ln(share / risk);
    let times = if shape.abs() < 1e-6 { rarer } else { (exp(shape * rarer) - 1.0) / shape };
    (from, (f64::from(from) + scale * times).min(f64::from(f32::MAX)) as f32)
}

/// The generalised Pareto distribution of excesses in order, by probability-weighted moments.
fn shape_and_scale(excesses: impl Iterator<Item = f64>, count: f64) -> (f64, f64) {
    let (mut mean, mut weighted) = (0.0, 0.0);
    for (at, excess) in excesses.enumerate() {
        mean += excess / count;
        weighted += excess * (count - 0.65 - at as f64) / (count * count);
    }
    let apart = mean - 2.0 * weighted;
    if apart <= 0.0 || mean <= 0.0 {
        return (0.0, mean.max(0.0));
    }
    let shape = (2.0 - mean / apart).clamp(-1.0, 0.95);
    (shape, mean * (1.0 - shape))
}
