//! The answer as VEX documents, so that other tools can use the decisions.

use steadfast_formats::vex::{Status as Said, WrittenStatement, cyclonedx_vex, openvex as write_openvex};
use steadfast_matching::finding::{Finding, Kind, Status};
use steadfast_matching::reason::Reason;

use super::super::answer::{Answered, Context};
use crate::failure::Failure;

/// OpenVEX 0.2.0.
pub(super) fn openvex(context: &Context<'_>, answers: &[Answered<'_>]) -> Result<String, Failure> {
    let answered = only(answers)?;
    let digest = context.snapshot.digest.trim_start_matches("sha256:");
    let id = format!("urn:steadfast:vex:{}:{digest}", answered.bill.bom.serial.as_deref().unwrap_or("bill"));
    let name = answered.name();
    Ok(write_openvex(&id, "steadfast scan", context.now, (&name, answered.version()), &statements(answered)))
}

/// CycloneDX 1.6.
pub(super) fn cyclonedx(context: &Context<'_>, answers: &[Answered<'_>]) -> Result<String, Failure> {
    let answered = only(answers)?;
    let bom = answered.bill.bom;
    let bill = bom.serial.as_deref().map(|serial| (serial, bom.revision.unwrap_or(1)));
    let name = answered.name();
    Ok(cyclonedx_vex(context.now, (&name, answered.version()), bill, &statements(answered)))
}

fn only<'a, 'b>(answers: &'a [Answered<'b>]) -> Result<&'a Answered<'b>, Failure> {
    match answers {
        [only] => Ok(only),
        _ => Err(Failure::Usage("a VEX document is about one product: give one BOM at a time".to_owned())),
    }
}

fn statements(answered: &Answered<'_>) -> Vec<WrittenStatement> {
    let vulnerabilities = answered.scan.findings.iter().filter(|finding| finding.kind == Kind::Vulnerability);
    vulnerabilities.filter_map(|finding| statement(answered, finding)).collect()
}

fn statement(answered: &Answered<'_>, finding: &Finding) -> Option<WrittenStatement> {
    let component = answered.component(finding)?;
    Some(WrittenStatement {
        id: finding.id.clone(),
        aliases: finding.aliases.clone(),
        status: said(finding.status),
        justification: justification(finding),
        detail: finding.detail.clone().or_else(|| finding.reason.map(|reason| reason.words().to_owned())),
        action: (finding.status == Status::Affected).then(|| action(finding)),
        component_reference: component.reference.clone(),
        purl: component.purls.first().cloned(),
        cpe: component.cpes.first().cloned(),
        name: component.name.clone(),
        version: component.version.clone(),
        cvss: finding.cvss.as_ref().map(|(vector, tenths)| (vector.clone(), f64::from(*tenths) / 10.0)),
        product: None,
    })
}

fn said(status: Status) -> Said {
    match status {
        Status::Affected => Said::Affected,
        Status::Unknown => Said::UnderInvestigation,
        Status::NotAffected => Said::NotAffected,
        Status::Fixed => Said::Fixed,
    }
}

/// The justification that a machine-made reason amounts to. A person's own stands in the detail, word for word.
fn justification(finding: &Finding) -> Option<String> {
    match finding.reason {
        Some(Reason::NotCompiledIn) => Some("vulnerable_code_not_present".to_owned()),
        _ => None,
    }
}

fn action(finding: &Finding) -> String {
    let update = finding.fixed_in.first().map(|version| format!("Update to {version} or later."));
    update.unwrap_or_else(|| "No fixed version is known.".to_owned())
}
