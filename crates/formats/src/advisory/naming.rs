//! How advisories name products: package URLs with versions in them, and vendors and products as people write them.

use crate::advisory::Product;
use crate::cpe::{Cpe, Value};

/// A package URL without its version, and the version, decoded.
///
/// Split as text, so that one that breaks some other rule of the specification still names its product.
pub(crate) fn unversioned(purl: &str) -> (String, Option<String>) {
    let end = purl.find(['?', '#']).unwrap_or(purl.len());
    let (path, rest) = purl.split_at(end);
    let last = path.rfind('/').map_or(0, |slash| slash + 1);
    let at = path.get(last..).and_then(|name| name.rfind('@')).filter(|at| *at > 0).map(|at| last + at);
    let Some((name, version)) = at.and_then(|at| Some((path.get(..at)?, path.get(at + 1..)?))) else {
        return (purl.to_owned(), None);
    };
    (format!("{name}{rest}"), Some(decoded(version)).filter(|version| !version.is_empty()))
}

/// Percent-decoded text; what is no valid escape stays as written.
pub(crate) fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let (mut plain, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(byte) = bytes.get(at) {
        let escape = (*byte == b'%').then(|| Some(digit(at + 1)? * 16 + digit(at + 2)?)).flatten();
        plain.push(escape.and_then(|value| u8::try_from(value).ok()).unwrap_or(*byte));
        at += if escape.is_some() { 3 } else { 1 };
    }
    String::from_utf8(plain).unwrap_or_else(|_| text.to_owned())
}

/// Whether a vendor, product or version text says nothing (`n/a`, `unknown`, `-`).
pub(crate) fn says_nothing(text: &str) -> bool {
    matches!(
        text.trim().to_ascii_lowercase().as_str(),
        "" | "n/a" | "-" | "*" | "unknown" | "[unknown]" | "unspecified" | "not specified"
    )
}

/// A vendor and product as people write them, in CPE spelling; `None` if either says nothing.
pub(crate) fn spelled(vendor: &str, product: &str) -> Option<Product> {
    if says_nothing(vendor) || says_nothing(product) {
        return None;
    }
    let (vendor, product) = (spelling(vendor), spelling(product));
    if vendor.is_empty() || product.is_empty() {
        return None;
    }
    // The kernel's own CNA calls it `Linux` by `Linux`; its CPE name is another.
    let kernel = vendor == "linux" && matches!(product.as_str(), "linux" | "kernel");
    Some(Product::CpeName { vendor, product: if kernel { "linux_kernel".into() } else { product } })
}

/// Lower case; each run of characters that CPE names do not hold becomes one underscore.
fn spelling(text: &str) -> String {
    let mut spelled = String::with_capacity(text.len());
    for letter in text.trim().chars().flat_map(char::to_lowercase) {
        let kept = letter.is_alphanumeric() || matches!(letter, '.' | '-' | '+');
        match (kept, spelled.ends_with('_')) {
            (true, _) => spelled.push(letter),
            (false, false) => spelled.push('_'),
            (false, true) => {}
        }
    }
    spelled.trim_matches('_').to_owned()
}

/// The vendor and product of a CPE name, and its version where it states one.
pub(crate) fn of_cpe(text: &str) -> Option<(Product, Option<String>)> {
    let cpe: Cpe = text.trim().parse().ok()?;
    let Value::Text(product) = cpe.product else { return None };
    let vendor = match cpe.vendor {
        Value::Text(vendor) => vendor,
        Value::Any | Value::Na => "*".to_owned(),
    };
    let version = match cpe.version {
        Value::Text(version) => Some(version),
        Value::Any | Value::Na => None,
    };
    Some((Product::CpeName { vendor, product }, version))
}
