//! Readings of guidance.

use std::collections::BTreeSet;

use steadfast_cra::guidance::READINGS;

#[test]
fn readings_have_names_of_their_own_and_cite_points() {
    let codes: BTreeSet<&str> = READINGS.iter().map(|reading| reading.code).collect();
    assert_eq!(codes.len(), READINGS.len());
    assert!(READINGS.iter().all(|reading| reading.points.starts_with("point")));
}
