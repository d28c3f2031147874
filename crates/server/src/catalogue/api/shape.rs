//! Manufacturers, products, parts and releases as the API shows them.

use std::collections::BTreeMap;

use serde::Serialize;
use steadfast_store::{KeptVerdict, Manufacturer, Part, Product, Release, Time};
use utoipa::ToSchema;

use crate::catalogue::bills::Bill;
use crate::catalogue::releases::Whole;

/// A legal manufacturer.
#[derive(Serialize, ToSchema)]
pub(super) struct ManufacturerShown {
    /// `mfr_…`.
    id: String,
    name: String,
    address: String,
    contact: String,
    #[schema(value_type = String, format = DateTime)]
    created: Time,
    /// For `If-Match`.
    version: i64,
}

impl From<Manufacturer> for ManufacturerShown {
    fn from(one: Manufacturer) -> Self {
        let Manufacturer { id, name, address, contact, created, version } = one;
        Self { id: id.to_string(), name, address, contact, created, version }
    }
}

/// A product.
#[derive(Serialize, ToSchema)]
pub(super) struct ProductShown {
    /// `prd_…`.
    id: String,
    name: String,
    /// Type, batch or model by which it is told from others.
    designation: String,
    /// `mfr_…`.
    manufacturer: String,
    /// A key of `/categories`, `default` for none of them, or nothing while nobody has said.
    category: Option<String>,
    /// The intended purpose.
    purpose: String,
    /// The first day of the support period.
    support_from: Option<String>,
    /// The last day of the support period.
    support_to: Option<String>,
    /// Why the support period is as long as it is.
    support_reason: String,
    /// Where vulnerabilities can be reported.
    contact: String,
    /// How grave a compromise would be: `low`, `medium`, `high`, `critical`, or nothing while nobody has said.
    risk: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    created: Time,
    /// For `If-Match`.
    version: i64,
}

impl From<Product> for ProductShown {
    fn from(product: Product) -> Self {
        Self {
            id: product.id.to_string(),
            name: product.name,
            designation: product.designation,
            manufacturer: product.manufacturer.to_string(),
            category: product.category,
            purpose: product.purpose,
            support_from: product.support_from,
            support_to: product.support_to,
            support_reason: product.support_reason,
            contact: product.contact,
            risk: product.risk,
            created: product.created,
            version: product.version,
        }
    }
}

/// A product with its parts.
#[derive(Serialize, ToSchema)]
pub(super) struct WholeProduct {
    #[serde(flatten)]
    pub(super) product: ProductShown,
    pub(super) parts: Vec<PartShown>,
}

/// A part of a product.
#[derive(Serialize, ToSchema)]
pub(super) struct PartShown {
    /// `prt_…`.
    id: String,
    /// `prd_…`.
    product: String,
    name: String,
    /// `device`, `application` or `remote`.
    kind: &'static str,
    #[schema(value_type = String, format = DateTime)]
    created: Time,
    /// For `If-Match`.
    version: i64,
}

impl From<Part> for PartShown {
    fn from(part: Part) -> Self {
        let Part { id, product, name, kind, created, version } = part;
        let (id, product) = (id.to_string(), product.to_string());
        Self { id, product, name, kind: kind.as_str(), created, version }
    }
}

/// A file that is kept as it came.
#[derive(Serialize, ToSchema)]
pub(super) struct KeptFile {
    /// SHA-256 of its content.
    sha256: String,
    /// What it was called.
    name: String,
}

/// A release.
#[derive(Serialize, ToSchema)]
pub(super) struct ReleaseShown {
    /// `rel_…`.
    id: String,
    /// `prt_…`.
    part: String,
    /// The version as people write it: a label.
    label: String,
    /// The only order: the higher, the later.
    sequence: i64,
    /// Its day.
    released: String,
    /// `draft`, `gated` (its check was looked at), `on-sale` or `withdrawn`.
    state: &'static str,
    /// Since when it is on sale.
    #[schema(value_type = Option<String>, format = DateTime)]
    on_sale: Option<Time>,
    /// When its last unit was placed on the market; until then the release check runs again and again.
    #[schema(value_type = Option<String>, format = DateTime)]
    last_placed: Option<Time>,
    /// When two people last decided to sell it against its verdict.
    #[schema(value_type = Option<String>, format = DateTime)]
    overridden: Option<Time>,
    /// Units (or deployments) in the field, as staff state it; nothing where nobody has said.
    units: Option<i64>,
    /// The bill of materials.
    sbom: Option<KeptFile>,
    /// Whether it has a product file with a policy of its own.
    product_file: Option<KeptFile>,
    /// Components of the bill.
    components: i64,
    /// Entries of the bill that were not understood.
    not_understood: i64,
    /// Whether its bill waits to be met with advisories; what is said of it until then is of an earlier bill, or nothing.
    waits: bool,
    #[schema(value_type = String, format = DateTime)]
    created: Time,
    /// For `If-Match`.
    version: i64,
}

impl From<Release> for ReleaseShown {
    fn from(release: Release) -> Self {
        let waits = release.waits();
        let kept = |file: &Option<(steadfast_store::BlobHash, String)>, name: Option<&str>| {
            file.as_ref().map(|(hash, own)| KeptFile { sha256: hash.to_string(), name: name.unwrap_or(own).to_owned() })
        };
        Self {
            id: release.id.to_string(),
            part: release.part.to_string(),
            sbom: kept(&release.sbom, None),
            product_file: kept(&release.file, Some("steadfast.toml")),
            label: release.label,
            sequence: release.sequence,
            released: release.released,
            state: release.state.as_str(),
            on_sale: release.on_sale,
            last_placed: release.last_placed,
            overridden: release.overridden,
            units: release.units,
            components: release.components,
            not_understood: release.reported,
            waits,
            created: release.created,
            version: release.version,
        }
    }
}

/// What the release check says.
#[derive(Serialize, ToSchema)]
pub(super) struct VerdictShown {
    /// `pass`, `undecided` or `blocked`.
    verdict: String,
    /// How often each reason holds, by its code.
    reasons: BTreeMap<String, u64>,
    /// Components that could be checked.
    checked: i64,
    /// Components that could not.
    unknown: i64,
    /// The snapshot of advisories that it rests on.
    snapshot: String,
    /// When it was looked at last; nothing while it is to be looked at again.
    #[schema(value_type = Option<String>, format = DateTime)]
    looked: Option<Time>,
    /// Since when it is so.
    #[schema(value_type = String, format = DateTime)]
    since: Time,
}

impl From<KeptVerdict> for VerdictShown {
    fn from(kept: KeptVerdict) -> Self {
        Self {
            reasons: serde_json::from_str(&kept.reasons).unwrap_or_default(),
            snapshot: steadfast_trust::encoding::hex(&kept.snapshot),
            verdict: kept.verdict,
            checked: kept.checked,
            unknown: kept.unknown,
            looked: Some(kept.looked).filter(|looked| looked.0 > 0),
            since: kept.since,
        }
    }
}

/// A release with what the release check says of it.
#[derive(Serialize, ToSchema)]
pub(super) struct WholeRelease {
    #[serde(flatten)]
    release: ReleaseShown,
    /// `prd_…`.
    product: String,
    /// Nothing where the check never looked: then it is undecided.
    check: Option<VerdictShown>,
}

impl From<Whole> for WholeRelease {
    fn from(whole: Whole) -> Self {
        let product = whole.product.id.to_string();
        Self { release: whole.release.into(), product, check: whole.verdict.map(Into::into) }
    }
}

/// What was understood of a bill.
#[derive(Serialize, ToSchema)]
pub(super) struct BillRead {
    /// SHA-256 of the file as it came.
    sha256: String,
    /// What it is written in.
    format: String,
    /// Components that were understood.
    components: i64,
    /// Entries that were not.
    not_understood: i64,
    /// The first of what was not understood, each with its place.
    problems: Vec<String>,
}

impl From<&Bill> for BillRead {
    fn from(bill: &Bill) -> Self {
        Self {
            sha256: bill.hash.to_string(),
            format: bill.format.clone(),
            components: bill.components,
            not_understood: bill.reported,
            problems: bill.problems.clone(),
        }
    }
}

/// Something that was made.
#[derive(Serialize, ToSchema)]
pub(super) struct Made {
    /// Its id.
    pub(super) id: String,
}

/// A release that was made.
#[derive(Serialize, ToSchema)]
pub(super) struct ReleaseMade {
    /// `rel_…`.
    pub(super) id: String,
    /// What was understood of its bill, where it brought one.
    pub(super) bill: Option<BillRead>,
}
