//! The copy that a drill is held on: the database as it is at this moment, in a folder of its own, behind no door and
//! without a way out.
//!
//! Its records are signed with a key that was drawn for it, so that nothing the live ledger's key signed can ever contradict
//! that ledger. Blobs are not copied: no scenario reads any.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use steadfast_store::{Location, StoreError, Time, picture};
use steadfast_trust::encoding::hex;
use steadfast_trust::key::SigningKey;
use zeroize::Zeroizing;

use super::clock::Clock;
use super::error::DrillError;
use crate::ambient::Ambient;
use crate::app::App;
use crate::config::Config;
use crate::data_directory::{DataDirectory, DirectoryError};
use crate::ledger::Ledger;
use crate::outward::Outward;
use crate::serve::open_with;
use crate::vault;

/// Below the data directory: folders of drills, each gone with its drill.
const FOLDER: &str = "drills";
/// What units sent in bulk: no scenario looks at it, and it is most of what there is.
const WITHOUT: [&str; 2] = ["event_batch", "event_waiting"];

/// A server on a copy.
pub(super) struct Copy {
    pub(super) app: Arc<App>,
    pub(super) clock: Arc<Clock>,
    _data: DataDirectory,
    _folder: Folder,
}

/// A folder that goes with its drill.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            tracing::warn!(path = %self.0.display(), %error, "the copy of a drill is still there; it goes before the next one");
        }
    }
}

impl Copy {
    /// Makes it, with its clock at a time. This waits for databases: never on a thread of the runtime.
    pub(super) fn of(live: &App, name: &str, at: Time) -> Result<Self, DrillError> {
        let folder = Folder(live.config.data.join(FOLDER).join(name));
        let data = DataDirectory::take(&folder.0)?;
        picture(&location(&live.config)?, &Location::in_directory(&folder.0), &WITHOUT)?;
        let clock = Arc::new(Clock::at(at, Arc::clone(&live.ambient)));
        let ambient = Arc::clone(&clock) as Arc<dyn Ambient>;
        let opened = open_with(config(&live.config, &folder.0), &data, ambient, Outward::shut());
        let (mut app, _) = opened.map_err(|error| DrillError::Open(Box::new(error)))?;
        app.ledger = own_ledger(live)?;
        // Whatever the live server works on just now, nobody works on here.
        app.store.write::<_, StoreError, _>(|tx| tx.job_orphans()).wait()?;
        Ok(Self { app: Arc::new(app), clock, _data: data, _folder: folder })
    }
}

fn location(config: &Config) -> Result<Location, DrillError> {
    Ok(match &config.database {
        Some(address) => address.parse()?,
        None => Location::in_directory(&config.data),
    })
}

fn config(live: &Config, folder: &Path) -> Config {
    let key = live.master_key.clone().unwrap_or_else(|| live.data.join(vault::FILE));
    Config {
        data: folder.to_owned(),
        database: None,
        blobs: None,
        master_key: Some(key),
        offline: true,
        ..live.clone()
    }
}

fn own_ledger(live: &App) -> Result<Ledger, DrillError> {
    let seed = || Zeroizing::new(live.ambient.random::<32>());
    let key = SigningKey::from_seeds(&seed(), &seed())?;
    Ok(Ledger { key: Arc::new(key), origin: format!("steadfast/drill/{}", hex(&live.ambient.random::<8>())) })
}

/// Removes what a drill left whose process was killed.
///
/// # Errors
/// When it cannot be removed.
pub(crate) fn sweep(data: &Path) -> Result<(), DirectoryError> {
    let path = data.join(FOLDER);
    match fs::remove_dir_all(&path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(DirectoryError::Io { path, doing: "what a drill left cannot be removed", source: error })
        }
        _ => Ok(()),
    }
}
