//! Back to the factory settings.

use super::asked::{Asked, Who};
use super::entrance::Then;
use super::{Home, page, wrong_page};
use crate::event_loop::{Hands, Reply};
use crate::http::Response;
use crate::pages::{self, Frame, Place, Wrong};
use crate::texts::Language;

impl Home {
    pub(super) fn reset_page(&self, asked: &Asked<'_>, who: &Who, wrong: Wrong<'_>) -> Reply {
        let html = pages::reset(&self.frame(asked, Some(who), Some(Place::Reset)), wrong);
        if wrong.is_empty() { page(html) } else { Reply::Now(wrong_page(html)) }
    }

    /// The password is asked for once more: an open browser must not be enough.
    pub(super) fn ask_reset(&mut self, asked: &Asked<'_>, who: &Who, hands: &mut Hands<Self>) -> Reply {
        self.knock(asked, who.name.as_str(), asked.field("password"), Then::Reset, hands)
    }

    /// Resets the unit. Where a step fails, the next start goes on with it; nobody gets in until then.
    pub(super) fn reset(&mut self, language: Language, hands: &mut Hands<Self>) -> Response {
        let now = self.unit.steady();
        drop(self.unit.reset());
        self.sessions = Default::default();
        self.offered.clear();
        self.said.clear();
        (self.strangers, self.last_strangers) = (0, 0);
        self.set_up = steadfast_device::set_up::SetUp::new(now);
        self.door.throttle().present();
        drop(self.unit.seal());
        self.tell_watchers(hands);
        let frame = Frame {
            language,
            product: &self.unit.factory.name,
            maker: &self.unit.factory.maker,
            who: None,
            place: None,
            here: "/",
        };
        Response::new(200, "text/html; charset=utf-8", pages::running(&frame))
    }
}
