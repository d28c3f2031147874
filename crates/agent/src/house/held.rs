//! What the manufacturer holds of this unit: a code that its owner is shown here opens it there, once and for an hour.

use std::time::Duration;

use steadfast_protocol::Digest;
use steadfast_protocol::code::fresh_hash;
use zeroize::Zeroizing;

use super::asked::{Asked, Who};
use super::{Due, Home, page};
use crate::event_loop::{Hands, Reply};
use crate::http::Response;
use crate::pages::{self, HeldView, Place};

/// How long a code is shown, and said to the server.
const SHOWN: Duration = Duration::from_secs(3600);

/// A code that was shown.
#[derive(Debug)]
pub(super) struct FreshCode {
    code: Zeroizing<String>,
    drawn: Duration,
    /// Whether a check-in said it, and whether one was answered since.
    said: bool,
    heard: bool,
}

impl Home {
    /// The code, while its hour lasts.
    fn fresh_code(&self) -> Option<&FreshCode> {
        let now = self.unit.steady();
        self.fresh.as_ref().filter(|fresh| now.saturating_sub(fresh.drawn) < SHOWN)
    }

    /// What is said of it. It is said for as long as it is shown: whatever answer was lost, the server opens for it once.
    pub(super) fn says_fresh_code(&mut self) -> Option<Digest> {
        let hash = self.fresh_code().map(|fresh| fresh_hash(&fresh.code).into());
        if let Some(fresh) = self.fresh.as_mut().filter(|_| hash.is_some()) {
            fresh.said = true;
        }
        hash
    }

    /// The server answered.
    pub(super) fn heard_fresh_code(&mut self) {
        if let Some(fresh) = self.fresh.as_mut() {
            fresh.heard = fresh.said;
        }
    }

    pub(super) fn held_page(&self, asked: &Asked<'_>, who: &Who) -> Reply {
        let fresh = self.fresh_code();
        let view = HeldView {
            code: fresh.map(|fresh| fresh.code.as_str()),
            heard: fresh.is_some_and(|fresh| fresh.heard),
            serial: &self.unit.identity.serial,
            server: self.unit.factory.server.as_ref().map(|server| server.url.as_str()),
        };
        page(pages::held(&self.frame(asked, Some(who), Some(Place::Switches)), &view))
    }

    /// Draws a code in the place of the one before, and has the server hear of it at once.
    pub(super) fn draw_fresh_code(&mut self, asked: &Asked<'_>, who: &Who, hands: &mut Hands<Self>) -> Reply {
        if self.server.is_none() {
            return self.told(asked, Some(who), 409, "held-no-server");
        }
        let Ok((code, _)) = self.unit.new_code() else { return self.told(asked, Some(who), 503, "error-storage") };
        self.fresh = Some(FreshCode { code, drawn: self.unit.steady(), said: false, heard: false });
        self.check_in_after(Duration::ZERO, hands);
        Reply::Now(Response::see_other("/held"))
    }

    /// The next check-in, in the place of the one that was to come.
    pub(super) fn check_in_after(&mut self, wait: Duration, hands: &mut Hands<Self>) {
        if let Some(timer) = self.next_check_in.take() {
            hands.cancel(timer);
        }
        self.next_check_in = Some(hands.after(wait, Due::CheckIn));
    }
}
