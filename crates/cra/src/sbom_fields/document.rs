//! What BSI TR-03183-2 asks of the document as a whole.

use super::{Field, Level};
use crate::Confidence;

/// The first CycloneDX version that the guideline accepts.
pub const CYCLONEDX_FROM: [u64; 2] = [1, 6];

/// The first SPDX version that the guideline accepts.
pub const SPDX_FROM: [u64; 3] = [3, 0, 1];

/// The format.
pub const FORMAT: Field = Field {
    code: "format",
    label: "Format and version",
    section: "4",
    level: Level::Required,
    meaning: "CycloneDX 1.6 or newer, or SPDX 3.0.1 or newer, as JSON or XML.",
    cyclonedx: "specVersion",
    spdx: "CreationInfo.specVersion",
    confidence: Confidence::High,
};

/// Who made the document.
pub const SBOM_CREATOR: Field = Field {
    code: "sbom-creator",
    label: "Creator of the SBOM",
    section: "5.2.1",
    level: Level::Required,
    meaning: "An e-mail address of who made the SBOM or, only if there is none, an internet address.",
    cyclonedx: "metadata.manufacturer: contact[].email, else url",
    spdx: "CreationInfo.createdBy: a Person or Organization with an e-mail, else URL, identifier",
    confidence: Confidence::High,
};

/// When the document was made.
pub const TIMESTAMP: Field = Field {
    code: "sbom-timestamp",
    label: "Timestamp",
    section: "5.2.1",
    level: Level::Required,
    meaning: "Date and time at which the SBOM was compiled.",
    cyclonedx: "metadata.timestamp",
    spdx: "CreationInfo.created",
    confidence: Confidence::High,
};

/// How the document is referred to.
pub const SBOM_URI: Field = Field {
    code: "sbom-uri",
    label: "SBOM-URI",
    section: "5.2.3",
    level: Level::Additional,
    meaning: "A URI by which other documents refer to this SBOM.",
    cyclonedx: "serialNumber",
    spdx: "the spdxId of the Sbom element",
    confidence: Confidence::High,
};

/// Whether the lists of dependencies are complete: part of the component field, stated once per group.
pub const DEPENDENCY_COMPLETENESS: Field = Field {
    code: "dependency-completeness",
    label: "Completeness of dependencies",
    section: "5.2.2",
    level: Level::Required,
    meaning: "The SBOM says whether its lists of dependencies are complete, incomplete or of unknown completeness.",
    cyclonedx: "compositions[].aggregate",
    spdx: "Relationship.completeness",
    confidence: Confidence::High,
};

/// Vulnerabilities belong elsewhere.
pub const NO_VULNERABILITIES: Field = Field {
    code: "no-vulnerability-information",
    label: "No vulnerability information",
    section: "3.1",
    level: Level::Required,
    meaning: "Statements on vulnerabilities stand in documents of their own (CSAF, VEX), never in the SBOM.",
    cyclonedx: "no vulnerabilities[]",
    spdx: "no element of the security profile",
    confidence: Confidence::High,
};

/// Everything asked of the document, in the order of a report.
pub const DOCUMENT_FIELDS: &[Field] =
    &[FORMAT, SBOM_CREATOR, TIMESTAMP, SBOM_URI, DEPENDENCY_COMPLETENESS, NO_VULNERABILITIES];
