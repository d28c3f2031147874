//! 6.1.12, 6.1.15, 6.1.28: the languages of a document.

use super::{At, Found};
use crate::tables;

pub(super) fn check(root: &At<'_>, found: &mut Found) {
    let Some(document) = root.get("document") else { return };
    for name in ["lang", "source_lang"] {
        if let Some(tag) = document.text(name).filter(|tag| !is_tag(tag)) {
            found.below("6.1.12", &document, name, format!("{tag:?} is no language"));
        }
    }
    let publisher = document.get("publisher");
    if publisher.as_ref().and_then(|publisher| publisher.text("category")) == Some("translator")
        && document.text("source_lang").is_none_or(str::is_empty)
    {
        found.below("6.1.15", &document, "publisher/category", "a translator says from which language");
    }
    let both = [document.text("lang"), document.text("source_lang")];
    if let [Some(lang), Some(source)] = both
        && lang == source
    {
        found.below("6.1.28", &document, "lang", "a translation has another language than its source");
    }
}

/// The parts of a language tag that are registered.
#[derive(Debug, Default)]
struct Tag<'t> {
    language: Option<&'t str>,
    script: Option<&'t str>,
    region: Option<&'t str>,
    variants: Vec<&'t str>,
}

/// Whether this is a tag by BCP 47 whose language, script, region and variants are registered.
fn is_tag(tag: &str) -> bool {
    let Some(tag) = Tag::read(tag) else { return false };
    let Tag { language, script, region, variants } = tag;
    language.is_none_or(tables::is_language)
        && script.is_none_or(tables::is_script)
        && region.is_none_or(tables::is_region)
        && variants.iter().all(|variant| tables::is_variant(variant))
}

/// Whether this looks like a tag by BCP 47, as the schema asks for.
pub(super) fn looks_like_tag(tag: &str) -> bool {
    Tag::read(tag).is_some()
}

impl<'t> Tag<'t> {
    /// The parts of a tag that is well formed.
    fn read(tag: &'t str) -> Option<Self> {
        let mut parts = tag.split('-').peekable();
        let first = parts.next()?;
        let is_old = tag.eq_ignore_ascii_case("i-default") || tag.eq_ignore_ascii_case("i-mingo");
        let is_own =
            first.eq_ignore_ascii_case("x") && tag.len() > 2 && parts.clone().all(|part| is_plain(part, 1..=8));
        if is_old || is_own {
            return Some(Self::default());
        }
        if !is_letters(first) || !(2..=8).contains(&first.len()) {
            return None;
        }
        for _ in 0..3 {
            parts.next_if(|part| first.len() < 4 && is_letters(part) && part.len() == 3);
        }
        let script = parts.next_if(|part| is_letters(part) && part.len() == 4);
        let is_region = |part: &str| (is_letters(part) && part.len() == 2) || (is_digits(part) && part.len() == 3);
        let region = parts.next_if(|part| is_region(part));
        let variants = variants(&parts.collect::<Vec<_>>())?;
        Some(Self { language: Some(first), script, region, variants })
    }
}

/// The variants; behind them extensions behind single letters, each of them with something.
fn variants<'t>(parts: &[&'t str]) -> Option<Vec<&'t str>> {
    let singles = parts.iter().position(|part| part.len() == 1).unwrap_or(parts.len());
    let (variants, extensions) = parts.split_at(singles);
    let is_short = |part: &str| part.len() == 4 && part.starts_with(|first: char| first.is_ascii_digit());
    let is_variant = |part: &&str| is_plain(part, 5..=8) || (is_short(part) && is_plain(part, 4..=4));
    let open = extensions.windows(2).any(|pair| pair.iter().all(|part| part.len() == 1))
        || extensions.last().is_some_and(|last| last.len() == 1);
    let whole = variants.iter().all(is_variant) && extensions.iter().all(|part| is_plain(part, 1..=8)) && !open;
    whole.then(|| variants.to_vec())
}

fn is_plain(part: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    length.contains(&part.len()) && part.chars().all(|letter| letter.is_ascii_alphanumeric())
}

fn is_letters(part: &str) -> bool {
    !part.is_empty() && part.chars().all(|letter| letter.is_ascii_alphabetic())
}

fn is_digits(part: &str) -> bool {
    !part.is_empty() && part.chars().all(|letter| letter.is_ascii_digit())
}

/// Whether a tag names a language, script or region of private use.
pub(super) fn is_private(tag: &str) -> bool {
    let small = tag.to_ascii_lowercase();
    let mut parts = small.split('-');
    let between = |part: &str, first: &str, last: &str| part.len() == first.len() && first <= part && part <= last;
    let is_language = parts.next().is_some_and(|first| between(first, "qaa", "qtz"));
    let is_other = |part: &str| {
        between(part, "qaaa", "qabx")
            || between(part, "qm", "qz")
            || between(part, "xa", "xz")
            || part == "aa"
            || part == "zz"
    };
    is_language || parts.take_while(|part| part.len() > 1).any(is_other)
}
