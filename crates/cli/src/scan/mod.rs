//! `scan` and `gate`: what is known to be wrong with a bill of materials, and whether it may ship.

mod advisories;
mod answer;
mod policy;
mod statements;
mod view;

use std::io::Write;

use jiff::Timestamp;
use jiff::tz::Offset;
use steadfast_formats::Limits;
use steadfast_formats::bom::{self, Bom};
use steadfast_matching::bill::Bill;
use steadfast_matching::compiled_in::CompiledIn;
use steadfast_matching::coverage::Coverage;
use steadfast_matching::gate::{self, Verdict};
use steadfast_matching::scan::{Question, scan};

use crate::args::Ask;
use crate::failure::{Exit, Failure};
use crate::{input, parallel};
use advisories::Advisories;
use answer::{Answered, Context, Snapshot};
pub(crate) use view::to_json;

const SECONDS_OF_A_DAY: i64 = 86_400;

/// Which of the two commands is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// List what is known.
    Scan,
    /// Decide.
    Gate,
}

/// Answers `scan` or `gate`.
pub(crate) fn run(purpose: Purpose, ask: &Ask, clock: Timestamp, out: &mut dyn Write) -> Result<Exit, Failure> {
    let now = ask.now.unwrap_or(clock);
    let (policy, policy_file) = policy::load(ask.policy.as_deref())?;
    let documents = statements::load(&ask.vex)?;
    let compiled_in = ask.compiled_in.iter().map(|list| compiled_in(list)).collect::<Result<Vec<_>, _>>()?;
    let boms = parallel::map(&ask.boms, |path| read(path)).into_iter().collect::<Result<Vec<_>, _>>()?;
    let advisories = Advisories::load(ask, now)?;
    let index = advisories.index()?;
    let oldest = now.as_second().saturating_sub(i64::from(policy.max_feed_age_days) * SECONDS_OF_A_DAY);
    let sources = advisories.sources(&index);
    let coverage = Coverage::new(&sources, oldest);
    let signals = advisories.signals(&index)?;
    let told: Vec<_> = statements::told(&documents).collect();
    let context = Context {
        purpose,
        now,
        policy_file,
        snapshot: Snapshot::new(&advisories, &index, &sources),
        documents: &documents,
        loaded: !index.is_empty(),
        all: ask.all,
    };
    let question =
        Question { index: &index, coverage: &coverage, signals: &signals, compiled_in: &compiled_in, told: &told };
    let today = Offset::UTC.to_datetime(now).date();
    let asked: Vec<_> = ask.boms.iter().zip(&boms).collect();
    let answers = parallel::map(&asked, |(path, bom)| {
        let mut bill = Bill::new(bom);
        bill.declare_own(|component| policy.declares_own(component));
        let scan = scan(&question, &bill).map_err(|source| advisories.damaged(source))?;
        let gate = match (purpose, context.loaded) {
            (Purpose::Scan, _) => None,
            (Purpose::Gate, true) => Some(gate::decide(&policy, &bill, &scan, &coverage, today)),
            (Purpose::Gate, false) => Some(gate::without_advisories()),
        };
        Ok(Answered::new(path, bill, scan, gate, &coverage))
    });
    let answers = answers.into_iter().collect::<Result<Vec<_>, Failure>>()?;
    view::write(out, ask.format, &context, &answers)?;
    Ok(exit(&answers))
}

/// The worst verdict decides; a scan is no decision.
fn exit(answers: &[Answered<'_>]) -> Exit {
    let verdicts = answers.iter().filter_map(|answer| answer.gate.as_ref());
    match verdicts.map(|gate| gate.verdict).max() {
        Some(Verdict::Blocked) => Exit::No,
        Some(Verdict::Undecided) => Exit::Undecided,
        Some(Verdict::Pass) | None => Exit::Yes,
    }
}

/// Reads a bill of materials.
pub(crate) fn read(path: &std::path::Path) -> Result<Bom, Failure> {
    let limits = Limits::default();
    let bytes = input::document(path, &limits)?;
    let file = path.to_string_lossy().into_owned();
    bom::read(&bytes, &limits).map_err(|source| Failure::Content { file, source: source.into() })
}

/// Reads `[NAME=]FILE`.
fn compiled_in(argument: &str) -> Result<CompiledIn, Failure> {
    let (component, file) = argument.split_once('=').map_or((None, argument), |(name, file)| (Some(name), file));
    let file = std::path::PathBuf::from(file);
    let bytes = input::document(&file, &Limits::default())?;
    let text = String::from_utf8_lossy(&bytes);
    CompiledIn::read(component, &text).map_err(|source| Failure::CompiledIn { file, source })
}
