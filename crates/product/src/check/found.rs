//! Findings, and how they are gathered.

use serde::{Deserialize, Serialize};

use super::Phase;
use super::nearest::nearest;
use super::rules::{self, Rule};
use crate::file::ProductFile;
use crate::place::Place;

/// Most findings of one check: whoever has more begins with these.
pub const MOST_FINDINGS: usize = 1_000;

/// Findings up to which the nearest known name is sought: each search costs time, and whoever has more begins with these.
const SUGGESTED: usize = 100;

/// How a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// It contradicts the act, or itself.
    Wrong,
    /// The act asks for it, and the file does not say it.
    Missing,
    /// Nobody knows yet. It is shown and counted, and keeps nothing from going on.
    Open,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How it weighs.
    pub severity: Severity,
    /// A stable name, one of [`super::RULES`].
    pub code: &'static str,
    /// What it is about, as `threat[2].controls`; entries count from 0.
    pub path: String,
    /// Where that stands, or the nearest thing around it; absent where nothing of it is there.
    pub place: Option<Place>,
    /// What was found.
    pub says: String,
    /// The clause that it follows from.
    pub clause: &'static str,
    /// What to do.
    pub advice: String,
}

/// Findings of one check.
pub(super) struct Found<'a> {
    file: &'a ProductFile,
    phase: Phase,
    list: Vec<Finding>,
    more: usize,
}

impl<'a> Found<'a> {
    pub(super) fn new(file: &'a ProductFile, phase: Phase) -> Self {
        Self { file, phase, list: Vec::new(), more: 0 }
    }

    pub(super) fn file(&self) -> &'a ProductFile {
        self.file
    }

    /// What to say after naming what is not known: the nearest name that is, while there are few findings.
    pub(super) fn meant<'k>(&self, given: &str, known: impl IntoIterator<Item = &'k str>) -> String {
        let nearest = (self.list.len() < SUGGESTED).then(|| nearest(given, known)).flatten();
        nearest.map_or_else(String::new, |known| format!("; \"{known}\" is the nearest that is known"))
    }

    /// Something wrong, whatever the phase.
    pub(super) fn wrong(&mut self, rule: &Rule, path: impl Into<String>, says: String) {
        self.add(Severity::Wrong, Phase::Planning, rule, path.into(), says);
    }

    /// Something missing from a phase on.
    pub(super) fn missing(&mut self, from: Phase, rule: &Rule, path: impl Into<String>, says: String) {
        self.add(Severity::Missing, from, rule, path.into(), says);
    }

    /// Something open from a phase on.
    pub(super) fn open(&mut self, from: Phase, rule: &Rule, path: impl Into<String>, says: String) {
        self.add(Severity::Open, from, rule, path.into(), says);
    }

    /// A text that has to be there from a phase on, with its own clause and advice.
    pub(super) fn not_said(&mut self, from: Phase, path: &str, clause: &'static str, advice: &str) {
        let rule = Rule { clause, ..rules::NOT_SAID };
        let says = format!("{path} is not said");
        self.put(Severity::Missing, from, &rule, path.to_owned(), says, advice.to_owned());
    }

    /// Something missing, with advice that depends on what is missing.
    pub(super) fn advised(&mut self, from: Phase, rule: &Rule, path: String, says: String, advice: String) {
        self.put(Severity::Missing, from, rule, path, says, advice);
    }

    fn add(&mut self, severity: Severity, from: Phase, rule: &Rule, path: String, says: String) {
        self.put(severity, from, rule, path, says, rule.advice.to_owned());
    }

    fn put(&mut self, severity: Severity, from: Phase, rule: &Rule, path: String, says: String, advice: String) {
        if from > self.phase {
            return;
        }
        if self.list.len() == MOST_FINDINGS - 1 {
            self.more += 1;
            return;
        }
        let place = self.file.places.find(&path);
        self.list.push(Finding { severity, code: rule.code, path, place, says, clause: rule.clause, advice });
    }

    /// In the order of the file; what is nowhere in it comes first.
    pub(super) fn sorted(mut self) -> Vec<Finding> {
        self.list.sort_by(|a, b| (a.place, a.severity, &a.path, a.code).cmp(&(b.place, b.severity, &b.path, b.code)));
        if self.more > 0 {
            let rule = &rules::TOO_MANY;
            self.list.push(Finding {
                severity: Severity::Missing,
                code: rule.code,
                path: String::new(),
                place: None,
                says: format!("{} more findings are not shown", self.more),
                clause: rule.clause,
                advice: rule.advice.to_owned(),
            });
        }
        self.list
    }
}
