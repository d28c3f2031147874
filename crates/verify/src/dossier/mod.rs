//! Dossiers: the technical documentation of a product (Annex VII) in one file, checked offline. `docs/dossier.md` describes
//! the file.
//!
//! The file is a ZIP archive whose every byte follows from its contents: there is one form, and what differs from it is named.
//! The crate opens no file: the caller brings readers. On one thread that is [`examine_dossier`]; on several, each part is
//! [examined](Dossier::examine) with a reader of its own.

mod close;
mod compare;
mod container;
mod earlier;
mod fault;
mod manifest;
mod moment;
mod open;
mod pack;
mod path;
mod read;
mod records;
mod statement;
mod subset;
mod write;

pub use close::{DossierFindings, DossierVerdict, Held, examine_dossier};
pub use compare::{Relation, compare_dossiers};
pub use earlier::earlier_line;
pub use fault::{DossierError, DossierFault, DossierProblem};
pub use manifest::{
    CONSISTENCY, LedgerHead, MANIFEST, MANIFEST_SIGNED, MOST_MANIFEST, Manifest, Part, Product, RECORDS, Release,
    Rests, SUBSET, SUBSET_SIGNED, role,
};
pub use open::{Dossier, DossierAsked, Examined};
pub use pack::{HandedTo, Head, Packed, Piece, pack};
pub use records::{Proven, RecordLines, proven_line};
pub use subset::{Chosen, Subset};
pub use write::{DossierWriter, Measured, Sealed, WriteError};
