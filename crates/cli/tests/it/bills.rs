//! Bills of materials made for tests.

use serde_json::{Value, json};

/// The serial number of every bill.
pub(crate) const SERIAL: &str = "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79";

/// The package URL of the product that every bill is about.
pub(crate) const PRODUCT: &str = "pkg:generic/acme/gateway@1.0.0";

/// CycloneDX 1.6 about the product `gateway` 1.0.0 with these components.
pub(crate) fn bill(components: &[Value]) -> Value {
    json!({
        "bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": SERIAL, "version": 1,
        "metadata": {
            "timestamp": "2026-07-01T00:00:00Z",
            "component": {
                "type": "firmware", "bom-ref": "gateway", "name": "gateway", "version": "1.0.0", "purl": PRODUCT,
            },
        },
        "components": components,
    })
}

/// A bill of packages, each by its package URL.
pub(crate) fn bill_of(purls: &[&str]) -> Value {
    bill(&purls.iter().map(|purl| package(purl)).collect::<Vec<_>>())
}

/// A component by its package URL, which is its reference too; name and version are those of the URL.
pub(crate) fn package(purl: &str) -> Value {
    let bare = purl.split(['?', '#']).next().unwrap_or(purl);
    let (path, version) = bare.rsplit_once('@').map_or((bare, None), |(path, version)| (path, Some(version)));
    let name = path.rsplit('/').next().unwrap_or(path);
    let mut component = json!({ "type": "library", "bom-ref": purl, "name": name, "purl": purl });
    if let Some(version) = version {
        component["version"] = version.into();
    }
    component
}

/// A component by its CPE name alone.
pub(crate) fn product(cpe: &str) -> Value {
    let words: Vec<&str> = cpe.split(':').collect();
    json!({ "type": "application", "bom-ref": cpe, "name": words[4], "version": words[5], "cpe": cpe })
}

/// A component without any identifier.
pub(crate) fn nameless(name: &str, version: &str) -> Value {
    json!({ "type": "library", "bom-ref": name, "name": name, "version": version })
}
