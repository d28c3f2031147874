//! What local programs say and hear: a line of JSON each.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use steadfast_device::check_in;
use steadfast_device::data::Data;
use steadfast_device::settings::value;
use steadfast_monitor::event::{Event, Product, Severity, What};
use steadfast_trust::encoding::hex;

use super::Home;
use super::screen::{Entered, Typed};
use super::self_test::Tested;
use super::updates::Says;
use crate::event_loop::Hands;
use crate::socket::Client;

/// What a program says. One of these.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
struct Said {
    /// Something happened that matters for security.
    event: Option<Told>,
    /// It wants to know how things stand, now.
    states: Option<bool>,
    /// It wants to be told whenever they change.
    watch: Option<bool>,
    /// Somebody stands in front of the unit: the button was pressed.
    present: Option<bool>,
    /// Somebody logs in at the unit itself.
    login: Option<Typed>,
    /// It can be restarted now, or not.
    safe: Option<bool>,
    /// Why not.
    reason: Option<String>,
    /// It works as it should.
    healthy: Option<bool>,
    /// It wants a key for what it keeps of the owner, by what it is for.
    key: Option<String>,
    /// It wants the unit to look at itself.
    self_test: Option<bool>,
    /// It wants to know what was noticed.
    alerts: Option<bool>,
}

/// An event of the product.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    name: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    severity: Option<String>,
}

/// How things stand.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct States<'a> {
    set_up: bool,
    locked: bool,
    record: bool,
    share: bool,
    remote: bool,
    log_works: bool,
    settings: BTreeMap<&'a str, &'a str>,
    /// What an update asks of the program.
    #[serde(skip_serializing_if = "Option::is_none")]
    update: Option<&'static str>,
    /// Functions that rest for now, by their names.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    paused: &'a [String],
    /// How many things that were noticed go on.
    #[serde(skip_serializing_if = "Option::is_none")]
    alerts: Option<usize>,
}

/// What a program hears.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Heard<'a> {
    States(States<'a>),
    Taken(bool),
    Login(Entered),
    SelfTest(Tested),
    Key(String),
    Alerts(Vec<serde_json::Value>),
    Refused(&'static str),
}

impl Heard<'_> {
    pub(super) fn line(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Home {
    pub(super) fn hear(&mut self, client: Client, line: &str, hands: &mut Hands<Self>) {
        let answer = match serde_json::from_str::<Said>(line) {
            Err(_) => Heard::Refused("not-understood").line(),
            Ok(Said { event: Some(told), .. }) => self.product_says(&told).line(),
            Ok(Said { login: Some(typed), .. }) => match self.typed_here(client, typed, hands) {
                Some(answer) => answer.line(),
                None => return,
            },
            Ok(Said { present: Some(true), .. }) => self.button(client, hands).line(),
            Ok(Said { safe: Some(safe), reason, .. }) => {
                let says = if safe { Says::Safe } else { Says::NotSafe(check_in::line(&reason.unwrap_or_default())) };
                self.product_says_of_itself(client, says, hands).line()
            }
            Ok(Said { healthy: Some(true), .. }) => self.product_says_of_itself(client, Says::Healthy, hands).line(),
            Ok(Said { key: Some(purpose), .. }) => self.key_for(client, &purpose).line(),
            Ok(Said { self_test: Some(true), .. }) => match self.self_test_for(client, hands) {
                Some(answer) => answer.line(),
                None => return,
            },
            Ok(Said { alerts: Some(true), .. }) => self.alerts_for(client).line(),
            Ok(Said { watch: Some(true), .. }) => {
                self.watchers.retain(|known| *known != client.id);
                self.watchers.push(client.id);
                self.states()
            }
            Ok(Said { states: Some(true), .. }) => self.states(),
            Ok(_) => Heard::Refused("not-understood").line(),
        };
        hands.say(client.id, &answer);
    }

    fn states(&self) -> String {
        let owner = self.unit.owner();
        let switches = owner.map(|owner| owner.switches).unwrap_or_default();
        let unchanged = BTreeMap::new();
        let changed = owner.map_or(&unchanged, |owner| &owner.changed);
        let settings = self.unit.factory.settings.iter().map(|one| (one.name.as_str(), value(one, changed))).collect();
        Heard::States(States {
            // Whoever erases what is their own when nobody owns the unit must not do so for a file that cannot be read.
            set_up: owner.is_some() || self.unit.is_locked(),
            locked: self.unit.is_locked(),
            record: self.unit.records(),
            share: switches.share,
            remote: switches.remote,
            log_works: self.unit.log.health().is_writing,
            settings,
            update: self.asks_product(),
            paused: self.resting_now(),
            alerts: Some(self.open_alerts()).filter(|count| *count > 0),
        })
        .line()
    }

    /// Tells whoever wants to know, and the way to the server, that something changed.
    pub(super) fn tell_watchers(&mut self, hands: &mut Hands<Self>) {
        if !self.unit.records() {
            self.forget_network();
        }
        let shares = self.unit.owner().is_some_and(|owner| owner.switches.share);
        let held = self.shares.load(Ordering::SeqCst);
        let next = match (shares, held) {
            (false, _) => 0,
            (true, 0) => self.sharings + 1,
            (true, held) => held,
        };
        self.sharings = self.sharings.max(next);
        self.shares.store(next, Ordering::SeqCst);
        let line = self.states();
        self.watchers.retain(|watcher| hands.say(*watcher, &line));
    }

    fn product_says(&mut self, told: &Told) -> Heard<'static> {
        if !Product::is_name(&told.name) {
            return Heard::Refused("event-name");
        }
        if !self.unit.records() {
            return Heard::Taken(false);
        }
        let severity =
            told.severity.as_deref().map(|code| Severity::ALL.iter().find(|one| one.code() == code).copied());
        if severity == Some(None) {
            return Heard::Refused("event-severity");
        }
        let (name, text) = (Some(told.name.as_str().into()), Some(told.text.as_str().into()));
        let mut event = Event::new(self.unit.moment(), What::Product(Product { name, text }));
        event.severity = severity.flatten().or(event.severity);
        Heard::Taken(self.unit.log.append(&event).is_some())
    }

    /// The product's program speaks for the unit's buttons and keys only as the user that owns this machine, or this process.
    pub(super) fn speaks_for_the_unit(&self, client: Client) -> bool {
        client.user == 0 || client.user == rustix::process::geteuid().as_raw()
    }

    /// A key under which the product's program keeps what is its owner's: it dies with them.
    fn key_for(&self, client: Client, purpose: &str) -> Heard<'static> {
        if !self.speaks_for_the_unit(client) {
            return Heard::Refused("not-allowed");
        }
        if self.unit.owner().is_none() {
            return Heard::Refused("no-owner");
        }
        let key = Data::open(&self.unit.storage, &self.unit.random).map(|data| data.key_for(purpose));
        key.map_or(Heard::Refused("not-kept"), |key| Heard::Key(hex(&*key)))
    }

    /// What was noticed, for a program that tells the owner: it names addresses and people.
    fn alerts_for(&self, client: Client) -> Heard<'static> {
        if self.speaks_for_the_unit(client) { Heard::Alerts(self.alerts()) } else { Heard::Refused("not-allowed") }
    }

    fn product_says_of_itself(&mut self, client: Client, says: Says, hands: &mut Hands<Self>) -> Heard<'static> {
        if !self.speaks_for_the_unit(client) {
            return Heard::Refused("not-allowed");
        }
        self.product_is(says, hands);
        Heard::Taken(true)
    }

    fn button(&mut self, client: Client, hands: &mut Hands<Self>) -> Heard<'static> {
        if !self.speaks_for_the_unit(client) {
            return Heard::Refused("not-allowed");
        }
        self.somebody_is_here();
        self.tell_watchers(hands);
        Heard::Taken(true)
    }
}
