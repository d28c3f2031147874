//! What papers are made of. `None`, and a text of blanks alone, is "not stated".

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use steadfast_cra::routes::Procedure;

use crate::Language;

/// The act that this crate is about, as declarations name it.
pub const CYBER_RESILIENCE_ACT: &str = "Regulation (EU) 2024/2847";

/// A text that people wrote, by the tag of its language (`en`, `de`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Said(pub BTreeMap<String, String>);

impl Said {
    /// The same text whatever the language: a name, an address.
    pub fn everywhere(text: &str) -> Self {
        Self(Language::ALL.into_iter().map(|one| (one.tag().to_owned(), text.to_owned())).collect())
    }

    /// The text in this language.
    pub fn of(&self, language: Language) -> Option<&str> {
        stated(self.0.get(language.tag()).map(String::as_str))
    }

    /// Whether it is stated in any language.
    pub fn is_stated(&self) -> bool {
        self.0.values().any(|text| !text.trim().is_empty())
    }
}

/// Nothing where there are blanks alone.
pub(crate) fn stated(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// The product that papers are of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Product {
    /// Its name.
    pub name: Option<String>,
    /// Its type.
    pub designation: Option<String>,
    /// Batch, serial numbers or another identification, Art. 13(15).
    pub identification: Option<String>,
    /// The software versions that the paper is for.
    pub versions: Vec<String>,
    /// What lets it be traced beyond that; a photograph may be named.
    pub object: Said,
}

/// Who makes, represents or imports it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Party {
    /// Name, registered trade name or trademark.
    pub name: Option<String>,
    /// Postal address; lines stay lines.
    pub address: Option<String>,
    /// E-mail or another digital contact.
    pub digital: Option<String>,
    /// Website.
    pub website: Option<String>,
}

/// A Union act that a declaration is for, Art. 28(3).
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Act {
    /// As it is cited: `Regulation (EU) 2024/2847`.
    pub name: String,
    /// Where it is published.
    pub reference: Option<String>,
}

/// A standard, specification or certificate for which conformity is declared.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Declared {
    /// As it is cited, with its edition.
    pub name: String,
    /// Which parts were applied; empty where it was applied in full.
    pub parts: String,
}

/// How conformity was assessed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Assessment {
    /// By which procedure of Art. 32(1).
    pub procedure: Option<Procedure>,
    /// Name of the notified body.
    pub body_name: Option<String>,
    /// Its number: four digits.
    pub body_number: Option<String>,
    /// Number and date of certificate or decision.
    pub certificate: Option<String>,
    /// Whether what is named here is made up, for practice.
    pub sample: bool,
}

/// Who signed a declaration, where and when.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Signature {
    /// Place of issue.
    pub place: Option<String>,
    /// Day of issue.
    pub date: Option<Date>,
    /// Name of the person.
    pub name: Option<String>,
    /// Function of the person.
    pub function: Option<String>,
    /// What stands for the signature: a record, or a signed file. Nothing until it is signed.
    pub signed: Option<String>,
}
