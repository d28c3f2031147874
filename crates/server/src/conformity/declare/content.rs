//! What a declaration says, and the papers that come of it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use steadfast_dossier::declaration::{Declaration, DeclarationError, Final, draft};
use steadfast_dossier::facts::Assessment;
use steadfast_dossier::marking::{Marking, Where, marking};
use steadfast_dossier::simplified::{Simplified, simplified};
use steadfast_dossier::{Document, Gap, Language, render};
use steadfast_product::file::Kind;

use super::refusal::Refusal;
use crate::conformity::dossier::Facts;
use crate::conformity::error::ConformityError;

/// The point of Annex V that is there once somebody signed.
const SIGNATURE: &str = "V.8";
/// What the declaration itself is kept as.
pub(crate) const DECLARATION: &str = "declaration";

/// What a declaration says, with where its CE marking stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Content {
    /// By Annex V.
    pub(crate) declaration: Declaration,
    /// Where the CE marking stands; nothing: nobody said.
    pub(crate) place: Option<Where>,
    /// Whether the product is software alone.
    pub(crate) software_alone: Option<bool>,
    /// Where everybody can read the full text (Article 13(20)).
    pub(crate) address: String,
    /// The digest of the product file that it rests on.
    pub(crate) file: String,
    /// The digests of its papers by their names; empty until it is signed.
    #[serde(default)]
    pub(crate) papers: BTreeMap<String, String>,
}

/// A paper as a file.
#[derive(Clone, Debug)]
pub(crate) struct Paper {
    /// `declaration.de.pdf`.
    pub(crate) name: String,
    /// What it is kept as: `declaration`, `simplified-declaration`, `ce-marking`.
    pub(crate) kind: &'static str,
    pub(crate) bytes: Vec<u8>,
}

impl Content {
    /// What the catalogue and the product file say.
    pub(crate) fn of(facts: &Facts, assessment: Assessment, address: String) -> Self {
        let software_alone = facts.file.product.kind.map(|kind| !matches!(kind, Kind::Device));
        let declaration = Declaration { assessment, ..facts.declaration() };
        let file = facts.file_digest().unwrap_or_default();
        Self { declaration, place: None, software_alone, address, file, papers: BTreeMap::new() }
    }

    /// What is kept.
    pub(crate) fn kept(text: &str) -> Result<Self, ConformityError> {
        Ok(serde_json::from_str(text)?)
    }

    /// What Annex V asks for beside the signature and is missing.
    pub(crate) fn gaps(&self, made: Timestamp) -> Vec<Gap> {
        let document = draft(&self.declaration, Language::English, made);
        document.required_gaps().filter(|gap| gap.point != SIGNATURE).cloned().collect()
    }

    /// The declaration as a paper: final where it is signed and no sample, else marked as what it is.
    pub(crate) fn document(&self, language: Language, made: Timestamp) -> Result<Document, Refusal> {
        match Final::new(&self.declaration, language, made) {
            Ok(whole) => Ok(whole.document().clone()),
            Err(DeclarationError::Sample) => Ok(draft(&self.declaration, language, made)),
            Err(DeclarationError::Incomplete(gaps)) => Err(Refusal::Incomplete(gaps)),
            Err(_) => Err(Refusal::Incomplete(Vec::new())),
        }
    }

    /// Every paper of a signed declaration, in every language.
    pub(crate) fn made(&self, made: Timestamp) -> Result<Vec<Paper>, ConformityError> {
        let mut papers = Vec::new();
        for language in Language::ALL {
            add(&mut papers, DECLARATION, &self.document(language, made)?)?;
            add(&mut papers, "simplified-declaration", &simplified(&self.simplified(), language, made))?;
            add(&mut papers, "ce-marking", &marking(&self.marking(), language, made))?;
        }
        Ok(papers)
    }

    /// The declaration as a draft, in every language.
    pub(crate) fn drafts(&self, made: Timestamp) -> Result<Vec<Paper>, ConformityError> {
        let mut papers = Vec::new();
        for language in Language::ALL {
            add(&mut papers, DECLARATION, &draft(&self.declaration, language, made))?;
        }
        Ok(papers)
    }

    fn simplified(&self) -> Simplified {
        let said = &self.declaration;
        Simplified {
            manufacturer: said.manufacturer.name.clone(),
            designation: said.product.designation.clone(),
            address: Some(self.address.clone()),
        }
    }

    /// Where the CE marking stands, as a word; nothing where nobody said.
    pub(crate) fn place_word(&self) -> Option<&str> {
        self.place.as_ref().map(|place| match place {
            Where::Product => "product",
            Where::Packaging => "packaging",
            Where::Declaration => "declaration",
            Where::Website { address } => address,
        })
    }

    /// How the CE marking is affixed.
    pub(crate) fn marking(&self) -> Marking {
        let said = &self.declaration;
        Marking {
            product: said.product.clone(),
            software_alone: self.software_alone,
            place: self.place.clone(),
            procedure: said.assessment.procedure,
            body_number: said.assessment.body_number.clone(),
        }
    }
}

fn add(papers: &mut Vec<Paper>, kind: &'static str, document: &Document) -> Result<(), ConformityError> {
    let base = format!("{kind}.{}", document.language.tag());
    let pdf = render::pdf(document).map_err(|error| ConformityError::Dossier(Box::new(error)))?;
    papers.push(Paper { name: format!("{base}.html"), kind, bytes: render::html(document).into_bytes() });
    papers.push(Paper { name: format!("{base}.pdf"), kind, bytes: pdf });
    Ok(())
}

/// What a paper is, by its name.
pub(crate) fn media_type(name: &str) -> &'static str {
    if name.ends_with(".pdf") { "application/pdf" } else { "text/html; charset=utf-8" }
}
