//! Numbers as each language writes them.

use super::Language;

/// A whole number in groups of three: `10,000` and `10.000`; four digits stay together in neither language's tables.
pub(super) fn grouped(value: u64, language: Language) -> String {
    let digits = value.to_string();
    let separator = if language == Language::German { '.' } else { ',' };
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// Any number of a text: whole ones grouped, others with at most two decimals.
pub(super) fn any(value: f64, language: Language) -> String {
    let sign = if value < 0.0 { "−" } else { "" };
    let size = value.abs();
    if size.fract() == 0.0 {
        return format!("{sign}{}", grouped(size as u64, language));
    }
    let text = format!("{size:.2}");
    format!("{sign}{}", decimal(text.trim_end_matches('0'), language))
}

/// A size in bytes with one decimal from 1 KiB on.
pub(super) fn bytes(value: u64, language: Language) -> String {
    const UNITS: [&str; 5] = ["KiB", "MiB", "GiB", "TiB", "PiB"];
    if value < 1024 {
        return format!("{value} B");
    }
    let mut size = value as f64 / 1024.0;
    let mut unit = UNITS[0];
    for next in &UNITS[1..] {
        if size < 1024.0 {
            break;
        }
        size /= 1024.0;
        unit = next;
    }
    format!("{} {unit}", decimal(&format!("{size:.1}"), language))
}

fn decimal(text: &str, language: Language) -> String {
    if language == Language::German { text.replace('.', ",") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped_as_each_language_does() {
        assert_eq!(grouped(999, Language::English), "999");
        assert_eq!(grouped(10_000, Language::English), "10,000");
        assert_eq!(grouped(1_234_567, Language::German), "1.234.567");
    }

    #[test]
    fn fractions_have_at_most_two_decimals() {
        assert_eq!(any(1.5, Language::German), "1,5");
        assert_eq!(any(-2.0, Language::English), "−2");
        assert_eq!(any(0.126, Language::English), "0.13");
    }

    #[test]
    fn sizes_have_the_unit_that_fits() {
        assert_eq!(bytes(1023, Language::English), "1023 B");
        assert_eq!(bytes(1536, Language::German), "1,5 KiB");
        assert_eq!(bytes(u64::MAX, Language::English), "16384.0 PiB");
    }
}
