//! Ranges of the version range specifier: `vers:npm/>=1.2.3|<2.0.0|!=1.5`.
//!
//! [`Range::parse`] takes only the canonical form; [`Range::read`] also takes unsorted constraints, spaces, an
//! explicit `=` and outer pipes, and sorts.

use std::cmp::Ordering;
use std::fmt;

use super::{Scheme, Unorderable};

mod constraint;
mod containment;
mod datetime;
mod error;
mod types;

pub use constraint::{Comparator, Constraint};
pub use error::VersError;

/// A range as its type and its constraints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range {
    type_name: &'static str,
    kind: Kind,
    constraints: Vec<Constraint>,
}

/// What a type says about the order of versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// `all`: every version, of whatever scheme.
    All,
    /// `none`: no version.
    None,
    /// Versions of a scheme.
    Scheme(Scheme),
}

/// Whether a version lies in a range; the range is read as [`Range::read`] reads it.
///
/// # Errors
/// When the range cannot be read, or a version is none of the range's scheme.
pub fn contains(range: &str, version: &str) -> Result<bool, VersError> {
    Range::read(range)?.contains(version)
}

impl Range {
    /// Reads the canonical form of a range.
    ///
    /// # Errors
    /// When the text is no range or not its canonical form.
    pub fn parse(text: &str) -> Result<Self, VersError> {
        if text.contains(|letter: char| letter.is_ascii_whitespace()) {
            return Err(VersError::Whitespace);
        }
        let (type_name, constraints) = split(text)?;
        if type_name.contains(|letter: char| letter.is_ascii_uppercase()) {
            return Err(VersError::TypeCase(type_name.to_owned()));
        }
        check_pipes(constraints)?;
        let (type_name, kind) = types::find(type_name)?;
        let constraints = read_constraints(constraints, |text| {
            if kind == Kind::Scheme(Scheme::Datetime) {
                datetime::check_canonical(text)?;
            }
            Constraint::parse(text)
        })?;
        let range = Self { type_name, kind, constraints };
        range.check_asterisk()?;
        range.check_sequence()?;
        Ok(range)
    }

    /// Reads a range in canonical form or not, and sorts its constraints by version.
    ///
    /// # Errors
    /// When the text is no range, or a version is none of its scheme.
    pub fn read(text: &str) -> Result<Self, VersError> {
        let text: String = text.chars().filter(|letter| !letter.is_ascii_whitespace()).collect();
        let (type_name, constraints) = split(&text)?;
        let (type_name, kind) = types::find(&type_name.to_ascii_lowercase())?;
        let constraints = read_constraints(constraints.trim_matches('|'), Constraint::read)?;
        let mut range = Self { type_name, kind, constraints };
        range.check_asterisk()?;
        range.sort()?;
        Ok(range)
    }

    /// The constraints, in the order of the text for [`Range::parse`], sorted for [`Range::read`].
    pub fn constraints(&self) -> &[Constraint] {
        &self.constraints
    }

    /// The type, such as `npm`.
    pub fn type_name(&self) -> &str {
        self.type_name
    }

    fn check_asterisk(&self) -> Result<(), VersError> {
        let is_asterisk = |constraint: &Constraint| constraint.comparator == Comparator::Any;
        let asterisks = self.constraints.iter().filter(|constraint| is_asterisk(constraint)).count();
        if asterisks > 0 && self.constraints.len() > 1 {
            return Err(VersError::Asterisk);
        }
        match self.kind {
            Kind::All | Kind::None if asterisks == 0 => Err(VersError::OnlyAsterisk(self.type_name)),
            _ => Ok(()),
        }
    }

    /// Checks that versions rise, occur once, and that comparators may follow one another.
    fn check_sequence(&self) -> Result<(), VersError> {
        let Kind::Scheme(scheme) = self.kind else { return Ok(()) };
        for (constraint, next) in self.constraints.iter().zip(self.constraints.iter().skip(1)) {
            match scheme.compare(&constraint.version, &next.version)? {
                Ordering::Less => {}
                Ordering::Equal => return Err(VersError::Duplicate(next.version.clone())),
                Ordering::Greater => return Err(VersError::Unsorted),
            }
        }
        containment::check_comparators(&self.constraints)
    }

    /// Sorts by version, and keeps the order of equal ones. An order that is not total cannot break this.
    fn sort(&mut self) -> Result<(), VersError> {
        let Kind::Scheme(scheme) = self.kind else { return Ok(()) };
        let mut sorted: Vec<Constraint> = Vec::with_capacity(self.constraints.len());
        for constraint in self.constraints.drain(..) {
            let place = place_for(scheme, &sorted, &constraint.version)?;
            sorted.insert(place, constraint);
        }
        self.constraints = sorted;
        Ok(())
    }
}

/// Where a version belongs behind all versions up to it, found by halving.
fn place_for(scheme: Scheme, sorted: &[Constraint], version: &str) -> Result<usize, Unorderable> {
    let (mut low, mut high) = (0, sorted.len());
    while let Some(middle) = sorted.get(low..high).filter(|open| !open.is_empty()).map(|open| low + open.len() / 2) {
        let Some(constraint) = sorted.get(middle) else { break };
        if scheme.compare(&constraint.version, version)?.is_le() {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(low)
}

/// Splits a range into its type and its constraints.
fn split(text: &str) -> Result<(&str, &str), VersError> {
    let specifier = text.strip_prefix("vers:").ok_or(VersError::NotVers)?;
    let (type_name, constraints) = specifier.split_once('/').ok_or(VersError::NoType)?;
    if constraints.is_empty() {
        return Err(VersError::NoConstraints);
    }
    Ok((type_name, constraints))
}

fn check_pipes(constraints: &str) -> Result<(), VersError> {
    match constraints {
        text if text.starts_with('|') => Err(VersError::LeadingPipe),
        text if text.ends_with('|') => Err(VersError::TrailingPipe),
        text if text.contains("||") => Err(VersError::ConsecutivePipes),
        _ => Ok(()),
    }
}

fn read_constraints(
    text: &str,
    read: impl Fn(&str) -> Result<Constraint, VersError>,
) -> Result<Vec<Constraint>, VersError> {
    text.split('|').map(read).collect()
}

impl fmt::Display for Range {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "vers:{}/", self.type_name)?;
        for (place, constraint) in self.constraints.iter().enumerate() {
            let pipe = if place == 0 { "" } else { "|" };
            write!(formatter, "{pipe}{constraint}")?;
        }
        Ok(())
    }
}
