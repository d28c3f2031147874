//! Which fields of the guideline the document as a whole has.

use steadfast_cra::sbom_fields as fields;
use steadfast_formats::bom::{Bom, BomFormat};

use super::component::contact;
use super::report::{Finding, State};

/// All document fields, in the order of the report.
pub(super) fn assess(bom: &Bom) -> Vec<Finding> {
    let states = [
        (&fields::FORMAT, format(bom)),
        (&fields::SBOM_CREATOR, creator(bom)),
        (&fields::TIMESTAMP, given(bom.created.is_some())),
        (&fields::SBOM_URI, given(bom.serial.is_some())),
        (&fields::DEPENDENCY_COMPLETENESS, completeness(bom.format)),
        (&fields::NO_VULNERABILITIES, no_vulnerabilities(bom)),
    ];
    states.into_iter().map(|(field, state)| Finding::new(field, state)).collect()
}

fn given(is_given: bool) -> State {
    if is_given { State::Given } else { State::Missing }
}

fn format(bom: &Bom) -> State {
    match bom.format {
        BomFormat::CycloneDxJson | BomFormat::CycloneDxXml => {
            at_least(&bom.format_version, &fields::CYCLONEDX_FROM, "older than CycloneDX 1.6")
        }
        BomFormat::Spdx3JsonLd => at_least(&bom.format_version, &fields::SPDX_FROM, "older than SPDX 3.0.1"),
        BomFormat::Spdx2Json | BomFormat::Spdx2TagValue | BomFormat::Spdx2Archive => {
            State::Unfit("older than SPDX 3.0.1")
        }
        BomFormat::CargoLock => State::Unfit("neither CycloneDX nor SPDX"),
    }
}

fn at_least(version: &str, least: &[u64], older: &'static str) -> State {
    let digits = version.trim_start_matches(|c: char| !c.is_ascii_digit());
    let numbers: Option<Vec<u64>> = digits.split('.').map(|number| number.parse().ok()).collect();
    match numbers {
        Some(numbers) if numbers.as_slice() >= least => State::Given,
        Some(_) => State::Unfit(older),
        None => State::Unknown("its version is not a number"),
    }
}

fn creator(bom: &Bom) -> State {
    let creators: Vec<&str> = bom.creators.iter().map(String::as_str).collect();
    contact(&creators, bom.format)
}

/// No reader takes this statement in yet; formats without a place for it cannot have it.
fn completeness(format: BomFormat) -> State {
    match format {
        BomFormat::CycloneDxJson | BomFormat::CycloneDxXml | BomFormat::Spdx3JsonLd => {
            State::Unknown("this statement is not read")
        }
        BomFormat::Spdx2Json | BomFormat::Spdx2TagValue | BomFormat::Spdx2Archive | BomFormat::CargoLock => {
            State::Missing
        }
    }
}

fn no_vulnerabilities(bom: &Bom) -> State {
    if bom.statements.is_empty() { State::Given } else { State::Unfit("the SBOM states vulnerabilities itself") }
}
