//! From values to places on the axis.

/// Round numbers for an axis from 0 to at least `highest`: the step and how many steps.
pub(super) fn steps(highest: f64) -> (f64, u32) {
    let highest = if highest.is_finite() && highest > 0.0 { highest } else { 1.0 };
    let rough = highest / 4.0;
    let power = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0].map(|factor| factor * power).into_iter().find(|step| *step >= rough);
    let step = step.unwrap_or(10.0 * power);
    (step, (highest / step).ceil() as u32)
}

/// A coordinate with at most one decimal, so that pages stay small.
pub(super) fn coordinate(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_has_round_steps_that_reach_the_highest_value() {
        assert_eq!(steps(10.0), (2.5, 4));
        assert_eq!(steps(7.0), (2.0, 4));
        assert_eq!(steps(0.0), (0.25, 4));
        for highest in [0.003, 1.0, 99.0, 12_345.0, f64::NAN] {
            let (step, count) = steps(highest);
            assert!(step * f64::from(count) >= highest || highest.is_nan());
            assert!((1..=5).contains(&count), "{highest}: {count}");
        }
    }
}
