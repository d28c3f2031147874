//! What a handle holds: a storage, and the unit on it once that was started.

use std::path::PathBuf;
use std::sync::Arc;

use steadfast_device::accounts::Cost;
use steadfast_device::log::Sizes;
use steadfast_device::outside::{Beside, Folder, Machine, System};
use steadfast_device::provision::Made;
use steadfast_device::unit::Unit;
use steadfast_device::update::Images;
use steadfast_protocol::encode;

use crate::failure::Failure;
use crate::home::Home;
use crate::kept::Kept;

/// What a handle holds.
#[derive(Debug)]
pub(crate) struct Held {
    storage: Kept,
    /// What the unit stated of itself at the line, until the handle is closed.
    born: Option<Vec<u8>>,
    home: Option<Box<Home>>,
}

/// How a unit is started.
#[derive(Debug)]
pub(crate) struct Ways {
    /// The folder of the two images, where this program installs updates.
    pub(crate) images: Option<PathBuf>,
    /// A folder beside the storage with what is the owner's, and whether it is under a key of the unit's.
    pub(crate) beside: Option<(PathBuf, bool)>,
    /// What a password hash costs.
    pub(crate) cost: Cost,
}

impl Held {
    pub(crate) fn new(storage: Kept) -> Self {
        Self { storage, born: None, home: None }
    }

    /// The storage, as long as no unit works on it.
    pub(crate) fn bare(&self) -> Result<&Kept, Failure> {
        match self.home {
            None => Ok(&self.storage),
            Some(_) => Err(Failure::order("the unit was started already")),
        }
    }

    /// The unit that was started.
    pub(crate) fn home(&mut self) -> Result<&mut Home, Failure> {
        self.home.as_deref_mut().ok_or_else(|| Failure::order("the unit was not started yet: sf_start"))
    }

    /// A unit came to be; gives the code for its label.
    pub(crate) fn made(&mut self, made: Made) -> zeroize::Zeroizing<String> {
        self.born = Some(encode(&made.born));
        made.code
    }

    /// What the unit stated of itself when it was made, by this handle.
    pub(crate) fn born(&self) -> Result<&[u8], Failure> {
        self.born.as_deref().ok_or_else(|| Failure::nothing("no unit was made by this handle"))
    }

    /// Starts the unit.
    pub(crate) fn start(&mut self, ways: Ways) -> Result<(), Failure> {
        self.bare()?;
        let images = ways.images.as_deref().map(Images::open).transpose()?;
        let folder =
            ways.beside.map(|(path, is_sealed)| if is_sealed { Folder::sealed(path) } else { Folder::open(path) });
        let beside = folder.map(|folder| Arc::new(folder) as Arc<dyn Beside>);
        let mut unit = Unit::start_with(self.storage.clone(), Machine::start(), System, &Sizes::default(), beside)?;
        while unit.is_erasing() {
            // What does not go leaves it locked, and says so.
            drop(unit.go_on_erasing());
        }
        self.home = Some(Box::new(Home::new(unit, self.storage.clone(), images, ways.cost)?));
        Ok(())
    }
}
