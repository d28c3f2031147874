//! Whether the act applies, the category, and the route that is open to it.

use steadfast_cra::routes::{self, Applied, State};
use steadfast_cra::scope::{self, Effect, exclusions};
use steadfast_cra::{categories, core_functions};

use super::Phase::{Delivery, Planning};
use super::found::Found;
use super::rules;
use super::said::said;
use crate::file::{Kind, Procedures, ProductFile};

/// Whether the file says that the act does not apply, with a reason.
pub(super) fn is_outside(file: &ProductFile) -> bool {
    let scope = &file.scope;
    let by_exclusion = exclusion(file).and_then(scope::exclusion).is_some_and(|one| one.effect != Effect::Lighter);
    let outside = scope.connected == Some(false) || scope.commercial == Some(false) || by_exclusion;
    outside && said(&scope.reason)
}

fn exclusion(file: &ProductFile) -> Option<&str> {
    file.scope.excluded.as_deref().filter(|id| said(id))
}

pub(super) fn check(file: &ProductFile, found: &mut Found<'_>) {
    excluded(file, found);
    category(file, found);
    route(file, found);
}

fn excluded(file: &ProductFile, found: &mut Found<'_>) {
    if let Some(id) = exclusion(file) {
        let known = exclusions().iter().map(|one| one.id.as_str());
        if !known.clone().any(|known| known == id) {
            let says = format!("\"{id}\" is no exclusion{}", found.meant(id, known));
            found.wrong(&rules::EXCLUSION_UNKNOWN, "scope.excluded", says);
        } else if !said(&file.scope.reason) {
            let says = format!("excluded as {id}, and no reason is given");
            found.missing(Planning, &rules::EXCLUSION_BARE, "scope.excluded", says);
        }
    }
    if file.scope.role.is_some_and(|role| !role.is_manufacturer()) {
        found.open(Planning, &rules::OTHER_ROLE, "scope.role", "the role is not that of a manufacturer".to_owned());
    }
    if file.product.kind == Some(Kind::Remote) && exclusion(file).is_none() {
        found.wrong(&rules::ONLY_REMOTE, "product.kind", "a remote service, and nothing is excluded".to_owned());
    }
}

fn category(file: &ProductFile, found: &mut Found<'_>) {
    let category = &file.category;
    let known = || categories::categories().iter().map(|one| one.id.as_str()).chain([categories::DEFAULT]);
    let ids = category.considered.iter().enumerate().map(|(at, id)| (format!("category.considered[{at}]"), id));
    for (path, id) in ids.chain([("category.id".to_owned(), &category.id)]) {
        if said(id) && !categories::is_known(id) {
            found.wrong(&rules::CATEGORY_UNKNOWN, path, format!("\"{id}\" is no category{}", found.meant(id, known())));
        }
    }
    for (id, word) in core_functions::suggested(&category.core_function) {
        let is_answered = category.id == id || category.considered.iter().any(|considered| considered == id);
        if said(&category.id) && !is_answered {
            let short = categories::category(id).map(|one| one.short.as_str()).unwrap_or_default();
            let says = format!("the core function speaks of \"{word}\", and {id} ({short}) was not considered");
            found.wrong(&rules::CATEGORY_DOUBT, "category.core-function", says);
        }
    }
}

/// Whether it is open source of which everybody can read the technical documentation (Art. 32(5)). Who does not say so does
/// not claim it.
fn is_public(file: &ProductFile) -> bool {
    file.product.open_source == Some(true) && file.product.public_documentation.as_deref().is_some_and(said)
}

fn route(file: &ProductFile, found: &mut Found<'_>) {
    let Some(procedure) = file.route.procedure else { return };
    let (id, class) = (&file.category.id, categories::class(&file.category.id));
    let state = routes::state(procedure.of_law(), class, &Applied::default(), Some(is_public(file)));
    if let Some((State::Closed, reason)) = state.filter(|_| categories::is_known(id)) {
        let (named, place) = (procedure.as_str(), class.reference());
        let says = format!("procedure {named} for {id} ({place}): {} ({})", reason.text.en, reason.reference);
        found.wrong(&rules::ROUTE_CLOSED, "route.procedure", says);
    }
    let certified = [&file.route.notified_body, &file.route.certificate];
    let lacks = certified.iter().any(|text| !text.as_deref().is_some_and(said));
    if procedure != Procedures::A && lacks {
        let says = format!("procedure {}, and notified body or certificate are not there", procedure.as_str());
        found.missing(Delivery, &rules::CERTIFICATE, "route.certificate", says);
    }
}
