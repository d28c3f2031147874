//! Ways to score a series, value by value.

use steadfast_monitor::measure::season::{Compared, Season};

use super::series::Series;

/// Gives a score for each value.
pub(super) type Way = fn(&Series) -> Vec<f32>;

/// What lasts, by hour.
pub(super) fn lasting(series: &Series) -> Vec<f32> {
    by_hour(series, |compared| compared.lasting)
}

/// Single values, by hour.
pub(super) fn single(series: &Series) -> Vec<f32> {
    by_hour(series, |compared| compared.off)
}

fn by_hour(series: &Series, score: fn(Compared) -> f32) -> Vec<f32> {
    let mut season = Season::default();
    let each = series.values.iter().map(|(time, value)| season.insert(*time, *value, true).map_or(0.0, score).abs());
    each.collect()
}

/// Single values by the mean and the deviation of all before.
pub(super) fn z_single(series: &Series) -> Vec<f32> {
    z_scores(series).into_iter().map(f32::abs).collect()
}

/// The same as a mean over ten values or so.
pub(super) fn z_lasting(series: &Series) -> Vec<f32> {
    let mut lasting = 0.0_f32;
    let each = z_scores(series).into_iter().map(|score| {
        lasting += (score - lasting) / 10.0;
        lasting.abs()
    });
    each.collect()
}

fn z_scores(series: &Series) -> Vec<f32> {
    let (mut count, mut mean, mut squares) = (0.0, 0.0, 0.0);
    let each = series.values.iter().map(|(_, value)| {
        let value = f64::from(*value);
        let deviation = f64::sqrt(squares / f64::max(count, 1.0));
        let score = if deviation > 0.0 { (value - mean) / deviation } else { 0.0 };
        count += 1.0;
        let off = value - mean;
        mean += off / count;
        squares += off * (value - mean);
        score as f32
    });
    each.collect()
}
