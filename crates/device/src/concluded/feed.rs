//! An event is looked at.

use steadfast_monitor::declared::Declaration;
use steadfast_monitor::detect::{Place, integrity};
use steadfast_monitor::event::{Class, Event, Seconds, What};

use super::conclusion::is_about;
use super::{Concluded, PEOPLE, index};

/// Events from further ahead than this have a wrong clock: they count as of now.
const AHEAD: Seconds = 300;

impl Concluded {
    /// Looks at an event that the log has under this number, once. Whether it led to a new conclusion.
    pub(crate) fn look(
        &mut self,
        class: Class,
        event: &Event<'_>,
        declared: Option<&Declaration>,
        now: Seconds,
    ) -> bool {
        if event.number <= self.looked[index(class)] {
            return false;
        }
        self.looked[index(class)] = event.number;
        if event.starts < self.from {
            return false;
        }
        let at = event.time.filter(|time| *time <= now.saturating_add(AHEAD)).unwrap_or(now);
        if let Some(What::Concluded(it)) = &event.what {
            // Written down before the power went.
            if let (Some(id), Some(step)) = (it.id, it.step) {
                self.noted(id, step);
            }
            return false;
        }
        self.go_on(class, event, at);
        let mut found = Vec::new();
        self.people.see(event, at, &PEOPLE, &mut |reason| found.push(reason));
        if let Some(declared) = declared {
            self.behaviour.see(event, at, declared, &mut |reason| found.push(reason));
        }
        found.extend(integrity(event, at));
        let before = self.newest;
        found.into_iter().for_each(|reason| self.take(reason, now));
        self.newest > before
    }

    /// What it is about goes on. Detectors tell their reason once and again at ten times as much.
    fn go_on(&mut self, class: Class, event: &Event<'_>, at: Seconds) {
        let place = Place::of(class, event.number);
        let open = self.conclusions.iter_mut().filter(|one| one.is_open());
        for one in open.filter(|one| is_about(&one.reason, event)) {
            one.extend(place, at);
        }
    }
}
