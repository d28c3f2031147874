//! What is said to the manufacturer's server and heard from it, as bytes: the network is the caller's.
#![expect(unsafe_code, reason = "names that C links by")]

use steadfast_device::check_in::{self, Reply, Said};
use steadfast_monitor::event::Class;
use steadfast_protocol::{Answer, CHECK_IN, ENROL, EVENTS, Envelope, MOST_BYTES, Taken, decode, encode};

use crate::border::{Bytes, BytesOut, NumberOut, SizeOut, Text};
use crate::code::SfCode;
use crate::failure::Failure;
use crate::handles::{Handle, with_home};
use crate::home::{Asked, Home, Told};

/// Bytes of the longest request, and of the longest answer that is taken.
pub const SF_MOST_BYTES: usize = 256 << 10;

const _: () = assert!(SF_MOST_BYTES == MOST_BYTES, "the protocol bounds both");

/// The most parts of which it is remembered what runs.
const MOST_TOLD: usize = 100;

/// Name and version of this library, as the server hears it.
const AGENT: &str = concat!("steadfast-device-c/", env!("CARGO_PKG_VERSION"));

/// Who decided elsewhere, as the log says it.
const ELSEWHERE: &str = "owners-page";

/// Says what runs: a part by its id (`prt_…`), by its name on the server, or null for the only one that the server named; its
/// version; its place in the order where that is known, else -1. To be said after each start, for what no update through this
/// library installed. A unit that no server knows takes updates by the id alone.
#[unsafe(no_mangle)]
pub extern "C" fn sf_runs(unit: Handle, part: Text, version: Text, sequence: i64) -> SfCode {
    with_home(unit, |home| {
        let part = part.read_if_there()?.map(|part| part.to_string());
        let version = version.read()?.to_string();
        home.told.retain(|told| told.part != part);
        if home.told.len() == MOST_TOLD {
            return Err(Failure::new(SfCode::TooLong, format!("more than {MOST_TOLD} parts")));
        }
        home.told.push(Told { part, version, sequence: u64::try_from(sequence).ok() });
        Ok(())
    })
}

/// The next request to the server, a POST of application/cbor to the path SF_TEXT_PATH: the unit enrols the first time, and
/// checks in after that. SF_TOO_SMALL: the same request waits for more room, at most SF_MOST_BYTES.
#[unsafe(no_mangle)]
pub extern "C" fn sf_request(unit: Handle, buffer: BytesOut, capacity: usize, length: SizeOut) -> SfCode {
    with_home(unit, |home| {
        length.ready()?;
        let made = match home.talk.made.take() {
            Some(made) => made,
            None => home.request()?,
        };
        let given = buffer.give(&made, capacity, length);
        if given.is_err() {
            home.talk.made = Some(made);
        }
        given
    })
}

/// What the server answered to it: the status, and the body. What it offers, takes back, keeps and witnesses is taken over.
/// *wait: in how many seconds to ask again, also where the server refuses (SF_REFUSED) or says nothing (SF_ANSWER).
#[unsafe(no_mangle)]
pub extern "C" fn sf_answered(unit: Handle, status: u32, body: Bytes, body_length: usize, wait: NumberOut) -> SfCode {
    with_home(unit, |home| {
        wait.ready()?;
        let reply = reply(status, body, body_length)?;
        let asked = home.talk.asked.take().ok_or_else(|| Failure::order("nothing was asked: sf_request"))?;
        let heard = home.heard(asked, &reply);
        let seconds = match &heard {
            Ok(seconds) => *seconds,
            Err(_) => home.pace.failed(None, home.chance()),
        };
        wait.put(i64::try_from(seconds).unwrap_or(i64::MAX))?;
        heard.map(drop)
    })
}

/// Nobody answered. `asked` is for how many seconds the server asked (Retry-After), or 0. *wait as in sf_answered.
#[unsafe(no_mangle)]
pub extern "C" fn sf_unanswered(unit: Handle, asked: u32, wait: NumberOut) -> SfCode {
    with_home(unit, |home| {
        wait.ready()?;
        home.talk.asked = None;
        let asked = Some(u64::from(asked)).filter(|asked| *asked > 0);
        let seconds = home.pace.failed(asked, home.chance());
        wait.put(i64::try_from(seconds).unwrap_or(i64::MAX))
    })
}

/// The next events for the manufacturer, where the owner shares them; SF_NOTHING where not, or where all were taken. A POST to
/// the path SF_TEXT_PATH, at once: what the owner switches off meanwhile must not leave. SF_TOO_SMALL as in sf_request.
#[unsafe(no_mangle)]
pub extern "C" fn sf_batch(unit: Handle, buffer: BytesOut, capacity: usize, length: SizeOut) -> SfCode {
    with_home(unit, |home| {
        length.ready()?;
        let made = match home.talk.batch.take() {
            Some(made) => made,
            None => home.batch()?,
        };
        home.talk.path = Some(EVENTS);
        let given = buffer.give(&made, capacity, length);
        if given.is_err() {
            home.talk.batch = Some(made);
        }
        given
    })
}

/// What the server answered to events. SF_OK: they are not sent again, and there may be more. SF_NOTHING: it took none that it
/// had not before; try again with the next check-in.
#[unsafe(no_mangle)]
pub extern "C" fn sf_batch_answered(unit: Handle, status: u32, body: Bytes, body_length: usize) -> SfCode {
    with_home(unit, |home| {
        let reply = reply(status, body, body_length)?;
        if reply.status != 200 {
            return Err(Failure::new(SfCode::Refused, format!("the server refuses (status {})", reply.status)));
        }
        let taken = decode::<Taken>(&reply.body).ok().and_then(|taken| Some((Class::of(taken.class)?, taken.last)));
        let (class, last) = taken.ok_or_else(|| Failure::new(SfCode::Answer, "that is no answer to events"))?;
        let is_more = home.unit.log.sent(class, last)?;
        if is_more { Ok(()) } else { Err(Failure::nothing("the server took nothing new")) }
    })
}

fn reply(status: u32, body: Bytes, length: usize) -> Result<Reply, Failure> {
    let status = u16::try_from(status).map_err(|_| Failure::range("status of HTTP", status))?;
    Ok(Reply { status, body: body.read(length, SF_MOST_BYTES)? })
}

impl Home {
    fn request(&mut self) -> Result<Vec<u8>, Failure> {
        let owner = self.unit.owner();
        let said = Said {
            runs: self.unit.runs(self.runs()),
            switches: owner.map(|owner| owner.switches),
            consent: owner.map(|owner| owner.consent),
            log: self.unit.log.tree_head(),
            agent: AGENT.to_owned(),
            fresh_code: None,
            policy: None,
        };
        let unit = &mut self.unit;
        let (asked, path, made) = if unit.life.unit.is_none() {
            (Asked::Enrol, ENROL, check_in::enrol(&unit.identity, &unit.life, &unit.storage, &unit.clock))
        } else {
            let made =
                check_in::check_in(&unit.identity, &mut unit.life, &unit.outbox, &unit.storage, &unit.clock, said)?;
            (Asked::CheckIn, CHECK_IN, made)
        };
        (self.talk.asked, self.talk.path) = (Some(asked), Some(path));
        Ok(made)
    }

    /// Takes an answer; gives the seconds until the next question.
    fn heard(&mut self, asked: Asked, reply: &Reply) -> Result<u64, Failure> {
        let unit = &mut self.unit;
        match asked {
            Asked::Enrol => {
                check_in::enrolled(&mut unit.life, &unit.storage, reply)?;
                Ok(1)
            }
            Asked::CheckIn => {
                let answer = check_in::answered(&mut unit.life, &mut unit.outbox, &unit.storage, reply)?;
                self.answered(&answer)
            }
        }
    }

    fn answered(&mut self, answer: &Answer) -> Result<u64, Failure> {
        if let Some(told) = answer.consent {
            // Where it cannot be kept, or nobody owns the unit, the next answer says it again.
            drop(self.unit.agreed_elsewhere(told, ELSEWHERE));
        }
        if let Some(takes) = answer.takes_events {
            // Where it cannot be kept, what stood before holds, and the next answer says it again.
            drop(self.unit.taken_elsewhere(takes));
        }
        self.unit.offered(&answer.offers, &answer.stop)?;
        Ok(self.pace.answered(answer.again, self.chance()))
    }

    fn batch(&mut self) -> Result<Vec<u8>, Failure> {
        let nothing = || Failure::nothing("there are no events to send");
        let may = self.unit.may_send();
        let unit = self.unit.life.unit.clone().filter(|_| may).ok_or_else(nothing)?;
        let moment = self.unit.moment();
        for class in Class::ALL {
            if let Some(unsent) = self.unit.log.unsent(*class)? {
                return Ok(encode(&Envelope::sign(&unsent.batch(&unit, moment), &self.unit.identity.key())));
            }
        }
        Err(nothing())
    }
}
