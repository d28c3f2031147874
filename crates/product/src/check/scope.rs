//! Whether the act applies, the category, and the route that is open to it.

use steadfast_cra::categories::{self, Class};

use super::Phase::{Delivery, Planning};
use super::found::Found;
use super::rules;
use super::said::said;
use crate::core_functions;
use crate::file::{Kind, Procedures, ProductFile};
use crate::scope::EXCLUSIONS;

/// Whether the file says that the act does not apply, with a reason.
pub(super) fn is_outside(file: &ProductFile) -> bool {
    let scope = &file.scope;
    let by_exclusion = exclusion(file).is_some_and(|id| EXCLUSIONS.iter().any(|one| one.id == id && one.is_outside));
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
        let known = EXCLUSIONS.iter().map(|one| one.id);
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

/// Whether module A is closed, with the class's words for it.
fn closed(file: &ProductFile, class: Class) -> bool {
    let documented = file.product.public_documentation.as_deref().is_some_and(said);
    let is_open_source = file.product.open_source == Some(true) && documented;
    match class {
        Class::ImportantOne | Class::ImportantTwo => !is_open_source,
        Class::Critical => true,
        _ => false,
    }
}

fn route(file: &ProductFile, found: &mut Found<'_>) {
    let Some(procedure) = file.route.procedure else { return };
    let class = crate::statement::class(&file.category.id);
    if procedure == Procedures::A && categories::is_known(&file.category.id) && closed(file, class) {
        let says = format!("procedure A for {} ({})", file.category.id, class.reference());
        found.wrong(&rules::ROUTE_CLOSED, "route.procedure", says);
    }
    let certified = [&file.route.notified_body, &file.route.certificate];
    let lacks = certified.iter().any(|text| !text.as_deref().is_some_and(said));
    if procedure != Procedures::A && lacks {
        let says = format!("procedure {}, and notified body or certificate are not there", procedure.as_str());
        found.missing(Delivery, &rules::CERTIFICATE, "route.certificate", says);
    }
}
