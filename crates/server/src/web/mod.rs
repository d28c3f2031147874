//! The web ground: texts, visual language, components and page bodies.
//!
//! Nothing in here knows the store, the network or the time of day. A page is a pure function from a view struct and a
//! [`Frame`] to markup; doors call it and send the answer with the headers of [`policy`].

pub(crate) mod agent;
pub mod assets;
pub mod charts;
pub mod components;
pub(crate) mod flash;
pub mod form;
pub mod frame;
pub mod layout;
pub mod pages;
pub mod policy;
pub(crate) mod reader;
pub(crate) mod routes;
pub mod texts;
pub mod theme;
pub(crate) mod trouble;
pub mod urls;
pub(crate) mod visit;

pub use form::{Filled, Problem};
pub use frame::{Flash, Frame, Ringing, Section, SignedIn, Tone};
pub use maud::Markup;
pub use texts::{Language, Texts};
pub use theme::Theme;
