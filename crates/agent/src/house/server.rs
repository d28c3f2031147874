//! The unit and its manufacturer's server. Everything else works without it, for as long as it is away.

use std::sync::atomic::Ordering;
use std::time::Duration;

use steadfast_device::check_in::{self, Reply as Said, Said as Says};
use steadfast_monitor::event::Class;
use steadfast_protocol::{Answer, CHECK_IN, ENROL, EVENTS, Envelope, PolicyTaken, Runs, Stance, Taken, decode, encode};

use super::words::ELSEWHERE;
use super::work::{Job, Talk};
use super::{Home, Trouble};
use crate::event_loop::Hands;
use crate::net::{NetError, Reply};
use crate::work::Urgency;

/// Seconds until the rest of what waits is said: so many, and as many again by chance.
const SOON: u64 = 5;

/// Name and version of this program.
pub(super) const AGENT: &str = concat!("steadfast-agent/", env!("CARGO_PKG_VERSION"));

impl Home {
    /// Asks the server: who the unit is, the first time; after that, what there is for it.
    pub(super) fn ask_server(&mut self, hands: &mut Hands<Self>) {
        if self.unit.life.unit.is_none() {
            let body = check_in::enrol(&self.unit.identity, &self.unit.life, &self.unit.storage, &self.unit.clock);
            return self.send(Talk::Enrol, ENROL, body, hands);
        }
        let says = self.says();
        let unit = &mut self.unit;
        let made =
            check_in::check_in(&unit.identity, &mut unit.life, &unit.outbox, &unit.storage, &unit.clock, says.clone());
        match made {
            Ok(body) => {
                self.remember(&says);
                self.send(Talk::CheckIn, CHECK_IN, body, hands);
            }
            // A counter that cannot be promised is not used.
            Err(_) => self.again(None, hands),
        }
    }

    fn says(&mut self) -> Says {
        let fresh_code = self.says_fresh_code();
        let owner = self.unit.owner();
        Says {
            runs: self.runs(),
            switches: owner.map(|owner| owner.switches),
            consent: owner.map(|owner| owner.consent),
            log: self.unit.log.tree_head(),
            agent: AGENT.to_owned(),
            fresh_code,
            policy: Some(self.unit.policy_taken()),
        }
    }

    /// What runs: what was installed, and what programs were started with.
    pub(super) fn runs(&self) -> Vec<Runs> {
        self.unit.runs(self.started_as())
    }

    /// The versions that run, for the owner to read: as this program was told, until a server named the parts.
    pub(super) fn versions(&self) -> Vec<String> {
        let runs: Vec<String> = self.runs().into_iter().map(|run| run.version).collect();
        let version = |told: &String| ordered(told.split_once('=').map_or(told, |(_, version)| version)).0.to_owned();
        if runs.is_empty() { self.ways.runs.iter().map(version).collect() } else { runs }
    }

    /// What this program was told that runs, with the parts' ids as the server named them. A version without a part is that of
    /// the only one.
    pub(super) fn started_as(&self) -> Vec<Runs> {
        let parts = &self.unit.life.parts;
        let of = |text: &String| {
            let (name, said) =
                text.split_once('=').map_or((None, text.as_str()), |(name, version)| (Some(name), version));
            let (version, sequence) = ordered(said);
            if let Some(id) = name.filter(|name| name.starts_with("prt_")) {
                // A unit that no server ever named its parts to.
                return Some(Runs { part: id.to_owned(), version: version.to_owned(), sequence, image: None });
            }
            let mut fitting = parts.iter().filter(|part| name.is_none_or(|name| part.name.eq_ignore_ascii_case(name)));
            let part = fitting.next().filter(|_| fitting.next().is_none())?;
            Some(Runs { part: part.id.clone(), version: version.to_owned(), sequence, image: None })
        };
        self.ways.runs.iter().filter_map(of).collect()
    }

    /// Keeps what is said, for the owner to read.
    fn remember(&mut self, says: &Says) {
        let life = &self.unit.life;
        let switches = says
            .switches
            .map(|on| format!("record {}, share {}, remote {}", word(on.record), word(on.share), word(on.remote)));
        let consent =
            says.consent.map(|on| format!("automatic {}, features {}", word(on.automatic), word(on.features)));
        let log = says.log.map(|head| format!("{} {}", head.size, hex(&*head.root)));
        let seen = life.witnessed.map(|head| format!("{} {}", head.size, hex(&*head.root)));
        let runs: Vec<String> = says.runs.iter().map(|run| format!("{} {}", run.part, run.version)).collect();
        let nothing = || "–".to_owned();
        self.said = vec![
            ("sent-unit", life.unit.clone().unwrap_or_default()),
            ("sent-time", self.time(self.unit.now())),
            ("sent-starts", life.starts.to_string()),
            ("sent-runs", runs.join(", ")),
            ("sent-consent", consent.unwrap_or_else(nothing)),
            ("sent-switches", switches.unwrap_or_else(nothing)),
            ("sent-statements", self.unit.outbox.next().len().to_string()),
            ("sent-log", log.unwrap_or_else(nothing)),
            ("sent-checkpoint", seen.unwrap_or_else(nothing)),
            ("sent-agent", says.agent.clone()),
            ("sent-fresh-code", says.fresh_code.map_or_else(nothing, |hash| hex(&*hash))),
            ("sent-policy", says.policy.map_or_else(nothing, stated)),
        ];
    }

    fn send(&mut self, talk: Talk, path: &'static str, body: Vec<u8>, hands: &mut Hands<Self>) {
        if let Some(time) = &self.server {
            time.set(self.unit.now());
        }
        if hands.give(Job::Ask(talk, path, body), Urgency::Nobody).is_err() {
            self.again(None, hands);
        }
    }

    /// The next try after something went wrong.
    fn again(&mut self, wait: Option<u64>, hands: &mut Hands<Self>) {
        let wait = self.pace.failed(wait, self.chance());
        self.check_in_after(Duration::from_secs(wait), hands);
    }

    /// The server said something, or nothing came.
    pub(super) fn heard(&mut self, talk: Talk, heard: Result<Reply, NetError>, hands: &mut Hands<Self>) {
        let Reply { status, wait, body } = match heard {
            Ok(reply) => reply,
            Err(error) => {
                self.trouble(Trouble::Server, Some(error.to_string()));
                // Events come again with the next check-in.
                if !matches!(talk, Talk::Events(_)) {
                    self.again(None, hands);
                }
                return;
            }
        };
        let before = self.unit.outbox.len();
        let (reply, unit) = (Said { status, body }, &mut self.unit);
        let led = match talk {
            Talk::Enrol => check_in::enrolled(&mut unit.life, &unit.storage, &reply).map(|()| None),
            Talk::CheckIn => check_in::answered(&mut unit.life, &mut unit.outbox, &unit.storage, &reply).map(Some),
            Talk::Events(_) => return self.taken(&reply, hands),
        };
        self.trouble(Trouble::Server, led.as_ref().err().map(ToString::to_string));
        match led {
            Ok(Some(answer)) => self.answered(&answer, before, hands),
            Ok(None) => self.check_in_after(Duration::from_secs(1), hands),
            Err(_) => self.again(wait, hands),
        }
    }

    /// The server answered, and so many statements waited before. Where it kept some, the rest follows soon.
    fn answered(&mut self, answer: &Answer, before: usize, hands: &mut Hands<Self>) {
        self.heard = Some(self.unit.now());
        self.heard_fresh_code();
        if let Some(told) = answer.consent {
            // Where it cannot be kept, or nobody owns the unit, the next answer says it again.
            drop(self.unit.agreed_elsewhere(told, ELSEWHERE));
        }
        if let Some(takes) = answer.takes_events {
            // Where it cannot be kept, what stood before holds, and the next answer says it again.
            drop(self.unit.taken_elsewhere(takes));
        }
        if let Some(told) = &answer.notices {
            // What cannot be kept is told again.
            drop(self.unit.told_by_maker(told));
        }
        if let Some(policy) = &answer.policy {
            self.policy_came(policy, hands);
        }
        // What cannot be kept is offered again.
        drop(self.unit.offered(&answer.offers, &answer.stop));
        self.go_on_with_update(hands);
        let wait = self.pace.answered(answer.again, self.chance());
        let left = self.unit.outbox.len();
        let goes_on = left > 0 && left < before;
        let wait = if goes_on { wait.min(SOON + self.chance() % SOON) } else { wait };
        self.check_in_after(Duration::from_secs(wait), hands);
        self.send_events(hands);
    }

    /// Sends the next events, where the owner shares them, here and by what they said elsewhere.
    fn send_events(&mut self, hands: &mut Hands<Self>) {
        let Some(unit) = self.unit.life.unit.clone().filter(|_| self.unit.may_send()) else { return };
        let sharing = self.shares.load(Ordering::SeqCst);
        let moment = self.unit.moment();
        let next = Class::ALL.iter().find_map(|class| self.unit.log.unsent(*class).ok().flatten());
        if let Some(unsent) = next {
            let envelope = Envelope::sign(&unsent.batch(&unit, moment), &self.unit.identity.key());
            // Where too much waits, the next check-in sends them.
            drop(hands.give(Job::Ask(Talk::Events(sharing), EVENTS, encode(&envelope)), Urgency::Nobody));
        }
    }

    /// The server keeps events; what it does not take comes again with the next check-in, and so does what it says it took
    /// before.
    fn taken(&mut self, reply: &Said, hands: &mut Hands<Self>) {
        let taken = (reply.status == 200).then(|| decode::<Taken>(&reply.body).ok()).flatten();
        let class = taken.and_then(|taken| Class::of(taken.class));
        if let (Some(taken), Some(class)) = (taken, class)
            && self.unit.log.sent(class, taken.last).is_ok_and(|is_more| is_more)
        {
            self.send_events(hands);
        }
    }
}

/// A version, and its place in the order where it is told: `2.4.1@7`.
fn ordered(said: &str) -> (&str, Option<u64>) {
    let parted = said.rsplit_once('@').and_then(|(version, sequence)| Some((version, sequence.parse().ok()?)));
    parted.map_or((said, None), |(version, sequence)| (version, Some(sequence)))
}

/// A policy's place in the order, and what the unit does with it.
fn stated(taken: PolicyTaken) -> String {
    let stance = match taken.stance {
        Some(Stance::Obeys) => "obeys",
        Some(Stance::Waits) => "waits",
        Some(Stance::Left) => "left",
        None => "–",
    };
    format!("{} {stance}", taken.sequence)
}

fn word(on: bool) -> &'static str {
    if on { "on" } else { "off" }
}

fn hex(bytes: &[u8]) -> String {
    steadfast_trust::encoding::hex(bytes)
}
