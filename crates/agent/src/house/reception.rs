//! What another unit hands over to this one, by a code that this one's owner had shown.

use std::fs::File;
use std::io::{self, BufReader, Seek as _};
use std::time::Duration;

use sha2::{Digest as _, Sha256};
use steadfast_device::accounts::budget::Budget;
use steadfast_device::outside::{Random as _, ReadOnly, Storage as _};
use steadfast_device::unit::Taken;
use steadfast_device::vault::{Import, Limits, import};
use steadfast_protocol::{Envelope, TakenOver, code, encode};
use steadfast_trust::encoding::{from_hex, hex};

use super::asked::{Asked, Who};
use super::work::Job;
use super::{Home, page};
use crate::door::ConnectionId;
use crate::event_loop::{Hands, Reply};
use crate::http::Response;
use crate::pages::{self, Place, ReceptionView};
use crate::transfer::{BEGIN, END};
use crate::work::Urgency;

/// How the name begins that what comes is stored by. The rest says which export it is.
const PREFIX: &str = "take-over-";

/// How long a code counts, and how long it does after each piece.
const LASTS: Duration = Duration::from_secs(15 * 60);

/// The most bytes that are taken: they lie on the medium until they are read, and are destroyed then.
const MOST: u64 = 64 << 20;

/// Who may hand something over, and what came until now.
#[derive(Debug)]
pub(super) struct Receiving {
    open: Option<Open>,
    tries: Budget,
    taken: Option<(Taken, String)>,
    failed: Option<String>,
    /// Until when what came stays, for whoever goes on; nothing where it is gone.
    keeps: Option<Duration>,
}

/// A code that was shown.
#[derive(Debug)]
struct Open {
    code: [u8; 32],
    /// Who had it shown.
    by: String,
    until: Duration,
    comes: Option<Comes>,
}

/// An archive that comes.
#[derive(Clone, Debug)]
struct Comes {
    name: String,
    bytes: u64,
    has: u64,
    /// It is being read.
    ends: bool,
}

/// An archive that came, for another thread to read.
#[derive(Debug)]
pub struct Spool {
    storage: ReadOnly,
    name: String,
    bytes: u64,
    sha256: [u8; 32],
}

impl Spool {
    /// What is in it, if it is what was sent.
    ///
    /// # Errors
    /// When it is not, or holds nothing that is taken.
    pub fn read(&self) -> Result<Import, String> {
        self.read_file().map_err(|error| error.to_string())
    }

    fn read_file(&self) -> io::Result<Import> {
        let mut file = self.storage.open(&self.name)?;
        if hash(&mut file)? != self.sha256 {
            return Err(io::Error::other("what came is not what was sent"));
        }
        file.rewind()?;
        let limits = Limits { bytes: MOST, ..Limits::default() };
        import(BufReader::new(file), &limits).map_err(io::Error::other)
    }
}

fn hash(file: &mut File) -> io::Result<[u8; 32]> {
    let mut hasher = Sha256::new();
    let mut piece = vec![0; 64 << 10];
    loop {
        match io::Read::read(file, &mut piece)? {
            0 => return Ok(hasher.finalize().into()),
            count => hasher.update(&piece[..count]),
        }
    }
}

impl Receiving {
    pub(super) fn new(now: Duration) -> Self {
        Self { open: None, tries: Budget::counted(0, now), taken: None, failed: None, keeps: Some(now + LASTS) }
    }

    fn is_open(&self, now: Duration) -> bool {
        self.open.as_ref().is_some_and(|open| open.until > now)
    }

    /// Whether this is the code that was shown. It has 80 random bits: tries are counted so that nobody's noise costs much, and
    /// the right one opens whatever others tried.
    fn knock(&mut self, typed: &str, now: Duration) -> Result<&mut Open, u16> {
        let hash = code::owner_hash(typed);
        match self.open.as_mut().filter(|open| open.until > now && open.code == hash) {
            Some(open) => {
                open.until = now + LASTS;
                Ok(open)
            }
            None if self.tries.look(now).is_err() => Err(429),
            None => {
                self.tries = self.tries.charged(now);
                Err(403)
            }
        }
    }
}

impl Home {
    pub(super) fn reception_page(&self, asked: &Asked<'_>, who: &Who) -> Reply {
        page(self.reception_html(asked, who, None))
    }

    fn reception_html(&self, asked: &Asked<'_>, who: &Who, code: Option<&str>) -> Vec<u8> {
        let receiving = &self.receiving;
        let open = receiving.open.as_ref().filter(|_| receiving.is_open(self.unit.steady()));
        let view = ReceptionView {
            code,
            certificate: &self.ways.certificate,
            comes: open.and_then(|open| open.comes.as_ref()).map(|comes| (comes.has, comes.bytes)),
            taken: receiving.taken.as_ref().map(|(taken, serial)| (taken, serial.as_str())),
            failed: receiving.failed.as_deref(),
        };
        pages::take_over(&self.frame(asked, Some(who), Some(Place::Data)), &view)
    }

    /// A code for the owner of the other unit, who is the same one. One that was shown before counts no more; what came by it
    /// stays, for the one that goes on.
    pub(super) fn open_reception(&mut self, asked: &Asked<'_>, who: &Who) -> Reply {
        let Ok(drawn) = self.unit.random.bytes() else { return self.told(asked, Some(who), 503, "error-storage") };
        let shown = code::shown(drawn);
        let now = self.unit.steady();
        let (code, by) = (code::owner_hash(&shown), who.name.as_str().to_owned());
        let open = Some(Open { code, by, until: now + LASTS, comes: None });
        self.receiving = Receiving { open, ..Receiving::new(now) };
        page(self.reception_html(asked, who, Some(&shown)))
    }

    /// Another unit speaks.
    pub(super) fn receive(&mut self, asked: &Asked<'_>, hands: &mut Hands<Self>) -> Reply {
        let typed = asked.request.header("authorization").and_then(|value| value.strip_prefix("Bearer "));
        let now = self.unit.steady();
        let open = match self.receiving.knock(typed.unwrap_or_default(), now) {
            Ok(open) if self.unit.owner().is_some() => open,
            Ok(_) => return said(403),
            Err(status) => return said(status),
        };
        let is_read = open.comes.as_ref().is_some_and(|comes| comes.ends);
        match asked.request.path.as_str() {
            _ if is_read => said(409),
            BEGIN => self.begin_to_receive(asked),
            END => self.end_to_receive(asked, hands),
            _ => self.receive_piece(asked),
        }
    }

    /// How much is here of an export already. What came of another one goes.
    fn begin_to_receive(&mut self, asked: &Asked<'_>) -> Reply {
        let query = &asked.request.query;
        let mark = query.get("mark").and_then(from_hex).filter(|mark| mark.len() == 32);
        let bytes: Option<u64> = query.get("bytes").and_then(|bytes| bytes.parse().ok());
        let (Some(mark), Some(bytes)) = (mark, bytes) else { return said(400) };
        if bytes > MOST {
            return said(413);
        }
        let name = format!("{PREFIX}{}", hex(&mark[..16]));
        if self.forget_spools(Some(&name)).is_err() {
            return said(503);
        }
        let stored = self.unit.storage.read_only().open(&name).and_then(|file| file.metadata());
        let mut has = stored.map_or(0, |found| found.len());
        if has > bytes {
            // More than there can be is nothing of it.
            if self.unit.storage.destroy(&name).is_err() {
                return said(503);
            }
            has = 0;
        }
        if let Some(open) = &mut self.receiving.open {
            open.comes = Some(Comes { name, bytes, has, ends: false });
        }
        number(has)
    }

    /// Destroys what came of other exports, or of all.
    fn forget_spools(&self, but: Option<&str>) -> Result<(), steadfast_device::outside::StorageError> {
        let names = self.unit.storage.names()?;
        let others = names.iter().filter(|name| name.starts_with(PREFIX) && Some(name.as_str()) != but);
        others.into_iter().try_for_each(|name| self.unit.storage.destroy(name))
    }

    /// What nobody went on with does not stay open on the medium.
    pub(super) fn settle_reception(&mut self) {
        let now = self.unit.steady();
        let is_over = self.receiving.keeps.is_some_and(|until| until <= now) && !self.receiving.is_open(now);
        if is_over && self.forget_spools(None).is_ok() {
            self.receiving.keeps = None;
        }
    }

    fn receive_piece(&mut self, asked: &Asked<'_>) -> Reply {
        let from: Option<u64> = asked.request.query.get("from").and_then(|from| from.parse().ok());
        let piece = &asked.request.body;
        let Some(comes) = self.receiving.open.as_mut().and_then(|open| open.comes.as_mut()) else { return said(409) };
        if from != Some(comes.has) {
            return said(409);
        }
        let has = comes.has + piece.len() as u64;
        if has > comes.bytes {
            return said(413);
        }
        if self.unit.storage.append(&comes.name, piece).is_err() {
            // A part of it may be there: what is counted from is what is stored, the next time.
            self.receiving.open = self.receiving.open.take().map(|open| Open { comes: None, ..open });
            return said(507);
        }
        comes.has = has;
        number(has)
    }

    /// All is here: it is read on another thread, and answered then.
    fn end_to_receive(&mut self, asked: &Asked<'_>, hands: &mut Hands<Self>) -> Reply {
        let sha256 = asked.request.query.get("sha256").and_then(from_hex).and_then(|hash| hash.try_into().ok());
        let comes = self.receiving.open.as_mut().and_then(|open| open.comes.as_mut());
        let (Some(sha256), Some(comes)) = (sha256, comes.filter(|comes| comes.has == comes.bytes)) else {
            return said(409);
        };
        let (storage, name, bytes) = (self.unit.storage.read_only(), comes.name.clone(), comes.bytes);
        let spool = Box::new(Spool { storage, name, bytes, sha256 });
        if hands.give(Job::TakeIn(spool, asked.connection), Urgency::Owner).is_err() {
            return said(503);
        }
        comes.ends = true;
        Reply::Later
    }

    /// It was read. What is in it is this owner's from now on, and the other unit hears so, signed.
    pub(super) fn taken_in(
        &mut self,
        spool: &Spool,
        connection: ConnectionId,
        read: Result<Box<Import>, String>,
        hands: &mut Hands<Self>,
    ) {
        let is_it = |open: &Open| open.comes.as_ref().is_some_and(|comes| comes.name == spool.name);
        let open = self.receiving.open.take_if(|open| is_it(open));
        let taken = match open {
            None => Err("the code does not count any more".to_owned()),
            Some(open) => read.and_then(|import| {
                let taken = self.unit.take_in(&import, &open.by).map_err(|error| error.to_string())?;
                Ok((taken, import.serial))
            }),
        };
        // It is open on the medium no longer than it has to be; where it does not go, an erasure takes it.
        drop(self.unit.storage.destroy(&spool.name));
        let response = match taken {
            Ok(taken) => {
                (self.receiving.taken, self.receiving.failed) = (Some(taken), None);
                self.vouches_for(spool)
            }
            Err(why) => {
                let response = Response::text(422, &why);
                self.receiving.failed = Some(why);
                response
            }
        };
        hands.answer(connection, response);
    }

    /// The unit's key, and what it signed.
    fn vouches_for(&self, spool: &Spool) -> Response {
        let said = TakenOver { time: self.unit.now(), bytes: spool.bytes, sha256: spool.sha256.into() };
        let key = self.unit.identity.key();
        let body = [&key.public().to_bytes()[..], &encode(&Envelope::sign(&said, &key))].concat();
        Response::new(200, "application/octet-stream", body)
    }
}

fn said(status: u16) -> Reply {
    Reply::Now(Response::text(status, "no"))
}

fn number(number: u64) -> Reply {
    Reply::Now(Response::text(200, &number.to_string()))
}
