//! The data fields of a bill of materials.

use std::collections::BTreeSet;

use steadfast_cra::sbom_fields::{COMPONENT_FIELDS, DOCUMENT_FIELDS, Field, Level, MINIMUM, field};

fn all() -> impl Iterator<Item = &'static Field> {
    DOCUMENT_FIELDS.iter().chain(COMPONENT_FIELDS)
}

#[test]
fn codes_are_unique_and_kebab_case() {
    let codes: Vec<&str> = all().map(|field| field.code).chain(MINIMUM.iter().map(|rule| rule.code)).collect();
    let unique: BTreeSet<&str> = codes.iter().copied().collect();
    assert_eq!(unique.len(), codes.len());
    let kebab = |code: &str| code.chars().all(|c| c.is_ascii_lowercase() || c == '-') && !code.starts_with('-');
    assert!(codes.iter().all(|code| kebab(code)), "{codes:?}");
}

#[test]
fn a_field_is_found_by_its_code() {
    assert!(all().all(|wanted| field(wanted.code) == Some(wanted)));
    assert_eq!(field("no-such-field"), None);
}

#[test]
fn sections_follow_the_levels() {
    let expected = |level| match level {
        Level::Required => "5.2.2",
        Level::Additional => "5.2.4",
        Level::Optional => "5.2.5",
    };
    assert!(COMPONENT_FIELDS.iter().all(|field| field.section == expected(field.level)));
}

#[test]
fn ten_component_fields_are_required() {
    let required = COMPONENT_FIELDS.iter().filter(|field| field.level == Level::Required);
    assert_eq!(required.count(), 10);
}
