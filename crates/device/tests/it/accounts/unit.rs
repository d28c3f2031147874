//! A unit for tests: its door, its people, its clock and its medium.

use std::cell::{Cell, RefCell};
use std::io;
use std::sync::LazyLock;
use std::time::Duration;

use steadfast_device::accounts::blocklist::Blocklist;
use steadfast_device::accounts::password::{NewPassword, Rules};
use steadfast_device::accounts::{
    Begun, Cookie, CookieSecret, Cost, Door, In, Login, Name, Origin, Outcome, People, Role, Secret, Throttle, Verifier,
};
use steadfast_device::outside::{Clock, Memory, NoRandom, Random, Storage, StorageError};
use steadfast_protocol::Seconds;

pub(crate) const PASSWORD: &str = "a stone bridge over water";

/// Hashed once for all tests: each hash takes long.
pub(crate) static VERIFIER: LazyLock<Verifier> =
    LazyLock::new(|| Verifier::make(&taken(PASSWORD), Cost::SMALL, [3; 32]).expect("there is memory"));

pub(crate) fn secret(text: &str) -> Secret {
    Secret::typed(text.to_owned()).expect("it is short")
}

pub(super) fn taken(text: &str) -> NewPassword {
    let rules = Rules { words: &[], code: None, blocklist: Blocklist::common() };
    rules.take(secret(text)).expect("a good one")
}

pub(crate) fn name(text: &str) -> Name {
    text.parse().expect("a name")
}

/// A clock that is set by hand.
#[derive(Debug, Default)]
pub(super) struct Hand {
    pub(super) steady: Cell<Duration>,
    pub(super) wall: Cell<Option<Seconds>>,
}

impl Clock for Hand {
    fn wall(&self) -> Option<Seconds> {
        self.wall.get()
    }

    fn steady(&self) -> Duration {
        self.steady.get()
    }
}

/// Chance that counts.
#[derive(Debug, Default)]
pub(super) struct Counting(Cell<u8>);

impl Random for Counting {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandom> {
        self.0.set(self.0.get().wrapping_add(1));
        bytes.fill(self.0.get());
        Ok(())
    }
}

/// A medium that can be full, cannot be read, and counts what is written.
#[derive(Debug, Default)]
pub(super) struct Medium {
    pub(super) inner: Memory,
    pub(super) is_full: Cell<bool>,
    pub(super) is_unreadable: Cell<bool>,
    pub(super) writes: RefCell<Vec<usize>>,
}

fn broken(what: &'static str, name: &str) -> StorageError {
    StorageError { what, name: name.to_owned(), source: io::ErrorKind::StorageFull.into() }
}

impl Storage for Medium {
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, StorageError> {
        if self.is_unreadable.get() { Err(broken("read", name)) } else { self.inner.read(name) }
    }

    fn replace(&self, name: &str, bytes: &[u8]) -> Result<(), StorageError> {
        if self.is_full.get() {
            return Err(broken("replace", name));
        }
        self.writes.borrow_mut().push(bytes.len());
        self.inner.replace(name, bytes)
    }

    fn append(&self, name: &str, bytes: &[u8]) -> Result<(), StorageError> {
        self.inner.append(name, bytes)
    }

    fn sync(&self, name: &str) -> Result<(), StorageError> {
        self.inner.sync(name)
    }

    fn truncate(&self, name: &str, length: u64) -> Result<(), StorageError> {
        self.inner.truncate(name, length)
    }

    fn destroy(&self, name: &str) -> Result<(), StorageError> {
        self.inner.destroy(name)
    }

    fn remove(&self, name: &str) -> Result<(), StorageError> {
        self.inner.remove(name)
    }

    fn names(&self) -> Result<Vec<String>, StorageError> {
        self.inner.names()
    }
}

/// The unit of `owner`, whose password is [`PASSWORD`].
pub(super) struct Unit<'a> {
    pub(super) door: Door<&'a Medium>,
    pub(super) people: People,
    pub(super) clock: Hand,
    pub(super) random: Counting,
    medium: &'a Medium,
    cookies: CookieSecret,
}

impl<'a> Unit<'a> {
    pub(super) fn new(medium: &'a Medium) -> Self {
        let mut people = People::default();
        people.add(name("owner"), Role::Owner, VERIFIER.clone()).expect("the first");
        let (clock, random) = (Hand::default(), Counting::default());
        clock.wall.set(Some(1_800_000_000));
        let door = Door::new(Throttle::open(medium, "throttle", Duration::ZERO), Cost::SMALL, &random).expect("chance");
        Self { door, people, clock, random, medium, cookies: CookieSecret::new([9; 32]) }
    }

    /// The power goes and comes back.
    pub(super) fn restart(&mut self) {
        self.clock.steady.set(Duration::ZERO);
        let throttle = Throttle::open(self.medium, "throttle", Duration::ZERO);
        self.door = Door::new(throttle, Cost::SMALL, &self.random).expect("chance");
    }

    pub(super) fn pass(&self, time: Duration) {
        self.clock.steady.set(self.clock.steady.get() + time);
    }

    pub(super) fn knock(&mut self, name: &str, password: &str, code: Option<&str>, from: Origin) -> Begun {
        let login = Login { name: name.to_owned(), password: secret(password), code: code.map(str::to_owned), from };
        self.door.knock(&self.people, login, &self.clock, &self.random)
    }

    /// A guess, which is wrong: its hash is not made.
    pub(super) fn guess(&mut self, name: &str, from: Origin) -> Begun {
        let begun = self.knock(name, "wrong", None, from);
        while let Some(attempt) = self.door.next_attempt() {
            self.door.abandon(attempt.ticket());
        }
        begun
    }

    /// An attempt whose hash is made.
    pub(super) fn try_with(&mut self, name: &str, password: &str, code: Option<&str>, from: Origin) -> Outcome {
        let begun = self.knock(name, password, code, from);
        assert!(matches!(begun, Begun::Waits(_)), "{begun:?}");
        let hashed = self.door.next_attempt().expect("it waits").hash();
        self.door.finish(&mut self.people, hashed, &self.clock, &self.random)
    }

    pub(super) fn log_in(&mut self, from: Origin) -> In {
        match self.try_with("owner", PASSWORD, None, from) {
            Outcome::In(entered) => entered,
            other => panic!("not in: {other:?}"),
        }
    }

    /// A browser that the owner logged in with.
    pub(super) fn known(&mut self) -> Origin {
        let browser = self.log_in(stranger()).browser.expect("a browser");
        let text = Cookie::text(&name("owner"), browser, &self.cookies);
        Origin::Network(Some(Cookie::open(&text, &self.cookies).expect("its own")))
    }

    /// Guesses until there are no more tries, whatever the waits.
    pub(super) fn exhaust(&mut self, name: &str, from: &Origin) -> u32 {
        let mut tries = 0;
        loop {
            match self.guess(name, from.clone()) {
                Begun::Waits(_) => tries += 1,
                Begun::Refused(wait) => self.pass(wait),
                Begun::Stopped => return tries,
                Begun::Busy => panic!("nobody else waits"),
            }
        }
    }
}

pub(super) fn stranger() -> Origin {
    Origin::Network(None)
}
