//! What is written for people and programs: settings, the manifest, checksums.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use steadfast_trust::encoding::hex;
use steadfast_trust::hash::Hash;

use super::{KIND, SCHEMA};
use crate::factory::Factory;
use crate::owner::Owner;
use crate::settings;

/// `settings.json`. What a reader does not know is passed over.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Settings {
    pub(super) schema: u64,
    /// The product's settings, by name.
    pub(super) settings: Map<String, Value>,
    #[serde(default)]
    switches: Map<String, Value>,
    #[serde(default)]
    updates: Map<String, Value>,
    #[serde(default)]
    zone: String,
    #[serde(default)]
    people: Vec<Map<String, Value>>,
}

impl Settings {
    /// As they stand. Of people there are names and roles, nothing by which anybody comes in.
    pub(crate) fn of(owner: &Owner, factory: &Factory) -> Self {
        let value = |one: &crate::factory::Setting| settings::value(one, &owner.changed).to_owned();
        let settings = factory.settings.iter().map(|one| (one.name.clone(), value(one).into())).collect();
        let on = [owner.switches.record, owner.switches.share, owner.switches.remote];
        let names = ["record", "share", "remote-action"];
        let since = owner.since.iter().copied().map(Some).chain(std::iter::repeat(None));
        let switch = |((name, on), since): ((&str, bool), Option<i64>)| {
            (name.to_owned(), fields([("on", on.into()), ("since", since.into())]).into())
        };
        let person = |account: &crate::accounts::Account| {
            fields([("name", account.name().as_str().into()), ("role", account.role().code().into())])
        };
        let consent = owner.consent;
        Self {
            schema: SCHEMA,
            settings,
            switches: names.into_iter().zip(on).zip(since).map(switch).collect(),
            updates: fields([
                ("automatic", consent.automatic.into()),
                ("functions", consent.features.into()),
                ("since", consent.since.into()),
            ]),
            zone: owner.zone.clone(),
            people: owner.people.iter().map(person).collect(),
        }
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec_pretty(self).unwrap_or_default()
    }
}

fn fields<const N: usize>(fields: [(&str, Value); N]) -> Map<String, Value> {
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// `manifest.json` as it is read.
#[derive(Debug, Deserialize)]
pub(super) struct Manifest {
    pub(super) schema: u64,
    pub(super) kind: String,
    /// The fingerprint of the unit that wrote it.
    pub(super) unit: String,
    pub(super) serial: String,
    pub(super) product: String,
    pub(super) time: i64,
    pub(super) files: Vec<Listed>,
}

/// A file in it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Listed {
    pub(super) path: String,
    pub(super) size: u64,
    pub(super) sha256: String,
}

/// Whose archive it is.
#[derive(Clone, Debug)]
pub(super) struct Whose {
    pub(super) unit: String,
    pub(super) serial: String,
    pub(super) product: String,
}

/// The manifest up to its first file.
pub(super) fn manifest_begin(whose: &Whose, time: i64, left_out: u64) -> String {
    let text = |text: &str| Value::from(text).to_string();
    let (kind, unit, serial, product) = (text(KIND), text(&whose.unit), text(&whose.serial), text(&whose.product));
    format!(
        "{{\"schema\":{SCHEMA},\"kind\":{kind},\n\"unit\":{unit},\"serial\":{serial},\"product\":{product},\n\
         \"time\":{time},\"left_out\":{left_out},\"files\":[\n"
    )
}

/// A file in the manifest.
pub(super) fn manifest_file(path: &str, size: u64, hash: &Hash, is_last: bool) -> String {
    let listed = Listed { path: path.to_owned(), size, sha256: hex(hash) };
    let line = serde_json::to_string(&listed).unwrap_or_default();
    let behind = if is_last { "\n" } else { ",\n" };
    format!("{line}{behind}")
}

/// The end of the manifest.
pub(super) const MANIFEST_END: &str = "]}\n";

/// A line as `sha256sum` writes it: where a name has line ends or backslashes, they and the line are marked by backslashes.
pub(super) fn sum(path: &str, hash: &Hash) -> String {
    let plain = path.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r");
    let mark = if plain == path { "" } else { "\\" };
    format!("{mark}{}  {plain}\n", hex(hash))
}
