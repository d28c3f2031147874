//! A plan as its form sends it, and what is wrong with it at its fields.

use super::super::plan::{Plan, PlanFault, Wave};
use crate::fleet::market;
use crate::t;
use crate::web::pages::rollout_form::{COLUMNS, MOST_WAVES, WAVES};
use crate::web::{Filled, Problem, Texts};

/// What a form sends.
pub(super) type Sent = Vec<(String, String)>;

/// The form as it was sent.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    /// Waves of which anything was typed, column by column.
    pub(super) waves: Vec<[String; 4]>,
    hardware: String,
    markets: Vec<String>,
    postponement: String,
}

impl Typed {
    /// Reads a form.
    pub(super) fn of(sent: &Sent) -> Self {
        let all = |field: &str| -> Vec<String> {
            let values = sent.iter().filter(|(name, _)| name == field);
            values.map(|(_, value)| value.trim().to_owned()).collect()
        };
        let one = |field: &str| all(field).into_iter().next().unwrap_or_default();
        let columns = COLUMNS.map(|(key, _)| all(key));
        let rows = columns.iter().map(Vec::len).max().unwrap_or(0).min(MOST_WAVES);
        let cell = |column: usize, row: usize| columns[column].get(row).cloned().unwrap_or_default();
        let waves = (0..rows).map(|row| [0, 1, 2, 3].map(|column| cell(column, row)));
        Self {
            waves: waves.filter(|wave| wave.iter().any(|text| !text.is_empty())).collect(),
            hardware: one("hardware"),
            markets: all("market"),
            postponement: one("postponement"),
        }
    }

    /// The form of a plan.
    pub(super) fn showing(plan: &Plan) -> Self {
        let wave = |wave: &Wave| {
            let hours = if wave.hours == 0 { String::new() } else { wave.hours.to_string() };
            [wave.share.to_string(), wave.success.to_string(), wave.failure.to_string(), hours]
        };
        Self {
            waves: plan.waves.iter().map(wave).collect(),
            hardware: plan.hardware.join(", "),
            markets: plan.markets.clone(),
            postponement: plan.longest_postponement_days.to_string(),
        }
    }

    /// Its fields beside the waves.
    pub(super) fn filled(&self) -> Filled {
        let filled = Filled::empty().with("hardware", &self.hardware).with("postponement", &self.postponement);
        self.markets.iter().fold(filled, |filled, market| filled.with("market", market))
    }

    /// The plan, or the form with what is wrong with it.
    pub(super) fn plan(&self, texts: Texts) -> Result<Plan, Filled> {
        let mut filled = self.filled();
        let mut waves = Vec::new();
        for (at, typed) in self.waves.iter().enumerate() {
            match wave(typed) {
                Some(wave) => waves.push(wave),
                None => filled = filled.wrong(WAVES[at], Problem::Other(t!(texts, "plan-fault-number"))),
            }
        }
        let postponement = self.postponement.parse().ok();
        if postponement.is_none() {
            filled = filled.wrong("postponement", Problem::Other(t!(texts, "plan-fault-postponement")));
        }
        if !self.markets.iter().all(|code| market::ALL.iter().any(|known| known.code == code)) {
            filled = filled.wrong("market", Problem::NoSuchChoice);
        }
        let (Some(longest_postponement_days), true) = (postponement, filled.is_fine()) else { return Err(filled) };
        let hardware = self.hardware.split(',').map(str::trim).filter(|text| !text.is_empty());
        let hardware = hardware.map(str::to_owned).collect();
        let plan = Plan { hardware, markets: self.markets.clone(), waves, longest_postponement_days };
        match plan.check() {
            Ok(()) => Ok(plan),
            Err(fault) => Err(at_field(texts, filled, &fault, plan.waves.len())),
        }
    }
}

/// A wave; no hours are none.
fn wave(typed: &[String; 4]) -> Option<Wave> {
    let [share, success, failure, hours] = typed;
    let hours = if hours.is_empty() { Some(0) } else { hours.parse().ok() };
    Some(Wave {
        share: share.parse().ok()?,
        success: success.parse().ok()?,
        failure: failure.parse().ok()?,
        hours: hours?,
    })
}

/// The preset: a few first, then a third, then all.
pub(super) fn preset() -> Plan {
    let wave = |share, failure, hours| Wave { share, success: 95, failure, hours };
    Plan {
        hardware: Vec::new(),
        markets: Vec::new(),
        waves: vec![wave(5, 10, 24), wave(30, 5, 24), Wave { success: 90, ..wave(100, 5, 0) }],
        longest_postponement_days: 7,
    }
}

fn at_field(texts: Texts, filled: Filled, fault: &PlanFault, waves: usize) -> Filled {
    let name = |number: usize| WAVES.get(number.saturating_sub(1)).copied().unwrap_or("form");
    let (field, words) = match fault {
        PlanFault::Waves(_) => (WAVES[0], t!(texts, "plan-fault-waves")),
        PlanFault::Share(number) => (name(*number), t!(texts, "plan-fault-share")),
        PlanFault::Last => (name(waves), t!(texts, "plan-fault-last")),
        PlanFault::Threshold(number) => (name(*number), t!(texts, "plan-fault-threshold")),
        PlanFault::Postponement(_) => ("postponement", t!(texts, "plan-fault-postponement")),
    };
    filled.wrong(field, Problem::Other(words))
}
