//! What the manufacturer told the owner, on the pages.

use std::time::Duration;

use steadfast_device::notices::KeptNotice;
use steadfast_device::unit::ChangeError;
use steadfast_protocol::{Gravity, NoticeText};

use super::asked::{Asked, Who};
use super::{Home, page};
use crate::event_loop::{Hands, Reply};
use crate::pages::{self, NoticeView, Place};
use crate::texts::Language;

/// How many stand on the overview; the page has them all.
const ON_HOME: usize = 3;

/// How long until the server hears that one was read.
const SOON: Duration = Duration::from_secs(5);

impl Home {
    fn notice_view(&self, one: &KeptNotice, language: Language) -> NoticeView {
        let NoticeText { language, title, happened, advice } =
            one.notice.text(language.code()).cloned().unwrap_or_default();
        NoticeView {
            id: one.notice.id.clone(),
            language,
            title,
            happened,
            advice,
            gravity: gravity(one.notice.gravity),
            address: one.notice.address.clone(),
            corrects: one.notice.corrects.is_some(),
            times: (self.time(one.notice.time), self.time(one.came)),
            opened: one.opened.map(|at| self.time(at)),
        }
    }

    /// What stands on the overview until an owner read it, and how many there are in all.
    pub(super) fn notices_on_home(&self, language: Language) -> (Vec<NoticeView>, usize) {
        let told = self.unit.notices();
        let unread = told.unread().take(ON_HOME).map(|one| self.notice_view(one, language)).collect();
        (unread, told.all().count())
    }

    pub(super) fn notices_page(&self, asked: &Asked<'_>, who: &Who) -> Reply {
        let all: Vec<NoticeView> = self.unit.notices().all().map(|one| self.notice_view(one, asked.language)).collect();
        page(pages::notices(&self.frame(asked, Some(who), Some(Place::Home)), &all, who.is_owner()))
    }

    /// An owner read one: the unit states it, and it leaves the overview.
    pub(super) fn open_notice(&mut self, asked: &Asked<'_>, who: &Who, hands: &mut Hands<Self>) -> Reply {
        let done: Result<bool, ChangeError> = self.unit.open_notice(asked.field("id"), who.name.as_str());
        if let Ok(true) = done {
            self.seal();
            if self.server.is_some() {
                self.check_in_after(SOON, hands);
            }
        }
        Reply::Now(self.leads(&done, "/notices", asked.language))
    }
}

const fn gravity(gravity: Option<Gravity>) -> &'static str {
    match gravity {
        Some(Gravity::Information) => "notices-information",
        Some(Gravity::Important) => "notices-important",
        Some(Gravity::Urgent) => "notices-urgent",
        None => "notices-other",
    }
}
