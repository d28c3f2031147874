//! Feeds: where advisories come from, and the index of them that is in force.
//!
//! The index is a blob; the newest row of the table `advisories` names it ([`shelf`]). Whatever brings advisories compiles
//! what is in force and what came into a new one ([`compile`]) and puts it in force in one transaction ([`install`]).

pub(crate) mod api;
mod compile;
pub mod defaults;
pub mod error;
mod fetch;
pub(crate) mod fetching;
pub(crate) mod freshness;
pub mod hand_in;
pub(crate) mod importing;
mod install;
pub mod kind;
pub(crate) mod local;
pub mod manage;
pub(crate) mod pages;
pub mod shelf;
pub(crate) mod told;
