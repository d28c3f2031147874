//! What is known of exploitation: catalogues of exploited vulnerabilities and prediction scores, by CVE id.

use serde::{Deserialize, Serialize};

/// Exploitation by CVE, each list sorted by [`cve_number`].
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Signals {
    /// Exploited ones: number, day added, used by ransomware.
    exploited: Vec<(u64, Option<String>, bool)>,
    /// Prediction scores: number, probability and percentile.
    scores: Vec<(u64, f32, f32)>,
}

/// What a catalogue says of an exploited vulnerability.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exploitation {
    /// The day it was added.
    pub since: Option<String>,
    /// Known to be used by ransomware.
    pub ransomware: bool,
}

/// `CVE-2024-12345` as a number that sorts by year and then number; `None` for anything else.
pub fn cve_number(id: &str) -> Option<u64> {
    let (year, number) = id.strip_prefix("CVE-")?.split_once('-')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(year) || !digits(number) {
        return None;
    }
    Some(u64::from(year.parse::<u16>().ok()?) << 48 | u64::from(number.parse::<u32>().ok()?))
}

impl Signals {
    /// Takes over a catalogue of exploited vulnerabilities in place of what was there.
    pub fn set_exploited<'a>(&mut self, entries: impl Iterator<Item = &'a steadfast_formats::feed::Exploited>) {
        let rows = entries.filter_map(|entry| Some((cve_number(&entry.cve)?, entry.since.clone(), entry.ransomware)));
        self.exploited = rows.collect();
        self.exploited.sort();
        self.exploited.dedup_by_key(|row| row.0);
    }

    /// Takes over prediction scores in place of what was there.
    pub fn set_scores<'a>(&mut self, entries: impl Iterator<Item = &'a steadfast_formats::feed::Score>) {
        let rows = entries.filter_map(|entry| Some((cve_number(&entry.cve)?, entry.probability, entry.percentile)));
        self.scores = rows.collect();
        self.scores.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        self.scores.dedup_by_key(|row| row.0);
    }

    /// What the catalogue says of `id`.
    pub fn exploitation(&self, id: &str) -> Option<Exploitation> {
        let number = cve_number(id)?;
        let place = self.exploited.binary_search_by_key(&number, |row| row.0).ok()?;
        let (_, since, ransomware) = self.exploited.get(place)?;
        Some(Exploitation { since: since.clone(), ransomware: *ransomware })
    }

    /// Tells every CVE id of which the two say something else.
    pub(super) fn differing(&self, other: &Self, tell: &mut dyn FnMut(String)) {
        differing(&self.exploited, &other.exploited, |row| row.0, tell);
        differing(&self.scores, &other.scores, |row| row.0, tell);
    }

    /// The probability of exploitation of `id` in the next 30 days.
    pub fn probability(&self, id: &str) -> Option<f32> {
        let number = cve_number(id)?;
        let place = self.scores.binary_search_by_key(&number, |row| row.0).ok()?;
        self.scores.get(place).map(|row| row.1)
    }
}

/// One walk along two lists that are sorted by number.
fn differing<T: PartialEq>(left: &[T], right: &[T], number: impl Fn(&T) -> u64, tell: &mut dyn FnMut(String)) {
    let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
    loop {
        let (one, other) = (left.peek().map(|row| number(row)), right.peek().map(|row| number(row)));
        let Some(least) = [one, other].into_iter().flatten().min() else { return };
        let one = if one == Some(least) { left.next() } else { None };
        let other = if other == Some(least) { right.next() } else { None };
        if one != other {
            tell(cve_id(least));
        }
    }
}

/// The id of a number: at least four digits after the year.
fn cve_id(number: u64) -> String {
    format!("CVE-{}-{:04}", number >> 48, number & 0xffff_ffff_ffff)
}
