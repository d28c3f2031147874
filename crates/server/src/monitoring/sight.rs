//! How much of an alert somebody sees. What is wrong, how surely and at which units is for everybody who reads alerts; what a
//! household's units told of addresses, names and habits is for those who may read the events themselves.

use steadfast_monitor::detect::{Cause, Figure, Reason};

use super::read::NamedAlert;
use super::words::{cause_words, figure_words, sentence};
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::t;
use crate::web::Texts;

/// How much of an alert somebody sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sight {
    /// Everything.
    Whole,
    /// Sentences and counts.
    Counts,
}

impl Sight {
    /// That of whoever asks.
    pub(crate) fn of(by: &SignedIn) -> Self {
        if by.may(Action::MonitoringEvents).is_ok() { Self::Whole } else { Self::Counts }
    }

    /// What an alert says. Whom its units call is what it is about; who signs in at one of them is told without a name.
    pub(crate) fn sentence(self, texts: Texts, named: &NamedAlert) -> String {
        let NamedAlert { alert, product, cause } = named;
        let about = self.about(texts, cause.as_ref());
        sentence(texts, &alert.detector, about, product, alert.units)
    }

    /// What the sentence is about.
    pub(crate) fn about(self, texts: Texts, cause: Option<&Cause>) -> String {
        match (self, cause) {
            (Self::Counts, Some(Cause::Source(_))) => t!(texts, "cause-withheld-source"),
            (Self::Counts, Some(Cause::Account(_))) => t!(texts, "cause-withheld-account"),
            _ => cause_words(texts, cause),
        }
    }

    /// What a reason is about.
    pub(crate) fn cause(self, texts: Texts, cause: Option<&Cause>) -> String {
        if self == Self::Counts && cause.is_some_and(cause_tells) {
            t!(texts, "withheld")
        } else {
            cause_words(texts, cause)
        }
    }

    /// What was expected, or seen.
    pub(crate) fn figure(self, texts: Texts, figure: Option<&Figure>) -> String {
        let withheld = self == Self::Counts && figure.is_some_and(figure_tells);
        if withheld { t!(texts, "withheld") } else { figure_words(texts, figure) }
    }

    /// Whether anything of a reason is left out.
    pub(crate) fn withholds(self, reason: &Reason) -> bool {
        let figures = [&reason.expected, &reason.seen];
        let tells = reason.cause.as_ref().is_some_and(cause_tells) || figures.into_iter().flatten().any(figure_tells);
        self == Self::Counts && tells
    }
}

/// Whether it names somebody, or whom somebody has to do with.
const fn cause_tells(cause: &Cause) -> bool {
    matches!(cause, Cause::Peer(_) | Cause::Source(_) | Cause::Account(_))
}

/// The same, or when somebody is about.
const fn figure_tells(figure: &Figure) -> bool {
    matches!(figure, Figure::Peer(_) | Figure::Text(_) | Figure::Hours(_) | Figure::At(_))
}
