//! Two real logs of SSH, and simulated operators who mistype: how soon a source that guesses is told, and who is told wrongly,
//! beside a plain count of five failures in ten minutes.
//!
//! A guess is a line that says so: a failed password, an unknown account, a session given up before login. The count is given
//! the same lines, except those that only end a session: they are what it would count twice.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;

use steadfast_monitor::detect::Cause;
use steadfast_monitor::detect::people::{Bounds, People};
use steadfast_monitor::event::{Address, Attempt, Authentication, Event, Factor, Moment, Seconds, What};
use steadfast_monitor::read::Syslog;

use crate::row::{median, row};
use crate::{Failure, data, worked};

/// The logs, with the year in which they begin.
const LOGS: [(&str, i64); 2] = [("ec2-secrepo", 2014), ("lab-openssh-2k", 2015)];

/// Guesses after which a source has to be told.
const GUESSES: u64 = 6;

/// Operators, and for how many days each of them comes in every day.
const OPERATORS: (u32, i64) = (1000, 90);

/// Measures.
///
/// # Errors
/// When the data cannot be read.
pub(crate) fn measure(folder: &Path) -> Result<(), Failure> {
    let logs: Vec<(String, i64)> = LOGS
        .iter()
        .map(|(name, year)| Ok((data::unpacked(&folder.join("auth").join(format!("{name}.log.gz")))?, *year)))
        .collect::<Result<_, Failure>>()?;
    let ways: [(&str, New); 2] =
        [("points", || Box::new(People::default())), ("five failures in ten minutes", || Box::<Count>::default())];
    for (name, way) in ways {
        let seen: Vec<Seen> = logs.iter().map(|(log, year)| Seen::of(log, *year, way().as_mut())).collect();
        real(name, &seen);
        simulated(name, way);
    }
    speed(&logs);
    Ok(())
}

/// Makes a way that has seen nothing.
type New = fn() -> Box<dyn Way>;

/// A way to tell who guesses.
trait Way {
    /// Takes in an event, and says which source it tells.
    fn see(&mut self, event: &Event<'_>, at: Seconds) -> Option<IpAddr>;
}

impl Way for People {
    fn see(&mut self, event: &Event<'_>, at: Seconds) -> Option<IpAddr> {
        let mut told = None;
        Self::see(self, event, at, &Bounds::default(), &mut |reason| {
            if let Some(Cause::Source(Some(source))) = reason.cause {
                told = Some(source.0);
            }
        });
        told
    }
}

/// What many do: five failures within ten minutes, whatever happens between.
#[derive(Default)]
struct Count(BTreeMap<IpAddr, VecDeque<Seconds>>);

impl Way for Count {
    fn see(&mut self, event: &Event<'_>, at: Seconds) -> Option<IpAddr> {
        let (attempt, source, tries) = failure(event)?;
        if attempt == Attempt::GivenUp {
            return None;
        }
        let times = self.0.entry(source).or_default();
        times.extend((0..tries.min(5)).map(|_| at));
        while times.front().is_some_and(|first| at - first >= 600) {
            times.pop_front();
        }
        (times.len() >= 5).then_some(source)
    }
}

/// A failure to come in: of which kind, from where, and of how many tries.
fn failure(event: &Event<'_>) -> Option<(Attempt, IpAddr, u64)> {
    let Some(What::Authentication(it)) = event.what else { return None };
    let attempt = it.attempt.filter(|attempt| attempt.is_failure())?;
    Some((attempt, it.source?.0, it.tries.unwrap_or(1)))
}

/// What became of the sources of one log.
#[derive(Default)]
struct Seen {
    guesses: BTreeMap<IpAddr, u64>,
    /// After how many guesses a source was told.
    told: BTreeMap<IpAddr, u64>,
    operators: BTreeSet<IpAddr>,
}

impl Seen {
    fn of(log: &str, year: i64, way: &mut dyn Way) -> Self {
        let (mut reader, mut seen) = (Syslog::of_year(year), Self::default());
        for line in log.lines() {
            if let Ok(Some(event)) = reader.read(line.as_bytes()) {
                seen.take(&event, way);
            }
        }
        seen
    }

    fn take(&mut self, event: &Event<'_>, way: &mut dyn Way) {
        if let Some((_, source, tries)) = failure(event) {
            *self.guesses.entry(source).or_default() += tries;
        } else if let Some(What::Authentication(Authentication { attempt: Some(Attempt::Accepted), source, .. })) =
            event.what
        {
            self.operators.extend(source.map(|source| source.0));
        }
        if let Some(source) = way.see(event, event.time.unwrap_or_default()) {
            let guesses = self.guesses.get(&source).copied().unwrap_or_default();
            self.told.entry(source).or_insert(guesses);
        }
    }
}

fn real(name: &str, seen: &[Seen]) {
    let guessing =
        || seen.iter().flat_map(|seen| seen.guesses.iter().map(move |(source, guesses)| (seen, source, *guesses)));
    let of: Vec<Option<u64>> = guessing()
        .filter(|(_, _, guesses)| *guesses >= GUESSES)
        .map(|(seen, source, _)| seen.told.get(source).copied())
        .collect();
    let in_time = of.iter().filter(|told| told.is_some_and(|told| told <= GUESSES)).count();
    let share = in_time as f64 / of.len() as f64;
    let goal = name == "points";
    let what = format!("SSH, {name}: sources with six guesses or more told by the sixth");
    let measured = format!("{in_time} of {} ({:.1} %)", of.len(), share * 100.0);
    row(&what, if goal { ">= 95 %" } else { "" }, &measured, goal.then_some(share >= 0.95));
    let told: Vec<f64> = of.iter().flatten().map(|told| *told as f64).collect();
    let measured = format!("{}; {} never", median(&told), of.len() - told.len());
    row(&format!("SSH, {name}: guesses until such a source is told, median"), "", &measured, None);
    let operators = seen.iter().flat_map(|seen| seen.operators.iter().filter(|source| seen.told.contains_key(source)));
    let operators = operators.count();
    row(
        &format!("SSH, {name}: operators told wrongly, real"),
        if goal { "0" } else { "" },
        &operators.to_string(),
        goal.then_some(operators == 0),
    );
}

/// One who mistypes up to five times, and then comes in: every day, from one place, three passwords a session.
fn simulated(name: &str, way: New) {
    let (operators, days) = OPERATORS;
    let wrongly = (0..operators).filter(|operator| {
        let (mut way, mut chance) = (way(), u64::from(*operator) + 1);
        (0..days).any(|day| {
            let mistakes = i64::try_from(drawn(&mut chance) % 6).unwrap_or_default();
            session(way.as_mut(), day * 86_400 + i64::from(*operator), mistakes)
        })
    });
    let wrongly = wrongly.count();
    let what = format!(
        "SSH, {name}: of {operators} simulated operators with up to five mistakes a day for {days} days told wrongly"
    );
    let goal = name == "points";
    row(&what, if goal { "0" } else { "" }, &wrongly.to_string(), goal.then_some(wrongly == 0));
}

/// Whether anything was told in a session.
fn session(way: &mut dyn Way, at: Seconds, mistakes: i64) -> bool {
    let source = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 7));
    let mut told = false;
    let mut see = |second: i64, attempt: Attempt| {
        let it = Authentication {
            attempt: Some(attempt),
            account: Some("anna".into()),
            source: Some(Address(source)),
            factor: (attempt != Attempt::GivenUp).then_some(Factor::Password),
            ..Authentication::default()
        };
        told |= way.see(&Event::new(Moment::default(), What::Authentication(it)), at + second).is_some();
    };
    for mistake in 0..mistakes {
        see(mistake * 8, Attempt::Wrong);
        if mistake % 3 == 2 {
            see(mistake * 8 + 1, Attempt::GivenUp);
        }
    }
    see(mistakes * 8 + 4, Attempt::Accepted);
    told
}

/// The same numbers on every run.
fn drawn(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

/// Lines read and judged on one core.
fn speed(logs: &[(String, i64)]) {
    const ROUNDS: usize = 40;
    let lines = logs.iter().map(|(log, _)| log.lines().count()).sum::<usize>() * ROUNDS;
    let started = worked();
    let mut told = 0;
    for _ in 0..ROUNDS {
        for (log, year) in logs {
            let (mut reader, mut people) = (Syslog::of_year(*year), People::default());
            for line in log.lines() {
                if let Ok(Some(event)) = reader.read(line.as_bytes()) {
                    let at = event.time.unwrap_or_default();
                    people.see(&event, at, &Bounds::default(), &mut |_| told += 1);
                }
            }
        }
    }
    let rate = lines as f64 / (worked() - started).as_secs_f64();
    println!("    {told} reasons in {lines} lines");
    let what = "SSH: lines of a system log read and judged, one core";
    row(what, ">= 500,000/s", &format!("{:.2} M/s", rate / 1e6), Some(rate >= 500_000.0));
}
