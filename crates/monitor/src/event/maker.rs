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

words! {
    /// What became of a policy of the manufacturer.
    PolicyStep {
        /// It came, and is believed.
        Came = 0 "came",
        /// It lifted the one before.
        Lifted = 1 "lifted",
        /// It was refused.
        Refused = 2 "refused",
        /// It names a function that does not rest.
        PartRefused = 3 "part-refused",
        /// An owner accepted it.
        Accepted = 4 "accepted",
        /// An owner left it.
        Left = 5 "left",
        /// Its time is over.
        Ended = 6 "ended",
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

record! {
    /// What the manufacturer would have the unit obey (OCSF 0, base event).
    MakerPolicy {
        /// What became of it.
        0 step: PolicyStep,
        /// Its place in the order.
        1 sequence: u64,
        /// Why there is one, why it is refused, or which function does not rest.
        2 detail: Text<'a, 128>,
        /// Who answered.
        3 by: Text<'a, 64>,
    }
}
