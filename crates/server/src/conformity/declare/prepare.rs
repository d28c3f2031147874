//! The draft of a declaration: what the product file and the catalogue say, refused where the law does not let it be signed.

use jiff::civil::Date;
use steadfast_cra::routes::Procedure;
use steadfast_dossier::facts::{Act, Assessment};
use steadfast_dossier::marking::Where;
use steadfast_store::{Declaration, DeclarationState, Id, kinds};

use super::content::Content;
use super::refusal::Refusal;
use super::route::{Routes, may};
use super::{open, read};
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::conformity::dossier::Facts;
use crate::conformity::error::ConformityError;
use crate::conformity::read::{self as register, moment};
use crate::http::refused::RefusedField;
use crate::ledger::number::settled;
use crate::lifecycle::read::day;
use crate::web::urls;

/// Characters of the longest text of a request.
const LONGEST: usize = 400;
/// Union acts beside this one that a declaration names.
const MOST_ACTS: usize = 20;

const PROCEDURE: RefusedField =
    RefusedField::new("procedure", "no-such-procedure", "procedure is A, B+C, H or certification (Art. 32(1))");
const BODY: RefusedField =
    RefusedField::new("body-number", "no-body-number", "a notified body's number has four digits");
const PLACE: RefusedField = RefusedField::new(
    "marking",
    "no-such-place",
    "marking is product, packaging, declaration, or the address of a website (Art. 30(1))",
);
const ACTS: RefusedField =
    RefusedField::new("acts", "too-many-acts", "at most 20 other acts, each with at most 400 characters");
const LONG: RefusedField = RefusedField::new("certificate", "too-long", "at most 400 characters for each text");
const SAMPLE: RefusedField =
    RefusedField::new("sample", "sample-of-nothing", "a sample is one of a certificate: procedure A has none");

/// A declaration as somebody wants it. What is empty, the product file says.
#[derive(Clone, Debug, Default)]
pub struct WantedDeclaration {
    /// For this release; nothing: the one that stands for its product.
    pub release: Option<Id<kinds::Release>>,
    /// `A`, `B+C`, `H` or `certification`.
    pub procedure: String,
    /// The notified body's name.
    pub body_name: String,
    /// Its number: four digits.
    pub body_number: String,
    /// Number and date of its certificate or decision.
    pub certificate: String,
    /// Whether that certificate is made up, for practice.
    pub sample: bool,
    /// The manufacturer's own number for the declaration.
    pub number: String,
    /// Other Union acts that it is for: name and where it is published (Article 28(3)).
    pub acts: Vec<(String, String)>,
    /// Where the CE marking stands: `product`, `packaging`, `declaration`, or a website's address.
    pub marking: String,
}

impl WantedDeclaration {
    fn checked(&self) -> Result<(), RefusedField> {
        let texts = [&self.body_name, &self.body_number, &self.certificate, &self.number, &self.marking];
        let (number, is_a) = (self.body_number.trim(), self.procedure.trim() == Procedure::InternalControl.as_str());
        let is_number = number.len() == 4 && number.bytes().all(|byte| byte.is_ascii_digit());
        let acts = self.acts.iter().flat_map(|(name, place)| [name, place]);
        let checks = [
            (self.procedure.trim().is_empty() || Procedure::from_key(self.procedure.trim()).is_some(), PROCEDURE),
            (number.is_empty() || is_number, BODY),
            (self.marking.trim().is_empty() || self.place().is_some(), PLACE),
            (self.acts.len() <= MOST_ACTS && acts.into_iter().all(|text| text.chars().count() <= LONGEST), ACTS),
            (texts.iter().all(|text| text.chars().count() <= LONGEST), LONG),
            (!(self.sample && is_a), SAMPLE),
        ];
        checks.into_iter().find(|(holds, _)| !holds).map_or(Ok(()), |(_, refused)| Err(refused))
    }

    fn place(&self) -> Option<Where> {
        match self.marking.trim() {
            "product" => Some(Where::Product),
            "packaging" => Some(Where::Packaging),
            "declaration" => Some(Where::Declaration),
            address if address.starts_with("https://") => Some(Where::Website { address: address.to_owned() }),
            _ => None,
        }
    }

    /// What is wanted, and what the product file says where nothing is.
    fn assessment(&self, facts: &Facts) -> Assessment {
        let stated = facts.assessment();
        let or =
            |own: &str, stated: Option<String>| Some(own.trim().to_owned()).filter(|own| !own.is_empty()).or(stated);
        let procedure = Procedure::from_key(self.procedure.trim()).or(stated.procedure);
        Assessment {
            procedure,
            body_name: or(&self.body_name, stated.body_name),
            body_number: or(&self.body_number, stated.body_number),
            certificate: or(&self.certificate, stated.certificate),
            sample: self.sample,
        }
    }

    fn content(&self, facts: &Facts, address: String) -> Content {
        let mut content = Content::of(facts, self.assessment(facts), address);
        let number = self.number.trim();
        content.declaration.number = Some(number.to_owned()).filter(|number| !number.is_empty());
        content.place = self.place();
        let reference = |place: &str| Some(place.trim().to_owned()).filter(|place| !place.is_empty());
        let acts = self.acts.iter().filter(|(name, _)| !name.trim().is_empty());
        content
            .declaration
            .acts
            .extend(acts.map(|(name, place)| Act { name: name.trim().to_owned(), reference: reference(place) }));
        content
    }
}

/// Prepares a declaration for a release; its id. Nobody signed it yet.
///
/// # Errors
/// When its procedure is not open to the product, a point of Annex V is missing, there is no such product or release, or it is
/// not allowed.
pub async fn prepare(
    app: &App,
    ask: Ask,
    product: Id<kinds::Product>,
    wanted: WantedDeclaration,
) -> Result<Id<kinds::Declaration>, ConformityError> {
    wanted.checked()?;
    settled(app).await?;
    let found = register::whole(app, product, wanted.release).await?;
    let release =
        found.register.release.parse().map_err(|_| ConformityError::NotFound("release: the product has none"))?;
    let process = app.config.address();
    let (id, open) = (app.ambient.id(), open::of(&found));
    let person = ask.by.person();
    let done = app.act::<_, ConformityError, _>(ask, move |tx, at| {
        let preparer = person.ok_or(ConformityError::NotFound("person behind the request"))?;
        let facts = Facts::read(tx, product, release)?;
        let content = wanted.content(&facts, read::address(tx, &process, urls::PUBLIC_DECLARATION, product)?);
        let routes = may_declare(&facts, &content, day(at.now))?;
        let gaps = content.gaps(moment(at.now));
        if !gaps.is_empty() {
            return Err(Refusal::Incomplete(gaps).into());
        }
        tx.declaration_insert(&Declaration {
            id,
            product,
            release,
            content: serde_json::to_string(&content)?,
            open: serde_json::to_string(&open)?,
            sample: wanted.sample,
            state: DeclarationState::Prepared,
            preparer,
            prepared: at.now,
            signer: None,
            signed: None,
            record: None,
            ended: None,
            reason: String::new(),
        })?;
        let fact = Fact::new("declaration-prepared", &release)
            .with("product", product.to_string())
            .with("declaration", id.to_string())
            .with("class", routes.class.as_str())
            .with("procedure", content.declaration.assessment.procedure.map(Procedure::as_str))
            .with("sample", wanted.sample)
            .with("open", open.len());
        Ok((id, fact))
    });
    Ok(done.await?.answer)
}

/// Whether the procedure that the declaration names is open to the product today (Article 32).
pub(super) fn may_declare(facts: &Facts, content: &Content, today: Date) -> Result<Routes, Refusal> {
    if facts.release.file.is_none() {
        return Err(Refusal::NoFile);
    }
    let routes = Routes::of(&facts.file, today).ok_or(Refusal::NoCategory)?;
    let named = content.declaration.assessment.procedure.ok_or_else(|| Refusal::no_procedure(&routes))?;
    match routes.answer(named) {
        Some(answer) if !may(answer) => Err(Refusal::closed(answer, &routes)),
        Some(_) => Ok(routes),
        None => Err(Refusal::no_procedure(&routes)),
    }
}
