//! Figures as lines that `cargo xtask bench monitoring` makes a table of.

/// Prints one figure. `met` is nothing where there is no goal.
pub(crate) fn row(what: &str, goal: &str, measured: &str, met: Option<bool>) {
    let met = met.map_or("", |met| if met { "met" } else { "MISSED" });
    println!("row\t{what}\t{goal}\t{measured}\t{met}");
}

/// The value in the middle; of an even number, the upper of the two.
pub(crate) fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The mean.
pub(crate) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The least.
pub(crate) fn least(values: &[f64]) -> f64 {
    values.iter().copied().fold(f64::INFINITY, f64::min)
}
