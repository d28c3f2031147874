//! What comes first in triage, as one number: the higher, the sooner.

/// What the place of a flaw in the queue depends on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Merit {
    /// Somebody says that it is exploited.
    pub exploited: bool,
    /// At least one exposure that waits is affected beyond doubt.
    pub affected: bool,
    /// The probability of exploitation within 30 days.
    pub epss: Option<f64>,
    /// Tenths of the CVSS base score.
    pub cvss: Option<i64>,
    /// 0 critical to 4 none, 5 unrated.
    pub severity: i64,
    /// The gravest risk of the products: 4 critical to 1 low; 2 where nobody said.
    pub risk: i64,
    /// Units behind the exposures that wait.
    pub units: Option<i64>,
}

/// The most units that make a difference.
const MOST_UNITS: i64 = (1 << 26) - 1;

/// The number, of 50 bits, from the left: exploited; affected before unknown; the probability of exploitation in steps
/// (half, a tenth, a hundredth); the severity in tenths, where unrated counts as medium; the products' own risk; units in
/// the field; the probability in thousandths. `RANK` in `settle.rs` says the same in SQL, and a test compares the two.
#[must_use]
pub fn rank(merit: &Merit) -> i64 {
    let parts = [
        (i64::from(merit.exploited), 2),
        (i64::from(merit.affected), 2),
        (step(merit.epss), 4),
        (tenths(merit), 128),
        (merit.risk, 8),
        (merit.units.unwrap_or(0).clamp(0, MOST_UNITS), MOST_UNITS + 1),
        (merit.epss.map_or(0, |epss| (epss * 1000.0).round() as i64), 1024),
    ];
    parts.iter().fold(0, |rank, (part, range)| rank * range + part)
}

/// 3 from one half on, 2 from a tenth on, 1 from a hundredth on, else 0.
fn step(epss: Option<f64>) -> i64 {
    match epss {
        Some(epss) if epss >= 0.5 => 3,
        Some(epss) if epss >= 0.1 => 2,
        Some(epss) if epss >= 0.01 => 1,
        _ => 0,
    }
}

/// The score, or the middle of what the word means; unrated counts as medium.
fn tenths(merit: &Merit) -> i64 {
    let of_word = match merit.severity {
        0 => 95,
        1 => 80,
        3 => 20,
        4 => 0,
        _ => 55,
    };
    merit.cvss.unwrap_or(of_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOW: Merit =
        Merit { exploited: false, affected: false, epss: None, cvss: None, severity: 3, risk: 1, units: None };

    #[test]
    fn each_reason_outweighs_all_that_come_after_it() {
        let steps = [
            Merit { epss: Some(0.009), ..LOW },
            Merit { units: Some(1), epss: None, ..LOW },
            Merit { units: Some(i64::MAX), epss: Some(0.009), ..LOW },
            Merit { risk: 4, ..LOW },
            Merit { cvss: Some(21), ..LOW },
            Merit { severity: 5, ..LOW },
            Merit { cvss: Some(100), risk: 4, units: Some(i64::MAX), ..LOW },
            Merit { epss: Some(0.01), ..LOW },
            Merit { epss: Some(1.0), cvss: Some(100), ..LOW },
            Merit { affected: true, ..LOW },
            Merit { exploited: true, ..LOW },
            Merit { exploited: true, affected: true, ..LOW },
        ];
        let ranks: Vec<i64> = steps.iter().map(rank).collect();
        assert!(ranks.is_sorted_by(|one, other| one < other), "{ranks:?}");
        assert!(ranks.iter().all(|rank| (0..1 << 50).contains(rank)));
    }
}
