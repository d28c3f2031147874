//! Information and instructions to the user, Art. 13(18) and Annex II.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::builder::{Builder, about};
use crate::document::{Document, Why};
use crate::facts::{Party, Product, Said};
use crate::{Language, render};

/// What users are told.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct UserInformation {
    /// The product.
    pub product: Product,
    /// The manufacturer, point 1.
    pub manufacturer: Party,
    /// Where vulnerabilities are reported and learned of, point 2.
    pub vulnerability_contact: Option<String>,
    /// Where the policy on coordinated disclosure is, point 2.
    pub disclosure_policy: Option<String>,
    /// Intended purpose, point 4.
    pub purpose: Said,
    /// The security environment that the manufacturer provides, point 4.
    pub environment: Said,
    /// Essential functions, point 4.
    pub essential_functions: Said,
    /// Security properties, point 4.
    pub security_properties: Said,
    /// Circumstances that may lead to significant risks, point 5.
    pub risks: Said,
    /// Where the declaration is, point 6.
    pub declaration_address: Option<String>,
    /// Kind of security support, point 7.
    pub support: Said,
    /// The last day of support, point 7.
    pub support_end: Option<Date>,
    /// Secure start and use, point 8(a); a text or an address, as in all that follow.
    pub secure_use: Said,
    /// Effect of changes on the security of data, point 8(b).
    pub changes: Said,
    /// How security updates are installed, point 8(c).
    pub updates: Said,
    /// Secure decommissioning, point 8(d).
    pub decommissioning: Said,
    /// How automatic updates are turned off, point 8(e).
    pub automatic_updates_off: Said,
    /// Whether the product is meant to be built into others; none is not stated.
    pub for_integrators: Option<bool>,
    /// What integrators need, point 8(f).
    pub integration: Said,
    /// Where the bill of materials is, if users are given it, point 9.
    pub bill: Option<String>,
}

/// The information of Annex II in its order.
pub fn user_information(facts: &UserInformation, language: Language, made: Timestamp) -> Document {
    let mut paper = Builder::new("user-information", "user-title", about(&facts.product, language), language, made);
    contact(&mut paper, facts);
    product(&mut paper, facts);
    support(&mut paper, facts, language);
    instructions(&mut paper, facts);
    paper.done()
}

fn contact(paper: &mut Builder, facts: &UserInformation) {
    let maker = &facts.manufacturer;
    paper.heading("contact");
    paper.fact("II.1", "manufacturer", maker.name.as_deref());
    paper.fact("II.1", "address", maker.address.as_deref());
    paper.fact("II.1", "digital", maker.digital.as_deref());
    paper.optional("II.1", "website", maker.website.as_deref());
    paper.fact("II.2", "vulnerability-contact", facts.vulnerability_contact.as_deref());
    paper.fact("II.2", "policy", facts.disclosure_policy.as_deref());
}

fn product(paper: &mut Builder, facts: &UserInformation) {
    paper.heading("product");
    paper.fact("II.3", "name", facts.product.name.as_deref());
    paper.fact("II.3", "type", facts.product.designation.as_deref());
    paper.fact("II.3", "identification", facts.product.identification.as_deref());
    paper.optional("II.3", "versions", Some(&facts.product.versions.join(", ")));
    paper.titled("II.4", &facts.purpose);
    paper.in_language("II.4", "environment", &facts.environment);
    paper.in_language("II.4", "essential-functions", &facts.essential_functions);
    paper.in_language("II.4", "properties", &facts.security_properties);
    paper.titled("II.5", &facts.risks);
    paper.fact("II.6", "declaration-title", facts.declaration_address.as_deref());
}

fn support(paper: &mut Builder, facts: &UserInformation, language: Language) {
    paper.heading("support");
    paper.in_language("II.7", "support-kind", &facts.support);
    let end = facts.support_end.map(|end| render::support_end(end, language));
    paper.fact("II.7", "support-end", end.as_deref());
    if end.is_some() {
        let sentence = paper.text("support-sentence");
        paper.paragraph(sentence);
    }
}

fn instructions(paper: &mut Builder, facts: &UserInformation) {
    paper.heading("instructions");
    paper.titled("II.8.a", &facts.secure_use);
    paper.titled("II.8.b", &facts.changes);
    paper.titled("II.8.c", &facts.updates);
    paper.titled("II.8.d", &facts.decommissioning);
    paper.titled("II.8.e", &facts.automatic_updates_off);
    match facts.for_integrators {
        Some(true) if !facts.integration.is_stated() => {
            paper.gap("II.8.f", Why::NotStated, true);
            paper.titled("II.8.f", &facts.integration);
        }
        Some(false) if !facts.integration.is_stated() => {}
        _ => paper.titled("II.8.f", &facts.integration),
    }
    paper.optional("II.9", "bill", facts.bill.as_deref());
}
