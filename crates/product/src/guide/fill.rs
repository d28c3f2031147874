//! From answers to a product file.

use serde::de::DeserializeOwned;
use steadfast_cra::annex_i;

use super::Answers;
use super::threats;
use crate::catalogue;
use crate::file::{
    Account, Asset, Category, Classification, Component, Contact, Control, Data, Identity, Information, Interface,
    ProductFile, Protects, Purpose, Remote, Risk, Route, Scope, SecurityLevel, SecurityScheme, Service, Side, Support,
    SupportReasons, Updates,
};

/// Steps of likelihood and of impact that a draft begins with.
pub(super) const LIKELIHOOD: [&str; 4] = ["rare", "possible", "likely", "certain"];
pub(super) const IMPACT: [&str; 4] = ["minor", "moderate", "major", "severe"];

pub(super) fn fill(answers: &Answers, components: &[String]) -> ProductFile {
    let text = |id: &str| answers.text(id).to_owned();
    let mut file = ProductFile {
        schema: Some(1),
        product: identity(answers),
        scope: scope(answers),
        purpose: purpose(answers),
        category: Category {
            id: text("category"),
            core_function: text("core-function"),
            reason: text("category-reason"),
            ..Category::default()
        },
        route: Route { procedure: word(answers.text("route")), ..Route::default() },
        support: support(answers),
        updates: Updates { channel: text("update-channel"), automatic: answers.yes("automatic"), ..Updates::default() },
        security_level: level(answers.text("level")),
        contact: Contact {
            address: text("address"),
            digital: text("contact"),
            vulnerabilities: text("vulnerability-contact"),
            ..Contact::default()
        },
        information: Information { languages: answers.list("languages").to_vec(), ..Information::default() },
        interface: interfaces(answers),
        data: data(answers),
        remote: remote(answers),
        service: services(answers),
        account: vec![Account { role: "owner".to_owned(), ..Account::default() }],
        risk: risk(),
        control: controls(answers.text("steadfast")),
        component: named(answers.list("components"), components),
        ..ProductFile::default()
    };
    file.asset = assets(&file);
    file.threat = threats::proposed(&file);
    file
}

/// A word of the file; nothing where the answer is none.
fn word<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::from(text)).ok()
}

fn identity(answers: &Answers) -> Identity {
    let documentation = answers.text("public-documentation");
    Identity {
        name: answers.text("name").to_owned(),
        designation: answers.text("designation").to_owned(),
        manufacturer: answers.text("manufacturer").to_owned(),
        kind: word(answers.text("kind")),
        open_source: answers.yes("open-source"),
        public_documentation: Some(documentation.to_owned()).filter(|text| !text.is_empty()),
        ..Identity::default()
    }
}

fn scope(answers: &Answers) -> Scope {
    let excluded = Some(answers.text("excluded")).filter(|id| !id.is_empty() && *id != "none");
    let reason = match (answers.yes("connected"), answers.yes("commercial"), excluded) {
        (_, _, Some(id)) => format!("Answered that it falls under {id}."),
        (Some(true), Some(true), None) if answers.has("excluded") => {
            "It is connected, supplied in the course of a business, and no exclusion was found to fit.".to_owned()
        }
        (Some(false), ..) => "Answered that it is never connected, not even by foreseeable use.".to_owned(),
        (_, Some(false), _) => "Answered that it is not supplied in the course of a business.".to_owned(),
        _ => String::new(),
    };
    Scope {
        connected: answers.yes("connected"),
        commercial: answers.yes("commercial"),
        excluded: excluded.map(str::to_owned),
        reason,
        role: word(answers.text("role")),
    }
}

fn purpose(answers: &Answers) -> Purpose {
    Purpose {
        intended: answers.text("purpose").to_owned(),
        foreseeable_use: answers.list("foreseeable-use").to_vec(),
        misuse: answers.list("misuse").to_vec(),
        environment: answers.text("environment").to_owned(),
        users: answers.list("users").to_vec(),
        expected_years: answers.number("expected-years"),
        essential_functions: answers.list("essential-functions").to_vec(),
        security_properties: Vec::new(),
    }
}

fn support(answers: &Answers) -> Support {
    let expected = answers.number("expected-years");
    let reasons = SupportReasons {
        expected_use: expected
            .map_or_else(String::new, |years| format!("It is expected to be in use for {years} years.")),
        user_expectations: answers.text("support-reason").to_owned(),
        ..SupportReasons::default()
    };
    Support { years: answers.number("support-years"), reasons, ..Support::default() }
}

fn level(answer: &str) -> SecurityLevel {
    let (scheme, level) = match answer {
        "" => (None, None),
        "baseline" => (Some(SecurityScheme::En303645), None),
        number => (Some(SecurityScheme::Iec62443), number.parse().ok()),
    };
    SecurityLevel { scheme, level, reason: String::new() }
}

/// What was said of the most exposed one is the most that can reach any other over a network, and says nothing of how the others
/// are guarded.
fn interfaces(answers: &Answers) -> Vec<Interface> {
    let kinds = answers.list("interfaces");
    let only = kinds.len() == 1;
    let made = kinds.iter().map(|kind| {
        let touched = ["radio", "field-bus", "debug", "removable-media", "local-control"].contains(&kind.as_str());
        Interface {
            id: kind.clone(),
            name: kind.replace('-', " "),
            kind: word(kind),
            side: Some(if touched { Side::Physical } else { Side::Logical }),
            exposed_to: word(answers.text("exposed-to")).filter(|_| only || !touched),
            authentication: if only { answers.text("authentication").to_owned() } else { String::new() },
            ..Interface::default()
        }
    });
    made.collect()
}

/// A short name of a text: small letters, digits and hyphens.
pub(super) fn short(text: &str) -> String {
    let kept: String = text.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let short = kept.split_whitespace().take(4).collect::<Vec<_>>().join("-");
    if short.is_empty() { "unnamed".to_owned() } else { short }
}

fn data(answers: &Answers) -> Vec<Data> {
    let secret = ["password", "key", "token", "credential"];
    let made = answers.list("data").iter().map(|name| {
        let is_secret = secret.iter().any(|word| name.to_lowercase().contains(word));
        let classification = match answers.yes("personal") {
            _ if is_secret => Some(Classification::Secret),
            Some(true) => Some(Classification::Personal),
            Some(false) => Some(Classification::Internal),
            None => None,
        };
        let erasure = answers.text("erasure").to_owned();
        Data { id: short(name), name: name.clone(), classification, erasure, ..Data::default() }
    });
    made.collect()
}

fn remote(answers: &Answers) -> Vec<Remote> {
    let made = answers.list("remote").iter();
    made.map(|name| Remote { id: short(name), name: name.clone(), purpose: name.clone(), ..Remote::default() })
        .collect()
}

fn services(answers: &Answers) -> Vec<Service> {
    let made = answers.list("services").iter();
    made.map(|name| Service { id: short(name), name: name.clone(), ..Service::default() }).collect()
}

fn risk() -> Risk {
    Risk {
        version: "1".to_owned(),
        method: "Six classes of threats at each interface, likelihood and impact in four steps each.".to_owned(),
        likelihood: LIKELIHOOD.map(str::to_owned).to_vec(),
        impact: IMPACT.map(str::to_owned).to_vec(),
        ..Risk::default()
    }
}

/// Features that the manufacturer's side alone gives; the rest needs the agent or the SDK on the product.
const OF_THE_SERVER: [&str; 8] = [
    "release-gate",
    "bill-of-materials",
    "advisories",
    "disclosure",
    "cases",
    "update-repository",
    "rollouts",
    "probe",
];

fn controls(used: &str) -> Vec<Control> {
    let is_given = |id: &str| used == "unit" || (used == "server" && OF_THE_SERVER.contains(&id));
    let given = catalogue::features().iter().filter(|feature| is_given(&feature.id));
    let made = given.map(|feature| Control {
        id: feature.id.clone(),
        says: feature.says.clone(),
        requirements: feature.requirements.clone(),
        given_by: Some(feature.id.clone()),
        ..Control::default()
    });
    made.chain([assessed()]).collect()
}

/// The assessment itself is how the first requirement is met.
fn assessed() -> Control {
    let first = annex_i::requirements().first().map(|requirement| requirement.id.clone());
    Control {
        id: "risk-assessment".to_owned(),
        says: "Security follows the assessment in this file, which is looked at again at each release.".to_owned(),
        requirements: first.into_iter().collect(),
        ..Control::default()
    }
}

fn assets(file: &ProductFile) -> Vec<Asset> {
    let of_data = file.data.iter().map(|data| Asset {
        id: data.id.clone(),
        name: data.name.clone(),
        protects: vec![Protects::Confidentiality, Protects::Integrity],
        data: vec![data.id.clone()],
    });
    let functions = Asset {
        id: "essential-functions".to_owned(),
        name: file.purpose.essential_functions.join("; "),
        protects: vec![Protects::Availability, Protects::Integrity],
        data: Vec::new(),
    };
    of_data.chain((!file.purpose.essential_functions.is_empty()).then_some(functions)).collect()
}

fn named(answered: &[String], found: &[String]) -> Vec<Component> {
    let names = answered.iter().chain(found);
    names.map(|name| Component { name: name.clone(), ..Component::default() }).collect()
}
