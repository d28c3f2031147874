//! What a restored database knows about its restoration, until the server has recorded it.

use serde::{Deserialize, Serialize};

use super::{Manifest, ManifestLedger};
use crate::error::StoreError;
use crate::time::Time;
use crate::tx::Tx;

const SETTING: &str = "restored-from";

/// The facts of a restoration. The ledger goes on from here: records that were numbered after this checkpoint and before
/// the loss are not in it any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestoredFrom {
    /// When the backup was made.
    pub backup: Time,
    /// When it was restored.
    pub restored: Time,
    /// The engine that the backup was made from.
    pub engine: String,
    /// The ledger as it was in the backup.
    pub ledger: Option<ManifestLedger>,
}

impl Tx<'_> {
    /// The facts of a restoration that is not recorded yet.
    ///
    /// # Errors
    /// When the database fails, or holds something else there.
    pub fn restored_from(&mut self) -> Result<Option<RestoredFrom>, StoreError> {
        let Some(text) = self.setting(SETTING)?.filter(|text| !text.is_empty()) else { return Ok(None) };
        let unknown = |_| StoreError::UnknownWord { what: "restoration", found: text.clone() };
        serde_json::from_str(&text).map(Some).map_err(unknown)
    }

    /// Forgets them, in the transaction that records the restoration.
    ///
    /// # Errors
    /// When the database fails.
    pub fn restored_recorded(&mut self) -> Result<(), StoreError> {
        self.setting_put(SETTING, "")
    }

    pub(super) fn restored_put(&mut self, manifest: &Manifest, now: Time) -> Result<(), StoreError> {
        let (engine, ledger) = (manifest.engine.clone(), manifest.ledger.clone());
        let facts = RestoredFrom { backup: manifest.time, restored: now, engine, ledger };
        // Text, numbers and a list: this has no way to fail.
        let text = serde_json::to_string(&facts).unwrap_or_default();
        self.setting_put(SETTING, &text)
    }
}
