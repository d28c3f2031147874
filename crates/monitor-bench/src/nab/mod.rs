//! What is usual by hour on the series of NAB, beside a z-score on the mean of all before.
//!
//! One configuration for all series, and one threshold for all: the one by which there are so many false alarms a week.
//! The first 15 % of a series, 750 values at most, are there to learn from. Alarms within six hours of another outside of
//! the windows are one. Nothing is ever frozen here, because nobody answers the alerts.

mod alarms;
mod series;
mod ways;

use std::path::Path;

use crate::Failure;
use crate::row::row;
use alarms::Alarms;

/// False alarms a week.
const ALLOWED: [f64; 3] = [0.25, 0.5, 1.0];

/// Measures.
///
/// # Errors
/// When the data cannot be read.
pub(crate) fn measure(folder: &Path) -> Result<(), Failure> {
    let series = series::read(&folder.join("nab"))?;
    let windows: usize = series.iter().map(|series| series.windows.len()).sum();
    let allowed = ALLOWED.map(|allowed| allowed.to_string()).join(", ");
    println!("    {} series with {windows} windows", series.len());
    let ways: [(&str, ways::Way); 4] = [
        ("usual by hour, lasting", ways::lasting),
        ("usual by hour, single values", ways::single),
        ("z-score on all before, single values", ways::z_single),
        ("z-score on all before, mean of ten", ways::z_lasting),
    ];
    for (name, way) in ways {
        let alarms = Alarms::new(&series, way);
        let found = ALLOWED.map(|allowed| alarms.found_at(allowed).to_string()).join(", ");
        let what = format!("NAB, {name}: of {windows} windows found at {allowed} false alarms a week");
        row(&what, "", &found, None);
    }
    Ok(())
}
