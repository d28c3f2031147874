//! The Update Framework 1.0 (specification 1.0.34): what is read, what is believed, and how it is made.
//!
//! [`Trusted`] holds the rules and asks for nothing; [`Client`] walks a repository in the order of the specification's
//! section 5, over what its caller fetches and keeps. [`BundleReader`] takes an image with its metadata from a file, where there
//! is no network. [`Draft`] makes and signs metadata.
//!
//! Beside what the specification says, a role's metadata may name a second, post-quantum key for each of its Ed25519
//! keys, in `x-steadfast-pq`. Such a key counts only if both of its signatures hold. Other clients pass the field and
//! the second signatures over, and check Ed25519.

mod assign;
mod bundle;
mod canonical;
mod check;
mod client;
mod content;
mod custom;
mod delegation;
mod document;
mod draft;
mod error;
mod expires;
mod foreign;
mod image;
mod key;
mod names;
mod offline;
mod repository;
mod said;
mod sign;
mod trusted;
mod walk;
mod ways;

pub use bundle::{BundleError, BundleHead, BundleReader, Heading, ImageAhead, LineAhead, RootsAhead};
pub use check::Check;
pub use client::{Client, ClientError, Limits, Outside, Target};
pub use content::{Content, Delegations, MetaFile, RoleKeys, Root, Signed, Snapshot, TargetFile, Targets, Timestamp};
pub use custom::{Custom, CustomError, Delta, UpdateKind};
pub use delegation::{DelegatedRole, Paths, matches};
pub use document::{Authority, Document, Signature};
pub use draft::{Draft, DraftError};
pub use error::{Distrust, Malformed};
pub use expires::Expires;
pub use image::BundledImage;
pub use key::{Key, Public, PublicError};
pub use names::{climbs, file_name, is_name, quoted, versioned};
pub use offline::{Believed, Keep, Kept};
pub use repository::{Published, Repository, Unpublishable};
pub use said::said_by;
pub use sign::{Ed25519Key, Sign};
pub use trusted::Trusted;
pub use ways::{Way, ways};

/// The specification that what we write follows.
pub const SPECIFICATION: &str = "1.0.34";

/// The names of the top-level roles.
pub const TOP: [&str; 4] = ["root", "timestamp", "snapshot", "targets"];
