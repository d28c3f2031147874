//! A dossier that is kept for years, and what of one an authority gets for a reasoned request: each with its record.

use std::collections::BTreeSet;

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use steadfast_dossier::Language;
use steadfast_dossier::contents::{Completeness, completeness};
use steadfast_store::{BlobHash, Id, KeptDocument, Time, kinds};
use steadfast_trust::encoding::hex;
use steadfast_verify::dossier::{CONSISTENCY, HandedTo, Manifest, Packed, Part, RECORDS};

use super::{gather, unwritten};
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::conformity::error::ConformityError;
use crate::conformity::read::moment;
use crate::http::refused::RefusedField;
use crate::lifecycle::read::day;

/// The record of a dossier that is kept.
pub(super) const MADE: &str = "dossier-made";
/// Its fact: the checkpoint that the dossier rests on.
pub(super) const CHECKPOINT: &str = "checkpoint";
/// Characters of the longest reference, and of the longest request.
const LONGEST: (usize, usize) = (200, 4000);

const TO: RefusedField =
    RefusedField::new("to", "no-recipient", "to is the authority with its file number, in up to 200 characters");
const ASKED: RefusedField =
    RefusedField::new("asked", "no-request", "asked is what the authority asks for and why, in up to 4000 characters");
pub(in crate::conformity) const POINTS: RefusedField = RefusedField::new(
    "points",
    "nothing-of-it",
    "points are of Annex VII, such as 3 or 2(b), and paths are files of the dossier; together they name none that is there",
);
const LANGUAGE: RefusedField = RefusedField::new("language", "no-such-language", "language is en or de");

/// A dossier, or a part of one, that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFile {
    /// The document.
    pub document: Id<kinds::KeptDocument>,
    /// Its SHA-256.
    pub sha256: String,
    /// Its length.
    pub bytes: u64,
    /// Files that are in it.
    pub parts: Vec<String>,
    /// Files that its manifest names and that were withheld.
    pub withheld: usize,
    /// Points of Annex VII for which nothing is there.
    pub missing: usize,
}

/// Keeps the dossier of a release as it is now.
///
/// # Errors
/// When there is no such product or release, something of it cannot be read, or it is not allowed.
pub async fn keep(
    app: &App,
    ask: Ask,
    product: Id<kinds::Product>,
    release: Option<Id<kinds::Release>>,
) -> Result<KeptFile, ConformityError> {
    let gathered = gather(app, product, release).await?;
    let (release, counts) = (gathered.release, completeness(&gathered.documentation));
    let packed = gathered.packed(app)?;
    let own = Own { product, release, kind: "dossier", counts };
    let (document, file) = put(app, &own, &packed).await?;
    let fact = Fact::new("dossier-made", &product);
    let fact = own.said(fact, &file, &packed).with(CHECKPOINT, packed.manifest.ledger.checkpoint.as_str());
    kept(app, ask, document, file, fact).await
}

/// What an authority asked for.
#[derive(Clone, Debug, Default)]
pub struct WantedHandOver {
    /// Of this release; nothing: of the one that stands for its product.
    pub release: Option<Id<kinds::Release>>,
    /// To whom, with its file number; no personal data.
    pub to: String,
    /// What it asks for, and why (Art. 13(22): a reasoned request).
    pub asked: String,
    /// Points of Annex VII: `3` with all below it, or `2(b)`.
    pub points: Vec<String>,
    /// Files, or folders that end in `/`.
    pub paths: Vec<String>,
    /// Papers in this language alone; empty: in all.
    pub language: String,
}

impl WantedHandOver {
    fn checked(&self) -> Result<(), RefusedField> {
        let is_said = |text: &str, most| !text.trim().is_empty() && text.chars().count() <= most;
        let is_known = |word: &str| word.is_empty() || Language::ALL.iter().any(|language| language.tag() == word);
        let checks = [
            (is_said(&self.to, LONGEST.0) && !self.to.chars().any(char::is_control), TO),
            (is_said(&self.asked, LONGEST.1), ASKED),
            (is_known(self.language.trim()), LANGUAGE),
        ];
        checks.into_iter().find(|(holds, _)| !holds).map_or(Ok(()), |(_, refused)| Err(refused))
    }

    /// The files that it names, exactly those. What was asked for and is not there is never left out without a word.
    fn chosen(&self, manifest: &Manifest) -> Result<Vec<String>, ConformityError> {
        let all = manifest.parts.iter().filter(|part| ![RECORDS, CONSISTENCY].contains(&part.path.as_str()));
        let parts: Vec<&Part> = all.filter(|part| self.speaks(&part.path)).collect();
        let points = self.points.iter().filter(|wanted| !parts.iter().any(|part| is_below(wanted, part)));
        let paths = self.paths.iter().filter(|wanted| !parts.iter().any(|part| is_at(wanted, part)));
        let asked: Vec<String> = points.chain(paths).cloned().collect();
        if asked.is_empty() {
            let chosen: Vec<String> =
                parts.into_iter().filter(|part| self.names(part)).map(|part| part.path.clone()).collect();
            return if chosen.is_empty() { Err(POINTS.into()) } else { Ok(chosen) };
        }
        let there: BTreeSet<String> = manifest.parts.iter().flat_map(|part| part.points.clone()).collect();
        Err(ConformityError::Absent { asked, there: there.into_iter().collect() })
    }

    fn names(&self, part: &Part) -> bool {
        self.points.iter().any(|wanted| is_below(wanted, part)) || self.paths.iter().any(|wanted| is_at(wanted, part))
    }

    /// Whether a paper is in the language that is wanted; what has no language always is.
    fn speaks(&self, path: &str) -> bool {
        let wanted = self.language.trim();
        let of = Language::ALL.iter().find(|language| path.contains(&format!(".{}.", language.tag())));
        let is_paper = path.starts_with("papers/");
        wanted.is_empty() || !is_paper || of.is_none_or(|language| language.tag() == wanted)
    }
}

/// Whether a part is of a point of Annex VII, or of one below it.
fn is_below(wanted: &str, part: &Part) -> bool {
    part.points.iter().any(|own| own == wanted || own.starts_with(&format!("{wanted}(")))
}

fn is_at(wanted: &str, part: &Part) -> bool {
    part.path == wanted || (wanted.ends_with('/') && part.path.starts_with(wanted))
}

/// Makes the subset that an authority asked for, keeps it, and records what was handed over, to whom and why.
///
/// # Errors
/// When nothing was asked for, nothing of the dossier answers to it, or it is not allowed.
pub async fn hand_over(
    app: &App,
    ask: Ask,
    product: Id<kinds::Product>,
    wanted: WantedHandOver,
) -> Result<KeptFile, ConformityError> {
    wanted.checked()?;
    let gathered = gather(app, product, wanted.release).await?;
    let (release, counts) = (gathered.release, completeness(&gathered.documentation));
    let packed = gathered.packed(app)?;
    let parts = wanted.chosen(&packed.manifest)?;
    let (to, made) = (wanted.to.trim().to_owned(), moment(app.ambient.now()).to_string());
    let packed = packed.handed_to(HandedTo { to: to.clone(), made, parts }, &*app.ledger.key).map_err(unwritten)?;
    let own = Own { product, release, kind: "dossier-subset", counts };
    let (document, file) = put(app, &own, &packed).await?;
    let fact = Fact::new("dossier-handed-over", &product);
    let fact = own
        .said(fact, &file, &packed)
        .with("to", to)
        .with("asked", wanted.asked.trim())
        .with("points", wanted.points)
        .with("parts", file.parts.clone())
        .with("withheld", file.withheld);
    kept(app, ask, document, file, fact).await
}

/// What a file is of.
struct Own {
    product: Id<kinds::Product>,
    release: Id<kinds::Release>,
    /// What it is; its file is called by it.
    kind: &'static str,
    counts: Completeness,
}

impl Own {
    fn said(&self, fact: Fact, file: &KeptFile, packed: &Packed) -> Fact {
        fact.with("product", self.product.to_string())
            .with("release", self.release.to_string())
            .with("document", file.document.to_string())
            .with("sha256", file.sha256.as_str())
            .with("bytes", file.bytes)
            .with("manifest", hex(&packed.digest()))
            .with("size", packed.manifest.ledger.size)
            .with("open", self.counts.missing)
            .with("all", self.counts.all)
    }

    fn document(&self, app: &App, version: &str, blob: BlobHash, now: Time) -> KeptDocument {
        KeptDocument {
            id: app.ambient.id(),
            product: self.product,
            release: Some(self.release),
            kind: self.kind.to_owned(),
            name: format!("{}-{}-{}.zip", self.kind, super::safe(version), day(now)),
            blob,
            kept: now,
            proved: None,
            fault: None,
        }
    }
}

async fn put(app: &App, own: &Own, packed: &Packed) -> Result<(KeptDocument, KeptFile), ConformityError> {
    let bytes = packed.write(Vec::new()).map_err(unwritten)?;
    let length = bytes.len() as u64;
    let put = app.blobs.put_bytes(Bytes::from(bytes)).await?;
    let version = packed.manifest.releases.first().map(|release| release.version.clone()).unwrap_or_default();
    let document = own.document(app, &version, put.hash, app.ambient.now());
    let parts: BTreeSet<&str> = packed.paths().collect();
    let file = KeptFile {
        document: document.id,
        sha256: put.hash.to_string(),
        bytes: length,
        withheld: packed.manifest.parts.len().saturating_sub(parts.len()),
        parts: parts.into_iter().map(str::to_owned).collect(),
        missing: own.counts.missing,
    };
    Ok((document, file))
}

async fn kept(
    app: &App,
    ask: Ask,
    document: KeptDocument,
    file: KeptFile,
    fact: Fact,
) -> Result<KeptFile, ConformityError> {
    let done = app.act::<_, ConformityError, _>(ask, move |tx, _| {
        tx.document_keep(&document)?;
        Ok((file.clone(), fact.clone()))
    });
    Ok(done.await?.answer)
}

/// A kept document.
///
/// # Errors
/// When there is no such document.
pub(crate) async fn document(app: &App, id: Id<kinds::KeptDocument>) -> Result<KeptDocument, ConformityError> {
    let row = app.store.read::<_, ConformityError, _>(move |tx| Ok(tx.document(id)?)).await?;
    row.ok_or(ConformityError::NotFound("document"))
}
