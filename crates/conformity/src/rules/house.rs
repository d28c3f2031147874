//! What speaks for the whole house, and so for each of its products.

use super::{About, says};
use crate::evidence::{Evidence, Kind, Stance};

/// Evidence of a record that is about no product. Its product is empty.
pub(crate) fn house(kind: &str, about: &About<'_>) -> Vec<Evidence> {
    match kind {
        "drill-held" => drill(about),
        _ => Vec::new(),
    }
}

/// A drill that was held to its end shows that the house can report; gaps in it do not contradict, they are counted.
fn drill(about: &About<'_>) -> Vec<Evidence> {
    let gaps = about.number("gaps").unwrap_or_default();
    let scenario = about.text("scenario").unwrap_or_default();
    let one = |requirement| {
        says(requirement, ("", ""), Kind::Drill, Stance::Supports, "drill-held").of(scenario).with("gaps", gaps)
    };
    ["I.2.2", "I.2.6", "art-14-1"].map(one).into()
}
