//! The kinds of events.

use std::fmt::Display;

use minicbor::{Decode, Encode};

use super::word::words;
use super::{
    Account, Attempt, Authentication, Class, Concluded, ConclusionStep, Configuration, Connection, Finding, Integrity,
    MakerNotice, MakerPolicy, Network, Outcome, Product, Reason, Reset, Run, Running, Setting, Severity, Switch,
    Update, UpdateStep, Value,
};

words! {
    /// The kind of an event.
    Kind {
        /// Somebody came in, tried to, or left.
        Authentication = 0 "authentication",
        /// An account changed.
        Account = 1 "account-change",
        /// A setting changed.
        Configuration = 2 "configuration",
        /// The network.
        Network = 3 "network-activity",
        /// An update.
        Update = 4 "update",
        /// A start or a stop.
        Running = 5 "start-stop",
        /// Something is not as it was left.
        Integrity = 6 "integrity",
        /// A reset.
        Reset = 7 "reset",
        /// The owner switched something.
        Switch = 8 "switch",
        /// What the product tells.
        Product = 9 "product",
        /// What the unit concluded from its own events.
        Concluded = 10 "concluded",
        /// The manufacturer told its owner something.
        MakerNotice = 11 "maker-notice",
        /// What the manufacturer would have the unit obey.
        MakerPolicy = 12 "maker-policy",
    }
}

impl Kind {
    /// What events of this kind are kept with.
    #[must_use]
    pub const fn class(self) -> Class {
        match self {
            Self::Network => Class::Network,
            Self::Product => Class::Product,
            _ => Class::Security,
        }
    }

    /// `class_uid` of OCSF.
    #[must_use]
    pub const fn ocsf(self) -> u32 {
        match self {
            Self::Authentication => 3002,
            Self::Account => 3001,
            Self::Configuration | Self::Reset | Self::Switch => 5019,
            Self::Network => 4001,
            Self::Update | Self::Running => 6002,
            Self::Integrity | Self::Concluded => 2004,
            Self::Product | Self::MakerNotice | Self::MakerPolicy => 0,
        }
    }
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum What<'a> {
    /// Somebody came in, tried to, or left.
    #[n(0)]
    Authentication(#[b(0)] Authentication<'a>),
    /// An account changed.
    #[n(1)]
    Account(#[b(0)] Account<'a>),
    /// A setting changed.
    #[n(2)]
    Configuration(#[b(0)] Configuration<'a>),
    /// The network.
    #[n(3)]
    Network(#[b(0)] Network<'a>),
    /// An update.
    #[n(4)]
    Update(#[b(0)] Update<'a>),
    /// A start or a stop.
    #[n(5)]
    Running(#[b(0)] Running<'a>),
    /// Something is not as it was left.
    #[n(6)]
    Integrity(#[b(0)] Integrity<'a>),
    /// A reset.
    #[n(7)]
    Reset(#[b(0)] Reset<'a>),
    /// The owner switched something.
    #[n(8)]
    Switch(#[b(0)] Switch<'a>),
    /// What the product tells.
    #[n(9)]
    Product(#[b(0)] Product<'a>),
    /// What the unit concluded from its own events.
    #[n(10)]
    Concluded(#[b(0)] Concluded<'a>),
    /// The manufacturer told its owner something.
    #[n(11)]
    MakerNotice(#[b(0)] MakerNotice<'a>),
    /// What the manufacturer would have the unit obey.
    #[n(12)]
    MakerPolicy(#[b(0)] MakerPolicy<'a>),
}

impl<'a> What<'a> {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Authentication(_) => Kind::Authentication,
            Self::Account(_) => Kind::Account,
            Self::Configuration(_) => Kind::Configuration,
            Self::Network(_) => Kind::Network,
            Self::Update(_) => Kind::Update,
            Self::Running(_) => Kind::Running,
            Self::Integrity(_) => Kind::Integrity,
            Self::Reset(_) => Kind::Reset,
            Self::Switch(_) => Kind::Switch,
            Self::Product(_) => Kind::Product,
            Self::Concluded(_) => Kind::Concluded,
            Self::MakerNotice(_) => Kind::MakerNotice,
            Self::MakerPolicy(_) => Kind::MakerPolicy,
        }
    }

    /// Walks what is known of it, by name, in the order of the wire.
    pub fn fields(&self, each: &mut dyn FnMut(&'static str, &dyn Display)) {
        match self {
            Self::Authentication(it) => it.fields(each),
            Self::Account(it) => it.fields(each),
            Self::Configuration(it) => it.fields(each),
            Self::Network(it) => it.fields(each),
            Self::Update(it) => it.fields(each),
            Self::Running(it) => it.fields(each),
            Self::Integrity(it) => it.fields(each),
            Self::Reset(it) => it.fields(each),
            Self::Switch(it) => it.fields(each),
            Self::Product(it) => it.fields(each),
            Self::Concluded(it) => it.fields(each),
            Self::MakerNotice(it) => it.fields(each),
            Self::MakerPolicy(it) => it.fields(each),
        }
    }

    /// Puts in what somebody else tells of a field: the field's name, and whether the value is one of it. Nothing where
    /// there is no such field.
    pub fn put(&mut self, name: &str, value: Value<'a>) -> Option<(&'static str, bool)> {
        match self {
            Self::Authentication(it) => it.put(name, value),
            Self::Account(it) => it.put(name, value),
            Self::Configuration(it) => it.put(name, value),
            Self::Network(it) => it.put(name, value),
            Self::Update(it) => it.put(name, value),
            Self::Running(it) => it.put(name, value),
            Self::Integrity(it) => it.put(name, value),
            Self::Reset(it) => it.put(name, value),
            Self::Switch(it) => it.put(name, value),
            Self::Product(it) => it.put(name, value),
            Self::Concluded(it) => it.put(name, value),
            Self::MakerNotice(it) => it.put(name, value),
            Self::MakerPolicy(it) => it.put(name, value),
        }
    }

    /// One of this kind of which nothing is known.
    #[must_use]
    pub fn of(kind: Kind) -> Self {
        match kind {
            Kind::Authentication => Self::Authentication(Authentication::default()),
            Kind::Account => Self::Account(Account::default()),
            Kind::Configuration => Self::Configuration(Configuration::default()),
            Kind::Network => Self::Network(Network::default()),
            Kind::Update => Self::Update(Update::default()),
            Kind::Running => Self::Running(Running::default()),
            Kind::Integrity => Self::Integrity(Integrity::default()),
            Kind::Reset => Self::Reset(Reset::default()),
            Kind::Switch => Self::Switch(Switch::default()),
            Kind::Product => Self::Product(Product::default()),
            Kind::Concluded => Self::Concluded(Concluded::default()),
            Kind::MakerNotice => Self::MakerNotice(MakerNotice::default()),
            Kind::MakerPolicy => Self::MakerPolicy(MakerPolicy::default()),
        }
    }

    /// How it ended, unless somebody says otherwise.
    pub(super) fn outcome(&self) -> Outcome {
        if self.is_failure() { Outcome::Failure } else { Outcome::Success }
    }

    fn is_failure(&self) -> bool {
        match self {
            Self::Authentication(it) => it.attempt.is_some_and(Attempt::is_failure),
            Self::Network(it) => it.state.is_some_and(Connection::is_failure),
            Self::Update(it) => {
                matches!(it.step, Some(UpdateStep::Failed | UpdateStep::Returned | UpdateStep::Forged))
            }
            Self::Running(it) => matches!(it.reason, Some(Reason::Crash | Reason::Watchdog)),
            Self::Integrity(it) => !matches!(it.finding, Some(Finding::FileRepaired | Finding::LogErased)),
            _ => false,
        }
    }

    /// How much it matters, unless somebody says otherwise.
    pub(super) fn severity(&self) -> Severity {
        match self {
            Self::Authentication(it) => attempt(it.attempt),
            Self::Configuration(it) if it.change == Some(Setting::Drifted) => Severity::Medium,
            Self::Update(it) if it.step == Some(UpdateStep::Forged) => Severity::High,
            Self::Update(_) if self.is_failure() => Severity::Medium,
            Self::Running(it) if it.run == Some(Run::Stopped) && self.is_failure() => Severity::Medium,
            Self::Integrity(it) => finding(it.finding),
            Self::Concluded(it) if it.step == Some(ConclusionStep::Found) => Severity::Medium,
            _ => Severity::Informational,
        }
    }
}

fn attempt(attempt: Option<Attempt>) -> Severity {
    match attempt {
        Some(Attempt::Wrong | Attempt::UnknownAccount | Attempt::GivenUp) => Severity::Low,
        Some(Attempt::Throttled) => Severity::Medium,
        _ => Severity::Informational,
    }
}

/// A torn end is what any power loss leaves; a log that is another one than was sealed is somebody's work.
fn finding(finding: Option<Finding>) -> Severity {
    match finding {
        Some(Finding::LogAltered) => Severity::Critical,
        Some(Finding::EventsMissing | Finding::FileDamaged | Finding::LogDamaged) => Severity::High,
        Some(Finding::EventsLost) => Severity::Medium,
        Some(Finding::LogTorn | Finding::ClockStepped) => Severity::Low,
        _ => Severity::Informational,
    }
}
