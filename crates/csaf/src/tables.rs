//! Lists that the tests look things up in: weaknesses (CWE, © MITRE), languages, scripts,
//! regions and variants (the registry of BCP 47).

/// Number and name of each weakness, sorted by number.
const WEAKNESSES: &str = include_str!("../data/cwe.tsv");
const LANGUAGES: &str = include_str!("../data/language.txt");
const SCRIPTS: &str = include_str!("../data/script.txt");
const VARIANTS: &str = include_str!("../data/variant.txt");
const REGIONS: &str = include_str!("../data/region.txt");

/// The name of the weakness with this id.
pub(crate) fn weakness(id: &str) -> Option<&'static str> {
    let number = id.strip_prefix("CWE-")?;
    let entries = WEAKNESSES.lines().filter_map(|line| line.split_once('\t'));
    entries.into_iter().find(|(known, _)| *known == number).map(|(_, name)| name)
}

/// Whether this is the subtag of a language.
pub(crate) fn is_language(subtag: &str) -> bool {
    among(LANGUAGES, subtag)
}

/// Whether this is the subtag of a script.
pub(crate) fn is_script(subtag: &str) -> bool {
    among(SCRIPTS, subtag)
}

/// Whether this is the subtag of a region.
pub(crate) fn is_region(subtag: &str) -> bool {
    among(REGIONS, subtag)
}

/// Whether this is a variant of a language.
pub(crate) fn is_variant(subtag: &str) -> bool {
    among(VARIANTS, subtag)
}

/// Whether the list holds it, whatever its case; `qaa..qtz` holds all between.
fn among(list: &str, subtag: &str) -> bool {
    let wanted = subtag.to_ascii_lowercase();
    list.split_ascii_whitespace().any(|known| match known.split_once("..") {
        Some((first, last)) => {
            let (first, last) = (first.to_ascii_lowercase(), last.to_ascii_lowercase());
            wanted.len() == first.len() && first <= wanted && wanted <= last
        }
        None => known.eq_ignore_ascii_case(&wanted),
    })
}
