//! The log's page.

use steadfast_device::log::{Before, Filter, Left};
use steadfast_device::unit::ChangeError;
use steadfast_monitor::event::{Class, Event};

use super::asked::{Asked, Who};
use super::words::words;
use super::{Home, page};
use crate::event_loop::Reply;
use crate::http::{Response, encoded};
use crate::pages::{self, Entry, LeftLine, LogView, Place};

/// Entries of a page.
const ENTRIES: usize = 50;

/// Characters of the longest search.
const LONGEST: usize = 100;

impl Home {
    pub(super) fn log_page(&self, asked: &Asked<'_>, who: &Who) -> Reply {
        let search: String = asked.field("search").trim().chars().take(LONGEST).collect();
        let kind = asked.field("kind");
        let class = Class::ALL.iter().copied().find(|class| class.code() == kind);
        let before: Before = asked.field("before").parse().unwrap_or_default();
        let classes: Vec<Class> = class.into_iter().collect();
        let text = (!search.is_empty()).then_some(search.as_str());
        let filter = Filter { classes: &classes, text, ..Filter::default() };
        let Ok(found) = self.unit.log.page(&filter, before, ENTRIES) else {
            return self.told(asked, Some(who), 503, "error-storage");
        };
        let entry =
            |event: &Event<'_>| Entry { time: event.time.map(|at| self.time(at)), words: words(event, asked.language) };
        let entries = found.events.iter().filter_map(|one| one.event().ok().map(|event| entry(&event))).collect();
        let older =
            found.next.map(|next| format!("/log?search={}&kind={}&before={next}", encoded(&search), encoded(kind)));
        let off = self.unit.owner().filter(|owner| !owner.switches.record);
        let view = LogView {
            entries,
            kind: kind.to_owned(),
            older,
            off: off.map(|owner| self.time(owner.since.first().copied().unwrap_or_default())),
            is_owner: who.is_owner(),
            left: Class::ALL.iter().map(|class| self.left(*class)).collect(),
            shares: self.unit.owner().is_some_and(|owner| owner.switches.share),
            search,
        };
        page(pages::log(&self.frame(asked, Some(who), Some(Place::Log)), &view))
    }

    /// How many events of a class there were, and how far they left the unit.
    fn left(&self, class: Class) -> LeftLine {
        let left = match self.unit.log.left(class) {
            Left::Nothing => pages::LeftUpTo::Nothing,
            Left::UpTo(number) => pages::LeftUpTo::Number(number),
            Left::Unknown => pages::LeftUpTo::Unknown,
        };
        LeftLine { kind: class.code(), recorded: self.unit.log.size(class), left }
    }

    /// The whole log as a file, sealed before, so that it proves itself. A medium that takes no seal keeps nobody from it: what
    /// came after the last one is then unproven, and says so.
    pub(super) fn log_export(&mut self, asked: &Asked<'_>, who: &Who) -> Reply {
        let mut lines = Vec::new();
        drop(self.unit.seal());
        if self.unit.log.export(&self.unit.identity.public(), &mut lines).is_err() {
            return self.told(asked, Some(who), 503, "error-storage");
        }
        let response = Response::new(200, "application/jsonl; charset=utf-8", lines);
        Reply::Now(response.with("content-disposition", "attachment; filename=\"log.jsonl\""))
    }

    pub(super) fn erase_log(&mut self, asked: &Asked<'_>, who: &Who) -> Reply {
        self.forget_network();
        let erased = self.unit.erase_log(who.name.as_str()).map_err(ChangeError::from);
        Reply::Now(self.leads(&erased, "/log", asked.language))
    }
}
