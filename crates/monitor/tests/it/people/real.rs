//! Real logs of SSH: how soon a source that guesses is told, and that the operator never is.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use steadfast_monitor::detect::people::{Bounds, People};
use steadfast_monitor::detect::{Cause, Detector};
use steadfast_monitor::event::{Attempt, What};
use steadfast_monitor::read::Syslog;

use crate::read::unpacked;

/// What became of the sources of one log.
#[derive(Debug, Default)]
struct Seen {
    /// Guesses by source: failed, of an unknown account, or given up before login, each line as often as it says.
    guesses: BTreeMap<IpAddr, u64>,
    /// After how many of them a source was told.
    told_at: BTreeMap<IpAddr, u64>,
    came_in: BTreeSet<IpAddr>,
    after_success: usize,
}

fn seen(name: &str, year: i64) -> Option<Seen> {
    let log = unpacked(&format!("auth/{name}.log.gz"))?;
    let (mut reader, mut people, mut seen) = (Syslog::of_year(year), People::default(), Seen::default());
    for line in log.lines() {
        let Ok(Some(event)) = reader.read(line.as_bytes()) else { continue };
        if let Some(What::Authentication(it)) = event.what {
            let source = it.source.map(|source| source.0);
            match (it.attempt, source) {
                (Some(Attempt::Accepted), Some(source)) => drop(seen.came_in.insert(source)),
                (Some(attempt), Some(source)) if attempt.is_failure() => {
                    *seen.guesses.entry(source).or_default() += it.tries.unwrap_or(1);
                }
                _ => {}
            }
        }
        people.see(&event, event.time.expect("a time"), &Bounds::default(), &mut |reason| {
            let Some(Cause::Source(Some(source))) = reason.cause else { return };
            let guesses = seen.guesses.get(&source.0).copied().unwrap_or_default();
            seen.told_at.entry(source.0).or_insert(guesses);
            seen.after_success += usize::from(reason.detector == Some(Detector::SuccessAfterFailures));
        });
    }
    Some(seen)
}

#[test]
fn sources_that_guess_are_told_by_their_sixth_guess_and_the_operator_is_not() {
    let (mut guessing, mut in_time) = (0, 0);
    for (name, year) in [("ec2-secrepo", 2014), ("lab-openssh-2k", 2015)] {
        let Some(seen) = seen(name, year) else { return };
        for (source, _) in seen.guesses.iter().filter(|(_, guesses)| **guesses >= 6) {
            guessing += 1;
            // One line may stand for five guesses: it cannot be told before it is there.
            let told = seen.told_at.get(source);
            in_time += usize::from(told.is_some_and(|at| *at <= 6));
            if told.is_none_or(|at| *at > 6) {
                eprintln!("{name}: {source}, {:?} guesses, told at {told:?}", seen.guesses.get(source));
            }
        }
        assert!(seen.came_in.iter().all(|source| !seen.told_at.contains_key(source)), "{name}: the operator is told");
        assert_eq!(seen.after_success, 0, "{name}");
        let early = seen.told_at.keys().filter(|source| seen.guesses.get(*source).is_none_or(|guesses| *guesses < 4));
        assert_eq!(early.count(), 0, "{name}: told after fewer than four guesses");
    }
    eprintln!("{in_time} of {guessing} sources told by their sixth guess");
    assert!(guessing >= 37, "{guessing}");
    assert!(in_time * 100 >= guessing * 95, "{in_time} of {guessing}");
}
