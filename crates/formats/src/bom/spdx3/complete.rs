//! Whether lists of dependencies are complete, by `Relationship.completeness`.

use std::collections::BTreeMap;

use super::Related;
use crate::bom::Completeness;
use crate::bom::gather::Gather;

/// Notes what relationships promise. As soon as one says anything, those of the same element that are silent say, as
/// SPDX has it, that nothing is known.
pub(super) fn read(relationships: &[Related<'_>], gather: &mut Gather) {
    let mut silent: BTreeMap<&str, bool> = BTreeMap::new();
    for relationship in relationships.iter().filter(|one| is_about_parts(one)) {
        let Some(from) = relationship.from.get() else { continue };
        let promise = relationship.completeness.get();
        let all_silent = silent.entry(from).or_insert(true);
        *all_silent &= promise.is_none();
    }
    for relationship in relationships.iter().filter(|one| is_about_parts(one)) {
        let from = relationship.from.get().filter(|from| silent.get(from) == Some(&false));
        if let Some(from) = from {
            gather.promises(from, promise(relationship.completeness.get().unwrap_or_default()));
        }
    }
}

fn is_about_parts(relationship: &Related<'_>) -> bool {
    matches!(relationship.kind.get(), Some("contains" | "dependsOn"))
}

fn promise(completeness: &str) -> Completeness {
    match completeness {
        "complete" => Completeness::Complete,
        "incomplete" => Completeness::Incomplete,
        _ => Completeness::Unknown,
    }
}
