//! Moments as records write them, compared.

use std::cmp::Ordering;

/// Whether a text is a moment in UTC: `2026-11-20T12:00:00Z`, with up to nine digits of a fraction (RFC 3339, section 5.6).
pub(super) fn is_moment(text: &str) -> bool {
    parts(text).is_some()
}

/// Whether the first moment is after the second; texts that are no moments are after nothing.
pub(super) fn is_after(one: &str, other: &str) -> bool {
    let Some((one, other)) = parts(one).zip(parts(other)) else { return false };
    one.cmp(&other) == Ordering::Greater
}

/// Seconds as text, and the fraction with nine digits: both sort as moments do.
fn parts(text: &str) -> Option<(&str, String)> {
    let (seconds, rest) = text.split_at_checked(19)?;
    let shaped = seconds.bytes().zip(b"0000-00-00T00:00:00").all(|(byte, like)| match like {
        b'0' => byte.is_ascii_digit(),
        other => byte == *other,
    });
    let rest = rest.strip_suffix('Z')?;
    let digits = rest.strip_prefix('.').unwrap_or(rest);
    let fits = if rest.is_empty() { true } else { rest.len() > 1 && rest.starts_with('.') && digits.len() <= 9 };
    let holds = shaped && fits && digits.bytes().all(|byte| byte.is_ascii_digit());
    holds.then(|| (seconds, format!("{digits:0<9}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_ordered_whatever_their_fractions() {
        let ordered =
            ["2026-11-20T12:00:00Z", "2026-11-20T12:00:00.1Z", "2026-11-20T12:00:00.12Z", "2026-11-20T12:00:01Z"];
        for pair in ordered.windows(2) {
            assert!(is_after(pair[1], pair[0]) && !is_after(pair[0], pair[1]), "{pair:?}");
        }
        assert!(!is_after("2026-11-20T12:00:00.10Z", "2026-11-20T12:00:00.1Z"));
    }

    #[test]
    fn other_texts_are_no_moments() {
        for text in
            ["", "2026-11-20", "2026-11-20T12:00:00", "2026-11-20T12:00:00.Z", "2026-11-20T12:00:00.1234567890Z"]
        {
            assert!(!is_moment(text), "{text}");
        }
        assert!(!is_moment("2026-11-20T12:00:00+00:00") && !is_moment("2026-11-20T12:00:001Z"));
    }
}
