//! What was used for building only, by the scopes of relationships.

use super::Related;
use crate::bom::gather::Gather;
use crate::bom::reach::Reach;

/// Marks packages that only the building, developing or testing of the product used.
pub(super) fn mark_build_only(relationships: &[Related<'_>], gather: &mut Gather) {
    if !relationships.iter().any(|relationship| meaning(relationship) == Meaning::Uses) {
        return;
    }
    let reach = reach(relationships);
    let components = &mut gather.bom.components;
    let subjects = components.iter().filter(|component| component.subject);
    let found = reach.build_only(subjects.map(|subject| subject.reference.as_str()));
    components.iter_mut().for_each(|component| component.build_only = found.contains(&component.reference));
}

fn reach(relationships: &[Related<'_>]) -> Reach {
    let mut reach = Reach::default();
    for relationship in relationships {
        let Some(from) = relationship.from.get() else { continue };
        for to in relationship.to.ids() {
            match meaning(relationship) {
                Meaning::Holds => reach.holds(from, to),
                Meaning::IsHeldBy => reach.holds(to, from),
                Meaning::Uses => reach.uses(from, to),
                Meaning::None => {}
            }
        }
    }
    reach
}

/// What a relationship says about belonging.
#[derive(PartialEq, Eq)]
enum Meaning {
    Holds,
    IsHeldBy,
    Uses,
    None,
}

/// By the relationship types of SPDX 3. What a build takes in becomes part of what it puts out; links made while
/// building stay.
fn meaning(relationship: &Related<'_>) -> Meaning {
    let scope = relationship.scope.get().unwrap_or_default();
    let is_past = matches!(scope, "design" | "development" | "build" | "test");
    match relationship.kind.get().unwrap_or_default() {
        "contains"
        | "hasInput"
        | "hasDynamicLink"
        | "hasStaticLink"
        | "hasOptionalComponent"
        | "hasDistributionArtifact" => Meaning::Holds,
        "hasOutput" | "generates" => Meaning::IsHeldBy,
        "dependsOn" | "hasPrerequisite" | "hasOptionalDependency" | "hasProvidedDependency" if is_past => Meaning::Uses,
        "dependsOn" | "hasPrerequisite" | "hasOptionalDependency" | "hasProvidedDependency" => Meaning::Holds,
        "usesTool" | "hasHost" if scope == "runtime" => Meaning::Holds,
        "usesTool" | "hasHost" | "hasTest" | "hasTestCase" => Meaning::Uses,
        _ => Meaning::None,
    }
}
