//! What stands around a page: who looks, in which language, from where, when.

use super::texts::Texts;
use super::theme::Theme;

/// Everything a page needs besides its own view.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The reader's language.
    pub texts: Texts,
    /// Light or dark.
    pub theme: Theme,
    /// Now, in microseconds since the epoch; "3 hours ago" counts from here.
    pub now: i64,
    /// The path and query of this page, to come back to.
    pub path: String,
    /// The name of this installation (the organisation), as the administrator set it; empty before that.
    pub organisation: String,
    /// Who is signed in.
    pub person: Option<SignedIn>,
    /// What the last action did, once.
    pub flash: Option<Flash>,
    /// Clocks that run: what rings for the reader, and what is due next.
    pub ringing: Vec<Ringing>,
    /// The program's version, for the foot of the page.
    pub version: String,
    /// Whether everything here is a sample: then each page says so, and the clock can be moved.
    pub sample: bool,
}

/// The person who looks at the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// `usr_…`.
    pub id: String,
    /// The name they gave.
    pub name: String,
    /// The role's key; shown as the text `role-…`.
    pub role: String,
    /// The sections the role may see, in the order of the menu.
    pub sections: Vec<Section>,
    /// Approvals that wait for this person.
    pub waiting: u64,
    /// Open alerts, where the role may see them.
    pub alerts: u64,
    /// Cases of which something is due, where the role may see them.
    pub cases: u64,
}

/// A clock that runs, as every page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ringing {
    /// `alm_…`.
    pub id: String,
    /// What is due, and when.
    pub says: String,
    /// Whether it rings for the reader.
    pub rings: bool,
    /// Who is on it, where somebody is.
    pub answered: Option<String>,
    /// Whether the reader may say that they are on it.
    pub may_answer: bool,
}

/// An entry of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// What must be done today.
    Today,
    /// Flaws to decide on.
    Triage,
    /// What waits for a second person.
    Approvals,
    /// Devices in the field.
    Fleet,
    /// What devices show that is unlike what is usual.
    Monitoring,
    /// Vulnerabilities and incidents that are being handled.
    Cases,
    /// Who is on duty, and what rings.
    Duty,
    /// What drills showed.
    Drills,
    /// What finders reported.
    Reports,
    /// Updates on their way to devices.
    Rollouts,
    /// Products, parts and releases.
    Products,
    /// The proof log.
    ProofLog,
    /// People and invitations.
    People,
    /// Access tokens.
    Tokens,
    /// Where advisories come from.
    Feeds,
    /// Webhooks.
    Webhooks,
    /// Who is told by mail and syslog.
    Messages,
    /// Jobs.
    Jobs,
    /// Health.
    Health,
}

impl Section {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 19] = [
        Self::Today,
        Self::Triage,
        Self::Products,
        Self::Fleet,
        Self::Monitoring,
        Self::Cases,
        Self::Duty,
        Self::Drills,
        Self::Reports,
        Self::Rollouts,
        Self::Approvals,
        Self::ProofLog,
        Self::People,
        Self::Tokens,
        Self::Feeds,
        Self::Webhooks,
        Self::Messages,
        Self::Jobs,
        Self::Health,
    ];
}

/// How serious something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It is so; nothing to do.
    Neutral,
    /// Worth knowing.
    Information,
    /// It worked.
    Good,
    /// Soon to be done.
    Warning,
    /// Broken or refused.
    Bad,
    /// Not known, which is an answer of its own.
    Unknown,
}

/// One message at the head of the next page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flash {
    /// How serious.
    pub tone: Tone,
    /// In the reader's language.
    pub message: String,
}
