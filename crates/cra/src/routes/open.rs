//! Which procedures are open to a product.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::table::{Check, Known, Procedure, Reason, check, reason};
use crate::categories::Class;

/// How far something was applied, for the requirements concerned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Extent {
    /// Nobody said.
    #[default]
    Unknown,
    /// Not at all.
    None,
    /// In part.
    Part,
    /// In full.
    Full,
}

/// What the manufacturer says that it applied (Art. 32(2)).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Applied {
    /// Harmonised standards whose references the Official Journal cites under the act.
    #[serde(default)]
    pub harmonised_standards: Extent,
    /// Common specifications of the Commission.
    #[serde(default)]
    pub common_specifications: Extent,
    /// European certification at the assurance level substantial or high.
    #[serde(default)]
    pub certification: Extent,
}

impl Applied {
    /// Nothing of it was applied.
    pub const NONE: Self =
        Self { harmonised_standards: Extent::None, common_specifications: Extent::None, certification: Extent::None };

    fn each(self, known: &Check) -> [(Extent, Known); 3] {
        [
            (self.harmonised_standards, known.harmonised_standards_cited),
            (self.common_specifications, known.common_specifications),
            (self.certification, known.certification_with_presumption),
        ]
    }
}

/// Whether a procedure may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Yes.
    Open,
    /// No.
    Closed,
    /// What is known does not decide it.
    Unknown,
}

/// The answer for one procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RouteAnswer {
    /// Which.
    pub procedure: Procedure,
    /// Whether it may be used.
    pub state: State,
    /// Why, with the article.
    pub reason: &'static Reason,
    /// The day of the check that the answer hangs on, where it does.
    pub checked_on: Option<Date>,
    /// How many days before `today` that was.
    pub check_age_days: Option<i32>,
}

/// The answer for each procedure, in the order of Art. 32(1).
///
/// `open_source_public`: whether the product is free and open-source software whose technical documentation is public
/// when it is placed on the market. `None` is unknown.
pub fn open(class: Class, applied: &Applied, open_source_public: Option<bool>, today: Date) -> Vec<RouteAnswer> {
    let answers = Procedure::ALL.into_iter().filter_map(|procedure| {
        let (state, code) = decide(procedure, class, *applied, open_source_public);
        answer(procedure, state, code, today)
    });
    answers.collect()
}

/// Whether a procedure may be used, and why, as of [`check`]: [`open`] without how old that is.
pub fn state(
    procedure: Procedure,
    class: Class,
    applied: &Applied,
    open_source_public: Option<bool>,
) -> Option<(State, &'static Reason)> {
    let (state, code) = decide(procedure, class, *applied, open_source_public);
    Some((state, reason(code)?))
}

fn answer(procedure: Procedure, state: State, code: &str, today: Date) -> Option<RouteAnswer> {
    let known = hangs_on_the_check(code).then(check);
    let (checked_on, check_age_days) = (known.map(|one| one.checked_on), known.and_then(|one| one.age_days(today)));
    Some(RouteAnswer { procedure, state, reason: reason(code)?, checked_on, check_age_days })
}

fn hangs_on_the_check(code: &str) -> bool {
    matches!(
        code,
        "nothing-to-apply-in-full"
            | "applied-in-full"
            | "applied-but-not-known"
            | "applied-not-stated"
            | "third-party-critical"
            | "certification-unknown"
    )
}

/// The answer and the code of its reason.
fn decide(
    procedure: Procedure,
    class: Class,
    applied: Applied,
    open_source_public: Option<bool>,
) -> (State, &'static str) {
    match (procedure, class) {
        (Procedure::Certification, _) => (State::Unknown, "certification-unknown"),
        (_, Class::Default) => (State::Open, "any-procedure"),
        (Procedure::InternalControl, _) => internal_control(class, applied, open_source_public),
        (_, Class::ImportantOne) => (State::Open, "third-party-one"),
        (_, Class::ImportantTwo) => (State::Open, "third-party-two"),
        (_, Class::Critical) => critical(check().certification_mandated_for_critical),
    }
}

fn critical(mandated: Known) -> (State, &'static str) {
    match mandated {
        Known::None => (State::Open, "third-party-critical"),
        Known::Some | Known::Unknown => (State::Unknown, "third-party-critical"),
    }
}

fn internal_control(class: Class, applied: Applied, open_source_public: Option<bool>) -> (State, &'static str) {
    let annex_three = class != Class::Critical;
    match (annex_three, open_source_public) {
        (false, _) => (State::Closed, "never-internal-critical"),
        (true, Some(true)) => (State::Open, "open-source-public"),
        (true, None) => (State::Unknown, "open-source-not-stated"),
        (true, Some(false)) if class == Class::ImportantOne => in_full(applied, check()),
        (true, Some(false)) => (State::Closed, "never-internal-two"),
    }
}

/// What was applied in full opens the door only if it gives a presumption; whether it does is known as of the check.
fn in_full(applied: Applied, known: &Check) -> (State, &'static str) {
    let each = applied.each(known);
    let any = |wanted: fn(Extent, Known) -> bool| each.iter().any(|(extent, known)| wanted(*extent, *known));
    if any(|extent, known| extent == Extent::Full && known == Known::Some) {
        (State::Open, "applied-in-full")
    } else if any(|extent, _| extent == Extent::Full) {
        (State::Unknown, "applied-but-not-known")
    } else if any(|extent, known| extent == Extent::Unknown && known == Known::Some) {
        (State::Unknown, "applied-not-stated")
    } else if each.iter().all(|(extent, _)| matches!(extent, Extent::None | Extent::Part)) {
        (State::Closed, "not-applied-in-full")
    } else {
        (State::Closed, "nothing-to-apply-in-full")
    }
}
