//! Events about people: who came in, whose account changed, who switched what.

use super::record::record;
use super::word::words;
use super::{Address, Text};

words! {
    /// What became of a try to come in.
    Attempt {
        /// Signed in.
        Accepted = 0 "accepted",
        /// A wrong password or code.
        Wrong = 1 "wrong",
        /// Not looked at: too many tries.
        Throttled = 2 "throttled",
        /// Signed out.
        Left = 3 "left",
        /// A session ended by its age.
        Expired = 4 "expired",
        /// There is no such account.
        UnknownAccount = 5 "unknown-account",
        /// The other side went away before it had shown who it is.
        GivenUp = 6 "given-up",
    }
}

impl Attempt {
    /// Whether somebody tried to come in and did not.
    #[must_use]
    pub const fn is_failure(self) -> bool {
        matches!(self, Self::Wrong | Self::Throttled | Self::UnknownAccount | Self::GivenUp)
    }
}

words! {
    /// From where.
    Place {
        /// At the unit itself.
        Here = 0 "here",
        /// A browser that was there before.
        KnownBrowser = 1 "known-browser",
        /// Anybody.
        Stranger = 2 "stranger",
    }
}

words! {
    /// By what somebody shows who they are.
    Factor {
        /// A password.
        Password = 0 "password",
        /// A code that changes with time.
        TimeCode = 1 "time-code",
        /// A code for when everything else is lost.
        RecoveryCode = 2 "recovery-code",
        /// The code on the label, or on the screen.
        SetUpCode = 3 "set-up-code",
        /// A key, of which the other side holds the private part.
        Key = 4 "key",
    }
}

record! {
    /// Somebody came in, tried to, or left (OCSF 3002).
    Authentication {
        /// What became of it.
        0 attempt: Attempt,
        /// Whose account.
        1 account: Text<'a, 64>,
        /// From where.
        2 place: Place,
        /// The address it came from.
        3 source: Address,
        /// By what.
        4 factor: Factor,
        /// Seconds until the next try is looked at.
        5 wait: u64,
        /// By what service, as `sshd`.
        6 service: Text<'a, 64>,
        /// How many tries this event stands for; nothing: one.
        7 tries: u64,
    }
}

words! {
    /// What changed on an account.
    AccountChange {
        /// It is new.
        Added = 0 "added",
        /// It is gone.
        Removed = 1 "removed",
        /// Another password.
        Password = 2 "password",
        /// Another role.
        Role = 3 "role",
        /// A second factor was added.
        FactorAdded = 4 "factor-added",
        /// A second factor was taken away.
        FactorRemoved = 5 "factor-removed",
        /// Somebody came in by recovery.
        Recovery = 6 "recovery",
        /// New recovery codes.
        RecoveryCodes = 7 "recovery-codes",
        /// All its sessions were ended.
        SessionsEnded = 8 "sessions-ended",
    }
}

record! {
    /// An account changed (OCSF 3001).
    Account {
        /// What changed.
        0 change: AccountChange,
        /// Whose account.
        1 account: Text<'a, 64>,
        /// Who did it.
        2 by: Text<'a, 64>,
        /// The role that it has now.
        3 role: Text<'a, 64>,
    }
}

words! {
    /// What the owner switches.
    SwitchKind {
        /// Whether the unit records what happens.
        Record = 0 "record",
        /// Whether it sends that to its manufacturer.
        Share = 1 "share",
        /// Whether the manufacturer may act on it.
        RemoteAction = 2 "remote-action",
    }
}

record! {
    /// The owner switched something (OCSF 5019).
    Switch {
        /// What.
        0 switch: SwitchKind,
        /// Whether it is on now.
        1 on: bool,
        /// Who did it.
        2 by: Text<'a, 64>,
    }
}
