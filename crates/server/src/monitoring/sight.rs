//! How much of an alert somebody sees, and where. What is wrong, how surely and at which units is for everybody who reads
//! alerts; what a household's units told of addresses, names and habits is for those who may read the events themselves.
//! Pages, the API, cases and mail ask here, and nowhere else.

use steadfast_monitor::detect::{Cause, Figure, Reason};

use super::read::NamedAlert;
use super::words::{cause_words, figure_words, sentence};
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::t;
use crate::web::Texts;

/// A day, in microseconds.
const DAY: i64 = 86_400_000_000;

/// How much of an alert is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sight {
    /// Everything.
    Whole,
    /// Sentences and counts: whom an alert is about is named where that is no person, reasons name nobody.
    Counts,
    /// What may leave the house unread: not even whom units call.
    Outside,
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
        match cause {
            Some(cause) if !self.names(cause) => self.unnamed(texts, cause),
            _ => cause_words(texts, cause),
        }
    }

    /// What stands for what is not named.
    fn unnamed(self, texts: Texts, cause: &Cause) -> String {
        match cause {
            Cause::Source(_) if self == Self::Counts => t!(texts, "cause-withheld-source"),
            Cause::Account(_) if self == Self::Counts => t!(texts, "cause-withheld-account"),
            _ => t!(texts, "cause-withheld"),
        }
    }

    /// Whether a sentence names this. Who came in, and by which account, is of the owner's house.
    pub(crate) const fn names(self, cause: &Cause) -> bool {
        match self {
            Self::Whole => true,
            Self::Counts => !matches!(cause, Cause::Source(_) | Cause::Account(_)),
            Self::Outside => matches!(
                cause,
                Cause::OwnLog | Cause::Silence | Cause::Listening(..) | Cause::Amount(_) | Cause::Service(..)
            ),
        }
    }

    /// What a reason is about.
    pub(crate) fn cause(self, texts: Texts, cause: Option<&Cause>) -> String {
        match cause {
            Some(cause) if self.hides(cause) => self.withheld(texts),
            _ => cause_words(texts, cause),
        }
    }

    /// Whether a reason does not name this: beside counts and hours, whom units call tells of a household too.
    const fn hides(self, cause: &Cause) -> bool {
        !self.names(cause) || !matches!(self, Self::Whole) && matches!(cause, Cause::Peer(_))
    }

    /// What was expected, or seen.
    pub(crate) fn figure(self, texts: Texts, figure: Option<&Figure>) -> String {
        let withheld = self != Self::Whole && figure.is_some_and(figure_tells);
        if withheld { self.withheld(texts) } else { figure_words(texts, figure) }
    }

    /// Whether it is told by the day alone when units saw something: hours beside it tell when somebody is about.
    pub(crate) fn is_by_day(self) -> bool {
        self != Self::Whole
    }

    /// When units saw something, in microseconds since the epoch: to the moment, or the beginning of its day.
    pub(crate) fn time(self, micros: i64) -> i64 {
        if self.is_by_day() { micros - micros.rem_euclid(DAY) } else { micros }
    }

    /// Where the events of a reason lie in the unit's log, first and last. Their numbers say how much happened between.
    pub(crate) fn numbers(self, reason: &Reason) -> Option<(u64, u64)> {
        (self == Self::Whole).then_some((reason.events.first, reason.events.last))
    }

    fn withheld(self, texts: Texts) -> String {
        if self == Self::Outside { t!(texts, "cause-withheld") } else { t!(texts, "withheld") }
    }

    /// Whether anything of a reason is left out.
    pub(crate) fn withholds(self, reason: &Reason) -> bool {
        let mut figures = [&reason.expected, &reason.seen].into_iter().flatten();
        let tells = self != Self::Whole && figures.any(figure_tells);
        tells || reason.cause.as_ref().is_some_and(|cause| self.hides(cause))
    }
}

/// Whether it names somebody, whom somebody has to do with, or when somebody is about.
const fn figure_tells(figure: &Figure) -> bool {
    matches!(figure, Figure::Peer(_) | Figure::Text(_) | Figure::Hours(_) | Figure::At(_))
}

#[cfg(test)]
mod tests {
    use steadfast_monitor::event::Address;

    use super::*;
    use crate::web::Language;

    const SIGHTS: [Sight; 3] = [Sight::Whole, Sight::Counts, Sight::Outside];

    fn shown(words: impl Fn(Sight) -> String, told: &str) -> [bool; 3] {
        SIGHTS.map(|sight| words(sight).contains(told))
    }

    #[test]
    fn what_a_household_told_is_named_to_fewer_the_further_it_goes() {
        let texts = Texts::new(Language::English);
        let address = Address([192, 0, 2, 7].into());
        for (cause, told, sentence, reason) in [
            (Cause::Source(Some(address)), "192.0.2.7", [true, false, false], [true, false, false]),
            (Cause::Account("anna".into()), "anna", [true, false, false], [true, false, false]),
            (Cause::Setting("anna's door".into()), "anna", [true, true, false], [true, true, false]),
            (Cause::File("anna.key".into()), "anna", [true, true, false], [true, true, false]),
            (Cause::Service(Some(2323), None), "2323", [true, true, true], [true, true, true]),
        ] {
            assert_eq!(shown(|sight| sight.about(texts, Some(&cause)), told), sentence, "{cause:?}");
            assert_eq!(shown(|sight| sight.cause(texts, Some(&cause)), told), reason, "{cause:?}");
        }
        for (figure, told) in [(Figure::Text("anna".into()), "anna"), (Figure::Hours(1 << 7), "7")] {
            assert_eq!(shown(|sight| sight.figure(texts, Some(&figure)), told), [true, false, false], "{figure:?}");
        }
    }
}
