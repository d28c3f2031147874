//! The CSAF document of an advisory: a pure function of what it says, of the catalogue, and of its versions.

use std::collections::{BTreeMap, BTreeSet};

use steadfast_csaf::document::*;
use steadfast_csaf::filename;
use steadfast_formats::purl::Purl;
use steadfast_matching::index::score;

use super::content::{Content, FlawSaid, StateSaid, label};

/// What the catalogue says of a product.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// Who publishes.
    pub publisher: String,
    /// Where vulnerabilities can be reported; may be empty.
    pub contact: String,
    /// The legal manufacturer.
    pub vendor: String,
    /// The product's name.
    pub product: String,
    /// Its type designation.
    pub designation: String,
    /// Its releases by their ids.
    pub releases: BTreeMap<String, Named>,
}

/// A release.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// Its part; empty where the product has one alone.
    pub part: String,
    /// Its version.
    pub label: String,
    /// Its place in the order of its part.
    pub sequence: i64,
    /// Its files.
    pub files: Vec<File>,
}

/// A file of a release.
#[derive(Clone, Debug)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its digest.
    pub sha256: String,
}

/// What a document is called, and its versions.
#[derive(Clone, Debug)]
pub struct Versions {
    /// Its id.
    pub id: String,
    /// The address of the server.
    pub address: String,
    /// Number, time and summary of each version, the first first.
    pub all: Vec<(i64, String, String)>,
    /// Whether the last one is only to be looked at.
    pub is_draft: bool,
}

/// The path of a document below `/.well-known/csaf`, by the year of its first version.
#[must_use]
pub fn path(id: &str, first: &str) -> String {
    format!("white/{}/{}", first.get(..4).unwrap_or("0000"), filename(id))
}

impl Catalogue {
    fn name(&self, release: &Named) -> String {
        if release.part.is_empty() { self.product.clone() } else { format!("{} {}", self.product, release.part) }
    }

    /// What a release is called where it is clear of which product it is.
    #[must_use]
    pub fn label(&self, id: &str) -> String {
        let label = |named: &Named| format!("{} {}", named.part, named.label).trim().to_owned();
        self.releases.get(id).map_or_else(|| id.to_owned(), label)
    }

    fn full_name(&self, id: &str) -> String {
        self.releases.get(id).map_or_else(|| id.to_owned(), |named| format!("{} {}", self.name(named), named.label))
    }

    /// The product tree of these releases; nothing without any.
    fn tree(&self, named: &BTreeSet<&str>) -> Option<ProductTree> {
        let mut lines: BTreeMap<String, Vec<(i64, Branch)>> = BTreeMap::new();
        for (id, release) in self.releases.iter().filter(|(id, _)| named.contains(id.as_str())) {
            let end = Branch::end(BranchCategory::ProductVersion, &release.label, self.end(id, release));
            lines.entry(self.name(release)).or_default().push((release.sequence, end));
        }
        let products = lines.into_iter().map(|(name, mut ends)| {
            ends.sort_by_key(|(sequence, _)| *sequence);
            let ends = ends.into_iter().map(|(_, end)| end).collect();
            Branch::over(BranchCategory::ProductName, &name, ends)
        });
        let products: Vec<Branch> = products.collect();
        let vendor = Branch::over(BranchCategory::Vendor, &self.vendor, products);
        let is_empty = vendor.branches.is_empty();
        (!is_empty).then(|| ProductTree { branches: vec![vendor], relationships: Vec::new() })
    }

    fn end(&self, id: &str, release: &Named) -> Product {
        let digests = |file: &File| Hashes {
            file_hashes: vec![FileHash { algorithm: "sha256".to_owned(), value: file.sha256.clone() }],
            filename: file.name.clone(),
        };
        let purl = Purl {
            kind: "generic".to_owned(),
            namespace: None,
            name: self.name(release),
            version: Some(release.label.clone()),
            qualifiers: BTreeMap::new(),
            subpath: None,
        };
        let helper = IdentificationHelper {
            hashes: release.files.iter().map(digests).collect(),
            model_numbers: Some(self.designation.clone()).filter(|text| !text.is_empty()).into_iter().collect(),
            purl: purl.normalised().ok().map(|purl| purl.to_string()),
            ..IdentificationHelper::default()
        };
        let (name, product_id) = (self.full_name(id), id.to_owned());
        Product { name, product_id, product_identification_helper: helper.said() }
    }
}

/// The document. Whether it may be published, its tests say.
#[must_use]
pub fn document(content: &Content, catalogue: &Catalogue, versions: &Versions) -> Document {
    let states = content.flaws.iter().flat_map(|flaw| &flaw.states);
    let named: BTreeSet<&str> = states.map(|said| said.release.as_str()).collect();
    Document {
        document: about(content, catalogue, versions),
        product_tree: catalogue.tree(&named),
        vulnerabilities: content.flaws.iter().map(|flaw| vulnerability(flaw, catalogue)).collect(),
    }
}

fn about(content: &Content, catalogue: &Catalogue, versions: &Versions) -> About {
    let tlp = label(&content.tlp).unwrap_or(TlpLabel::Red);
    let given = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let thanks = content.thanks.iter().map(|thanks| Acknowledgment {
        names: thanks.names.clone(),
        organization: thanks.organisation.clone(),
        summary: thanks.summary.clone(),
    });
    let withdrawn = !content.withdrawn.is_empty();
    let title = &content.title.en;
    About {
        acknowledgments: thanks.collect(),
        category: Category::SecurityAdvisory,
        csaf_version: CsafVersion::V2,
        distribution: Some(Distribution {
            text: None,
            tlp: Tlp { label: tlp, url: Some("https://www.first.org/tlp/v1/".to_owned()) },
        }),
        lang: Some("en".to_owned()),
        notes: notes(content),
        publisher: Publisher {
            category: PublisherCategory::Vendor,
            contact_details: given(&catalogue.contact),
            name: catalogue.publisher.clone(),
            namespace: versions.address.clone(),
        },
        references: references(content, versions, tlp),
        title: if withdrawn { format!("Withdrawn: {title}") } else { title.clone() },
        tracking: tracking(versions),
    }
}

fn note(category: NoteCategory, title: &str, text: &str) -> Option<Note> {
    let written = !text.trim().is_empty();
    written.then(|| Note { category, text: text.to_owned(), title: Some(title.to_owned()) })
}

fn notes(content: &Content) -> Vec<Note> {
    let all = [
        note(NoteCategory::General, "Withdrawn", &content.withdrawn),
        note(NoteCategory::Summary, "Summary", &content.summary.en),
        note(NoteCategory::General, "What to do", &content.action.en),
    ];
    all.into_iter().flatten().collect()
}

/// Where it lies itself, if everybody may read it, and what else is said.
fn references(content: &Content, versions: &Versions, tlp: TlpLabel) -> Vec<Reference> {
    let first = versions.all.first().map(|(_, time, _)| time.as_str()).unwrap_or_default();
    let own = (tlp == TlpLabel::White).then(|| Reference {
        category: ReferenceCategory::Own,
        summary: "This advisory".to_owned(),
        url: format!("{}/.well-known/csaf/{}", versions.address, path(&versions.id, first)),
    });
    let more = content.references.iter().map(|link| Reference {
        category: ReferenceCategory::External,
        summary: link.summary.clone(),
        url: link.url.clone(),
    });
    own.into_iter().chain(more).collect()
}

fn tracking(versions: &Versions) -> Tracking {
    let first = versions.all.first().map(|(_, time, _)| time.clone()).unwrap_or_default();
    let last = versions.all.last().cloned().unwrap_or_default();
    let revision = |(number, time, summary): &(i64, String, String)| Revision {
        date: time.clone(),
        number: number.to_string(),
        summary: summary.clone(),
    };
    Tracking {
        current_release_date: last.1,
        generator: Some(Generator {
            engine: Engine { name: "Steadfast".to_owned(), version: Some(env!("CARGO_PKG_VERSION").to_owned()) },
        }),
        id: versions.id.clone(),
        initial_release_date: first,
        revision_history: versions.all.iter().map(revision).collect(),
        status: if versions.is_draft { Status::Draft } else { Status::Final },
        version: last.0.to_string(),
    }
}

fn vulnerability(flaw: &FlawSaid, catalogue: &Catalogue) -> Vulnerability {
    let cve = flaw.ids.iter().find(|id| id.starts_with("CVE-")).cloned();
    let ids = flaw.ids.iter().filter(|id| !id.starts_with("CVE-"));
    let ids = ids.map(|id| FlawId { system_name: system(id).to_owned(), text: id.clone() });
    let of = |state: &str| -> Vec<String> {
        flaw.states.iter().filter(|said| said.state == state).map(|said| said.release.clone()).collect()
    };
    let score = flaw.vector.as_deref().and_then(CvssV3::of);
    let described = note(NoteCategory::Description, "Vulnerability", &flaw.description);
    // CSAF 2.0 has fields for CVSS 2 and 3 alone.
    let other = flaw.vector.as_ref().filter(|_| score.is_none()).into_iter().chain(&flaw.vector_v4);
    let other = other.filter_map(|vector| note(NoteCategory::Details, "CVSS", &scored(vector)));
    let affected = of("affected");
    let exploited = flaw.exploited.as_ref().map(|by| Threat {
        category: ThreatCategory::ExploitStatus,
        details: format!("It is exploited: {by}."),
        product_ids: affected.clone(),
    });
    Vulnerability {
        cwe: flaw.cwe.as_deref().map(|id| Cwe::named(id).unwrap_or_else(|| unknown_weakness(id))),
        flags: flags(flaw),
        ids: ids.collect(),
        notes: described.into_iter().chain(other).collect(),
        product_status: ProductStatus {
            fixed: of("fixed"),
            known_not_affected: of("not_affected"),
            recommended: Vec::new(),
            under_investigation: of("under_investigation"),
            known_affected: affected.clone(),
        },
        remediations: remediations(flaw, catalogue),
        scores: score
            .filter(|_| !affected.is_empty())
            .map(|cvss_v3| Score { cvss_v3, products: affected })
            .into_iter()
            .collect(),
        threats: reasons(flaw).chain(exploited).collect(),
        title: cve.clone(),
        cve,
        ..Vulnerability::default()
    }
}

/// A vector with its score, where it has one.
fn scored(vector: &str) -> String {
    let said = |tenths: u8| format!("{}.{} ({vector})", tenths / 10, tenths % 10);
    score(vector).map_or_else(|| vector.to_owned(), said)
}

/// A weakness that the list does not know is found by test 6.1.11.
fn unknown_weakness(id: &str) -> Cwe {
    Cwe { id: id.to_owned(), name: "unknown".to_owned() }
}

/// Whose id this is.
fn system(id: &str) -> &'static str {
    let names = [("GHSA-", "GitHub"), ("EUVD-", "EUVD"), ("RUSTSEC-", "RustSec"), ("OWN-", "Manufacturer")];
    names.into_iter().find(|(start, _)| id.starts_with(start)).map_or("OSV", |(_, name)| name)
}

fn not_affected(flaw: &FlawSaid) -> impl Iterator<Item = &StateSaid> {
    flaw.states.iter().filter(|said| said.state == "not_affected")
}

/// One flag for each reason, with all releases that have it.
fn flags(flaw: &FlawSaid) -> Vec<Flag> {
    let mut by_label: BTreeMap<FlagLabel, Vec<String>> = BTreeMap::new();
    for said in not_affected(flaw) {
        if let Some(label) = said.justification.as_deref().and_then(FlagLabel::of) {
            by_label.entry(label).or_default().push(said.release.clone());
        }
    }
    by_label.into_iter().map(|(label, product_ids)| Flag { label, product_ids }).collect()
}

/// Why releases are not affected, in words; each reason once.
fn reasons(flaw: &FlawSaid) -> impl Iterator<Item = Threat> {
    let mut by_words: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for said in not_affected(flaw) {
        let flagged = said.justification.as_deref().and_then(FlagLabel::of).is_some();
        let words = match said.detail.as_str() {
            "" if flagged => continue,
            "" => "Not affected; no reason is stated.",
            words => words,
        };
        by_words.entry(words).or_default().push(said.release.clone());
    }
    let threats: Vec<Threat> = by_words
        .into_iter()
        .map(|(words, product_ids)| Threat { category: ThreatCategory::Impact, details: words.to_owned(), product_ids })
        .collect();
    threats.into_iter()
}

/// What helps: releases with the fix, mitigations, or that there is none yet.
fn remediations(flaw: &FlawSaid, catalogue: &Catalogue) -> Vec<Remediation> {
    let mut by_words: BTreeMap<(u8, String), (RemediationCategory, Vec<String>)> = BTreeMap::new();
    let mut add = |order: u8, category: RemediationCategory, words: String, said: &StateSaid| {
        by_words.entry((order, words)).or_insert((category, Vec::new())).1.push(said.release.clone());
    };
    for said in &flaw.states {
        if said.state == "affected" {
            match (said.no_fix_planned, fix(said, flaw, catalogue)) {
                (true, _) => add(2, RemediationCategory::NoFixPlanned, "No fix will come.".to_owned(), said),
                (false, Some(name)) => add(0, RemediationCategory::VendorFix, format!("Update to {name}."), said),
                (false, None) => add(2, RemediationCategory::NoneAvailable, "No fix is there yet.".to_owned(), said),
            }
        }
        if said.state == "under_investigation" {
            add(3, RemediationCategory::NoneAvailable, "It is being looked into.".to_owned(), said);
        }
        let is_open = said.state == "affected" || said.state == "under_investigation";
        if is_open && !said.mitigation.is_empty() {
            add(1, RemediationCategory::Mitigation, said.mitigation.clone(), said);
        }
    }
    let all = by_words.into_iter();
    all.map(|((_, details), (category, product_ids))| Remediation { category, details, product_ids, url: None })
        .collect()
}

/// The first release of the same part behind this one that has the fix.
fn fix(said: &StateSaid, flaw: &FlawSaid, catalogue: &Catalogue) -> Option<String> {
    let own = catalogue.releases.get(&said.release)?;
    let fixed = flaw.states.iter().filter(|other| other.state == "fixed");
    let later = fixed.filter_map(|other| Some((catalogue.releases.get(&other.release)?, &other.release)));
    let later = later.filter(|(release, _)| release.part == own.part && release.sequence > own.sequence);
    later.min_by_key(|(release, _)| release.sequence).map(|(_, id)| catalogue.full_name(id))
}
