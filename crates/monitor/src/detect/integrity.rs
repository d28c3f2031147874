//! What a unit says of its own log and files, as a reason to look.

use super::reason::{Against, Cause, Detector, Figure, Place, Reason};
use crate::event::{Class, Event, Finding, Integrity, Seconds, What};

/// What an event of this time says of what the unit keeps. A torn end, which any power loss leaves, is nothing; nor is what was
/// put right.
#[must_use]
pub fn integrity(event: &Event<'_>, at: Seconds) -> Option<Reason> {
    let Some(What::Integrity(it)) = &event.what else { return None };
    let of = |detector, cause| Reason::new(detector, cause, at).figures(Figure::Nothing, seen(it), Against::Rule);
    let reason = match it.finding? {
        Finding::LogAltered | Finding::LogDamaged => of(Detector::Damaged, Cause::OwnLog),
        Finding::FileDamaged => of(Detector::Damaged, Cause::File(it.name?.as_str().into())),
        Finding::EventsMissing | Finding::EventsLost => of(Detector::LogGap, Cause::OwnLog),
        Finding::LogErased => of(Detector::Erased, Cause::OwnLog),
        Finding::LogTorn | Finding::FileRepaired | Finding::ClockStepped => return None,
    };
    Some(reason.at(Place::of(Class::Security, event.number)))
}

/// How many events, or who, or which file.
fn seen(it: &Integrity<'_>) -> Figure {
    let missing = it.first.zip(it.last).map(|(first, last)| last.saturating_sub(first).saturating_add(1));
    match (it.count.or(missing), it.name) {
        (Some(count), _) => Figure::Count(count),
        (None, Some(name)) => Figure::Text(name.as_str().into()),
        (None, None) => Figure::Nothing,
    }
}
