//! Bills of materials: one model for CycloneDX, SPDX and `Cargo.lock`.

mod cargo_lock;
mod cyclonedx;
mod detect;
mod gather;
mod origin;
mod reach;
mod source;
mod spdx2;
mod spdx3;
pub(crate) mod tree;
mod words;

use std::fmt;

use jiff::Timestamp;

use crate::vex::Statement;
use crate::{Limits, Place, Problem, ReadError};

/// Reads one bill of materials, its format detected by content and never by a file name.
///
/// A tar archive (plain, gzip or zstd) of SPDX documents that refer to each other, as Yocto writes it, is one bill.
///
/// # Errors
/// When the document as a whole cannot be used; see [`ReadError`].
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Bom, ReadError> {
    detect::read(bytes, limits)
}

/// The format a bill was written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BomFormat {
    /// CycloneDX as JSON.
    CycloneDxJson,
    /// CycloneDX as XML.
    CycloneDxXml,
    /// SPDX 2 as JSON.
    Spdx2Json,
    /// SPDX 2 as tag-value text.
    Spdx2TagValue,
    /// SPDX 3 as JSON-LD.
    Spdx3JsonLd,
    /// Several SPDX 2 documents in one archive.
    Spdx2Archive,
    /// Cargo's lock file.
    CargoLock,
}

impl fmt::Display for BomFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::CycloneDxJson => "CycloneDX JSON",
            Self::CycloneDxXml => "CycloneDX XML",
            Self::Spdx2Json | Self::Spdx2Archive => "SPDX JSON",
            Self::Spdx2TagValue => "SPDX tag-value",
            Self::Spdx3JsonLd => "SPDX JSON-LD",
            Self::CargoLock => "Cargo.lock",
        })
    }
}

/// A bill of materials, normalised. `entries == components.len() + reported`.
#[derive(Debug, Clone)]
pub struct Bom {
    /// What it was written in.
    pub format: BomFormat,
    /// The version of that format, as written (`1.6`, `SPDX-2.3`, `3.0.1`).
    pub format_version: String,
    /// CycloneDX serial number or SPDX namespace.
    pub serial: Option<String>,
    /// The revision of the document itself (CycloneDX `version`).
    pub revision: Option<u64>,
    /// The document's own name, where it has one apart from its subject.
    pub name: Option<String>,
    /// When it was made.
    pub created: Option<Timestamp>,
    /// Who made it: persons and organisations as written, tools not included.
    pub creators: Vec<String>,
    /// The tools that made it.
    pub tools: Vec<String>,
    /// What the bill is about: CycloneDX `metadata.component` (never one of `components`), or the package that an
    /// SPDX document describes (also one of `components`, with [`Component::subject`] set). A document that
    /// describes several packages is about none of them alone. The only package of the maker's own in `Cargo.lock`.
    pub subject: Option<Component>,
    /// Every component that could be understood, nested ones included, in document order.
    pub components: Vec<Component>,
    /// Dependencies by [`Component::reference`]. References into other SPDX documents are kept as
    /// `namespace#identifier`; others that lead nowhere are problems.
    pub dependencies: Vec<Dependency>,
    /// VEX statements that the document carries itself.
    pub statements: Vec<Statement>,
    /// Component entries that the document has (in CycloneDX nested ones too, in SPDX packages).
    pub entries: usize,
    /// Component entries that could not be understood; each has its problem.
    pub reported: usize,
    /// Everything that could not be understood, components and other parts alike.
    pub problems: Vec<Problem>,
}

/// What a component is, as far as matching and quality rules care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ComponentKind {
    /// An application.
    Application,
    /// A container image.
    Container,
    /// A device or other hardware.
    Device,
    /// Data, models and other things that are not programs.
    Data,
    /// A single file.
    File,
    /// Firmware.
    Firmware,
    /// A framework.
    Framework,
    /// An installable package (SPDX `INSTALL`).
    Install,
    /// A library.
    Library,
    /// An operating system.
    OperatingSystem,
    /// Source text or a source archive.
    Source,
    /// Said to be something else, or nothing said.
    #[default]
    Other,
}

/// An entry of a bill. Identifiers are kept as written.
#[derive(Debug, Clone, Default)]
pub struct Component {
    /// The document's own reference: `bom-ref`, SPDX identifier, or one made from name and version.
    pub reference: String,
    /// What it is.
    pub kind: ComponentKind,
    /// CycloneDX `group`, a Maven group for example.
    pub group: Option<String>,
    /// Its name.
    pub name: String,
    /// Its version; SPDX `NOASSERTION` and `NONE`, and empty text, count as absent.
    pub version: Option<String>,
    /// Package URLs as written, the main one first.
    pub purls: Vec<String>,
    /// CPE names as written (2.3 or 2.2 form), the main one first.
    pub cpes: Vec<String>,
    /// SWID tag ids as written.
    pub swids: Vec<String>,
    /// Hashes as written: of the component, of its file as delivered, of its source text.
    pub hashes: Vec<Hash>,
    /// Who made or supplies it (creator, manufacturer, supplier, originator), the first given in that order.
    pub supplier: Option<Party>,
    /// Licence expressions, ids or names.
    pub licences: Vec<String>,
    /// Those of `licences` that the document calls declared: the component's maker gave them.
    pub declared_licences: Vec<String>,
    /// Those of `licences` that the document calls concluded: they hold for whoever receives the component.
    pub concluded_licences: Vec<String>,
    /// Name=value properties that quality rules and distributions use (`bsi:component:filename` and the like).
    pub properties: Vec<(String, String)>,
    /// File name of the component as delivered, where the format has a field for it.
    pub file_name: Option<String>,
    /// Addresses by kind (`vcs`, `distribution`, `source-distribution`, `security-contact`, …).
    pub addresses: Vec<(String, String)>,
    /// The document says that its own maker wrote this: a path package of `Cargo.lock`, for example.
    pub first_party: bool,
    /// The bill is about this one, or about this one among others; see [`Bom::subject`].
    pub subject: bool,
    /// Packages that this one was built from, where the document says so by relationship, by reference: SPDX 2
    /// `GENERATED_FROM` and `GENERATES`, SPDX 3 `generates` and the inputs of builds, CycloneDX pedigree ancestors.
    /// In SPDX those that they were built from in turn follow (a package's recipe, then the archive behind it).
    pub built_from: Vec<String>,
    /// The document says that it was used to build, develop or test the product, and nothing says that it is in the
    /// product: CycloneDX scope `excluded`; in SPDX the tools and the build, development and test dependencies, with
    /// what they consist of, unless the product contains them, needs them when it runs, or is built from them.
    ///
    /// No more than what is said: a static library or the start-up code of a compiler, which end up in the product,
    /// are build dependencies too in bills that tell such links no better.
    pub build_only: bool,
    /// Whether the list of what it depends on and contains is complete, where the document says anything about that:
    /// CycloneDX `compositions`, SPDX 3 `completeness`. Of several statements the one that promises least.
    pub completeness: Option<Completeness>,
    /// Where it stands.
    pub place: Place,
}

/// What a document says about the completeness of a list. Ordered by how much it promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Completeness {
    /// More exists than is listed.
    Incomplete,
    /// Said not to be known.
    Unknown,
    /// Nothing else is known to exist.
    Complete,
}

/// What a digest is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HashOf {
    /// The component itself, as the format understands that.
    #[default]
    Component,
    /// The file in which it is delivered: CycloneDX `distribution` references, SPDX 3 distribution artefacts.
    Distribution,
    /// Its source text: CycloneDX `source-distribution` references.
    Source,
}

/// A digest of a component.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hash {
    /// What it is of.
    pub of: HashOf,
    /// The algorithm as written (`SHA-256`, `SHA256`, `sha256`).
    pub algorithm: String,
    /// The value as written, in hexadecimal.
    pub value: String,
}

/// A person or organisation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Party {
    /// Its name, if given.
    pub name: Option<String>,
    /// E-mail or internet address, if given.
    pub contact: Option<String>,
}

/// What one component depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    /// The component's reference.
    pub from: String,
    /// References that it depends on or contains.
    pub on: Vec<String>,
}
