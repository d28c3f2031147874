//! The dossier of a release: its papers, the register, the evidence and the records on which it rests, in one file that
//! anybody checks offline (`docs/dossier.md`).
//!
//! `facts` reads what papers are made of, `papers` makes them, `declared` brings those that were signed, `records` brings the
//! records with their proofs, `keep` keeps a dossier or hands parts of it over. What is missing stands in the papers as "not
//! stated" and is counted; nothing is invented.

mod declared;
mod facts;
pub mod keep;
mod papers;
pub mod points;
mod records;

use steadfast_dossier::contents::{Completeness, Documentation, completeness};
use steadfast_store::{Id, StoreError, Tx, kinds};
use steadfast_trust::encoding::hex;
use steadfast_verify::dossier::{
    CONSISTENCY, Head, LedgerHead, Manifest, Packed, Piece, Product, RECORDS, Release, Rests, role,
};

pub(crate) use self::facts::Facts;
use super::error::ConformityError;
use super::given::REPORT;
use super::read::{self, Found};
use super::signers;
use crate::app::App;
use crate::catalogue::bills::SBOM;
use crate::ledger::number::settled;

/// Reports of tests that go along.
const MOST_REPORTS: i64 = 500;

/// A dossier that was made.
#[derive(Clone, Debug)]
pub struct Made {
    /// The file.
    pub bytes: Vec<u8>,
    /// What is in it.
    pub manifest: Manifest,
    /// How complete it is by Annex VII.
    pub completeness: Completeness,
}

/// Everything of a dossier, before it is signed.
#[derive(Debug)]
pub(crate) struct Gathered {
    pub(crate) release: Id<kinds::Release>,
    /// What is known of each point of Annex VII.
    pub(crate) documentation: Documentation,
    pub(crate) pieces: Vec<Piece>,
    /// The register that it rests on.
    pub(crate) found: Found,
    head: Head,
}

impl Gathered {
    pub(crate) fn packed(self, app: &App) -> Result<Packed, ConformityError> {
        Packed::new(self.head, self.pieces, &*app.ledger.key).map_err(unwritten)
    }
}

pub(super) fn unwritten(error: impl std::error::Error + Send + Sync + 'static) -> ConformityError {
    ConformityError::Dossier(Box::new(error))
}

/// Makes the dossier of a release; without one, of the release that stands for its product.
///
/// # Errors
/// When there is no such product or release, or something of it cannot be read.
pub async fn make(
    app: &App,
    product: Id<kinds::Product>,
    release: Option<Id<kinds::Release>>,
) -> Result<Made, ConformityError> {
    let gathered = gather(app, product, release).await?;
    let completeness = completeness(&gathered.documentation);
    let packed = gathered.packed(app)?;
    Ok(Made { bytes: packed.write(Vec::new()).map_err(unwritten)?, manifest: packed.manifest, completeness })
}

/// Brings everything together.
///
/// # Errors
/// When there is no such product or release, or something of it cannot be read.
pub(crate) async fn gather(
    app: &App,
    product: Id<kinds::Product>,
    release: Option<Id<kinds::Release>>,
) -> Result<Gathered, ConformityError> {
    settled(app).await?;
    let found = read::whole(app, product, release).await?;
    let release: Id<kinds::Release> =
        found.register.release.parse().map_err(|_| ConformityError::NotFound("release: the product has none"))?;
    let process = app.config.address();
    let facts = app.store.read(move |tx| Facts::read(tx, product, release)).await?;
    let (declared, address) = app.store.read(move |tx| declared::read(tx, &process, product, release)).await?;
    let kept = records::of(app, &found, declared.as_ref().map(|declared| declared.record.clone())).await?;
    let mut pieces = files(app, &facts, &kept).await?;
    let register = serde_json::to_vec_pretty(&found.register)?;
    pieces.push(piece("register.json", role::REGISTER, "application/json", &[], register));
    if let Some(declared) = &declared {
        pieces.extend(declared.pieces(app, &kept).await?);
    }
    let documentation = papers::add(&mut pieces, &facts, found.register.at, (declared.as_ref(), address.as_deref()))?;
    pieces.push(piece(RECORDS, role::RECORD, "application/jsonl", &[], kept.lines.clone()));
    if !kept.earlier.is_empty() {
        pieces.push(piece(CONSISTENCY, role::RECORD, "application/jsonl", &[], kept.earlier.clone()));
    }
    let head = head(&facts, &found, &kept, app);
    Ok(Gathered { release, documentation, pieces, found, head })
}

/// A file of the dossier that no record names.
fn piece(path: &str, role: &str, media_type: &str, points: &[&str], content: Vec<u8>) -> Piece {
    Piece {
        path: path.to_owned(),
        role: role.to_owned(),
        media_type: media_type.to_owned(),
        points: points.iter().map(|point| (*point).to_owned()).collect(),
        record: None,
        content,
    }
}

fn head(facts: &Facts, found: &Found, kept: &records::Kept, app: &App) -> Head {
    Head {
        product: Product {
            id: facts.product.id.to_string(),
            name: facts.product.name.clone(),
            designation: facts.product.designation.clone(),
            manufacturer: facts.manufacturer.name.clone(),
        },
        releases: vec![Release { id: facts.release.id.to_string(), version: facts.release.label.clone() }],
        made: kept.made(found.register.at).to_string(),
        languages: vec!["de".to_owned(), "en".to_owned()],
        ledger: LedgerHead::new(app.ledger.key.public(), &kept.checkpoint),
        records: kept.numbers.clone(),
    }
}

/// The product file, the bill and the reports of tests, as they came.
async fn files(app: &App, facts: &Facts, kept: &records::Kept) -> Result<Vec<Piece>, ConformityError> {
    let mut pieces = Vec::new();
    if let Some((_, text)) = &facts.release.file {
        let content = text.clone().into_bytes();
        let points = facts.points_of_file();
        pieces.push(piece("steadfast.toml", role::RISK_ASSESSMENT, "application/toml", &points, content));
    }
    if let Some((hash, name)) = &facts.release.sbom {
        let content = app.blobs.bytes(*hash, SBOM.limit).await?.to_vec();
        let path = format!("bill/bom-{}", safe(name));
        pieces.push(piece(&path, role::BILL, "application/octet-stream", &["2(b)", "8"], content));
    }
    for report in reports(app, facts.release.id).await? {
        let content = app.blobs.bytes(report.blob, REPORT.limit).await?.to_vec();
        let path = format!("evidence/{}-{}", report.id.to_string().replace('_', "-"), safe(&report.name));
        let id = report.record.to_string();
        let rests =
            |fact: &str| kept.number(&id).map(|number| Rests { fact: Some(fact.to_owned()), id: id.clone(), number });
        let file = piece(&path, role::TEST_REPORT, "application/octet-stream", &["6"], content);
        pieces.push(Piece { record: rests("sha256"), ..file });
        if let Some(signature) = report.signature {
            let path = format!("{path}.dsse.json");
            let file = piece(&path, role::EVIDENCE, "application/json", &["6"], signature.into_bytes());
            pieces.push(Piece { record: rests("signature"), ..file });
        }
    }
    pieces.extend(keys(app, facts.product.id, kept).await?);
    Ok(pieces)
}

/// The keys of build servers, as the bytes of which their records name the digest.
async fn keys(app: &App, product: Id<kinds::Product>, kept: &records::Kept) -> Result<Vec<Piece>, ConformityError> {
    let mut pieces = Vec::new();
    for signer in app.store.read::<_, StoreError, _>(move |tx| tx.evidence_signers(product)).await? {
        let id = signer.record.to_string();
        let Some(number) = kept.number(&id) else { continue };
        let path = format!("evidence/key-{}.bin", hex(&signer.fingerprint));
        let content = signers::public_half(&signer)?.bytes();
        let file = piece(&path, role::EVIDENCE, "application/octet-stream", &["6"], content);
        pieces.push(Piece { record: Some(Rests { fact: Some("key".to_owned()), id, number }), ..file });
    }
    Ok(pieces)
}

async fn reports(app: &App, release: Id<kinds::Release>) -> Result<Vec<steadfast_store::EvidenceFile>, StoreError> {
    app.store.read(move |tx: &mut Tx<'_>| tx.evidence_files(release, MOST_REPORTS)).await
}

/// A name in the letters that paths of a dossier have.
fn safe(name: &str) -> String {
    let letter = |letter: char| match letter.to_ascii_lowercase() {
        lower if lower.is_ascii_lowercase() || lower.is_ascii_digit() || "-.".contains(lower) => lower,
        _ => '-',
    };
    let text: String = name.chars().map(letter).take(60).collect();
    let text = text.trim_matches(['.', '-']).to_owned();
    if text.is_empty() { "file".to_owned() } else { text }
}
