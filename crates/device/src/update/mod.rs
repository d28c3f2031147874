//! Updates on the unit: what is believed, what the owner wants, and how an image takes the place of another.
//!
//! What a server offers is a hint. What is installed is what the repository's signed metadata names for this unit
//! ([`Rule`], [`find`], [`bring`]), into the one of two [`Images`] that does not run. When, [`step`] says: it weighs what the
//! owner decided, their window, and whether the product is in a safe state. Whatever happens to the power, the
//! [`Work`] is one document and the images' state another, and each step can be taken again.
//!
//! The network is the caller's ([`Source`]), and so is what puts an image in its place beyond the two files, and restarts.

mod boot;
mod choices;
mod course;
pub(crate) mod declared;
mod fetch;
mod images;
mod levels;
mod metadata;
mod rule;
mod settings;
mod stick;
mod window;
mod work;

pub use boot::{Boot, Slot};
pub use choices::Choices;
pub use course::{Situation, Step, Why, step};
pub use fetch::{Brought, FetchError, Found, Sink, Source, bring, find, refresh};
pub use images::{ImageError, Images};
pub(crate) use levels::{Kept, NAME as LEVELS};
pub use levels::{Level, Levels};
pub use metadata::Metadata;
pub use rule::{Rule, Unfit};
pub use settings::{Automatic, Settings, SettingsError, Support};
pub use stick::{StickError, take};
pub use window::Window;
pub use work::{Phase, Work};
