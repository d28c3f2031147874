//! A unit that was started, and who is with it at the moment.

use std::time::Duration;

use steadfast_device::accounts::{Cost, Door, Throttle};
use steadfast_device::outside::{Machine, NoRandom, Random as _, System};
use steadfast_device::set_up::SetUp;
use steadfast_device::unit::Unit;
use steadfast_device::update::Images;
use steadfast_monitor::event::{Account, AccountChange, Attempt, Authentication, Factor, Place, What};
use steadfast_protocol::{Pace, Runs};

use crate::failure::Failure;
use crate::kept::Kept;

/// How often at most it is written down that somebody was made to wait: the log is not a stranger's to fill.
const REFUSALS: Duration = Duration::from_secs(60);

/// A unit that was started.
#[derive(Debug)]
pub(crate) struct Home {
    pub(crate) unit: Unit<Kept, Machine, System>,
    pub(crate) door: Door<Kept>,
    pub(crate) set_up: SetUp,
    pub(crate) cost: Cost,
    images: Option<Images>,
    /// What programs say that runs: a part by its name on the server, version, place in the order.
    pub(crate) told: Vec<Told>,
    pub(crate) pace: Pace,
    pub(crate) talk: Talk,
    /// What is kept of the code for whoever gets the unit.
    pub(crate) new_code: Option<[u8; 32]>,
    /// The archive that was written to its end last: its SHA-256 and its bytes.
    pub(crate) archive: Option<([u8; 32], u64)>,
    /// For how long the last one who was refused has to wait.
    pub(crate) wait: Duration,
    /// What the browser of the last one who came in shows the next time.
    pub(crate) known: Option<String>,
    refused: Option<Duration>,
}

/// What runs of a part, as a program says.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) part: Option<String>,
    pub(crate) version: String,
    pub(crate) sequence: Option<u64>,
}

/// What is said to the server.
#[derive(Debug, Default)]
pub(crate) struct Talk {
    /// A request that was made and not handed over yet.
    pub(crate) made: Option<Vec<u8>>,
    /// The same of a batch of events.
    pub(crate) batch: Option<Vec<u8>>,
    /// What an answer would be to.
    pub(crate) asked: Option<Asked>,
    /// The path of the last of them.
    pub(crate) path: Option<&'static str>,
}

/// What the server was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    Enrol,
    CheckIn,
}

impl Home {
    pub(crate) fn new(
        unit: Unit<Kept, Machine, System>,
        storage: Kept,
        images: Option<Images>,
        cost: Cost,
    ) -> Result<Self, NoRandom> {
        let now = unit.steady();
        let throttle = Throttle::open(storage, "throttle", now);
        let door = Door::new(throttle, cost, &unit.random)?;
        Ok(Self {
            door,
            set_up: SetUp::new(now),
            cost,
            images,
            told: Vec::new(),
            pace: Pace::default(),
            talk: Talk::default(),
            new_code: None,
            archive: None,
            wait: Duration::ZERO,
            known: None,
            refused: None,
            unit,
        })
    }

    /// The two images.
    pub(crate) fn images(&self) -> Result<&Images, Failure> {
        self.images.as_ref().ok_or_else(|| Failure::order("the unit was started without a folder of images"))
    }

    /// What programs say that runs, with the parts' ids. Without a name it is the only part that the server named.
    pub(crate) fn runs(&self) -> Vec<Runs> {
        let of = |told: &Told| {
            let part = self.part(told.part.as_deref())?;
            Some(Runs { part, version: told.version.clone(), sequence: told.sequence, image: None })
        };
        self.told.iter().filter_map(of).collect()
    }

    /// The id of a part, by its name or by itself: no server has to have named it then.
    fn part(&self, told: Option<&str>) -> Option<String> {
        if let Some(id) = told.filter(|told| told.starts_with("prt_")) {
            return Some(id.to_owned());
        }
        let is_it = |name: &str| told.is_none_or(|told| told.eq_ignore_ascii_case(name));
        let mut fitting = self.unit.life.parts.iter().filter(|part| is_it(&part.name));
        fitting.next().filter(|_| fitting.next().is_none()).map(|part| part.id.clone())
    }

    /// A random number, for waits; where there is no randomness, the time serves.
    pub(crate) fn chance(&self) -> u64 {
        let drawn = self.unit.random.bytes().map(u64::from_le_bytes);
        drawn.unwrap_or_else(|_| self.unit.steady().subsec_nanos().into())
    }

    /// Signs how far the log is. Where that cannot be kept now, sf_tick does it.
    pub(crate) fn seal(&mut self) {
        drop(self.unit.seal());
    }

    /// Writes down what became of a try to come in.
    pub(crate) fn note(&mut self, attempt: Attempt, account: Option<&str>, place: Place, factor: Option<Factor>) {
        let (attempt, place) = (Some(attempt), Some(place));
        let account = account.map(Into::into);
        self.unit.record(What::Authentication(Authentication {
            attempt,
            account,
            place,
            factor,
            ..Authentication::default()
        }));
    }

    /// Somebody has to wait: that is written down now and then.
    pub(crate) fn note_throttled(&mut self, place: Place, factor: Factor) {
        let now = self.unit.steady();
        if self.refused.is_none_or(|last| now.saturating_sub(last) >= REFUSALS) {
            self.refused = Some(now);
            self.note(Attempt::Throttled, None, place, Some(factor));
        }
    }

    /// Writes down that an account changed.
    pub(crate) fn note_account(&mut self, change: AccountChange, account: &str, by: &str) {
        let (change, account, by) = (Some(change), Some(account.into()), Some(by.into()));
        self.unit.record(What::Account(Account { change, account, by, role: None }));
    }

    /// Nobody who was here before the erasure is here any more.
    pub(crate) fn forget_everybody(&mut self) {
        self.set_up = SetUp::new(self.unit.steady());
        self.door.throttle().present();
        (self.new_code, self.archive, self.known, self.talk) = (None, None, None, Talk::default());
        self.seal();
    }
}
