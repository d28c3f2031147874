//! The owner's data on its way to a place of their own: begun, looked at, stopped, gone on with.

use std::rc::Rc;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use steadfast_device::accounts::Secret;
use steadfast_device::data::Data;
use steadfast_device::outside::Storage as _;
use steadfast_device::unit::Left;
use steadfast_device::vault::{Recipient, VaultError};
use steadfast_protocol::Way;
use steadfast_trust::encoding::hex;

use super::asked::{Asked, Who};
use super::work::Job;
use super::{Home, page, wrong_page};
use crate::event_loop::{Hands, Reply};
use crate::http::Response;
use crate::pages::{self, Place, TransferView, Wrong};
use crate::transfer::{Arrived, Came, Delivery, Failed, NoTarget, Order, Progress, Target, public_line, way};
use crate::work::Urgency;
use crate::zone;

/// The name that a transfer is kept by, as long as it is not at its end.
const NAME: &str = "transfer";

/// Where its page is.
const PAGE: &str = "/data/transfer";

/// Seconds after which a browser looks again.
const LOOK: &str = "3";

/// A transfer that was begun. Nothing in it opens the place where it goes.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Course {
    target: Target,
    name: String,
    /// Which export it is.
    mark: String,
    /// The upload that the place has begun, as it calls it.
    begun: Option<String>,
}

/// What the unit's key for accounts elsewhere is drawn for.
const SSH: &str = "accounts elsewhere, by ssh";

/// What is known of a transfer in this run of the program.
#[derive(Debug, Default)]
pub(super) struct Transferring {
    /// Which one it is: what comes of another is nobody's any more.
    number: u64,
    running: Option<Arc<Progress>>,
    /// What opens the place, as long as another try may end better.
    secret: Option<Secret>,
    last: Option<Last>,
}

/// What became of the last one.
#[derive(Debug)]
enum Last {
    /// It is there, and this is the number of its receipt.
    There(u64),
    /// It is not: the key of what to say, and what was found.
    Failed(&'static str, String),
}

/// What was typed.
struct Typed {
    target: Target,
    to: String,
}

impl Typed {
    fn of(asked: &Asked<'_>) -> Self {
        let text = |name| asked.field(name).trim().to_owned();
        let target = Target {
            way: way(asked.field("way")).unwrap_or(Way::WebDav),
            address: text("address"),
            user: text("user"),
            bucket: text("bucket"),
            region: text("region"),
            pin: Some(text("pin")),
        };
        Self { target, to: text("to") }
    }

    /// Where it goes, to whose key, and what opens the place: what was typed, or the unit's own key there.
    fn meant(&self, secret: &str) -> Result<(Target, Option<Recipient>, Secret), NoTarget> {
        let is_plain = self.to.is_empty() || self.target.way == Way::Successor;
        let to =
            if is_plain { None } else { Some(Recipient::read(&self.to).map_err(|_| ("to", "transfer-to-wrong"))?) };
        let target = self.target.clone().checked(to.is_some(), !secret.is_empty())?;
        let secret = Secret::typed(secret.to_owned()).map_err(|_| ("secret", "transfer-secret-long"))?;
        Ok((target, to, secret))
    }
}

impl Home {
    pub(super) fn transfer_page(&self, asked: &Asked<'_>, who: &Who) -> Reply {
        let reply = page(self.transfer_html(asked, who, &[]));
        match reply {
            Reply::Now(response) if self.transferring.running.is_some() => Reply::Now(response.with("refresh", LOOK)),
            reply => reply,
        }
    }

    fn transfer_html(&self, asked: &Asked<'_>, who: &Who, wrong: Wrong<'_>) -> Vec<u8> {
        let (typed, course) = (Typed::of(asked), self.course());
        let (there, failed) = match &self.transferring.last {
            Some(Last::There(number)) => (Some(*number), None),
            Some(Last::Failed(key, why)) => (None, Some((*key, why.as_str()))),
            None => (None, None),
        };
        let view = TransferView {
            running: self.transferring.running.as_ref().map(|progress| progress.so_far()),
            waits: course.as_ref().map(|course| (&course.target, self.asks(course))),
            there,
            failed,
            own_key: self.key_there().filter(|_| typed.target.way == Way::Sftp).map(|(line, _)| line),
            typed: &typed.target,
            to: &typed.to,
            wrong,
        };
        pages::transfer(&self.frame(asked, Some(who), Some(Place::Data)), &view)
    }

    /// Whether it has to be typed what opens the place.
    fn asks(&self, course: &Course) -> bool {
        self.transferring.secret.is_none() && course.target.way != Way::Sftp
    }

    /// The unit's key for accounts of its owner's elsewhere: the line that lets it in, and what it comes of. Where the machine
    /// has no program that speaks SSH there is none.
    fn key_there(&self) -> Option<(String, Secret)> {
        let data = Data::open(&self.unit.storage, &self.unit.random).ok().filter(|_| self.ways.has_ssh)?;
        let seed = data.key_for(SSH);
        let line = public_line(&seed, &format!("steadfast-{}", letters(&self.unit.identity.serial)));
        Some((line, Secret::typed(hex(&*seed)).ok()?))
    }

    /// The transfer that was begun, as long as its export is there.
    fn course(&self) -> Option<Course> {
        let kept = self.unit.storage.read(NAME).ok()??;
        let course: Course = serde_json::from_slice(&kept).ok()?;
        (self.mark() == Some(course.mark.clone())).then_some(course)
    }

    fn mark(&self) -> Option<String> {
        Some(hex(&self.unit.export().ok()??.mark()))
    }

    /// Another one takes the place of one that was begun.
    pub(super) fn begin_transfer(&mut self, asked: &Asked<'_>, who: &Who, hands: &mut Hands<Self>) -> Reply {
        if self.transferring.running.is_some() {
            return Reply::Now(Response::see_other(PAGE));
        }
        let typed = Typed::of(asked);
        let own = self.key_there().filter(|_| typed.target.way == Way::Sftp);
        let secret = own.as_ref().map_or(asked.field("secret"), |(_, seed)| seed.text());
        let (target, to, secret) = match typed.meant(secret) {
            Ok(meant) => meant,
            Err(wrong) => return Reply::Now(wrong_page(self.transfer_html(asked, who, &[wrong]))),
        };
        self.transferring.last = None;
        let begun = self.new_course(target, to).map_err(|error| error.to_string());
        match begun.and_then(|course| self.send_along(&course, secret, None, hands)) {
            Ok(()) => {}
            Err(why) => self.transferring.last = Some(Last::Failed("transfer-not-begun", why)),
        }
        Reply::Now(Response::see_other(PAGE))
    }

    fn new_course(&mut self, target: Target, to: Option<Recipient>) -> Result<Course, VaultError> {
        self.leaving = Rc::default();
        let export = self.unit.begin_export(to)?;
        let (serial, ending) = (letters(&self.unit.identity.serial), if to.is_some() { "tar.age" } else { "tar" });
        let name = format!("steadfast-{serial}-{}.{ending}", zone::compact(export.time));
        let course = Course { target, name, mark: hex(&export.mark()), begun: None };
        self.keep_course(&course)?;
        Ok(course)
    }

    fn keep_course(&self, course: &Course) -> Result<(), VaultError> {
        let text = serde_json::to_vec(course).unwrap_or_default();
        Ok(self.unit.storage.replace(NAME, &text)?)
    }

    /// Gives it to the thread that does it, anew or with the progress of one whose upload was begun just now.
    fn send_along(
        &mut self,
        course: &Course,
        secret: Secret,
        progress: Option<Arc<Progress>>,
        hands: &mut Hands<Self>,
    ) -> Result<(), String> {
        let export = self.unit.export().map_err(|error| error.to_string())?;
        let mark = export.map(|export| export.mark()).filter(|mark| hex(mark) == course.mark);
        let mark = mark.ok_or_else(|| VaultError::Nothing.to_string())?;
        let archive = self.unit.archive_over(self.unit.storage.read_only()).map_err(|error| error.to_string())?;
        let is_new = progress.is_some();
        let progress = progress.unwrap_or_else(|| Arc::new(Progress::of(archive.size())));
        let Course { target, name, begun, .. } = course.clone();
        let order = Order { target, name, secret, mark, now: self.unit.now(), begun, is_new };
        self.transferring.number += 1;
        let number = self.transferring.number;
        let delivery = Delivery { number, order, archive, progress: Arc::clone(&progress) };
        let given = hands.give(Job::Transfer(Box::new(delivery)), Urgency::Owner);
        given.map_err(|_| "too much waits".to_owned())?;
        self.transferring.running = Some(progress);
        Ok(())
    }

    /// Goes on with what was begun, as after a start: what opens the place is asked for where it is not in memory.
    pub(super) fn go_on_with_transfer(&mut self, asked: &Asked<'_>, hands: &mut Hands<Self>) -> Reply {
        let typed = Some(asked.field("secret")).filter(|typed| !typed.is_empty());
        let typed = typed.and_then(|typed| Secret::typed(typed.to_owned()).ok());
        if let (None, Some(course)) = (&self.transferring.running, self.course()) {
            let own = self.key_there().filter(|_| course.target.way == Way::Sftp).map(|(_, seed)| seed);
            let kept = self.transferring.secret.take().or(own);
            let secret = typed.or(kept).or_else(|| Secret::typed(String::new()).ok());
            let sent = secret.map(|secret| self.send_along(&course, secret, None, hands));
            self.transferring.last = sent.and_then(Result::err).map(|why| Last::Failed("transfer-not-begun", why));
        }
        Reply::Now(Response::see_other(PAGE))
    }

    /// Its owner wants no more of it: what was begun is forgotten.
    pub(super) fn stop_transfer(&mut self) -> Reply {
        match &self.transferring.running {
            Some(progress) => progress.stop(),
            None if self.course().is_some() => self.forget_transfer("transfer-stopped", String::new()),
            None => {}
        }
        Reply::Now(Response::see_other(PAGE))
    }

    /// Nothing of an owner who is gone goes anywhere, and nothing is known of it.
    pub(super) fn leave_transfer(&mut self) {
        if let Some(progress) = self.transferring.running.take() {
            progress.stop();
        }
        self.transferring = Transferring { number: self.transferring.number + 1, ..Transferring::default() };
    }

    fn forget_transfer(&mut self, key: &'static str, why: String) {
        let gone = self.unit.forget_export().and_then(|()| Ok(self.unit.storage.destroy(NAME)?));
        let why = gone.err().map_or(why, |error| error.to_string());
        self.transferring.secret = None;
        self.transferring.last = Some(Last::Failed(key, why));
    }

    /// The thread came to an end with it.
    pub(super) fn transferred(&mut self, delivery: Delivery, came: Result<Came, Failed>, hands: &mut Hands<Self>) {
        let is_it = delivery.number == self.transferring.number;
        let Some(progress) = self.transferring.running.take_if(|_| is_it) else { return };
        match came {
            Ok(Came::Begun(upload)) => self.upload_begun(delivery.order, upload, progress, hands),
            Ok(Came::Whole(arrived)) => self.arrived(&delivery.order, arrived),
            Err(failed @ (Failed::Stopped | Failed::Archive(_))) => {
                self.forget_transfer(failed.key(), failed.to_string());
            }
            Err(failed) => {
                self.transferring.last = Some(Last::Failed(failed.key(), failed.to_string()));
                let may_open = failed.key() != "transfer-shut";
                self.transferring.secret = Some(delivery.order.secret).filter(|_| may_open);
            }
        }
    }

    /// Nothing is sent before it is kept what the place calls the upload.
    fn upload_begun(&mut self, order: Order, upload: String, progress: Arc<Progress>, hands: &mut Hands<Self>) {
        let sent = match self.course() {
            None => Err(VaultError::Nothing.to_string()),
            Some(course) => {
                let course = Course { begun: Some(upload), ..course };
                let kept = self.keep_course(&course).map_err(|error| error.to_string());
                kept.and_then(|()| self.send_along(&course, order.secret, Some(progress), hands))
            }
        };
        self.transferring.last = sent.err().map(|why| Last::Failed("transfer-not-begun", why));
    }

    /// The archive is there: the unit signs so.
    fn arrived(&mut self, order: &Order, arrived: Arrived) {
        let Arrived { sha256, bytes, successor } = arrived;
        let left = Left { way: order.target.way, sha256, bytes, verified: successor.is_none(), successor };
        // Another export may have been begun meanwhile, as for a browser: that one did not leave in this way.
        let is_it = self.mark() == Some(hex(&order.mark));
        let stated = if is_it { self.unit.exported(left) } else { Err(VaultError::Nothing) };
        self.transferring.last = Some(match stated {
            Ok(copy) => Last::There(copy.said().number()),
            Err(error) => Last::Failed("transfer-no-receipt", error.to_string()),
        });
        if matches!(self.transferring.last, Some(Last::There(_))) {
            // Where it stays, it belongs to an export that is no more, and counts for nothing.
            drop(self.unit.storage.destroy(NAME));
            self.seal();
        }
    }
}

/// What can stand in the name of a file anywhere.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-').take(40).collect()
}
