//! What is found, and how many false alarms there are, by one threshold for all series.

use super::series::Series;
use super::ways::Way;

/// Within so many seconds of an alarm, another is the same.
const SAME: i64 = 6 * 3_600;

/// The scores of all series.
pub(super) struct Alarms<'a> {
    scored: Vec<(&'a Series, Vec<f32>)>,
    weeks: f64,
}

impl<'a> Alarms<'a> {
    /// Scores each series.
    pub(super) fn new(series: &'a [Series], way: Way) -> Self {
        let scored = series.iter().map(|series| (series, way(series))).collect();
        Self { scored, weeks: series.iter().map(Series::weeks).sum() }
    }

    /// How many windows are found by the lowest threshold with no more false alarms a week.
    pub(super) fn found_at(&self, allowed: f64) -> usize {
        let judged = self.scored.iter().flat_map(|(series, scores)| &scores[series.learnt()..]);
        let mut thresholds: Vec<f32> = judged.copied().collect();
        thresholds.sort_by(f32::total_cmp);
        let at = thresholds.partition_point(|threshold| self.count(*threshold).1 as f64 > allowed * self.weeks);
        thresholds.get(at).map_or(0, |threshold| self.count(*threshold).0)
    }

    /// Windows found and false alarms.
    fn count(&self, threshold: f32) -> (usize, usize) {
        let each = self.scored.iter().map(|(series, scores)| count(series, scores, threshold));
        each.fold((0, 0), |all, one| (all.0 + one.0, all.1 + one.1))
    }
}

fn count(series: &Series, scores: &[f32], threshold: f32) -> (usize, usize) {
    let mut found = vec![false; series.windows.len()];
    let (mut wrong, mut last) = (0, i64::MIN / 2);
    let judged = series.values.iter().zip(scores).skip(series.learnt());
    for ((time, _), _) in judged.filter(|(_, score)| **score > threshold) {
        let mut within = series.windows.iter().zip(&mut found).filter(|((from, to), _)| from <= time && time <= to);
        if let Some((_, found)) = within.next() {
            *found = true;
            continue;
        }
        wrong += usize::from(time - last > SAME);
        last = *time;
    }
    (found.iter().filter(|found| **found).count(), wrong)
}
