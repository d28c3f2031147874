//! What was decided, as VEX documents: of one release, or of a product line.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use steadfast_formats::bom::Bom;
use steadfast_formats::vex::{Publisher, Status, WrittenStatement, csaf_vex, cyclonedx_vex, openvex};
use steadfast_store::{Assessment, BlobHash, FlawRow, Id, Reach, StandingExposure, Tx, VexStatus, kinds};

use super::ground::{bill, names};
use crate::access::setup::ORGANISATION;
use crate::app::App;
use crate::http::refused::RefusedField;
use crate::triage::error::TriageError;

/// Releases of a product line that a document is made from.
const MOST: i64 = 10_000;

/// How a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// OpenVEX 0.2.0.
    OpenVex,
    /// CycloneDX 1.6.
    CycloneDx,
    /// CSAF 2.0.
    Csaf,
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 3] = [Self::OpenVex, Self::CycloneDx, Self::Csaf];

    /// Its word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OpenVex => "openvex",
            Self::CycloneDx => "cyclonedx",
            Self::Csaf => "csaf",
        }
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

const FORMAT: RefusedField = RefusedField::new("format", "no-such-format", "format is openvex, cyclonedx or csaf");
const BILL: RefusedField = RefusedField::new(
    "format",
    "cyclonedx-is-of-a-release",
    "a CycloneDX document refers to one bill of materials: export it for a release",
);

impl FromStr for Form {
    type Err = TriageError;

    fn from_str(word: &str) -> Result<Self, TriageError> {
        let found = Self::ALL.into_iter().find(|form| form.as_str() == word);
        found.ok_or_else(|| TriageError::Fields(vec![FORMAT]))
    }
}

/// A document, and the name of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its text.
    pub text: String,
    /// What its file is called.
    pub file: String,
}

/// What the database says, of one moment.
struct Found {
    author: String,
    product: (String, Option<String>),
    bill: Option<BlobHash>,
    statements: Vec<WrittenStatement>,
}

/// What was decided on a release. The product is called what its bill calls it: whoever holds the bill can apply this.
///
/// # Errors
/// When there is none, or the database fails.
pub async fn release(app: &App, id: Id<kinds::Release>, form: Form) -> Result<Written, TriageError> {
    let mut found = app.store.read::<_, TriageError, _>(move |tx| of_release(tx, id)).await?;
    let bill = match found.bill {
        Some(hash) => bill(app, hash).await,
        None => None,
    };
    let subject = bill.as_ref().and_then(|bill| bill.subject.as_ref()).filter(|subject| !subject.name.is_empty());
    if let Some(subject) = subject {
        found.product = (subject.name.clone(), subject.version.clone());
    }
    Ok(written(app, found, &id.to_string(), form, bill.as_ref()))
}

/// What was decided on a product line: on all its releases, or on single ones.
///
/// # Errors
/// When there is none, the form is of releases only, or the database fails.
pub async fn product(app: &App, id: Id<kinds::Product>, form: Form) -> Result<Written, TriageError> {
    if form == Form::CycloneDx {
        return Err(TriageError::Fields(vec![BILL]));
    }
    let found = app.store.read::<_, TriageError, _>(move |tx| of_product(tx, id)).await?;
    Ok(written(app, found, &id.to_string(), form, None))
}

fn author(tx: &mut Tx<'_>) -> Result<String, TriageError> {
    Ok(tx.setting(ORGANISATION)?.unwrap_or_default())
}

fn of_release(tx: &mut Tx<'_>, id: Id<kinds::Release>) -> Result<Found, TriageError> {
    let release = tx.release(id)?.ok_or(TriageError::NotFound("release"))?;
    let part = tx.part(release.part)?.ok_or(TriageError::NotFound("part"))?;
    let product = tx.product(part.product)?.ok_or(TriageError::NotFound("product"))?;
    let mut known = Known::default();
    let mut statements = Vec::new();
    for one in tx.standing_exposures(id)? {
        statements.extend(known.statement(tx, &one)?.map(|(written, _)| written));
    }
    let [name, _] = names(&product.name, &part.name);
    let bill = release.sbom.map(|(hash, _)| hash);
    Ok(Found { author: author(tx)?, product: (name, Some(release.label)), bill, statements })
}

fn of_product(tx: &mut Tx<'_>, id: Id<kinds::Product>) -> Result<Found, TriageError> {
    let product = tx.product(id)?.ok_or(TriageError::NotFound("product"))?;
    let mut known = Known::default();
    let mut statements = Vec::new();
    let mut seen = BTreeSet::new();
    for release in tx.product_releases(id, MOST)? {
        let Some(row) = tx.release(release)? else { continue };
        let part = tx.part(row.part)?.map(|part| part.name).unwrap_or_default();
        let [name, _] = names(&product.name, &part);
        for one in tx.standing_exposures(release)? {
            let Some((written, reach)) = known.statement(tx, &one)? else { continue };
            // What was decided on one release is not said of others.
            let version = (reach == Reach::Release).then(|| row.label.clone());
            let target = (name.clone(), version);
            if seen.insert((one.flaw, one.assessment, written.component_reference.clone(), target.clone())) {
                statements.push(WrittenStatement { product: Some(target), ..written });
            }
        }
    }
    Ok(Found { author: author(tx)?, product: (product.name, None), bill: None, statements })
}

/// Flaws and assessments that were read already.
#[derive(Default)]
struct Known {
    flaws: BTreeMap<i64, Option<FlawRow>>,
    assessments: BTreeMap<Id<kinds::Assessment>, Option<Assessment>>,
}

impl Known {
    fn statement(
        &mut self,
        tx: &mut Tx<'_>,
        one: &StandingExposure,
    ) -> Result<Option<(WrittenStatement, Reach)>, TriageError> {
        if let Entry::Vacant(unread) = self.flaws.entry(one.flaw) {
            unread.insert(tx.flaw_row(one.flaw)?);
        }
        if let Entry::Vacant(unread) = self.assessments.entry(one.assessment) {
            unread.insert(tx.assessment(one.assessment)?);
        }
        let found = self.flaws.get(&one.flaw).and_then(Option::as_ref);
        let found = found.zip(self.assessments.get(&one.assessment).and_then(Option::as_ref));
        Ok(found.map(|(flaw, kept)| (statement(flaw, kept, one), kept.reach)))
    }
}

fn statement(flaw: &FlawRow, kept: &Assessment, one: &StandingExposure) -> WrittenStatement {
    let given = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let score = |tenths: i64| tenths as f64 / 10.0;
    WrittenStatement {
        id: flaw.name.clone(),
        aliases: flaw.ids.iter().filter(|id| **id != flaw.name).cloned().collect(),
        status: match kept.status {
            VexStatus::NotAffected => Status::NotAffected,
            VexStatus::Affected => Status::Affected,
            VexStatus::Fixed => Status::Fixed,
            VexStatus::UnderInvestigation => Status::UnderInvestigation,
        },
        justification: kept.justification.clone(),
        detail: given(&kept.statement),
        action: given(&kept.action),
        component_reference: one.purl.clone().unwrap_or_else(|| one.name.clone()),
        purl: one.purl.clone(),
        cpe: one.cpe.clone(),
        name: one.name.clone(),
        version: one.version.clone(),
        cvss: flaw.vector.clone().zip(flaw.cvss.map(score)),
        product: None,
    }
}

fn written(app: &App, found: Found, of: &str, form: Form, bill: Option<&Bom>) -> Written {
    let (name, version) = (found.product.0.as_str(), found.product.1.as_deref());
    let time = Timestamp::from(app.ambient.now());
    let address = app.config.address();
    let text = match form {
        Form::OpenVex => {
            let id = format!("{address}/vex/{of}/{}", time.as_microsecond());
            openvex(&id, &found.author, time, (name, version), &found.statements)
        }
        Form::CycloneDx => {
            let statements: Vec<WrittenStatement> =
                found.statements.into_iter().map(|one| referred(one, bill)).collect();
            let serial = bill.and_then(|bill| Some((bill.serial.as_deref()?, bill.revision.unwrap_or(1))));
            cyclonedx_vex(time, (name, version), serial, &statements)
        }
        Form::Csaf => {
            let publisher = Publisher { name: &found.author, namespace: &address };
            csaf_vex(
                &format!("VEX-{of}-{}", time.as_microsecond()),
                publisher,
                time,
                (name, version),
                &found.statements,
            )
        }
    };
    Written { text, file: format!("{of}.{form}.json") }
}

/// By the reference that its bill has for the component.
fn referred(one: WrittenStatement, bill: Option<&Bom>) -> WrittenStatement {
    let all = bill.into_iter().flat_map(|bill| &bill.components);
    let mut same = all.filter(|known| known.name == one.name && known.version == one.version);
    let found = same.find(|known| known.purls.first() == one.purl.as_ref()).map(|known| known.reference.clone());
    WrittenStatement { component_reference: found.unwrap_or_else(|| one.component_reference.clone()), ..one }
}
