//! Whether a version lies in a range, and which comparators may follow one another.

use std::cmp::Ordering;

use super::{Comparator, Constraint, Kind, Range, VersError};
use crate::version::{Scheme, Unorderable};

/// An interval between two constraints, of which neither end is in it.
struct Interval<'a> {
    low: Option<&'a str>,
    high: Option<&'a str>,
}

impl Comparator {
    fn includes_its_version(self) -> bool {
        matches!(self, Self::Equal | Self::LessOrEqual | Self::GreaterOrEqual)
    }

    fn opens(self) -> bool {
        matches!(self, Self::Greater | Self::GreaterOrEqual)
    }

    fn closes(self) -> bool {
        matches!(self, Self::Less | Self::LessOrEqual)
    }
}

impl Range {
    /// Whether a version lies in the range: first equality with the constraints' versions, then the intervals.
    /// A range of nothing but exclusions contains all else.
    ///
    /// # Errors
    /// When a version is none of the range's scheme.
    pub fn contains(&self, version: &str) -> Result<bool, VersError> {
        let scheme = match self.kind {
            Kind::All => return Ok(true),
            Kind::None => return Ok(false),
            Kind::Scheme(scheme) => scheme,
        };
        if self.constraints.iter().any(|constraint| constraint.comparator == Comparator::Any) {
            return Ok(true);
        }
        let decided = self.decide_by_equality(scheme, version)?;
        decided.map_or_else(|| self.is_in_interval(scheme, version), Ok)
    }

    /// Whether the version is in or out because a constraint names it.
    fn decide_by_equality(&self, scheme: Scheme, version: &str) -> Result<Option<bool>, VersError> {
        let mut excluded = false;
        for constraint in &self.constraints {
            if scheme.compare(version, &constraint.version)? != Ordering::Equal {
                continue;
            }
            if constraint.comparator.includes_its_version() {
                return Ok(Some(true));
            }
            excluded |= constraint.comparator == Comparator::NotEqual;
        }
        Ok(excluded.then_some(false))
    }

    fn is_in_interval(&self, scheme: Scheme, version: &str) -> Result<bool, VersError> {
        if self.constraints.iter().all(|constraint| constraint.comparator == Comparator::NotEqual) {
            return Ok(true);
        }
        for interval in intervals(&self.constraints) {
            if interval.contains(scheme, version)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl Interval<'_> {
    fn contains(&self, scheme: Scheme, version: &str) -> Result<bool, Unorderable> {
        let above = self.low.map_or(Ok(true), |low| scheme.compare(version, low).map(Ordering::is_gt))?;
        let below = self.high.map_or(Ok(true), |high| scheme.compare(version, high).map(Ordering::is_lt))?;
        Ok(above && below)
    }
}

/// The intervals of sorted constraints. Of redundant neighbours the wider counts: the first of several lower ends and
/// the last of several upper ones.
fn intervals(constraints: &[Constraint]) -> Vec<Interval<'_>> {
    let mut intervals: Vec<Interval<'_>> = Vec::new();
    let mut open: Option<&str> = None;
    for constraint in constraints {
        let version = constraint.version.as_str();
        if constraint.comparator.opens() {
            open.get_or_insert(version);
        }
        if constraint.comparator.closes() {
            match intervals.last_mut() {
                Some(last) if open.is_none() => last.high = Some(version),
                _ => intervals.push(Interval { low: open.take(), high: Some(version) }),
            }
        }
    }
    if open.is_some() {
        intervals.push(Interval { low: open, high: None });
    }
    intervals
}

/// Checks which comparators follow one another, those of exclusions aside.
pub(super) fn check_comparators(constraints: &[Constraint]) -> Result<(), VersError> {
    let comparators = || {
        let all = constraints.iter().map(|constraint| constraint.comparator);
        all.filter(|comparator| *comparator != Comparator::NotEqual)
    };
    for (comparator, next) in comparators().zip(comparators().skip(1)) {
        if comparator == Comparator::Equal && next.closes() {
            return Err(VersError::Sequence(comparator, next));
        }
    }
    let ranges = || comparators().filter(|comparator| *comparator != Comparator::Equal);
    for (comparator, next) in ranges().zip(ranges().skip(1)) {
        if comparator.opens() == next.opens() {
            return Err(VersError::Sequence(comparator, next));
        }
    }
    Ok(())
}
