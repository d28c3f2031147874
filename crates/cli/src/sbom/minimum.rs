//! The minimum of the act: Annex I, Part II, point (1).

use std::collections::BTreeSet;

use steadfast_cra::sbom_fields::{MACHINE_READABLE, MinimumRule, TOP_LEVEL_DEPENDENCIES};
use steadfast_formats::bom::{Bom, BomFormat, Component};

use super::assess::Context;
use super::report::{Demand, Minimum, Rule};

/// Decides both demands; the worse of the two is the verdict.
pub(super) fn assess(bom: &Bom, context: &Context<'_>) -> Minimum {
    let rules = vec![machine_readable(bom), top_level(bom, context)];
    let has = |verdict| rules.iter().any(|rule| rule.verdict == verdict);
    let verdict = match (has(Demand::NotMet), has(Demand::Unknown)) {
        (true, _) => Demand::NotMet,
        (false, true) => Demand::Unknown,
        (false, false) => Demand::Met,
    };
    Minimum { verdict, rules }
}

fn rule(rule: &MinimumRule, verdict: Demand, reason: impl Into<String>) -> Rule {
    Rule { code: rule.code, reference: rule.reference, verdict, reason: reason.into() }
}

fn machine_readable(bom: &Bom) -> Rule {
    match bom.format {
        BomFormat::CargoLock => rule(
            &MACHINE_READABLE,
            Demand::NotMet,
            "a lock file is no bill of materials; write it as CycloneDX or SPDX",
        ),
        format => rule(&MACHINE_READABLE, Demand::Met, format!("{format} {}", bom.format_version)),
    }
}

fn top_level(bom: &Bom, context: &Context<'_>) -> Rule {
    let (verdict, reason) = decide(bom, context);
    rule(&TOP_LEVEL_DEPENDENCIES, verdict, reason)
}

fn decide(bom: &Bom, context: &Context<'_>) -> (Demand, String) {
    let Some(product) = &bom.subject else {
        return (Demand::Unknown, "the document does not say which product it is about".to_owned());
    };
    if !context.states_dependencies(&product.reference) {
        return (Demand::Unknown, format!("the document does not say what {} depends on directly", product.name));
    }
    let direct = context.direct(&product.reference);
    if direct.is_empty() { without_dependencies(bom, product) } else { described(bom, context, &direct) }
}

fn without_dependencies(bom: &Bom, product: &Component) -> (Demand, String) {
    let others = bom.components.iter().filter(|component| !component.subject).count();
    if others == 0 && bom.reported == 0 {
        (Demand::Met, format!("the document states that {} depends on nothing", product.name))
    } else {
        let listed = "yet components are listed, and nothing says which of them are top-level";
        (Demand::Unknown, format!("{} is said to depend on nothing, {listed}", product.name))
    }
}

fn described(bom: &Bom, context: &Context<'_>, direct: &BTreeSet<&str>) -> (Demand, String) {
    let found: Vec<&Component> = direct.iter().filter_map(|reference| context.component(reference)).collect();
    let absent = direct.len() - found.len();
    let unnamed = found.iter().filter(|component| component.name.trim().is_empty() || component.version.is_none());
    let all = direct.len();
    match (absent, unnamed.count()) {
        (0, 0) => (Demand::Met, format!("{all} direct dependencies, each with name and version")),
        (0, unnamed) => (Demand::Unknown, format!("{unnamed} of {all} direct dependencies have no name or no version")),
        (_, _) if bom.reported > 0 => {
            (Demand::Unknown, format!("{absent} of {all} direct dependencies could not be read"))
        }
        (absent, _) => (Demand::NotMet, format!("{absent} of {all} direct dependencies are named but not described")),
    }
}
