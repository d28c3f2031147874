//! Why a unit does not come up, and why it stays as it is.

use crate::accounts::PeopleError;
use crate::document::DocumentError;
use crate::factory::FactoryError;
use crate::log::LogError;
use crate::outside::{NoRandom, StorageError};
use crate::settings::SettingError;

/// Why a unit does not come up.
#[derive(Debug, thiserror::Error)]
pub enum UnitError {
    /// It was never made.
    #[error("this unit was never made: `steadfast provision unit` does so, at the line")]
    Nobody,
    /// The line did not write it down.
    #[error("this unit was made, but the line did not confirm that it stands in the factory list: repeat the command")]
    Unconfirmed,
    /// Its factory settings.
    #[error("the factory settings: {0}")]
    Factory(#[from] FactoryError),
    /// A document.
    #[error(transparent)]
    Document(#[from] DocumentError),
}

/// Why something was not changed. Nothing was.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// The unit has no owner.
    #[error("the unit has no owner")]
    NoOwner,
    /// It has one already.
    #[error("the unit has an owner")]
    Owned,
    /// What belongs to its owner cannot be read, or a reset has not come to its end.
    #[error("the unit is locked until it is reset by somebody who is there in person")]
    Locked,
    /// No update waits.
    #[error("no update waits that could be decided on")]
    NoUpdate,
    /// A setting.
    #[error(transparent)]
    Setting(#[from] SettingError),
    /// People.
    #[error(transparent)]
    People(#[from] PeopleError),
    /// The storage.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The log.
    #[error(transparent)]
    Log(#[from] LogError),
    /// No randomness.
    #[error(transparent)]
    Random(#[from] NoRandom),
}
