//! Tables that others define: `[network]`, `[gate]` and `[unit]`, with their schemas for editors.

use schemars::{Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use steadfast_monitor::declared::Declaration;

/// The table `[network]`.
#[derive(Debug, Clone)]
pub struct NetworkTable {
    /// As it is written down, to be signed so.
    pub table: serde_json::Value,
    /// What it declares.
    pub declaration: Declaration,
}

impl<'de> Deserialize<'de> for NetworkTable {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let table = serde_json::Value::deserialize(from)?;
        let declaration = Declaration::deserialize(&table).map_err(D::Error::custom)?;
        Ok(Self { table, declaration })
    }
}

impl Serialize for NetworkTable {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.table.serialize(to)
    }
}

pub(super) fn schema_number(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "const": 1, "description": "The schema of this file." })
}

pub(super) fn unit_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "object", "description": "How units leave the factory: read by `steadfast provision`." })
}

/// The policy of the release gate, as `matching` reads it.
pub(super) fn gate_schema(_: &mut SchemaGenerator) -> Schema {
    let component = json_schema!({ "type": "string", "description": "A component's name, or a package URL." });
    json_schema!({
        "type": "object",
        "additionalProperties": false,
        "description": "What blocks a release.",
        "properties": {
            "block-severity": { "enum": ["any", "low", "medium", "high", "critical", "never"],
                "description": "The least severity that blocks." },
            "block-exploited": { "type": "boolean",
                "description": "Whether a vulnerability that is known to be exploited blocks at any severity." },
            "block-epss": { "type": "number", "minimum": 0, "maximum": 1,
                "description": "The probability of exploitation within 30 days that blocks at any severity." },
            "max-feed-age-days": { "type": "integer", "minimum": 0, "description": "The age up to which a feed is fresh." },
            "unknowns-block": { "type": "boolean",
                "description": "Whether what cannot be judged keeps the gate from passing." },
            "own": { "type": "array", "description": "Components that the manufacturer makes itself.", "items": {
                "type": "object", "additionalProperties": false, "required": ["component"],
                "properties": { "component": component } } },
            "accept": { "type": "array", "description": "Unknown components that are accepted for a time.", "items": {
                "type": "object", "additionalProperties": false, "required": ["component", "reason", "expires"],
                "properties": { "component": component, "version": { "type": "string" }, "reason": { "type": "string" },
                    "expires": { "type": "string", "format": "date" } } } }
        }
    })
}

/// What a product declares of the network, as `monitor` reads it.
pub(super) fn network_schema(_: &mut SchemaGenerator) -> Schema {
    let ports = json_schema!({ "type": "array", "minItems": 1,
        "items": { "anyOf": [{ "type": "integer", "minimum": 0, "maximum": 65535 }, { "type": "string" }] } });
    let transport = json_schema!({ "enum": ["tcp", "udp", "icmp", "sctp"] });
    json_schema!({
        "type": "object",
        "additionalProperties": false,
        "description": "What it is meant to do on the network.",
        "properties": {
            "release": { "type": "string" },
            "local-network-is-free": { "type": "boolean" },
            "any-name-server": { "type": "boolean" },
            "any-time-server": { "type": "boolean" },
            "endpoint": { "type": "array", "items": {
                "type": "object", "additionalProperties": false, "required": ["host", "ports"],
                "properties": { "host": { "type": "string" }, "ports": ports, "transport": transport,
                    "direction": { "enum": ["outbound", "inbound"] },
                    "connections-per-hour": { "type": "integer", "minimum": 0 },
                    "bytes-per-hour": { "type": "integer", "minimum": 0 } } } },
            "listening": { "type": "array", "items": {
                "type": "object", "additionalProperties": false, "required": ["ports"],
                "properties": { "ports": ports, "transport": transport } } }
        }
    })
}
