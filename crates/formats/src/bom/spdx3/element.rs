//! An element of the graph, with the fields of every type that is used here.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::bom::source::Text;
use crate::json::Raw;

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
pub(super) struct Element<'a> {
    #[serde(rename = "type", default, borrow)]
    kind: Text<'a>,
    #[serde(rename = "@type", default, borrow)]
    ld_kind: Text<'a>,
    #[serde(default, borrow)]
    spdx_id: Text<'a>,
    #[serde(rename = "@id", default, borrow)]
    ld_id: Text<'a>,
    #[serde(default, borrow)]
    pub(super) name: Text<'a>,
    #[serde(borrow)]
    pub(super) creation_info: Option<Raw<'a>>,
    #[serde(borrow)]
    pub(super) external_identifier: Option<Raw<'a>>,
    #[serde(borrow)]
    pub(super) verified_using: Option<Raw<'a>>,
    #[serde(borrow)]
    pub(super) import: Option<Raw<'a>>,
    #[serde(default)]
    pub(super) supplied_by: References,
    #[serde(default)]
    pub(super) originated_by: References,
    #[serde(default)]
    pub(super) root_element: References,

    #[serde(rename = "software_packageVersion", default, borrow)]
    pub(super) version: Text<'a>,
    #[serde(rename = "software_packageUrl", default, borrow)]
    pub(super) purl: Text<'a>,
    #[serde(rename = "software_primaryPurpose", default, borrow)]
    pub(super) purpose: Text<'a>,
    #[serde(rename = "software_downloadLocation", default, borrow)]
    pub(super) download_location: Text<'a>,
    #[serde(rename = "software_homePage", default, borrow)]
    pub(super) home_page: Text<'a>,
    #[serde(rename = "simplelicensing_licenseExpression", default, borrow)]
    licence: Text<'a>,

    #[serde(default, borrow)]
    pub(super) relationship_type: Text<'a>,
    #[serde(default, borrow)]
    pub(super) from: Text<'a>,
    #[serde(default)]
    pub(super) to: References,
    #[serde(default, borrow)]
    pub(super) scope: Text<'a>,
    #[serde(default, borrow)]
    pub(super) completeness: Text<'a>,

    #[serde(rename = "security_justificationType", default, borrow)]
    pub(super) justification: Text<'a>,
    #[serde(rename = "security_impactStatement", default, borrow)]
    pub(super) impact: Text<'a>,
    #[serde(rename = "security_actionStatement", default, borrow)]
    pub(super) action: Text<'a>,
    #[serde(rename = "security_statusNotes", default, borrow)]
    pub(super) notes: Text<'a>,
    #[serde(rename = "security_publishedTime", default, borrow)]
    pub(super) published: Text<'a>,
    #[serde(rename = "security_modifiedTime", default, borrow)]
    pub(super) modified: Text<'a>,
    #[serde(rename = "security_withdrawnTime", default, borrow)]
    pub(super) withdrawn: Text<'a>,

    #[serde(default, borrow)]
    spec_version: Text<'a>,
    #[serde(default, borrow)]
    created: Text<'a>,
    #[serde(default)]
    created_by: References,
    #[serde(default)]
    created_using: References,
}

impl<'a> Element<'a> {
    pub(super) fn kind(&self) -> &str {
        self.kind.get().or_else(|| self.ld_kind.get()).unwrap_or_default()
    }

    pub(super) fn id(&self) -> Option<&str> {
        self.spdx_id.get().or_else(|| self.ld_id.get())
    }

    /// What stands for the element in text: a licence's expression, anything else's name.
    pub(super) fn spoken_name(&self) -> Option<&str> {
        self.licence.get().or_else(|| self.name.get())
    }

    pub(super) fn creation(self) -> CreationInfo<'a> {
        CreationInfo {
            spec_version: self.spec_version,
            created: self.created,
            created_by: self.created_by,
            created_using: self.created_using,
        }
    }
}

#[derive(Deserialize, Default, Clone)]
#[serde(rename_all = "camelCase")]
pub(super) struct CreationInfo<'a> {
    #[serde(default, borrow)]
    pub(super) spec_version: Text<'a>,
    #[serde(default, borrow)]
    pub(super) created: Text<'a>,
    #[serde(default)]
    pub(super) created_by: References,
    #[serde(default)]
    pub(super) created_using: References,
}

#[derive(Deserialize)]
pub(super) struct Identifier<'a> {
    #[serde(rename = "externalIdentifierType", default, borrow)]
    pub(super) kind: Text<'a>,
    #[serde(default, borrow)]
    pub(super) identifier: Text<'a>,
}

#[derive(Deserialize)]
pub(super) struct Digest<'a> {
    #[serde(rename = "type", default, borrow)]
    pub(super) kind: Text<'a>,
    #[serde(default, borrow)]
    pub(super) algorithm: Text<'a>,
    #[serde(rename = "hashValue", default, borrow)]
    pub(super) value: Text<'a>,
}

/// An entry of `import`.
#[derive(Deserialize)]
pub(super) struct External<'a> {
    #[serde(rename = "externalSpdxId", default, borrow)]
    pub(super) id: Text<'a>,
}

/// References to elements, one or many: identifiers, or elements written in place that have one.
#[derive(Debug, Clone, Default)]
pub(super) struct References(Vec<String>);

impl References {
    pub(super) fn ids(&self) -> &[String] {
        &self.0
    }
}

impl<'de> Deserialize<'de> for References {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ReferencesVisitor)
    }
}

struct ReferencesVisitor;

impl<'de> Visitor<'de> for ReferencesVisitor {
    type Value = References;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("references to elements")
    }

    fn visit_str<E>(self, value: &str) -> Result<References, E> {
        Ok(References(vec![value.to_owned()]))
    }

    fn visit_unit<E>(self) -> Result<References, E> {
        Ok(References::default())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<References, A::Error> {
        let mut all = Vec::new();
        while let Some(references) = sequence.next_element::<References>()? {
            all.extend(references.0);
        }
        Ok(References(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<References, A::Error> {
        let mut ids = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            if matches!(key.as_str(), "spdxId" | "@id") {
                ids.extend(map.next_value::<References>()?.0);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(References(ids))
    }
}
