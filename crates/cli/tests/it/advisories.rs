//! Advisories made for tests.

use serde_json::{Value, json};

/// The time of the last change of every record: the day before [`crate::program::NOW`].
pub(crate) const MODIFIED: &str = "2026-07-01T00:00:00Z";

/// A vector that scores 9.8.
pub(crate) const CRITICAL: &str = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";
/// A vector that scores 5.3.
pub(crate) const MEDIUM: &str = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:L";

/// An OSV record about one package with these entries of `ranges` and `versions`.
pub(crate) fn osv(id: &str, ecosystem: &str, name: &str, ranges: Value, versions: Value) -> Value {
    json!({
        "schema_version": "1.7.0", "id": id, "modified": MODIFIED, "published": MODIFIED,
        "summary": format!("A flaw in {name}"),
        "affected": [{
            "package": { "ecosystem": ecosystem, "name": name }, "ranges": ranges, "versions": versions,
        }],
    })
}

/// An OSV record whose only range has these events, in the order of the package's ecosystem.
pub(crate) fn events(id: &str, ecosystem: &str, name: &str, events: Value) -> Value {
    osv(id, ecosystem, name, json!([{ "type": "ECOSYSTEM", "events": events }]), json!([]))
}

/// An OSV record about every version before `fixed`.
pub(crate) fn before(id: &str, ecosystem: &str, name: &str, fixed: &str) -> Value {
    events(id, ecosystem, name, json!([{ "introduced": "0" }, { "fixed": fixed }]))
}

/// The record with a field set.
pub(crate) fn with(mut record: Value, field: &str, value: Value) -> Value {
    record[field] = value;
    record
}

/// The record with a CVSS 3.1 vector.
pub(crate) fn rated(record: Value, vector: &str) -> Value {
    with(record, "severity", json!([{ "type": "CVSS_V3", "score": vector }]))
}

/// The record with these other ids.
pub(crate) fn alias(record: Value, aliases: &[&str]) -> Value {
    with(record, "aliases", json!(aliases))
}

/// A record about a package that no test has, so that a feed covers the ecosystem.
pub(crate) fn filler(ecosystem: &str) -> Value {
    before(&format!("FILL-{ecosystem}"), ecosystem, "some-other-package", "1.0")
}

/// An NVD-shaped record with this configuration.
pub(crate) fn nvd(id: &str, operator: &str, nodes: Value) -> Value {
    json!({
        "cve": {
            "id": id, "published": MODIFIED, "lastModified": MODIFIED, "vulnStatus": "Analyzed",
            "descriptions": [{ "lang": "en", "value": "A flaw" }],
            "configurations": [{ "operator": operator, "nodes": nodes }],
        },
    })
}

/// A node of alternatives.
pub(crate) fn any(matches: &[Value]) -> Value {
    json!({ "operator": "OR", "negate": false, "cpeMatch": matches })
}

/// A match of a CPE name at any version that the name allows.
pub(crate) fn matched(vulnerable: bool, criteria: &str) -> Value {
    json!({ "vulnerable": vulnerable, "criteria": criteria, "matchCriteriaId": "0" })
}

/// A match of a CPE name below a version.
pub(crate) fn matched_before(vulnerable: bool, criteria: &str, end: &str) -> Value {
    with(matched(vulnerable, criteria), "versionEndExcluding", end.into())
}

/// A catalogue of exploited vulnerabilities.
pub(crate) fn kev(released: &str, ids: &[&str]) -> Value {
    let entries: Vec<Value> = ids.iter().map(|id| json!({ "cveID": id, "dateAdded": "2026-06-01" })).collect();
    json!({
        "title": "Catalogue", "catalogVersion": "2026.07.01", "dateReleased": released, "count": entries.len(),
        "vulnerabilities": entries,
    })
}

/// Prediction scores.
pub(crate) fn epss(scored: &str, scores: &[(&str, f64)]) -> String {
    let mut text = format!("#model_version:v2026.06.15,score_date:{scored}\ncve,epss,percentile\n");
    for (id, score) in scores {
        text += &format!("{id},{score},0.9\n");
    }
    text
}
