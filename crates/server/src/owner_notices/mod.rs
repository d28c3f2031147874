//! What owners of affected units are told (Article 14(8); Annex I, Part II, points (4) and (8)).
//!
//! From a case staff [`draft`](mod@draft) a notice, [`edit`](mod@edit) it and decide whom it is for; [`send`](mod@send) fixes
//! that, and [`recall`](send::recall) ends it. `tell` is the way to the unit and back: what a check-in is answered, and what
//! the unit states of it; [`deliver`] the way to addresses that owners left (`contact`). `words` writes the first draft, in English and German, from what is known and from nothing that
//! somebody wrote.

pub(crate) mod api;
pub(crate) mod contact;
pub mod content;
pub mod deliver;
pub mod draft;
pub mod edit;
pub(crate) mod pages;
pub(crate) mod read;
pub mod send;
pub(crate) mod tell;
mod words;
