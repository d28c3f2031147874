//! Ten thousand guesses from a thousand addresses, while the owner comes and goes.

use std::net::Ipv4Addr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use steadfast_device::accounts::budget::FREE;
use steadfast_testkit::wait::{now, until};

use crate::browser::{Browser, Page};
use crate::unit::{Agent, Door, OWNER, PASSWORD, Unit};
use crate::world::PATIENT;

/// Addresses, and guesses from each.
const GUESSES: [usize; 2] = [1_000, 10];

/// How many guess at once: of all connections there are, the owner needs one.
const AT_ONCE: usize = 6;

/// Names that are guessed at: the owner's, and one that nobody has.
const NAMES: [&str; 2] = [OWNER, "admin"];

/// How long the owner waits at most, the flood or not.
const BOUND: Duration = Duration::from_secs(10);

/// The most memory, in KiB.
const MEMORY: u64 = 40 << 10;

/// Strangers who guess, as far as they are let.
struct Flood {
    door: Mutex<Door>,
    next: AtomicUsize,
    /// Nobody guesses from this address on.
    until: AtomicUsize,
    judged: AtomicUsize,
    refused: AtomicUsize,
    /// Whether what comes next breaks off, as when the agent is killed.
    breaks: AtomicUsize,
}

impl Flood {
    fn at(door: &Door) -> Self {
        let zero = || AtomicUsize::new(0);
        let door = Mutex::new(door.clone());
        Self { door, next: zero(), until: zero(), judged: zero(), refused: zero(), breaks: zero() }
    }

    fn door(&self) -> Door {
        self.door.lock().expect("nobody panicked").clone()
    }

    /// Guesses from one address after the other.
    fn guess(&self) {
        loop {
            let address = self.next.fetch_add(1, Ordering::SeqCst);
            if address >= GUESSES[0] {
                return;
            }
            wait(|| address < self.until.load(Ordering::SeqCst));
            self.guess_from(address);
        }
    }

    fn guess_from(&self, address: usize) {
        let from = u32::try_from(address).expect("it is small") + (127 << 24 | 1 << 16);
        let mut browser = Browser::from(&self.door(), Ipv4Addr::from_bits(from));
        for guess in 0..GUESSES[1] {
            let name = NAMES[usize::from(guess % 5 == 4)];
            match self.answer(&mut browser, name, &format!("a wrong guess {address} {guess}")).status {
                403 => self.judged.fetch_add(1, Ordering::SeqCst),
                429 | 503 => self.refused.fetch_add(1, Ordering::SeqCst),
                other => panic!("a guess is answered by {other}"),
            };
        }
    }

    /// The answer to a guess; where the agent was killed, to the same one after its start.
    fn answer(&self, browser: &mut Browser, name: &str, password: &str) -> Page {
        let begun = now();
        loop {
            match browser.log_in(name, password) {
                Ok(page) => return page,
                Err(error) => {
                    self.breaks.fetch_add(1, Ordering::SeqCst);
                    assert!(begun.elapsed() < PATIENT, "nobody answers: {error}");
                    std::thread::sleep(Duration::from_millis(10));
                    browser.goes_to(&self.door());
                }
            }
        }
    }

    /// Lets them go on up to an address, and waits until they are as far as another.
    fn go_on(&self, until: usize, reached: usize) {
        self.until.store(until, Ordering::SeqCst);
        wait(|| self.next.load(Ordering::SeqCst) >= reached);
    }
}

fn wait(is_so: impl FnMut() -> bool) {
    assert!(until(3 * PATIENT, is_so), "it does not come to that");
}

/// How many tries strangers had, by the clock: for each name some that are free after each time that the owner got in, and
/// one for each wait that went by, which doubles.
struct Allowance {
    since: Instant,
    tries: u32,
}

impl Allowance {
    fn begin() -> Self {
        Self { since: now(), tries: 0 }
    }

    /// The owner comes in, and is in after this.
    fn reopened(&mut self, login: impl FnOnce()) {
        let before = now();
        login();
        self.count();
        self.since = before;
    }

    fn count(&mut self) {
        let waits = (self.since.elapsed().as_secs() + 1).ilog2();
        self.tries += (u32::from(FREE) + waits) * u32::try_from(NAMES.len()).expect("two");
    }
}

fn comes_in(owner: &mut Browser, allowance: &mut Allowance) {
    let begun = now();
    allowance.reopened(|| {
        let page = owner.log_in(OWNER, PASSWORD).expect("the owner is heard");
        assert_eq!(page.status, 303, "the owner is in");
    });
    assert!(begun.elapsed() < BOUND, "the owner waited for {:?}", begun.elapsed());
}

/// Uses up what strangers have, so far that the next try is seconds away.
fn used_up(stranger: &mut Browser) {
    let waits = |page: &Page| page.wait().is_some_and(|wait| wait >= 5);
    wait(|| waits(&stranger.log_in(OWNER, "a wrong guess of another").expect("it is heard")));
}

fn is_refused(stranger: &mut Browser, when: &str) {
    let page = stranger.log_in(OWNER, PASSWORD).expect("it is heard");
    assert_eq!(page.status, 429, "{when} a stranger with the right password waits like all others");
    assert!(page.wait() > Some(1), "{when} the wait is the one that was reached: {:?}", page.wait());
}

#[test]
fn ten_thousand_guesses_keep_the_owner_out_of_nothing_and_let_no_stranger_in() {
    let unit = Unit::make(None);
    let (agent, mut owner) = unit.with_owner(false);
    let mut allowance = Allowance::begin();
    let flood = Flood::at(&agent.door);
    let agent = std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| flood.guess());
        }
        for part in 1..=4 {
            flood.go_on(150 * part, 150 * part - 70);
            comes_in(&mut owner, &mut allowance);
        }
        let mut stranger = Browser::from(&agent.door, Ipv4Addr::new(127, 9, 9, 9));
        used_up(&mut stranger);
        is_refused(&mut stranger, "in the flood");
        flood.go_on(GUESSES[0], 700);
        let agent = killed(agent, &unit, &flood);
        stranger.goes_to(&agent.door);
        is_refused(&mut stranger, "after a start");
        owner.goes_to(&agent.door);
        comes_in(&mut owner, &mut allowance);
        agent
    });
    allowance.count();
    assert!(flood.breaks.load(Ordering::SeqCst) > 0, "it was killed in the flood");
    let [judged, refused] = [&flood.judged, &flood.refused].map(|count| count.load(Ordering::SeqCst));
    println!("{judged} of {} guesses were judged, {} allowed", judged + refused, allowance.tries);
    println!("{} KiB at most", agent.memory());
    assert_eq!(judged + refused, GUESSES[0] * GUESSES[1], "each was answered");
    assert!(judged >= usize::from(FREE), "some were judged");
    assert!(judged <= usize::try_from(allowance.tries).expect("a number"), "{judged} were judged");
    assert_written_down(&mut owner, allowance.tries);
    assert!(agent.memory() < MEMORY, "{} KiB", agent.memory());
    owner.log_in(OWNER, PASSWORD).expect("the owner is heard");
    let mut stranger = Browser::from(&agent.door, Ipv4Addr::new(127, 9, 9, 10));
    assert_eq!(stranger.log_in(OWNER, PASSWORD).expect("it is heard").status, 303, "it was the right password");
}

/// Kills the agent while strangers guess, and starts it anew.
fn killed(agent: Agent, unit: &Unit, flood: &Flood) -> Agent {
    assert!(agent.memory() < MEMORY, "{} KiB", agent.memory());
    agent.kill();
    let agent = unit.start();
    *flood.door.lock().expect("nobody panicked") = agent.door.clone();
    agent
}

/// The log has what was judged, and of all else little.
fn assert_written_down(owner: &mut Browser, allowed: u32) {
    let export = owner.get("/log/export").expect("it is heard");
    assert_eq!(export.status, 200);
    let written = |word: &str| export.body.lines().filter(|line| line.contains(word)).count();
    let most = usize::try_from(allowed).expect("a number");
    let (wrong, refused) = (written("\"wrong\""), written("\"throttled\""));
    assert!((usize::from(FREE)..=most).contains(&wrong), "{wrong} lines on wrong passwords of {most}");
    assert!((1..=6).contains(&refused), "{refused} lines on who was made to wait, one in a minute");
    assert!(export.body.lines().count() < most + 60, "{} lines in all", export.body.lines().count());
}
