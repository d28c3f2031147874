//! The single reporting platform (Art. 16): its fields as versioned data, and what the law asks beside them.
//!
//! The form and the law differ in both directions, so both are checked: [`check`] says of a draft what is missing by the
//! form of a [`Glossary`] and, apart from it, what is missing by a [`Demand`] of Article 14. The form changes often and
//! renumbers its fields: ids are ours and stay, a new version is one more file in `data/srp`, and [`differences`] says
//! what it means for a draft. Nothing is submitted from here; the platform has no interface for it.

mod check;
mod demand;
mod difference;
mod draft;
mod field;
mod glossary;

pub use check::{Expected, Finding, Problem, check};
pub use demand::{Demand, Strength, demands};
pub use difference::{Change, Difference, differences};
pub use draft::{Draft, Length, Value};
pub use field::{Condition, Field, FilledBy, Format, Level, Levels};
pub use glossary::{Entry, Glossary, GlossaryError, Registration, current, glossaries, glossary};
