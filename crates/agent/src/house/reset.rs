//! Back to the factory settings.

use std::time::Duration;

use steadfast_device::accounts::session::Sessions;
use steadfast_device::outside::Progress;
use steadfast_device::set_up::SetUp;
use steadfast_protocol::Purpose;

use super::asked::{Asked, Who};
use super::entrance::Then;
use super::reception::Receiving;
use super::{Due, Home, page, wrong_page};
use crate::event_loop::{Hands, Reply};
use crate::http::{Method, Response};
use crate::pages::{self, Place, Wrong};
use crate::texts::Language;

impl Home {
    pub(super) fn reset_page(&self, asked: &Asked<'_>, who: &Who, wrong: Wrong<'_>) -> Reply {
        let html = pages::reset(&self.frame(asked, Some(who), Some(Place::Reset)), self.has_totp(who), wrong);
        if wrong.is_empty() { page(html) } else { Reply::Now(wrong_page(html)) }
    }

    /// The password is asked for once more: an open browser must not be enough.
    pub(super) fn ask_reset(&mut self, asked: &Asked<'_>, who: &Who, hands: &mut Hands<Self>) -> Reply {
        self.knock(asked, who.name.as_str(), asked.field("password"), Then::Erase(Purpose::Reset, None), hands)
    }

    /// A unit that nobody can get into: whoever is there sets it back.
    pub(super) fn locked(&mut self, asked: &Asked<'_>, hands: &mut Hands<Self>) -> Reply {
        if self.unit.is_erasing() {
            return page(pages::running(&self.frame(asked, None, None)));
        }
        let present = self.set_up.is_present(self.unit.steady());
        if present && asked.request.method == Method::Post && asked.request.path == "/reset" {
            return Reply::Now(self.erase(Purpose::Reset, None, asked.language, hands));
        }
        page(pages::locked(&self.frame(asked, None, None), self.unit.why_locked(), present))
    }

    /// Erases everything of the owner's, piece by piece, so that the loop turns meanwhile. Where a later step fails, the unit is locked, and the next try or the next start goes on; where the
    /// first one does, nothing changed.
    pub(super) fn erase(
        &mut self,
        purpose: Purpose,
        code: Option<[u8; 32]>,
        language: Language,
        hands: &mut Hands<Self>,
    ) -> Response {
        let done = self.unit.begin_erasure(purpose, code);
        if done.is_err() && !self.unit.is_locked() {
            let html = pages::message(&self.bare(language, "/"), "error-title", language.text("reset-stuck"));
            return Response::html(503, html);
        }
        if matches!(done, Ok(Progress::More)) {
            hands.after(Duration::ZERO, Due::Erase);
        }
        self.sessions = Sessions::default();
        self.offered.clear();
        self.said.clear();
        self.next_code = None;
        self.fresh = None;
        self.leave_transfer();
        self.receiving = Receiving::new(self.unit.steady());
        self.heard = None;
        self.forget_network();
        (self.strangers, self.last_strangers) = (0, 0);
        self.set_up = SetUp::new(self.unit.steady());
        self.door.throttle().present();
        drop(self.unit.seal());
        self.tell_watchers(hands);
        Response::html(200, pages::running(&self.bare(language, "/")))
    }

    /// The next piece. One that fails leaves the unit locked, and whoever is there tries again.
    pub(super) fn go_on_erasing(&mut self, hands: &mut Hands<Self>) {
        if let Ok(Progress::More) = self.unit.go_on_erasing() {
            hands.after(Duration::ZERO, Due::Erase);
            return;
        }
        // Whoever came through all this time has nothing to do with the next owner.
        self.set_up = SetUp::new(self.unit.steady());
        self.receiving = Receiving::new(self.unit.steady());
        drop(self.unit.seal());
        self.tell_watchers(hands);
    }
}
