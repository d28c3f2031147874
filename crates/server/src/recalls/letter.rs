//! The text for a market surveillance authority, as a draft in English: what is known, what is missing first. Pure; nothing is
//! sent from here, and whom it must reach is for a person to say.

use std::fmt::Write as _;

use steadfast_store::{PartnerKind, RecallKind, Time};

use super::read::Whole;
use crate::notices::moment;

/// A draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Letter {
    /// What is not known and a person has to add.
    pub(crate) gaps: Vec<&'static str>,
    /// The text; where something is missing it says so.
    pub(crate) text: String,
}

const GAP: &str = "[TO BE ADDED]";

/// The words of a gap; on pages the text `recall-gap-…`.
const GAPS: [&str; 7] = ["manufacturer", "address", "contact", "designation", "flaw", "markets", "partners"];

/// The draft.
pub(crate) fn letter(whole: &Whole, now: Time) -> Letter {
    let mut gaps: Vec<&'static str> = GAPS.into_iter().filter(|gap| is_missing(whole, gap)).collect();
    // What owners are to do, nobody has written down here.
    gaps.push("owners-do");
    let parts = [
        missing(&gaps),
        head(whole, now),
        maker(whole),
        product(whole),
        risk(whole),
        measure(whole),
        units(whole),
        partners(whole),
    ];
    Letter { gaps, text: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n") + "\n" }
}

fn is_missing(whole: &Whole, gap: &str) -> bool {
    let empty = |text: Option<&String>| text.is_none_or(|text| text.trim().is_empty());
    let maker = whole.maker.as_ref();
    match gap {
        "manufacturer" => empty(maker.map(|maker| &maker.name)),
        "address" => empty(maker.map(|maker| &maker.address)),
        "contact" => empty(maker.map(|maker| &maker.contact)),
        "designation" => empty(whole.product.as_ref().map(|product| &product.designation)),
        "flaw" => whole.flaw.is_none(),
        "markets" => whole.places.iter().any(|place| place.market.is_none()),
        _ => whole.places.iter().any(|place| place.importer.is_none() || place.dealer.is_none()),
    }
}

/// What is missing stands first, so that nobody hands it on unread.
fn missing(gaps: &[&str]) -> String {
    let words = |gap: &&str| match *gap {
        "manufacturer" => "the manufacturer's name",
        "address" => "the manufacturer's postal address",
        "contact" => "the manufacturer's contact",
        "designation" => "the type designation of the product",
        "flaw" => "what the non-conformity or the risk is",
        "markets" => "the Member State of some devices",
        "partners" => "importer or dealer of some devices",
        _ => "what owners are asked to do",
    };
    let list: Vec<String> = gaps.iter().map(|gap| format!("- {}", words(gap))).collect();
    format!("DRAFT. Nothing has been sent. To be added before it is handed on:\n{}", list.join("\n"))
}

fn head(whole: &Whole, now: Time) -> String {
    let what = match whole.recall.kind {
        RecallKind::Withdraw => "Withdrawal of a product with digital elements from sale",
        RecallKind::Recall => "Recall of a product with digital elements",
    };
    format!(
        "{what}, Article 13(21) of Regulation (EU) 2024/2847\nOur reference: recall {}. State: {}",
        whole.recall.number,
        moment(now)
    )
}

fn said(text: Option<&String>) -> &str {
    text.map(|text| text.trim()).filter(|text| !text.is_empty()).unwrap_or(GAP)
}

fn maker(whole: &Whole) -> String {
    let maker = whole.maker.as_ref();
    format!(
        "Manufacturer: {}\nAddress: {}\nContact: {}",
        said(maker.map(|maker| &maker.name)),
        said(maker.map(|maker| &maker.address)),
        said(maker.map(|maker| &maker.contact))
    )
}

fn product(whole: &Whole) -> String {
    let designation = said(whole.product.as_ref().map(|product| &product.designation));
    let versions: Vec<String> = whole.releases.iter().map(|one| format!("{} {}", one.part_name, one.label)).collect();
    format!(
        "Product: {}\nType designation: {designation}\nVersions: {}",
        whole.recall.product_name,
        versions.join(", ")
    )
}

/// The flaw by the name that others know; of the own register nothing is told but that it is there.
fn risk(whole: &Whole) -> String {
    let Some(flaw) = &whole.flaw else { return format!("Risk: {GAP}") };
    let names: Vec<&str> = flaw.ids.iter().map(String::as_str).filter(|id| !id.starts_with("OWN-")).collect();
    let severity = flaw.vector.as_ref().map(|vector| format!("\nSeverity: {vector}")).unwrap_or_default();
    match names.as_slice() {
        [] => format!("Risk: {GAP}{severity}"),
        names => format!("Risk: the vulnerability {}{severity}", names.join(", ")),
    }
}

fn measure(whole: &Whole) -> String {
    let what = match whole.recall.kind {
        RecallKind::Withdraw => "These versions are not made available any more.",
        RecallKind::Recall => "These versions are not made available any more, and devices with them are taken back.",
    };
    let when = whole.recall.decided.map_or_else(|| "not decided yet".to_owned(), moment);
    format!(
        "Measure: {what}\nDecided: {when}\nReason, as it was decided: {}\nWhat owners are asked to do: {GAP}",
        whole.recall.reason
    )
}

fn units(whole: &Whole) -> String {
    let Some(units) = whole.units else { return String::new() };
    let all = units.corrected + units.returned + units.decommissioned + units.unknown + units.open;
    let mut text = format!(
        "Devices that ran these versions when it was decided: {all}\nSince then corrected {}, returned {}, out of use {}, \
         still with these versions {}, unknown {}.\nMember State; importer; dealer; devices:",
        units.corrected, units.returned, units.decommissioned, units.open, units.unknown
    );
    let name = |text: &Option<String>| text.clone().unwrap_or_else(|| "not known".to_owned());
    for place in &whole.places {
        let _ = write!(
            text,
            "\n{}; {}; {}; {}",
            name(&place.market),
            name(&place.importer),
            name(&place.dealer),
            place.units
        );
    }
    text
}

fn partners(whole: &Whole) -> String {
    if whole.units.is_none() {
        return String::new();
    }
    let mut text = "Importers and dealers told of their devices:".to_owned();
    for one in &whole.partners {
        let kind = if one.partner.kind == PartnerKind::Importer { "importer" } else { "dealer" };
        let told = one
            .told
            .map_or_else(|| "not told yet".to_owned(), |(units, _, at)| format!("{} of {units} devices", moment(at)));
        let _ = write!(text, "\n{kind} {}: {told}", one.partner.name);
    }
    if whole.partners.is_empty() {
        text.push_str(" none is known.");
    }
    text
}
