//! Reports to those who make or maintain a component (Article 13(6)): drafted here, sent by people, tracked.
//!
//! What is told is written once, for people and for machines, and never changes: [`draft`]. Sending is the maker's own act, by
//! the way that the maintainer asks for; [`track`] notes that it happened, how, and what came back.

pub mod contact;
pub mod draft;
pub mod track;
pub mod words;
