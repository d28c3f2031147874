//! The data fields that BSI TR-03183-2 asks of every component.
//!
//! File name, hash and the three properties describe a file. A purely logical component (§3.2.2), such as a product
//! name that groups files, has none of them; formats have no mark for it, so a check cannot tell.

use super::{Field, Level};
use crate::Confidence;

/// Who made the component.
pub const COMPONENT_CREATOR: Field = Field {
    code: "component-creator",
    label: "Creator",
    section: "5.2.2",
    level: Level::Required,
    meaning: "An e-mail address of who made the component or, only if there is none, an internet address.",
    cyclonedx: "manufacturer: contact[].email, else url",
    spdx: "Package.originatedBy: a Person or Organization with an e-mail, else URL, identifier",
    confidence: Confidence::High,
};

/// Its name.
pub const COMPONENT_NAME: Field = Field {
    code: "component-name",
    label: "Name",
    section: "5.2.2",
    level: Level::Required,
    meaning: "The name its creator gave it or, if there is none, its file name.",
    cyclonedx: "name",
    spdx: "Package.name",
    confidence: Confidence::High,
};

/// Its version.
pub const COMPONENT_VERSION: Field = Field {
    code: "component-version",
    label: "Version",
    section: "5.2.2",
    level: Level::Required,
    meaning: "The version its creator gave it or, if there is none, the modification date of its file.",
    cyclonedx: "version",
    spdx: "Package.packageVersion",
    confidence: Confidence::High,
};

/// The name of its file.
pub const FILE_NAME: Field = Field {
    code: "file-name",
    label: "File name",
    section: "5.2.2",
    level: Level::Required,
    meaning: "The actual name of the component's file, without its path.",
    cyclonedx: "properties: bsi:component:filename",
    spdx: "File.name of the file that hasDistributionArtifact points to",
    confidence: Confidence::High,
};

/// What it depends on.
pub const DEPENDENCIES: Field = Field {
    code: "dependencies",
    label: "Dependencies",
    section: "5.2.2",
    level: Level::Required,
    meaning: "What the component directly depends on or contains, or a statement that this is nothing.",
    cyclonedx: "dependencies[], an empty entry where there are none",
    spdx: "Relationship: dependsOn or contains",
    confidence: Confidence::High,
};

/// The licences for whoever receives it.
pub const DISTRIBUTION_LICENCES: Field = Field {
    code: "distribution-licences",
    label: "Distribution licences",
    section: "5.2.2",
    level: Level::Required,
    meaning: "The licences under which whoever receives the component may use it, as SPDX identifiers or expressions.",
    cyclonedx: "licenses[].expression with acknowledgement concluded",
    spdx: "Relationship: hasConcludedLicense",
    confidence: Confidence::High,
};

/// The digest of its file.
pub const DEPLOYABLE_HASH: Field = Field {
    code: "deployable-hash",
    label: "SHA-512 of the file",
    section: "5.2.2",
    level: Level::Required,
    meaning: "The SHA-512 checksum of the component's file as it is delivered.",
    cyclonedx: "externalReferences[type=distribution].hashes[alg=SHA-512]",
    spdx: "File.verifiedUsing of the file that hasDistributionArtifact points to",
    confidence: Confidence::High,
};

/// Whether it can be run.
pub const EXECUTABLE: Field = Field {
    code: "executable-property",
    label: "Executable or not",
    section: "5.2.2",
    level: Level::Required,
    meaning: "Whether the component's file can be executed: executable, or non-executable.",
    cyclonedx: "properties: bsi:component:executable",
    spdx: "File.additionalPurpose: executable",
    confidence: Confidence::High,
};

/// Whether it is made of others.
pub const ARCHIVE: Field = Field {
    code: "archive-property",
    label: "Archive or not",
    section: "5.2.2",
    level: Level::Required,
    meaning: "Whether the component's file holds several components: archive, or no archive.",
    cyclonedx: "properties: bsi:component:archive",
    spdx: "File.additionalPurpose: archive",
    confidence: Confidence::High,
};

/// Whether its parts can be told apart.
pub const STRUCTURED: Field = Field {
    code: "structured-property",
    label: "Structured or not",
    section: "5.2.2",
    level: Level::Required,
    meaning: "Whether the file still tells its parts apart, as a package does and a raw image does not: structured, or \
              unstructured.",
    cyclonedx: "properties: bsi:component:structured",
    spdx: "File.additionalPurpose: container (structured) or firmware (unstructured)",
    confidence: Confidence::High,
};

/// Where its source text is.
pub const SOURCE_URI: Field = Field {
    code: "source-uri",
    label: "Source code URI",
    section: "5.2.4",
    level: Level::Additional,
    meaning: "Where the source code of this version is.",
    cyclonedx: "externalReferences[type=source-distribution].url",
    spdx: "externalRef of type SourceArtifact on the artifact that generates the package",
    confidence: Confidence::High,
};

/// Where its file is.
pub const DEPLOYABLE_URI: Field = Field {
    code: "deployable-uri",
    label: "URI of the deployable form",
    section: "5.2.4",
    level: Level::Additional,
    meaning: "Where the component's file itself can be fetched.",
    cyclonedx: "externalReferences[type=distribution].url",
    spdx: "externalRef of type binaryArtifact on the file",
    confidence: Confidence::High,
};

/// How databases know it.
pub const UNIQUE_IDENTIFIERS: Field = Field {
    code: "unique-identifiers",
    label: "Other unique identifiers",
    section: "5.2.4",
    level: Level::Additional,
    meaning: "A package URL, CPE name or SWID tag by which databases know the component.",
    cyclonedx: "purl, cpe, swid.tagId",
    spdx: "Package.externalIdentifier: packageURL, cpe22, cpe23, swid",
    confidence: Confidence::High,
};

/// The licences that its creator gave it.
pub const ORIGINAL_LICENCES: Field = Field {
    code: "original-licences",
    label: "Original licences",
    section: "5.2.4",
    level: Level::Additional,
    meaning: "The licences that the component's creator gave it.",
    cyclonedx: "licenses[].expression with acknowledgement declared",
    spdx: "Relationship: hasDeclaredLicense",
    confidence: Confidence::High,
};

/// The licence that was chosen. The guideline's mapping table and the property list that goes with it are reported
/// to spell the CycloneDX property differently; a reader takes both.
pub const EFFECTIVE_LICENCE: Field = Field {
    code: "effective-licence",
    label: "Effective licence",
    section: "5.2.5",
    level: Level::Optional,
    meaning: "The licence under which the SBOM's creator uses the component.",
    cyclonedx: "properties: bsi:component:effectiveLicence, also spelled bsi:component:effectiveLicense",
    spdx: "Relationship: other, with the comment hasEffectiveLicense",
    confidence: Confidence::Medium,
};

/// The digest of its source text.
pub const SOURCE_HASH: Field = Field {
    code: "source-hash",
    label: "Hash of the source code",
    section: "5.2.5",
    level: Level::Optional,
    meaning: "A checksum of the component's source code; how to form it is not settled.",
    cyclonedx: "externalReferences[type=source-distribution].hashes[]",
    spdx: "verifiedUsing of the artifact that generates the package",
    confidence: Confidence::High,
};

/// Where its creator says how to report.
pub const SECURITY_TXT_URL: Field = Field {
    code: "security-txt-url",
    label: "URL of security.txt",
    section: "5.2.5",
    level: Level::Optional,
    meaning: "Where the component's creator says how to report vulnerabilities (RFC 9116).",
    cyclonedx: "externalReferences[type=rfc-9116].url",
    spdx: "Package.externalRef of type securityOther",
    confidence: Confidence::High,
};

/// Every field of a component, in the order of the guideline's tables.
pub const COMPONENT_FIELDS: &[Field] = &[
    COMPONENT_CREATOR,
    COMPONENT_NAME,
    COMPONENT_VERSION,
    FILE_NAME,
    DEPENDENCIES,
    DISTRIBUTION_LICENCES,
    DEPLOYABLE_HASH,
    EXECUTABLE,
    ARCHIVE,
    STRUCTURED,
    SOURCE_URI,
    DEPLOYABLE_URI,
    UNIQUE_IDENTIFIERS,
    ORIGINAL_LICENCES,
    EFFECTIVE_LICENCE,
    SOURCE_HASH,
    SECURITY_TXT_URL,
];
