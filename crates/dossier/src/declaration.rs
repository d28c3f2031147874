//! The EU declaration of conformity, Art. 28 and Annex V.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use steadfast_cra::annexes::sentence;
use steadfast_cra::routes::{Procedure, procedure};

use crate::builder::{Builder, about};
use crate::document::{Block, Document, Gap, Why};
use crate::facts::{Act, Assessment, CYBER_RESILIENCE_ACT, Declared, Party, Product, Signature, stated};
use crate::texts::cited;
use crate::{Language, render};

/// What a declaration says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Declaration {
    /// The manufacturer's number for it.
    pub number: Option<String>,
    /// The product.
    pub product: Product,
    /// The manufacturer.
    pub manufacturer: Party,
    /// Its authorised representative, if it has one.
    pub representative: Option<Party>,
    /// All Union acts that ask for a declaration; the Cyber Resilience Act must be one of them. Where there are several, each
    /// needs its publication reference (Art. 28(3)).
    pub acts: Vec<Act>,
    /// What conformity is declared for.
    pub standards: Vec<Declared>,
    /// How conformity was assessed.
    pub assessment: Assessment,
    /// Who signed.
    pub signature: Signature,
}

/// Why a declaration is not final.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DeclarationError {
    /// Points that Annex V asks for are missing.
    #[error("the declaration is not complete: {}", listed(.0))]
    Incomplete(Vec<Gap>),
    /// The assessment is made up, for practice.
    #[error("the certificate is a sample, and nothing can be declared with it")]
    Sample,
}

fn listed(gaps: &[Gap]) -> String {
    gaps.iter().map(|gap| format!("{} ({})", gap.reference, gap.title)).collect::<Vec<_>>().join("; ")
}

/// A declaration in which nothing that Annex V asks for is missing, and that is signed. There is no other way to one than
/// [`Final::new`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Final {
    document: Document,
}

impl Final {
    /// Makes a declaration final.
    ///
    /// # Errors
    /// When a point is missing that Annex V asks for, signature included, or the assessment is a sample.
    pub fn new(facts: &Declaration, language: Language, made: Timestamp) -> Result<Self, DeclarationError> {
        let document = built(facts, language, made, false);
        let missing: Vec<Gap> = document.required_gaps().cloned().collect();
        match (missing.is_empty(), facts.assessment.sample) {
            (false, _) => Err(DeclarationError::Incomplete(missing)),
            (true, true) => Err(DeclarationError::Sample),
            (true, false) => Ok(Self { document }),
        }
    }

    /// The paper.
    pub const fn document(&self) -> &Document {
        &self.document
    }
}

/// A declaration as far as it goes, marked as a draft, or as a sample.
pub fn draft(facts: &Declaration, language: Language, made: Timestamp) -> Document {
    built(facts, language, made, true)
}

fn built(facts: &Declaration, language: Language, made: Timestamp, draft: bool) -> Document {
    let mut paper = Builder::new("declaration", "declaration-title", about(&facts.product, language), language, made);
    if draft {
        paper.notice(if facts.assessment.sample { "sample" } else { "draft" });
    }
    product(&mut paper, facts);
    parties(&mut paper, facts);
    responsibility(&mut paper, language);
    object(&mut paper, facts);
    acts(&mut paper, &facts.acts, language);
    standards(&mut paper, &facts.standards);
    assessment(&mut paper, &facts.assessment, language);
    signature(&mut paper, facts, language);
    if !draft {
        // It says that none is declared; that is all that a signed one has to say.
        paper.settled("V.6");
    }
    paper.done()
}

fn product(paper: &mut Builder, facts: &Declaration) {
    paper.heading("product");
    paper.optional("", "declaration-number", facts.number.as_deref());
    paper.fact("V.1", "name", facts.product.name.as_deref());
    paper.fact("V.1", "type", facts.product.designation.as_deref());
    paper.fact("V.1", "identification", facts.product.identification.as_deref());
    paper.optional("V.1", "versions", Some(&facts.product.versions.join(", ")));
}

fn parties(paper: &mut Builder, facts: &Declaration) {
    paper.heading("manufacturer");
    paper.fact("V.2", "name", facts.manufacturer.name.as_deref());
    paper.fact("V.2", "address", facts.manufacturer.address.as_deref());
    if let Some(representative) = &facts.representative {
        paper.heading("representative");
        paper.fact("V.2", "name", representative.name.as_deref());
        paper.fact("V.2", "address", representative.address.as_deref());
    }
}

fn responsibility(paper: &mut Builder, language: Language) {
    paper.heading("responsibility");
    spoken(paper, "V.3", "sole-responsibility", language);
}

/// A sentence of the annex; a gap where it is not there in the language.
fn spoken(paper: &mut Builder, point: &str, id: &str, language: Language) {
    match sentence(id, language.tag()) {
        Some(words) => paper.paragraph(words.to_owned()),
        None => paper.gap(point, Why::NotInLanguage, true),
    }
}

fn object(paper: &mut Builder, facts: &Declaration) {
    paper.heading("object");
    paper.in_language("V.4", "description", &facts.product.object);
}

fn acts(paper: &mut Builder, acts: &[Act], language: Language) {
    paper.heading("conformity");
    spoken(paper, "V.5", "conformity", language);
    if !acts.iter().any(|act| act.name.contains("2024/2847")) {
        paper.gap("V.5", Why::NotStated, true);
    }
    if acts.len() > 1 && acts.iter().any(|act| stated(act.reference.as_deref()).is_none()) {
        paper.gap("Art. 28(3)", Why::NotStated, true);
    }
    let missing = paper.text("not-stated");
    if acts.is_empty() {
        return paper.paragraph(missing);
    }
    let place = |act: &Act| {
        stated(act.reference.as_deref()).map_or_else(|| missing.clone(), |reference| cited(reference, language))
    };
    let rows = acts.iter().map(|act| vec![cited(&act.name, language), place(act)]).collect();
    let head = vec![paper.text("act"), paper.text("act-reference")];
    let caption = paper.text("acts");
    paper.block(Block::Table { caption, head, rows });
}

fn standards(paper: &mut Builder, standards: &[Declared]) {
    paper.heading("standards");
    if standards.is_empty() {
        paper.gap("V.6", Why::NotStated, false);
        let none = paper.text("no-standards");
        return paper.paragraph(none);
    }
    let extent = |one: &Declared| match stated(Some(&one.parts)) {
        None => paper.text("in-full"),
        Some(parts) => paper.filled("in-part", &[("parts", parts)]),
    };
    let rows = standards.iter().map(|one| vec![one.name.clone(), extent(one)]).collect();
    let head = vec![paper.text("standard"), paper.text("extent")];
    let caption = paper.text("standards");
    paper.block(Block::Table { caption, head, rows });
}

fn assessment(paper: &mut Builder, facts: &Assessment, language: Language) {
    paper.heading("assessment");
    let route = facts.procedure.and_then(procedure);
    let name = route.map(|one| one.title.of(language.tag()));
    if name.is_none() {
        paper.gap("V.7", Why::NotStated, true);
    }
    paper.said("V.7", "procedure", name.map(str::to_owned));
    match facts.procedure {
        Some(Procedure::InternalControl) => paper.said("V.7", "body-name", Some(paper.text("no-body"))),
        Some(Procedure::Certification) => needed(paper, "certificate", facts.certificate.as_deref()),
        Some(Procedure::TypeExamination | Procedure::FullQualityAssurance) => body(paper, facts),
        None => {}
    }
}

fn body(paper: &mut Builder, facts: &Assessment) {
    needed(paper, "body-name", facts.body_name.as_deref());
    needed(paper, "body-number", facts.body_number.as_deref());
    needed(paper, "certificate", facts.certificate.as_deref());
    let number = stated(facts.body_number.as_deref());
    if number.is_some_and(|number| number.len() != 4 || !number.bytes().all(|byte| byte.is_ascii_digit())) {
        paper.gap("V.7", Why::Contradicted, true);
    }
}

/// What the procedure makes a must.
fn needed(paper: &mut Builder, label: &str, value: Option<&str>) {
    if stated(value).is_none() {
        paper.gap("V.7", Why::NotStated, true);
    }
    paper.said("V.7", label, stated(value).map(str::to_owned));
}

fn signature(paper: &mut Builder, declaration: &Declaration, language: Language) {
    let facts = &declaration.signature;
    paper.heading("signature");
    for_whom(paper, &declaration.manufacturer, language);
    let date = facts.date.map(|day| render::day(day, language));
    let issued = stated(facts.place.as_deref()).zip(date).map(|(place, date)| format!("{place}, {date}"));
    paper.fact("V.8", "place-date", issued.as_deref());
    let person = stated(facts.name.as_deref()).zip(stated(facts.function.as_deref()));
    paper.fact("V.8", "signer", person.map(|(name, function)| format!("{name}, {function}")).as_deref());
    paper.fact("V.8", "signed-as", facts.signed.as_deref());
}

/// In whose name it is signed; a manufacturer that is not stated is missing at point 2 already.
fn for_whom(paper: &mut Builder, manufacturer: &Party, language: Language) {
    let name = stated(manufacturer.name.as_deref()).map_or_else(|| paper.text("not-stated"), str::to_owned);
    match sentence("signed", language.tag()) {
        Some(words) => paper.paragraph(format!("{words} {name}")),
        None => paper.gap("V.8", Why::NotInLanguage, true),
    }
}

/// The act that this crate is about, as an entry of [`Declaration::acts`].
pub fn cyber_resilience_act() -> Act {
    Act { name: CYBER_RESILIENCE_ACT.to_owned(), reference: Some("OJ L, 2024/2847, 20.11.2024".to_owned()) }
}
