//! Which fields of the guideline one component has.

use steadfast_cra::sbom_fields as fields;
use steadfast_cra::sbom_fields::Field;
use steadfast_formats::bom::{BomFormat, Component};

use super::assess::Context;
use super::content::{is_contact, is_file_name, is_licence_expression, is_no_licence};
use super::report::State;

/// SPDX 3 states these on a file that the package points to.
const ON_A_FILE: &str = "SPDX states it on a linked file, which is not read";

/// SPDX states "depends on nothing" by a relationship to `NONE`.
const NO_DEPENDENCIES: &str = "an SPDX statement that there are none is not read";

/// SPDX 3 states addresses of people and organisations on elements of their own.
const ON_AN_AGENT: &str = "SPDX states the address on a linked element, which is not read";

/// Where CycloneDX carries it by the guideline's mapping.
const ON_A_REFERENCE: &str = "hashes of distribution references are not read";

/// Kinds of addresses that lead to the file as it is delivered.
const DISTRIBUTION: &[&str] = &["distribution", "distribution-intake"];

/// What a component says for one field.
pub(super) type Rule = fn(&Component, &Context<'_>) -> State;

/// Every component field of the guideline with its rule, in the order of the report.
pub(super) const RULES: &[(Field, Rule)] = &[
    (fields::COMPONENT_CREATOR, creator),
    (fields::COMPONENT_NAME, |component, _| given(!component.name.trim().is_empty())),
    (fields::COMPONENT_VERSION, |component, _| given(component.version.is_some())),
    (fields::FILE_NAME, |component, _| file_name(component)),
    (fields::DEPENDENCIES, dependencies),
    (fields::DISTRIBUTION_LICENCES, |component, _| distribution_licences(component)),
    (fields::DEPLOYABLE_HASH, deployable_hash),
    (fields::EXECUTABLE, |component, context| {
        property(component, context, "bsi:component:executable", ["executable", "non-executable"])
    }),
    (fields::ARCHIVE, |component, context| {
        property(component, context, "bsi:component:archive", ["archive", "no archive"])
    }),
    (fields::STRUCTURED, |component, context| {
        property(component, context, "bsi:component:structured", ["structured", "unstructured"])
    }),
    (fields::SOURCE_URI, |component, _| given(has_address(component, &["source-distribution", "vcs"]))),
    (fields::DEPLOYABLE_URI, |component, _| given(has_address(component, DISTRIBUTION))),
    (fields::UNIQUE_IDENTIFIERS, |component, _| given(is_identified(component))),
    (fields::ORIGINAL_LICENCES, |component, _| original_licences(component)),
    (fields::EFFECTIVE_LICENCE, |component, _| effective_licence(component)),
    (fields::SOURCE_HASH, |component, _| source_hash(component)),
    (fields::SECURITY_TXT_URL, |component, _| given(has_address(component, &["rfc-9116", "securityOther"]))),
];

fn given(is_given: bool) -> State {
    if is_given { State::Given } else { State::Missing }
}

fn creator(component: &Component, context: &Context<'_>) -> State {
    let party = component.supplier.iter();
    let texts: Vec<&str> =
        party.flat_map(|party| [&party.contact, &party.name]).flatten().map(String::as_str).collect();
    contact(&texts, context.format)
}

/// What names and addresses of a creator amount to.
pub(super) fn contact(texts: &[&str], format: BomFormat) -> State {
    if texts.iter().any(|text| is_contact(text)) {
        State::Given
    } else if texts.is_empty() {
        State::Missing
    } else if format == BomFormat::Spdx3JsonLd {
        State::Unknown(ON_AN_AGENT)
    } else {
        State::Unfit("a name, but no e-mail or internet address")
    }
}

fn dependencies(component: &Component, context: &Context<'_>) -> State {
    match context.format {
        _ if context.states_dependencies(&component.reference) => State::Given,
        BomFormat::CycloneDxJson | BomFormat::CycloneDxXml | BomFormat::CargoLock => State::Missing,
        BomFormat::Spdx2Json | BomFormat::Spdx2TagValue | BomFormat::Spdx2Archive | BomFormat::Spdx3JsonLd => {
            State::Unknown(NO_DEPENDENCIES)
        }
    }
}

fn file_name(component: &Component) -> State {
    let stated = value(component, "bsi:component:filename").or(component.file_name.as_deref());
    match stated {
        Some(name) if is_file_name(name) => State::Given,
        Some(_) => State::Unfit("a path, not a file name"),
        None => State::Missing,
    }
}

fn absent_from_package(context: &Context<'_>) -> State {
    if context.format == BomFormat::Spdx3JsonLd { State::Unknown(ON_A_FILE) } else { State::Missing }
}

fn distribution_licences(component: &Component) -> State {
    let stated: Vec<&String> = component.licences.iter().filter(|licence| !is_no_licence(licence)).collect();
    if stated.is_empty() {
        State::Missing
    } else if stated.iter().all(|licence| is_licence_expression(licence)) {
        State::Given
    } else {
        State::Unfit("no SPDX identifier or expression")
    }
}

fn deployable_hash(component: &Component, context: &Context<'_>) -> State {
    if component.hashes.iter().any(|hash| is_sha512(&hash.algorithm) && is_sha512_value(&hash.value)) {
        State::Given
    } else if has_address(component, DISTRIBUTION) && context.is_cyclonedx() {
        State::Unknown(ON_A_REFERENCE)
    } else if context.format == BomFormat::Spdx3JsonLd {
        State::Unknown(ON_A_FILE)
    } else if component.hashes.is_empty() {
        State::Missing
    } else {
        State::Unfit("a hash, but no SHA-512")
    }
}

fn is_sha512(algorithm: &str) -> bool {
    algorithm.eq_ignore_ascii_case("SHA-512") || algorithm.eq_ignore_ascii_case("SHA512")
}

fn is_sha512_value(value: &str) -> bool {
    value.len() == 128 && value.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn property(component: &Component, context: &Context<'_>, name: &str, known: [&str; 2]) -> State {
    match value(component, name) {
        Some(value) if known.contains(&value.trim()) => State::Given,
        Some(_) => State::Unfit("neither of the two values that the guideline knows"),
        None => absent_from_package(context),
    }
}

fn value<'a>(component: &'a Component, name: &str) -> Option<&'a str> {
    let found = component.properties.iter().find(|(key, value)| key == name && !value.trim().is_empty());
    found.map(|(_, value)| value.as_str())
}

fn has_address(component: &Component, kinds: &[&str]) -> bool {
    component.addresses.iter().any(|(kind, address)| kinds.contains(&kind.as_str()) && !address.trim().is_empty())
}

fn is_identified(component: &Component) -> bool {
    !(component.purls.is_empty() && component.cpes.is_empty() && component.swids.is_empty())
}

fn original_licences(component: &Component) -> State {
    if component.licences.iter().all(|licence| is_no_licence(licence)) {
        State::Missing
    } else {
        State::Unknown("original and distribution licences are not told apart")
    }
}

fn effective_licence(component: &Component) -> State {
    let spellings = ["bsi:component:effectiveLicence", "bsi:component:effectiveLicense"];
    match spellings.into_iter().find_map(|name| value(component, name)) {
        Some(licence) if is_licence_expression(licence) => State::Given,
        Some(_) => State::Unfit("no SPDX identifier or expression"),
        None => State::Missing,
    }
}

fn source_hash(component: &Component) -> State {
    if has_address(component, &["source-distribution"]) {
        State::Unknown("hashes of source archives are not read")
    } else {
        State::Missing
    }
}
