//! What `product` and `release` are asked.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::Timestamp;

use super::repository::{Publish, publish};
use super::{Connection, Listing, products, releases};
use crate::args::CheckFormat;
use crate::failure::{Exit, Failure};
use crate::product::{Check, Compare, Init};
use crate::release::{BundleShow, PolicyShow, ReleaseBundle, ReleasePolicy, ReleaseSign};

/// The product file, and products on a server.
#[derive(Debug, Subcommand)]
pub(crate) enum Product {
    /// Begin a product file by at most forty questions: scope, role, category, route, support, risks. No server is needed.
    Init(Box<Init>),
    /// Check a product file: what is wrong, missing or open, with line and column. No server is needed.
    ///
    /// Exits 0 where nothing is wrong and nothing missing, 1 where something is, 2 where the file cannot be read.
    Check(Check),
    /// Compare two product files, and say whether the change may be a substantial modification. No server is needed.
    ///
    /// Exits 0 where it is likely none, 1 where it is likely one, 3 where people have to look.
    Compare(Box<Compare>),
    /// Print the JSON schema of the product file, for editors.
    Schema,
    /// List products by name. The token needs `catalogue.read`.
    List(ProductList),
    /// Enter a product with its parts. The token needs `catalogue.read` and `catalogue.change`.
    Create(Box<ProductCreate>),
}

/// `product list`.
#[derive(Debug, Args)]
pub(crate) struct ProductList {
    #[command(flatten)]
    pub(crate) listing: Listing,
    /// Part of the name or the type designation.
    #[arg(long, value_name = "TEXT")]
    pub(crate) search: Option<String>,
}

/// `product create`.
#[derive(Debug, Args)]
pub(crate) struct ProductCreate {
    #[command(flatten)]
    pub(crate) connection: Connection,
    /// The name it is sold under.
    #[arg(long)]
    pub(crate) name: String,
    /// Type, batch or model by which it is told from others.
    #[arg(long)]
    pub(crate) designation: String,
    /// Its legal manufacturer: the id, or a name, which is entered where it is not there yet.
    #[arg(long, value_name = "NAME|ID")]
    pub(crate) manufacturer: String,
    /// A part, as device=Firmware; kinds are device, application and remote.
    #[arg(long = "part", value_name = "KIND=NAME")]
    pub(crate) parts: Vec<String>,
    /// The category of Annex III or IV, as III.I.12, or default for none of them.
    #[arg(long, value_name = "KEY")]
    pub(crate) category: Option<String>,
    /// The intended purpose.
    #[arg(long, value_name = "TEXT")]
    pub(crate) purpose: Option<String>,
    /// The first day of the support period.
    #[arg(long, value_name = "DAY")]
    pub(crate) support_from: Option<String>,
    /// Its last day: at least five years later, unless the product is expected to be in use for less (Art. 13(8)).
    #[arg(long, value_name = "DAY")]
    pub(crate) support_to: Option<String>,
    /// Why it is as long as it is.
    #[arg(long, value_name = "TEXT")]
    pub(crate) support_reason: Option<String>,
    /// Where vulnerabilities can be reported.
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) contact: Option<String>,
    /// How grave a compromise would be: low, medium, high or critical.
    #[arg(long, value_name = "RISK")]
    pub(crate) risk: Option<String>,
}

/// Releases on a server.
#[derive(Debug, Subcommand)]
pub(crate) enum Release {
    /// Enter a release with its bill of materials, and wait for its check. The token needs `release.change` and
    /// `catalogue.read`.
    ///
    /// With --gate: 0 the release check passes, 1 blocked, 3 cannot be decided; without, 0 whatever it says.
    Create(Box<ReleaseCreate>),
    /// Sign a release's files with the key of its product line, in the folder of the repository. Nothing is sent.
    Sign(Box<ReleaseSign>),
    /// Put an image with its metadata into one file, for units without a network: signed anew by its line, to count for
    /// longer. Where several must sign, each does by this command: 0 done, 1 it waits for signatures.
    Bundle(Box<ReleaseBundle>),
    /// Show what a bundle holds, and until when it counts: 0 a unit with this root would believe it, 1 not.
    BundleShow(BundleShow),
    /// Make a policy that units of a product obey for a while, and sign it with the key of the product's line; or add one's
    /// signature. Nothing is sent: `case contain policy` gives it to units.
    Policy(Box<ReleasePolicy>),
    /// Show what a policy says: 0 units of the line would believe it now, 1 not.
    PolicyShow(PolicyShow),
    /// Send what was signed: files of releases, and the metadata of product lines. The token needs `release.publish` and
    /// `repository.read`.
    Publish(Publish),
    /// List releases, the newest first. The token needs `catalogue.read`.
    List(ReleaseList),
    /// Show one release with what its check says.
    Show(ReleaseShow),
}

/// `release create`.
#[derive(Debug, Args)]
pub(crate) struct ReleaseCreate {
    #[command(flatten)]
    pub(crate) connection: Connection,
    /// The product.
    #[arg(long, value_name = "NAME|ID", required_unless_present = "part")]
    pub(crate) product: Option<String>,
    /// The part, where the product has several.
    #[arg(long, value_name = "NAME|ID")]
    pub(crate) part: Option<String>,
    /// The version, as people write it.
    #[arg(long = "version", value_name = "VERSION")]
    pub(crate) release_version: String,
    /// Its place in the order; the next one where it is left out.
    #[arg(long, value_name = "N")]
    pub(crate) sequence: Option<i64>,
    /// The day of the release; today where it is left out.
    #[arg(long, value_name = "DAY")]
    pub(crate) released: Option<String>,
    /// The bill of materials: CycloneDX, SPDX or Cargo.lock; `-` is standard input.
    #[arg(long, value_name = "FILE")]
    pub(crate) sbom: Option<PathBuf>,
    /// The product file with the policy of the release check.
    #[arg(long, value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Units (or deployments) in the field.
    #[arg(long, value_name = "N")]
    pub(crate) units: Option<i64>,
    /// Record the check, and end with its answer.
    #[arg(long, requires = "sbom", conflicts_with = "no_wait")]
    pub(crate) gate: bool,
    /// How many seconds to wait for the check.
    #[arg(long, value_name = "SECONDS", default_value_t = 300)]
    pub(crate) wait: u64,
    /// Do not wait for the check.
    #[arg(long)]
    pub(crate) no_wait: bool,
    /// How to write the answer.
    #[arg(long, value_enum, default_value_t = CheckFormat::Table)]
    pub(crate) format: CheckFormat,
}

/// `release list`.
#[derive(Debug, Args)]
pub(crate) struct ReleaseList {
    #[command(flatten)]
    pub(crate) listing: Listing,
    /// Of this product.
    #[arg(long, value_name = "NAME|ID")]
    pub(crate) product: Option<String>,
    /// In this state: draft, gated, on-sale or withdrawn.
    #[arg(long, value_name = "STATE")]
    pub(crate) state: Option<String>,
}

/// `release show`.
#[derive(Debug, Args)]
pub(crate) struct ReleaseShow {
    /// The release: rel_…
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) connection: Connection,
    /// How to write the answer; JSON is what the API answered.
    #[arg(long, value_enum, default_value_t = CheckFormat::Table)]
    pub(crate) format: CheckFormat,
}

pub(crate) fn product(command: Product, out: &mut dyn Write) -> Result<Exit, Failure> {
    match command {
        Product::Init(init) => crate::product::init(&init, out),
        Product::Check(check) => crate::product::check(&check, out),
        Product::Compare(compare) => crate::product::compare(&compare, out),
        Product::Schema => crate::product::schema(out),
        Product::List(list) => products::list(&list, out),
        Product::Create(create) => products::create(&create, out),
    }
}

pub(crate) fn release(command: Release, clock: Timestamp, out: &mut dyn Write) -> Result<Exit, Failure> {
    match command {
        Release::Create(create) => releases::create(&create, out),
        Release::Sign(sign) => crate::release::sign(&sign, clock, out),
        Release::Bundle(bundle) => crate::release::bundle(&bundle, clock, out),
        Release::BundleShow(show) => crate::release::bundle_show(&show, clock, out),
        Release::Policy(policy) => crate::release::policy(&policy, clock, out),
        Release::PolicyShow(show) => crate::release::policy_show(&show, clock, out),
        Release::Publish(args) => publish(&args, true, out),
        Release::List(list) => releases::list(&list, out),
        Release::Show(show) => releases::show(&show, out),
    }
}
