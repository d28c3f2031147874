//! Version ranges that people wrote as text into the field of a single version.

use crate::advisory::CveEnd;

/// The start and end of a range in words, if they leave no doubt; else `None`, and the text is one version.
///
/// Understood are comparators (`< 1.2.3`, `>= 1.0, < 1.2.3`, `= 1.2`), `before 1.2`, `prior to 1.2`,
/// `1.0 before 1.2`, `through 1.5`, `1.0 through 1.5`, `1.0 to 1.5` (inclusive) and `1.5 and earlier`.
pub(super) fn range(text: &str) -> Option<(String, CveEnd)> {
    let text = text.trim();
    if text.len() > LONGEST || !text.contains([' ', '<', '>', '=']) {
        return None;
    }
    comparators(text).or_else(|| words(text))
}

/// No range in words is longer.
const LONGEST: usize = 80;

const BEGINNING: &str = "0";

fn comparators(text: &str) -> Option<(String, CveEnd)> {
    let terms: Vec<(&str, String)> = text.split(',').map(term).collect::<Option<_>>()?;
    let (start, end) = match terms.as_slice() {
        [("=" | "==", only)] => return Some((only.clone(), CveEnd::Single)),
        [one @ (">=", _)] => (Some(one), None),
        [one] => (None, Some(one)),
        [one @ (">=", _), other] | [other, one @ (">=", _)] => (Some(one), Some(other)),
        _ => return None,
    };
    let end = match end {
        Some(("<", version)) => CveEnd::Below(version.clone()),
        Some(("<=", version)) => CveEnd::UpTo(version.clone()),
        Some(_) => return None,
        None => CveEnd::UpTo("*".to_owned()),
    };
    Some((start.map_or(BEGINNING, |(_, version)| version).to_owned(), end))
}

fn term(text: &str) -> Option<(&str, String)> {
    let text = text.trim();
    let split = text.find(|letter| !matches!(letter, '<' | '>' | '='))?;
    let (operator, version) = text.split_at(split);
    (!operator.is_empty()).then_some((operator, plain(version)?))
}

fn words(text: &str) -> Option<(String, CveEnd)> {
    let spoken: Vec<String> = text.split_whitespace().map(str::to_ascii_lowercase).collect();
    let mut spoken: Vec<&str> = spoken.iter().map(String::as_str).collect();
    if let Some("version" | "versions" | "from") = spoken.first().copied() {
        spoken.remove(0);
    }
    if let Some("version" | "versions") = spoken.last().copied() {
        spoken.pop();
    }
    let from_start = |version: &str, end: fn(String) -> CveEnd| Some((BEGINNING.to_owned(), end(plain(version)?)));
    let between = |start: &str, last: &str, end: fn(String) -> CveEnd| Some((plain(start)?, end(plain(last)?)));
    match spoken.as_slice() {
        ["before", last] | ["prior", "to", last] => from_start(last, CveEnd::Below),
        ["through", last] => from_start(last, CveEnd::UpTo),
        [start, "before", last] | [start, "prior", "to", last] => between(start, last, CveEnd::Below),
        [start, "through" | "to", last] => between(start, last, CveEnd::UpTo),
        [last, "and" | "or", "earlier" | "below" | "before" | "prior" | "older" | "lower" | "previous"] => {
            from_start(last, CveEnd::UpTo)
        }
        _ => None,
    }
}

/// One version, without the `v` in front of it. `1.x` is none: it may mean any of its branch.
fn plain(text: &str) -> Option<String> {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    let number = lower.strip_prefix("ver.").or_else(|| lower.strip_prefix("ver")).or_else(|| lower.strip_prefix('v'));
    let start = text.len() - number.unwrap_or(&lower).len();
    let version = text.get(start..)?;
    let fits = version.starts_with(|letter: char| letter.is_ascii_digit())
        && !version
            .contains(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ';' | '<' | '>' | '=' | '*'))
        && !lower.ends_with(".x");
    fits.then(|| version.to_owned())
}
