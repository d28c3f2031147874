//! What the log tells of itself, as events.

use steadfast_monitor::event::{Class, Event, Finding, Integrity, Moment, What};

use super::walk::Flaw;

/// Something to be told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Report {
    pub(super) finding: Option<Finding>,
    pub(super) class: Option<Class>,
    pub(super) name: String,
    pub(super) first: Option<u64>,
    pub(super) last: Option<u64>,
    pub(super) count: Option<u64>,
    pub(super) bytes: Option<u64>,
}

impl Report {
    /// A flaw that was found in the file of this name.
    pub(super) fn flaw(flaw: &Flaw, name: &str) -> Self {
        let of = |finding, class| Self { name: name.to_owned(), finding: Some(finding), class, ..Self::default() };
        match *flaw {
            Flaw::Missing { class, first, last } => {
                Self { first: Some(first), last: Some(last), ..of(Finding::EventsMissing, Some(class)) }
            }
            Flaw::Damaged { class, after, bytes } => {
                Self { first: Some(after), bytes: Some(bytes), ..of(Finding::LogDamaged, Some(class)) }
            }
            Flaw::Altered { class, at } => Self { first: Some(at), ..of(Finding::LogAltered, Some(class)) },
            Flaw::Order { class, at } => Self { first: Some(at), ..of(Finding::LogAltered, Some(class)) },
            Flaw::Head { .. } | Flaw::HeadOrder { .. } | Flaw::Cut => of(Finding::LogAltered, None),
        }
    }

    /// The end of a segment was torn off.
    pub(super) fn torn(class: Class, name: &str, bytes: u64) -> Self {
        let (finding, name) = (Some(Finding::LogTorn), name.to_owned());
        Self { finding, class: Some(class), name, bytes: Some(bytes), ..Self::default() }
    }

    /// A document of the log cannot be read.
    pub(super) fn damaged(name: &str) -> Self {
        Self { finding: Some(Finding::FileDamaged), name: name.to_owned(), ..Self::default() }
    }

    /// Events could not be written.
    pub(super) fn lost(count: u64) -> Self {
        Self { finding: Some(Finding::EventsLost), count: Some(count), ..Self::default() }
    }

    pub(super) fn event(&self, moment: Moment) -> Event<'_> {
        let what = Integrity {
            finding: self.finding,
            name: Some(self.name.as_str().into()).filter(|_| !self.name.is_empty()),
            class: self.class,
            first: self.first,
            last: self.last,
            count: self.count,
            bytes: self.bytes,
            seconds: None,
        };
        Event::new(moment, What::Integrity(what))
    }
}
