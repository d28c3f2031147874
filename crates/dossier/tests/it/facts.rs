//! Facts that several topics use.

use jiff::Timestamp;
use jiff::civil::date;
use steadfast_cra::routes::Procedure;
use steadfast_dossier::Document;
use steadfast_dossier::declaration::{Declaration, cyber_resilience_act};
use steadfast_dossier::facts::{Assessment, Party, Product, Said, Signature};
use steadfast_dossier::user_information::UserInformation;

pub(crate) fn made() -> Timestamp {
    "2028-01-10T09:30:00Z".parse().expect("a moment")
}

pub(crate) fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

pub(crate) fn both(english: &str, german: &str) -> Said {
    Said([("en".to_owned(), english.to_owned()), ("de".to_owned(), german.to_owned())].into())
}

pub(crate) fn product() -> Product {
    Product {
        name: some("Gateway"),
        designation: some("GW-200"),
        identification: some("Serial numbers 1000 to 1999"),
        versions: vec!["1.3.0".to_owned()],
        object: both("Gateway GW-200 with software 1.3.0", "Gateway GW-200 mit Software 1.3.0"),
    }
}

pub(crate) fn maker() -> Party {
    Party {
        name: some("Muster GmbH"),
        address: some("Hauptstraße 1\n12345 Musterstadt"),
        digital: some("security@example.com"),
        website: None,
    }
}

pub(crate) fn declaration() -> Declaration {
    Declaration {
        number: some("DoC-7"),
        product: product(),
        manufacturer: maker(),
        representative: None,
        acts: vec![cyber_resilience_act()],
        standards: Vec::new(),
        assessment: Assessment { procedure: Some(Procedure::InternalControl), ..Assessment::default() },
        signature: Signature {
            place: some("Musterstadt"),
            date: Some(date(2028, 1, 10)),
            name: some("Erika Muster"),
            function: some("Managing director"),
            signed: some("record 4711"),
        },
    }
}

pub(crate) fn user_information() -> UserInformation {
    let text = || both("Text.", "Text.");
    UserInformation {
        product: product(),
        manufacturer: maker(),
        vulnerability_contact: some("https://example.com/report"),
        disclosure_policy: some("https://example.com/policy"),
        purpose: text(),
        environment: text(),
        essential_functions: text(),
        security_properties: text(),
        risks: text(),
        declaration_address: some("https://example.com/declaration"),
        support: text(),
        support_end: Some(date(2033, 1, 31)),
        secure_use: text(),
        changes: text(),
        updates: text(),
        decommissioning: text(),
        automatic_updates_off: text(),
        for_integrators: Some(false),
        integration: Said::default(),
        bill: None,
    }
}

/// The points of the gaps, with whether each is required.
pub(crate) fn gaps(document: &Document) -> Vec<(&str, bool)> {
    document.gaps.iter().map(|gap| (gap.point.as_str(), gap.required)).collect()
}
