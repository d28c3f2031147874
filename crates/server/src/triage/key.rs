//! How assessments name a component: whatever its version, and on whichever machine.

use std::collections::BTreeMap;

use steadfast_formats::purl::Purl;

/// The package URL without version, qualifiers and path, or the name where it has none.
#[must_use]
pub fn key(purl: Option<&str>, name: &str) -> String {
    let package = purl.and_then(|purl| purl.parse::<Purl>().ok());
    let bare = |purl: Purl| Purl { version: None, qualifiers: BTreeMap::new(), subpath: None, ..purl };
    package.map_or_else(|| name.to_owned(), |purl| bare(purl).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_version_nor_machine_is_part_of_a_components_name() {
        assert_eq!(key(Some("pkg:deb/debian/openssl@3.0.11-1?arch=arm64#lib"), "openssl"), "pkg:deb/debian/openssl");
        assert_eq!(key(None, "openssl"), "openssl");
        assert_eq!(key(Some("no purl"), "openssl"), "openssl");
    }
}
