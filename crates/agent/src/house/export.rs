//! Everything of the owner's as one file, through their browser: made while it is sent, and gone on with where it broke off.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;
use std::time::Duration;

use steadfast_device::outside::{Files, Progress};
use steadfast_device::unit::Left;
use steadfast_device::vault::{Archive, Recipient, VaultError};
use steadfast_protocol::Way;

use super::asked::{Asked, Who};
use super::{Due, Home, Trouble};
use crate::event_loop::{Hands, Reply};
use crate::http::{Response, Stream};
use crate::pages::ExportView;

/// Bytes that are passed over at once, of what the browser has already: others wait as long as that takes.
const SKIPPED: u64 = 1 << 20;

/// How far an export came, over all downloads of it.
#[derive(Debug, Default)]
pub(super) struct Leaving {
    /// So many bytes from its beginning went to a socket.
    sent: Cell<u64>,
    /// The archive's SHA-256 and its bytes, once a browser has all of it.
    gone: Cell<Option<([u8; 32], u64)>>,
}

/// An archive on its way to a browser.
struct Download {
    archive: Archive<&'static Files>,
    /// Bytes that the browser has already.
    skip: u64,
    /// Where it began, if that follows on what was sent before: else it fills no gap.
    follows: bool,
    leaving: Rc<Leaving>,
    sha256: Rc<Cell<Option<[u8; 32]>>>,
}

impl Download {
    /// Whoever asks for the next piece has handed those before it to the socket.
    fn note_sent(&self) {
        let sent = &self.leaving.sent;
        if self.follows {
            sent.set(sent.get().max(self.archive.given()));
        }
    }
}

impl Read for Download {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if self.skip > 0 {
            self.skip -= self.archive.pass(self.skip.min(SKIPPED))?;
            return Ok(0);
        }
        self.note_sent();
        let count = self.archive.read(to)?;
        self.sha256.set(self.archive.sha256());
        Ok(count)
    }
}

impl Home {
    /// How the export stands, for the page.
    pub(super) fn export_view(&self) -> ExportView {
        let begun = self.unit.export().ok().flatten();
        let size = begun.as_ref().and_then(|_| self.unit.archive().ok()).map(|archive| archive.size());
        ExportView { size, sealed: begun.is_some_and(|export| export.is_sealed()) }
    }

    /// Everything is listed and measured, piece by piece, so that the loop turns meanwhile; the bytes come when they are asked
    /// for.
    pub(super) fn begin_export(&mut self, asked: &Asked<'_>, who: &Who, hands: &mut Hands<Self>) -> Reply {
        let typed = asked.field("recipient").trim();
        let recipient = (!typed.is_empty()).then(|| Recipient::read(typed)).transpose();
        let Ok(recipient) = recipient else { return self.told(asked, Some(who), 422, "export-recipient") };
        match self.unit.begin_measuring(recipient) {
            Ok(()) => {
                self.leaving = Rc::default();
                self.is_measured(hands);
                self.measured_for = Some(asked.connection);
                hands.after(Duration::ZERO, Due::Measure);
                Reply::Later
            }
            Err(error) => {
                self.trouble(Trouble::Export, Some(error.to_string()));
                self.told(asked, Some(who), 503, "error-storage")
            }
        }
    }

    /// The next piece; whoever waits is answered at the end.
    pub(super) fn go_on_measuring(&mut self, hands: &mut Hands<Self>) {
        match self.unit.go_on_measuring() {
            Ok(Progress::More) => {
                hands.after(Duration::ZERO, Due::Measure);
                return;
            }
            // Another one took its place, which is measured already.
            Ok(Progress::Done) | Err(VaultError::Nothing) => self.trouble(Trouble::Export, None),
            Err(error) => self.trouble(Trouble::Export, Some(error.to_string())),
        }
        self.is_measured(hands);
    }

    fn is_measured(&mut self, hands: &mut Hands<Self>) {
        if let Some(connection) = self.measured_for.take() {
            hands.answer(connection, Response::see_other("/data"));
        }
    }

    pub(super) fn download(&mut self, asked: &Asked<'_>, who: &Who) -> Reply {
        let archive = match self.unit.archive() {
            Ok(archive) => archive,
            Err(VaultError::Nothing) => return self.told(asked, Some(who), 404, "export-none"),
            Err(_) => return self.told(asked, Some(who), 503, "error-storage"),
        };
        let (size, sealed) =
            (archive.size(), self.unit.export().ok().flatten().is_some_and(|export| export.is_sealed()));
        let from = asked.request.header("range").and_then(begins_at).unwrap_or(0);
        if from >= size && from > 0 {
            return self.told(asked, Some(who), 416, "error-bad-request");
        }
        let stream = self.leaving_from(archive, from);
        let status = if from > 0 { 206 } else { 200 };
        let name = if sealed { "my-data.tar.age" } else { "my-data.tar" };
        let response = Response::stream(status, "application/octet-stream", stream)
            .with("content-disposition", &format!("attachment; filename=\"{name}\""))
            .with("accept-ranges", "bytes");
        let range = format!("bytes {from}-{}/{size}", size - 1);
        Reply::Now(if from > 0 { response.with("content-range", &range) } else { response })
    }

    /// The archive from this byte on. It left once a browser has its end, and all before that was sent, at once or piece by
    /// piece: what was never sent is not in what somebody has.
    fn leaving_from(&self, archive: Archive<&'static Files>, from: u64) -> Stream {
        let (size, leaving, sha256) = (archive.size(), Rc::clone(&self.leaving), Rc::<Cell<_>>::default());
        let follows = from <= leaving.sent.get();
        let (kept, whole) = (Rc::clone(&leaving), Rc::clone(&sha256));
        let download = Download { archive, skip: from, follows, leaving, sha256 };
        Stream::new(size - from, Box::new(download)).when_taken(move || {
            if let Some(sha256) = whole.get().filter(|_| follows) {
                kept.gone.set(Some((sha256, size)));
            }
        })
    }

    /// States that an archive left, once all of it did.
    pub(super) fn settle_export(&mut self) {
        let Some((sha256, bytes)) = self.leaving.gone.take() else { return };
        self.leaving = Rc::default();
        let left = Left { way: Way::Download, sha256, bytes, verified: false, successor: None };
        let done = self.unit.exported(left);
        self.trouble(Trouble::Export, done.err().map(|error| error.to_string()));
    }
}

/// The first byte that is asked for: `bytes=N-`. Any other range is none that is served.
fn begins_at(range: &str) -> Option<u64> {
    range.trim().strip_prefix("bytes=")?.strip_suffix('-')?.parse().ok()
}
