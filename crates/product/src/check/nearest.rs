//! The known name nearest to one that is not known.

/// Characters of the longest name for which a nearest one is sought.
const LONGEST: usize = 64;

/// Differences up to which a name counts as meant.
const NEAR: usize = 3;

/// Known names that are looked at: more are no help to anybody who made a slip.
const MOST_KNOWN: usize = 1_000;

/// The known name that differs least from `given`: in at most three characters, and not in half of them.
#[must_use]
pub fn nearest<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let given: Vec<char> = given.chars().take(LONGEST + 1).map(|c| c.to_ascii_lowercase()).collect();
    if given.is_empty() || given.len() > LONGEST {
        return None;
    }
    let ranked = known
        .into_iter()
        .take(MOST_KNOWN)
        .filter(|known| known.len() <= LONGEST)
        .map(|known| (distance(&given, known), known));
    let best = ranked.min()?;
    (best.0 <= NEAR && best.0 * 2 <= given.len()).then_some(best.1)
}

/// Insertions, deletions and exchanges between two short texts.
fn distance(given: &[char], known: &str) -> usize {
    let known: Vec<char> = known.chars().map(|c| c.to_ascii_lowercase()).collect();
    let mut row: Vec<usize> = (0..=known.len()).collect();
    for (at, mine) in given.iter().enumerate() {
        let mut before = at;
        let mut left = at + 1;
        for (cell, theirs) in row.iter_mut().skip(1).zip(&known) {
            let here = (before + usize::from(mine != theirs)).min(left + 1).min(*cell + 1);
            before = std::mem::replace(cell, here);
            left = here;
        }
        if let Some(first) = row.first_mut() {
            *first = at + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}
