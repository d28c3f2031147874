//! From a bill to a report.

use std::collections::{BTreeMap, BTreeSet};

use steadfast_cra::sbom_fields::{Field, Level};
use steadfast_formats::bom::{Bom, BomFormat, Component};

use super::report::{Assessed, Finding, Report, SCHEMA, State, Summary, Total};
use super::{component, document, guideline, minimum};

/// What a bill has and lacks against the minimum of the act and against BSI TR-03183-2.
pub(crate) fn assess(bom: &Bom) -> Report {
    let context = Context::new(bom);
    let document = document::assess(bom);
    let product = bom.subject.as_ref().filter(|subject| !subject.subject);
    let product = product.map(|product| assessed(product, &states(product, &context)));
    let found: Vec<States> = bom.components.iter().map(|component| states(component, &context)).collect();
    let totals =
        component::RULES.iter().enumerate().map(|(at, (field, _))| total(field, at, &found)).collect::<Vec<_>>();
    let components = bom.components.iter().zip(&found).map(|(component, states)| assessed(component, states)).collect();
    Report {
        schema: SCHEMA,
        bom: summary(bom),
        cra_minimum: minimum::assess(bom, &context),
        tr_03183_2: guideline::conclude(bom, &document, &totals, product.as_ref()),
        document,
        totals,
        product,
        components,
    }
}

/// What is needed of the whole document to judge one component.
pub(super) struct Context<'a> {
    pub(super) format: BomFormat,
    components: BTreeMap<&'a str, &'a Component>,
    dependencies: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> Context<'a> {
    fn new(bom: &'a Bom) -> Self {
        let components = bom.components.iter().map(|component| (component.reference.as_str(), component)).collect();
        let mut dependencies: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for dependency in &bom.dependencies {
            let on = dependencies.entry(&dependency.from).or_default();
            on.extend(dependency.on.iter().map(String::as_str));
        }
        Self { format: bom.format, components, dependencies }
    }

    pub(super) fn is_cyclonedx(&self) -> bool {
        matches!(self.format, BomFormat::CycloneDxJson | BomFormat::CycloneDxXml)
    }

    pub(super) fn component(&self, reference: &str) -> Option<&'a Component> {
        self.components.get(reference).copied()
    }

    /// Whether the document says what `reference` depends on, be it nothing. A lock file says so by its silence.
    pub(super) fn states_dependencies(&self, reference: &str) -> bool {
        self.format == BomFormat::CargoLock || self.dependencies.contains_key(reference)
    }

    /// What `reference` directly depends on, itself left out.
    pub(super) fn direct(&self, reference: &str) -> BTreeSet<&'a str> {
        let on = self.dependencies.get(reference).cloned().unwrap_or_default();
        on.into_iter().filter(|other| *other != reference).collect()
    }
}

/// What was found for each of [`component::RULES`], in their order.
type States = Vec<State>;

fn states(component: &Component, context: &Context<'_>) -> States {
    component::RULES.iter().map(|(_, rule)| rule(component, context)).collect()
}

fn total(field: &Field, at: usize, found: &[States]) -> Total {
    Total::new(field, found.iter().filter_map(|states| states.get(at).copied()))
}

fn assessed(component: &Component, states: &States) -> Assessed {
    Assessed {
        name: component.name.clone(),
        version: component.version.clone(),
        purl: component.purls.first().cloned(),
        reference: component.reference.clone(),
        place: component.place.to_string(),
        gaps: component::RULES.iter().zip(states).filter_map(|((field, _), state)| gap(field, *state)).collect(),
    }
}

fn gap(field: &Field, state: State) -> Option<Finding> {
    (state != State::Given && field.level != Level::Optional).then(|| Finding::new(field, state))
}

fn summary(bom: &Bom) -> Summary {
    let subject = bom.subject.as_ref();
    Summary {
        format: bom.format.to_string(),
        format_version: bom.format_version.clone(),
        name: subject.map(|subject| subject.name.clone()).or_else(|| bom.name.clone()),
        version: subject.and_then(|subject| subject.version.clone()),
        serial: bom.serial.clone(),
        components: bom.components.len(),
        unreadable: bom.reported,
    }
}
