//! What is promised, published and kept over the years.

use jiff::civil::Date;
use serde_json::Value;

use super::{About, says};
use crate::evidence::{Evidence, Kind, Stance};

pub(super) fn lasting(kind: &str, about: &About<'_>) -> Vec<Evidence> {
    match kind {
        "support-set" => promised(about, "to", "support-set"),
        "support-promised" => promised(about, "ends", "support-promised"),
        "support-considered" => vec![considered(about)],
        "support-end-told" => vec![told(about)],
        "product-page-set" => vec![page(about)],
        "document-fault" => vec![damaged(about)],
        "upstream-sent" => vec![upstream(about, "upstream-sent")],
        "upstream-answered" => vec![upstream(about, "upstream-answered")],
        _ => Vec::new(),
    }
}

/// A day on which support ends, for units that are placed from a day on.
fn promised(about: &About<'_>, name: &str, because: &'static str) -> Vec<Evidence> {
    let ends = about.text(name).unwrap_or_default();
    let stance = if ends.parse::<Date>().is_ok() { Stance::Supports } else { Stance::Unknown };
    let from = about.text("placed-from").unwrap_or_default();
    let one = |requirement| says(requirement, (about.product, ""), Kind::Support, stance, because).of(from);
    ["art-13-8", "art-13-19"].map(|requirement| one(requirement).saying(ends)).into()
}

fn considered(about: &About<'_>) -> Evidence {
    let count = about.facts.get("considered").and_then(Value::as_array).map_or(0, Vec::len);
    let (stance, because) = match count {
        0 => (Stance::Unknown, "support-without-reasons"),
        _ => (Stance::Supports, "support-considered"),
    };
    let considered = says("art-13-8", (about.product, ""), Kind::Considered, stance, because);
    considered.with("reasons", super::figure(count as u64))
}

fn told(about: &About<'_>) -> Evidence {
    let told = says("art-13-19", (about.product, ""), Kind::EndTold, Stance::Supports, "support-end-told");
    told.of(about.text("stage").unwrap_or_default()).with("units", about.number("units").unwrap_or_default())
}

/// The page of a product for everybody names the end of its support.
fn page(about: &About<'_>) -> Evidence {
    let (stance, because) = match about.facts.get("published").and_then(Value::as_bool) {
        Some(true) => (Stance::Supports, "page-published"),
        _ => (Stance::Unknown, "page-unpublished"),
    };
    says("art-13-19", (about.product, ""), Kind::Page, stance, because)
}

/// A document was found damaged. The next daily measure says whether it still is.
fn damaged(about: &About<'_>) -> Evidence {
    let requirement = match about.text("kind") {
        Some("user-information") => "art-13-18",
        _ => "art-13-13",
    };
    says(requirement, (about.product, ""), Kind::Kept, Stance::Contradicts, "kept-faulty").with("faulty", 1)
}

fn upstream(about: &About<'_>, because: &'static str) -> Evidence {
    let told = says("art-13-6", (about.product, ""), Kind::Upstream, Stance::Supports, because);
    told.saying(about.text("purl").unwrap_or_default())
}
