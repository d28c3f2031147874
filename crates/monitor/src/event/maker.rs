//! What the manufacturer tells the owner of a unit.

use super::Text;
use super::record::record;
use super::word::words;

words! {
    /// How far something that the manufacturer tells came.
    MakerStep {
        /// It came, and is shown.
        Told = 0 "told",
        /// An owner says that they read it.
        Opened = 1 "opened",
    }
}

record! {
    /// Something that the manufacturer tells the owner (OCSF 0, base event).
    MakerNotice {
        /// How far it came.
        0 step: MakerStep,
        /// Which: `onn_…`.
        1 notice: Text<'a, 64>,
        /// In a line.
        2 title: Text<'a, 128>,
        /// Who read it.
        3 by: Text<'a, 64>,
    }
}
