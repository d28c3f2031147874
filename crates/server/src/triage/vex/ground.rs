//! What statements are held against: the exposures of the flaws they name, in the bills of the releases that have these.

use std::collections::{BTreeMap, BTreeSet};

use steadfast_formats::bom::{self, Bom, BomFormat, Component};
use steadfast_store::{BlobHash, Id, Open, StoreError, Time, Tx, kinds};

use crate::app::App;
use crate::catalogue::bills::{LIMITS, SBOM};
use crate::triage::key::key;

type ReleaseId = Id<kinds::Release>;

/// An exposure that a statement may decide.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) flaw: i64,
    pub(crate) release: ReleaseId,
    pub(crate) product: Id<kinds::Product>,
    /// The component, as assessments name it.
    pub(crate) key: String,
    /// Its ground, and its place there.
    pub(crate) ground: usize,
    pub(crate) part: usize,
    /// What stands on it.
    pub(crate) stands: Option<Stands>,
}

/// What was decided on an exposure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stands {
    pub(crate) status: String,
    pub(crate) justification: Option<String>,
    pub(crate) statement: String,
    pub(crate) time: Time,
}

/// A release as documents may name it: by its bill, and by what the catalogue calls it. All have the same components.
#[derive(Clone, Debug)]
pub(crate) struct Ground {
    pub(crate) bills: Vec<Bom>,
}

/// What the database says of a release.
#[derive(Clone, Debug)]
struct Named {
    id: ReleaseId,
    names: Vec<String>,
    label: String,
    bill: Option<BlobHash>,
    components: Vec<Component>,
}

/// What was read in one transaction.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sketch {
    /// The flaws by the ids that documents use.
    pub(crate) flaws: BTreeMap<String, i64>,
    pub(crate) candidates: Vec<Candidate>,
    releases: Vec<Named>,
}

impl Sketch {
    /// The open exposures of every flaw that has one of these ids.
    pub(crate) fn read(tx: &mut Tx<'_>, ids: &BTreeSet<String>) -> Result<Self, StoreError> {
        let mut sketch = Self::default();
        for id in ids {
            if let Some(flaw) = tx.flaw_of_id(id)? {
                sketch.flaws.insert(id.clone(), flaw);
            }
        }
        let flaws: BTreeSet<i64> = sketch.flaws.values().copied().collect();
        let mut places: BTreeMap<ReleaseId, usize> = BTreeMap::new();
        for flaw in flaws {
            for open in tx.settle_open(flaw)? {
                sketch.add(tx, flaw, &open, &mut places)?;
            }
        }
        Ok(sketch)
    }

    fn add(
        &mut self,
        tx: &mut Tx<'_>,
        flaw: i64,
        open: &Open,
        places: &mut BTreeMap<ReleaseId, usize>,
    ) -> Result<(), StoreError> {
        let ground = match places.get(&open.release) {
            Some(ground) => *ground,
            None => {
                self.releases.push(named(tx, open.release)?);
                places.insert(open.release, self.releases.len() - 1);
                self.releases.len() - 1
            }
        };
        let components = &mut self.releases[ground].components;
        let component = component(open);
        let same = |known: &Component| {
            known.name == component.name && known.purls == component.purls && known.version == component.version
        };
        let part = components.iter().position(same).unwrap_or_else(|| {
            components.push(component);
            components.len() - 1
        });
        self.candidates.push(Candidate {
            flaw,
            release: open.release,
            product: open.product,
            key: key(open.purl.as_deref(), &open.name),
            ground,
            part,
            stands: stands(tx, open)?,
        });
        Ok(())
    }

    /// The grounds, with the bills read.
    pub(crate) async fn grounds(&self, app: &App) -> Vec<Ground> {
        let mut grounds = Vec::new();
        for release in &self.releases {
            let bill = match release.bill {
                Some(hash) => bill(app, hash).await,
                None => None,
            };
            grounds.push(ground(release, bill));
        }
        grounds
    }
}

fn stands(tx: &mut Tx<'_>, open: &Open) -> Result<Option<Stands>, StoreError> {
    let kept = open.standing.assessment.map(|id| tx.assessment(id)).transpose()?.flatten();
    Ok(kept.map(|kept| Stands {
        status: kept.status.to_string(),
        justification: kept.justification,
        statement: kept.statement,
        time: kept.time,
    }))
}

fn component(open: &Open) -> Component {
    Component {
        reference: open.purl.clone().unwrap_or_else(|| open.name.clone()),
        name: open.name.clone(),
        version: open.version.clone(),
        purls: open.purl.iter().cloned().collect(),
        cpes: open.cpe.iter().cloned().collect(),
        ..Component::default()
    }
}

/// What the catalogue calls a release: the product, or the product with its part.
pub(crate) fn names(product: &str, part: &str) -> [String; 2] {
    [format!("{product} {part}"), product.to_owned()]
}

fn named(tx: &mut Tx<'_>, id: ReleaseId) -> Result<Named, StoreError> {
    let mut named = Named { id, names: Vec::new(), label: String::new(), bill: None, components: Vec::new() };
    let Some(release) = tx.release(id)? else { return Ok(named) };
    named.label = release.label;
    named.bill = release.sbom.map(|(hash, _)| hash);
    if let Some(part) = tx.part(release.part)? {
        let product = tx.product(part.product)?.map(|product| product.name).unwrap_or_default();
        named.names = names(&product, &part.name).to_vec();
    }
    Ok(named)
}

/// A bill that was kept; nothing where it cannot be read today.
pub(super) async fn bill(app: &App, hash: BlobHash) -> Option<Bom> {
    let bytes = app.blobs.bytes(hash, SBOM.limit).await.ok()?;
    tokio::task::spawn_blocking(move || bom::read(&bytes, &LIMITS).ok()).await.ok().flatten()
}

/// Small bills: of the components that matter, as the real one has them, once with its own subject, and once with each name
/// of the catalogue.
fn ground(release: &Named, bill: Option<Bom>) -> Ground {
    let found = |wanted: &Component| {
        let all = bill.iter().flat_map(|bill| &bill.components);
        let mut same = all.filter(|one| one.name == wanted.name && one.version == wanted.version);
        same.find(|one| one.purls.first() == wanted.purls.first()).unwrap_or(wanted).clone()
    };
    let components: Vec<Component> = release.components.iter().map(found).collect();
    let subject = |name: &String| Component {
        reference: release.id.to_string(),
        name: name.clone(),
        version: Some(release.label.clone()),
        ..Component::default()
    };
    let serial = bill.as_ref().and_then(|bill| bill.serial.clone());
    let by_name = |name: &String| small(serial.clone(), Some(subject(name)), components.clone());
    let mut bills: Vec<Bom> = release.names.iter().map(by_name).collect();
    if let Some(bill) = bill {
        bills.push(Bom { name: bill.name, ..small(serial.clone(), bill.subject, components.clone()) });
    }
    Ground { bills }
}

fn small(serial: Option<String>, subject: Option<Component>, components: Vec<Component>) -> Bom {
    Bom {
        format: BomFormat::CycloneDxJson,
        format_version: String::new(),
        serial,
        revision: None,
        name: None,
        created: None,
        creators: Vec::new(),
        tools: Vec::new(),
        subject,
        entries: components.len(),
        components,
        dependencies: Vec::new(),
        statements: Vec::new(),
        reported: 0,
        problems: Vec::new(),
    }
}
