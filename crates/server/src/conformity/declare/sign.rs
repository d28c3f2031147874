//! The signature under a declaration: by a second person, who shows anew who they are.

use bytes::Bytes;
use serde_json::{Map, Value};
use steadfast_cra::routes::Procedure;
use steadfast_dossier::Language;
use steadfast_dossier::facts::Signature;
use steadfast_store::{BlobHash, Declaration, DeclarationState, Id, KeptDocument, SignedDeclaration, Time, Tx, kinds};

use super::content::{Content, Paper};
use super::open::{self, Open};
use super::prepare::may_declare;
use super::read;
use super::refusal::Refusal;
use crate::act::{Ask, At, Fact};
use crate::app::App;
use crate::conformity::dossier::Facts;
use crate::conformity::error::ConformityError;
use crate::conformity::read::{self as register, moment};
use crate::http::refused::RefusedField;
use crate::lifecycle::read::day;

/// Characters of the longest text.
const LONGEST: usize = 4000;

const PLACE: RefusedField = RefusedField::new("place", "no-place", "place is where it is signed (Annex V, point 8)");
const FUNCTION: RefusedField =
    RefusedField::new("function", "no-function", "function is what you are at the manufacturer (Annex V, point 8)");
const WORDS: RefusedField = RefusedField::new(
    "words",
    "open-without-words",
    "entries of the register are open: say why you declare conformity nevertheless, in up to 4000 characters",
);

/// A signature as somebody gives it.
#[derive(Clone, Debug, Default)]
pub struct WantedSignature {
    /// Where.
    pub place: String,
    /// What the person is at the manufacturer.
    pub function: String,
    /// Why conformity is declared although entries of the register are open; empty where none is.
    pub words: String,
}

impl WantedSignature {
    fn checked(&self, open: &[Open]) -> Result<(), RefusedField> {
        let is_said = |text: &str| !text.trim().is_empty() && text.chars().count() <= LONGEST;
        let checks = [
            (is_said(&self.place), PLACE),
            (is_said(&self.function), FUNCTION),
            (open.is_empty() || is_said(&self.words), WORDS),
            (self.words.chars().count() <= LONGEST, WORDS),
        ];
        checks.into_iter().find(|(holds, _)| !holds).map_or(Ok(()), |(_, refused)| Err(refused))
    }
}

/// Signs a declaration: from then on it is in force, unless it is a sample.
///
/// # Errors
/// When the person prepared it, it is not prepared any more, its procedure closed meanwhile, something of Annex V is missing,
/// entries of the register are open and nothing is said to that, or it is not allowed.
pub async fn sign(
    app: &App,
    ask: Ask,
    id: Id<kinds::Declaration>,
    wanted: WantedSignature,
) -> Result<(), ConformityError> {
    let row = read::one(app, id).await?;
    let person = ask.by.person().filter(|person| *person != row.preparer).ok_or(Refusal::SamePerson)?;
    let open = open::of(&register::whole(app, row.product, Some(row.release)).await?);
    wanted.checked(&open)?;
    let now = app.ambient.now();
    let name =
        app.store.read::<_, ConformityError, _>(move |tx| Ok(tx.person(person)?.map(|person| person.name))).await?;
    let mut content = signed(Content::kept(&row.content)?, &row, &wanted, (name.unwrap_or_default(), now));
    let kept = keep(app, &row, content.made(moment(now))?, now).await?;
    content.papers = kept.iter().map(|paper| (paper.name.clone(), paper.blob.to_string())).collect();
    let words = wanted.words.trim().to_owned();
    app.act::<_, ConformityError, _>(ask, move |tx, at| {
        let class = written(tx, at, (&row, &content, person, &words))?;
        for paper in kept.iter().filter(|_| !row.sample) {
            tx.document_keep(paper)?;
        }
        Ok(((), fact(&row, &content, &kept, (class, &words, &open))))
    })
    .await?;
    Ok(())
}

fn signed(mut content: Content, row: &Declaration, wanted: &WantedSignature, (name, now): (String, Time)) -> Content {
    content.declaration.signature = Signature {
        place: Some(wanted.place.trim().to_owned()),
        date: Some(day(now)),
        name: Some(name),
        function: Some(wanted.function.trim().to_owned()),
        signed: Some(row.id.to_string()),
    };
    content
}

/// Puts the papers where blobs are; what is to be kept of them.
async fn keep(
    app: &App,
    row: &Declaration,
    papers: Vec<Paper>,
    now: Time,
) -> Result<Vec<KeptDocument>, ConformityError> {
    let mut kept = Vec::new();
    for paper in papers {
        let put = app.blobs.put_bytes(Bytes::from(paper.bytes)).await?;
        kept.push(document(app, row, (paper.kind, paper.name), put.hash, now));
    }
    Ok(kept)
}

fn document(
    app: &App,
    row: &Declaration,
    (kind, name): (&'static str, String),
    blob: BlobHash,
    kept: Time,
) -> KeptDocument {
    KeptDocument {
        id: app.ambient.id(),
        product: row.product,
        release: Some(row.release),
        kind: kind.to_owned(),
        name,
        blob,
        kept,
        proved: None,
        fault: None,
    }
}

/// Everything that must hold when it is signed, and the signature; the class of the product.
fn written(
    tx: &mut Tx<'_>,
    at: &At,
    (row, content, signer, words): (&Declaration, &Content, Id<kinds::Person>, &str),
) -> Result<&'static str, ConformityError> {
    let facts = Facts::read(tx, row.product, row.release)?;
    let routes = may_declare(&facts, content, day(at.now))?;
    if facts.file_digest().unwrap_or_default() != content.file {
        return Err(Refusal::Changed.into());
    }
    if let Some(other) = tx.declaration_of_release(row.release)?.filter(|_| !row.sample) {
        return Err(Refusal::InForce(other.id.to_string()).into());
    }
    let signature = SignedDeclaration {
        content: serde_json::to_string(content)?,
        signer,
        at: at.now,
        record: at.record,
        words: words.to_owned(),
    };
    if tx.declaration_sign(row.id, &signature)? {
        return Ok(routes.class.as_str());
    }
    let state = tx.declaration(row.id)?.map_or(DeclarationState::Dropped, |row| row.state);
    Err(Refusal::State(state.as_str()).into())
}

fn fact(
    row: &Declaration,
    content: &Content,
    kept: &[KeptDocument],
    (class, words, open): (&str, &str, &[Open]),
) -> Fact {
    let documents: Map<String, Value> =
        kept.iter().map(|paper| (paper.name.clone(), paper.blob.to_string().into())).collect();
    let said = &content.declaration.assessment;
    Fact::new("declaration-signed", &row.release)
        .with("product", row.product.to_string())
        .with("declaration", row.id.to_string())
        .with("procedure", said.procedure.map(Procedure::as_str))
        .with("release", row.release.to_string())
        .with("class", class)
        .with("body-number", said.body_number.as_deref())
        .with("certificate", said.certificate.as_deref())
        .with("languages", Language::ALL.map(Language::tag).to_vec())
        .with("marking", content.place_word())
        .with("sample", row.sample)
        .with("documents", documents)
        .with("open", open.len())
        .with("open-entries", open.iter().map(|one| one.requirement.as_str()).collect::<Vec<_>>())
        .with("words", words)
}
