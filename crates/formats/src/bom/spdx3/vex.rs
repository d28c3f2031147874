//! VEX statements inside SPDX 3.

use super::Graph;
use super::element::Element;
use crate::bom::gather::Gather;
use crate::vex::{Identifiers, Scope, Statement, Status};
use crate::{Place, Problem};

pub(super) fn read(graph: &Graph<'_>, gather: &mut Gather) {
    for (relationship, place) in &graph.assessments {
        let Some(status) = status(relationship.kind()) else { continue };
        match statement(relationship, status, place, graph, gather) {
            Ok(statement) => gather.bom.statements.push(statement),
            Err(problem) => gather.problem(problem),
        }
    }
}

fn status(kind: &str) -> Option<Status> {
    match kind {
        "security_VexNotAffectedVulnAssessmentRelationship" => Some(Status::NotAffected),
        "security_VexAffectedVulnAssessmentRelationship" => Some(Status::Affected),
        "security_VexFixedVulnAssessmentRelationship" => Some(Status::Fixed),
        "security_VexUnderInvestigationVulnAssessmentRelationship" => Some(Status::UnderInvestigation),
        _ => None,
    }
}

fn statement(
    relationship: &Element<'_>,
    status: Status,
    place: &Place,
    graph: &Graph<'_>,
    gather: &mut Gather,
) -> Result<Statement, Problem> {
    let problem = |reason: &str| Problem::new(place.clone(), reason);
    if relationship.withdrawn.get().is_some() {
        return Err(problem("a withdrawn statement is not used"));
    }
    let vulnerability =
        relationship.from.get().and_then(|id| graph.vulnerabilities.get(id)).cloned().unwrap_or_default();
    if vulnerability.is_empty() {
        return Err(problem("a statement about a vulnerability that the document does not name"));
    }
    let detail = relationship.impact.get().or_else(|| relationship.action.get()).or_else(|| relationship.notes.get());
    let time = relationship.modified.get().or_else(|| relationship.published.get());
    Ok(Statement {
        vulnerability,
        status,
        justification: relationship.justification.get().map(justification),
        detail: detail.map(str::to_owned),
        time: gather.time(time, || place.clone()),
        products: relationship.to.ids().iter().map(|id| scope(id)).collect(),
        place: place.clone(),
    })
}

fn scope(id: &str) -> Scope {
    let product = Identifiers { references: vec![(None, id.to_owned())], ..Identifiers::default() };
    Scope { product, subcomponents: Vec::new() }
}

/// SPDX writes OpenVEX's justifications in camel case: `vulnerableCodeNotPresent`.
fn justification(text: &str) -> String {
    let mut snake = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if character.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(character.to_ascii_lowercase());
    }
    snake
}
