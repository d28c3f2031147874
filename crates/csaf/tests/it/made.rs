//! Documents that tests begin with.

use steadfast_csaf::document::*;

/// A document that passes every test, mandatory, optional and informative.
pub(crate) fn document() -> Document {
    Document {
        document: about(),
        product_tree: Some(ProductTree { branches: vec![vendor()], relationships: vec![pair()] }),
        vulnerabilities: vec![flaw()],
    }
}

fn about() -> About {
    About {
        acknowledgments: vec![Acknowledgment {
            names: vec!["Ada Finder".to_owned()],
            organization: Some("Finders".to_owned()),
            summary: Some("told us first".to_owned()),
        }],
        category: Category::SecurityAdvisory,
        csaf_version: CsafVersion::V2,
        distribution: Some(Distribution {
            text: Some("Anybody may read it.".to_owned()),
            tlp: Tlp { label: TlpLabel::White, url: Some("https://www.first.org/tlp/v1/".to_owned()) },
        }),
        lang: Some("en".to_owned()),
        notes: vec![note(NoteCategory::Summary, "A camera can be taken over.")],
        publisher: Publisher {
            category: PublisherCategory::Vendor,
            contact_details: Some("security@example.com".to_owned()),
            name: "Example GmbH".to_owned(),
            namespace: "https://example.com".to_owned(),
        },
        references: vec![Reference {
            category: ReferenceCategory::Own,
            summary: "This advisory".to_owned(),
            url: "https://example.com/.well-known/csaf/white/2027/exa-2027-1.json".to_owned(),
        }],
        title: "Cameras: command injection".to_owned(),
        tracking: tracking(&["1"]),
    }
}

pub(crate) fn note(category: NoteCategory, text: &str) -> Note {
    Note { category, text: text.to_owned(), title: Some("Summary".to_owned()) }
}

/// Released once for each number, a day apart.
pub(crate) fn tracking(numbers: &[&str]) -> Tracking {
    let date = |index: usize| format!("2027-01-{:02}T10:00:00Z", index + 1);
    let revision = |(index, number): (usize, &&str)| Revision {
        date: date(index),
        number: (*number).to_owned(),
        summary: "Something changed".to_owned(),
    };
    Tracking {
        current_release_date: date(numbers.len().saturating_sub(1)),
        generator: Some(Generator { engine: Engine { name: "Test".to_owned(), version: Some("1".to_owned()) } }),
        id: "EXA-2027-1".to_owned(),
        initial_release_date: date(0),
        revision_history: numbers.iter().enumerate().map(revision).collect(),
        status: Status::Final,
        version: numbers.last().map_or("1", |last| last).to_owned(),
    }
}

fn product(id: &str, name: &str, purl: &str) -> Product {
    Product {
        name: name.to_owned(),
        product_id: id.to_owned(),
        product_identification_helper: Some(IdentificationHelper {
            cpe: Some("cpe:2.3:h:example:camera:1.0:*:*:*:*:*:*:*".to_owned()),
            hashes: vec![Hashes {
                file_hashes: vec![FileHash { algorithm: "sha256".to_owned(), value: "0a".repeat(32) }],
                filename: "camera.swu".to_owned(),
            }],
            model_numbers: vec!["CAM-1".to_owned()],
            purl: Some(purl.to_owned()),
            serial_numbers: vec!["C-1*".to_owned()],
        }),
    }
}

fn vendor() -> Branch {
    let version = |id: &str, version: &str| {
        let purl = format!("pkg:generic/camera@{version}");
        Branch::end(BranchCategory::ProductVersion, version, product(id, &format!("Camera {version}"), &purl))
    };
    let versions = vec![version("P1", "1.0"), version("P2", "1.1"), version("P3", "0.9"), version("P4", "0.8")];
    let camera = Branch::over(BranchCategory::ProductName, "Camera", versions);
    Branch::over(BranchCategory::Vendor, "Example GmbH", vec![camera])
}

fn pair() -> Relationship {
    Relationship {
        category: RelationshipCategory::DefaultComponentOf,
        full_product_name: product("C1", "Camera 0.8 with 1.0", "pkg:generic/pair@1"),
        product_reference: "P1".to_owned(),
        relates_to_product_reference: "P4".to_owned(),
    }
}

fn flaw() -> Vulnerability {
    let remedy = |category, details: &str, id: &str| Remediation {
        category,
        details: details.to_owned(),
        product_ids: vec![id.to_owned()],
        url: None,
    };
    Vulnerability {
        cve: Some("CVE-2027-12345".to_owned()),
        cwe: Cwe::named("CWE-78"),
        flags: vec![Flag { label: FlagLabel::VulnerableCodeNotPresent, product_ids: vec!["P3".to_owned()] }],
        ids: vec![FlawId { system_name: "Example".to_owned(), text: "EX-1".to_owned() }],
        notes: vec![note(NoteCategory::Description, "Commands get through.")],
        product_status: ProductStatus {
            fixed: vec!["P2".to_owned()],
            known_affected: vec!["P1".to_owned()],
            known_not_affected: vec!["P3".to_owned()],
            recommended: vec!["P2".to_owned()],
            under_investigation: vec!["P4".to_owned(), "C1".to_owned()],
        },
        remediations: vec![
            remedy(RemediationCategory::VendorFix, "Update to 1.1.", "P1"),
            remedy(RemediationCategory::NoneAvailable, "We look into it.", "P4"),
            remedy(RemediationCategory::NoneAvailable, "We look into it.", "C1"),
        ],
        scores: vec![Score {
            cvss_v3: CvssV3::of("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H").expect("a vector"),
            products: vec!["P1".to_owned()],
        }],
        threats: vec![Threat {
            category: ThreatCategory::Impact,
            details: "The code came later.".to_owned(),
            product_ids: vec!["P3".to_owned()],
        }],
        title: Some("Command injection".to_owned()),
        ..Vulnerability::default()
    }
}
