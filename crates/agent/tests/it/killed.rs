//! The power goes, again and again, at any moment of what a person does.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::time::Duration;

use steadfast_device::outside::{Random as _, System};
use steadfast_testkit::faults::Moments;
use steadfast_testkit::wait::now;

use crate::browser::{Browser, Page};
use crate::unit::{Agent, OWNER, PASSWORD, Unit};

/// How often it goes.
const KILLS: usize = 40;

/// A start takes about so long.
const START: Duration = Duration::from_millis(60);

/// What somebody does while it goes.
#[derive(Clone, Debug)]
enum Act {
    /// Makes the unit theirs, by this password.
    SetUp(String),
    /// Takes this password in the place of the one that there is.
    Change(String),
    /// Lets somebody of this name in.
    Add(String),
    /// Turns recording on or off.
    Record(bool),
    Reset,
}

/// A unit that is somebody's.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Owned {
    password: String,
    people: BTreeSet<String>,
    record: bool,
}

/// How the unit can be: nothing stands for as it left its factory.
type State = Option<Owned>;

/// What becomes of a state by what somebody does.
fn after(state: &State, act: &Act) -> State {
    let mut owned = state.clone();
    match (act, &mut owned) {
        (Act::SetUp(password), None) => {
            let people = [OWNER.to_owned()].into();
            return Some(Owned { password: password.clone(), people, record: true });
        }
        (Act::Change(password), Some(owned)) => owned.password.clone_from(password),
        (Act::Add(name), Some(owned)) => drop(owned.people.insert(name.clone())),
        (Act::Record(on), Some(owned)) => owned.record = *on,
        (Act::Reset, Some(_)) => return None,
        (act, None) | (act @ Act::SetUp(_), Some(_)) => panic!("nobody does {act:?} now"),
    }
    owned
}

fn chosen(state: &State, round: usize, number: u64) -> Act {
    let password = format!("{PASSWORD} {round}");
    match (state, number % 8) {
        (None, _) => Act::SetUp(password),
        (Some(_), 0..2) => Act::Change(password),
        (Some(_), 2..4) => Act::Add(format!("friend{round}")),
        (Some(owned), 4..6) => Act::Record(!owned.record),
        (Some(_), _) => Act::Reset,
    }
}

/// What kind of an act it is.
fn kind(act: &Act) -> &'static str {
    match act {
        Act::SetUp(_) => "set-up",
        Act::Change(_) => "change",
        Act::Add(_) => "add",
        Act::Record(_) => "record",
        Act::Reset => "reset",
    }
}

fn done(browser: &mut Browser, unit: &Unit, password: &str, act: &Act) -> io::Result<Page> {
    match act {
        Act::SetUp(new) => browser.set_up(&unit.code, new, false),
        Act::Change(new) => {
            let fields = [("current", password), ("new", new), ("again", new)];
            browser.submit("/people/password", "/people", &fields)
        }
        Act::Add(name) => {
            let fields = [("name", name.as_str()), ("role", "user"), ("first", "a first one for a friend")];
            browser.submit("/people/add", "/people", &fields)
        }
        Act::Record(on) => {
            let to = if *on { "on" } else { "off" };
            browser.submit("/switches", "/switches", &[("switch", "record"), ("to", to)])
        }
        Act::Reset => browser.submit("/reset", "/reset", &[("password", password)]),
    }
}

/// Does something and kills the agent meanwhile; whether it was answered that it is done.
fn killed(agent: Agent, browser: &mut Browser, unit: &Unit, before: &State, act: &Act, wait: Duration) -> bool {
    let password = before.as_ref().map_or("", |owned| &owned.password);
    std::thread::scope(|scope| {
        let person = scope.spawn(|| done(browser, unit, password, act));
        std::thread::sleep(wait);
        agent.kill();
        match person.join().expect("nobody panicked") {
            Err(_) => false,
            Ok(page) if matches!(page.status, 200 | 303) => true,
            Ok(page) => panic!("{act:?} is answered by {}: {}", page.status, page.body),
        }
    })
}

/// How the unit is, after a start; it must be one of these. Whoever is its owner is in after that.
fn found(browser: &mut Browser, unit: &Unit, possible: &[State]) -> State {
    browser.cookies.remove("__Host-session");
    let page = browser.get("/people").expect("it is heard");
    let place = page.head.lines().find_map(|line| line.strip_prefix("location: ")).unwrap_or_default().to_owned();
    if place == "/set-up" {
        assert!(possible.contains(&None), "it has no owner any more: {possible:?}");
        assert_is_open(browser, unit);
        return None;
    }
    assert_eq!((page.status, place.as_str()), (303, "/login"), "it is in no lawful state: {}", page.body);
    let password = possible.iter().flatten().map(|owned| owned.password.clone()).collect::<BTreeSet<_>>();
    let fits = |password: &&String| browser.log_in(OWNER, password).expect("it is heard").status == 303;
    let password = password.iter().filter(fits).cloned().collect::<Vec<_>>();
    let [password] = <[String; 1]>::try_from(password).expect("one password opens it");
    let is_so =
        |state: &&State| state.as_ref().is_some_and(|owned| owned.password == password && shows(browser, owned));
    possible.iter().find(is_so).unwrap_or_else(|| panic!("it is none of {possible:?}")).clone()
}

/// Nothing works but the set-up, and nothing of an owner is left.
fn assert_is_open(browser: &mut Browser, unit: &Unit) {
    for path in ["/", "/log", "/log/export", "/switches", "/login", "/reset"] {
        let page = browser.get(path).expect("it is heard");
        assert!(page.head.contains("location: /set-up\r\n"), "{path} is open: {}", page.head);
    }
    let stays = |name: &String| ["log", "update-", "trust-", "certificate"].iter().any(|kept| name.starts_with(kept));
    let known = ["unit", "factory", "life", "outbox", "lock", "throttle", "reset", "wiped"];
    let left: Vec<_> = unit.stored().into_iter().filter(|name| !stays(name) && !known.contains(&&**name)).collect();
    assert_eq!(left, [""; 0], "something is left");
    assert!(unit.document("reset").is_none_or(|mark| mark.is_empty()), "no reset stands still");
    assert!(unit.document("throttle").is_none_or(|counts| counts.len() < 40), "nobody is counted");
}

/// Whether the pages show this.
fn shows(browser: &mut Browser, owned: &Owned) -> bool {
    let people = browser.get("/people").expect("it is heard").body;
    let names = people.split("name=\"name\" value=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let names: BTreeSet<_> = names.map(str::to_owned).filter(|name| !name.is_empty()).collect();
    let switches = browser.get("/switches").expect("it is heard").body;
    let (_, record) = switches.split_once("value=\"record\"").expect("there is the switch");
    let (_, to) = record.split_once("name=\"to\" value=\"").expect("it can be turned");
    names == owned.people && to.starts_with("off") == owned.record
}

/// How long each kind of act takes where no power goes, each done once.
fn usual(agent: &Agent, unit: &Unit) -> BTreeMap<&'static str, Duration> {
    let mut browser = Browser::of(&agent.door);
    let [first, other] = [PASSWORD, "another lantern entirely"].map(str::to_owned);
    let acts = [Act::SetUp(first), Act::Change(other), Act::Add("guest".to_owned()), Act::Record(false), Act::Reset];
    let mut state = None;
    acts.map(|act| {
        let password = state.as_ref().map_or(String::new(), |owned: &Owned| owned.password.clone());
        let begun = now();
        let page = done(&mut browser, unit, &password, &act).expect("it is heard");
        assert!(matches!(page.status, 200 | 303), "{act:?} is answered by {}", page.status);
        let took = begun.elapsed();
        state = after(&state, &act);
        assert_eq!(found(&mut browser, unit, std::slice::from_ref(&state)), state);
        (kind(&act), took)
    })
    .into()
}

#[test]
fn the_power_may_go_at_any_moment_of_what_a_person_does() {
    let seed = System.bytes().map(u32::from_le_bytes).expect("there is chance");
    let (unit, mut moments) = (Unit::make(None), Moments::seeded(seed.into()));
    let mut agent = unit.start();
    let usual = usual(&agent, &unit);
    let mut browser = Browser::of(&agent.door);
    let (mut possible, mut ends): (Vec<State>, BTreeMap<_, usize>) = (vec![None], BTreeMap::new());
    for round in 0..KILLS {
        let state = found(&mut browser, &unit, &possible);
        let act = chosen(&state, round, moments.number());
        let next = after(&state, &act);
        let within = usual[kind(&act)] * 2;
        let is_done = killed(agent, &mut browser, &unit, &state, &act, moments.next(within));
        *ends.entry((kind(&act), is_done)).or_default() += 1;
        // What was answered holds; a reset that was begun is as good as done.
        let is_begun = unit.document("reset").is_some_and(|mark| !mark.is_empty());
        possible = if is_done || is_begun { vec![next] } else { vec![state, next] };
        if moments.number() % 3 == 0 {
            unit.stumble(moments.next(START));
        }
        agent = unit.start();
        browser.goes_to(&agent.door);
    }
    found(&mut browser, &unit, &possible);
    println!("what was done, whether it was answered before the power went, and how often: {ends:?}");
}
