//! Writers of OpenVEX 0.2.0 and CycloneDX 1.6 VEX.

use jiff::Timestamp;

use super::Status;

/// A statement to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct WrittenStatement {
    /// The vulnerability's id.
    pub id: String,
    /// Its other ids.
    pub aliases: Vec<String>,
    /// What is said.
    pub status: Status,
    /// OpenVEX justification, required for [`Status::NotAffected`] unless `detail` is given.
    pub justification: Option<String>,
    /// Reason or impact in words.
    pub detail: Option<String>,
    /// What users should do, for [`Status::Affected`].
    pub action: Option<String>,
    /// The component: its reference in the bill, its package URL, its name and version.
    pub component_reference: String,
    /// Package URL, where the component has one.
    pub purl: Option<String>,
    /// CPE name, where the component has one.
    pub cpe: Option<String>,
    /// The component's name.
    pub name: String,
    /// The component's version.
    pub version: Option<String>,
    /// CVSS vector and base score, where known.
    pub cvss: Option<(String, f64)>,
}

/// Writes OpenVEX 0.2.0. `product` names the product (`(name, version)`), `id` and `author` stand as given.
pub fn openvex(
    id: &str,
    author: &str,
    time: Timestamp,
    product: (&str, Option<&str>),
    statements: &[WrittenStatement],
) -> String {
    let _ = (id, author, time, product, statements);
    String::new()
}

/// Writes a CycloneDX 1.6 VEX document that refers to the bill `serial`/`revision` by BOM-Link, or by plain
/// references where the bill has no serial number.
pub fn cyclonedx_vex(
    time: Timestamp,
    product: (&str, Option<&str>),
    bill: Option<(&str, u64)>,
    statements: &[WrittenStatement],
) -> String {
    let _ = (time, product, bill, statements);
    String::new()
}
