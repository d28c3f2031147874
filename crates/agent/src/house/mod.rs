//! What the unit does: its owner's pages, its local programs, its server.
//!
//! All of it runs on the loop's thread and never waits. A password's hash and a request to the server are pieces of work
//! ([`work`]); what waits for them is kept here and goes on in [`House::done`].

mod asked;
mod choices;
mod data;
mod entrance;
mod export;
mod held;
mod home;
mod lines;
mod links;
mod log;
mod noticed;
mod notices;
mod people;
mod policy;
mod reception;
mod recover;
mod reset;
mod screen;
mod secrets;
mod self_test;
mod server;
mod settings;
mod switches;
mod transfer;
mod trouble;
mod update_page;
mod updates;
mod watch;
mod words;
pub mod work;

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use steadfast_device::accounts::session::Sessions;
use steadfast_device::accounts::totp::TotpSecret;
use steadfast_device::accounts::{Cost, Door, Name, Throttle, Ticket};
use steadfast_device::outside::{Clock as _, Files, Machine, NoRandom, System};
use steadfast_device::policy::Obeyed;
use steadfast_device::set_up::SetUp;
use steadfast_device::unit::Unit;
use steadfast_device::update::Images;
use steadfast_monitor::declared::{Declaration, Ports};
use steadfast_monitor::event::{Attempt, Authentication, Place, Program, Reason, Run, Running, Transport, What};
use steadfast_protocol::Pace;

use crate::door::ConnectionId;
use crate::event_loop::{Hands, House, Reply, TimerId};
use crate::hooks::Teller;
use crate::http::{Request, Response};
use crate::signals::Signal;
use crate::socket::{Client, ClientId};
use crate::tls::UnitTime;
use asked::Asked;
pub use choices::Chosen;
use entrance::Waiting;
use export::Leaving;
use held::FreshCode;
use links::Links;
use reception::Receiving;
pub use reception::Spool;
pub use secrets::{Pending, Purpose};
pub use self_test::{ForWhom, Test};
use transfer::Transferring;
pub use trouble::Trouble;
use updates::Updating;
use watch::Watch;
use work::{Done, Job};

/// How often the unit looks for the button, for what the network does, and whether the log is to be sealed.
const LOOK: Duration = Duration::from_secs(5);

/// How often the log is sealed at most.
const SEAL: Duration = Duration::from_secs(60);

/// How often at most it is written down that somebody was made to wait: the log is not a stranger's to fill.
const REFUSALS: Duration = Duration::from_secs(60);

/// How often the network is looked at: a connection that the unit closes stays in the kernel's table for a minute.
const WATCH: Duration = Duration::from_secs(50);

/// A unit on the machine that it runs on.
pub type Own = Unit<&'static Files, Machine, System>;

/// What the unit is told from outside.
#[derive(Debug)]
pub struct Ways {
    /// A file that whoever stands in front of the unit can make, as by its button. It is removed when it was seen.
    pub presence: Option<PathBuf>,
    /// What runs: `VERSION`, or `PART=VERSION` by the part's name.
    pub runs: Vec<String>,
    /// The fingerprint of the certificate, as browsers show it.
    pub certificate: String,
    /// Where the owner's pages are.
    pub pages: SocketAddr,
    /// Where updates lie, where this program installs them.
    pub images: Option<Images>,
    /// Where sticks are mounted.
    pub sticks: Option<PathBuf>,
    /// Whether something else puts them where the machine starts from.
    pub has_installer: bool,
    /// Whether there is a program that speaks SSH.
    pub has_ssh: bool,
    /// Whether this process gave up what it does not need.
    pub is_restricted: bool,
}

/// What a timer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// The button, and the next step of an update.
    Look,
    /// The log's head.
    Seal,
    /// The network.
    Watch,
    /// The server.
    CheckIn,
    /// The next piece of an erasure.
    Erase,
    /// The next piece of an export that is measured.
    Measure,
}

/// The unit, and who is with it at the moment.
#[derive(Debug)]
pub struct Home {
    unit: Own,
    ways: Ways,
    door: Door<&'static Files>,
    sessions: Sessions,
    set_up: SetUp,
    waiting: BTreeMap<Ticket, Waiting>,
    /// Programs that wait for somebody who logs in at the unit itself, and the name that was typed.
    screens: BTreeMap<Ticket, (ClientId, String)>,
    /// Keys of second factors that were shown and not confirmed, and since when.
    offered: BTreeMap<Name, (TotpSecret, Duration)>,
    watchers: Vec<ClientId>,
    pace: Pace,
    heard: Option<steadfast_protocol::Seconds>,
    said: crate::pages::Sent,
    /// Wrong passwords of strangers since an owner was in.
    strangers: u64,
    /// How many there were before.
    last_strangers: u64,
    /// When a refusal was last written down.
    last_refusal: Option<Duration>,
    watch: Watch,
    links: Links,
    troubles: BTreeMap<Trouble, String>,
    updating: Updating,
    transferring: Transferring,
    receiving: Receiving,
    /// What is kept of a code that was shown for the next owner, and to which session.
    next_code: Option<([u8; 32], String)>,
    /// The code that opens what the manufacturer holds.
    fresh: Option<FreshCode>,
    /// When the server is asked next.
    next_check_in: Option<TimerId>,
    /// Who waits until an export is measured.
    measured_for: Option<ConnectionId>,
    /// How far the export came that is on its way to a browser.
    leaving: Rc<Leaving>,
    cost: Cost,
    /// The time by which certificates are looked at, where there is a server.
    server: Option<UnitTime>,
    /// Which sharing holds, 0 for none: whoever sends events looks whether it is still the one for which they were taken.
    shares: Arc<AtomicU64>,
    /// How many there were since the start.
    sharings: u64,
    /// What tells the product's program what was noticed, where there is one.
    teller: Option<Teller>,
    /// What a policy makes the unit do, as the throttle and the programs were told.
    obeyed: Obeyed,
}

impl Home {
    /// The unit with its doors closed.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn new(
        mut unit: Own,
        ways: Ways,
        server: Option<UnitTime>,
        shares: Arc<AtomicU64>,
        teller: Option<Teller>,
    ) -> Result<Self, NoRandom> {
        // The pages are this program's own, whatever the product is declared to do.
        let own = ways.pages.port();
        let listening = vec![Ports { transport: Transport::Tcp, first: own, last: own }];
        unit.declare_beside(Declaration { listening, ..Declaration::default() });
        let on = unit.owner().is_some_and(|owner| owner.switches.share);
        shares.store(u64::from(on), Ordering::SeqCst);
        let now = unit.steady();
        let cost = Cost::STANDARD;
        let throttle = Throttle::open(unit.storage, "throttle", now);
        let door = Door::new(throttle, cost, &unit.random)?;
        Ok(Self {
            door,
            sessions: Sessions::default(),
            set_up: SetUp::new(now),
            waiting: BTreeMap::new(),
            screens: BTreeMap::new(),
            offered: BTreeMap::new(),
            watchers: Vec::new(),
            pace: Pace::default(),
            heard: None,
            said: Vec::new(),
            strangers: 0,
            last_strangers: 0,
            last_refusal: None,
            watch: Watch::default(),
            links: Links::default(),
            troubles: BTreeMap::new(),
            updating: Updating::default(),
            transferring: Transferring::default(),
            receiving: Receiving::new(now),
            next_code: None,
            fresh: None,
            next_check_in: None,
            measured_for: None,
            leaving: Rc::default(),
            cost,
            server,
            shares,
            sharings: u64::from(on),
            teller,
            obeyed: Obeyed::default(),
            unit,
            ways,
        })
    }

    /// A random number, for waits; where there is no randomness, the time serves.
    fn chance(&self) -> u64 {
        use steadfast_device::outside::Random as _;
        let drawn = self.unit.random.bytes().map(u64::from_le_bytes);
        drawn.unwrap_or_else(|_| self.unit.clock.steady().subsec_nanos().into())
    }

    /// Whether somebody pressed the button since the last look.
    fn look(&mut self) {
        let Some(file) = &self.ways.presence else { return };
        if !file.exists() {
            return;
        }
        let taken = std::fs::remove_file(file);
        self.trouble(Trouble::Button, taken.as_ref().err().map(ToString::to_string));
        if taken.is_ok() {
            self.somebody_is_here();
        }
    }

    fn somebody_is_here(&mut self) {
        let now = self.unit.steady();
        self.set_up.present(now);
        self.door.throttle().present();
        let (attempt, place) = (Some(Attempt::Accepted), Some(Place::Here));
        self.unit.record(What::Authentication(Authentication { attempt, place, ..Authentication::default() }));
    }

    /// Signs how far the log is, where the medium lets it; else the timer does.
    fn seal(&mut self) {
        drop(self.unit.seal());
    }

    fn note_run(&mut self, run: Run, reason: Reason) {
        let version = Some(env!("CARGO_PKG_VERSION").into());
        let (run, program, reason) = (Some(run), Some(Program::Agent), Some(reason));
        self.unit.record(What::Running(Running { run, program, reason, version }));
    }
}

impl House for Home {
    type Job = Job;
    type Done = Done;
    type Due = Due;

    fn start(&mut self, hands: &mut Hands<Self>) {
        self.note_run(Run::Started, Reason::Power);
        self.obey(hands);
        // What cannot be sealed now is sealed by the timer.
        drop(self.unit.seal());
        if let Some(file) = &self.ways.presence {
            let is_there = file.parent().is_some_and(std::path::Path::is_dir);
            let why = (!is_there).then(|| format!("{}: there is no such folder", file.display()));
            self.trouble(Trouble::Button, why);
        }
        if self.unit.is_erasing() {
            hands.after(Duration::ZERO, Due::Erase);
        }
        hands.after(LOOK, Due::Look);
        hands.after(SEAL, Due::Seal);
        hands.after(Duration::from_secs(1), Due::Watch);
        if self.server.is_some() {
            let wait = self.pace.answered(1, self.chance());
            self.check_in_after(Duration::from_secs(wait), hands);
        }
        self.conclude(hands);
    }

    fn request(
        &mut self,
        request: Request,
        connection: ConnectionId,
        address: IpAddr,
        hands: &mut Hands<Self>,
    ) -> Reply {
        let asked = Asked::new(&request, connection, address);
        let reply = self.route(&asked, hands);
        self.conclude(hands);
        reply
    }

    fn line(&mut self, client: Client, line: &str, hands: &mut Hands<Self>) {
        self.hear(client, line, hands);
        self.conclude(hands);
    }

    fn gone(&mut self, client: ClientId, _: &mut Hands<Self>) {
        self.watchers.retain(|watcher| *watcher != client);
    }

    fn due(&mut self, due: Due, hands: &mut Hands<Self>) {
        match due {
            Due::Look => {
                self.look();
                self.settle_export();
                self.look_at_teller();
                self.go_on_with_update(hands);
                self.obey(hands);
                hands.after(LOOK, due);
            }
            Due::Seal => {
                let owed = self.unit.settle();
                self.trouble(Trouble::Switches, owed.err().map(|error| error.to_string()));
                self.door.throttle().settle();
                self.look_at_tries();
                self.settle_reception();
                drop(self.unit.seal());
                hands.after(SEAL, due);
            }
            Due::Watch => {
                self.look_at_network();
                hands.after(WATCH, due);
            }
            Due::CheckIn => {
                self.next_check_in = None;
                self.ask_server(hands);
            }
            Due::Erase => self.go_on_erasing(hands),
            Due::Measure => self.go_on_measuring(hands),
        }
        self.conclude(hands);
    }

    fn done(&mut self, done: Done, hands: &mut Hands<Self>) {
        match done {
            Done::Judged(hashed) => self.judged(*hashed, hands),
            Done::Made(pending, made) => self.made(*pending, made, hands),
            Done::Heard(talk, heard) => self.heard(talk, heard, hands),
            Done::Found(path, metadata, found) => self.found(&path, metadata, found, hands),
            Done::Brought(path, metadata, came) => self.brought(&path, metadata, came, hands),
            Done::Refreshed(metadata, asked, policy) => self.refreshed(metadata, &asked, &policy, hands),
            Done::Stick(metadata, seen, came) => self.stick(metadata, seen, came, hands),
            Done::Tested(whom, checks) => self.tested(&whom, checks, hands),
            Done::Installed(verb, said) => self.installer_said(verb, &said, hands),
            Done::Transferred(delivery, came) => self.transferred(*delivery, came, hands),
            Done::TakenIn(spool, connection, read) => self.taken_in(&spool, connection, read, hands),
        }
        self.conclude(hands);
    }

    fn signal(&mut self, signal: Signal, hands: &mut Hands<Self>) {
        if signal == Signal::End {
            self.note_run(Run::Stopped, Reason::Asked);
            drop(self.unit.seal());
            self.unit.conclude();
            self.unit.settle_concluded();
            hands.end();
        }
    }
}

/// A page as an answer.
fn page(html: Vec<u8>) -> Reply {
    Reply::Now(Response::html(200, html))
}

/// A page that says what is wrong.
fn wrong_page(html: Vec<u8>) -> Response {
    Response::html(422, html)
}
