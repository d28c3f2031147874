//! Events about what the unit keeps: settings, files, the log itself, and erasing all of it.

use super::record::record;
use super::word::words;
use super::{Class, Text};

words! {
    /// What became of a setting.
    Setting {
        /// It is another one.
        Changed = 0 "changed",
        /// It is less safe than as the unit left the factory.
        Drifted = 1 "drifted",
        /// It is as the unit left the factory again.
        Restored = 2 "restored",
    }
}

record! {
    /// A setting (OCSF 5019). Its value is not told: it may be a secret.
    Configuration {
        /// What became of it.
        0 change: Setting,
        /// Which.
        1 setting: Text<'a, 64>,
        /// Who did it.
        2 by: Text<'a, 64>,
    }
}

words! {
    /// What is not as it was left.
    Finding {
        /// The end of the log was torn off, as by a power loss, and cut back.
        LogTorn = 0 "log-torn",
        /// Something within the log cannot be read.
        LogDamaged = 1 "log-damaged",
        /// The log is another one than was sealed.
        LogAltered = 2 "log-altered",
        /// Events that were there are not.
        EventsMissing = 3 "events-missing",
        /// Events could not be written.
        EventsLost = 4 "events-lost",
        /// A file cannot be read, or is not what it was.
        FileDamaged = 5 "file-damaged",
        /// A file was put right.
        FileRepaired = 6 "file-repaired",
        /// The clock was set, or jumped.
        ClockStepped = 7 "clock-stepped",
        /// The log was erased, as the owner asked for.
        LogErased = 8 "log-erased",
    }
}

record! {
    /// Something is not as it was left (OCSF 2004).
    Integrity {
        /// What.
        0 finding: Finding,
        /// The file.
        1 name: Text<'a, 64>,
        /// The class of events.
        2 class: Class,
        /// The first number, of events that are missing; the number at which it was noticed.
        3 first: u64,
        /// The last one.
        4 last: u64,
        /// Events that were lost.
        5 count: u64,
        /// Bytes that were lost.
        6 bytes: u64,
        /// Seconds that the clock moved.
        7 seconds: i64,
    }
}

words! {
    /// How far a reset is.
    ResetStep {
        /// It began, and cannot be stopped.
        Begun = 0 "begun",
        /// Nothing is left.
        Done = 1 "done",
    }
}

record! {
    /// The unit is made as it left the factory (OCSF 5019).
    Reset {
        /// How far it is.
        0 step: ResetStep,
        /// Who asked for it.
        1 by: Text<'a, 64>,
        /// What it reaches.
        2 reach: Text<'a, 64>,
    }
}
