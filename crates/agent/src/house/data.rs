//! The owner's data: receipts, hand-over, end of life.

use steadfast_protocol::{Found, Purpose, ReceiptCopy, Said, Wish};
use steadfast_trust::encoding::hex;

use super::asked::{Asked, Who};
use super::entrance::Then;
use super::{Home, page};
use crate::event_loop::{Hands, Reply};
use crate::http::Response;
use crate::pages::{self, Leaving, Place, ReceiptLine};
use crate::texts::Language;

impl Home {
    pub(super) fn data_page(&mut self, asked: &Asked<'_>, who: &Who) -> Reply {
        self.settle_export();
        let export = self.export_view();
        let lines: Vec<ReceiptLine> =
            self.unit.receipts().iter().map(|copy| self.line_of(copy, asked.language)).collect();
        page(pages::data(&self.frame(asked, Some(who), Some(Place::Data)), &export, &lines, who.is_owner()))
    }

    fn line_of(&self, copy: &ReceiptCopy, language: Language) -> ReceiptLine {
        let said = copy.said();
        let (kind, says) = match said {
            Said::Update(said) => ("receipt-update", said.version.clone().unwrap_or_default()),
            Said::Choice(said) => (choice(said), said.version.clone().unwrap_or_default()),
            Said::Switches(_) => ("receipt-switches", String::new()),
            Said::Export(said) => ("receipt-export", format!("{} B", said.bytes)),
            Said::Erasure(_) => ("receipt-erasure", String::new()),
            Said::SelfTest(said) => ("receipt-self-test", language.text(verdict(said.verdict())).to_owned()),
            Said::Notice(said) => ("receipt-notice", said.notice.clone()),
        };
        ReceiptLine { number: said.number(), time: self.time(said.time()), kind, says }
    }

    fn receipt_of(&self, asked: &Asked<'_>) -> Option<(u64, ReceiptCopy)> {
        let number: u64 = asked.field("number").parse().ok()?;
        let copy = self.unit.receipts().into_iter().find(|copy| copy.said().number() == number)?;
        Some((number, copy))
    }

    pub(super) fn receipt_page(&self, asked: &Asked<'_>, who: &Who) -> Reply {
        match self.receipt_of(asked) {
            Some((number, copy)) => {
                page(pages::receipt(&self.frame(asked, Some(who), Some(Place::Data)), &copy, Some(number)))
            }
            None => self.told(asked, Some(who), 404, "receipt-gone"),
        }
    }

    pub(super) fn receipt_file(&self, asked: &Asked<'_>, who: &Who) -> Reply {
        match self.receipt_of(asked) {
            Some((number, copy)) => Reply::Now(as_file(&copy, &format!("receipt-{number}.txt"))),
            None => self.told(asked, Some(who), 404, "receipt-gone"),
        }
    }

    /// The receipt of the last erasure, for whoever gets the device: there is nobody yet who could log in.
    pub(super) fn erased_file(&self, asked: &Asked<'_>) -> Reply {
        match self.unit.erased() {
            Some(copy) => Reply::Now(as_file(&copy, "erased.txt")),
            None => self.told(asked, None, 404, "receipt-gone"),
        }
    }

    /// A new code for whoever gets the unit: shown once, before anything is erased.
    pub(super) fn hand_over_page(&mut self, asked: &Asked<'_>, who: &Who) -> Reply {
        let Ok((code, hash)) = self.unit.new_code() else {
            return self.told(asked, Some(who), 503, "error-storage");
        };
        self.next_code = Some((hash, who.session.clone()));
        let frame = self.frame(asked, Some(who), Some(Place::Data));
        page(pages::leave(&frame, Leaving::HandOver(&code, &hex(&hash)), self.has_totp(who), &[]))
    }

    pub(super) fn end_page(&self, asked: &Asked<'_>, who: &Who) -> Reply {
        let frame = self.frame(asked, Some(who), Some(Place::Data));
        page(pages::leave(&frame, Leaving::End, self.has_totp(who), &[]))
    }

    /// The password is asked for, and what opens the unit from then on is what was shown in this session.
    pub(super) fn hand_over(&mut self, asked: &Asked<'_>, who: &Who, hands: &mut Hands<Self>) -> Reply {
        let shown = self.next_code.as_ref().filter(|(_, session)| *session == who.session).map(|(hash, _)| *hash);
        // Another page may have shown another code since: what the owner wrote down is what counts.
        let shown = shown.filter(|hash| asked.field("shown") == hex(hash));
        let Some(hash) = shown else { return self.told(asked, Some(who), 409, "error-old-form") };
        let then = Then::Erase(Purpose::Handover, Some(hash));
        self.knock(asked, who.name.as_str(), asked.field("password"), then, hands)
    }

    pub(super) fn end(&mut self, asked: &Asked<'_>, who: &Who, hands: &mut Hands<Self>) -> Reply {
        let then = Then::Erase(Purpose::EndOfLife, None);
        self.knock(asked, who.name.as_str(), asked.field("password"), then, hands)
    }
}

fn as_file(copy: &ReceiptCopy, name: &str) -> Response {
    let response = Response::new(200, "text/plain; charset=utf-8", copy.text().into_bytes());
    response.with("content-disposition", &format!("attachment; filename=\"{name}\""))
}

fn choice(said: &steadfast_protocol::Decision) -> &'static str {
    match said.wish {
        Some(Wish::Agreed) => "receipt-agreed",
        Some(Wish::Postponed) => "receipt-postponed",
        Some(Wish::Refused) => "receipt-refused",
        None => "receipt-choice",
    }
}

/// The key of a verdict.
pub(super) fn verdict(found: Found) -> &'static str {
    match found {
        Found::Passed => "self-test-passed",
        Found::Failed => "self-test-failed",
        Found::Unknown => "self-test-unknown",
        Found::NotApplicable => "self-test-not-applicable",
    }
}
