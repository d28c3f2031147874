//! Figures as lines that `cargo xtask bench server` makes a table of.

/// Prints one figure. `met` is nothing where there is no goal.
pub(crate) fn row(what: &str, goal: &str, measured: &str, met: Option<bool>) {
    let met = met.map_or("", |met| if met { "met" } else { "MISSED" });
    println!("row\t{what}\t{goal}\t{measured}\t{met}");
}

/// The value in the middle; of an even number, the upper of the two.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The value that so many of a hundred do not exceed.
pub(crate) fn percentile(sorted: &[f64], percent: usize) -> f64 {
    let at = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(at).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::{median, percentile};

    #[test]
    fn of_a_hundred_values_the_99th_is_the_last_but_one() {
        let values: Vec<f64> = (1..=100).map(f64::from).collect();
        assert_eq!((percentile(&values, 99), percentile(&values, 50)), (99.0, 50.0));
        assert_eq!(median(values), 51.0);
    }
}
