//! What takes long, and runs on the other threads.

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use steadfast_device::accounts::password::NewPassword;
use steadfast_device::accounts::{Attempt, Cost, HashError, Hashed, Verifier};
use steadfast_device::update::{Brought, FetchError, Found, Images, Metadata, Rule, bring, find, refresh, take};
use steadfast_device::vault::Import;
use steadfast_protocol::{Checked, Seconds};

use crate::door::ConnectionId;
use crate::hooks::{Hooks, Verb};
use crate::net::{Away, Net, NetError, Reply, Repository};
use crate::stick::{self, Seen};

use crate::transfer::{Came, Delivery, Failed, Line};

use super::reception::Spool;
use super::secrets::Pending;
use super::self_test::{ForWhom, Test};

/// A piece of work.
#[derive(Debug)]
pub enum Job {
    /// Whether a password is the right one.
    Judge(Box<Attempt>),
    /// A new password becomes a verifier.
    Make(Box<Pending>, NewPassword, Cost, [u8; 32]),
    /// A request to the server.
    Ask(Talk, &'static str, Vec<u8>),
    /// To look what the repository says of an update.
    Find(Box<Quest>),
    /// To bring its image.
    Bring(Box<Quest>),
    /// To look who speaks for the product, before a policy is judged.
    Refresh(Box<Metadata>, Seconds, Vec<u8>),
    /// To look for a bundle on a stick, but for those that were tried.
    Stick(Box<Quest>, PathBuf, BTreeSet<Seen>),
    /// To look at the unit itself.
    Test(Box<Test>),
    /// Something that the installer does, with an image.
    Install(Verb, PathBuf),
    /// To send the owner's data to a place of theirs.
    Transfer(Box<Delivery>),
    /// To read what came from another unit, for whoever waits for it.
    TakeIn(Box<Spool>, ConnectionId),
}

/// An update that is looked for.
#[derive(Debug)]
pub struct Quest {
    /// What is believed of the repository.
    pub metadata: Metadata,
    /// What it has to be.
    pub rule: Rule,
    /// Where images lie.
    pub images: Images,
    /// The target.
    pub path: String,
    /// What time it is.
    pub now: Seconds,
}

/// Why a quest led nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missed {
    /// In words.
    pub why: String,
    /// Whether another try may end better.
    pub may_pass: bool,
}

/// What the work is done with.
#[derive(Debug)]
pub struct Tools {
    /// The way to the server.
    pub net: Option<Net>,
    /// Which sharing holds.
    pub shares: Arc<AtomicU64>,
    /// What runs installers.
    pub hooks: Mutex<Option<Hooks>>,
    /// What runs `ssh`.
    pub ssh: Line,
}

/// What a request to the server is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Talk {
    /// The first one.
    Enrol,
    /// The one that comes again and again.
    CheckIn,
    /// Events, taken while this sharing held.
    Events(u64),
}

/// What comes of it.
#[derive(Debug)]
pub enum Done {
    /// Whether it was right.
    Judged(Box<Hashed>),
    /// The verifier.
    Made(Box<Pending>, Result<Verifier, HashError>),
    /// What the server said.
    Heard(Talk, Result<Reply, NetError>),
    /// What the repository says of this target, and what is believed of it now.
    Found(String, Metadata, Result<Box<Found>, Missed>),
    /// Likewise, with its image in the slot that does not run.
    Brought(String, Metadata, Result<Box<Brought>, Missed>),
    /// What is believed of the repository now, and the policy that waits for it.
    Refreshed(Metadata, Result<(), Missed>, Vec<u8>),
    /// What came of a stick: the bundle that was tried, where there was one.
    Stick(Metadata, Option<Seen>, Result<Option<Box<Brought>>, Missed>),
    /// What the unit found of itself, for whoever waits for it.
    Tested(ForWhom, Vec<Checked>),
    /// What the installer did.
    Installed(Verb, Result<String, String>),
    /// How far the owner's data came.
    Transferred(Box<Delivery>, Result<Came, Failed>),
    /// What is in what came from another unit.
    TakenIn(Box<Spool>, ConnectionId, Result<Box<Import>, String>),
}

/// Does a piece of work. Without a server there is none to ask, and nobody asks. Events that waited when the owner switched
/// sharing off do not leave.
pub fn work(job: Job, tools: &Tools) -> Done {
    match job {
        Job::Judge(attempt) => Done::Judged(Box::new(attempt.hash())),
        Job::Make(pending, password, cost, salt) => Done::Made(pending, Verifier::make(&password, cost, salt)),
        Job::Ask(talk, path, body) => {
            let may = match talk {
                Talk::Events(sharing) => sharing != 0 && tools.shares.load(Ordering::SeqCst) == sharing,
                Talk::Enrol | Talk::CheckIn => true,
            };
            let net = tools.net.as_ref().filter(|_| may);
            let nobody = || Ok(Reply { status: 503, wait: None, body: Vec::new() });
            Done::Heard(talk, net.map_or_else(nobody, |net| net.post(path, &body)))
        }
        Job::Find(mut quest) => {
            let found = quest.with(tools, |quest, source| {
                find(&mut quest.metadata, source, &quest.rule, &quest.path, quest.now).map(Box::new)
            });
            Done::Found(quest.path, quest.metadata, found)
        }
        Job::Bring(mut quest) => {
            let brought = quest.with(tools, |quest, source| {
                bring(&mut quest.metadata, source, &quest.rule, &quest.images, &quest.path, quest.now).map(Box::new)
            });
            Done::Brought(quest.path, quest.metadata, brought)
        }
        Job::Refresh(mut metadata, now, policy) => {
            let asked = tools.believe(&mut metadata, now);
            Done::Refreshed(*metadata, asked, policy)
        }
        Job::Stick(mut quest, folder, tried) => match stick::next(&folder, &tried) {
            None => Done::Stick(quest.metadata, None, Ok(None)),
            Some((seen, file)) => {
                let came = quest.take(file);
                Done::Stick(quest.metadata, Some(seen), came.map(Some))
            }
        },
        Job::Test(test) => {
            let (whom, checks) = test.run(tools);
            Done::Tested(whom, checks)
        }
        Job::Install(verb, image) => Done::Installed(verb, tools.install(verb, &image)),
        Job::Transfer(mut delivery) => {
            let came = delivery.run(&tools.ssh);
            Done::Transferred(delivery, came)
        }
        Job::TakeIn(spool, connection) => {
            let read = spool.read().map(Box::new);
            Done::TakenIn(spool, connection, read)
        }
    }
}

impl Quest {
    fn with<T>(
        &mut self,
        tools: &Tools,
        act: impl FnOnce(&mut Self, &mut Repository<'_>) -> Result<T, FetchError<Away>>,
    ) -> Result<T, Missed> {
        tools.at_repository(|source| act(self, source))
    }
}

impl Quest {
    fn take(&mut self, bundle: io::Result<File>) -> Result<Box<Brought>, Missed> {
        let bundle = bundle.map_err(|error| Missed { why: error.to_string(), may_pass: true })?;
        let brought = take(&mut self.metadata, bundle, &self.rule, &self.images, self.now);
        brought.map(Box::new).map_err(|error| Missed { may_pass: error.may_pass(), why: error.to_string() })
    }
}

impl Tools {
    /// Whether the repository answers, and is believed.
    pub(super) fn refresh(&self, mut quest: Quest) -> Result<(), Missed> {
        self.believe(&mut quest.metadata, quest.now)
    }

    fn believe(&self, metadata: &mut Metadata, now: Seconds) -> Result<(), Missed> {
        self.at_repository(|source| refresh(metadata, source, now))
    }

    fn at_repository<T>(
        &self,
        act: impl FnOnce(&mut Repository<'_>) -> Result<T, FetchError<Away>>,
    ) -> Result<T, Missed> {
        let Some(net) = &self.net else {
            return Err(Missed { why: "there is no server".to_owned(), may_pass: true });
        };
        act(&mut Repository(net)).map_err(|error| Missed { may_pass: error.may_pass(), why: error.to_string() })
    }

    fn install(&self, verb: Verb, image: &Path) -> Result<String, String> {
        let mut hooks = self.hooks.lock().unwrap_or_else(PoisonError::into_inner);
        let hooks = hooks.as_mut().ok_or("there is no installer")?;
        hooks.ask(verb, image).map_err(|error| error.to_string())
    }
}
