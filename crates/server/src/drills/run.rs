//! The course of a drill: steps with a stop-watch, on a clock that the scenario moves, by people who are played.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::Value;
use steadfast_store::{Drill, Id, Person, Scenario, StoreError, Time, kinds};
use tokio::sync::watch;

use super::copy::Copy;
use super::error::DrillError;
use super::people::Pace;
use super::report::{DrillReport, Gap, SCHEMA, StepDone};
use super::words;
use crate::access::action::Action;
use crate::access::role::Role;
use crate::act::Ask;
use crate::ambient::Ambient as _;
use crate::app::App;
use crate::caller::Caller;
use crate::jobs::kind::Kind;
use crate::jobs::runner::Runner;
use crate::jobs::work::Work;
use crate::ledger::number;
use crate::messages::sender::Messages;
use crate::sending::Sender;
use crate::webhooks::sender::Deliveries;

type PersonId = Id<kinds::Person>;

/// People that are looked at.
const MOST_PEOPLE: i64 = 500;

/// How a step went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Done,
    Gap,
    NotPossible,
}

impl Outcome {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Gap => "gap",
            Self::NotPossible => "not-possible",
        }
    }
}

/// A step that is under way.
pub(super) struct Step {
    name: &'static str,
    steady: i64,
    due: Option<Time>,
    gaps: Vec<Gap>,
    facts: BTreeMap<String, Value>,
    is_possible: bool,
}

impl Step {
    /// Something is missing.
    pub(super) fn gap(&mut self, code: &'static str) {
        self.gap_of(code, Vec::new());
    }

    /// Something is missing, and what exactly.
    pub(super) fn gap_of(&mut self, code: &'static str, what: Vec<String>) {
        self.gaps.push(Gap { code: code.to_owned(), says: words::gap(words::ENGLISH, code), what });
    }

    /// Something is missing where it is so.
    pub(super) fn gap_where(&mut self, is_so: bool, code: &'static str) {
        if is_so {
            self.gap(code);
        }
    }

    /// What was counted or found.
    pub(super) fn fact(&mut self, name: &str, value: impl Into<Value>) {
        self.facts.insert(name.to_owned(), value.into());
    }

    /// Until when it was due.
    pub(super) fn due(&mut self, due: Option<Time>) {
        self.due = due;
    }

    /// It cannot be done at all.
    pub(super) fn not_possible(&mut self, code: &'static str) {
        self.is_possible = false;
        self.gap(code);
    }
}

/// A drill that is being held.
pub(super) struct Run {
    pub(super) app: Arc<App>,
    pub(super) pace: Pace,
    /// Who does not answer.
    pub(super) absent: BTreeSet<PersonId>,
    /// What it is about.
    pub(super) flaw: String,
    pub(super) product: String,
    copy: Copy,
    live: Work,
    drill: Drill,
    total: usize,
    begins: Time,
    copied: (Time, i64),
    holiday: String,
    steps: Vec<StepDone>,
    assumed: BTreeMap<String, i64>,
    runner: Runner,
    messages: Sender<Messages>,
    deliveries: Sender<Deliveries>,
}

/// What is known when a drill begins.
pub(super) struct Beginning {
    pub(super) copy: Copy,
    pub(super) live: Work,
    pub(super) drill: Drill,
    pub(super) copied: (Time, i64),
    pub(super) holiday: String,
    pub(super) total: usize,
}

impl Run {
    /// Everything that waited to be sent when the copy was made is sent first, and does not count.
    pub(super) async fn begin(from: Beginning) -> Result<Self, DrillError> {
        let Beginning { copy, live, drill, copied, holiday, total } = from;
        let app = Arc::clone(&copy.app);
        let pace = app.store.read::<_, StoreError, _>(Pace::of).await?;
        let mut run = Self {
            pace,
            absent: BTreeSet::new(),
            flaw: drill.flaw.clone(),
            product: String::new(),
            begins: app.ambient.now(),
            runner: Runner::new(Arc::clone(&app)),
            messages: Sender::new(Arc::clone(&app)),
            deliveries: Sender::new(Arc::clone(&app)),
            steps: Vec::new(),
            assumed: BTreeMap::new(),
            copy,
            live,
            drill,
            total,
            copied,
            holiday,
            app,
        };
        let mut before = None;
        while before != Some(run.app.outward.kept()) {
            before = Some(run.app.outward.kept());
            run.tick().await?;
        }
        run.app.outward.forget();
        Ok(run)
    }

    /// The present of the scenario.
    pub(super) fn now(&self) -> Time {
        self.copy.clock.now()
    }

    /// The present of the live server, as it was when the copy was made.
    pub(super) fn live_now(&self) -> Time {
        self.copied.0
    }

    /// People take so long for something: that is assumed, and said.
    pub(super) async fn pass(&mut self, what: &str, minutes: i64) -> Result<(), DrillError> {
        self.assumed.insert(what.to_owned(), minutes);
        self.copy.clock.pass(minutes);
        self.tick().await
    }

    /// One more minute goes by.
    pub(super) async fn minute(&mut self) -> Result<(), DrillError> {
        self.copy.clock.pass(1);
        self.tick().await
    }

    /// What the server does by itself at this moment: it rings, records get their numbers, and what is to be sent is brought
    /// to the way out.
    pub(super) async fn tick(&mut self) -> Result<(), DrillError> {
        self.live.go_on().map_err(|_| DrillError::Stopped)?;
        let now = self.now();
        self.app.store.write::<_, StoreError, _>(move |tx| tx.job_ask(Kind::Ringing.as_str(), now)).await?;
        let (_ending, end) = watch::channel(false);
        while self.runner.ring(&end).await? {}
        number::round(&self.app, [7; 16]).await?;
        self.deliveries.round().await?;
        self.deliveries.settle().await;
        self.messages.round().await?;
        self.messages.settle().await;
        Ok(())
    }

    /// A step begins.
    pub(super) fn step(&self, name: &'static str) -> Step {
        let steady = self.copy.app.ambient.steady();
        Step { name, steady, due: None, gaps: Vec::new(), facts: BTreeMap::new(), is_possible: true }
    }

    /// A step is over.
    pub(super) async fn over(&mut self, mut step: Step) -> Result<(), DrillError> {
        let (now, took) = (self.now(), self.app.ambient.steady().saturating_sub(step.steady));
        if step.due.is_some_and(|due| now > due) {
            step.gap("too-late");
        }
        let outcome = match (step.is_possible, step.gaps.is_empty()) {
            (false, _) => Outcome::NotPossible,
            (true, false) => Outcome::Gap,
            (true, true) => Outcome::Done,
        };
        self.steps.push(StepDone {
            step: step.name.to_owned(),
            says: words::step(words::ENGLISH, step.name),
            at: now.to_string(),
            minutes: (now.0 - self.begins.0) / 60_000_000,
            due: step.due.map(|due| due.to_string()),
            machine_us: took,
            outcome: outcome.as_str().to_owned(),
            gaps: step.gaps,
            facts: step.facts,
        });
        self.tell().await
    }

    /// Says on the live server how far it is.
    async fn tell(&self) -> Result<(), DrillError> {
        let (id, done, total) = (self.drill.id, self.steps.len(), self.total.max(self.steps.len()));
        let stopped = |_| DrillError::Stopped;
        self.live.progress(done, total).await.map_err(stopped)?;
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let (done, total) = (count(done), count(total));
        self.live.keep_house(move |tx| tx.drill_progress(id, done, total)).await.map_err(stopped)
    }

    /// A person's request: they sign in for it.
    pub(super) async fn by(&self, person: PersonId, action: Action) -> Result<Ask, DrillError> {
        let (session, hash, now) = (self.app.ambient.id(), self.app.ambient.random::<32>(), self.now());
        let sign_in = move |tx: &mut steadfast_store::Tx<'_>| tx.session_insert(session, &hash, person, "drill", now);
        self.app.store.write::<_, StoreError, _>(sign_in).await?;
        Ok(Ask::new(Caller::Person { person, session }, action))
    }

    /// A request of somebody who may: of `first` where they may, else of whoever may and is there.
    pub(super) async fn who_may(&self, action: Action, first: Option<PersonId>) -> Result<Option<Ask>, DrillError> {
        let people = self.may(action).await?;
        let chosen = first.filter(|first| people.contains(first)).or_else(|| people.first().copied());
        match chosen {
            Some(person) => Ok(Some(self.by(person, action).await?)),
            None => Ok(None),
        }
    }

    /// Whoever may do something and is there.
    pub(super) async fn may(&self, action: Action) -> Result<Vec<PersonId>, DrillError> {
        let everybody = self.app.store.read::<_, StoreError, _>(|tx| tx.person_list(None, MOST_PEOPLE)).await?;
        let may = |person: &Person| {
            let allowed = person.role.parse::<Role>().is_ok_and(|role| action.allowed(role));
            person.active && allowed && !self.absent.contains(&person.id)
        };
        Ok(everybody.iter().filter(|person| may(person)).map(|person| person.id).collect())
    }

    /// What came of it.
    pub(super) fn report(self) -> DrillReport {
        let scenario: Scenario = self.drill.scenario;
        DrillReport {
            schema: SCHEMA,
            kind: "drill-report".to_owned(),
            drill: self.drill.id.to_string(),
            scenario: scenario.as_str().to_owned(),
            says: words::scenario(words::ENGLISH, scenario.as_str()),
            flaw: self.flaw,
            product: self.product,
            copied: self.copied.0.to_string(),
            copy_ms: self.copied.1 / 1000,
            begins: self.begins.to_string(),
            holiday: self.holiday,
            gaps: self.steps.iter().map(|step| i64::try_from(step.gaps.len()).unwrap_or(i64::MAX)).sum(),
            steps: self.steps,
            answers: self.pace.told(),
            assumed: self.assumed,
            kept_in: self.app.outward.kept().into_iter().map(|(way, count)| (way.as_str().to_owned(), count)).collect(),
        }
    }
}
