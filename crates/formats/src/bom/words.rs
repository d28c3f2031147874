//! Words that the bill formats share: kinds of component, parties, texts that mean nothing.

use super::{ComponentKind, Party};

/// Text that says something: trimmed, and neither empty nor SPDX's `NOASSERTION` or `NONE`.
pub(super) fn said(text: &str) -> Option<&str> {
    let text = text.trim();
    (!matches!(text, "" | "NOASSERTION" | "NONE")).then_some(text)
}

/// The kind by its name in any of the formats, in any spelling (`operating-system`, `OPERATING_SYSTEM`,
/// `operatingSystem`).
pub(super) fn kind(text: &str) -> ComponentKind {
    let plain: String = text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    match plain.as_str() {
        "application" | "executable" => ComponentKind::Application,
        "container" => ComponentKind::Container,
        "device" => ComponentKind::Device,
        "data" | "machinelearningmodel" | "model" => ComponentKind::Data,
        "file" => ComponentKind::File,
        "firmware" => ComponentKind::Firmware,
        "framework" => ComponentKind::Framework,
        "install" => ComponentKind::Install,
        "library" => ComponentKind::Library,
        "operatingsystem" => ComponentKind::OperatingSystem,
        "source" => ComponentKind::Source,
        _ => ComponentKind::Other,
    }
}

/// A party from text like `Organization: Example (mail@example.org)` or `Jane Doe <jane@example.org>`.
pub(super) fn party(text: &str) -> Option<Party> {
    let text = without_kind(said(text)?);
    let (name, contact) = match split_contact(text, '(', ')').or_else(|| split_contact(text, '<', '>')) {
        Some((name, contact)) => (name, said(contact)),
        None => (text, None),
    };
    let name = said(name).map(str::to_owned);
    let contact = contact.map(str::to_owned);
    (name.is_some() || contact.is_some()).then_some(Party { name, contact })
}

/// Without `Person:`, `Organization:` or `Tool:`.
pub(super) fn without_kind(text: &str) -> &str {
    let rest = ["Person:", "Organization:", "Tool:"].iter().find_map(|kind| text.strip_prefix(kind));
    rest.unwrap_or(text).trim()
}

/// Only an address at the end is a contact: `OpenEmbedded ()`, but not `Acme (Holding) Ltd`.
fn split_contact(text: &str, open: char, close: char) -> Option<(&str, &str)> {
    let (name, contact) = text.strip_suffix(close)?.rsplit_once(open)?;
    (contact.trim().is_empty() || contact.contains(['@', '/'])).then_some((name.trim(), contact.trim()))
}

/// A party as text for people.
pub(super) fn party_text(party: &Party) -> Option<String> {
    match (&party.name, &party.contact) {
        (Some(name), Some(contact)) => Some(format!("{name} ({contact})")),
        (Some(only), None) | (None, Some(only)) => Some(only.clone()),
        (None, None) => None,
    }
}

/// A tool as text: vendor, name and version, as far as given.
pub(super) fn tool_text(parts: [Option<&str>; 3]) -> Option<String> {
    let parts: Vec<&str> = parts.into_iter().flatten().filter_map(said).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// Adds `item` unless it is there already. In lists longer than any honest one repetitions are kept, so that
/// hostile ones cost no more than their length.
pub(super) fn push_once<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if list.len() > 1000 || !list.contains(&item) {
        list.push(item);
    }
}

/// Whether a property is one that quality rules or distributions use.
pub(super) fn is_kept_property(name: &str) -> bool {
    ["bsi:", "syft:", "aquasecurity:trivy:", "cdx:"].iter().any(|start| name.starts_with(start))
}
